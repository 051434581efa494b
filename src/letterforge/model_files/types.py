"""The types that fields of a model file have: one record each, with its names, and what it is in Python and JSON Schema."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from pydantic import NaiveDatetime

from letterforge.models.fields.contact import Email, Telephone
from letterforge.models.fields.dates import Date, Month
from letterforge.models.fields.money import Money
from letterforge.models.fields.pictures import PictureFile
from letterforge.models.fields.postal import PostalAddress
from letterforge.models.fields.text import Line, Lines
from letterforge.models.fields.times import Duration, Time

CHOICE = "choice"
MARK = "x-letterforge-type"
"""The key of JSON Schema that says which type of ours a text is."""


@dataclass(frozen=True, slots=True)
class FieldType:
    """One type: ``name`` as model files write it, ``also`` other names for it, ``python`` as a class writes it.

    ``compared`` says with which others it can be compared: those of the same word. ``schema`` is what JSON Schema says of
    it, but for the mark. ``annotation`` is None for a choice, which is made of what may be chosen.
    """

    name: str
    python: str
    annotation: Any
    compared: str
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})
    also: tuple[str, ...] = ()
    is_text: bool = False
    """Whether its field can allow what looks like something to be filled in."""


_TEXT: Mapping[str, Any] = {"type": "string", "pattern": r"\S"}
TYPES: Mapping[str, FieldType] = {
    one.name: one
    for one in (
        FieldType("line", "letterforge.Line", Line, "text", {**_TEXT, "maxLength": 1_000}, is_text=True),
        FieldType("lines", "letterforge.Lines", Lines, "text", {**_TEXT, "maxLength": 10_000}, is_text=True),
        FieldType("e-mail", "letterforge.Email", Email, "text", {**_TEXT, "format": "email"}, ("e-mail address",)),
        FieldType("telephone", "letterforge.Telephone", Telephone, "text", _TEXT, ("phone", "telephone number")),
        FieldType("postal address", "letterforge.PostalAddress", PostalAddress, "text", {"type": ["string", "array"]}),
        FieldType("date", "letterforge.Date", Date, "day"),
        FieldType("time", "letterforge.Time", Time, "clock", also=("time of day",)),
        FieldType("month", "letterforge.Month", Month, "day"),
        FieldType("duration", "letterforge.Duration", Duration, "length", also=("length of time",)),
        FieldType("date and time", "pydantic.NaiveDatetime", NaiveDatetime, "day", also=("datetime",)),
        FieldType(
            "picture",
            "letterforge.PictureFile",
            PictureFile,
            "picture",
            {"type": ["string", "object"]},
            ("signature", "image"),
        ),
        FieldType("whole number", "int", int, "number", {"type": "integer"}, ("integer",)),
        FieldType(
            "number", "decimal.Decimal", Decimal, "number", {"type": ["number", "string"]}, ("decimal", "amount")
        ),
        FieldType(
            "money", "letterforge.Money", Money, "money", {"type": ["string", "number"]}, ("pounds", "money in pounds")
        ),
        FieldType("yes or no", "bool", bool, "choice", {"type": "boolean"}, ("yes/no", "boolean")),
        FieldType(CHOICE, "typing.Literal", None, "text"),
    )
}
"""Every type, by its name."""
ORDERED = {"time": frozenset(("day", "clock")), "amount": frozenset(("number", "length", "money"))}
"""Which types a relation of `letterforge.models.relations` can be asked of."""
_MEANT = {
    "text": "line, for one line of text, or lines, for several",
    "string": "line, for one line of text, or lines, for several",
    "str": "line, for one line of text, or lines, for several",
    "name": "line",
    "paragraph": "lines",
    "currency": "money",
    "sum": "number",
    "percentage": "number",
    "general": "line, for one line of text",
    "day": "date",
    "year": "whole number",
    "tickbox": "yes or no",
    "checkbox": "yes or no",
    "dropdown": "choices: [one, another] in the place of the type",
    "list": "list: and what its items are, below it",
    "group": "fields: and the fields that belong together, below it",
}
"""What people write who know forms and spreadsheets, and what to write here."""


@functools.cache
def _by_name() -> Mapping[str, str]:
    return {
        _folded(name): one.name
        for one in TYPES.values()
        for name in (one.name, *one.also, one.python.rpartition(".")[2])
    }


def _folded(name: str) -> str:
    """A name without what people write in more than one way: capitals, blanks, hyphens."""
    return re.sub(r"[^\w/]|_", "", name.casefold())


def named(name: str) -> str | None:
    """The type that a name means, however it is spelt.

    >>> named("Postal Address"), named("PostalAddress"), named("e-mail"), named("email"), named("dat")
    ('postal address', 'postal address', 'e-mail', 'e-mail', None)
    """
    return _by_name().get(_folded(name))


def meant(name: str) -> str:
    """The hint under a type that there is not.

    >>> meant("dat"), meant("text")
    ('Did you mean date?', 'Write line, for one line of text, or lines, for several.')
    """
    folded = _folded(name)
    if folded in _MEANT:
        return f"Write {_MEANT[folded]}."
    close = get_close_matches(folded, _by_name(), n=1)
    return f"Did you mean {_by_name()[close[0]]}?" if close else "The types are: " + ", ".join(TYPES) + "."
