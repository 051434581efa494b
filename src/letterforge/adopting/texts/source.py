"""A text that is to become a Markdown template."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from letterforge.adopting.prompts import Prompt
from letterforge.adopting.source import Made, Part
from letterforge.adopting.spots import Edit, Filling, Spot, edited, is_tag
from letterforge.adopting.texts.segments import Segment, Sort, as_markdown
from letterforge.errors import UsageError
from letterforge.filekinds import MARKDOWN
from letterforge.passages import Nature
from letterforge.scanning.leftovers.search import search
from letterforge.scanning.readers import text as reading

_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+(.*?)[ \t#]*\Z|[ \t]*(?:\*\*|__)([^*]{2,80})(?:\*\*|__):?[ \t]*\Z")
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_EMPHASIS = re.compile(r"(?<!\\)(?:\*\*?|__)")
_LONGEST = 400
_UNDERSCORES = re.compile(r"(?<![\\_*])_{3,}(?![_*])")
_MARKER = re.compile(r"\s*(?:[-*+]|\d{1,2}[.)])?\s*")
_ROW = re.compile(r"[ \t]*\|")


class TextSource:
    """A text, read: its spots, and the template with them filled."""

    suffix = MARKDOWN.suffix

    def __init__(self, segments: Sequence[Segment], *, title: str = "", lost: Sequence[str] = ()) -> None:
        self._segments = [one for one in segments if one.text]
        self.lost, self._named = lost, title
        self._shown = "".join(one.text for one in self._segments)
        self._front = _FRONT.match(self._shown)
        self._places: list[tuple[int, int]] = []
        self.spots: Sequence[Spot] = tuple(self._found())
        if not self._is_markdown:  # so that what is written around a prompt is the same whether it is filled or not
            self._segments = list(_apart(self._segments, {at for place in self._places for at in place}))

    @property
    def title(self) -> str:
        """That of the page, or its first heading."""
        if self._named:
            return self._named
        heading = next(
            (found[1] or found[2] for line in self._shown.split("\n") if (found := _HEADING.match(line))), ""
        )
        return _EMPHASIS.sub("", heading or "").strip()

    # --- what waits -------------------------------------------------------------------------------------------------

    def _found(self) -> Iterator[Spot]:
        """The spots in the words; marks of Markdown that were put in are blanks to the detectors."""
        masked = "".join(_masked(one) for one in self._segments)
        starts = [0, *(found.end() for found in re.finditer(r"\r\n|[\r\n]", masked))]
        lines = re.split(r"\r\n|[\r\n]", masked)
        passages = list(reading.passages_of(lines, None, indented=self._is_markdown))
        headings = self._headings(lines)
        for one in search(passages):
            line = (one.passage.place.line or 1) - 1
            start, stop = starts[line] + one.candidate.start, starts[line] + one.candidate.stop
            words = masked[start:stop]
            if is_tag(words, templated="{%" in masked):
                continue
            stop = self._to_its_end(masked, start, stop)
            before, after = self._around(masked, start, stop)
            prompt = Prompt(
                masked[start:stop], before, after, headings[line], _label(lines, line, start - starts[line])
            )
            alone = _MARKER.fullmatch(before) is not None and not after.strip()
            self._places.append((start, stop))
            spot = Spot(f"line {line + 1}", prompt, one.rule, alone)
            coded = any(
                span.nature is Nature.CODE and span.start <= one.candidate.start < span.stop
                for span in one.passage.spans
            )
            yield replace(spot, fixed="this stands in code, which no letter has") if coded else spot

    @staticmethod
    def _to_its_end(text: str, start: int, stop: int) -> int:
        """A bracket that is closed on the next line; the detector shows where it begins."""
        if text[start] != "[" or "]" in text[start:stop]:
            return stop
        end = text.find("]", stop, stop + _LONGEST)
        return stop if end < 0 or "\n\n" in text[stop:end] else end + 1

    @staticmethod
    def _around(text: str, start: int, stop: int) -> tuple[str, str]:
        """The words of the paragraph before and behind."""
        begin = max(text.rfind("\n\n", 0, start) + 2, text.rfind("|", text.rfind("\n", 0, start) + 1, start) + 1, 0)
        end = min((at for at in (text.find("\n\n", stop), text.find("|", stop)) if at >= 0), default=len(text))
        return text[begin:start].lstrip(), text[stop:end].rstrip()

    @staticmethod
    def _headings(lines: Sequence[str]) -> list[str]:
        found, last = [], ""
        for line in lines:
            heading = _HEADING.match(line)
            found.append(last)
            if heading:
                last = (heading[1] or heading[2] or "").strip()
        return found

    # --- the template -----------------------------------------------------------------------------------------------

    def spelt(self, words: str, *, kept: bool) -> str:
        """Words as Markdown that prints them; those of a Markdown file are Markdown already."""
        return words if kept and self._is_markdown else as_markdown(words, at_start=False)

    def made(self, fillings: Mapping[int, Filling], head: str) -> Made:
        """The template, its front matter before it."""
        changes: list[tuple[int, int, str]] = []
        for number, filling in fillings.items():
            spot, (start, stop) = self.spots[number], self._places[number]
            if spot.fixed:
                message = f"{spot.where}: {spot.prompt.text}: {spot.fixed}"
                raise UsageError(message)
            if filling.words is None:
                changes.append((stop, stop, filling.comment))
                continue
            changes.append((start, stop, filling.words))
            if filling.opening:
                begin = self._shown.rfind("\n", 0, start) + 1
                end = self._shown.find("\n", stop)
                changes.append((begin, begin, f"{filling.opening}\n"))
                end = len(self._shown) if end < 0 else end - self._shown.endswith("\\", 0, end)
                changes.append((end, end, f"\n{filling.closing}"))
        changes += self._lines_to_sign_on(changes)
        pieces = [*written(self._segments, sorted(changes, key=lambda one: (one[0], one[1])))]
        if head and self._front is None:
            pieces.insert(0, ("", head))
        old, edits, at = [], list[Edit](), 0
        for before, after in pieces:
            raw = before.encode()
            if before != after:
                edits.append(Edit(at, at + len(raw), after.encode()))
            old.append(raw)
            at += len(raw)
        whole = b"".join(old)
        new = edited(whole, edits)
        return Made(new, (Part("", whole, new, tuple(edits)),))

    def _lines_to_sign_on(self, changes: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
        """Underscores of Markdown that stay, and are to be printed as they are."""
        taken = [(start, stop) for start, stop, _ in changes]
        for one in self._segments if self._is_markdown else ():
            for found in _UNDERSCORES.finditer(one.text):
                start, stop = found.span()
                line = one.text[one.text.rfind("\n", 0, start) + 1 : stop]
                across = not line.strip(" \t_")  # a line of nothing else is one across the page
                if not across and not any(begin < stop and end > start for begin, end in taken):
                    yield start, stop, "\\_" * (stop - start)

    @property
    def _is_markdown(self) -> bool:
        return all(one.sort is Sort.SOURCE for one in self._segments)

    def parts(self, content: bytes) -> Mapping[str, bytes]:
        """The one part that a text has; of a Markdown file it is the file itself."""
        if self._is_markdown:
            return {"": reading.decode(content).encode()}
        return {"": "".join(piece for piece, _ in written(self._segments, ())).encode()}

    def read_again(self, content: bytes) -> Mapping[str, bytes]:
        """The one part that a text has."""
        return {"": content}


def written(segments: Iterable[Segment], changes: Sequence[tuple[int, int, str]]) -> Iterator[tuple[str, str]]:
    """The text piece by piece, each as it would be without the changes and as it is with them.

    A change is from where to where in the words of all segments, and what comes there.
    """
    waiting, at, said, begun = list(changes), 0, "", False
    for one in segments:
        end, place = at + len(one.text), at
        while place < end or (waiting and waiting[0][1] == place):
            start, stop, new = waiting[0] if waiting else (end, end, "")
            if start > place or not waiting:  # what stays
                cut = min(start, end)
                piece = after = _rendered(one, one.text[place - at : cut - at], said)
            else:
                cut = min(stop, end)
                piece = _rendered(one, one.text[place - at : cut - at], said)
                after = ("" if begun else new) + (piece if one.sort is Sort.MARK and _is_half(piece) else "")
                begun = cut < stop
                if not begun:
                    waiting.pop(0)
            yield piece, after
            said, place = (said + piece)[-_LONGEST:], cut
        at = end
    yield from (("", new) for _, _, new in waiting)


def _apart(segments: Iterable[Segment], places: Collection[int]) -> Iterator[Segment]:
    """The same segments, cut where prompts begin and end."""
    at = 0
    for one in segments:
        cuts = sorted({at, at + len(one.text), *(place for place in places if at < place < at + len(one.text))})
        yield from (Segment(one.sort, one.text[start - at : stop - at]) for start, stop in itertools.pairwise(cuts))
        at += len(one.text)


def _is_half(mark: str) -> bool:
    """Whether a mark opens or closes something: its other half may stand elsewhere."""
    return mark.strip() in {"**", "*"}


def _rendered(one: Segment, text: str, said: str) -> str:
    if one.sort is not Sort.WORDS:
        return text
    return as_markdown(text, at_start=not said or _HEAD.search(said) is not None)


_HEAD = re.compile(r"(?:\A|\n)(?:[ \t>]|[-*+] |\d{1,2}\. |#{1,6} )*\Z")


def _masked(one: Segment) -> str:
    return re.sub(r"[^\n]", " ", one.text) if one.sort is Sort.MARK else one.text


def _label(lines: Sequence[str], number: int, column: int) -> str:
    """The cell of a table of Markdown beside a prompt, or the one above it in the first row."""
    line = lines[number]
    if not _ROW.match(line):
        return ""
    cells = line[:column].split("|")
    beside = cells[-2].strip(" *_") if len(cells) > 2 else ""  # noqa: PLR2004  (a border, a cell, and the one it stands in)
    if beside:
        return beside
    first = number
    while first and _ROW.match(lines[first - 1]):
        first -= 1
    above = lines[first].split("|")
    return above[len(cells) - 1].strip(" *_") if first < number and len(cells) - 1 < len(above) else ""
