"""All rules over all passages of a file: one leftover for each place, and what is faint only beside what is certain."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import accumulate, islice
from typing import NamedTuple

from letterforge.errors import UnreadableFileError
from letterforge.passages import Nature, Passage
from letterforge.patterns import late
from letterforge.rules.data import BLANK, TEMPLATE_MARK
from letterforge.rules.scanning import (
    BRACKETED_PROMPT,
    CONTENT_CONTROL,
    DATE_MASK,
    ERROR_RESULT,
    FORM_FIELD,
    MERGE_FIELD,
    NAMELESS_GREETING,
    PROMISE_WORD,
)
from letterforge.scanning.allowed import Allowance
from letterforge.scanning.leftovers.abbreviations import explained
from letterforge.scanning.leftovers.blanks import blanks
from letterforge.scanning.leftovers.brackets import bracketed_prompts
from letterforge.scanning.leftovers.broken_marks import broken_marks
from letterforge.scanning.leftovers.control_prompts import control_prompts
from letterforge.scanning.leftovers.date_masks import date_masks
from letterforge.scanning.leftovers.detector import (
    CODE,
    Candidate,
    Certainty,
    Detector,
    Leftover,
    Strength,
    Surroundings,
)
from letterforge.scanning.leftovers.error_results import error_results
from letterforge.scanning.leftovers.form_fields import fields
from letterforge.scanning.leftovers.greetings import nameless_greetings
from letterforge.scanning.leftovers.marks import template_marks, whole_marks
from letterforge.scanning.leftovers.named_marks import merge_marks, named_marks
from letterforge.scanning.leftovers.parentheses import prompts_without_brackets
from letterforge.scanning.leftovers.promise_words import promise_words, promises_in_code

DETECTORS: tuple[Detector, ...] = (
    Detector(CONTENT_CONTROL, fields(Nature.CONTROL), CODE),
    Detector(MERGE_FIELD, fields(Nature.MERGE), CODE),
    Detector(FORM_FIELD, fields(Nature.FORM), CODE),
    Detector(CONTENT_CONTROL, control_prompts),
    Detector(ERROR_RESULT, error_results),
    Detector(TEMPLATE_MARK, broken_marks, CODE),
    Detector(TEMPLATE_MARK, whole_marks, CODE),
    Detector(TEMPLATE_MARK, merge_marks, CODE),
    Detector(TEMPLATE_MARK, template_marks),
    Detector(TEMPLATE_MARK, named_marks),
    Detector(BRACKETED_PROMPT, bracketed_prompts),
    Detector(BRACKETED_PROMPT, prompts_without_brackets),
    Detector(DATE_MASK, date_masks),
    Detector(PROMISE_WORD, promise_words),
    Detector(PROMISE_WORD, promises_in_code, frozenset()),
    Detector(BLANK, blanks),
    Detector(NAMELESS_GREETING, nameless_greetings),
)
"""The more specific first: where two claim one place, the first has it."""

LIMIT = 10_000
_CONTEXT = 40
_EVIDENCE = 2
_BRACKETS = 50_000
_TELLING = frozenset((BRACKETED_PROMPT.code, TEMPLATE_MARK.code, DATE_MASK.code))
_AROUND = 6


class Found(NamedTuple):
    """A candidate with the passage it stands in, and the code of its rule."""

    number: int
    passage: Passage
    rule: str
    candidate: Candidate


def leftovers(passages: Iterable[Passage], meant: Collection[Allowance] = ()) -> tuple[Leftover, ...]:
    """What waits to be filled in these passages, which are one file's in the order of reading; at most 10,000.

    What is ``meant`` is left out, that of a field as well: nobody can see in a file what came from one.

    Raises:
        UnreadableFileError: the file is full of brackets, and no letter.
    """
    lines: dict[int, list[int]] = {}
    return tuple(_leftover(one, lines) for one in search(passages) if not _is_meant(one, meant))


def _is_meant(one: Found, meant: Collection[Allowance]) -> bool:
    start, stop, _ = one.candidate
    return any(said.covers(one.rule, one.passage.text, start, stop) for said in meant)


def search(passages: Iterable[Passage]) -> list[Found]:
    """As `leftovers`, with the offsets."""
    passages = list(passages)
    candidates = list(islice(_all(passages), 2 * LIMIT))
    names = explained(passage.text for passage in passages)
    # Brackets that could be anything are prompts in a file that is plainly a form.
    sure = sum(one.rule in _TELLING and one.candidate.strength is Strength.CERTAIN for one in candidates) >= _EVIDENCE
    marked = any(
        one.rule in {TEMPLATE_MARK.code, MERGE_FIELD.code} and one.candidate.strength is Strength.CERTAIN
        for one in candidates
    )
    kept = []
    for one in candidates:
        start, stop, strength = one.candidate
        if names and one.rule == PROMISE_WORD.code and one.passage.text[start:stop] in names:
            continue
        faint = strength is Strength.FAINT
        if not faint or (marked if one.rule == TEMPLATE_MARK.code else sure):
            kept.append(one)
    return kept[:LIMIT]


def _all(passages: list[Passage]) -> Iterator[Found]:
    texts = tuple(passage.text for passage in passages)
    brackets = sum(text.count("[") + text.count("{") - 2 * text.count("{{") for text in texts)
    if brackets > _BRACKETS:
        message = "the file holds more brackets than any letter needs"
        raise UnreadableFileError(message)
    for number, passage in enumerate(passages):
        around = Surroundings(texts[max(0, number - _AROUND) : number], texts[number + 1 : number + 1 + _AROUND])
        yield from (Found(number, passage, rule, one) for rule, one in _apart(passage, around))


def _apart(passage: Passage, around: Surroundings) -> list[tuple[str, Candidate]]:
    """The candidates of all rules in one passage, none over another: the more specific rule first, then the longer."""
    taken = bytearray(len(passage.text) + 1)
    silent, replies = _silent(passage), _replies(passage)
    claims = [
        (one.strength is Strength.FAINT, order, -one.strength, one.start - one.stop, one)
        for order, detector in enumerate(DETECTORS)
        for one in islice(detector.candidates(passage, around), 2 * LIMIT)
        if not any(silent[nature].find(1, one.start, one.stop) >= 0 for nature in detector.silent_in & silent.keys())
    ]
    kept: list[tuple[str, Candidate]] = []
    for _, order, _, _, one in sorted(claims):
        if taken.find(1, one.start, one.stop) < 0 and not _is_replied(replies, one):
            taken[one.start : one.stop] = b"\1" * (one.stop - one.start)
            kept.append((DETECTORS[order].rule.code, one))
    return sorted(kept, key=lambda one: one[1].start)


def _silent(passage: Passage) -> dict[Nature, bytearray]:
    """For each sign of the passage whether it is code of one kind or the other, as 1 or 0; for those kinds that it holds."""
    silent: dict[Nature, bytearray] = {}
    for nature, start, stop in passage.spans:
        if nature is Nature.CODE or nature is Nature.PREFORMATTED:
            one = silent.setdefault(nature, bytearray(len(passage.text) + 1))
            one[start:stop] = b"\1" * (stop - start)
    return silent


def _replies(passage: Passage) -> tuple[list[int], list[int]]:
    """Where the stretches begin that the recipient is to fill in; and how far those reach that begin there or before."""
    replies = sorted((start, stop) for nature, start, stop in passage.spans if nature is Nature.REPLY)
    return [start for start, _ in replies], list(accumulate((stop for _, stop in replies), max))


def _is_replied(replies: tuple[list[int], list[int]], one: Candidate) -> bool:
    """Whether it stands in what the recipient is to fill in."""
    starts, reaches = replies
    before = bisect_right(starts, one.start)
    return before > 0 and one.stop <= reaches[before - 1]


def _leftover(one: Found, lines: dict[int, list[int]]) -> Leftover:
    text, (start, stop, strength) = one.passage.text, one.candidate
    certainty = Certainty.CERTAIN if strength is Strength.CERTAIN else Certainty.LIKELY
    context = text[max(0, start - _CONTEXT) : stop + _CONTEXT]
    place = one.passage.place
    if "\n" in text and place.line is None and _PAGE.fullmatch(place.path or ""):
        # A page of a PDF is one passage; a person looks for the line.
        if one.number not in lines:
            lines[one.number] = [end.start() for end in re.finditer("\n", text)]
        place = replace(place, path=f"{place.path}, line {bisect_left(lines[one.number], start) + 1}")
    return Leftover(one.rule, certainty, place, text[start:stop], context)


_PAGE = late(r"page \d+")
