"""Whether what a file prints covers a document: first in order, word for word; else letter by letter.

Words do not always come back in order: a PDF gives line-end hyphens as U+0002, ligatures as one code point, and puts
page furniture between two halves of a paragraph. So where the order fails, every letter, digit and combining
mark of the document must be in the file at least as often, and each value from the data must be in it whole.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from letterforge.cache import IdentityCache
from letterforge.document import (
    Block,
    Document,
    Heading,
    LineBreak,
    Node,
    PageCount,
    PageNumber,
    Paragraph,
    Text,
    walk,
)
from letterforge.findings import Finding, Place
from letterforge.rules.rendering import LOST_TEXT, LOST_VALUE
from letterforge.scanning.along import goes_along
from letterforge.scanning.leftovers.certain import holds_sign
from letterforge.scanning.printed import PrintedText
from letterforge.scanning.spacing import RUNS
from letterforge.scanning.surplus import REORDERED, loose, normal, says


@dataclass(frozen=True, slots=True)
class Expected:
    """What a file of some kind must hold of a document: its blocks, and of its furniture what that kind shows."""

    blocks: tuple[Block, ...]
    furniture: tuple[Block, ...] = ()
    numbered: bool = True
    """Whether it has pages; without, lines that number them need not be there."""


def expected(document: Document, *, pages: int | None) -> Expected:
    """What must be there: on no pages (None), on one, or on more than one.

    A page without end shows the first page's furniture, without the lines that number pages; a file of one page
    shows no furniture of following pages.
    """
    first, following = document.first, document.following
    furniture = first.header + first.footer
    if pages is not None and pages > 1:
        furniture += following.header if following.header != first.header else ()
        furniture += following.footer if following.footer != first.footer else ()
    return Expected(document.blocks, furniture, numbered=pages is not None)


def missing(wanted: Expected, found: PrintedText) -> tuple[Finding, ...]:
    """What of the document the file does not hold; a finding names a field or counts letters, and shows neither."""
    return compared(wanted, found).lacking


@dataclass(frozen=True, slots=True)
class Compared:
    """How a file and its document differ."""

    lacking: tuple[Finding, ...]
    waiting: bool = False
    """Whether what it says besides could be waiting to be filled."""
    more: bool = False
    """Whether it may say more than the document: `surplus.beyond` knows."""
    spaced: bool = False
    """Whether a value may hold several spaces side by side: `spacing.drawn_together` knows."""


def compared(wanted: Expected, found: PrintedText) -> Compared:
    """What of the document the file does not hold, and whether it says anything besides."""
    text, words = "".join(found.pages), _all_words(wanted.blocks)
    exact = text == words
    flow = "" if exact else _squeezed(text)
    margins = _squeezed(text if found.furniture is None else found.furniture)
    furniture = tuple(_furniture_runs(wanted))
    besides = [] if exact or _squeezed(words) == flow else _in_order(wanted.blocks, flow)
    if besides is None or not all(run in margins for run in furniture):
        return Compared(tuple(_letter_by_letter(wanted, found)), waiting=True, more=True, spaced=True)
    rest = _without("\0".join(besides), furniture) if besides else ""
    more = says(rest)
    if found.furniture is not None:
        around = _without(margins, furniture)
        rest, more = f"{rest}\0{around}", more or says(_PAGE_NUMBERS.sub("", around))
    return Compared((), waiting=_sign_in(rest), more=more, spaced="  " in words)


@functools.lru_cache(maxsize=64)  # what stands in the margins is the same in many letters
def _without(besides: str, furniture: tuple[str, ...]) -> str:
    """Words that are not those of the flow, without those of the furniture; the longest first, none part of another."""
    for run in sorted(filter(None, furniture), key=len, reverse=True):
        besides = besides.replace(run, "\0")
    return besides


_sign_in = functools.lru_cache(maxsize=64)(holds_sign)


def covers(found: PrintedText, flow: str, furniture: Iterable[str]) -> bool:
    """Whether a file holds these words and says nothing else: the quick answer, and only a yes is sure.

    The words are those of a letter that was proven without its document; a NUL in them stands for a page's number.
    """
    text = "".join(found.pages)
    if flow != text:
        if _squeezed(flow) != _squeezed(text):
            return False
        if "  " in flow and RUNS.findall(flow) != RUNS.findall(text):
            return False
    margins = _squeezed(found.furniture or "")
    runs = tuple(run for words in furniture for run in _squeezed(words).split(_CUT))
    if not all(run in margins for run in runs):
        return False
    rest = _without(margins, runs)
    return not (_sign_in(rest) or _PAGE_NUMBERS.sub("", rest).strip("\0"))


_PAGE_NUMBERS = re.compile(r"\0[0-9]{1,3}(?=\0|\Z)|\A[0-9]{1,3}(?=\0|\Z)")


def _squeezed(text: str) -> str:
    """The text without white space; blanks first, which is quicker than to split at each."""
    return "".join(text.replace(" ", "").split())


# ---- in order, word for word ----

_known: IdentityCache[Node, tuple[str, ...]] = IdentityCache(room=4096)


def _all_words(blocks: tuple[Block, ...]) -> str:
    """The words of the blocks, one behind the other: mostly they are all that a file prints in its flow."""
    words: list[str] = []
    for block in blocks:
        known = _wording.get(block)
        if known is not None:
            words.append(known)
        else:
            _collected(block, words)
    return "".join(words)


_wording: IdentityCache[Node, str] = IdentityCache(room=4096)
"""The words of blocks in which nothing is from the data."""


def _collected(node: Node, words: list[str]) -> bool:
    """Add the words of a node, which are known from now on if none of them is from the data; whether that is so."""
    start = len(words)
    if not _collect(node, words):
        return False
    _wording.put(node, "".join(words[start:]))
    return True


def _collect(node: Node, words: list[str]) -> bool:
    """Add the words of a node; whether none of them is from the data."""
    fixed = True
    for child in node.children:
        if type(child) is Text:
            words.append(child.text)
            if child.field is not None:
                fixed = False
        elif goes_along(child):
            if not _collect(child, words):
                fixed = False
        elif child.children:
            known = _wording.get(child)
            if known is not None:
                words.append(known)
            elif not _collected(child, words):
                fixed = False
    return fixed


def _in_order(blocks: tuple[Block, ...], text: str) -> list[str] | None:
    """What the text holds besides the runs of the blocks; None where it does not hold them, one behind the other."""
    at, besides = 0, list[str]()
    for block in blocks:
        known = _known.get(block)  # as `_runs` does first; most blocks of a letter hold no data
        for run in known if known is not None else _runs(block)[0]:
            # Mostly nothing stands between two runs, and to compare is much quicker than to search.
            if not text.startswith(run, at):
                before, at = at, text.find(run, at)
                if at < 0:
                    return None
                besides.append(text[before:at])
            at += len(run)
    besides.append(text[at:])
    return besides


def _runs(node: Node) -> tuple[tuple[str, ...], bool]:
    """The words of a node without white space, cut at page numbers; and whether no data are in it.

    A part without data is the same object in all letters of a template, so that its runs are kept by identity.
    """
    known = _known.get(node)
    if known is not None:
        return known, True
    runs: tuple[str, ...]
    if isinstance(node, (Paragraph, Heading)):
        words: list[str] = []
        fixed = _words(node.children, words)
        text = "".join(words)
        runs = tuple(map(_squeezed, text.split(_CUT))) if _CUT in text else (_squeezed(text),)
    else:
        found: list[str] = []
        fixed = True
        for child in node.children:
            more, without = _runs(child)
            found += more
            fixed = fixed and without
        runs = tuple(found)
    if fixed:
        _known.put(node, runs)
    return runs, fixed


_CUT = "\0"  # no text of a letter holds it


def _words(nodes: Iterable[Node], words: list[str]) -> bool:
    """Collect the words; whether none of them is from the data."""
    fixed = True
    for node in nodes:
        if isinstance(node, Text):
            words.append(node.text)
            if node.field is not None:
                fixed = False
        elif isinstance(node, LineBreak):
            words.append("\n")
        elif isinstance(node, (PageNumber, PageCount)):
            words.append(_CUT)
        elif not _words(node.children, words):
            fixed = False
    return fixed


def _furniture_runs(wanted: Expected) -> Iterator[str]:
    for block in wanted.furniture:
        if wanted.numbered:
            yield from _runs(block)[0]
        else:
            yield from (_squeezed(text.text) for text in _unnumbered(block))


def _unnumbered(block: Block) -> Iterator[Text]:
    """The texts of furniture that a page without end shows: not a line that numbers pages and holds no data."""
    for node in walk((block,)):
        if not isinstance(node, (Heading, Paragraph)):
            continue
        lines: list[list[Node]] = [[]]
        for inline in node.children:
            lines.append([]) if isinstance(inline, LineBreak) else lines[-1].append(inline)
        for line in lines:
            nodes = list(walk(tuple(line)))
            texts = [node for node in nodes if isinstance(node, Text)]
            numbers = any(isinstance(node, (PageNumber, PageCount)) for node in nodes)
            if not numbers or any(text.field is not None for text in texts):
                yield from texts


# ---- letter by letter ----


def _letter_by_letter(wanted: Expected, found: PrintedText) -> Iterator[Finding]:
    texts = [node for node in walk(wanted.blocks) if isinstance(node, Text)]
    for block in wanted.furniture:
        texts += [node for node in walk((block,)) if isinstance(node, Text)] if wanted.numbered else _unnumbered(block)
    pages = found.pages if found.furniture is None else (*found.pages, found.furniture)
    short = _histogram("\n".join(text.text for text in texts))
    short.subtract(_histogram("\n".join(pages)))
    lost = Counter({letter: count for letter, count in short.items() if count > 0})
    joined = [loose(page) for page in pages]
    reported: set[str] = set()
    for text in texts:
        if text.field is None or text.field in reported or _holds(joined, text.text):
            continue
        value = _histogram(text.text)
        # A value in another order of characters is there all the same where the script is to blame for the order.
        if REORDERED.search(text.text) and not value & lost:
            continue
        lost -= value
        reported.add(text.field)
        message = "the finished file does not hold this value, or not whole"
        yield LOST_VALUE.at(Place(path=text.field), message=message, hint=None)
    if lost:
        count = lost.total()
        letters = f"{count} letter" + (" of the letter's wording is" if count == 1 else "s of the letter's wording are")
        yield LOST_TEXT.at(Place(), message=f"{letters} missing from the finished file", hint=None)


def _histogram(text: str) -> Counter[str]:
    """How often each letter, digit and combining mark is there."""
    counts = Counter(normal(text))
    return Counter({c: n for c, n in counts.items() if c.isalnum() or unicodedata.category(c).startswith("M")})


def _holds(pages: list[str], value: str) -> bool:
    """Whether a value is there whole, on one page or cut by the edges of pages that follow one another."""
    wanted = loose(value)
    return any(wanted in page for page in pages) or any(_runs_on(pages[n:], wanted) for n in range(len(pages) - 1))


def _runs_on(pages: list[str], wanted: str) -> bool:
    """Whether a value begins on the first of these pages and goes on, piece by piece, on the next ones."""
    for page in pages:
        # If a beginning is there, so is each shorter one: the longest is found by halving.
        length = bisect_left(range(len(wanted)), True, key=lambda n: wanted[: n + 1] not in page)  # noqa: FBT003  (what is looked for)
        if not length:
            return False
        wanted = wanted[length:]
        if not wanted:
            return True
    return False
