"""What a field of a letter's data is called where a person picks it out: in the name of a file, in the ledger."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal

from pydantic import BaseModel

from letterforge.errors import UsageError
from letterforge.expressions.paths import Path, parse_path
from letterforge.models.money import Amount
from letterforge.models.month import MonthOfYear


def field_paths(names: Iterable[str]) -> tuple[str, ...]:
    """Fields by their paths, each once.

    Raises:
        UsageError: one is no path.
    """
    found = tuple(dict.fromkeys(names))
    for name in found:
        if not parse_path(name):
            message = f"{name} is no path of a field, such as participant.reference"
            raise UsageError(message)
    return found


def text_of(steps: Path, values: object) -> str:
    """A field as it stands in the data, dates in the form of ISO 8601; empty where there is none, or no plain value.

    >>> text_of(("person", "names", 1), {"person": {"names": ["Ann", "Bo"]}})
    'Bo'
    """
    found = values
    for step in steps:
        if isinstance(found, Mapping) and isinstance(step, str):
            found = found.get(step)
        elif isinstance(found, BaseModel) and step in type(found).model_fields:
            found = getattr(found, str(step))
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return ""
    if isinstance(found, MonthOfYear):
        return found.first_day.strftime("%Y-%m")
    if isinstance(found, (datetime.date, datetime.time)):
        return found.isoformat()
    return str(found) if isinstance(found, (str, int, float, Decimal, Amount)) and not isinstance(found, bool) else ""
