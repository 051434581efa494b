"""Made-up data that a model takes, to try a template with: nobody's, and of every kind that its fields have."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from letterforge.models.annotations import shape_of_model
from letterforge.models.data_picture import DataPicture
from letterforge.models.days import Days
from letterforge.models.kinds import Kind
from letterforge.models.money import Amount
from letterforge.models.month import MonthOfYear
from letterforge.models.shapes import Absent, Atom, Field, Leaf, ListOf, MapOf, Nothing, Record, Shape

_PLACES = ("Northmere", "Wyrebridge", "Alder House", "Castle Street", "Tarn Valley", "Mill Lane", "Harbour Hill")
_TEXTS: tuple[object, ...] = (
    "ann.ash@example.org",
    "01632 960118",
    ["Ann Ash", "14 Mill Lane", "Wyrebridge", "WB1 1LD"],
    "https://example.org/",
    "AB1 2CD",
    "GB",
    "en-GB",
    "7",
    "A",
)
"""What a text may be that is not any text."""
_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)
"""A picture of one black dot (PNG)."""
_FIRST_DAY = datetime.date(2026, 3, 2)
_DEEPEST = 8
_WEEK = datetime.timedelta(days=7)


def samples(model: type[BaseModel]) -> Iterator[dict[str, Any]]:
    """Data for a model, in the orders that its rules may ask of days and numbers: the first that it takes will do."""
    for whole in (True, False):
        for step in (1, -1, 0):
            yield _Making(step, whole=whole).record(shape_of_model(model)[0], 0)


@dataclass(slots=True)
class _Making:
    """``step`` says whether later fields have later days and greater numbers; ``whole`` whether optional ones are there."""

    step: int
    whole: bool = field(kw_only=True)
    made: int = 0

    def record(self, atom: Atom, depth: int) -> dict[str, Any]:
        out: dict[str, Any] = {}
        if not isinstance(atom, Record):
            return out
        infos = getattr(atom.model, "model_fields", {})
        computed = getattr(atom.model, "model_computed_fields", {})
        for one in atom.fields.values():
            if one.name in computed or not (one.required or (self.whole and depth < _DEEPEST)):
                continue
            value = self._value(one.shape, depth)
            info = infos.get(one.name)
            if info is not None:
                value = self._fitting(TypeAdapter(info.rebuild_annotation()), value, one)
            out[one.key] = value
        return out

    def _fitting(self, adapter: TypeAdapter[Any], value: object, one: Field) -> object:
        """The value, or another that the field takes; the data are validated as a whole in the end."""
        is_text = any(isinstance(atom, Leaf) and atom.kind is Kind.TEXT for atom in one.shape)
        for candidate in (value, *(_TEXTS if is_text else ())):
            try:
                adapter.validate_python(candidate)
            except (ValidationError, ValueError, TypeError):
                continue
            return candidate
        return value

    def _value(self, shape: Shape, depth: int) -> object:
        atoms = [one for one in shape if not isinstance(one, (Nothing, Absent))]
        if not atoms:
            return None
        match atoms[0]:
            case Leaf(choices=choices) if choices:
                return choices[0]
            case Leaf() as leaf:
                return self._leaf(leaf)
            case ListOf(item, least):
                return [self._value(item, depth + 1) for _ in range(max(2, least))] if depth < _DEEPEST else []
            case MapOf(value):
                return {"one": self._value(value, depth + 1)}
            case Record() as record:
                return self.record(record, depth + 1)
            case _:
                return None

    def _leaf(self, leaf: Leaf) -> object:  # noqa: PLR0911  (one for each kind)
        self.made += 1
        turn = 50 + self.step * self.made
        day = _FIRST_DAY + _WEEK * turn
        match leaf.kind:
            case Kind.TEXT | Kind.RICH:
                return f"{_PLACES[self.made % len(_PLACES)]} {self.made}"
            case Kind.DATE:
                return day
            case Kind.DATETIME:
                return datetime.datetime.combine(day, datetime.time(14, 30))
            case Kind.TIME:
                return datetime.time(8 + turn % 12, 30)
            case Kind.MONTH:
                return MonthOfYear(day.year, day.month)
            case Kind.DURATION:
                return datetime.timedelta(minutes=30 + turn)
            case Kind.MONEY:
                return Amount(Decimal(turn), leaf.currency or "GBP")
            case Kind.DAYS:
                return Days(turn)
            case Kind.INTEGER:
                return turn
            case Kind.DECIMAL | Kind.FLOAT:
                return Decimal(turn) + Decimal("0.50")
            case Kind.PICTURE:
                return DataPicture(_DOT, f"A picture {self.made}")
            case Kind.BOOLEAN:
                return True
