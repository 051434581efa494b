"""What is shared while a file, and a part of it, is read: its text as it grows, and what that text comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from letterforge.document import Picture
from letterforge.findings import Finding, Findings, Place
from letterforge.loading.word.fields.faults import Fault, fault
from letterforge.loading.word.fields.merging import merged_name
from letterforge.loading.word.origins import Origin, Source
from letterforge.loading.word.outgoing.hidden import hidden_runs, may_hide
from letterforge.loading.word.raw_blocks import RawLink, RawParagraph
from letterforge.loading.word.styles import Sheets
from letterforge.loading.word.text import Writing
from letterforge.office.archive import Archive
from letterforge.office.relationships import Relationship
from letterforge.office.xml import Element
from letterforge.rules.reading import TABLE_HEADER
from letterforge.rules.word import AMBIGUOUS_FIELD, LOSS, STALE_FIELD


def headless(place: Place) -> Finding:
    """The finding that a list of rows has no header cell. Other tables may be there for the look of it alone."""
    message = "rows repeat in a table without a header cell"
    hint = "Put a row with headings above them, and tick Repeat Header Rows for it (Layout)."
    return TABLE_HEADER.at(place, message=message, hint=hint)


def lost(what: str, place: Place, *, hint: str | None = None) -> Finding:
    """What only the Word file itself can show."""
    message = f"{what}, which only the Word file itself can show"
    return LOSS.at(place, message=message, hint=hint or LOSS.mend)


@dataclass(slots=True)
class Shared:
    """What the stories of one file share."""

    archive: Archive
    file: str | None
    sheets: Sheets
    writing: Writing = field(default_factory=Writing)
    images: dict[str, Picture] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)
    runs: int = 0
    pieces: list[tuple[int, int, Element]] = field(default_factory=list)
    """Which stretch of the text each element of a run has written."""
    origins: list[Origin] = field(default_factory=list)
    """Which element or attribute of which part each stretch of the text comes from, in the order of the text."""
    paths: dict[int, str] = field(default_factory=dict)
    """Where each paragraph stands, by the ``id`` of its element."""
    called_notes: set[tuple[str, str]] = field(default_factory=set)
    """The notes that words on the page call: of which kind, and by what number."""
    dropped_notes: set[tuple[str, str]] = field(default_factory=set)
    """Those that are called by words that no letter has."""
    staying: frozenset[int] = frozenset()
    """The ``id`` of each section whose page goes on with the next one."""
    unclear: Mapping[str, str] = field(default_factory=dict)
    """The names of merge fields that mean no one field, with what may be done."""
    _hidden: dict[str, frozenset[int]] = field(default_factory=dict)

    def hidden(self, part: str) -> frozenset[int]:
        """The ``id`` of each run of a part that no reader sees."""
        if part not in self._hidden:
            found: frozenset[int] = frozenset()
            if may_hide(self.archive.read(part), self.sheets):
                found = hidden_runs(self.archive.xml(part), self.sheets)
            self._hidden[part] = found
        return self._hidden[part]

    def aside(self, part: str, path: str, text: str, sources: Sequence[Source]) -> tuple[int, int]:
        """A line of its own, for what is not read in line; where it stands."""
        start, end = self.writing.line(path, text)
        self.origins += [one.at(start, part) for one in sources]
        return start, end


@dataclass(slots=True)
class OpenField:
    """A field that is open: its code, and whether its result is being read."""

    code: str = ""
    sources: list[Source] = field(default_factory=list)
    told: int = 0
    """How much of the code has been read as an aside of a paragraph before."""
    result: bool = False
    hidden: bool = False
    link: RawLink | None = None
    data: Element | None = None
    """Of a field of an old form."""
    said: list[str] = field(default_factory=list)
    """Its result so far."""
    begins: tuple[RawParagraph, int] | None = None
    """The paragraph, and which segment of it, that its result begins with."""


def judged(fields: Sequence[OpenField], place: Place, unclear: Mapping[str, str]) -> Iterator[Finding]:
    """What is wrong with the innermost of some open fields, which ends, if it does not show what it should.

    Of a field within another, in its code or in a result that is wrong as a whole, the outer one is told.
    """
    *around, found = fields
    if any(not one.result or _wrong(one) is not None for one in around):
        return
    name = merged_name(found.code) or ""
    if name in unclear:
        message = f"the merge field {name} means no one field here"
        yield AMBIGUOUS_FIELD.at(place, message=message, hint=unclear[name])
        return
    wrong = _wrong(found)
    if wrong is not None and wrong.is_loss:
        yield lost(wrong.message, place, hint=wrong.hint)
    elif wrong is not None:
        yield STALE_FIELD.at(place, message=f"the field {wrong.message}", hint=wrong.hint)


def _wrong(found: OpenField) -> Fault | None:
    return fault(found.code, "".join(found.said), found.data)


@dataclass(slots=True)
class Part:
    """One part of a file while it is read; a field may go on from paragraph to paragraph."""

    name: str
    shared: Shared
    links: Mapping[str, Relationship]
    fields: list[OpenField] = field(default_factory=list)

    def target(self, identifier: str) -> str | None:
        """The address that a relationship leads to, None where it leads to none outside of the file."""
        relationship = self.links.get(identifier)
        return relationship.target if relationship is not None and relationship.outside else None

    def content(self, identifier: str) -> bytes | None:
        """The bytes of the part of the file that a relationship leads to, None where it leads to none."""
        relationship, archive = self.links.get(identifier), self.shared.archive
        if relationship is None or relationship.outside or relationship.target not in archive.members:
            return None
        return archive.read(relationship.target)
