"""`Allow`: a field says that what looks like something to be filled in is meant as it stands."""

from __future__ import annotations

import contextlib
import contextvars
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from letterforge.rules.data import NO_VALUE, NO_WORD, STANDS_IN


@functools.cache
def allowable() -> frozenset[str]:
    """The codes of the rules that a field can allow."""
    from letterforge.scanning.leftovers.search import DETECTORS  # noqa: PLC0415  (few models allow anything)

    return frozenset((NO_VALUE.code, NO_WORD.code, STANDS_IN.code, *(one.rule.code for one in DETECTORS)))


_allowed: contextvars.ContextVar[frozenset[str]] = contextvars.ContextVar("_allowed", default=frozenset())


@dataclass(frozen=True, slots=True, init=False)
class Allow:
    """What the texts of a field may hold though it looks like something to be filled in: the codes of its rules.

    Args:
        rules: codes such as ``promise-word`` or ``bracketed-prompt``; a finding names the one that it is of.

    Raises:
        ValueError: there is no such rule, or it is none that a field can allow.

    >>> from typing import Annotated
    >>> import letterforge
    >>> class Statement(letterforge.LetterData):
    ...     words: Annotated[letterforge.Lines, letterforge.Allow("promise-word")]
    >>> Statement(words="I asked, and XXXX said no.").words
    'I asked, and XXXX said no.'
    """

    rules: frozenset[str]

    def __init__(self, *rules: str) -> None:
        for one in rules:
            if one not in allowable():
                from difflib import get_close_matches  # noqa: PLC0415  (for a mistake)

                close = get_close_matches(one, allowable(), n=1)
                hint = f"did you mean {close[0]}?" if close else "there are: " + ", ".join(sorted(allowable()))
                message = f"no field can allow {one!r}; {hint}"
                raise ValueError(message)
        object.__setattr__(self, "rules", frozenset(rules))

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401  (pydantic's signature)
        """The schema of the field, validated while the rules are allowed."""

        def within(value: object, validate: core_schema.ValidatorFunctionWrapHandler) -> object:
            with self._in_force():
                return validate(value)

        return core_schema.no_info_wrap_validator_function(within, handler(source))

    @contextlib.contextmanager
    def _in_force(self) -> Iterator[None]:
        token = _allowed.set(_allowed.get() | self.rules)
        try:
            yield
        finally:
            _allowed.reset(token)


def allowed_here() -> frozenset[str]:
    """What the field that is being validated allows."""
    return _allowed.get()
