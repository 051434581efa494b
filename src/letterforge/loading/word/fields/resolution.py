"""The parts of a Word file with the words and tags of its fields in the place of the fields."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from letterforge.loading.word.fields import code as codes
from letterforge.loading.word.fields.meaning import Around, Known, Marked, as_a_line, meaning
from letterforge.loading.word.fields.merging import Merging
from letterforge.loading.word.fields.parts import Field, Piece, bookmark_name, fields_of, pieces, style_of
from letterforge.loading.word.fields.rows import Repeated, repeated
from letterforge.loading.word.fields.sequences import Sequences
from letterforge.loading.word.styles import Sheets
from letterforge.office.archive import Archive
from letterforge.office.byte_offsets import Stretch, stretches
from letterforge.office.parts import Parts, properties
from letterforge.office.xml import Element, attribute, child, escaped, is_on, local, value

_TURNS = 3
"""How often fields may wait for words of other fields."""
_STATEMENT = re.compile(
    r"\{%[-+]?(?:p|tr|tc|r)?\s*+(for|if|elif|else|endfor|endif)\b((?:(?!\{%|%\}).)*+)%\}", re.DOTALL
)


def resolved(
    archive: Archive,
    parts: Parts,
    sheets: Sheets,
    settings: Element | None,
    *,
    language: str,
    merging: Merging | None,
) -> dict[str, bytes]:
    """Those parts that hold a field whose meaning is defined, with its words and tags in its place.

    ``merging`` is None for a letterhead: the title of a letter, the words of its styles and the fields of its merge are
    not those of its letterhead.
    """
    names = (
        parts.main,
        *parts.headers,
        *parts.footers,
        *(name for name, kind in parts.others if kind.endswith("notes")),
    )
    asked = [name for name in names if b"instr" in archive.read(name)]
    if not asked:
        return {}
    found = {name: _Part(name, *pieces(archive.xml(name))) for name in dict.fromkeys((parts.main, *asked))}
    known = Known(_properties(archive), _variables(settings), language, merging=merging)
    if merging is not None:
        merges = () if settings is None else (one for one in settings if local(one.tag) == "mailMerge")
        merging.keeps_blank_lines = any(is_on(one, "doNotSuppressBlankLines") for one in merges)
    else:
        known.properties.pop("title", None)
    numbers = itertools.count(1)
    for one in found.values():
        one.nest(numbers)
        known.names |= one.names()
        if merging is not None:
            one.repeated = repeated([*one.pieces, *one.boxed], merging)
    for _ in range(_TURNS):
        for one in found.values():
            one.work_out(known)
        found[parts.main].mark(known, None if merging is None else sheets)
    changed = {name: one.written(archive) for name, one in found.items()}
    return {name: content for name, content in changed.items() if content is not None}


def _properties(archive: Archive) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in properties(archive):
        text = "".join(text for text, _ in one.said).strip()
        if text:
            name = one.name if one.name is not None else local(one.said[0][1].tag)
            found.setdefault(name.lower(), text)
    for private in ("creator", "lastmodifiedby", "company", "manager", "author"):  # they do not travel
        found.pop(private, None)
    return found


def _variables(settings: Element | None) -> dict[str, str]:
    every = () if settings is None else settings.iter()
    return {
        (attribute(one, "name") or "").lower(): attribute(one) or ""
        for one in every
        if local(one.tag) == "docVar" and attribute(one)
    }


@dataclass(slots=True)
class _Part:
    """One part: its pieces, and the conditions and loops that stand around each."""

    name: str
    pieces: list[Piece]
    boxed: list[Piece]
    """Those in text boxes."""
    around: list[tuple[Around, ...]] = field(default_factory=list)
    """For each piece the conditions and loops around it."""
    sequences: Sequences = field(default_factory=Sequences)
    repeated: list[Repeated] = field(default_factory=list)
    """The rows that repeat."""

    def names(self) -> set[str]:
        """The names of its bookmarks."""
        marks = (piece.said for piece in self.pieces if isinstance(piece.said, Element))
        return {bookmark_name(one) for one in marks if local(one.tag) == "bookmarkStart"}

    def nest(self, numbers: Iterator[int]) -> None:
        """See what stands around each piece, and count what is numbered."""
        stack: list[Around] = []
        for _, some in itertools.groupby(self.pieces, key=lambda piece: id(piece.paragraph)):
            line = list(some)
            begins, text = [], ""
            for piece in line:
                begins.append(len(text))
                text += piece.said if isinstance(piece.said, str) else ""
            statements = list(_STATEMENT.finditer(text))
            for begin in begins:
                while statements and statements[0].start() < begin:
                    self._turned(stack, statements.pop(0), numbers)
                self.around.append(tuple(stack))
            for one in statements:
                self._turned(stack, one, numbers)
        for piece, around in zip(self.pieces, self.around, strict=True):
            if isinstance(piece.said, Field) and piece.said.whole:
                code = _code(piece.said)
                if code is not None and code.name == "SEQ":
                    self.sequences.add(piece.said, code, around)
        self.sequences.count()

    def _turned(self, stack: list[Around], found: re.Match[str], numbers: Iterator[int]) -> None:
        kind = found[1]
        if kind in ("for", "if"):
            listed = found[2].partition(" in ")[2].strip(" -") if kind == "for" else ""
            stack.append(Around(next(numbers), self.name, listed))
        elif stack:
            stack.pop()
            if kind in ("elif", "else"):
                stack.append(Around(next(numbers), self.name))

    def work_out(self, known: Known) -> None:
        """Give each field its words, as far as they are known by now."""
        boxed = ((piece, ()) for piece in self.boxed)
        for piece, around in (*zip(self.pieces, self.around, strict=True), *boxed):
            one = piece.said
            if isinstance(one, Field) and one.meant is None and one.whole:
                known.around, known.row = around, one.row
                one.meant = _meant(one, known)
                if one.meant is not None and one.is_a_line and (code := _code(one)) is not None:
                    one.meant = as_a_line(one.meant, code, known)

    def mark(self, known: Known, sheets: Sheets | None) -> None:
        """Tell the words of bookmarks and, where there are styles, of those that one paragraph has."""
        starts: dict[str, int] = {}
        for at, piece in enumerate(self.pieces):
            if not isinstance(piece.said, Element):
                continue
            name = local(piece.said.tag)
            key = attribute(piece.said, "id") or ""
            if name == "bookmarkStart":
                starts[key] = at
            elif name == "bookmarkEnd" and key in starts:
                begin = starts.pop(key)
                started = self.pieces[begin]
                assert isinstance(started.said, Element)  # noqa: S101  (as above)
                around = self.around[begin]
                alone = started.paragraph is piece.paragraph and around == self.around[at]
                words = self._words(begin + 1, at) if alone else None
                if words:
                    known.bookmarks.setdefault(bookmark_name(started.said), Marked(words, around))
        known.styles = {} if sheets is None else dict(self._styled(sheets))

    def _styled(self, sheets: Sheets) -> Iterator[tuple[str, str | None]]:
        by_style: dict[str, list[tuple[int, int]]] = {}
        at = 0
        for _, some in itertools.groupby(self.pieces, key=lambda piece: id(piece.paragraph)):
            line = list(some)
            paragraph = line[0].paragraph
            style = style_of(paragraph) if paragraph is not None else None
            if style is not None:
                by_style.setdefault(style, []).append((at, at + len(line)))
            at += len(line)
        for style, places in by_style.items():
            begin, end = places[0]
            words = self._words(begin, end) if len(places) == 1 and not any(self.around[begin:end]) else None
            element = sheets.styles.get(style)
            for name in {style.lower(), (value(element, "name") or style).lower()}:
                yield name, words

    def _words(self, begin: int, end: int) -> str | None:
        """The words of some pieces, None where they cannot be told."""
        out: list[str] = []
        for piece in self.pieces[begin:end]:
            if piece.within is not None and piece.within.meant is not None:
                continue
            if isinstance(piece.said, str):
                out.append(piece.said)
            elif isinstance(piece.said, Field):
                if piece.said.meant is None:
                    return None
                out.append(piece.said.meant)
            elif not local(piece.said.tag).startswith("bookmark"):
                return None
        words = "".join(out)
        return None if "{%" in words and not _balanced(words) else words

    def written(self, archive: Archive) -> bytes | None:
        """The part with the words of its fields, None where it has none that are known."""
        meant = [one for one in fields_of([*self.pieces, *self.boxed]) if one.meant is not None]
        raw = archive.read(self.name)
        if not meant or raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b'encoding="UTF-16' in raw[:100]:
            return None
        root = archive.xml(self.name)
        places = dict(zip(map(id, root.iter()), stretches(raw), strict=True))
        edits = list(self._rows(places))
        for one in meant:
            begin, end = places[id(one.first)], places[id(one.last)]
            prefix = begin.name.rpartition(":")[0]
            prefix = f"{prefix}:" if prefix else ""
            shows = one.code_look if _goes_by_its_code(one) else one.look
            look = b"" if shows is None else raw[places[id(shows)].start : places[id(shows)].end]
            kept = b"".join(raw[places[id(each)].start : places[id(each)].end] for each in one.inside)
            line = _line(one, places, raw, prefix)
            words = line.join(_run(each, prefix, look) for each in (one.meant or "").split("\n"))
            edits.append((begin.start, end.end, words + kept))
        return _edited(raw, edits)

    def _rows(self, places: Mapping[int, Stretch]) -> Iterator[tuple[int, int, bytes]]:
        """The tags around the rows that repeat, each in a row of its own; and rows that go."""
        for one in self.repeated:
            first, last = places[id(one.rows[0])], places[id(one.rows[-1])]
            yield first.start, first.start, _row(one.loop.begins, first)
            yield last.end, last.end, _row("{%tr endfor %}", first)
            for gone in one.again:
                yield places[id(gone)].start, places[id(gone)].end, b""


def _goes_by_its_code(one: Field) -> bool:
    """Whether a field looks as the first letter of its code does (17.16.4.3, CHARFORMAT)."""
    code = "".join(piece for piece in one.code if isinstance(piece, str))
    return local(one.first.tag) != "fldSimple" and "CHARFORMAT" in code.upper()


def _edited(raw: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """A part with its edits; what lies within another goes with it."""
    out: list[bytes] = []
    at = 0
    for begin, end, words in sorted(edits, key=lambda one: (one[0], -one[1] if one[0] < one[1] else -len(raw) - 1)):
        if begin >= at:
            out += [raw[at:begin], words]
            at = end
    return b"".join([*out, raw[at:]])


def _row(tag: str, beside: Stretch) -> bytes:
    """A row with nothing but a tag in it, which goes with it."""
    prefix = beside.name.rpartition(":")[0]
    w = f"{prefix}:" if prefix else ""
    return f"<{w}tr><{w}tc><{w}p><{w}r><{w}t>{escaped(tag)}</{w}t></{w}r></{w}p></{w}tc></{w}tr>".encode()


def _line(one: Field, places: dict[int, Stretch], raw: bytes, prefix: str) -> bytes:
    """The end of one paragraph of a field, and the beginning of the next, which looks as the first does."""
    properties = child(one.paragraph, "pPr") if one.paragraph is not one.last_paragraph else None
    look = b"" if properties is None else raw[places[id(properties)].start : places[id(properties)].end]
    return f"</{prefix}p><{prefix}p>".encode() + look


def _run(text: str, prefix: str, look: bytes) -> bytes:
    if not text:
        return b""
    words = f'<{prefix}t xml:space="preserve">{escaped(text)}</{prefix}t>'.encode()
    return f"<{prefix}r>".encode() + look + words + f"</{prefix}r>".encode()


def _balanced(words: str) -> bool:
    kinds = [one[1] for one in _STATEMENT.finditer(words)]
    return len(kinds) == words.count("{%") and all(
        kinds.count(kind) == kinds.count(f"end{kind}") for kind in ("for", "if")
    )


def _code(one: Field, inner: Sequence[str] = ()) -> codes.Code | None:
    """The code of a field, with the words of the fields in it in their places."""
    text, left = "", iter(inner)
    for piece in one.code:
        if isinstance(piece, str):
            text += piece
            continue
        words = next(left, None)
        if words is None or '"' in codes.TAGS.sub("", words):
            return None
        quoted = codes.TAGS.sub("", text).count('"') % 2 == 1
        text += words if quoted else f'"{words}"'
    code = codes.read(text)
    return code if code is None else replace(code, blocks=one.blocks)


def _meant(one: Field, known: Known) -> str | None:
    if "{{" in one.shown and (one.code and str(one.code[0]).split()[:1] == ["MERGEFIELD"]):
        return None  # somebody has filled it with a placeholder of ours
    inner: list[str] = []
    for piece in one.code:
        if isinstance(piece, Field):
            words = _meant(piece, known)
            if words is None:
                return None
            inner.append(words)
    code = _code(one, inner)
    return None if code is None or code.name == "SEQ" else meaning(code, known)
