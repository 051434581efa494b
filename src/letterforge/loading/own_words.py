"""A template's own words, asked for leftovers by the detectors of `scan`: what waits to be filled in all its letters.

A tag is masked, not cut out: what stands on either side of it does not come together. A placeholder becomes a word
that no rule knows, since a value will stand there; a statement or comment becomes blanks, since nothing will.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from letterforge.errors import UnreadableFileError
from letterforge.findings import Finding, Place, Rule, Severity
from letterforge.loading.tags import LITERAL, Mark, MarkKind, Source
from letterforge.office.elsewhere import is_elsewhere
from letterforge.passages import Nature, Passage, Span
from letterforge.rules.data import TEMPLATE_MARK
from letterforge.rules.reading import SYNTAX, TOO_LONG
from letterforge.rules.scanning import MERGE_FIELD
from letterforge.rules.word import AMBIGUOUS_FIELD
from letterforge.scanning.leftovers.detector import Candidate, Strength
from letterforge.scanning.leftovers.search import DETECTORS, Found, search
from letterforge.scanning.readers.text import passages_of

VALUE = "\ua66e"
"""A letter of no word: it has no case, and no language that letterforge knows is written with it."""
_STATEMENT = "\ue000"
_RULES = {one.rule.code: one.rule for one in DETECTORS}
_BESIDE_VALUES = frozenset("[](){}<>«»/,.:;&'\u2019\\-\u2013 \t\xa0" + VALUE)
_TAG = re.compile(r"\{\{(?:(?!\{[{%#]).)*?\}\}|\{%(?:(?!\{[{%#]).)*?%\}|\{#(?:(?!\{#).)*?#\}", re.DOTALL)
_LITERAL = re.compile(r"\{_\{.*\}_\}|\{_%.*%_\}")
_BARE = re.compile(r"(?<!\\)[{}<>$]")
_OWN_MARKS = ("{{", "}}", "{%", "%}", "{#", "#}")
_ESCAPED = re.compile(r"\\(?=[{}<>%$@#+(|])")
_FILLED = frozenset({Nature.MERGE, Nature.FORM, Nature.CONTROL})
# What is written to whoever edits the file, and goes into no letter.
_UNSENT = re.compile(r"comment \d+(?:,|\Z)|(?:.*, )?tracked deletion\Z")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What was found in the words of one text or file, each with its finding, so that what is meant can be left out."""

    found: Found
    finding: Finding
    escaped: str | None = None
    """What is printed of it, where it is a mark of a template that its author has escaped."""
    whole: tuple[str, int, int] | None = None
    """The whole text, and where in it, where a passage is only a line of it."""

    @property
    def around(self) -> tuple[str, int, int]:
        """The text that it stands in, and from where to where."""
        start, stop, _ = self.found.candidate
        return self.whole or (self.found.passage.text, start, stop)


def in_markdown(source: Source, marks: Sequence[Mark], *, unprinted: Iterable[tuple[int, int]] = ()) -> list[OwnWords]:
    """What waits to be filled in a Markdown text; ``unprinted`` are stretches that no letter shows."""
    shown, offsets = _unescaped(_masked(source.text, marks, unprinted))
    lines = shown.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    # A statement at the head of a line is no indent: it becomes blanks when the nature of the line is known.
    passages = [
        Passage(text, passage.place, passage.spans)
        for passage in passages_of(lines, source.file, indented=True)
        if (text := passage.text.replace(_STATEMENT, " ")).strip()
    ]

    def said(one: Found) -> OwnWords:
        line = one.passage.place.line or 1
        begin, end = (starts[line - 1] + at for at in one.candidate[:2])
        start, stop = offsets[begin], offsets[end]
        finding = _finding(one, source.text[start:stop], source.place(start), source.line(start))
        escaped = _without_backslashes(one, source.text[max(0, start - 1) : stop])
        return OwnWords(one, finding, escaped, (shown, begin, end))

    return _searched(passages, said, source.place(0))


def in_word(
    passages: Iterable[Passage], file: str | None, position: Callable[[str | None], int | None]
) -> list[OwnWords]:
    """What waits to be filled in the passages of a Word file; ``position`` says where a place in words is in its text."""
    written = {}
    shown = []
    for passage in passages:
        if _UNSENT.match(passage.place.path or ""):
            continue
        # Of what stands elsewhere than in the words of the letter nothing is filled: there a tag is a mark that is left.
        text = passage.text if is_elsewhere(passage.place) else _TAG.sub(_hidden, passage.text)
        spans = tuple(span for span in passage.spans if span.nature not in _FILLED or not _holds_value(text, span))
        if text.strip() or spans:
            shown.append(Passage(text, passage.place, spans))
            written[id(shown[-1])] = passage.text

    def said(one: Found) -> OwnWords:
        text, (start, stop, _) = written[id(one.passage)], one.candidate
        excerpt = "".join(sign if sign.isprintable() else " " for sign in text)
        path = one.passage.place.path
        at = position(path)
        where = Place(file, None, start + 1, path, position=None if at is None else at + start)
        return OwnWords(one, _finding(one, text[start:stop], where, excerpt), _as_docxtpl_writes(one, text[start:stop]))

    return _searched(shown, said, Place(file))


