"""Data x model: an instance of the model, or all that is wrong with the data, never with a value in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from letterforge.data.data_file import KEY, DataFile, Steps
from letterforge.data.descent import Descent, descend, named
from letterforge.data.picture_files import with_pictures
from letterforge.data.zeros import zeros_for_dates
from letterforge.errors import DataError
from letterforge.expressions.paths import parse_path
from letterforge.findings import Finding, Place, in_order
from letterforge.models.annotations import shape_of_model
from letterforge.models.fields.refusal import rule_of
from letterforge.models.kinds import Kind
from letterforge.models.letter_data import broken_rules_within
from letterforge.models.shapes import ListOf, Nothing, Record, Shape, described
from letterforge.models.values import shape_of_value
from letterforge.models.zero_dates import ZERO, is_zero_date
from letterforge.rules.data import DATA, LENGTH, LIMIT, MISSING, NO_VALUE, RULE, TYPE, UNKNOWN_KEY


def validated(model: type[BaseModel], data: object) -> BaseModel:
    """The data as an instance of the model.

    ``data`` are a dictionary, a `DataFile`, or an instance of the model. An instance, and one within a dictionary, is
    taken as it is: what a validator has made of its fields would be made of them twice.

    Raises:
        DataError: they do not fit; all findings at once.
    """
    file = data if isinstance(data, DataFile) else None
    try:
        raw = as_read(data, shape_of_model(model)) if isinstance(data, DataFile) else data
        return _taken(model, raw) if isinstance(raw, BaseModel) else _made(model, raw, file)
    except (KeyboardInterrupt, DataError):
        raise
    except BaseException as fault:  # noqa: BLE001  (validators, and values themselves, can raise anything, and show a value)
        message = f"the model, or a value given to it, raises {type(fault).__name__} when it is validated"
        hint = "A validator raises ValueError for what it refuses; a value is a text, a number, a date, a list ..."
        raise DataError((RULE.at(Place(file.file if file else None), message=message, hint=hint),)) from None


def _taken(model: type[BaseModel], instance: BaseModel) -> BaseModel:
    if not isinstance(instance, model):
        message = f"this is an instance of another class than the template's model, {model.__name__}"
        hint = f"Give an instance of {model.__name__}, or a dictionary of its fields."
        raise DataError((DATA.at(Place(), message=message, hint=hint),))
    return instance


def broken_rules_of(instance: BaseModel, model: type[BaseModel]) -> Iterator[Finding]:
    """What the rules across fields say of an instance that was not validated here: they change nothing, and are asked."""
    for loc, message in broken_rules_within(model, instance):
        yield _rule_finding(model, loc, message, None)


def _made(model: type[BaseModel], raw: object, file: DataFile | None) -> BaseModel:
    if not isinstance(raw, Mapping):
        raise DataError((DATA.at(Place(file.file if file else None), message="the data are not fields with values"),))
    zeros = [*zeros_for_dates(raw, shape_of_model(model))]
    try:
        made = model.model_validate(raw)
    except ValidationError as fault:
        details = fault.errors(include_input=False, include_context=False, include_url=False)
        findings = [_finding(model, one, file, raw) for one in details]
        findings += [_rule_finding(model, loc, message, file) for loc, message in broken_rules_within(model, raw)]
        raise DataError(in_order(_without_echoes(findings))) from None
    if zeros:  # which pydantic takes for the first second of 1970
        raise DataError(in_order([_no_date(model, loc, file) for loc in zeros]))
    return made


def as_read(data: DataFile, shape: Shape) -> object:
    """The values of a data file as a model takes them: with the pictures that they name, and without what was left empty."""
    return as_given(with_pictures(data, shape).values, shape)


def as_given(value: object, shape: Shape) -> object:
    """The values of a data file without those that were left empty and need not be given: they take their default."""
    records = [atom for atom in shape if isinstance(atom, Record)]
    lists = [atom for atom in shape if isinstance(atom, ListOf)]
    if isinstance(value, list) and lists:
        item = tuple(atom for one in lists for atom in one.item)
        return [as_given(one, item) for one in value]
    if not isinstance(value, dict) or not records:
        return value
    out = {}
    for key, one in value.items():
        fields = [field for record in records if (field := named(record, key)) is not None]
        needless = fields and not any(field.required or _nullable(field.shape) for field in fields)
        if one is not None or not needless:
            out[key] = as_given(one, tuple(atom for field in fields for atom in field.shape))
    return out


def _nullable(shape: Shape) -> bool:
    return any(isinstance(atom, Nothing) for atom in shape)


def _without_echoes(findings: Sequence[Finding]) -> list[Finding]:
    """Without what pydantic says of a list only because it has left out the items that are wrong."""
    paths = [finding.place.path or "" for finding in findings]
    return [
        one
        for one in findings
        if one.rule != LENGTH.code or not any(path.startswith(f"{one.place.path}[") for path in paths)
    ]


def _finding(model: type[BaseModel], detail: ErrorDetails, file: DataFile | None, raw: object) -> Finding:
    kind = detail["type"]
    there = descend(shape_of_model(model), detail["loc"], unknown=kind == "extra_forbidden")
    shape, steps, path, unknown = there.shape, there.steps, there.path, there.unknown
    place = file.place((*steps, KEY) if unknown else steps, path or None) if file else Place(path=path or None)
    if unknown is not None or kind == "extra_forbidden":
        message = (
            "there is no such field here" if str(place) else "the data have a field that their model does not know"
        )
        return UNKNOWN_KEY.at(place, message=message, hint=unknown)
    what = described(shape)
    if kind == "missing" or (file is not None and _at_steps(raw, steps) is None):  # a key with nothing behind it
        return MISSING.at(place, message="is missing", hint=_hint(there, what))
    rule = rule_of(kind)
    if rule is not None:
        return rule.at(place, message=detail["msg"], hint=None if rule is RULE else _hint(there, None))
    if kind in ("value_error", "assertion_error"):  # the words are the model's, and could hold a value
        return RULE.at(place, message="is refused by a rule of its model", hint=None)
    if kind in ("too_short", "too_long"):
        least = [atom.least for atom in shape if isinstance(atom, ListOf) and atom.least]
        bound = f"; there must be at least {least[0]}" if least and kind == "too_short" else ""
        message = f"has too {'few' if kind == 'too_short' else 'many'} items{bound}"
        return LENGTH.at(place, message=message, hint=_hint(there, None))
    if kind in _LIMITS:  # these words hold the limit of the model, never the value
        return LIMIT.at(
            place, message=detail["msg"].replace("Input should", "must").replace("String should", "must"), hint=None
        )
    given = _at_steps(raw, steps)
    if type(given) is str and is_zero_date(given.strip()[:_LONGEST_DATE]) and what in _DATES:
        return NO_VALUE.at(place, message=ZERO, hint=_hint(there, None) or NO_VALUE.mend)
    return TYPE.at(place, message=f"is not {what}", hint=None)


_DATES = frozenset((Kind.DATE.value.words, Kind.DATETIME.value.words))
_LONGEST_DATE = 100
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
    found = raw
    for step in steps:
        below: Mapping[object, object] = {}
        if isinstance(found, Mapping):
            below = found
        elif isinstance(found, (list, tuple)):
            below = dict(enumerate(found))
        if step not in below:
            return raw
        found = below[step]
    return found


def _no_date(model: type[BaseModel], loc: Steps, file: DataFile | None) -> Finding:
    there = descend(shape_of_model(model), loc)
    place = file.place(there.steps, there.path) if file is not None else Place(path=there.path)
    return NO_VALUE.at(place, message=ZERO, hint=_hint(there, None) or NO_VALUE.mend)


def _rule_finding(model: type[BaseModel], loc: Steps, message: str, file: DataFile | None) -> Finding:
    there = descend(shape_of_model(model), loc)
    place = file.place(_written(there, file), there.path) if file is not None else Place(path=there.path)
    return RULE.at(place, message=message, hint=None)


def _written(there: Descent, file: DataFile) -> Steps:
    """The steps as the data file writes them, where it gives a field by its alias."""
    out: list[str | int] = []
    for step, field in zip(there.steps, there.fields, strict=True):
        keys = () if field is None else (*field.aliases, field.name)
        out.append(next((key for key in keys if (*out, key) in file.places), step))
    return tuple(out)


def _hint(there: Descent, what: str | None) -> str | None:
    """What the field is for, in the words of the model."""
    parts = [part for part in (there.field.description if there.field else None, what) if part]
    return ": ".join(parts) or None


def located(findings: Iterable[Finding], data: object, shape: Shape = ()) -> tuple[Finding, ...]:
    """Findings about fields, with the line and column of the data file, where there is one, and then in its order."""
    if not isinstance(data, DataFile):
        return tuple(findings)
    shape = shape or shape_of_value(data.values)  # without a model the data say which fields there are
    out = []
    for finding in findings:
        if finding.place.path is not None and finding.place.line is None:
            place = data.place(_written(descend(shape, parse_path(finding.place.path)), data), finding.place.path)
            out.append(finding.at(place))
        else:
            out.append(finding)
    return in_order(out)
