"""The prompts of a file as the scan finds them, each with the words around it, its heading and its label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from letterforge.adopting.prompts import Prompt
from letterforge.passages import Passage
from letterforge.scanning.leftovers.search import search
from letterforge.scanning.readers import kinds

_CELL = re.compile(r"(.*?row )(\d+)(, cell )(\d+)")
_TITLE = re.compile(r"\s*#+\s|\s*\*\*[^*]+\*\*\s*$|\s*\d+(?:\.\d+)*\.?\s+[A-Z]")
_DEFINING = re.compile(r":\s+$")
_MARKED = re.compile(r"\[|\{\{|__")
_LONGEST_HEADING = 90
_UP = 40


@dataclass(frozen=True, slots=True)
class Found:
    """One prompt of a file, by its place among those of the same text in it."""

    file: str
    prompt: Prompt
    ordinal: int


def prompts(path: Path) -> list[Found]:
    """What the detector finds in a file, in the order of reading."""
    content = path.read_bytes()
    kind = kinds.kind_of(content, suffix=path.suffix)
    passages = list(kind.passages(content))
    seen: dict[str, int] = {}
    out = []
    for one in search(passages):
        start, stop, _ = one.candidate
        text = one.passage.text[start:stop]
        seen[text] = seen.get(text, 0) + 1
        line_start, line_stop = _line(one.passage.text, start, stop)
        label, row = _label(passages, one.number, start)
        prompt = Prompt(
            text,
            before=one.passage.text[line_start + row : start],
            after=one.passage.text[stop:line_stop],
            heading=_heading(passages, one.number),
            label=label,
        )
        out.append(Found(path.name, prompt, seen[text]))
    return out


def _line(text: str, start: int, stop: int) -> tuple[int, int]:
    """The line of a passage that is a whole page."""
    end = text.find("\n", stop)
    return text.rfind("\n", 0, start) + 1, len(text) if end < 0 else end


def _label(passages: Sequence[Passage], number: int, start: int) -> tuple[str, int]:
    """The cell before, or that above in the first row; and how much of the passage is other cells."""
    passage = passages[number]
    text = passage.text
    if _DEFINING.match(text[:start]) and number:  # a list of definitions: the term stands on the line above
        return passages[number - 1].text.strip(" *_"), 0
    if text.lstrip().startswith("|"):
        cut = text.rfind("|", 0, start) + 1
        cells = [cell.strip() for cell in text[:cut].strip().strip("|").split("|")] if cut > 1 else []
        left = next((cell for cell in reversed(cells) if cell and not _MARKED.search(cell)), "")
        return left or _column(passages, number, len(cells)), cut
    cell = _CELL.match(passage.place.path or "")
    if cell is None or text[:start].strip():
        return "", 0
    table, row, _, column = cell.groups()
    left = _of_cell(passages, f"{table}{row}, cell {int(column) - 1}")
    return left or _of_cell(passages, f"{table}1, cell {column}"), 0


def _of_cell(passages: Sequence[Passage], place: str) -> str:
    return " ".join(one.text for one in passages if re.fullmatch(re.escape(place) + r"(?:\D.*)?", one.place.path or ""))


def _column(passages: Sequence[Passage], number: int, column: int) -> str:
    """The heading of a column of a Markdown table."""
    first = number
    while first and passages[first - 1].text.lstrip().startswith("|"):
        first -= 1
    cells = [cell.strip() for cell in passages[first].text.strip().strip("|").split("|")]
    return cells[column] if first < number and column < len(cells) else ""


def _heading(passages: Sequence[Passage], number: int) -> str:
    for passage in reversed(passages[max(0, number - _UP) : number]):
        text = passage.text.strip()
        if _TITLE.match(text) and len(text) < _LONGEST_HEADING and not _MARKED.search(text):
            return text.strip("#* ")
    return ""


def files(folder: Path) -> Iterator[Path]:
    """The files of the corpus."""
    return iter(sorted(folder.iterdir()))
