"""Leftovers in a finished file, ours or anybody's; and whether a fresh file holds the whole letter."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from pathlib import Path

from letterforge.document import Document
from letterforge.document import passages as texts_of
from letterforge.errors import UnreadableFileError, UsageError
from letterforge.findings import Finding, Passage, Place, error
from letterforge.letter import Letter
from letterforge.readers import kinds
from letterforge.readers.coverage import Expected, covers, expected, missing
from letterforge.readers.html import SCRIPT, STYLE
from letterforge.readers.printed import Printed, of_passages, printed
from letterforge.renderer import Artifact


class Certainty(Enum):
    """A certain leftover can be nothing else; a likely one is for a person to look at."""

    CERTAIN = "certain"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something in a finished file that still waits to be filled, with up to 40 characters on either side."""

    rule: str
    certainty: Certainty
    place: Place
    text: str
    context: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of leftover: its short name, how sure it is, and where it stands in a passage."""

    name: str
    certainty: Certainty
    spans: Callable[[Passage], Iterator[tuple[int, int]]]


_MARK = re.compile(r"\{\{+|\{%|\{#|\}\}+|%\}|#\}")
_CLOSES = {"{{": "}}", "{%": "%}", "{#": "#}"}
# Markdown's attribute list, "{#name .class}", which one brace closes.
_ATTRIBUTE_LIST = re.compile(r"\{#[^{}#]*+\}")


def template_marks(passage: Passage) -> Iterator[tuple[int, int]]:
    """Whole tags of a template, and opening or closing marks that stand alone.

    A mark of two signs may come about by chance, where pairs of single braces close: ``{"a": {"b": 1}}``, ``{10%}``.
    In a style sheet or script only whole tags count, since those languages close braces side by side.
    """
    text, depth, end = passage.text, 0, 0
    is_code = passage.place.path in {STYLE, SCRIPT}
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        between = text[end : mark.start()]
        depth = max(0, depth + between.count("{") - between.count("}"))
        end = mark.end()
        if opened and mark[0][:2] == _CLOSES[opened[0][:2]]:
            # "{{{ name }}}" closes with as many braces as it opens; what is over closes something else.
            over = max(0, len(mark[0]) - len(opened[0]))
            depth = max(0, depth - over)
            yield opened.start(), mark.end() - over
            opened = None
            continue
        if opened and not is_code:
            yield opened.span()
        opened = None
        if mark[0][:2] in _CLOSES:
            opened = None if _ATTRIBUTE_LIST.match(text, mark.start()) else mark
        elif depth >= mark[0].count("}"):
            depth -= mark[0].count("}")
        elif not is_code:
            yield mark.span()
    if opened and not is_code:
        yield opened.span()


RULES: tuple[Rule, ...] = (Rule("template-mark", Certainty.CERTAIN, template_marks),)

_CONTEXT = 40
_LIMIT = 10_000


def scan(source: str | os.PathLike[str] | bytes | Artifact, *, media_type: str | None = None) -> tuple[Leftover, ...]:
    r"""What in a finished file still waits to be filled, in the order of reading; at most 10,000 of it.

    The file is a path, bytes, or what `render` made. Its kind is told from its bytes and suffix, unless given.

    Raises:
        UsageError: there is no such file, or its media type is none that letterforge reads.
        UnreadableFileError: it is damaged, encrypted, not what its name says, or built to do harm.

    >>> [(leftover.text, leftover.place.line) for leftover in scan(b"Dear {{ name }},\nwelcome.")]
    [('{{ name }}', 1)]
    """
    if isinstance(source, bytes):
        content, file, suffix = source, None, ""
    elif isinstance(source, Artifact):
        content, file, suffix = source.content, None, source.suffix
        media_type = media_type or source.media_type
    else:
        content, file, suffix = _content(Path(source)), os.fspath(source), Path(source).suffix
    try:
        kind = kinds.kind_of(content, suffix=suffix, media_type=media_type)
        return tuple(islice(leftovers(kind.passages(content, file)), _LIMIT))
    except UnreadableFileError as failure:
        if file is None:
            raise
        message = f"{file}: {failure}"
        raise UnreadableFileError(message) from failure


def leftovers(passages: Iterable[Passage], rules: tuple[Rule, ...] = RULES) -> Iterator[Leftover]:
    """The leftovers in passages of text, whatever file they come from."""
    for passage in passages:
        for rule in rules:
            for start, stop in rule.spans(passage):
                context = passage.text[max(0, start - _CONTEXT) : stop + _CONTEXT]
                yield Leftover(rule.name, rule.certainty, passage.place, passage.text[start:stop], context)


def read_back(
    content: bytes,
    media_type: str,
    document: Document,
    *,
    text: Callable[[bytes], Iterable[Passage]] | None = None,
) -> tuple[Finding, ...]:
    """What a fresh file lacks of its document, and the marks of a template that it still holds; () if it is whole.

    ``text`` reads a format that letterforge does not know. No finding shows a value from the data.

    Raises:
        UsageError: letterforge does not read this media type, and no ``text`` is given.
        UnreadableFileError: the file cannot be read.
    """
    if text is not None:
        passages = tuple(text(content))
        return (*missing(Expected(document.blocks), of_passages(passages)), *_marks(passages, document))
    kind = kinds.named(media_type)
    return _compared(content, kind, printed(content, kind), document)


def read_back_letter(
    content: bytes, media_type: str, letter: Letter, *, text: Callable[[bytes], Iterable[Passage]] | None = None
) -> tuple[Finding, ...]:
    """As `read_back`; the letter's document is made only where its words alone do not settle it."""
    if text is not None or letter.said is None:
        return read_back(content, media_type, letter.document, text=text)
    kind = kinds.named(media_type)
    found = printed(content, kind)
    if not found.suspicious and covers(found, letter.said.flow, letter.said.furniture):
        return ()
    return _compared(content, kind, found, letter.document)


def _compared(content: bytes, kind: kinds.Kind, found: Printed, document: Document) -> tuple[Finding, ...]:
    # A Word file keeps the furniture of following pages, however many it will have.
    pages = {kinds.WORD: 2, kinds.PDF: len(found.pages)}.get(kind)
    lacking = missing(expected(document, pages=pages), found)
    return (*lacking, *_marks(kind.passages(content), document)) if found.suspicious else lacking


def _marks(found: Iterable[Passage], document: Document) -> Iterator[Finding]:
    """The marks that are in the file, but for those that the letter's own words show: a letter may speak of templates."""
    first, following = document.first, document.following
    blocks = (*document.blocks, *first.header, *first.footer, *following.header, *following.footer)
    meant: set[str] | None = None
    seen = set()
    for leftover in leftovers(found):
        if meant is None:
            meant = {mark.text for mark in leftovers(Passage(text, Place()) for text in texts_of(blocks))}
        if leftover.certainty is Certainty.CERTAIN and leftover.place not in seen and leftover.text not in meant:
            seen.add(leftover.place)
            yield error(leftover.rule, leftover.place, message="the finished file still holds a mark of a template")


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _SIZE_LIMIT:
            message = f"{path} is larger than {_SIZE_LIMIT >> 20} MB"
            raise UnreadableFileError(message)
        return path.read_bytes()
    except FileNotFoundError:
        message = f"there is no file {path}"
        raise UsageError(message) from None
    except OSError as failure:
        message = f"{path} cannot be read: {failure.strerror}"
        raise UsageError(message) from failure


_SIZE_LIMIT = 128 << 20
