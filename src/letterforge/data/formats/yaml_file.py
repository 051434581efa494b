"""YAML, read through PyYAML's nodes, which know their places and hold every scalar as written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from letterforge.data.data_file import KEY, MOST, DataFile, Meter, Places, Steps, refused
from letterforge.data.formats.format import Format
from letterforge.errors import DataError
from letterforge.filekinds import YAML
from letterforge.findings import Finding, Findings, Place
from letterforge.rules.data import DATA_FILE

if TYPE_CHECKING:
    import yaml

_NULLS = ("", "~", "null")


def read_yaml(text: str, file: str | None) -> DataFile:
    """The values of a text in YAML, and their places."""
    import yaml  # noqa: PLC0415  (slow to import; programs that bring their own data never need it)

    # PyYAML takes five seconds for what is then found to be too much: what may begin a value is counted before.
    items = max(text.count(","), text.count("- "))
    if items > MOST or text.count(",") + text.count("\n") + text.count(": ") > 2 * MOST:
        raise refused(file, None, f"this has more than {MOST:,} values; aliases count each time")
    try:
        _refuse_deep(text)
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        loader.dispose()
    except yaml.MarkedYAMLError as fault:
        raise refused(file, *_trouble(text, fault)) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise refused(
            file, None, "this is not YAML, is nested too deep, or holds a character that no text has"
        ) from None
    places: Places = {(): (1, 1)}
    if node is None:
        return DataFile({}, file, places)
    findings = Findings()
    meter = Meter(file)
    try:
        values = _value(node, (), places, findings, meter, frozenset())
    except RecursionError:
        raise refused(file, None, "this is nested too deep") from None
    if findings:
        raise DataError(tuple(findings))
    return DataFile(values, file, places)


def _trouble(  # noqa: PLR0911  (each trouble its own way)
    text: str, fault: yaml.MarkedYAMLError
) -> tuple[tuple[int, int] | None, str, str]:
    """Where YAML that cannot be read goes wrong, what is said of it, and how to mend it.

    PyYAML's own words may quote the file, so only the kind of trouble is said.
    """
    at, begun = _of(fault.problem_mark or fault.context_mark), _of(fault.context_mark)
    problem, context = fault.problem or "", fault.context or ""
    lines = text.split("\n")
    for number in range(1, min(at[0] if at else len(lines), len(lines)) + 1):
        indent = _INDENT.match(lines[number - 1])
        if indent is not None and "\t" in indent[0]:
            return (
                (number, indent[0].index("\t") + 1),
                "this is not YAML: a tab",
                "Indent with spaces; a tab is not read.",
            )
    if at is None:
        return at, "this is not YAML", "Write a name, a colon, a space and the value on each line."
    line = lines[at[0] - 1] if at[0] <= len(lines) else ""
    above = next((n for n in range(at[0] - 1, 0, -1) if lines[n - 1].strip()), 0)
    if "could not find expected ':'" in problem or (
        "mapping values" in problem and above and not _NAMED_TWICE.match(line) and ":" not in lines[above - 1]
    ):
        return (
            _without_colon(lines, at),
            "this is not YAML: a line without a colon",
            ("Write a name, a colon, a space and the value; a value of several lines begins with |."),
        )
    if "mapping values" in problem:
        if _NAMED_TWICE.match(line):
            hint = "Put the whole value in quotes: it holds a colon and a space."
            return at, "this is not YAML: a second colon", hint
        hint = "Begin the line as far in as the fields that it belongs with; below a value there is nothing further in."
        return at, f"this is not YAML: further in than line {above} allows", hint
    if "<scalar>" in problem and line[max(at[1] - 2, 0) : at[1] - 1] in ("'", '"'):
        return at, "this is not YAML: a text goes on behind its closing quotation mark", _OTHER_KIND
    if "block mapping" in problem or "block end" in problem or "block collection" in problem:
        return (
            at,
            "this is not YAML: the indentation",
            "Begin fields of one group, and items of one list, equally far in.",
        )
    if "',' or" in problem:
        return at, "this is not YAML: a bracket is not closed", "Close it, or put the text that it begins in quotes."
    if "quoted scalar" in context:
        return begun, "this is not YAML: a quotation mark that is not closed", f"Close it. {_OTHER_KIND}"
    if "single document" in context:
        return (
            at,
            "this is not YAML: a second set of data",
            "Write the data of one letter into a file; leave out the line ---.",
        )
    if "\t" in line[at[1] - 1 : at[1]]:
        return at, "this is not YAML: a tab", "Write a space behind the colon; a tab is not read."
    return at, "this is not YAML", "Put a text with a colon or a number sign in it, or with a sign in front, in quotes."


_OTHER_KIND = "A text with quotation marks in it has the other kind around it."


def _of(mark: yaml.Mark | None) -> tuple[int, int] | None:
    return None if mark is None else (mark.line + 1, mark.column + 1)


def _without_colon(lines: list[str], at: tuple[int, int]) -> tuple[int, int]:
    """The line that lacks its colon, which YAML only misses on the next one."""
    for number in range(min(at[0], len(lines)), 0, -1):
        line = lines[number - 1]
        if line.strip() and not line.lstrip().startswith("#") and ":" not in line:
            return number, len(line) - len(line.lstrip()) + 1
    return at


_INDENT = re.compile(r"[ \t]*(?=\S)")
_NAMED_TWICE = re.compile(r"\s*(?:- +)*[^\s:#][^:]*:\s+[^\s'\"].*:(?:\s|\Z)")
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
    places: Places,
    findings: Findings,
    meter: Meter,
    above: frozenset[int],
) -> object:
    import yaml  # noqa: PLC0415  (as above)

    if id(node) in above:
        findings.add(DATA_FILE.at(Place(meter.file, *_at(node)), message="an alias that contains itself"))
        return None
    meter.count(len(steps))
    above |= {id(node)}
    places.setdefault(steps, _at(node))
    match node:
        case yaml.ScalarNode():
            if node.style is None and node.value in _NULLS:
                return None
            return node.value
        case yaml.SequenceNode():
            return [_value(one, (*steps, i), places, findings, meter, above) for i, one in enumerate(node.value)]
        case yaml.MappingNode():
            out: dict[str, object] = {}
            for key, value in node.value:
                name = key.value if isinstance(key, yaml.ScalarNode) else None
                if name is None:
                    findings.add(_no_key(node, key, meter.file))
                elif name in out:
                    findings.add(
                        DATA_FILE.at(
                            Place(meter.file, *_at(key)),
                            message="this key is given twice",
                            hint="Leave one of them out.",
                        )
                    )
                else:
                    empty = isinstance(value, yaml.ScalarNode) and not value.value
                    places[*steps, name] = _at(key) if empty else _at(value)
                    out[name] = _value(value, (*steps, name), places, findings, meter, above)
                    places[*steps, name, KEY] = _at(key)
            return out
        case _:  # pragma: no cover  (YAML has three kinds of node)
            return None


def _no_key(node: yaml.Node, key: yaml.Node, file: str | None) -> Finding:
    """What stands in the place of a key and is no text: mostly the second brace of a template's placeholder."""
    if node.start_mark.index + 1 == key.start_mark.index and node.start_mark.line == key.start_mark.line:
        message = "braces, which are for lists of fields here"
        hint = "Write the value itself in their place; a value that has braces stands in quotes."
        return DATA_FILE.at(Place(file, *_at(node)), message=message, hint=hint)
    return DATA_FILE.at(Place(file, *_at(key)), message="a key that is not text")


def _at(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


YAML_FILE = Format(YAML, read_yaml)