def _searched(passages: Iterable[Passage], said: Callable[[Found], OwnWords], place: Place) -> list[OwnWords]:
    try:
        return [said(one) for one in search(passages) if not _is_filled(one)]
    except UnreadableFileError as fault:
        finding = TOO_LONG.at(place, message=str(fault))
        return [OwnWords(Found(0, Passage("", place), TOO_LONG.code, Candidate(0, 0, Strength.CERTAIN)), finding)]


def _is_filled(one: Found) -> bool:
    """Whether it is brackets around a value: they are the author's own."""
    start, stop, _ = one.candidate
    said = frozenset(one.passage.text[start:stop])
    return VALUE in said and said <= _BESIDE_VALUES


def _finding(one: Found, words: str, place: Place, excerpt: str) -> Finding:
    certain = one.candidate.strength is Strength.CERTAIN
    shown = one.passage.text[one.candidate.start : one.candidate.stop]
    tagged = VALUE in shown or "{%" in words or "{#" in words
    what = " ".join((words if tagged else shown).split()) or "an empty field"
    message = f"{what} waits to be filled in, and would be printed as it is"
    severity = Severity.ERROR if certain else Severity.WARNING
    hint = (
        "Write a placeholder in its place, such as {{ name }}, or the words that are meant. "
        f"If it is meant as it stands, say so: {{# allow {one.rule} #}}"
    )
    return _RULES[one.rule].at(place, message=message, hint=hint, excerpt=excerpt, severity=severity)


def _without_backslashes(one: Found, written: str) -> str | None:
    """What a mark says that has a backslash before each of its braces; ``written`` begins one sign before it."""
    if one.rule != TEMPLATE_MARK.code or VALUE in (shown := one.passage.text[one.candidate.start : one.candidate.stop]):
        return None
    return shown if written[0] == "\\" and _BARE.search(written) is None else None


def _as_docxtpl_writes(one: Found, written: str) -> str | None:
    """What a mark says that is written as docxtpl's dialect writes braces that are to be read as braces."""
    if one.rule != TEMPLATE_MARK.code or _LITERAL.fullmatch(written) is None:
        return None
    for sign, plain in LITERAL.items():
        written = written.replace(sign, plain)
    return written


def _holds_value(text: str, span: Span) -> bool:
    return VALUE in text[span.start : span.stop]


def _hidden(found: re.Match[str]) -> str:
    return (VALUE if found[0].startswith("{{") else " ") * len(found[0])


def _masked(text: str, marks: Sequence[Mark], unprinted: Iterable[tuple[int, int]]) -> str:
    stretches = [(mark.start, mark.end, VALUE if mark.kind is MarkKind.PLACEHOLDER else _STATEMENT) for mark in marks]
    stretches += [(start, end, _STATEMENT) for start, end in unprinted]
    pieces, last = [], 0
    for start, end, sign in sorted(stretches):
        if start >= last:
            pieces += [text[last:start], re.sub(r"[^\n]", sign, text[start:end])]
            last = end
    return "".join([*pieces, text[last:]])


def _unescaped(text: str) -> tuple[str, Sequence[int]]:
    """The text without the backslashes before what only looks like the sign of a template, and the offset of each sign."""
    if _ESCAPED.search(text) is None:
        return text, range(len(text) + 1)
    pieces, offsets, last = [], list[int](), 0
    for found in _ESCAPED.finditer(text):
        pieces.append(text[last : found.start()])
        offsets += range(last, found.start())
        last = found.end()
    pieces.append(text[last:])
    offsets += range(last, len(text) + 1)
    return "".join(pieces), offsets


def not_for_recipients(own: Iterable[OwnWords], replies: Sequence[tuple[Place, Place]]) -> Iterator[OwnWords]:
    """Without what stands where the recipient is to fill in, from a place to another of one file each."""
    for one in own:
        at = one.finding.place
        if not any(begin.file == at.file and _spot(begin) <= _spot(at) <= _spot(end) for begin, end in replies):
            yield one


def _spot(place: Place) -> tuple[int, int]:
    return place.line or 0, place.column or 0


def told_once(own: Iterable[OwnWords], findings: Iterable[Finding]) -> Iterator[OwnWords]:
    """Without the marks of our own tags where reading the tags has found a fault in the same line or paragraph.

    Nor is a merge field told of once more, of which has been said that its name is unclear.
    """
    faults = {_line(one.place) for one in findings if one.rule == SYNTAX.code}
    unclear = {_line(one.place) for one in findings if one.rule == AMBIGUOUS_FIELD.code}
    for one in own:
        if one.found.rule == MERGE_FIELD.code and _line(one.finding.place) in unclear:
            continue
        start, stop, _ = one.found.candidate
        if (
            one.found.rule == TEMPLATE_MARK.code
            and one.found.passage.text[start:stop].startswith(_OWN_MARKS)
            and _line(one.finding.place) in faults
        ):
            continue
        yield one


def _line(place: Place) -> tuple[str | None, int | str | None]:
    return place.file, place.line or place.path


def rules() -> Iterable[Rule]:
    """The rules that a template may say to be meant."""
    return _RULES.values()
