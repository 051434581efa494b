"""The text of a Word file, a line for each paragraph, with the place of each line as a person would say it.

A tag that Word has cut into runs is whole here. What docxtpl's dialect adds to Jinja's is set apart: the prefixes of
tags (``{%p``, ``{%tr``, ``{%tc``, ``{%r``, ``{{r``) and what it says of cells (``vm``, ``hm``, ``cellbg``, ``colspan``).
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field

from letterforge.errors import UnreadableFileError
from letterforge.findings import Place
from letterforge.loading.tags import Source
from letterforge.loading.tree import Tag

LONGEST_LINE, LONGEST = 100_000, 2_000_000  # characters
MOST_LINES, MOST_SIGNS = 5_000, 5_000  # paragraphs; openings and closings of tags
BREAK, PAGE, OBJECT = "\x0b", "\x0c", "\ufffc"
"""Stand for a line break, a page break, and what is no text; XML cannot hold the first two."""

# A tag ends before another begins, so that a file full of openings costs no more than its length.
_TAG = re.compile(r"\{\{(?:(?!\{[{%#]).)*?\}\}|\{%(?:(?!\{[{%#]).)*?%\}|\{#(?:(?!\{#).)*?#\}", re.DOTALL)
_PREFIX = re.compile(r"(?:\{\{|\{%|\{#)[-+]?(tr|tc|p|r)(?=\s)")
_CELL = re.compile(r"\{%\s*(?:(vm|hm)|(cellbg|colspan)\s+([^%]*))\s*%\}")
# As docxtpl straightens what Word has made round; the blanks are what its tags may be cut by.
_STRAIGHT = str.maketrans({"“": '"', "”": '"', BREAK: " ", PAGE: " ", OBJECT: " ", "\t": " ", "\xa0": " "})
_ROUND = re.compile(r'"(?:[^"\\]|\\.)*+"|[\u2018\u2019]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class CellTag:
    """What a template says of the cell it stands in: ``vm``, ``hm``, ``cellbg`` or ``colspan``, with its expression."""

    name: str
    body: str
    start: int
    end: int


@dataclass(slots=True)
class Writing:
    """The text of a file as it is read, line after line."""

    chunks: list[str] = field(default_factory=list)
    length: int = 0
    starts: list[int] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    first: int = 0
    signs: int = 0

    def add(self, text: str) -> tuple[int, int]:
        """Add to the line; from where to where it stands."""
        start = self.length
        self.chunks.append(text)
        self.length += len(text)
        return start, self.length

    def begin(self, path: str) -> int:
        """A line begins."""
        self.starts.append(self.length)
        self.paths.append(path)
        return self.length

    def end(self) -> int:
        """A line ends; a tag never reaches over the empty line that follows it.

        Raises:
            UnreadableFileError: the text is longer than that of any letter, or has more tags.
        """
        at = self.length
        line = "".join(self.chunks[self.first :])
        self.signs += sum(line.count(sign) for sign in ("{{", "{%", "{#", "}}", "%}", "#}"))
        self.first = len(self.chunks) + 1
        if (
            len(line) > LONGEST_LINE
            or self.length > LONGEST
            or self.signs > MOST_SIGNS
            or len(self.starts) > MOST_LINES
        ):
            message = "the file holds more words or tags than any letter needs"
            raise UnreadableFileError(message)
        self.add("\n\n")
        return at

    def line(self, path: str, text: str) -> tuple[int, int]:
        """A line of its own."""
        self.begin(path)
        span = self.add(text.replace("\n", BREAK))
        self.end()
        return span


class WordText(Source):
    """The whole text, its tags as Jinja writes them; ``prefixes`` and ``cells`` keep what was taken out of them."""

    def __init__(self, writing: Writing, file: str | None) -> None:
        self.prefixes: dict[int, str] = {}
        self.cells: list[CellTag] = []
        self.turn = 0
        """What is added to the numbers of tags: more than 0 where the same words stand in the tree once more."""
        written = "".join(writing.chunks)
        super().__init__(_TAG.sub(self._plain, written), file)
        self._written = Source(written.translate(_SHOWN), file)  # of the same length
        self._starts, self._paths = writing.starts, writing.paths
        self._by_path = dict(zip(reversed(writing.paths), reversed(writing.starts), strict=True))

    def _plain(self, found: re.Match[str]) -> str:
        tag = _straightened(found.group())
        cell = _CELL.fullmatch(tag)
        if cell is not None:
            self.cells.append(CellTag(cell[1] or cell[2], cell[3] or "", found.start(), found.end()))
            return " " * len(tag)
        prefix = _PREFIX.match(tag)
        if prefix is not None:
            self.prefixes[found.start()] = prefix[1]
            tag = tag[: prefix.start(1)] + " " * len(prefix[1]) + tag[prefix.end() :]
        return tag

    def path(self, offset: int) -> str:
        """Where an offset stands, in words."""
        return self._paths[max(bisect.bisect_right(self._starts, offset) - 1, 0)]

    def place(self, offset: int) -> Place:
        """The place as a person would say it; the column counts within the paragraph."""
        at = max(bisect.bisect_right(self._starts, offset) - 1, 0)
        return Place(self.file, None, offset - self._starts[at] + 1, self._paths[at], position=offset)

    def position(self, path: str | None) -> int | None:
        """Where a place in words begins in the text; None for the file as a whole.

        What is not in the text by itself stands behind what it hangs on: a text box behind its paragraph.
        """
        while path:
            if path in self._by_path:
                return self._by_path[path]
            path = path.rpartition(", ")[0]
        return None

    def line(self, offset: int) -> str:
        """The words around, as they stand in the file."""
        return self._written.line(offset)

    def written(self, start: int, end: int) -> str:
        """A stretch of the text as it stands in the file."""
        return self._written.text[start:end]

    def tag(self, offset: int) -> Tag:
        """A tag for the tree; where it begins in the text of the file is its number, if it stands there once."""
        return Tag(self.place(offset), self.line(offset), offset + self.turn)


_SHOWN = str.maketrans({BREAK: " ", PAGE: " ", OBJECT: " "})


def _straightened(tag: str) -> str:
    """A tag with straight quotation marks around its texts; a round apostrophe within one stays what it is."""
    straight = tag.translate(_STRAIGHT)
    return _ROUND.sub(lambda one: "'" if one[0] in "\u2018\u2019" else one[0], straight)
