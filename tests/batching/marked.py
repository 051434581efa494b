"""Data of which each value has a marker of its row and field, where these stand in bytes, and rows that are poison."""

from __future__ import annotations

import os
import re
import signal
import time
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel

from letterforge import LetterData, Line

TEMPLATE = b"""---
lang: en-GB
title: To {{ name }}
---
Dear {{ name }},

we write about {{ case }}{% if note %}, and {{ note }}{% endif %}.

{% for reason in reasons %}
- {{ reason }}
{% endfor %}

| Who | Where |
|---|---|
{% for one in team %}
| {{ one.name }} | {{ one.place }} |
{% endfor %}

Yours, {% for one in team %}{{ one.name }}; {% endfor %}
"""
FIELDS = frozenset(("name", "case", "note", "reason0", "reason1", "who0", "place0", "who1", "place1"))
POISON = ("killer", "raiser", "refuser", "sleeper")
_MARKER = re.compile(rb"Mk([0-9a-f]{6})((?:[a-z]+)[0-9]?)Q")


def _act(name: str) -> str:
    if name.endswith("killer"):
        os.kill(os.getpid(), signal.SIGKILL)
    if name.endswith("raiser"):
        message = f"cannot stand {name}"
        raise RuntimeError(message)
    if name.endswith("refuser"):
        message = f"does not like {name}"
        raise ValueError(message)
    if name.endswith("sleeper"):
        time.sleep(1000)
    return name


class Member(BaseModel):
    """One of a team."""

    name: Line
    place: Line


class Marked(LetterData):
    """Texts, lists of texts, lists of records."""

    name: Annotated[Line, AfterValidator(_act)]
    case: Line
    note: Line | None = None
    reasons: list[Line]
    team: list[Member]


def row(number: int, poison: str = "") -> dict[str, Any]:
    """The data of a row, with a marker of its own in each field."""

    def marked(field: str) -> str:
        return f"Mk{number:06x}{field}Q"

    return {
        "name": f"{marked('name')} {poison or 'Ash'}",
        "case": marked("case"),
        "note": marked("note"),
        "reasons": [marked("reason0"), marked("reason1")],
        "team": [{"name": marked(f"who{one}"), "place": marked(f"place{one}")} for one in range(2)],
    }


def rows(count: int, poison: dict[int, str]) -> Iterator[dict[str, Any]]:
    """So many rows, counted from 1, of which some are poison."""
    return (row(number, poison.get(number, "")) for number in range(1, count + 1))


def markers(content: bytes) -> set[tuple[int, str]]:
    """The rows and fields whose markers stand in bytes, in UTF-8 or UTF-16."""
    return {
        (int(number, 16), field.decode())
        for form in (content, content.replace(b"\0", b""))
        for number, field in _MARKER.findall(form)
    }


def in_file(file: Path) -> set[tuple[int, str]]:
    """Those in a file: its name, its bytes, and those of what is packed into it."""
    found = markers(os.fsencode(file.name)) | markers(file.read_bytes())
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            for member in archive.namelist():
                found |= markers(member.encode()) | markers(archive.read(member))
    return found


def strange(letters: Iterable[Path]) -> list[int]:
    """The rows whose letters, called after their numbers, lack a marker of their own or have one of another."""
    return [
        number
        for one in letters
        if in_file(one) != {(number := int(one.name.partition(".")[0]), field) for field in FIELDS}
    ]
