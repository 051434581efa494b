"""The letterhead with its furniture in it: what a stationery prints around a letter, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from letterforge import rules
from letterforge.document import PageCount, PageNumber, Paragraph, Picture
from letterforge.errors import StationeryError, UnreadableFileError
from letterforge.expressions.paths import field_path
from letterforge.findings import Finding, Findings, Place
from letterforge.formatting.printer import Printer
from letterforge.loading import markdown
from letterforge.loading.companion_files import CompanionFiles
from letterforge.loading.rewriting import Rewriting
from letterforge.loading.stationery.assets import Logo
from letterforge.loading.stationery.settings import SETTINGS, FurnitureSettings
from letterforge.loading.tree import Block, FurnitureWording, Inline, Placeholder, Slot, Unseen, walk

if TYPE_CHECKING:
    from letterforge.loading.word import Letterhead

LETTERHEAD = "letterhead.docx"


@dataclass(frozen=True, slots=True)
class FurnitureSource:
    """What headers and footers are made of: what ``stationery.toml`` says for each language, and the logo."""

    languages: Mapping[str, FurnitureSettings]
    logo: Logo | None
    beside: CompanionFiles = field(repr=False)

    def settings(self, language: str) -> FurnitureSettings:
        """What it says in a language: in that of a country, or else in the language alone."""
        found = self.languages.get(language) or self.languages.get(language.partition("-")[0])
        return found or FurnitureSettings()


@dataclass(frozen=True, slots=True)
class FurnishedLetterhead:
    """What a stationery says in one language: furniture, the tags of the letterhead, pictures."""

    first: FurnitureWording
    following: FurnitureWording
    unseen: tuple[Block, ...]
    """What no page shows: the tags of the letterhead that stand in its comments, properties and the like."""
    images: Mapping[str, Picture]
    slots: tuple[FurnitureWording, FurnitureWording]
    """What goes into the slots of the letterhead, on the first page and on those that follow."""
    homeless: tuple[Finding, ...] = ()
    """Furniture of the stationery that the letterhead has no place for: an error of each letter on it."""

    @property
    def nodes(self) -> tuple[Block, ...]:
        """All trees with holes."""
        return (
            *self.first.header,
            *self.first.footer,
            *self.following.header,
            *self.following.footer,
            *self.unseen,
        )


def file_of(folder: str, language: str, name: str) -> str:
    """What findings call one text of the furniture."""
    return f"{folder}/{SETTINGS}: furniture.{language}.{name}"


def read_letterhead(letterhead: bytes, file: str, printer: Printer) -> Letterhead:
    """Read a letterhead in the language of a printer.

    Raises:
        StationeryError: it cannot be read.
    """
    from letterforge.loading import word  # noqa: PLC0415  (slow to import, and many stationeries have no letterhead)

    findings = Findings()
    try:
        found = word.read_letterhead(letterhead, file=file, printer=printer, findings=findings)
    except UnreadableFileError as fault:
        unreadable = rules.stationery.LETTERHEAD.at(Place(file), message=str(fault), hint=None)
        raise StationeryError((unreadable,)) from None
    if findings.has_errors:
        raise StationeryError(findings.sorted())
    return found


def furnish(source: FurnitureSource, drawn: Letterhead | None, *, folder: str, printer: Printer) -> FurnishedLetterhead:
    """Read furniture in the language of a printer, and put the letterhead around it.

    Raises:
        StationeryError: a tag in it is wrong.
    """
    findings = Findings()
    images: dict[str, Picture] = {}
    slots = _furniture(source, folder, printer, images=images, findings=findings)
    first, following = slots
    unseen: tuple[Block, ...] = ()
    homeless: tuple[Finding, ...] = ()
    if findings.has_errors:
        raise StationeryError(findings.sorted())
    if drawn is not None:
        first, following, unseen = _around(drawn, slots)
        homeless = tuple(_without_a_place(drawn, slots, f"{folder}/{LETTERHEAD}"))
        images.update(drawn.images)
    return FurnishedLetterhead(first, following, unseen, images, slots, homeless)


def _furniture(
    source: FurnitureSource, folder: str, printer: Printer, *, images: dict[str, Picture], findings: Findings
) -> tuple[FurnitureWording, FurnitureWording]:
    """The furniture of the first page and of those that follow, as ``stationery.toml`` has it, and the logo."""
    settings = source.settings(printer.language)

    def parts(text: str, name: str) -> tuple[Block, ...]:
        file = file_of(folder, printer.language, name)
        blocks = markdown.read_fragment(
            text, printer, file=file, beside=source.beside, images=images, findings=findings
        )
        return Rewriting(placeholder=_numbered).blocks(blocks)

    following = FurnitureWording(parts(settings.header, "header"), parts(settings.footer, "footer"))
    header = following.header if settings.first_header is None else parts(settings.first_header, "first-header")
    footer = following.footer if settings.first_footer is None else parts(settings.first_footer, "first-footer")
    if source.logo is not None:
        images[source.logo.digest] = source.logo.picture
        header = (Paragraph((source.logo.image,)), *header)
    return FurnitureWording(header, footer), following


def _around(
    found: Letterhead, slots: tuple[FurnitureWording, FurnitureWording]
) -> tuple[FurnitureWording, FurnitureWording, tuple[Block, ...]]:
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


def _without_a_place(
    found: Letterhead, slots: tuple[FurnitureWording, FurnitureWording], file: str
) -> Iterator[Finding]:
    """Furniture of the letter that the letterhead has no slot for: it would be in no format."""
    if found.sheet is None:
        return
    pages = (("first", found.sheet.first, slots[0]), ("following", found.sheet.following, slots[1]))
    for page, sheet, slot in pages:
        for name in ("header", "footer"):
            blocks, around = getattr(slot, name), getattr(sheet, name)
            placed = any(isinstance(node, Slot) and node.name == name for node in walk(around))
            # Without a first page of its own, the first page shows what the others do.
            alike = page == "first" and around is getattr(found.sheet.following, name)
            if blocks and (not placed or (alike and blocks != getattr(slots[1], name))):
                message = f"the letter has a {name} for the {page} page, and the letterhead has no place for it"
                hint = f"In that {name}, one paragraph must read {{{{p {name} }}}}."
                yield rules.stationery.SLOT.at(Place(file), message=message, hint=hint)


def _filled(nodes: tuple[Block, ...], slot: FurnitureWording) -> tuple[Block, ...]:
    by_name = {"header": slot.header, "footer": slot.footer}
    return Rewriting(slot=lambda found: by_name.get(found.name, ())).blocks(nodes)


def _numbered(placeholder: Placeholder) -> Inline:
    """``{{ page_number }}`` and ``{{ page_count }}`` as the nodes that renderers number."""
    path = field_path(placeholder.expression.node)
    return PageNumber() if path == ("page_number",) else PageCount() if path == ("page_count",) else placeholder
