"""Data x model: an instance of the model, or all that is wrong with the data, never with a value in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from letterforge.data.data_file import KEY, DataFile, Steps
from letterforge.errors import DataError
from letterforge.expressions.expression import spelt
from letterforge.findings import Finding, Place, error, in_order
from letterforge.models.annotations import aliases_of, shape_of_model
from letterforge.models.fields.refusal import PREFIX
from letterforge.models.letter_data import broken_rules_within
from letterforge.models.shapes import Field, ListOf, MapOf, Nothing, Record, Shape, described


def validated(model: type[BaseModel], data: object) -> BaseModel:
    """The data as an instance of the model.

    ``data`` are a dictionary, a `DataFile`, or an instance, which is validated anew: an instance can have been made
    or changed without validation.

    Raises:
        DataError: they do not fit; all findings at once.
    """
    file = data if isinstance(data, DataFile) else None
    raw = _given(data.values, shape_of_model(model)) if isinstance(data, DataFile) else data
    if isinstance(raw, BaseModel):
        # An instance of a class that does not revalidate would pass unseen; its fields are data like any other.
        names = type(raw).model_fields
        raw = {
            next(iter(aliases_of(info)), name): getattr(raw, name) for name, info in names.items() if hasattr(raw, name)
        }
    if not isinstance(raw, Mapping):
        raise DataError(
            (error("data", Place(file.file if file else None), message="the data are not fields with values"),)
        )
    try:
        return model.model_validate(raw)
    except ValidationError as fault:
        details = fault.errors(include_input=False, include_context=False, include_url=False)
        findings = [_finding(model, one, file, raw) for one in details]
        findings += [_rule_finding(model, loc, message, file) for loc, message in broken_rules_within(model, raw)]
        raise DataError(in_order(_without_echoes(findings))) from None


def _given(value: Any, shape: Shape) -> Any:  # noqa: ANN401  (plain data in, plain data out)
    """The values of a data file without those that were left empty and need not be given: they take their default."""
    records = [atom for atom in shape if isinstance(atom, Record)]
    lists = [atom for atom in shape if isinstance(atom, ListOf)]
    if isinstance(value, list) and lists:
        item = tuple(atom for one in lists for atom in one.item)
        return [_given(one, item) for one in value]
    if not isinstance(value, dict) or not records:
        return value
    out = {}
    for key, one in value.items():
        names = [(record, _named(record, key)) for record in records]
        fields = [record.fields[name] for record, name in names if name is not None and name in record.fields]
        needless = fields and not any(field.required or _nullable(field.shape) for field in fields)
        if one is not None or not needless:
            out[key] = _given(one, tuple(atom for field in fields for atom in field.shape))
    return out


def _nullable(shape: Shape) -> bool:
    return any(isinstance(atom, Nothing) for atom in shape)


def _without_echoes(findings: Sequence[Finding]) -> list[Finding]:
    """Without what pydantic says of a list only because it has left out the items that are wrong."""
    paths = [finding.place.path or "" for finding in findings]
    return [
        one
        for one in findings
        if one.rule != "length" or not any(path.startswith(f"{one.place.path}[") for path in paths)
    ]


def _finding(model: type[BaseModel], detail: ErrorDetails, file: DataFile | None, raw: object) -> Finding:
    kind = detail["type"]
    shape, steps, path, unknown = _follow(shape_of_model(model), detail["loc"], unknown=kind == "extra_forbidden")
    place = file.place((*steps, KEY) if unknown else steps, path or None) if file else Place(path=path or None)
    if unknown is not None or kind == "extra_forbidden":
        message = (
            "there is no such field here" if str(place) else "the data have a field that their model does not know"
        )
        return error("unknown-key", place, message=message, hint=unknown)
    what = described(shape)
    if kind == "missing" or (file is not None and _at_steps(raw, steps) is None):  # a key with nothing behind it
        return error("missing", place, message="is missing", hint=_hint(detail["loc"], model, what))
    if kind.startswith(PREFIX):
        rule = kind.removeprefix(PREFIX).replace("_", "-")
        return error(
            rule, place, message=detail["msg"], hint=None if rule == "rule" else _hint(detail["loc"], model, None)
        )
    if kind in ("value_error", "assertion_error"):  # the words are the model's, and could hold a value
        return error("rule", place, message="is refused by a rule of its model")
    if kind in ("too_short", "too_long"):
        least = [atom.least for atom in shape if isinstance(atom, ListOf) and atom.least]
        bound = f"; there must be {least[0]} at least" if least and kind == "too_short" else ""
        message = f"has too {'few' if kind == 'too_short' else 'many'} items{bound}"
        return error("length", place, message=message, hint=_hint(detail["loc"], model, None))
    if kind in _LIMITS:  # these words hold the limit of the model, never the value
        return error(
            "limit", place, message=detail["msg"].replace("Input should", "must").replace("String should", "must")
        )
    return error("type", place, message=f"is not {what}")


_LIMITS = frozenset(
    {
        "greater_than",
        "greater_than_equal",
        "less_than",
        "less_than_equal",
        "multiple_of",
        "string_too_short",
        "string_too_long",
        "string_pattern_mismatch",
    }
)


def _at_steps(raw: object, steps: Steps) -> object:
    """What stands at the steps; the whole where they lead nowhere."""
    found: Any = raw
    for step in steps:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return raw
    return found


def _rule_finding(model: type[BaseModel], loc: Steps, message: str, file: DataFile | None) -> Finding:
    _, steps, path, _ = _follow(shape_of_model(model), loc)
    if file is not None:
        return error("rule", file.place(_written(shape_of_model(model), steps, file), path), message=message)
    return error("rule", Place(path=path), message=message)


def _written(shape: Shape, steps: Steps, file: DataFile) -> Steps:
    """The steps as the data file writes them, where it gives a field by its alias."""
    out: list[str | int] = []
    for step in steps:
        fields, shape = _down(shape, step)
        keys = [key for field in fields for key in (*field.aliases, field.name)]
        out.append(next((key for key in keys if (*out, key) in file.places), step))
    return tuple(out)


def _down(shape: Shape, step: str | int) -> tuple[Sequence[Field], Shape]:
    """One step down a shape: the fields that it may be, none where it is an item of a list, and the shape behind it."""
    if isinstance(step, int):
        return (), tuple(a for atom in shape if isinstance(atom, ListOf) for a in atom.item)
    fields = [atom.fields[step] for atom in shape if isinstance(atom, Record) and step in atom.fields]
    return fields, tuple(a for field in fields for a in field.shape)


def _hint(loc: Sequence[str | int], model: type[BaseModel], what: str | None) -> str | None:
    """What the field is for, in the words of the model."""
    _, steps, _, unknown = _follow(shape_of_model(model), loc)
    if unknown is not None:
        return what
    field = _field(shape_of_model(model), steps)
    parts = [part for part in (field.description if field else None, what) if part]
    return ": ".join(parts) or None


def _field(shape: Shape, steps: Steps) -> Field | None:
    found: Field | None = None
    for step in steps:
        fields, shape = _down(shape, step)
        if fields:
            found = fields[0]
        elif not isinstance(step, int):
            return None
    return found


def _follow(shape: Shape, loc: Sequence[str | int], *, unknown: bool = False) -> tuple[Shape, Steps, str, str | None]:
    """Go down a place as pydantic gives it: the shape there, the steps in the data, the path to show.

    The fourth is None, or a hint about a last step that is a key nobody knows: such a key is data, and is shown
    only where it is close to the name of a field.
    """
    steps: list[str | int] = []
    shown: list[str | int] = []
    for step in loc:
        lists = [atom for atom in shape if isinstance(atom, ListOf)]
        records = [atom for atom in shape if isinstance(atom, Record)]
        maps = [atom for atom in shape if isinstance(atom, MapOf)]
        if isinstance(step, int) and lists:
            shape = tuple(a for one in lists for a in one.item)
            steps.append(step)
            shown.append(step)
        elif isinstance(step, str) and (found := [r for r in records if _named(r, step)]):
            field = found[0].fields[_named(found[0], step) or step]
            shape = field.shape
            steps.append(step)
            shown.append(field.name)
        elif isinstance(step, str) and maps:
            shape = maps[0].value
            steps.append(step)
            shown.append("*")
        elif unknown and isinstance(step, str) and records and step == loc[-1] and not _is_label(step, records):
            steps.append(step)
            return shape, tuple(steps), spelt(shown), _meant(step, records)
        # Anything else is a label that pydantic puts in: the member of a union, the tag of a discriminated one.
    return shape, tuple(steps), spelt(shown), None


def _named(record: Record, step: str) -> str | None:
    """The field that a step names, by its name or by its alias."""
    if record.model is not None:
        infos: Mapping[str, Any] = getattr(record.model, "__pydantic_fields__", {})
        for name, info in infos.items():
            if step == name or step in aliases_of(info):
                return name
    return step if step in record.fields else None


def _is_label(step: str, records: Sequence[Record]) -> bool:
    return step in {record.name for record in records}


def _meant(step: str, records: Sequence[Record]) -> str:
    names = list(dict.fromkeys(name for record in records for name in record.fields))
    close = get_close_matches(step, names, n=1)
    return f"Did you mean {close[0]}?" if close else "The fields are: " + ", ".join(names) + "."


def located(findings: Sequence[Finding], data: object, shape: Shape = ()) -> tuple[Finding, ...]:
    """Findings about fields, with the line and column of the data file, where there is one."""
    if not isinstance(data, DataFile):
        return tuple(findings)
    out = []
    for finding in findings:
        if finding.place.path is not None and finding.place.line is None:
            place = data.place(_written(shape, steps_of(finding.place.path), data), finding.place.path)
            out.append(finding.at(place))
        else:
            out.append(finding)
    return tuple(out)


def steps_of(path: str) -> Steps:
    """The steps of a path as `spelt` writes it."""
    steps: list[str | int] = []
    for part in path.replace("[", ".[").split("."):
        number = part.strip("[]")
        if part.startswith("[") and number.isdigit():
            steps.append(int(number))
        elif part:
            steps.append(part)
    return tuple(steps)
