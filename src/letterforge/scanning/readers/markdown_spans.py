"""What in lines of text is code or a link: Markdown's signs for them, which people write in plain text, too.

No Markdown is parsed here. A file of anybody's has to be read in time that grows with its length, a line for a line; so
the signs are found one by one, as CommonMark 0.31.2 says what they are (4.5, 4.7, 6.1, 6.3, 6.5).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator

from letterforge.passages import Nature, Span
from letterforge.patterns import late
from letterforge.scanning.readers.prose import holds_prose

_FENCE = late(r"[ \t>]*+(?:[-*+]|\d{1,9}[.)])?[ \t>]*+(`{3,}|~{3,})([^`]*)\Z")
_LISTED = late(r"[ \t>]{0,3}(?:[-*+]|\d{1,9}[.)])[ \t]|[ \t]*\[\^[^\]]{1,100}\]:")
_TICKS = late(r"(?<![\\`])`++")
_BRACKET = late(r"\\.|\[|\]")
_ITEM = late(r"[ \t>]*+(?:[-*+]|\d{1,9}[.)])[ \t]++(?=\[[ xX]\](?:\s|\Z))")
# What a link leads to: in angle brackets, or without blanks; then perhaps its title.
_TARGET = late(
    r"""\([ \t]*+(?:<[^<>\n]*+>|(?=[^\s()]*[/.#:@(])[^\s()<"'\u201c](?:[^\s()]|\([^\s()]*+\))*+)(?:[ \t]++(?:"[^"\n]*+"|'[^'\n]*+'|\([^()\n]*+\)))?+[ \t]*+\)"""
)
# Files of a repository that need no suffix; and a target that somebody has yet to find.
_KNOWN_TARGET = late(
    r"\((?:\.?/?(?:LICEN[CS]E|README|NOTICE|COPYING|AUTHORS|CHANGE(?:S|LOG)|CONTRIBUT(?:ING|ORS)|CODE_OF_CONDUCT|SECURITY|INSTALL"
    r"|MAINTAINERS|CITATION|Makefile)(?:-[\w.]{1,20})?|(?:TODO|FIXME|TB[ACD])\b[^()\n]{0,200})\)"
)
_LABEL = late(r"\[([^\[\]\n]{0,999})\]")
# `[Name]: Ann` is a line of a form: only what looks like an address makes a definition of it.
_DEFINITION = late(
    r"[ \t>]*+\[(?!\^)([^\[\]]{1,999})\]:[ \t]*+(?=\S*[/.#:@])(<[^<>]++>|[^\s<>]++)[ \t]*+(?:[\"'(].*)?\Z"
)
_ATTRIBUTES = late(r"\{:[ \t]*+(?:(?:\.[\w-]++|lang=[\w-]++)[ \t]*+)++\}")
_NOTE = late(r"\[\^[^\[\]\s]{1,200}\]")
_BOLD = late(r"(?<![\w_])__(?![\s_])[^_\n]++(?:_(?!_)[^_\n]++)*+__(?![\w_])")
_NESTED = 64
_NO_LANGUAGE = frozenset(("", "text", "txt", "plain", "plaintext", "none"))


def spans(lines: list[str], *, indented: bool) -> Iterator[tuple[Span, ...]]:
    """For each line, what in it is code, and which brackets are Markdown's own: links, pictures, notes, check boxes.

    ``indented``: four blanks below an empty line make code, outside of a list. Plain text indents for other reasons.
    """
    labels = {_folded(found[1]) for line in lines if (found := _DEFINITION.match(line))}
    for line, is_code in zip(lines, _coded(lines, indented=indented), strict=True):
        if is_code:
            yield (Span(Nature.CODE, 0, len(line)),)
        elif "`" in line or "[" in line:
            code = tuple(_code(line)) if "`" in line else ()
            yield (*code, *_links(line, labels), *(_bold(line) if indented else ()))
        elif indented and "__" in line:
            yield tuple(_bold(line))
        else:
            yield ()


def _coded(lines: list[str], *, indented: bool) -> list[bool]:
    """Which lines are code; words that somebody put between fences without a language, or indented, are none."""
    coded = [False] * len(lines)
    fence, opened, plain, block = "", 0, False, _Block()
    run: list[int] = []  # lines of indented code, one below the other
    for number, line in enumerate(lines):
        in_code = indented and not fence and block.is_code(line)
        mark = _FENCE.match(line) if "```" in line or "~~~" in line else None
        coded[number] = bool(fence or mark or in_code)
        if in_code and not mark:
            run.append(number)
        elif line.strip() and run:
            _release(coded, lines, run)
        if fence and mark and mark[1].startswith(fence) and not mark[2].strip():
            if plain:
                _release(coded, lines, list(range(opened + 1, number)))
            fence = ""
        elif mark and not fence:
            fence, opened, plain = mark[1], number, mark[2].strip().lower() in _NO_LANGUAGE
    _release(coded, lines, run)
    return coded


def _release(coded: list[bool], lines: list[str], numbers: list[int]) -> None:
    """Take lines for words again if they are prose; ``numbers`` is empty then."""
    if holds_prose([lines[number] for number in numbers]):
        for number in numbers:
            coded[number] = False
    numbers.clear()


class _Block:
    """Where the reading of indented lines stands: in a list, below an empty line, in code."""

    __slots__ = ("code", "empty", "in_list")

    def __init__(self) -> None:
        self.code, self.empty, self.in_list = False, True, False

    def is_code(self, line: str) -> bool:
        """Whether a line is indented code; lines are asked for in their order."""
        if not line.strip():
            self.empty = True
            return False
        deep = line.startswith(("    ", "\t"))
        if _LISTED.match(line) and not (deep and self.code):
            self.in_list = True
        elif not line[0].isspace():
            self.in_list = self.in_list and not self.empty
        self.code = deep and not self.in_list and (self.empty or self.code)
        self.empty = False
        return self.code


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())


def _code(line: str) -> Iterator[Span]:
    """Code between two runs of as many backticks; a run without a second one is nothing."""
    runs = [found.span() for found in _TICKS.finditer(line)]
    places: dict[int, list[int]] = {}
    for start, stop in runs:
        places.setdefault(stop - start, []).append(start)
    end = 0
    for start, stop in runs:
        if start < end:
            continue
        same = places[stop - start]
        following = bisect_right(same, start)
        if following < len(same):
            end = same[following] + stop - start
            yield Span(Nature.CODE, start, end)


def _bold(line: str) -> Iterator[Span]:
    """What two underscores make bold (6.2); between stars it is read as any words are."""
    return (Span(Nature.EMPHASIS, *found.span()) for found in _BOLD.finditer(line))


def _links(line: str, labels: Collection[str]) -> Iterator[Span]:
    item = _ITEM.match(line)
    if item:
        yield Span(Nature.LINK, item.end(), item.end() + 3)
    elif found := _DEFINITION.match(line):
        yield Span(Nature.LINK, line.index("["), found.end(1) + 1)
    if line.count("[") > _MOST_BRACKETS:
        return
    opened: list[int] = []
    for sign in _BRACKET.finditer(line):
        if sign[0] == "[":
            opened.append(sign.start())
            del opened[:-_NESTED]
        elif sign[0] == "]" and opened:
            start, stop = opened.pop(), sign.end()
            if _leads_somewhere(line, start, stop, labels=labels):
                yield Span(Nature.LINK, start, stop)


def _leads_somewhere(line: str, start: int, stop: int, *, labels: Collection[str]) -> bool:
    """Whether the brackets are those of a link or picture, with its target behind it or named; of a note; or of attributes."""
    if line.startswith("[^", start) and _NOTE.fullmatch(line, start, stop):
        return True
    if line.startswith("(", stop):
        return _TARGET.match(line, stop) is not None or _KNOWN_TARGET.match(line, stop) is not None
    if line.startswith("{:", stop) and _ATTRIBUTES.match(line, stop):  # words in another language, or marked
        return True
    if not labels:
        return False
    named = _LABEL.match(line, stop)
    if named and (_folded(named[1] or line[start + 1 : stop - 1]) in labels):
        return True
    # The label itself, behind its text or alone.
    return stop - start <= _LONGEST_LABEL and _folded(line[start + 1 : stop - 1]) in labels


_LONGEST_LABEL = 1000
_MOST_BRACKETS = 20_000  # in one line; where there are more, none of them is taken for a link
