"""The fonts and the logo of a stationery."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from letterforge import pictures, rules
from letterforge.document import Image, Picture, Text
from letterforge.findings import Findings, Place
from letterforge.fonts import Face, Family, Style
from letterforge.loading.companion_files import CompanionFiles
from letterforge.loading.stationery.settings import FontSettings, LogoSettings
from letterforge.loading.tree import Pattern


@dataclass(frozen=True, slots=True)
class Logo:
    """The picture at the head of the first page; ``width`` is in millimetres."""

    digest: str
    picture: Picture
    alt: str
    width: float

    @property
    def image(self) -> Image[Pattern]:
        """The logo as a node."""
        return Image(self.digest, (Text(self.alt),), self.width)


def read_family(font: FontSettings, beside: CompanionFiles, settings: Path, findings: Findings) -> Family:
    """A typeface with its four faces; those that cannot be used are findings."""
    faces: dict[Style, Face] = {}
    names = {
        Style.REGULAR: font.regular,
        Style.BOLD: font.bold,
        Style.ITALIC: font.italic,
        Style.BOLD_ITALIC: font.bold_italic,
    }
    for style, name in names.items():
        try:
            faces[style] = Face(style, beside.read(name))
        except ValueError as fault:
            findings.add(rules.stationery.FONT.at(Place(str(settings), path=name), message=str(fault)))
    family = Family(font.name, faces)
    if len(faces) == len(names):
        try:
            _ = family.characters
        except ValueError as fault:
            findings.add(rules.stationery.FONT.at(Place(str(settings), path=font.name), message=str(fault)))
    return family


def read_logo(logo: LogoSettings | None, beside: CompanionFiles, settings: Path, findings: Findings) -> Logo | None:
    """The logo, None where there is none or it cannot be used, which is a finding."""
    if logo is None:
        return None
    try:
        picture = pictures.picture(beside.read(logo.file))
    except ValueError as fault:
        place = Place(str(settings), path="logo.file")
        findings.add(rules.stationery.LOGO.at(place, message=f"the picture cannot be used: {fault}"))
        return None
    return Logo(pictures.digest(picture.content), picture, logo.alt, logo.width)
