"""The data of a letter as the file that a PDF/A-3 carries: JSON, as a program reads it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any


def attached(values: Mapping[str, Any]) -> str:
    """The data as the letter was filled with them; dates as ISO 8601 has them, exact numbers as texts."""
    return json.dumps(dict(values), ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=str)
    return str(value)
