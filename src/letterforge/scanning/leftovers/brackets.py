"""Prompts in brackets: [insert date], [[Name]], <Your name>; not citations, links, check boxes, tags or addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterforge.passages import Nature, Passage
from letterforge.patterns import late
from letterforge.scanning.leftovers.detector import NOT_PROSE, Candidate, Strength, Surroundings
from letterforge.scanning.leftovers.lexicon import ARTICLES, ROLES, vocabulary
from letterforge.scanning.leftovers.prompts import asks, is_field_name, is_numbered, is_reference
from letterforge.scanning.leftovers.quotations import quoted

_BRACKET = late(r"[\[\]]")
_DEEPEST = 16
_LONGEST = 400
_ANGLE = late(r"(?<![<\w=./])<(?![</!?=\-),.;])([^<>\n]{2,120})>(?![>\w=])")
# A number that is still to be agreed: "[30] days", "[5]%"; a citation has no unit behind it.
_UNIT = late(
    r"\s?(?:%|per ?cent|(?:business |working |calendar |consecutive )?(?:days?|weeks?|months?|years?|hours?|minutes?|mins?|miles?|km|metres?|meters?|copies|gbp|usd|eur|pounds|dollars|euros))(?!\w)",
    re.IGNORECASE,
)
_HTML = vocabulary(
    "a abbr address area article aside audio b base bdi bdo big blockquote body br button canvas caption center cite code col "
    "colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form frame "
    "frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark menu "
    "meta meter nav noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp script search "
    "section select slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th "
    "thead time title tr track tt u ul var video wbr path g circle rect line text"
)
_ATTRIBUTE = late(r"[\w:.-]+\s*=|/\s*\Z|\sat\s\S+\.\w{2,}\Z")  # or an address, written out


def bracketed_prompts(passage: Passage, around: Surroundings) -> Iterator[Candidate]:
    """Words in square or angle brackets that ask for something."""
    text = passage.text
    if any(span.nature in NOT_PROSE for span in passage.spans):
        return
    if "[" in text:
        links = {span.start for span in passage.spans if span.nature is Nature.LINK}
        yield from _square(passage, links, around)
    if "<" in text:
        yield from _angle(text)


def _square(passage: Passage, links: set[int], around: Surroundings) -> Iterator[Candidate]:
    text, opened = passage.text, list[int]()
    said = quoted(passage, around)
    within: list[Candidate] = []
    for sign in _BRACKET.finditer(text):
        at = sign.start()
        if sign[0] == "[":
            if not opened:
                yield from within
                within.clear()
            opened.append(at)
            del opened[:-_DEEPEST]
        elif opened:
            start = opened.pop()
            if (
                start not in links
                and at - start <= _LONGEST
                and (strength := _in_place(text, start, at + 1, said[start]))
            ):
                wide = _is_doubled(text, start, at + 1)
                one = Candidate(start - wide, at + 1 + wide, strength)
                _add(within, one, says=_SAYS.search(text, start, at) is not None)
    yield from within
    if opened and passage.place.path is None:
        yield from _wrapped(text, opened[-1], around.after[0] if around.after else "")


def _wrapped(text: str, start: int, following: str) -> Iterator[Candidate]:
    """A prompt that goes on in the next line of a text file; its first half is where it stands."""
    end = following.find("]", 0, _LONGEST)
    if end >= 0 and "[" not in following[:end] and following[end + 1 : end + 2] != "(":
        strength = asks(f"{text[start + 1 :]} {following[:end]}")
        if strength >= Strength.LIKELY:
            yield Candidate(start, len(text), strength)


def _add(within: list[Candidate], outer: Candidate, *, says: bool) -> None:
    """One more candidate; it takes the place of those that it holds, unless it is a clause (with a verb, and asking less)."""
    if not within or within[-1].start < outer.start:
        within.append(outer)
    elif outer.stop - outer.start <= _CLAUSE and (
        not says or outer.strength > Strength.FAINT or max(one.strength for one in within) <= Strength.FAINT
    ):
        strength = outer.strength
        while within and within[-1].start > outer.start:
            strength = max(strength, within.pop().strength)
        within.append(outer._replace(strength=strength))


def _in_place(text: str, start: int, stop: int, said: int) -> Strength:
    """What the brackets ask for, where they stand: in what somebody said, an editor may have written them."""
    inner = text[start + 1 : stop - 1]
    if not inner.strip():
        return _empty(text, start, stop)
    if _is_doubled(text, start, stop):
        return _doubled(inner)
    if inner.startswith("["):
        return Strength.NONE
    if _QUANTITY.fullmatch(inner):
        return _quantity(text, start, stop)
    before, after = text[max(0, start - _NEAR) : start], text[stop : stop + _NEAR]
    if _is_editors(inner, before, after):
        return Strength.NONE
    strength = _weighed(inner, before, after)
    if strength is Strength.CERTAIN or not inner[:1].islower() or _EITHER.fullmatch(inner):
        return strength
    return Strength.NONE if said or _SAID.search(before) else strength


def _is_doubled(text: str, start: int, stop: int) -> bool:
    return text.startswith("[[", start - 1) and text.startswith("]]", stop - 1)


def _doubled(inner: str) -> Strength:
    """A wiki's link, or a term that a contract defines: only what says "insert" or "your", or is no such name, is a prompt."""
    if _PLAINLY.match(inner) or is_field_name(inner):
        return asks(inner)
    if asks(inner) is not Strength.CERTAIN or not (inner.isupper() or inner.islower()):
        return Strength.NONE
    return Strength.CERTAIN if inner.isupper() else Strength.LIKELY


