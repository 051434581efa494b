"""A copy of a Word template with a comment at the words of each finding.

Word allows comments in the body alone (ECMA-376 part 1, 17.13.4): what was found in headers, footers, notes,
comments, text boxes and properties is gathered in one comment at the start of the body, which names each place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from letterforge.findings import Finding
from letterforge.loading.word.file import Lines, lines
from letterforge.office.archive import Archive
from letterforge.office.byte_offsets import Stretch, spliced, stretches, utf8
from letterforge.office.relationships import relationships
from letterforge.office.rewriting import announced, appended, rewritten
from letterforge.office.xml import Element, escaped, local

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NO_COMMENTS = frozenset({"txbxContent", "AlternateContent"})
_FIELD = re.compile(r"[\w.\[\]]+")
_BLANKS = re.compile(r"[\s\ufffc]+")
_WORDS = re.compile(r"\[[^\[\]]*\]|\S+")


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a comment begins and ends, in the text of the whole file."""

    start: int
    end: int


@dataclass(slots=True)
class _Marks:
    """What stands at one place of a part: comments that end there, with their references, and that begin there."""

    ends: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def written(self, space: str) -> bytes:
        out = [
            f'<w:commentRangeEnd xmlns:w="{space}" w:id="{one}"/>'
            f'<w:r xmlns:w="{space}"><w:commentReference w:id="{one}"/></w:r>'
            for one in self.ends
        ]
        out += [f'<w:commentRangeStart xmlns:w="{space}" w:id="{one}"/>' for one in self.starts]
        return "".join(out).encode()


class _Body:
    """The main part, with where its elements stand in its bytes."""

    def __init__(self, archive: Archive, read: Lines) -> None:
        self.raw = utf8(archive.read(read.part))
        self.read = read
        self.space = read.root.tag.partition("}")[0].removeprefix("{")
        self.places: dict[int, Stretch] = {}
        self.above: dict[int, Element] = {}
        for element, stretch in zip(read.root.iter(), stretches(self.raw), strict=True):
            self.places[id(element)] = stretch
            self.above.update((id(inner), element) for inner in element)
        self.pieces: list[tuple[int, bytes]] = []
        self.splits: dict[int, tuple[bytes, bytes]] = {}
        self.marks: dict[int, _Marks] = {}

    def take(self, spot: _Spot, number: int) -> bool:
        """Put a comment at a spot; False where the body holds no such text, or no comment may stand there."""
        inside = [one for one in self.read.pieces if one[0] < spot.end and one[1] > spot.start]
        if not inside or any(not self._allowed(element) for _, _, element in inside):
            return False
        first = self._boundary(inside[0], max(spot.start, inside[0][0]), opening=True)
        last = self._boundary(inside[-1], min(spot.end, inside[-1][1]), opening=False)
        if first is None or last is None:
            return False
        self.marks.setdefault(first, _Marks()).starts.append(number)
        self.marks.setdefault(last, _Marks()).ends.append(number)
        return True

    def _allowed(self, element: Element) -> bool:
        if id(element) not in self.places:
            return False
        above = self.above.get(id(element))
        while above is not None:
            if local(above.tag) in _NO_COMMENTS:
                return False
            above = self.above.get(id(above))
        return True

    def _boundary(self, piece: tuple[int, int, Element], at: int, *, opening: bool) -> int | None:
        """The byte where a comment begins or ends: beside the run, or within it, which is then cut in two."""
        start, end, element = piece
        run = self.above[id(element)]
        if local(run.tag) != "r":
            return None
        inner = [one for one in run if local(one.tag) != "rPr"]
        place = self.places[id(run)]
        if opening and at == start and inner[0] is element:
            return place.start
        if not opening and at == end and inner[-1] is element:
            return place.end
        if local(element.tag) != "t":
            return None
        text = self.places[id(element)]
        byte = text.offset(self.raw, at - start)
        if byte is None:
            return None
        self.splits[byte] = self._cut(run, text)
        return byte

    def _cut(self, run: Element, text: Stretch) -> tuple[bytes, bytes]:
        """What closes a run within its text, and opens another that looks the same."""
        place = self.places[id(run)]
        looks = b"".join(
            self.raw[one.start : one.end]
            for inner in run
            if local(inner.tag) == "rPr"
            for one in [self.places[id(inner)]]
        )
        names = [re.match(rb"<([^\s/>]+)", self.raw[one.start :]) for one in (place, text)]
        outer, inner = (found[1] if found else b"" for found in names)
        tag = self.raw[text.start : text.inner]
        if b"xml:space" not in tag:  # the blank at the cut is a blank
            self.splits.setdefault(text.start + 1 + len(inner), (b"", b' xml:space="preserve"'))
        return b"</%b></%b>" % (inner, outer), b'<%b>%b<%b xml:space="preserve">' % (outer, looks, inner)

    def at_the_start(self, number: int) -> bool:
        """Put a comment before the first words of the body."""
        first = next((one for one in self.read.root.iter() if local(one.tag) == "p" and self._allowed(one)), None)
        if first is None:
            return False
        place = self.places[id(first)]
        marks = _Marks([], [number]).written(self.space) + _Marks([number]).written(self.space)
        if place.alone:
            name = re.match(rb"<([^\s/>]+)", self.raw[place.start :])
            slash = self.raw.rindex(b"/", place.start, place.end)
            self.raw = self.raw[:slash] + b" " + self.raw[slash + 1 :]
            self.pieces.append((place.end, marks + b"</" + (name[1] if name else b"") + b">"))
            return True
        properties = next((self.places[id(one)] for one in first if local(one.tag) == "pPr"), None)
        self.pieces.append((properties.end if properties else place.inner, marks))
        return True

    def written(self) -> bytes:
        """The part with all marks in it."""
        pieces = list(self.pieces)
        for at in self.marks.keys() | self.splits.keys():
            close, reopen = self.splits.get(at, (b"", b""))
            marks = self.marks.get(at, _Marks()).written(self.space)
            pieces.append((at, close + marks + reopen))
        return spliced(self.raw, pieces)


