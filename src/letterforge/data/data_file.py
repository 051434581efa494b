"""A data file in: its values as written, and for each of them the line and column that it stands on.

YAML is read through PyYAML's nodes, which know their places, and every scalar stays the text that somebody wrote: ``NO`` is not False, ``01234`` keeps its zero, and the model decides what is a date.
"""

from __future__ import annotations

import bisect
import datetime
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeAlias

from letterforge.errors import DataError
from letterforge.filekinds import JSON, TOML, YAML
from letterforge.findings import Finding, Findings, Place
from letterforge.rules.data import DATA_FILE

if TYPE_CHECKING:
    import yaml

Steps: TypeAlias = tuple[str | int, ...]
LARGEST = 1_000_000  # characters; PyYAML reads so many in a second
MOST = 200_000  # values and keys
_NULLS = ("", "~", "null")


@dataclass(frozen=True, slots=True)
class DataFile:
    """The values of a data file and where they stand. ``places`` maps steps such as ``('team', 'members', 0)``."""

    values: Any = field(repr=False)
    file: str | None
    places: Mapping[Steps, tuple[int, int]] = field(repr=False)

    def place(self, steps: Steps, path: str | None) -> Place:
        """The place of a value, or of the nearest that is there and holds it."""
        for length in range(len(steps), -1, -1):
            found = self.places.get(steps[:length])
            if found is not None:
                return Place(self.file, *found, path)
        return Place(self.file, None, None, path)


def read(text: str, *, file: str | None = None, suffix: str | None = None) -> DataFile:
    """Read a data file. ``suffix`` is ``.yaml``, ``.yml``, ``.json`` or ``.toml``; without one it is YAML or JSON.

    Raises:
        DataError: it is none, or it has a key twice; the message says where, and shows no value.
    """
    suffix = (suffix or PurePath(file or "").suffix).lower()
    text = text.removeprefix("\ufeff")
    if len(text) > LARGEST:
        raise _refused(file, None, "the file is larger than a million characters")
    if suffix in TOML.data_suffixes:
        return _read_toml(text, file)
    if suffix in JSON.data_suffixes or (suffix not in YAML.data_suffixes and text.lstrip()[:1] in ("{", "[")):
        return _read_json(text, file)
    return _read_yaml(text, file)


def _refused(file: str | None, at: tuple[int, int] | None, message: str, hint: str | None = None) -> DataError:
    finding: Finding = DATA_FILE.at(Place(file, *(at or ())), message=message, hint=hint)
    return DataError((finding,))


# --- JSON ----------------------------------------------------------------------------------------------------------


def _read_json(text: str, file: str | None) -> DataFile:
    repeated: list[str] = []

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            repeated.append("")
        return found

    def refused(_: str) -> Any:  # noqa: ANN401  (it never returns)
        raise ValueError

    try:
        # Numbers stay as they are written, like every other value.
        values = json.loads(text, parse_int=str, parse_float=str, parse_constant=refused, object_pairs_hook=unique)
    except json.JSONDecodeError as fault:
        raise _refused(file, (fault.lineno, fault.colno), f"this is not JSON: {fault.msg}") from None
    except (RecursionError, ValueError):
        raise _refused(file, None, "this is not JSON, or has too many levels") from None
    places, twice = _json_places(text)
    if repeated:
        raise _refused(file, twice, "this key is given twice", "Leave one of them out.")
    return DataFile(values, file, places)


_JSON = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


def _json_places(text: str) -> tuple[dict[Steps, tuple[int, int]], tuple[int, int] | None]:
    """Where each value of a sound JSON text stands, and where a key is given a second time."""
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    places: dict[Steps, tuple[int, int]] = {}
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
            places[tuple(steps)] = at
            if sign in "{[":
                inside.append(sign)
                steps.append("" if sign == "{" else 0)
                key_next = sign == "{"
    return places, twice


# --- YAML -------------------------------------------------------------------


