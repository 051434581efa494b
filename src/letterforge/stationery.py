"""`Stationery`: how a letter looks. A folder with ``stationery.toml``, ``style.css``, fonts and a letterhead."""

from __future__ import annotations

import functools
import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from letterforge import pictures
from letterforge.data import data_file as data_source
from letterforge.data.validation import validated
from letterforge.document import Image, PageCount, PageNumber, Paragraph, Picture, Text
from letterforge.errors import DataError, StationeryError, UnreadableFileError, UsageError
from letterforge.expressions.expression import dotted
from letterforge.findings import Finding, Place, error, in_order, warning
from letterforge.fonts import Face, Family, Style
from letterforge.formatting.printer import Printer
from letterforge.loading import markdown, word
from letterforge.loading.companion_files import Beside
from letterforge.loading.tree import For, FurnitureWording, If, Page, Placeholder, Slot, Unseen
from letterforge.models.fields.refusal import refused
from letterforge.office.archive import open_archive

SETTINGS = "stationery.toml"
STYLE = "style.css"
LETTERHEAD = "letterhead.docx"
_TWIP_ERROR = 0.5
"""Millimetres between two pages that are meant to be one: Word counts in twentieths of a point."""
SIZES: Mapping[str, tuple[float, float]] = {"A4": (210.0, 297.0), "A5": (148.0, 210.0), "Letter": (215.9, 279.4)}
# All that takes an address (CSS Values 4, section 4.5; CSS Images 4, sections 2 and 3); an address may be a string there.
_OUTSIDE = re.compile(r"@import|url\(\s*+['\"]?+(?!data:|#)|\b(?:src|image|image-set)\(", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})(?:\r\n|\s)?|([^\n\r\f0-9a-f]))", re.IGNORECASE)


def _unescaped(style: str) -> str:
    """A style sheet with its escapes as the characters that they mean (CSS Syntax 3, section 4.3.7)."""

    def character(found: re.Match[str]) -> str:
        number = int(found[1], 16) if found[1] else ord(found[2])
        return chr(number) if number <= sys.maxunicode else "\ufffd"

    return _ESCAPE.sub(character, style)


@dataclass(frozen=True, slots=True)
class Dressed:
    """What a stationery says in one language: furniture, the tags of the letterhead, pictures."""

    first: FurnitureWording
    following: FurnitureWording
    letterhead: tuple[Any, ...]
    images: Mapping[str, Picture]
    slots: tuple[FurnitureWording, FurnitureWording]
    """What goes into the slots of the letterhead, on the first page and on those that follow."""

    @property
    def nodes(self) -> tuple[Any, ...]:
        """All trees with holes."""
        return (
            *self.first.header,
            *self.first.footer,
            *self.following.header,
            *self.following.footer,
            *self.letterhead,
        )


# --- what stationery.toml may say --------------------------------------------------------------------------------------

_Length = Annotated[float, Field(ge=0, le=1000)]


def _colour(text: str) -> str:
    if not re.fullmatch("#[0-9a-fA-F]{6}", text):
        rule, message = "limit", "is not a colour such as #1f3a5f"
        raise refused(rule, message)
    return text


