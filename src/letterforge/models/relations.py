"""`must_be`: rules across fields from a closed set, which can be written down without Python and read again."""

from __future__ import annotations

import datetime
import itertools
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from letterforge.models.letter_data import rule
from letterforge.models.month import MonthOfYear


@dataclass(frozen=True, slots=True)
class Relation:
    """What one field must be to another: ``words`` of the rule, other ways to say it, and whether two values are so.

    ``of`` says what it can be asked of: days, times and months; numbers and lengths; or anything.
    """

    words: str
    holds: Callable[[Any, Any], bool]
    of: str
    also: tuple[str, ...] = ()


RELATIONS: Mapping[str, Relation] = {
    one.words: one
    for one in (
        Relation("after", operator.gt, "time", ("later than",)),
        Relation("before", operator.lt, "time", ("earlier than",)),
        Relation("not after", operator.le, "time", ("not later than",)),
        Relation("not before", operator.ge, "time", ("not earlier than",)),
        Relation("more than", operator.gt, "amount", ("longer than", "greater than", "over")),
        Relation("less than", operator.lt, "amount", ("shorter than", "under")),
        Relation("at most", operator.le, "amount", ("not more than", "not longer than", "not over")),
        Relation("at least", operator.ge, "amount", ("not less than", "not shorter than", "not under")),
        Relation("different", operator.ne, "anything", ("different from", "all different", "not the same as")),
    )
}
"""Every relation, by its words."""
_BY_WORDS = {words: name for name, one in RELATIONS.items() for words in (name, *one.also)}
_FILLING = frozenset(("must", "be", "is", "are", "has", "to"))
"""Words that people put in, and that say nothing: ``day must be after date``."""


REQUIRED = "__letterforge_required__"
"""The attribute of a function that `must_be` has made, by which it is known again: what it requires."""


class RuleTextError(ValueError):
    """The words of a rule are none; ``hint`` says how to write one."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message, self.hint = message, hint


def read_rule(text: str) -> tuple[str, str, str | None]:
    """First field, relation and second field of a rule in words.

    >>> read_rule("meeting.date must not be before letter.date")
    ('meeting.date', 'not before', 'letter.date')
    >>> read_rule("team.members.name different")
    ('team.members.name', 'different', None)

    Raises:
        RuleTextError: these are not the words of a rule.
    """
    first, *words = text.split() or [""]
    said = [one.casefold() for one in words if one.casefold() not in _FILLING]
    whole = " ".join(said)
    if RELATIONS["different"].words == _BY_WORDS.get(whole):
        return first, "different", None
    if not said or not first:
        message = "this is no rule between fields"
        raise RuleTextError(message, "Write it as: meeting.date after letter.date")
    relation = _BY_WORDS.get(" ".join(said[:-1]))
    if relation is None:
        close = get_close_matches(" ".join(said[:-1]), _BY_WORDS, n=1)
        meant = f"Did you mean {close[0]}?" if close else "There are: " + ", ".join(RELATIONS) + "."
        message = (
            "what the fields must be to one another is not known" if len(said) > 1 else "a second field is missing"
        )
        raise RuleTextError(message, meant)
    return first, relation, words[-1]


@dataclass(frozen=True, slots=True)
class Required:
    """A rule that `must_be` has made: what it says, and its message."""

    first: str
    relation: str
    second: str | None
    message: str

    def broken(self, first: object, second: object = None) -> str | None:
        """The message where it does not hold."""
        holds = RELATIONS[self.relation].holds
        ones = [*_each(first)]
        pairs = itertools.combinations(ones, 2) if self.second is None else itertools.product(ones, _each(second))
        return None if all(holds(*_comparable(a, b)) for a, b in pairs) else self.message


def must_be(words: str, *, otherwise: str = "") -> staticmethod[..., str | None]:
    """A rule across fields of a `LetterData` class, in words; ``otherwise`` is the message where it is broken.

    The paths are those of `letterforge.rule`: ``*`` goes through a list. Two values are compared as days, months,
    times, numbers or lengths of time; a day and a month by their months. Texts are different where they differ in more
    than capitals and blanks.

    >>> import letterforge
    >>> class Visit(letterforge.LetterData):
    ...     date: letterforge.Date
    ...     day: letterforge.Date
    ...     _day = letterforge.must_be("day after date", otherwise="must be after the letter")
    >>> Visit(date="3 March 2026", day="2 March 2026")
    Traceback (most recent call last):
    pydantic_core._pydantic_core.ValidationError: 1 validation error for Visit
    day
      must be after the letter [type=letterforge_rule]

    Raises:
        ValueError: these are not the words of a rule.
    """
    first, relation, second = read_rule(words)
    required = Required(first, relation, second, otherwise or told(relation, second))

    def broken(*values: object) -> str | None:
        return required.broken(*values)

    setattr(broken, REQUIRED, required)
    return staticmethod(rule(*(one for one in (first, second) if one is not None))(broken))


def told(relation: str, second: str | None) -> str:
    """What is said of a field that breaks a rule without a message."""
    if second is None:
        return "must all be different"
    if relation.startswith("not "):
        return f"must not be {relation.removeprefix('not ')} {second}"
    return f"must be {relation} {second}" if relation != "different" else f"must be different from {second}"


def _each(value: object) -> Iterator[object]:
    """A value, or all that lists hold."""
    if isinstance(value, (list, tuple)):
        for one in value:
            yield from _each(one)
    elif value is not None:
        yield value


def _comparable(one: object, other: object) -> tuple[object, object]:
    """Two values as they are compared: by what both have."""
    values = (one, other)
    if any(isinstance(value, MonthOfYear) for value in values):
        return _month(one), _month(other)
    if {type(value) for value in values} == {datetime.date, datetime.datetime}:
        return _day(one), _day(other)
    return _folded(one), _folded(other)


def _month(value: object) -> object:
    return MonthOfYear.of(value) if isinstance(value, datetime.date) else value


def _day(value: object) -> object:
    return value.date() if isinstance(value, datetime.datetime) else value


def _folded(value: object) -> object:
    return " ".join(value.casefold().split()) if isinstance(value, str) else value
