"""Where the settings of a stationery and its letterhead say two things: which of them holds, and a finding that says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree  # what it writes was parsed by `archive.xml`

from letterforge import rules
from letterforge.findings import Finding, Place
from letterforge.loading.stationery.letterhead import LETTERHEAD
from letterforge.loading.stationery.settings import ColourSettings, PageSettings, Settings
from letterforge.office.archive import open_archive
from letterforge.office.parts import parts_of
from letterforge.office.relationships import relationships

if TYPE_CHECKING:
    from letterforge.data.data_file import DataFile
    from letterforge.fonts import Family
    from letterforge.loading.stationery.letterhead_type import LetterheadType
    from letterforge.loading.tree import Page

_PLAIN = Path(__file__).parents[2] / "templates" / "stationery" / "plain"
_TWIP_ERROR = 0.5
"""Millimetres between two pages that are meant to be one: Word counts in twentieths of a point."""


def overruled_page(settings: PageSettings, page: Page, own: Page, *, written: DataFile) -> Iterator[Finding]:
    """A page that somebody has written, where every letter has that of the letterhead."""
    apart = max(abs(a - b) for a, b in zip(astuple(page), astuple(own), strict=True))
    if settings != PageSettings() and apart > _TWIP_ERROR:
        yield _overruled(written, "page", f"the page of every letter is that of {LETTERHEAD}, not this one")


def overruled_look(
    settings: Settings, its_type: LetterheadType, *, written: DataFile, letterhead: bytes
) -> Iterator[Finding]:
    """Colours that Word files do not have, a size that the letterhead does not have, and a typeface that only it has."""
    archive = open_archive(letterhead)
    drawn = b"".join(archive.read(name) for name in archive.members if name.endswith(".xml")).upper()
    default = ColourSettings().model_dump()
    # Styles that are as they come with letterforge follow the settings.
    own = _styles(letterhead) != _styles((_PLAIN / LETTERHEAD).read_bytes())
    for name, colour in settings.colours.model_dump().items():
        if own and colour != default[name] and colour.lstrip("#").upper().encode() not in drawn:
            message = f"only PDF and HTML use this; {LETTERHEAD} does not have it"
            yield _overruled(written, f"colours.{name}", message)
    if "size" in settings.text.model_fields_set and settings.text.size != its_type.size:
        message = f"{LETTERHEAD} sets its text in {its_type.size:g} points; letters in every format have this size"
        yield _overruled(written, "text.size", message)
    if its_type.typeface is not None and its_type.typeface not in {font.name for font in settings.fonts}:
        message = f"only PDF and HTML use these; {LETTERHEAD} sets its text in {its_type.typeface}"
        yield _overruled(written, "fonts", message)


def of_letterhead(
    families: tuple[Family, ...], its_type: LetterheadType, file: str
) -> tuple[tuple[Family, ...], tuple[Finding, ...]]:
    """The typefaces of a stationery that is nothing but a letterhead: its own first, where there are files of it."""
    named = its_type.typeface
    own = its_type.family or next((one for one in families if one.name == named), None)
    if own is not None:
        return (own, *(one for one in families if one.name != own.name)), ()
    if named is None:
        return families, ()
    message = f"its typeface, {named}, is not in the file; PDF and HTML are set in {families[0].name}"
    hint = "In Word, under File, Options, Save: embed fonts in the file, all characters; or name their files in stationery.toml."
    return families, (rules.stationery.OVERRULED.at(Place(file), message=message, hint=hint),)


def _styles(letterhead: bytes) -> str | None:
    """The styles of a Word file, however they are written."""
    archive = open_archive(letterhead)
    links = relationships(archive, parts_of(archive).main).values()
    name = next((one.target for one in links if one.kind == "styles" and one.target in archive.members), None)
    if name is None:
        return None
    return ElementTree.canonicalize(ElementTree.tostring(archive.xml(name), encoding="unicode"))


def _overruled(written: DataFile, name: str, message: str) -> Finding:
    path = name.replace("_", "-")
    place = written.place(tuple(path.split(".")), path)
    return rules.stationery.OVERRULED.at(place, message=message)
