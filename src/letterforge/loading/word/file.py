"""A whole Word file in, its tree and all that is wrong with it out: every part that can hold text is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from letterforge.data.field_names import FieldNames
from letterforge.document import Note, NoteKind, PageBreak
from letterforge.errors import UnreadableFileError, UsageError
from letterforge.findings import Finding, Findings, Place
from letterforge.formatting.printer import Printer
from letterforge.loading import allowing
from letterforge.loading.companion_files import CompanionFiles
from letterforge.loading.names import without_names
from letterforge.loading.nesting import Statements
from letterforge.loading.own_words import OwnWords
from letterforge.loading.tags import match, scan
from letterforge.loading.tree import Block, FurnitureWording, Inline, Sheet, Unseen, Wording
from letterforge.loading.word.drafts import SectionEnd, turned_pages
from letterforge.loading.word.file_stories import FileStories, stories_of
from letterforge.loading.word.including import included
from letterforge.loading.word.inlines import Tagged
from letterforge.loading.word.lists import Anew, Counts, settled
from letterforge.loading.word.merge_source import without_source
from letterforge.loading.word.opening import opened_file, proven
from letterforge.loading.word.origins import Origins
from letterforge.loading.word.outgoing import private_findings
from letterforge.loading.word.own_words import in_order_of_reading, said_to_be_meant, waiting
from letterforge.loading.word.page import page_of, size_of, turns
from letterforge.loading.word.raw_blocks import RawBlock, RawParagraph
from letterforge.loading.word.reading import Shared, lost
from letterforge.loading.word.styles import Sheets
from letterforge.loading.word.tagging import mismatches, tagging
from letterforge.loading.word.text import WordText
from letterforge.loading.word.title import first_heading
from letterforge.loading.word.tokens import Tokens
from letterforge.loading.word.tree import Tree
from letterforge.loading.word.word_only import of_sections
from letterforge.office.archive import Archive
from letterforge.office.parts import (
    parts_of,
)
from letterforge.office.relationships import relationships
from letterforge.office.xml import Element, attribute, is_on, local
from letterforge.rules.reading import LANGUAGE
from letterforge.scanning.allowed import Allowed

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
_TOO_DEEP = "the file nests more deeply than any letter needs"
_WORD = (_MAIN.format("document"), _MAIN.format("template"))


@dataclass(frozen=True, slots=True)
class WordFile:
    """What was read: the tree, the language, how often each slot stands in it, and all that is wrong."""

    wording: Wording
    language: str
    slots: Mapping[str, int]
    findings: tuple[Finding, ...]
    tokens: Tokens
    """Its parts with a token for each tag."""
    content: bytes = field(repr=False)
    """The file, its fields resolved whose meaning is defined."""
    allow: Allowed = ()
    """What it means as it stands."""
    own: tuple[OwnWords, ...] = ()
    """What waits to be filled in its own words, allowed or not."""
    asked: tuple[str, ...] = ()
    """The names that its merge fields, controls and form fields ask for."""
    by_names: bool = False
    """Whether the names of fields decide what its controls are."""


def read(
    content: bytes,
    *,
    file: str | None,
    slots: bool = False,
    language: str | None = None,
    names: Callable[[], FieldNames | None] = lambda: None,
    beside: CompanionFiles | None = None,
) -> WordFile:
    """Read a Word file (.docx or .dotx).

    Args:
        content: its bytes.
        file: its name, for findings.
        slots: whether it is a letterhead, whose slots take the letter.
        language: the language to read its tags in, unless its own.
        names: what gives the fields that merge fields, controls and form fields may mean; None where nobody knows them yet.
        beside: the files that it may include.

    Raises:
        UnreadableFileError: it is not a Word file, or is built to do harm.
    """
    content, missing = included(content, beside)
    opened = opened_file(content, language, names, file=file, slots=slots)
    archive, main, parts, sheets = opened.archive, opened.main, opened.parts, opened.sheets
    shared = Shared(archive, file, sheets, unclear=opened.merging.unclear)
    shared.findings.extend(opened.named.findings)
    stories, findings = stories_of(shared, main, parts), shared.findings
    findings.extend(private_findings(archive, sheets, file=file, paths=shared.paths))
    source, printer = WordText(shared.writing, file), _printer(opened.spoken, file, findings)
    marks = scan(source, findings)
    allow = said_to_be_meant(archive, source, marks, findings)
    statements = Statements(source, match(source, marks, findings), printer, findings)
    notes: dict[tuple[str, str], Note[Block]] = {}
    tagged = Tagged(source, statements, findings, notes, missing)
    tree = Tree(tagged, printer, {} if slots else None, Origins(shared.origins))
    anew: Anew = {}
    try:
        wording = _wording(shared, stories, tree, main, opened.by_kind, notes, anew)
        tree.stray()
        tags = tagging(archive, shared, statements, live=tree.of_cells, lists=anew, letterhead=slots)
        if not findings.has_errors:
            findings.extend(mismatches(tags, wording, source, letterhead=slots))
    except RecursionError:
        raise UnreadableFileError(_TOO_DEEP) from None
    own, escaped = waiting(archive, source, findings)
    if not slots:  # what a letterhead means, its stationery may say as well
        findings.extend(allowing.judged(own, allow))
    found, meant = in_order_of_reading(findings, source), (*allow, *escaped)
    made, slotted = Tokens(tags, sheets), tree.slots or {}
    return WordFile(
        wording, printer.language, slotted, found, made, opened.content, meant, tuple(own), *opened.by_names
    )


@dataclass(frozen=True, slots=True)
class Lines:
    """The text of a whole file with where it comes from, for those who write into the file.

    ``starts`` and ``paths`` are where each line begins, and its place in words; ``pieces`` say which element of a run
    has written which stretch. ``part`` is the main part, ``root`` its tree.
    """

    text: str
    starts: tuple[int, ...]
    paths: tuple[str, ...]
    pieces: tuple[tuple[int, int, Element], ...]
    part: str
    root: Element


def lines(content: bytes) -> tuple[Archive, Lines]:
    """The lines of a Word file.

    Raises:
        UnreadableFileError: it is not a Word file, or is built to do harm.
    """
    _, archive = without_source(content)
    main, parts = proven(archive)
    shared = Shared(archive, None, Sheets.read(None, None))
    stories_of(shared, main, parts)
    writing = shared.writing
    text = "".join(writing.chunks)
    return archive, Lines(text, tuple(writing.starts), tuple(writing.paths), tuple(shared.pieces), parts.main, main)


def _printer(language: str, file: str | None, findings: Findings) -> Printer:
    try:
        return Printer(language)
    except UsageError:
        message = (
            "the file is in a language that letterforge does not know; dates and lists print as in British English"
        )
        hint = "In Word, set the language of the default style."
        findings.add(LANGUAGE.at(Place(file), message=message, hint=hint))
        return Printer("en-GB")


# --- making the tree ------------------------------------------------------------------------------------------------


def _wording(
    shared: Shared,
    stories: FileStories,
    tree: Tree,
    main: Element,
    by_kind: Mapping[str, str],
    notes: dict[tuple[str, str], Note[Block]],
    anew: Anew,
) -> Wording:
    tagged = tree.tagged
    done = partial(_done, tree, anew)
    for key, raws in stories.notes.items():
        kind = NoteKind.FOOTNOTE if key[0] == "footnotes" else NoteKind.ENDNOTE
        notes[key] = Note(done(raws), kind)
    hidden: list[Unseen[Inline | Block]] = [Unseen(done(raws)) for raws in stories.hidden]
    body = _with_turned_pages(done(stories.body), main, shared)
    sheet, unused = _sheet(shared, stories, main, by_kind, done)
    # The parts of a Word file are filled one by one: a note knows nothing of the loop that it is called in.
    hidden += [Unseen(note.children) for note in notes.values()]
    hidden += [Unseen(tagged.pattern(span)) for span in stories.unseen]
    title = tagged.pattern(stories.title) if stories.title is not None else ()
    title = title or first_heading(body)
    return Wording((*body, *unused, *(one for one in hidden if one.children)), title, dict(shared.images), sheet)


def _with_turned_pages(body: tuple[Block, ...], main: Element, shared: Shared) -> tuple[Block, ...]:
    """The letter with the pages turned that its sections turn."""
    sections = [element for element in main.iter() if local(element.tag) == "sectPr"]
    ends = turns(sections)
    made = None if ends is None else turned_pages(body, ends)
    if made is None and len({size_of(one) for one in sections}) > 1:
        what = "pages of another size or orientation than the first"
        shared.findings.add(lost(what, Place(shared.file)))
    return tuple(PageBreak() if isinstance(one, SectionEnd) else one for one in (body if made is None else made))


def _done(tree: Tree, anew: Anew, raws: list[RawBlock]) -> tuple[Block, ...]:
    counts = Counts(anew=anew)
    made = without_names(settled(tree.blocks(raws), counts), tree.printer, tree.tagged.findings)
    if counts.goes_on:
        place = Place(tree.tagged.source.file, path=raws[0].path if raws else None)
        hint = "In other formats it begins anew where a condition or loop stands between its items."
        tree.tagged.findings.add(lost("a numbered list that goes on behind a condition or loop", place, hint=hint))
    return made


def _sheet(
    shared: Shared,
    stories: FileStories,
    main: Element,
    by_kind: Mapping[str, str],
    done: Callable[[list[RawBlock]], tuple[Block, ...]],
) -> tuple[Sheet, list[Block]]:
    """The pages of the first section, with what furniture no other format shows."""
    sections = [element for element in main.iter() if local(element.tag) == "sectPr"]
    for what in of_sections(sections):
        shared.findings.add(lost(what, Place(shared.file)))
    links = relationships(shared.archive, parts_of(shared.archive).main)
    own: dict[tuple[str, str], tuple[Block, ...]] = {}
    made = {part: done(raws) for part, raws in stories.furniture.items()}
    settings = shared.archive.xml(by_kind["settings"]) if "settings" in by_kind else None
    even = is_on(settings, "evenAndOddHeaders")
    shown: set[str] = set()
    for section in sections[:1]:
        first_differs = is_on(section, "titlePg")
        for reference in section:
            kind = local(reference.tag).removesuffix("Reference")
            link = links.get(attribute(reference, "id") or "")
            pages = attribute(reference, "type") or "default"
            if kind not in ("header", "footer") or link is None or link.target not in made:
                continue
            if pages == "default" or (pages == "first" and first_differs):
                own[pages, kind] = made[link.target]
                shown.add(link.target)
        if not first_differs:
            own |= {("first", kind): own[pages, kind] for pages, kind in list(own) if pages == "default"}
    unused: list[Block] = []
    for part, nodes in made.items():
        if part in shown or not nodes:
            continue
        unused.append(Unseen(nodes))
        raw = next((one for one in stories.furniture[part] if isinstance(one, RawParagraph)), None)
        path = raw.path.partition(",")[0] if raw is not None else "header"
        if not path.startswith("unused") and not (path.startswith("even") and not even) and nodes not in own.values():
            shared.findings.add(lost(f"the {path}", Place(shared.file, path=path)))
    first = FurnitureWording(own.get(("first", "header"), ()), own.get(("first", "footer"), ()))
    following = FurnitureWording(own.get(("default", "header"), ()), own.get(("default", "footer"), ()))
    return Sheet(page_of(sections), first, following), unused