def _read_yaml(text: str, file: str | None) -> DataFile:
    import yaml  # noqa: PLC0415  (slow to import; programs that bring their own data never need it)

    try:
        _refuse_deep(text)
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        loader.dispose()
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        at = (mark.line + 1, mark.column + 1) if mark else None
        # PyYAML's own words may quote the file, so only the kind of trouble is said.
        raise _refused(
            file,
            at,
            "this is not YAML",
            "Put a text with a colon or a number sign in it in quotes, and use blanks, no tabs.",
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise _refused(
            file, None, "this is not YAML, has too many levels, or holds a character that no text has"
        ) from None
    places: dict[Steps, tuple[int, int]] = {(): (1, 1)}
    if node is None:
        return DataFile({}, file, places)
    findings = Findings()
    try:
        values = _value(node, (), places, findings, file, frozenset())
    except RecursionError:
        raise _refused(file, None, "this has too many levels") from None
    if findings:
        raise DataError(tuple(findings))
    return DataFile(values, file, places)


_DEEPEST = 1_000


def _refuse_deep(text: str) -> None:
    """Refuse brackets that PyYAML would take seconds to find too many: its time grows with their square."""
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise RecursionError


def _value(
    node: yaml.Node,
    steps: Steps,
    places: dict[Steps, tuple[int, int]],
    findings: Findings,
    file: str | None,
    above: frozenset[int],
) -> Any:  # noqa: ANN401  (plain data)
    import yaml  # noqa: PLC0415  (as above)

    if id(node) in above:
        findings.add(DATA_FILE.at(Place(file, *_at(node)), message="an alias within what it stands for"))
        return None
    if len(places) + len(findings) > MOST:
        raise _refused(file, None, f"this has more than {MOST:,} values; aliases count each time")
    above |= {id(node)}
    places.setdefault(steps, _at(node))
    match node:
        case yaml.ScalarNode():
            if node.style is None and node.value in _NULLS:
                return None
            return node.value
        case yaml.SequenceNode():
            return [_value(one, (*steps, i), places, findings, file, above) for i, one in enumerate(node.value)]
        case yaml.MappingNode():
            out: dict[str, Any] = {}
            for key, value in node.value:
                name = key.value if isinstance(key, yaml.ScalarNode) else None
                if name is None:
                    findings.add(DATA_FILE.at(Place(file, *_at(key)), message="a key that is not a text"))
                elif name in out:
                    findings.add(
                        DATA_FILE.at(
                            Place(file, *_at(key)),
                            message="this key is given twice",
                            hint="Leave one of them out.",
                        )
                    )
                else:
                    empty = isinstance(value, yaml.ScalarNode) and not value.value
                    places[*steps, name] = _at(key) if empty else _at(value)
                    out[name] = _value(value, (*steps, name), places, findings, file, above)
                    places[*steps, name, KEY] = _at(key)
            return out
        case _:  # pragma: no cover  (YAML has three kinds of node)
            return None


KEY = "\x00key"
"""The last step to the place of a key itself, not of its value."""


def _at(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


# --- TOML --------------------------------------------------------------------------------------------------------------


def _read_toml(text: str, file: str | None) -> DataFile:
    try:
        values = _as_written(tomllib.loads(text, parse_float=str))
    except tomllib.TOMLDecodeError as fault:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(fault))
        at = (int(found[1]), int(found[2])) if found else None
        raise _refused(file, at, "this is not TOML, or has a key twice") from None
    except (RecursionError, ValueError):
        raise _refused(file, None, "this has too many levels, or a number of too many digits") from None
    return DataFile(values, file, _toml_places(text))


def _as_written(value: Any) -> Any:  # noqa: ANN401  (plain data)
    if isinstance(value, dict):
        return {key: _as_written(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_written(one) for one in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


_TABLE = re.compile(r"\s*(\[\[?)\s*([^\[\]#]+?)\s*\]\]?")
_KEY = re.compile(r"(\s*)([A-Za-z0-9_\-.\"' ]+?)\s*=\s*")


def _toml_places(text: str) -> dict[Steps, tuple[int, int]]:
    """Where keys stand that begin a line; `tomllib` does not say. A line within a long string may mislead by a line."""
    places: dict[Steps, tuple[int, int]] = {(): (1, 1)}
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
