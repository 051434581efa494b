"""Markdown made ready for its parser: tags become opaque tokens, and block tags get lines of their own.

The numbers in the comments are those of the rules in the project's notes on Markdown with tags in it; each was
found by letting random templates go wrong.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from letterforge.findings import Findings
from letterforge.loading.tags import Mark, MarkKind, Matched, Source
from letterforge.rules.markdown import MARKDOWN
from letterforge.rules.reading import SYNTAX

PREFIX = re.compile(r"(?: *> ?)* *")
QUOTE = re.compile(r"(?: *>)*")
BULLET = re.compile(r"[-+*] +\S|[-+*]$")
NUMBER = re.compile(r"(\d+)\. +\S")
_DELIMITER = re.compile(r"\|? *:?-+:? *(?:\| *:?-+:? *)*\|?$")
_PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|")
_ROLE = re.compile(r"\{:[^\n]*\}[ \t]*$")
_LEAD = re.compile(r"[ \t>]*")
_UNDERLINE = re.compile(r"(?:=+|-+)[ ]*$")
_SHORTEST_UNDERLINE = 3
EMPTY_ITEM = ("an item of a list without words", "Write them behind its sign, or leave the sign out.")
_BEGINS = re.compile(r"[-+*][ \t]|\d+\.[ \t]|[#>|]")
_LED_IN = re.compile(r"(?:\A|\n)[ \t>]*+(?:(?:[-+*]|\d+\.|#{1,6})[ \t]+)++\Z")
_RULE = re.compile(r"(?:-[ \t]*){3,}$|(?:\*[ \t]*){3,}$")
_HEADING = re.compile(r"(#{1,6})(.*)$")
ALONE = (MarkKind.INCLUDE, MarkKind.PAGE_BREAK)
INDENT = 4
LARGEST_NUMBER = 2  # digits before the first item of a list; more are a year (1986. A great year)


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


@dataclass
class Line:
    """One line: its text with tokens, where it began in the source, and the block tag that it is, if it is one."""

    text: str
    offset: int
    mark: int | None = None
    table: int | None = None
    prefix: str = field(init=False)
    rest: str = field(init=False)

    def __post_init__(self) -> None:
        """Part the line into what leads it in (quote signs and indent) and what it says."""
        self.prefix = PREFIX.match(self.text).group()  # type: ignore[union-attr]  # it matches the empty string
        self.rest = self.text[len(self.prefix) :]

    @property
    def is_item(self) -> bool:
        """Whether it begins an item of a list."""
        return bool(BULLET.match(self.rest) or NUMBER.match(self.rest)) and not _RULE.match(self.rest)

    @property
    def quote(self) -> str:
        """The quote signs that lead it in."""
        return QUOTE.match(self.prefix).group()  # type: ignore[union-attr]  # it matches the empty string

    @property
    def indent(self) -> int:
        """The blanks between the quote signs, of which one belongs to the sign, and what it says."""
        return len(self.prefix.removeprefix(self.quote).removeprefix(" " if self.quote else ""))

    @property
    def is_astray(self) -> bool:
        """Whether blanks lead it in, or a quote sign, that are no level of a list."""
        first, *others = self.prefix.split(">")
        return any(len(blanks) % INDENT for blanks in (first, *(other.removeprefix(" ") for other in others)))

    @property
    def is_sentence(self) -> bool:
        """Whether it is part of a paragraph, as far as a line can tell."""
        return bool(
            self.rest.strip()
            and self.mark is None
            and self.table is None
            and not self.is_item
            and not _HEADING.match(self.rest)
            and not _ROLE.match(self.rest)
        )


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
        if mark.kind in ALONE and mark.start >= body:
            if number in alone:
                blocks.add(number)
            else:
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
    _check(source, lines, matched, prefixes, findings)
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


def _check(source: Source, lines: list[Line], matched: Matched, prefixes: dict[int, str], findings: Findings) -> None:
    """What can only be seen on lines: sentences around a block, indents, numbers and number signs."""

    def fault(line: Line, message: str, hint: str) -> None:
        # The prefix has its tabs expanded; the source has not.
        lead = _LEAD.match(source.text, line.offset)
        offset = min(lead.end() if lead else line.offset, len(source.text))
        findings.add(source.finding(MARKDOWN, offset, message=message, hint=hint))

    where = {line.mark: index for index, line in enumerate(lines) if line.mark is not None}
    for group in matched.groups:  # 5
        first, last = where.get(group.numbers[0]), where.get(group.numbers[-1])
        if first is None or last is None or lines[first].table is not None or first == 0 or last + 1 >= len(lines):
            continue
        if lines[first - 1].is_sentence and lines[last + 1].is_sentence:
            fault(
                lines[first],
                "text directly above and below: is it one sentence, or are these three paragraphs?",
                "For one sentence, put the tags on the line of the text; for paragraphs, leave an empty line above and below.",
            )
    for line in lines:
        if line.mark in prefixes and line.quote.count(">") > prefixes[line.mark].count(">"):
            fault(
                line,
                "a tag in a quote, around text that is not in it",
                "Write > before each line between the tags, or before none of them.",
            )
    _check_lists(lines, fault)
    _check_underlines(lines, fault)
    for line in lines:
        heading = _HEADING.match(line.rest) if line.table is None else None
        if heading is None:
            continue
        words = heading.group(2)
        if words.startswith("#") and words.strip("#").strip():
            fault(
                line, "more number signs than there are levels of headings", "Six are the most; \\# is the sign itself."
            )
        elif words and not words[0].isspace() and words[0] != "#":
            fault(
                line,
                "a number sign right before a word",
                "For a heading write a blank after it; for the sign itself write \\#.",
            )
        elif not words.strip(" #"):
            fault(line, "a heading without words", "Write the heading on this line, or leave the signs out.")
        elif re.search(r"[^\s#\\]#+\s*$", words):
            fault(line, "a number sign at the end of a heading would be lost", "Write \\# for the sign itself.")


def _check_lists(lines: list[Line], fault: Callable[[Line, str, str], None]) -> None:
    """Indents by four (9), and years that would be the number of an item (9)."""
    above: Line | None = None
    for line in lines:
        before, above = above, line
        begins = before is None or not before.rest.strip()
        if line.rest and line.mark is None and begins and line.is_astray:
            fault(
                line,
                "a paragraph or an item that is indented by some blanks",
                "Indent by four blanks for each level of a list, or not at all.",
            )
            continue
        if line.table is not None or not line.is_item:
            continue
        if line.indent % INDENT > 0:
            fault(
                line,
                "a paragraph or an item that is indented by some blanks",
                "Indent by four blanks for each level of a list, or not at all.",
            )
        number = NUMBER.match(line.rest)
        if number is None:
            continue
        if len(number.group(1)) > LARGEST_NUMBER and not (before is not None and before.is_item):
            fault(
                line,
                "a line that begins with a large number and a full stop is an item of a list",
                "Write \\. after a number that is part of the sentence.",
            )


def _check_underlines(lines: list[Line], fault: Callable[[Line, str, str], None]) -> None:
    """Lines of dashes or equals signs: headings (CommonMark, section 4.3), rules, or what was meant for an item."""
    for index, line in enumerate(lines[1:], 1):
        before = lines[index - 1]
        if line.table is not None or not before.rest.strip() or not _UNDERLINE.match(line.rest):
            continue
        if line.rest.strip() == "-":
            fault(line, *EMPTY_ITEM)
        elif before.is_item or before.quote != line.quote or len(line.rest.strip()) < _SHORTEST_UNDERLINE:
            fault(
                line,
                "dashes or equals signs right below a line make a heading of it",
                "Leave an empty line above, or write the heading with number signs.",
            )
        elif index > 1 and before.is_sentence and lines[index - 2].is_sentence and line.rest.startswith("-"):
            fault(
                line,
                "dashes right below a paragraph: is it a heading, or a line across the page?",
                "For a heading write ## before it; for a line across the page leave an empty line above.",
            )