def _weighed(inner: str, before: str, after: str) -> Strength:
    """How sure the words are, and what their place makes of it."""
    strength = asks(inner)
    behind_label, ends = _LABELLED.search(before) is not None, _ENDS.match(after) is not None
    alone = behind_label and ends
    if ends and strength <= Strength.FAINT and (behind_label or not before.strip()):
        if _INITIALS.fullmatch(inner) and asks(inner.lower()) and behind_label:
            # "Passenger name record (PNR): [PNR]" asks; "Format: [PDF]" does in a file of prompts.
            return Strength.LIKELY if re.search(rf"(?<!\w){inner}(?!\w)", before) else Strength.FAINT
        if is_numbered(inner):
            return Strength.LIKELY
    if not strength and alone and is_reference(inner):
        return Strength.FAINT  # "- [Item 1]" is a line of a list to fill; "see [item 1]" points at one
    if strength is Strength.CERTAIN and _ROLE.split(inner, 1)[0].casefold() in ROLES and _PERSON.search(before):
        return Strength.FAINT  # what somebody is: "Ann Ash [Chair]"
    if strength is Strength.CERTAIN or not strength:
        return strength
    if before[-1:].isalnum() or after[:1].isalpha() or (strength is Strength.FAINT and _explains(inner, before, after)):
        return Strength.NONE
    return Strength.LIKELY if strength is Strength.FAINT and (alone or _UNIT.match(after)) else strength


def _explains(inner: str, before: str, after: str) -> bool:
    """Whether it says who "she [Ann]" is, what "5 miles [8 km]" are, or who speaks, "[Speaker 2]: Good morning."."""
    if not before.strip() and _SPEAKS.match(after):
        return True
    named = inner[0].isupper() or inner.partition(" ")[0].casefold() in ARTICLES
    return (named and _PRONOUN.search(before) is not None) or (
        inner[0].isdigit() and _FIGURE.search(before) is not None
    )


def _is_editors(inner: str, before: str, after: str) -> bool:
    """How programs begin a line of what they do, "[*] ready"; and what letters stand for, "the NHS [National ...]"."""
    if inner == "*" and not before.strip() and after[:1] == " ":
        return True
    if _INITIALS.fullmatch(inner) and before[-1:] == " " and before[-2:-1].isalnum():
        # What stands before it in full: European Convention on Human Rights.
        return "".join(_CAPITALS.findall(before)).endswith(inner)
    short = _ABBREVIATION.search(before)
    return short is not None and short[1] == "".join(word[0] for word in inner.split() if word[0].isupper())


def _empty(text: str, start: int, stop: int) -> Strength:
    """A bracket with nothing in it is a box to tick, unless a value has to stand there: "a fee of [ ]%"."""
    if _UNIT.match(text, stop) or text[start - 1 : start] in _MONEY:
        return Strength.LIKELY
    boxes = len(_BOX.findall(text, max(0, start - _NEAR), stop + _NEAR))
    return Strength.LIKELY if boxes == 1 and _WANTING.search(text[max(0, start - _NEAR) : start]) else Strength.NONE


