"""All rules over all passages of a file: one leftover for each place, and what is faint only beside what is certain."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from letterforge.errors import UnreadableFileError
from letterforge.passages import Nature, Passage
from letterforge.scanning.leftovers.blanks import blanks
from letterforge.scanning.leftovers.brackets import bracketed_prompts
from letterforge.scanning.leftovers.date_masks import date_masks
from letterforge.scanning.leftovers.form_fields import fields
from letterforge.scanning.leftovers.hit import Around, Certainty, Hit, Leftover, Rule, Strength
from letterforge.scanning.leftovers.marks import template_marks
from letterforge.scanning.leftovers.promise_words import promise_words

RULES: tuple[Rule, ...] = (
    Rule("content-control", fields(Nature.CONTROL)),
    Rule("merge-field", fields(Nature.MERGE)),
    Rule("form-field", fields(Nature.FORM)),
    Rule("template-mark", template_marks),
    Rule("bracketed-prompt", bracketed_prompts),
    Rule("date-mask", date_masks),
    Rule("promise-word", promise_words),
    Rule("blank", blanks),
)
"""The more specific first: where two claim one place, the first has it."""

LIMIT = 10_000
_CONTEXT = 40
_EVIDENCE = 2
_BRACKETS = 50_000
_TELLING = frozenset({"bracketed-prompt", "template-mark", "date-mask"})
_AROUND = 6


class Found(NamedTuple):
    """A hit with the passage and rule it belongs to."""

    number: int
    passage: Passage
    rule: str
    hit: Hit


def leftovers(passages: Iterable[Passage]) -> tuple[Leftover, ...]:
    """What waits to be filled in these passages, which are one file's in the order of reading; at most 10,000.

    Raises:
        UnreadableFileError: the file is full of brackets, and no letter.
    """
    lines: dict[int, list[int]] = {}
    return tuple(_leftover(one, lines) for one in found(passages))


def found(passages: Iterable[Passage]) -> list[Found]:
    """As `leftovers`, with the offsets."""
    hits = list(islice(_all(list(passages)), 2 * LIMIT))
    # Brackets that could be anything are prompts in a file that is plainly a form.
    sure = sum(one.rule in _TELLING and one.hit.strength is Strength.CERTAIN for one in hits) >= _EVIDENCE
    marked = any(one.rule in {"template-mark", "merge-field"} and one.hit.strength is Strength.CERTAIN for one in hits)
    kept = []
    for one in hits:
        faint = one.hit.strength is Strength.FAINT
        if not faint or (marked if one.rule == "template-mark" else sure):
            kept.append(one)
    return kept[:LIMIT]


def _all(passages: list[Passage]) -> Iterator[Found]:
    texts = tuple(passage.text for passage in passages)
    brackets = sum(text.count("[") + text.count("{") - 2 * text.count("{{") for text in texts)
    if brackets > _BRACKETS:
        message = "the file holds more brackets than any letter needs"
        raise UnreadableFileError(message)
    for number, passage in enumerate(passages):
        around = Around(texts[max(0, number - _AROUND) : number], texts[number + 1 : number + 1 + _AROUND])
        yield from (Found(number, passage, rule, hit) for rule, hit in _apart(passage, around))


def _apart(passage: Passage, around: Around) -> list[tuple[str, Hit]]:
    """The hits of all rules in one passage, none over another: the more specific rule first, then the longer hit."""
    taken = bytearray(len(passage.text) + 1)
    for span in passage.spans:
        if span.nature is Nature.CODE:
            taken[span.start : span.stop] = b"\1" * (span.stop - span.start)
    claims = [
        (hit.strength is Strength.FAINT, order, -hit.strength, hit.start - hit.stop, hit)
        for order, rule in enumerate(RULES)
        for hit in islice(rule.hits(passage, around), 2 * LIMIT)
    ]
    kept: list[tuple[str, Hit]] = []
    for _, order, _, _, hit in sorted(claims):
        if taken.find(1, hit.start, hit.stop) < 0:
            taken[hit.start : hit.stop] = b"\1" * (hit.stop - hit.start)
            kept.append((RULES[order].name, hit))
    return sorted(kept, key=lambda one: one[1].start)


def _leftover(one: Found, lines: dict[int, list[int]]) -> Leftover:
    text, (start, stop, strength) = one.passage.text, one.hit
    certainty = Certainty.CERTAIN if strength is Strength.CERTAIN else Certainty.LIKELY
    context = text[max(0, start - _CONTEXT) : stop + _CONTEXT]
    place = one.passage.place
    if "\n" in text and place.line is None and _PAGE.fullmatch(place.path or ""):
        # A page of a PDF is one passage; a person looks for the line.
        if one.number not in lines:
            lines[one.number] = [end.start() for end in re.finditer("\n", text)]
        place = replace(place, path=f"{place.path}, line {bisect_left(lines[one.number], start) + 1}")
    return Leftover(one.rule, certainty, place, text[start:stop], context)


_PAGE = re.compile(r"page \d+")
