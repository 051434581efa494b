"""The models: one field of each type in each form, beside a few fields to hold it against; and all shapes of their data."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union

from pydantic import BaseModel, ConfigDict, Field, create_model
from tests.property.universe.types import Type

import letterforge
from letterforge import LetterData
from letterforge.data.given import plain_values
from letterforge.filling.meant import Meant
from letterforge.findings import Findings
from letterforge.models.annotations import shape_of_model
from letterforge.models.shapes import Shape


class Root(LetterData):
    """What all models here are made from."""

    model_config = ConfigDict(arbitrary_types_allowed=True)


@dataclass(frozen=True)
class Data:
    """One shape of the data of a model: as it is given, and as expressions see it."""

    raw: dict[str, Any]
    values: dict[str, Any]
    unfit: bool
    """Whether it holds a text or a duration that no letter prints, of which the check only warns."""


@dataclass(frozen=True, eq=False)
class Model:
    """A model, its shape for the check, where its field stands in a template, and all shapes of its data.

    ``plain`` are those that differ in the field itself; ``shapes`` those that differ in the fields beside it as well.
    """

    name: tuple[str, str]
    cls: type[BaseModel]
    paths: tuple[str, ...]
    shape: Shape
    meant: Meant
    plain: tuple[Data, ...]
    shapes: tuple[Data, ...]


@dataclass(frozen=True)
class Form:
    """A way in which a field holds a type: what is declared for it, the paths to it, the data for its values."""

    name: str
    declared: Callable[[Type], dict[str, Any]]
    paths: tuple[str, ...]
    data: Callable[[Type], Iterator[tuple[dict[str, Any], bool]]]
    is_wide: bool = False
    """Whether all is tried with it that may be written; with the others, what tells them apart."""

    @property
    def is_list(self) -> bool:
        """Whether the field itself is a list."""
        return ("list" in self.name and self.paths[0] == "v") or self.name == "tuple"


def _each(type_: Type) -> Iterator[tuple[Any, bool]]:
    yield from ((value, False) for value in type_.sound)
    yield from ((value, True) for value in type_.unfit)


def _held(*, absent: bool = False, left_out: bool = False) -> Callable[[Type], Iterator[tuple[dict[str, Any], bool]]]:
    def data(type_: Type) -> Iterator[tuple[dict[str, Any], bool]]:
        yield from (({"v": value}, unfit) for value, unfit in _each(type_))
        if absent:
            yield {"v": None}, False
        if left_out:
            yield {}, False

    return data


def _listed(
    *, least: int = 0, absent: bool = False, gaps: bool = False
) -> Callable[[Type], Iterator[tuple[dict[str, Any], bool]]]:
    def data(type_: Type) -> Iterator[tuple[dict[str, Any], bool]]:
        if not least:
            yield {"v": []}, False
        yield from (({"v": [value]}, unfit) for value, unfit in _each(type_))
        yield {"v": [type_.sound[0], type_.sound[-1]]}, False
        yield {"v": [type_.sound[-1], *type_.sound]}, False
        if absent:
            yield {"v": None}, False
        if gaps:
            yield {"v": [None]}, False
            for value in type_.sound:
                yield {"v": [value, None]}, False
                yield {"v": [None, value]}, False

    return data


def _within(
    *, absent: bool = False, listed: bool = False, optional: bool = False, other: bool = False
) -> Callable[[Type], Iterator[tuple[dict[str, Any], bool]]]:
    def data(type_: Type) -> Iterator[tuple[dict[str, Any], bool]]:
        inner = [({"sort": "held", "v": value}, unfit) for value, unfit in _each(type_)]
        if optional:
            inner.append(({"sort": "held", "v": None}, False))
        if other:
            inner.append(({"sort": "other", "w": "Ann"}, False))
        for one, unfit in inner:
            yield {"m": [one] if listed else one}, unfit
        if listed:
            yield {"m": []}, False
            yield {"m": [inner[0][0], inner[-1][0]]}, inner[-1][1]
        if absent:
            yield {"m": None}, False

    return data


def _holder(hint: Any, **more: Any) -> type[BaseModel]:
    return create_model("Holder", __base__=Root, sort=(Literal["held"], "held"), v=hint, **more)


class Other(Root):
    """The other model of a union."""

    sort: Literal["other"] = "other"
    w: letterforge.Line


def _beside(type_: Type) -> tuple[Any, tuple[Any, ...]]:
    """A type to make a union with, and values of it."""
    return (letterforge.Line, ("Ann",)) if type_.name in _NUMBERS else (int, (7, 0))


_NUMBERS = ("int", "float", "Decimal", "bool", "Literal of numbers", "IntEnum", "Money", "Money in euros")


def _either(*, absent: bool) -> Callable[[Type], Iterator[tuple[dict[str, Any], bool]]]:
    def data(type_: Type) -> Iterator[tuple[dict[str, Any], bool]]:
        yield from _held(absent=absent)(type_)
        yield from (({"v": value}, False) for value in _beside(type_)[1])

    return data


def _default(type_: Type) -> Any:
    value = type_.sound[0]
    return Field(default_factory=lambda: value if type_.name != "model" else type_.hint(**value))


# For a type checker these are values: what they are of is known when the models are made.
_LIST: Any = list
_TUPLE: Any = tuple
_ANNOTATED: Any = Annotated

FORMS: tuple[Form, ...] = (
    Form("required", lambda t: {"v": (t.hint, ...)}, ("v",), _held(), is_wide=True),
    Form("optional", lambda t: {"v": (t.hint | None, None)}, ("v",), _held(absent=True, left_out=True), is_wide=True),
    Form("with a default", lambda t: {"v": (t.hint, _default(t))}, ("v",), _held(left_out=True)),
    Form("list", lambda t: {"v": (_LIST[t.hint], ...)}, ("v", "v[0]"), _listed(), is_wide=True),
    Form(
        "list of at least one",
        lambda t: {"v": (_ANNOTATED[_LIST[t.hint], Field(min_length=1)], ...)},
        ("v", "v[-1]"),
        _listed(least=1),
        is_wide=True,
    ),
    Form("optional list", lambda t: {"v": (_LIST[t.hint] | None, None)}, ("v", "v[0]"), _listed(absent=True)),
    Form(
        "list of optional",
        lambda t: {"v": (_LIST[t.hint | None], ...)},
        ("v", "v[0]"),
        _listed(gaps=True),
        is_wide=True,
    ),
    Form("tuple", lambda t: {"v": (_TUPLE[t.hint, ...], ...)}, ("v",), _listed()),
    Form("union", lambda t: {"v": (Union[t.hint, _beside(t)[0]], ...)}, ("v",), _either(absent=False)),  # noqa: UP007
    Form("optional union", lambda t: {"v": (Union[t.hint, _beside(t)[0], None], None)}, ("v",), _either(absent=True)),  # noqa: UP007
    Form("nested", lambda t: {"m": (_holder((t.hint, ...)), ...)}, ("m.v",), _within()),
    Form(
        "optional in nested", lambda t: {"m": (_holder((t.hint | None, None)), ...)}, ("m.v",), _within(optional=True)
    ),
    Form("optional nested", lambda t: {"m": (_holder((t.hint, ...)) | None, None)}, ("m.v",), _within(absent=True)),
    Form("list of nested", lambda t: {"m": (_LIST[_holder((t.hint, ...))], ...)}, ("m[0].v",), _within(listed=True)),
    Form(
        "union of nested",
        lambda t: {"m": (_ANNOTATED[_holder((t.hint, ...)) | Other, Field(discriminator="sort")], ...)},
        ("m.v",),
        _within(other=True),
    ),
)
"""Every form of a field."""

_BESIDE: dict[str, Any] = {
    "r": (letterforge.Line, ...),
    "o": (letterforge.Line | None, None),
    "n": (int, ...),
    "f": (bool, ...),
}
_STATES: tuple[dict[str, Any], ...] = (
    {"r": "Ann", "o": "dry", "n": 3, "f": True},
    {"r": "Ann", "o": None, "n": 0, "f": False},
    {"r": "Ann", "o": None, "n": 3, "f": True},
    {"r": "Ann", "o": "dry", "n": 0, "f": False},
)


@functools.cache
def model(type_: Type, form: Form) -> Model:
    """The model with one field of a type in a form, and the fields beside it."""
    cls = create_model("Data", __base__=Root, **_BESIDE, **form.declared(type_))
    return made((type_.name, form.name), cls, form.paths, list(form.data(type_)), _STATES)


def made(
    name: tuple[str, str],
    cls: type[BaseModel],
    paths: tuple[str, ...],
    field: list[tuple[dict[str, Any], bool]],
    states: tuple[dict[str, Any], ...],
) -> Model:
    """A model with the data that differ in its field, times the states of what is beside it."""
    shape = shape_of_model(cls)
    plain = tuple(_data(cls, shape, {**states[0], **raw}, unfit=unfit) for raw, unfit in field)
    more = [_data(cls, shape, {**state, **raw}, unfit=unfit) for state in states[1:] for raw, unfit in field]
    return Model(name, cls, paths, shape, Meant(shape, (), has_model=True), plain, (*plain, *more))


def _data(cls: type[BaseModel], shape: Shape, raw: dict[str, Any], *, unfit: bool) -> Data:
    findings = Findings()
    values, _ = plain_values(cls, shape, raw, findings)
    assert values is not None, (cls.model_fields, raw, [str(one) for one in findings])
    assert not findings, (cls.model_fields, raw, [str(one) for one in findings])
    return Data(raw, values, unfit)