def annotated(content: bytes, findings: Iterable[Finding]) -> bytes:
    """A Word file with a comment at each finding; everything else in it stays as it is.

    Raises:
        UnreadableFileError: it is not a Word file, or is built to do harm.
    """
    archive, read = lines(content)
    body = _Body(archive, read)
    part, old, number = _comments_part(archive, read)
    first = number
    texts: list[list[str]] = []
    gathered: list[str] = []
    for finding in dict.fromkeys(findings):
        said = f"{finding.severity.value}: {finding.message} [{finding.rule}]"
        spot = _spot(finding, read)
        if spot is not None and body.take(spot, number):
            texts.append([said, *([finding.hint] if finding.hint else [])])
            number += 1
        else:
            gathered += [
                ": ".join(one for one in (finding.place.path, said) if one),
                *([finding.hint] if finding.hint else []),
            ]
    if gathered and body.at_the_start(number):
        texts.append(gathered)
    if not texts:
        return content
    comments = "".join(_comment(first + index, text, body.space) for index, text in enumerate(texts)).encode()
    changed = {read.part: body.written(), part: _with_comments(old, comments, body.space)}
    if old is None:
        changed |= announced(archive, read.part, part, kind=_KIND, content_type=_TYPE)
    return rewritten(archive, changed)


def _spot(finding: Finding, read: Lines) -> _Spot | None:
    """The words that a finding speaks of, in the text of the file; None where it has no place there."""
    place = finding.place
    for start, path in zip(read.starts, read.paths, strict=True):
        if path != place.path:
            continue
        line = read.text[start : read.text.index("\n\n", start)]
        if place.column is None:
            return _Spot(start, start + len(line))
        at = place.column - 1
        if finding.excerpt is not None and _bare(finding.excerpt) != _bare(line):
            # The words and tags of a field are read in the place of the field, and the columns are theirs.
            return _Spot(start, start + len(line))
        if at < len(line):
            return _Spot(start + at, start + at + _extent(line, at))
    return None


def _bare(text: str) -> str:
    return _BLANKS.sub("", text)


def _extent(line: str, at: int) -> int:
    """How many characters a finding speaks of: a whole tag, a field within one, a prompt or a word."""
    closing = {"{{": "}}", "{%": "%}", "{#": "#}"}.get(line[at : at + 2])
    if closing is not None:
        end = line.find(closing, at + 2)
        return (end if end >= 0 else len(line) - 2) + 2 - at
    within = max(line.rfind(sign, 0, at) for sign in ("{{", "{%")) > max(
        line.rfind(sign, 0, at) for sign in ("}}", "%}")
    )
    found = (_FIELD.match(line, at) if within else None) or _WORDS.match(line, at)
    return len(found[0]) if found else 1


# --- the parts of the file -----------------------------------------------------------------------------------------


def _comments_part(archive: Archive, read: Lines) -> tuple[str, bytes | None, int]:
    """The part for comments, its bytes if it is there, and the first number that no comment has."""
    links = relationships(archive, read.part).values()
    name = next((link.target for link in links if link.kind == "comments" and link.target in archive.members), None)
    marked = [read.root] if name is None else [read.root, archive.xml(name)]
    numbers = {
        int(value)
        for root in marked
        for element in root.iter()
        if local(element.tag).startswith("comment")
        for key, value in element.attrib.items()
        if local(key) == "id" and value.isdecimal()
    }
    number = max(numbers, default=-1) + 1
    if name is not None:
        return name, utf8(archive.read(name)), number
    folder = read.part.rpartition("/")[0]
    names = (f"{folder}/comments{index or ''}.xml".lstrip("/") for index in range(len(archive.members) + 1))
    return next(one for one in names if one not in archive.members), None, number


def _comment(number: int, texts: Sequence[str], space: str) -> str:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escaped(_harmless(text))}</w:t></w:r></w:p>' for text in texts
    )
    return (
        f'<w:comment xmlns:w="{space}" w:id="{number}" w:author="letterforge" w:initials="lf">{paragraphs}</w:comment>'
    )


def _harmless(text: str) -> str:
    """A text whose tags are none: the copy is a template, too, and its comments are read."""
    return re.sub(r"\{(?=[{%#])|[}%#](?=\})", lambda found: found[0] + " ", text)


def _with_comments(old: bytes | None, comments: bytes, space: str) -> bytes:
    if old is None:
        head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{space}">'
        return head.encode() + comments + b"</w:comments>"
    return appended(old, comments)
