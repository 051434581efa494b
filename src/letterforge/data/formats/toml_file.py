"""TOML, with the places of the keys that begin a line."""

from __future__ import annotations

import datetime
import re
import tomllib

from letterforge.data.data_file import KEY, DataFile, Places, Steps, refused
from letterforge.data.formats.format import Format
from letterforge.filekinds import TOML


def read_toml(text: str, file: str | None) -> DataFile:
    """The values of a text in TOML, and their places."""
    try:
        values = _as_written(tomllib.loads(text, parse_float=str))
    except tomllib.TOMLDecodeError as fault:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(fault))
        at = (int(found[1]), int(found[2])) if found else None
        raise refused(file, at, "this is not TOML, or has a key twice") from None
    except (RecursionError, ValueError):
        raise refused(file, None, "this is nested too deep, or a number of too many digits") from None
    return DataFile(values, file, _toml_places(text))


def _as_written(value: object) -> object:
    if isinstance(value, dict):
        return {key: _as_written(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_written(one) for one in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


_TABLE = re.compile(r"\s*(\[\[?)\s*([^\[\]#]+?)\s*\]\]?")
_KEY = re.compile(r"(\s*)([A-Za-z0-9_\-.\"' ]+?)\s*=\s*")


def _toml_places(text: str) -> Places:
    """Where keys stand that begin a line; `tomllib` does not say. A line within a long string may mislead by a line."""
    places: Places = {(): (1, 1)}
    table: Steps = ()
    counts: dict[Steps, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        head, key = _TABLE.match(line), _KEY.match(line)
        if head:
            names = _dotted(head[2])
            table = ()
            for name in names:
                table = (*table, name)
                if table in counts and (name is not names[-1] or head[1] == "["):
                    table = (*table, counts[table])
            if head[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            places.setdefault(table, (number, 1))
        elif key:
            steps = (*table, *_dotted(key[2]))
            places.setdefault(steps, (number, key.end() + 1))
            places[*steps, KEY] = (number, len(key[1]) + 1)
    return places


def _dotted(names: str) -> list[str]:
    return [name.strip().strip("\"'") for name in names.split(".")]


TOML_FILE = Format(TOML, read_toml, begins=())
