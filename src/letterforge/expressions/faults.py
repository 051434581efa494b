"""What goes wrong with an expression: it is none, or it does not work out with some data; and what it works on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

Scope: TypeAlias = Mapping[str, object]
"""The plain data that names stand for."""
Evaluate: TypeAlias = Callable[[Scope], object]
"""A closure that works an expression out: plain data of any kind."""


class ExpressionError(Exception):
    """An expression that letterforge does not evaluate. ``hint`` says what to write instead."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint


class EvaluationError(Exception):
    """An expression that does not work out with these data; the text never shows a value."""
