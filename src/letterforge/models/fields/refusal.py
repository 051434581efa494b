"""The error of a value that a field type does not take."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

from letterforge.findings import Rule
from letterforge.rules import RULES

PREFIX = "letterforge_"
"""Begins the type of every error that is raised here: such messages hold no value and may be shown."""


def refused(rule: Rule, message: str) -> PydanticCustomError:
    """The error of a validator of ours, which `rule_of` knows again; the message must not hold a value."""
    return PydanticCustomError(PREFIX + rule.code.replace("-", "_"), message)


def rule_of(kind: str) -> Rule | None:
    """The rule behind the type of a pydantic error, where `refused` has made it."""
    return RULES[kind.removeprefix(PREFIX).replace("_", "-")] if kind.startswith(PREFIX) else None


def refuse_number(value: object, rule: Rule, message: str) -> None:
    """Refuse what pydantic would take for seconds: nobody can tell what 120 was meant to be."""
    if isinstance(value, (int, float, bytes)):
        raise refused(rule, message)
