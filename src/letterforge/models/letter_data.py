"""`LetterData`, the frozen base of models whose errors never show a value, and `LetterKind`, a letter by name."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import InitErrorDetails

from letterforge.models.annotations import aliases_of
from letterforge.models.fields.refusal import refused
from letterforge.rules.data import RULE

MISSING = object()
DEEPEST = 100  # levels of models within one another


@dataclass(frozen=True, slots=True)
class CrossFieldRule:
    """A rule across fields: the paths that it looks at, and the function that says what is wrong with them."""

    paths: tuple[str, ...]
    function: Callable[..., str | None]
    steps: tuple[tuple[str, ...], ...] = field(init=False)
    """The paths taken apart."""

    def __post_init__(self) -> None:
        """Take the paths apart once: every letter asks for them."""
        object.__setattr__(self, "steps", tuple(tuple(path.split(".")) for path in self.paths))


Function = TypeVar("Function", bound=Callable[..., "str | None"])


def rule(*paths: str) -> Callable[[Function], Function]:
    """Make a function of a `LetterData` class a rule across its fields.

    The function gets the values at the paths, in their order, and gives back what is wrong, in words without a
    value, or None. It is called only with values that are sound and not None, also when other fields are not sound.
    The first path is where the finding stands. A path goes down with dots; ``team.members.*.name`` gives the list of
    all names that are sound.
    """

    def mark(function: Function) -> Function:
        function.__letterforge_rule__ = CrossFieldRule(paths, function)  # type: ignore[attr-defined]  # that is the mark
        return function

    return mark


class LetterData(BaseModel):
    """The base of models for letters: frozen, no unknown keys, and errors that never show a value."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        validate_default=True,
        revalidate_instances="never",  # validators that change a value would change it a second time
        allow_inf_nan=False,
        validate_by_name=True,
        validate_by_alias=True,
    )
    __rules__: ClassVar[tuple[CrossFieldRule, ...]] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401  (pydantic's signature)
        """Collect the rules of the class and of its bases, before pydantic looks for validators."""
        super().__init_subclass__(**kwargs)
        found = [getattr(value, "__letterforge_rule__", None) for value in _functions(cls)]
        cls.__rules__ = tuple(r for r in found if r is not None)
        if cls.__rules__:  # most models have none, and each of a letter's would be asked
            cls._letterforge_rules = model_validator(mode="after")(_kept)  # type: ignore[attr-defined]  # for pydantic to find


def _kept(instance: LetterData) -> LetterData:
    """An instance that keeps the rules of its class.

    Raises:
        ValidationError: it does not; all that it breaks at once.
    """
    faults = [
        InitErrorDetails(type=refused(RULE, message), loc=tuple(loc), input=None)
        for loc, message in broken_rules(type(instance), instance)
    ]
    if faults:
        raise ValidationError.from_exception_data(type(instance).__name__, faults, hide_input=True)
    return instance


def _functions(cls: type) -> Iterator[object]:
    found: dict[str, object] = {}
    for base in reversed(cls.__mro__):  # a name stays where it came first, with what the class itself says of it
        found.update(vars(base))
    for value in found.values():
        yield value.__func__ if isinstance(value, (staticmethod, classmethod)) else value


def broken_rules_within(
    model: Any,  # noqa: ANN401  (an annotation can be anything)
    data: object,
    loc: tuple[str | int, ...] = (),
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What the rules of a model, and of all models in it, say of raw data of which some fields may not be sound."""
    yield from _broken_within(_Within(_item_type(model), _record_type(model)), data, loc)


class _Within(NamedTuple):
    """What an annotation may hold: items of some annotation, and a model."""

    item: Any
    record: type[BaseModel] | None


@functools.lru_cache(maxsize=1024)
def _fields_within(record: type[BaseModel]) -> tuple[tuple[str, FieldInfo, _Within], ...]:
    """The fields of a model that may hold another."""
    annotations = ((name, info, info.rebuild_annotation()) for name, info in record.model_fields.items())
    found = ((name, info, _Within(_item_type(one), _record_type(one))) for name, info, one in annotations)
    return tuple(one for one in found if one[2] != (None, None))


def _broken_within(
    within: _Within, data: object, loc: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if within.item is not None and isinstance(data, (list, tuple)):
        items = _Within(_item_type(within.item), _record_type(within.item))
        for index, one in enumerate(data):
            yield from _broken_within(items, one, (*loc, index))
    record = within.record
    if record is None or not isinstance(data, (Mapping, record)):
        return
    if issubclass(record, LetterData):
        yield from (((*loc, *at), message) for at, message in broken_rules(record, data))
    for name, info, inner in _fields_within(record):
        value = _given(data, name, info) if isinstance(data, Mapping) else getattr(data, name, MISSING)
        if value is not None and value is not MISSING and len(loc) < DEEPEST:
            yield from _broken_within(inner, value, (*loc, name))


def broken_rules(model: type[LetterData], data: object) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What the rules of one model say of data: an instance of it, or raw data of which some fields may not be sound.

    Yields the place of each fault, as pydantic writes places, and the message.
    """
    for one in model.__rules__:
        if isinstance(data, model):  # pydantic has found it sound
            values = [_held(data, steps) for steps in one.steps]
        else:
            values = [_sound(model, data, steps) for steps in one.steps]
        if any(value is MISSING or value is None for value in values):
            continue
        try:
            message = one.function(*values)
        except Exception:  # noqa: BLE001  (a rule can raise anything, and its words could hold a value)
            message = "is refused by a rule of its model"
        if message is not None:
            yield tuple(step for step in one.steps[0] if step != "*"), message


def _held(data: Any, steps: Sequence[str]) -> Any:  # noqa: ANN401  (an instance of a model, then what it holds)
    """The value at a path within an instance, as `_sound` gives it."""
    for index, step in enumerate(steps):
        if data is None:
            return None
        if step == "*":
            items = data if isinstance(data, (list, tuple)) else ()
            found = [_held(one, steps[index + 1 :]) for one in items]
            return [one for one in found if one is not MISSING and one is not None]
        if not isinstance(data, BaseModel) or step not in data.__dict__:  # where pydantic keeps the fields
            return MISSING
        data = data.__dict__[step]
    return data


def _sound(model: Any, data: object, steps: Sequence[str]) -> Any:  # noqa: ANN401  (a field's annotation and its value)
    """The value at a path if it is sound, `MISSING` otherwise. ``model`` is the annotation of ``data``."""
    if not steps:
        return data if isinstance(data, BaseModel) else _validated(model, data)
    if data is None:
        return None
    if isinstance(data, BaseModel):  # pydantic has found it sound
        return _held(data, steps)
    if steps[0] == "*":
        item = _item_type(model)
        found = [_sound(item, one, steps[1:]) for one in data] if isinstance(data, (list, tuple)) else []
        return [one for one in found if one is not MISSING and one is not None]
    record = _record_type(model)
    if record is None or steps[0] not in record.model_fields:
        return MISSING
    info = record.model_fields[steps[0]]
    if not isinstance(data, Mapping):
        return MISSING
    value = _given(data, steps[0], info)
    if value is MISSING:
        return MISSING if info.is_required() else info.get_default(call_default_factory=True)
    return _sound(info.rebuild_annotation(), value, steps[1:])


def _given(data: Mapping[str, Any], name: str, info: FieldInfo) -> Any:  # noqa: ANN401  (plain data)
    """What raw data give for a field, by its alias or its name; `MISSING` if nothing."""
    return next((data[key] for key in (*aliases_of(info), name) if key in data), MISSING)


def _validated(annotation: Any, value: object) -> Any:  # noqa: ANN401  (whatever the annotation says)
    try:
        return TypeAdapter(annotation).validate_python(value)
    except ValidationError:
        return MISSING


def _alternatives(annotation: Any) -> Iterator[Any]:  # noqa: ANN401  (an annotation can be anything)
    arguments = getattr(annotation, "__args__", ())
    if hasattr(annotation, "__metadata__"):  # Annotated
        yield from _alternatives(annotation.__origin__)
    elif isinstance(annotation, type) or getattr(annotation, "__origin__", None) in (list, tuple):
        yield annotation
    else:
        for argument in arguments:
            yield from _alternatives(argument)


def _record_type(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401  (an annotation can be anything)
    records = [one for one in _alternatives(annotation) if isinstance(one, type) and issubclass(one, BaseModel)]
    return records[0] if len(records) == 1 else None


def _item_type(annotation: Any) -> Any:  # noqa: ANN401  (an annotation can be anything)
    for one in _alternatives(annotation):
        if getattr(one, "__origin__", None) in (list, tuple):
            return one.__args__[0]
    return None


KIND_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
"""What a kind of letter may be called: never the path of a module."""


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A kind of letter that can be asked for by name: an entry point of the group ``letterforge.letters`` is one.

    ``template`` and ``sample`` are files of the package that offers it, ``stationery`` is a folder of it: its letters
    look so, unless another is given.
    """

    template: Path
    model: type[BaseModel]
    sample: Path
    stationery: Path | None = None
