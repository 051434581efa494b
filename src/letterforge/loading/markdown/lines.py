"""Markdown made ready for its parser: tags become opaque tokens, and block tags get lines of their own.

The numbers in the comments are those of the rules in the project's notes on Markdown with tags in it; each was
found by letting random templates go wrong.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from letterforge.findings import Findings
from letterforge.loading.markdown.line import INDENT, QUOTE, Line
from letterforge.loading.markdown.line_faults import check
from letterforge.loading.tags import Mark, MarkKind, Matched, Source
from letterforge.rules.reading import SYNTAX

_DELIMITER = re.compile(r"\|? *:?-+:? *(?:\| *:?-+:? *)*\|?$")
_PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|")
_BEGINS = re.compile(r"[-+*][ \t]|\d+\.[ \t]|[#>|]")
_LED_IN = re.compile(r"(?:\A|\n)[ \t>]*+(?:(?:[-+*]|\d+\.|#{1,6})[ \t]+)++\Z")
ALONE = (MarkKind.INCLUDE, MarkKind.PAGE_BREAK)
_MAY_BE_ALONE = (*ALONE, MarkKind.SET)


class Tokens:
    """The opaque words that stand for tags while the text is parsed.

    They begin and end with a digit and hold nothing but ASCII letters and digits, so that they are part of a word
    to every rule of Markdown (5, 7: private-use characters are not, and ``{{a}}_{{b}}_{{c}}`` went italic).
    """

    def __init__(self, text: str) -> None:
        # Never a salt that ends with 0: the end of a text could then be taken for the beginning of a token.
        salt = next(n for n in itertools.count(1) if n % 10 and f"0T{n}T" not in text)
        self._salt = salt
        self.pattern = re.compile(rf"0T{salt}T(\d+)T0")

    def __getitem__(self, number: int) -> str:
        """The token of a mark."""
        return f"0T{self._salt}T{number}T0"

    def split(self, text: str) -> list[str | int]:
        """Text and numbers of marks, in turn."""
        pieces: list[str | int] = []
        for index, piece in enumerate(self.pattern.split(text)):
            if index % 2:
                pieces.append(int(piece))
            elif piece:
                pieces.append(piece)
        return pieces

    def only(self, text: str) -> int | None:
        """The number of the mark if the text is one token and nothing else."""
        found = self.pattern.fullmatch(text.strip())
        return int(found.group(1)) if found else None


@dataclass(frozen=True, slots=True)
class Prepared:
    """Text for the Markdown parser, its tokens, and which marks are blocks of their own or rows of a table.

    ``offsets`` holds where each line of the text began in the source.
    """

    text: str
    offsets: Sequence[int]
    tokens: Tokens
    blocks: frozenset[int]
    rows: frozenset[int]


def prepare(source: Source, matched: Matched, body: int, findings: Findings) -> Prepared:
    """Make the text from offset ``body`` on ready for Python-Markdown."""
    tokens = Tokens(source.text)
    alone = _alone(source.text, matched.marks)
    blocks: set[int] = set()
    for group in matched.groups:
        if all(number in alone for number in group.numbers):  # 2: all of its tags, or it is inline
            blocks.update(group.numbers)
    for number, mark in enumerate(matched.marks):
        if mark.kind in _MAY_BE_ALONE and mark.start >= body:
            if number in alone:
                blocks.add(number)
            elif mark.kind in ALONE:
                what = "\\newpage" if mark.kind is MarkKind.PAGE_BREAK else "{% include %}"
                findings.add(
                    source.finding(
                        SYNTAX,
                        mark.start,
                        message=f"{what} needs a line of its own",
                        hint="Put nothing else on its line.",
                    )
                )
    lines = _lines(source, matched.marks, blocks, tokens, body, alone)
    rows = _find_tables(lines, matched)
    prefixes = _prefixes(lines, matched)
    check(source, lines, matched, prefixes, findings)
    spaced = list(_spaced(lines, prefixes, tokens, matched.marks))
    text = "\n".join(line for line, _ in spaced)
    return Prepared(text, [offset for _, offset in spaced], tokens, frozenset(blocks), frozenset(rows))


def _alone(text: str, marks: Sequence[Mark]) -> dict[int, int]:
    """The marks that have their lines to themselves but for blanks, quote signs and comments; where each line ends."""
    pieces: list[str] = []
    at = 0
    for mark in marks:  # comments are blanks, and the lines that they part are one
        if mark.kind is MarkKind.COMMENT:
            pieces += [text[at : mark.start], " " * (mark.end - mark.start)]
            at = mark.end
    shown = "".join([*pieces, text[at:]])
    found: dict[int, int] = {}
    for number, mark in enumerate(marks):
        start = shown.rfind("\n", 0, mark.start) + 1
        end = shown.find("\n", mark.end)
        end = len(shown) if end < 0 else end
        if not shown[mark.end : end].strip() and not shown[start : mark.start].replace(">", "").strip():
            found[number] = end
    return found


def _lines(
    source: Source, marks: Sequence[Mark], blocks: set[int], tokens: Tokens, body: int, alone: Mapping[int, int]
) -> list[Line]:
    """The text with tokens for tags and without comments, line by line, each with its offset in the source."""
    text = source.text
    out: list[str] = []
    anchors: list[tuple[int, int]] = []  # (offset in the result, offset in the source)
    length, at = 0, body

    def add(piece: str, origin: int) -> None:
        nonlocal length
        anchors.append((length, origin))
        out.append(piece)
        length += len(piece)

    trim = False
    for number, mark in enumerate(marks):
        if mark.start < at:
            continue
        piece, end = text[at : mark.start], mark.end
        inline = number not in blocks
        if trim:
            piece, trim = _without_blanks(piece, left=True), False
        if mark.trim_before and inline:
            piece = _without_blanks(piece, left=False)
        if mark.kind is MarkKind.COMMENT and number in alone:
            # 6: a comment alone on its line goes with its line, since an empty one would end a table
            piece = piece[: piece.rfind("\n") + 1]
            end = min(alone[number] + 1, len(text))
        add(piece, at)
        if mark.kind is not MarkKind.COMMENT:
            add(tokens[number], mark.start)
            trim = mark.trim_after and inline
        at = end
    add(_without_blanks(text[at:], left=True) if trim else text[at:], at)

    lines: list[Line] = []
    position = 0
    starts = [anchor for anchor, _ in anchors]
    for line in "".join(out).split("\n"):
        index = bisect.bisect_right(starts, position) - 1
        offset = anchors[index][1] + position - anchors[index][0]
        made = Line(line.rstrip("\r").expandtabs(INDENT), min(offset, len(text)))
        only = tokens.only(made.rest)
        made.mark = only if only in blocks else None
        lines.append(made)
        position += len(line) + 1
    return lines


def _without_blanks(piece: str, *, left: bool) -> str:
    """Drop the blanks on one side, one line end among them.

    Never an empty line, which parts paragraphs, and never a blank or line end that makes a sign of Markdown one.
    """
    if left:
        shorter = piece.lstrip(" \t").removeprefix("\n").lstrip(" \t")
        return piece if shorter.startswith("\n") or _BEGINS.match(shorter) else shorter
    if _LED_IN.search(piece):
        return piece
    shorter = piece.rstrip(" \t").removesuffix("\n").rstrip(" \t")
    return piece if shorter.endswith("\n") else shorter


def _is_row(line: Line) -> bool:
    return bool(_PIPE.search(line.rest))


def _find_tables(lines: list[Line], matched: Matched) -> set[int]:
    """Say of each line which table it belongs to; give back the marks that stand between rows of one table (3)."""
    rows: set[int] = set()
    for index, line in enumerate(lines):
        header = lines[index - 1] if index else None
        if line.table is not None or header is None or not _DELIMITER.match(line.rest.strip()):
            continue
        if "|" not in line.rest or not _is_row(header):
            continue
        end = index + 1
        while end < len(lines) and (_is_row(lines[end]) or lines[end].mark is not None):
            end += 1
        here = {lines[i].mark for i in range(index + 1, end)} - {None}
        inside = {n for n in here if n in matched.group_of and set(matched.group_of[n].numbers) <= here}
        for i in range(index - 1, end):
            if lines[i].mark is not None and lines[i].mark not in inside:
                end = i
                break
            lines[i].table = index
        rows.update(n for i in range(index, end) if (n := lines[i].mark) is not None)
    return rows


def _prefixes(lines: list[Line], matched: Matched) -> dict[int, str]:
    """For each block mark the quote signs and indent of the body of its group, so that both land in one container."""
    where = {line.mark: index for index, line in enumerate(lines) if line.mark is not None}
    prefixes: dict[int, str] = {}
    for group in matched.groups:
        if any(number not in where for number in group.numbers):
            continue
        first, last = where[group.numbers[0]], where[group.numbers[-1]]
        bodies = [
            lines[i].prefix
            for i in range(first + 1, last)
            if lines[i].mark is None
            and lines[i].rest.strip()
            and (lines[i].is_item or lines[i - 1].mark is not None or not lines[i - 1].rest.strip())
        ]
        prefix = min(bodies, key=len) if bodies else lines[first].prefix
        prefixes.update(dict.fromkeys(group.numbers, prefix))
    return prefixes


def _spaced(
    lines: list[Line], prefixes: dict[int, str], tokens: Tokens, marks: Sequence[Mark]
) -> Iterator[tuple[str, int]]:
    """The lines with their offsets, and with blank ones around block tags (3).

    A blank one goes above a quote, and above an item that leads out of a list or a quote, too: without it
    Python-Markdown takes either for a part of what stands above.
    """
    above: Line | None = None
    for line in lines:
        before, above = above, line
        if before is not None and before.rest.strip() and line.rest.strip():
            deeper = line.quote.count(">") - before.quote.count(">")
            if deeper > 0 or (line.is_item and (deeper < 0 or line.indent < before.indent)):
                yield (before if deeper > 0 else line).quote, line.offset
        if line.mark is None:
            yield line.text, line.offset
        elif line.table is not None:
            yield f"{line.prefix}| {tokens[line.mark]} |", line.offset
        else:
            own = line.prefix if marks[line.mark].kind in ALONE else prefixes.get(line.mark, line.prefix)
            blank = QUOTE.match(own).group()  # type: ignore[union-attr]  # it matches the empty string
            yield blank, line.offset
            yield own + tokens[line.mark], line.offset
            yield blank, line.offset
