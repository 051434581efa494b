"""TOML, with the places of the keys that begin a line."""

from __future__ import annotations

import datetime
import re
import tomllib

from letterforge.data.data_file import KEY, DataFile, Meter, Places, Steps, refused
from letterforge.data.formats.format import Format
from letterforge.filekinds import TOML


def read_toml(text: str, file: str | None) -> DataFile:
    """The values of a text in TOML, and their places."""
    places = _toml_places(text, Meter(file))  # first: it counts, and `tomllib` goes down all levels for each key
    try:
        values = _as_written(tomllib.loads(text, parse_float=str))
    except tomllib.TOMLDecodeError as fault:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(fault))
        at = (int(found[1]), int(found[2])) if found else None
        raise refused(file, at, "this is not TOML, or has a key twice") from None
    except (RecursionError, ValueError):
        raise refused(file, None, "this is nested too deep, or a number of too many digits") from None
    return DataFile(values, file, places)


def _as_written(value: object) -> object:
    if isinstance(value, dict):
        return {key: _as_written(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_written(one) for one in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


_BARE = re.compile(r"[A-Za-z0-9_\-.\"' ]+")


def _toml_places(text: str, meter: Meter) -> Places:
    """Where keys stand that begin a line; `tomllib` does not say. A line within a long string may mislead by a line.

    Lines are taken apart without patterns that look back: one of four thousand blanks would cost their cube.
    """
    places: Places = {(): (1, 1)}
    table: Steps = ()
    counts: dict[Steps, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.lstrip()
        head, key = _head(bare), _key(bare)
        if head:
            mark, names = head
            table = ()
            for name in names:
                table = (*table, name)
                meter.count(len(table))
                if table in counts and (name is not names[-1] or mark == "["):
                    table = (*table, counts[table])
            if mark == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            places.setdefault(table, (number, 1))
        elif key:
            steps = (*table, *_dotted(key))
            meter.count(len(steps))
            indent = len(line) - len(bare)
            value = bare[bare.index("=") + 1 :]
            places.setdefault(steps, (number, len(line) - len(value.lstrip()) + 1))
            places[*steps, KEY] = (number, indent + 1)
    return places


def _head(line: str) -> tuple[str, list[str]] | None:
    """The brackets and names of a line that begins a table."""
    if not line.startswith("["):
        return None
    mark = "[[" if line.startswith("[[") else "["
    names, closed, _ = line[len(mark) :].partition("]")
    return (mark, _dotted(names)) if closed and names.strip() and not ("[" in names or "#" in names) else None


def _key(line: str) -> str | None:
    """The key of a line that gives it a value."""
    key, given, _ = line.partition("=")
    return key.rstrip() if given and _BARE.fullmatch(key.rstrip()) else None


def _dotted(names: str) -> list[str]:
    return [name.strip().strip("\"'") for name in names.split(".")]


TOML_FILE = Format(TOML, read_toml, begins=())
