"""A letterhead that is ready: what letters need of it, and what it cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from types import EllipsisType

from letterforge.errors import StationeryError
from letterforge.findings import Place, Rule
from letterforge.fonts import Family
from letterforge_docx.ooxml.package import Start
from letterforge_docx.ooxml.relationships import Relationships
from letterforge_docx.template.part import Program
from letterforge_docx.writing.look import Look
from letterforge_docx.writing.numbering import Numbering
from letterforge_docx.writing.styles import Styles

FILE = "letterhead.docx"


@dataclass(frozen=True, eq=False)
class Part:
    """A part that letters fill. ``page`` says of which pages: "first" or "following"; "" for other parts."""

    name: str
    program: Program
    relationships: Relationships
    page: str
    drawings: int
    """The number of the first picture that a letter adds."""
    can_refer: bool
    """Whether it takes blocks, and so may refer to what a letter brings along."""


@dataclass(frozen=True, eq=False)
class Letterhead:
    """A Word file ready to be filled, in one language and one typeface."""

    start: Start
    parts: tuple[Part, ...]
    numbering: Numbering
    numbering_part: str
    styles: Styles
    look: Look
    family: Family
    width: int
    """Of the text on a page, in twentieths of a point."""
    furniture: frozenset[tuple[str, str]]
    """The slots for furniture that there are: page and name."""
    first_differs: bool
    """Whether the first page has headers and footers of its own."""


def fault(
    message: str, *, rule: Rule, hint: str | EllipsisType | None = ..., part: str | None = None
) -> StationeryError:
    """The error for something that is wrong with a letterhead."""
    return StationeryError((rule.at(Place(file=FILE, path=part), message=message, hint=hint),))