_Colour = Annotated[str, AfterValidator(_colour)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class _PageSettings(_Strict):
    size: Literal["A4", "A5", "Letter"] | tuple[_Length, _Length] = "A4"
    margins: tuple[_Length, _Length, _Length, _Length] = (25, 25, 25, 25)


class _TextSettings(_Strict):
    size: float = Field(default=11, ge=6, le=40)
    line_height: float = Field(default=1.4, ge=0.8, le=4, alias="line-height")


class _ColourSettings(_Strict):
    text: _Colour = "#000000"
    heading: _Colour = "#000000"
    accent: _Colour = "#000000"
    rule: _Colour = "#808080"
    table_head: _Colour = Field(default="#eeeeee", alias="table-head")


class _FontSettings(_Strict):
    name: str = Field(min_length=1, pattern=r"^[^\"'\\<>;{}]+$")
    regular: str
    bold: str
    italic: str
    bold_italic: str = Field(alias="bold-italic")


class _LogoSettings(_Strict):
    file: str
    alt: str = Field(min_length=1)
    width: float = Field(gt=0, le=500)


class _FurnitureSettings(_Strict):
    header: str = ""
    footer: str = ""
    first_header: str | None = Field(default=None, alias="first-header")
    first_footer: str | None = Field(default=None, alias="first-footer")


class _Settings(_Strict):
    page: _PageSettings = _PageSettings()
    text: _TextSettings = _TextSettings()
    colours: _ColourSettings = _ColourSettings()
    fonts: tuple[_FontSettings, ...] = Field(min_length=1)
    logo: _LogoSettings | None = None
    furniture: dict[str, _FurnitureSettings] = Field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Stationery:
    """How a letter looks. Read one with `Stationery.read`; it is immutable, safe in threads, and pickles.

    ``families`` are the typefaces in order of preference: a letter is set in the first that has all of its
    characters. ``text_size`` is in points, ``line_height`` a multiple of it, ``colours`` are ``#rrggbb`` by the
    names text, heading, accent, rule and table-head. ``style`` is a style sheet, ``letterhead`` a Word file.
    """

    name: str
    digest: str
    page: Page
    families: tuple[Family, ...] = field(repr=False)
    text_size: float
    line_height: float
    colours: Mapping[str, str] = field(repr=False)
    style: str = field(repr=False)
    letterhead: bytes | None = field(repr=False)
    file: str | None
    _logo: tuple[str, Picture, str, float] | None = field(repr=False)
    _furniture: Mapping[str, _FurnitureSettings] = field(repr=False)
    _beside: Beside = field(repr=False)
    _dressed: dict[str, Dressed] = field(default_factory=dict, repr=False)
    warnings: tuple[Finding, ...] = ()
    """What in the settings does not do what it seems to: `letterforge.check` says so."""

    @classmethod
    def read(cls, folder: str | os.PathLike[str]) -> Stationery:
        """Read a stationery from its folder.

        Raises:
            UsageError: there is no such folder, or no ``stationery.toml`` in it.
            StationeryError: something in it is wrong; all findings at once.
        """
        path = Path(folder)
        settings = path / SETTINGS
        try:
            found = settings.is_file()
        except OSError:  # a name that is too long
            found = False
        if not found:
            message = f"{path} is no stationery: there is no {SETTINGS} in it"
            raise UsageError(message)
        return _read(path, settings)

    def family_for(self, characters: Iterable[str]) -> Family | None:
        """The first family that has all of the characters, None where none has."""
        wanted = set(characters)
        return next((family for family in self.families if not family.missing(wanted)), None)

    def dressed(self, printer: Printer) -> Dressed:
        """Furniture and letterhead in the language of a printer, read once for each.

        Raises:
            StationeryError: a tag in them is wrong.
        """
        known = self._dressed.get(printer.language)
        if known is None:
            known = _dress(self, printer)
            if len(self._dressed) < 64:  # noqa: PLR2004  (more languages than a stationery has)
                self._dressed[printer.language] = known
        return known

    def on_page(self, page: Page) -> Stationery:
        """The same look on another page: that of a template which is a Word file."""
        if page == self.page:
            return self
        digest = hashlib.sha256(f"{self.digest} {page}".encode()).hexdigest()
        return replace(self, page=page, digest=digest)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle without what was made of it; the plain stationery only as what it is."""
        if plain.cache_info().currsize and plain() is self:
            return plain, ()
        fields = (
            self.name,
            self.digest,
            self.page,
            self.families,
            self.text_size,
            self.line_height,
            dict(self.colours),
            self.style,
        )
        more: tuple[Any, ...] = (
            self.letterhead,
            self.file,
            self._logo,
            dict(self._furniture),
            self._beside,
            {},
            self.warnings,
        )
        return Stationery, (*fields, *more)


def _read(path: Path, settings: Path) -> Stationery:
    findings: list[Finding] = []
    beside = Beside(path)
    try:
        read = data_source.read(settings.read_text(encoding="utf-8"), file=str(settings))
        found = validated(_Settings, read)
    except DataError as fault:
        raise StationeryError(tuple(map(_as_written, fault.findings))) from None
    except (OSError, UnicodeDecodeError) as fault:
        raise StationeryError(
            (error("stationery", Place(str(settings)), message="this cannot be read as a text in UTF-8"),)
        ) from fault
    assert isinstance(found, _Settings)  # noqa: S101  (for the type checker)
    families = tuple(_family(font, beside, settings, findings) for font in found.fonts)
    style = _optional(beside, STYLE).decode("utf-8", errors="replace")
    meant = _unescaped(style)
    for outside in _OUTSIDE.finditer(meant):
        line = meant.count("\n", 0, outside.start()) + 1
        findings.append(
            error(
                "outside",
                Place(str(path / STYLE), line),
                message="the style sheet asks for another file, and nothing is ever fetched",
            )
        )
    logo = _logo(found.logo, beside, settings, findings)
    if findings:
        raise StationeryError(in_order(findings))
    letterhead = _optional(beside, LETTERHEAD) or None
    width, height = SIZES[found.page.size] if isinstance(found.page.size, str) else found.page.size
    page = Page(width, height, *found.page.margins)
    warnings: tuple[Finding, ...] = ()
    if letterhead is not None:
        file = f"{path}/{LETTERHEAD}"
        try:
            drawn = word.read_letterhead(letterhead, file=file, printer=Printer("en-GB"), findings=findings).sheet
        except UnreadableFileError as fault:
            findings.append(error("letterhead", Place(file), message=str(fault)))
            drawn = None
        if any(finding.is_error for finding in findings):
            raise StationeryError(in_order(findings))
        own = drawn.page if drawn is not None and drawn.page is not None else page
        warnings = tuple(_overruled(found, page, own, read, letterhead))
        page = own
    digest = hashlib.sha256(settings.read_bytes())
    for name, content in sorted(beside.files.items()):
        digest.update(f"\0{name}\0{len(content)}\0".encode() + content)
    stationery = Stationery(
        path.resolve().name,
        digest.hexdigest(),
        page,
        families,
        found.text.size,
        found.text.line_height,
        found.colours.model_dump(by_alias=True),
        style,
        letterhead,
        str(path),
        logo,
        found.furniture,
        beside,
        warnings=warnings,
    )
    for language in found.furniture:
        try:
            stationery.dressed(Printer(language))
        except UsageError as fault:
            raise StationeryError(
                (error("stationery", Place(str(settings), path=f"furniture.{language}"), message=str(fault)),)
            ) from None
    return stationery


def _as_written(finding: Finding) -> Finding:
    """The finding with the names of settings as ``stationery.toml`` writes them: ``bold-italic``."""
    path = finding.place.path
    if path is None or finding.rule == "unknown-key":  # those are as they stand in the file
        return finding
    return replace(finding, place=replace(finding.place, path=path.replace("_", "-")))


def _overruled(
    found: _Settings, page: Page, own: Page, read: data_source.DataFile, letterhead: bytes
) -> Iterator[Finding]:
    """Settings that somebody has written, and that letters take from the letterhead instead."""
    apart = max(abs(a - b) for a, b in zip(astuple(page), astuple(own), strict=True))
    if found.page != _PageSettings() and apart > _TWIP_ERROR:
        yield _follows_letterhead(read, "page", f"the page of every letter is that of {LETTERHEAD}, not this one")
    archive = open_archive(letterhead)
    drawn = b"".join(archive.read(name) for name in archive.members if name.endswith(".xml")).upper()
    default = _ColourSettings().model_dump()
    whats = [
        f"colours.{name}"
        for name, colour in found.colours.model_dump().items()
        if colour != default[name] and colour.lstrip("#").upper().encode() not in drawn
    ]
    if found.text.size != _TextSettings().size and f'W:SZ W:VAL="{round(2 * found.text.size)}"'.encode() not in drawn:
        whats.append("text.size")
    for what in whats:
        message = f"only PDF and HTML follow this; {LETTERHEAD} has it nowhere"
        yield _follows_letterhead(read, what, message)


def _follows_letterhead(read: data_source.DataFile, name: str, message: str) -> Finding:
    hint = f"Set it in Word, in {LETTERHEAD}, as well, or take it out here."
    path = name.replace("_", "-")
    return warning("overruled", read.place(tuple(path.split(".")), path), message=message, hint=hint)


def _optional(beside: Beside, name: str) -> bytes:
    return beside.read(name) if beside.folder and (beside.folder / name).is_file() else b""


def _family(font: _FontSettings, beside: Beside, settings: Path, findings: list[Finding]) -> Family:
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
            findings.append(error("font", Place(str(settings), path=name), message=str(fault)))
    family = Family(font.name, faces)
    if len(faces) == len(names):
        try:
            _ = family.characters
        except ValueError as fault:
            findings.append(error("font", Place(str(settings), path=font.name), message=str(fault)))
    return family


def _logo(
    logo: _LogoSettings | None, beside: Beside, settings: Path, findings: list[Finding]
) -> tuple[str, Picture, str, float] | None:
    if logo is None:
        return None
    try:
        picture = pictures.picture(beside.read(logo.file))
    except ValueError as fault:
        findings.append(
            error("logo", Place(str(settings), path="logo.file"), message=f"the picture cannot be used: {fault}")
        )
        return None
    return pictures.digest(picture.content), picture, logo.alt, logo.width


def _dress(stationery: Stationery, printer: Printer) -> Dressed:
    findings: list[Finding] = []
    images: dict[str, Picture] = {}
    furniture = stationery._furniture  # noqa: SLF001  (this function is its other half)
    settings = (
        furniture.get(printer.language) or furniture.get(printer.language.partition("-")[0]) or _FurnitureSettings()
    )

    def parts(text: str, name: str) -> tuple[Any, ...]:
        where = f"{stationery.file}/{SETTINGS}: furniture.{printer.language}.{name}"
        beside = stationery._beside  # noqa: SLF001  (as above)
        blocks = markdown.read_fragment(text, printer, file=where, beside=beside, images=images, findings=findings)
        return tuple(_numbered(block) for block in blocks)

    following = FurnitureWording(parts(settings.header, "header"), parts(settings.footer, "footer"))
    first_header = following.header if settings.first_header is None else parts(settings.first_header, "first-header")
    first_footer = following.footer if settings.first_footer is None else parts(settings.first_footer, "first-footer")
    logo = stationery._logo  # noqa: SLF001  (as above)
    if logo is not None:
        digest, picture, alt, width = logo
        images[digest] = picture
        first_header = (Paragraph((Image((digest), (Text(alt),), width),)), *first_header)
    slots = (FurnitureWording(first_header, first_footer), following)
    first, tags = slots[0], ()
    if stationery.letterhead is not None:
        file = f"{stationery.file}/{LETTERHEAD}"
        try:
            found = word.read_letterhead(stationery.letterhead, file=file, printer=printer, findings=findings)
        except UnreadableFileError as fault:
            findings.append(error("letterhead", Place(file), message=str(fault)))
        else:
            first, following, tags = _around(found, slots)
            images.update(found.images)
    if any(finding.is_error for finding in findings):
        raise StationeryError(in_order(findings))
    return Dressed(first, following, tags, images, slots)


def _around(
    found: word.Letterhead, slots: tuple[FurnitureWording, FurnitureWording]
) -> tuple[FurnitureWording, FurnitureWording, tuple[Any, ...]]:
    """The furniture with what the letterhead says around its slots, and what of it no page shows.

    What stands in the body of the letterhead is at the head and the foot of the first page.
    """
    shown = [block for block in found.blocks if not isinstance(block, Unseen)]
    at = next((i for i, block in enumerate(shown) if isinstance(block, Slot)), len(shown))
    above, below = tuple(shown[:at]), tuple(shown[at + 1 :])
    if found.sheet is None:
        first, following = slots
    else:
        first, following = (
            _in_slots(sheet, slot)
            for sheet, slot in zip((found.sheet.first, found.sheet.following), slots, strict=True)
        )
    if above or below:
        first = FurnitureWording((*first.header, *above), (*below, *first.footer))
    return first, following, tuple(block for block in found.blocks if isinstance(block, Unseen))


def _in_slots(sheet: FurnitureWording, slot: FurnitureWording) -> FurnitureWording:
    """One page's furniture of the letterhead, its slots filled; the same object where there are slots and no more."""
    header, footer = (_filled(nodes, slot) for nodes in (sheet.header, sheet.footer))
    return slot if header == slot.header and footer == slot.footer else FurnitureWording(header, footer)


def _filled(nodes: tuple[Any, ...], slot: FurnitureWording) -> tuple[Any, ...]:
    out: list[Any] = []
    for node in nodes:
        if isinstance(node, Slot):
            out += {"header": slot.header, "footer": slot.footer}.get(node.name, ())
        else:
            inner = getattr(node, "children", None)
            out.append(replace(node, children=_filled(inner, slot)) if inner else node)
    return tuple(out)


def _numbered(node: Any) -> Any:  # noqa: ANN401  (any node in, any node out)
    """The node with ``{{ page_number }}`` and ``{{ page_count }}`` in it as the nodes that renderers number."""
    match node:
        case Placeholder(expression=expression):
            path = dotted(expression.node)
            return PageNumber() if path == ("page_number",) else PageCount() if path == ("page_count",) else node
        case If(branches=branches):
            return If(tuple(type(b)(b.condition, tuple(map(_numbered, b.children)), b.tag) for b in branches), node.tag)
        case For():
            children, otherwise = tuple(map(_numbered, node.children)), tuple(map(_numbered, node.otherwise))
            return For(node.name, node.iterated, node.condition, children, otherwise, node.tag)
        case _:
            inner: tuple[Any, ...] | None = getattr(node, "children", None)
            return node if inner is None else replace(node, children=tuple(map(_numbered, inner)))


@functools.lru_cache(maxsize=1)
def plain() -> Stationery:
    """The stationery that comes with letterforge."""
    return Stationery.read(Path(__file__).parent / "templates" / "stationery" / "plain")
