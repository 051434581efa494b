"""Filters of your own: functions with types, which templates use as they use ours.

>>> from letterforge import Line
>>> def shouted(value: Line) -> Line:
...     return value.upper() + "!"
>>> _ = register(shouted)

A package offers them by entry points in the group ``letterforge.filters``; then they are there in every process.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from letterforge.errors import UsageError
from letterforge.expressions.filters import registered
from letterforge.expressions.filters.known import FILTERS

__all__ = ["register"]

F = TypeVar("F", bound=Callable[..., Any])


def register(function: F, *, name: str | None = None) -> F:
    """Make a function a filter, under its own name or another; it can stand above the function as a decorator.

    Its first parameter takes the value, the others are arguments. All of them, and what it gives, have types: the check
    goes by them. It must give the same for the same value, and know nothing else.

    Raises:
        UsageError: it has no types, or types that no template has; or a filter of this name is there already.
    """
    said = name or function.__name__
    if said in list(FILTERS):
        message = f"letterforge has a filter {said!r} of its own; give yours another name"
        raise UsageError(message)
    try:
        registered.register(said, function)
    except registered.NoFilterError as fault:
        raise UsageError(str(fault)) from None
    return function