def _quantity(text: str, start: int, stop: int) -> Strength:
    """A number or X in brackets is a citation or a tick, unless something is counted."""
    if _SPELT.search(text, max(0, start - _NEAR), start):
        return Strength.NONE  # "ten [10] days"
    if _UNIT.match(text, stop) or text[start - 1 : start] in _MONEY:
        return Strength.LIKELY
    inner = text[start + 1 : stop - 1].strip().upper()
    if inner in {"XX", "XXX", "%"}:
        return Strength.LIKELY
    # "Likelihood: [1-5]" offers a scale; "Sources: [1-5]" cites, so the rest of the file has to hold prompts.
    scale = _SCALE.fullmatch(inner) and _LABELLED.search(text[max(0, start - _NEAR) : start])
    return Strength.FAINT if scale and _ENDS.match(text[stop : stop + _NEAR]) else Strength.NONE


_NEAR, _CLAUSE = 60, 160
_MONEY = frozenset("$£€¥₹₽₩₺₴₦₪฿")
_QUANTITY = late(r"\s*(?:\d[\d.,]*+(?:\s*[/\u2013\-]\s*\d[\d.,]*+)*+%?|[XxYyZzNn]{1,3}%?|%)\s*")
_SAYS = late(r"\b(?:is|are|was|were|has|have|had|will|would|shall|should|may|must)\b")
_SCALE = late(r"[01]\s?[/\u2013\-]\s?\d{1,3}")
_BOX = late(r"\[\s*[xX]?\s*\]")
_WANTING = late(
    r"\b(?:[Dd]ear|of|in|within|dated|on|at|by|for|to|from|the|is|a|an|than|and|until|about|least|every)\s+\Z"
)
# "[his/her]": a form leaves it open; an editor who writes into what somebody said knows which.
_EITHER = late(
    r"(?:s?he|they|him|hers?|them|his|theirs?|(?:him|her|them)sel(?:f|ves)|is|are|was|were|has|have|mr|mrs|miss|ms|mx|son|daughter|child)"
    r"(?:\s*/\s*(?:s?he|they|him|hers?|them|his|theirs?|(?:him|her|them)sel(?:f|ves)|is|are|was|were|has|have|mr|mrs|miss|ms|mx|son|daughter|child))+",
    re.IGNORECASE,
)
# What follows is what somebody said, in other words: "he said that [the parent] agreed".
_SAID = late(
    r"\b(?:said|says|stated|states|reported|told|wrote|writes|held that|argued|explained|added|confirmed|replied)\b[^.:\n]{0,40}\Z"
)
_SPEAKS = late(r":\s+\w")
_CAPITALS = late(r"\b[A-Z](?=\w)")
_PRONOUN = late(r"\b(?:he|she|they|him|her|them|it|his|their|who|this|these|we|us|you)\s\Z", re.IGNORECASE)
_FIGURE = late(r"\d[\w ]{0,12}\s\Z")
_ROLE = late(r" (?:of|for) ")
_PERSON = late(r"\b(?!Dear\b)[A-Z][\w'\u2019.-]*+ (?:[a-z]{1,3} )?[A-Z][\w'\u2019.-]*+ \Z")
_SPELT = late(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety)\s\Z",
    re.IGNORECASE,
)
_INITIALS = late(r"[A-Z]{2,8}")
_ABBREVIATION = late(r"(?<!\w)([A-Z]{2,8})\s\Z")
_LABELLED = late(r"(?:[:|]|(?:\A|\n)\s*(?:[-*+\u2022]|\d{1,3}[.)]))[*_\s]*\Z")
_ENDS = late(r"[*_\s.;,\\]*(?:\Z|\n|\|)")
_PLAINLY = late(r"\s*(?:insert|enter|add|your|name of|specify|type|fill|complete|describe)\b", re.IGNORECASE)


def _angle(text: str) -> Iterator[Candidate]:
    for found in _ANGLE.finditer(text):
        inner = found[1]
        name = re.match(r"[A-Za-z][\w-]*", inner)
        if "@" in inner or "://" in inner or inner.startswith(("mailto:", "www.")) or _ATTRIBUTE.search(inner):
            continue
        if name and name[0].casefold() in _HTML and _is_tag(text, inner, name.end()):
            continue
        strength = asks(inner)
        if strength >= Strength.LIKELY:
            yield Candidate(*found.span(), strength)


def _is_tag(text: str, inner: str, end: int) -> bool:
    """Whether it is one of HTML's own: it is closed somewhere, or written small, with nothing that asks behind it."""
    if end == len(inner):
        return inner.islower() or "</" in text
    return inner[0].islower() and asks(inner) < Strength.LIKELY
