"""The error of a value that a field type does not take."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

PREFIX = "letterforge_"
"""Begins the type of every error that is raised here: such messages hold no value and may be shown."""


def refused(name: str, message: str) -> PydanticCustomError:
    """The error of a validator of ours; the message must not hold a value."""
    return PydanticCustomError(PREFIX + name, message)


def refuse_number(value: object, name: str, message: str) -> None:
    """Refuse what pydantic would take for seconds: nobody can tell what 120 was meant to be."""
    if isinstance(value, (int, float, bytes)):
        raise refused(name, message)
