"""Values of pandas and numpy, without either: made plain, or refused by name where they mean that nothing is there."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import cast

from letterforge.expressions.paths import format_path
from letterforge.findings import Findings, Place
from letterforge.rules.data import NO_VALUE

_PLAIN = frozenset(
    (str, int, float, bool, type(None), Decimal, datetime.date, datetime.datetime, datetime.time, datetime.timedelta)
)
_MISSING = frozenset(("NaTType", "NAType"))
_MESSAGE = "is the missing value of a data frame"
_HINT = "Leave the field out, or give None, where it may be absent."


def made_plain(data: object, findings: Findings) -> object:
    """The data with plain values instead of those of data frames; what is missing in them is added to ``findings``.

    Data without such values come back as they are.
    """
    return _plain(data, findings, ()) if _has_foreign(data) else data


def _has_foreign(data: object) -> bool:
    """Each dictionary and list is looked into once: data may hold themselves, which is told later."""
    rest, seen = [data], set[int]()
    for value in rest:
        kind = type(value)
        if kind in _PLAIN:
            continue
        # No question to the value itself, whose answer may be to raise.
        if kind is dict or kind is list or kind is tuple:
            held = cast("dict[object, object]", value).values() if kind is dict else cast("list[object]", value)
            if not _PLAIN.issuperset(map(type, held)) and id(value) not in seen:  # which asks many at once
                seen.add(id(value))
                rest += held
        elif _is_foreign(value):
            return True
    return False


def _is_foreign(value: object) -> bool:
    """Whether a value is of numpy or pandas: told by what it can do, since neither is imported."""
    kind = type(value)
    return (
        kind.__name__ in _MISSING
        or hasattr(kind, "to_pydatetime")
        or (hasattr(kind, "dtype") and hasattr(kind, "item"))
    )


def _plain(value: object, findings: Findings, path: tuple[str | int, ...]) -> object:
    kind = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, Mapping) and kind is dict:
        return {key: _plain(one, findings, (*path, str(key))) for key, one in value.items()}
    if isinstance(value, (list, tuple)) and kind in (list, tuple):
        return [_plain(one, findings, (*path, index)) for index, one in enumerate(value)]
    if _is_foreign(value):
        found = _scalar(value)
        if found is None:
            findings.add(NO_VALUE.at(Place(path=format_path(path) or None), message=_MESSAGE, hint=_HINT))
        return found
    return value


def _scalar(value: object) -> object:
    """The plain value that one of numpy or pandas means; None where it is missing."""
    kind = type(value)
    if kind.__name__ in _MISSING:
        return None
    if isinstance(value, datetime.datetime):  # a timestamp of pandas, to the microsecond
        return datetime.datetime(
            value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond, value.tzinfo
        )
    if isinstance(value, datetime.timedelta):
        return datetime.timedelta(value.days, value.seconds, value.microseconds)
    found = value
    if hasattr(kind, "item") and hasattr(kind, "dtype"):
        sort = getattr(getattr(value, "dtype", None), "kind", "")
        # A time of numpy's is a number of nanoseconds, unless it is asked for something longer.
        found = value.astype(f"{sort}8[us]").item() if sort in {"m", "M"} else value.item()  # type: ignore[attr-defined]  # its protocol
    return None if isinstance(found, float) and found != found else found  # noqa: PLR0124  (only nan differs from itself)
