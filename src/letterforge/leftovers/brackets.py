"""Prompts in brackets: [insert date], [[Name]], <Your name>; not citations, links, check boxes, tags or addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterforge.findings import Nature, Passage
from letterforge.leftovers.hit import Around, Hit, Strength
from letterforge.leftovers.prompts import asks

_BRACKET = re.compile(r"[\[\]]")
_DEEPEST = 16
_LONGEST = 400
_ANGLE = re.compile(r"(?<![<\w])<(?![</!?=\-])([^<>\n]{2,120})>(?![>\w])")
# A number that is still to be agreed: "[30] days", "[5]%"; a citation has no unit behind it.
_UNIT = re.compile(
    r"\s?(?:%|per ?cent|(?:business |working |calendar |consecutive )?(?:days?|weeks?|months?|years?|hours?|minutes?|miles?|km|copies|pages|times))(?!\w)",
    re.IGNORECASE,
)
_HTML = frozenset(
    "a abbr address area article aside audio b base bdi bdo big blockquote body br button canvas caption center cite code col "
    "colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form frame "
    "frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark menu "
    "meta meter nav noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp script search "
    "section select slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th "
    "thead time title tr track tt u ul var video wbr path g circle rect line text".split()
)
_ATTRIBUTE = re.compile(r"[\w:.-]+\s*=|/\s*\Z")


def bracketed_prompts(passage: Passage, around: Around) -> Iterator[Hit]:
    """Words in square or angle brackets that ask for something."""
    del around
    text = passage.text
    if any(span.nature in {Nature.SCRIPT, Nature.HINT} for span in passage.spans):
        return
    if "[" in text:
        links = {span.start for span in passage.spans if span.nature is Nature.LINK}
        yield from _square(text, links)
    if "<" in text:
        yield from _angle(text)


def _square(text: str, links: set[int]) -> Iterator[Hit]:
    opened: list[int] = []
    inner: dict[int, Hit] = {}
    for sign in _BRACKET.finditer(text):
        at = sign.start()
        if sign[0] == "[":
            opened.append(at)
            del opened[:-_DEEPEST]
            continue
        if not opened:
            continue
        start = opened.pop()
        if start in links or at - start > _LONGEST:
            continue
        strength = _in_place(text, start, at + 1)
        if strength:
            yield Hit(start, at + 1, strength)


def _in_place(text: str, start: int, stop: int) -> Strength:
    """What the brackets ask for, where they stand: within a word an editor wrote them, or a program."""
    inner = text[start + 1 : stop - 1]
    before, after = text[start - 1 : start], text[stop : stop + 1]
    strength = asks(inner)
    if re.fullmatch(r"\s*\d[\d.,]*\s*|\s*[A-Za-z]{1,3}\s*", inner) and strength is Strength.NONE:
        return _quantity(text, start, stop)
    if not inner.strip():
        # "dated [     ] 2026": a check box has one blank between its brackets, code has none.
        return Strength.LIKELY if len(inner) > 1 and (before.isspace() or before in "$£€") else Strength.NONE
    if before.isalnum() and strength < Strength.CERTAIN:
        return Strength.NONE
    if after.isalpha() and strength < Strength.CERTAIN:
        return Strength.NONE
    return strength


def _quantity(text: str, start: int, stop: int) -> Strength:
    inner = text[start + 1 : stop - 1].strip()
    if _UNIT.match(text, stop) or text[start - 1 : start] in {"$", "£", "€"}:
        return Strength.LIKELY
    return (
        Strength.FAINT
        if inner in {"X", "XX", "XXX", "N", "n"} and start > 0 and text[start - 1].isspace() and start > 3
        else Strength.NONE
    )


def _angle(text: str) -> Iterator[Hit]:
    for found in _ANGLE.finditer(text):
        inner = found[1]
        name = re.match(r"[A-Za-z][\w-]*", inner)
        if "@" in inner or "://" in inner or inner.startswith(("mailto:", "www.")) or _ATTRIBUTE.search(inner):
            continue
        if (
            name
            and name[0].casefold() in _HTML
            and (name.end() == len(inner) or name[0].islower())
            and not (name.end() < len(inner) and asks(inner) >= Strength.LIKELY)
        ):
            continue
        strength = asks(inner)
        if strength >= Strength.LIKELY:
            yield Hit(*found.span(), strength)
