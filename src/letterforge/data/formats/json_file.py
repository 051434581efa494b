"""JSON, with the place of every value, and no key twice."""

from __future__ import annotations

import bisect
import json
import re
from typing import NoReturn

from letterforge.data.data_file import KEY, DataFile, Meter, Places, refused
from letterforge.data.formats.format import Format
from letterforge.filekinds import JSON


def read_json(text: str, file: str | None) -> DataFile:
    """The values of a text in JSON, and their places."""
    repeated: list[str] = []

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            repeated.append("")
        return found

    def no_number(_: str) -> NoReturn:
        raise ValueError

    try:
        # Numbers stay as they are written, like every other value.
        values = json.loads(text, parse_int=str, parse_float=str, parse_constant=no_number, object_pairs_hook=unique)
    except json.JSONDecodeError as fault:
        raise refused(file, (fault.lineno, fault.colno), f"this is not JSON: {fault.msg}") from None
    except (RecursionError, ValueError):
        raise refused(file, None, "this is not JSON, or is nested too deep") from None
    places, twice = _json_places(text, Meter(file))
    if repeated:
        raise refused(file, twice, "this key is given twice", "Leave one of them out.")
    return DataFile(values, file, places)


_JSON = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


def _json_places(text: str, meter: Meter) -> tuple[Places, tuple[int, int] | None]:
    """Where each value of a sound JSON text stands, and where a key is given a second time."""
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    places: Places = {}
    twice: tuple[int, int] | None = None
    steps: list[str | int] = []  # the way to the value that comes next; in an object the last is a key, or its place
    inside: list[str] = []  # the brackets that are open
    key_next = False
    for found in _JSON.finditer(text):
        sign = found.group()
        line = bisect.bisect_right(lines, found.start())
        at = (line, found.start() - lines[line - 1] + 1)
        if key_next and sign[0] == '"':
            steps[-1] = json.loads(sign)
            if (*steps, KEY) in places:
                twice = twice or at
            places[*steps, KEY] = at
            key_next = False
            continue
        if sign in "}]":
            inside.pop()
            steps.pop()
        elif sign == ",":
            key_next = inside[-1] == "{"
            if not key_next:
                steps[-1] = int(steps[-1]) + 1
        elif sign != ":":
            meter.count(len(steps))
            places[tuple(steps)] = at
            if sign in "{[":
                inside.append(sign)
                steps.append("" if sign == "{" else 0)
                key_next = sign == "{"
    return places, twice


JSON_FILE = Format(JSON, read_json, begins=("{", "["))
