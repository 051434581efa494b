"""What a field can hold: a pydantic model read as shapes, without any data.

A shape is a tuple of alternatives, so that an optional text is ``(Leaf(TEXT), Nothing())``.
"""

from __future__ import annotations

import contextvars
import dataclasses
import datetime
import enum
import functools
import types
import uuid
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Required,
    TypeAlias,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic import AliasChoices, BaseModel, RootModel
from pydantic.fields import FieldInfo
from typing_extensions import TypeAliasType, is_typeddict

from letterforge.models.fields import FIT, LOCAL
from letterforge.models.month import MonthOfYear
from letterforge.models.rich import Rich, is_rich
from letterforge.models.text_rules import broken_rule


class Kind(enum.Enum):
    """The kinds of plain value, by the words that messages use for them."""

    TEXT = "text"
    INTEGER = "a whole number"
    FLOAT = "a number"
    DECIMAL = "a decimal number"
    BOOLEAN = "a yes or no"
    DATE = "a date"
    DATETIME = "a date with a time"
    TIME = "a time of day"
    MONTH = "a month of a year"
    DURATION = "a length of time"
    RICH = "rich text, a picture or a document"


@dataclasses.dataclass(frozen=True, slots=True)
class Leaf:
    """A plain value.

    ``choices`` are the only ones allowed, where the model says so; ``fit`` says that the model itself keeps the text
    rules, so that the text is never blank; ``zoned`` whether a time has a time zone, None where it may or may not.
    """

    kind: Kind
    choices: tuple[Any, ...] | None = None
    fit: bool = False
    zoned: bool | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Nothing:
    """None: the field is there and empty."""


@dataclasses.dataclass(frozen=True, slots=True)
class Absent:
    """The key may not be there at all; only data without a model have this."""


@dataclasses.dataclass(frozen=True, slots=True)
class Opaque:
    """Something that letterforge cannot look into; it can be asked for, never printed."""

    name: str


@dataclasses.dataclass(frozen=True, slots=True)
class ListOf:
    """A list; ``least`` is the fewest items that the model allows."""

    item: Shape
    least: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class MapOf:
    """A dictionary with keys that are not known beforehand."""

    value: Shape


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """One field of a record. Templates know it by ``name``, data by one of its ``aliases`` if it has any."""

    name: str
    shape: Shape
    required: bool = True
    description: str | None = None
    default: object = None
    aliases: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What data call it, where there is one name to choose."""
        return self.aliases[0] if self.aliases else self.name


@dataclasses.dataclass(frozen=True, slots=True)
class Record:
    """A model, dataclass, TypedDict or NamedTuple. Its fields are worked out when asked for, since it may hold itself."""

    name: str
    model: type[Any] | None = None
    known: tuple[Field, ...] = ()

    @property
    def fields(self) -> Mapping[str, Field]:
        """The declared and the computed fields, by name."""
        if self.model is not None:
            return _fields_of(self.model)  # type: ignore[arg-type]  # every class has a hash; mypy asks its instances
        return {field.name: field for field in self.known}


Atom: TypeAlias = Leaf | Nothing | Absent | Opaque | ListOf | MapOf | Record
Shape: TypeAlias = tuple[Atom, ...]

_LEAVES: Mapping[type, Kind] = {
    str: Kind.TEXT,
    uuid.UUID: Kind.TEXT,
    bool: Kind.BOOLEAN,
    int: Kind.INTEGER,
    float: Kind.FLOAT,
    Decimal: Kind.DECIMAL,
    datetime.datetime: Kind.DATETIME,
    datetime.date: Kind.DATE,
    datetime.time: Kind.TIME,
    datetime.timedelta: Kind.DURATION,
    MonthOfYear: Kind.MONTH,
}
_RICH = Leaf(Kind.RICH, fit=True)
_OF_PYDANTIC: Mapping[str, Leaf] = {
    "PastDate": Leaf(Kind.DATE),
    "FutureDate": Leaf(Kind.DATE),
    "PastDatetime": Leaf(Kind.DATETIME),
    "FutureDatetime": Leaf(Kind.DATETIME),
    "AwareDatetime": Leaf(Kind.DATETIME, zoned=True),
    "NaiveDatetime": Leaf(Kind.DATETIME, zoned=False),
}
"""Classes of pydantic's that stand for a date; their values are Python's own."""
_PYTHON: Mapping[type, Kind] = {python: kind for python, kind in _LEAVES.items() if python is not uuid.UUID}


@functools.lru_cache(maxsize=256)
def shape_of_model(model: type[BaseModel]) -> Shape:
    """The shape of a whole model."""
    return _shape(model, ())


@functools.lru_cache(maxsize=1024)
def _fields_of(model: type[Any]) -> Mapping[str, Field]:
    # A dataclass of pydantic's keeps them where a model has its property.
    infos = model.model_fields if issubclass(model, BaseModel) else getattr(model, "__pydantic_fields__", None)
    if not isinstance(infos, dict):
        return types.MappingProxyType(dict(_plain_fields(model)))
    fields = {}
    kept = bool(_config(model).get("validate_default"))
    for name, info in infos.items():
        shape = _shape(info.annotation, tuple(info.metadata))
        default = None if info.is_required() or info.default_factory else info.default
        if not (info.is_required() or kept) and (info.default_factory or _is_broken(default)):
            shape = tuple(dataclasses.replace(atom, fit=False) if isinstance(atom, Leaf) else atom for atom in shape)
        fields[name] = Field(name, shape, info.is_required(), info.description, default, aliases_of(info))
    for name, computed in _computed(model):
        fields[name] = Field(name, _shape(computed.return_type, ()), required=False, description=computed.description)
    return types.MappingProxyType(fields)


def _computed(model: type[Any]) -> Iterator[tuple[str, Any]]:
    """The computed fields of a model; those of a dataclass of pydantic's stand where it keeps its decorators."""
    if issubclass(model, BaseModel):
        yield from model.model_computed_fields.items()
        return
    for name, one in getattr(getattr(model, "__pydantic_decorators__", None), "computed_fields", {}).items():
        yield name, one.info


def _config(model: type[Any]) -> Mapping[str, Any]:
    return getattr(model, "model_config", None) or getattr(model, "__pydantic_config__", None) or {}


def _is_broken(default: object) -> bool:
    """Whether a default, which pydantic does not validate, is a text that the field's own type would refuse."""
    return isinstance(default, str) and broken_rule(default) is not None


def _plain_fields(kind: type[Any]) -> Iterator[tuple[str, Field]]:
    """The fields of a dataclass, a TypedDict or a NamedTuple; pydantic validates all three."""
    hints = get_type_hints(kind, include_extras=True)
    if dataclasses.is_dataclass(kind):
        for one in dataclasses.fields(kind):
            required = one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING
            yield one.name, Field(one.name, _shape(hints[one.name], ()), required)
    elif is_typeddict(kind):
        for name, hint in hints.items():
            # Annotations that are texts hide what they say of a key from Python itself (PEP 655).
            said = {NotRequired: False, Required: True}.get(get_origin(hint))
            required = said if said is not None else name in kind.__required_keys__
            yield name, Field(name, _shape(hint, ()) + (() if required else (Absent(),)), required)
    else:
        for name in kind._fields:
            yield name, Field(name, _shape(hints[name], ()), name not in kind._field_defaults)


def is_record(kind: type[Any]) -> bool:
    """Whether values of a class have named fields that pydantic validates."""
    named = issubclass(kind, tuple) and hasattr(kind, "_fields") and hasattr(kind, "__annotations__")
    if not (dataclasses.is_dataclass(kind) or is_typeddict(kind) or named):
        return False
    try:
        get_type_hints(kind)
    except Exception:  # noqa: BLE001  (annotations can name what is not there; then nobody knows the fields)
        return False
    return True


def aliases_of(info: FieldInfo) -> tuple[str, ...]:
    """The keys by which data give a field that has an alias; none where it goes by its name alone."""
    alias = info.validation_alias if info.validation_alias is not None else info.alias
    choices = alias.choices if isinstance(alias, AliasChoices) else [alias]
    return tuple(choice for choice in choices if isinstance(choice, str))


def _shape(annotation: Any, metadata: tuple[Any, ...]) -> Shape:  # noqa: ANN401  (an annotation can be anything)
    """The alternatives of an annotation, without repetitions, in its own order."""
    return tuple(dict.fromkeys(_atoms(annotation, metadata)))


def _atoms(annotation: Any, metadata: tuple[Any, ...]) -> Sequence[Atom]:  # noqa: ANN401, PLR0911  (one branch for each form)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _atoms(arguments[0], (*metadata, *_flattened(arguments[1:])))
    alias = annotation if _is_alias(annotation) else origin
    if _is_alias(alias):
        return _aliased(alias, arguments, metadata)
    if origin in (Required, NotRequired):
        return _atoms(arguments[0], metadata)
    if hasattr(annotation, "__supertype__"):
        return _atoms(annotation.__supertype__, metadata)
    if annotation in (None, type(None)):
        return [Nothing()]
    if origin in (Union, types.UnionType):
        return [atom for argument in arguments for atom in _atoms(argument, metadata)]
    if origin is Literal:
        return _choices(arguments)
    if origin in (list, Sequence) or annotation in (list, Sequence):
        item = _shape(arguments[0], ()) if arguments else (Opaque("anything"),)
        return [ListOf(item, _least(metadata))]
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004  (tuple[X, ...])
            return [ListOf(_shape(arguments[0], ()), _least(metadata))]
        return [ListOf(tuple(dict.fromkeys(a for argument in arguments for a in _atoms(argument, ()))), len(arguments))]
    if origin in (dict, Mapping):
        return [MapOf(_shape(arguments[1], ()))]
    if isinstance(annotation, TypeVar):
        if annotation.__bound__:
            return _atoms(annotation.__bound__, metadata)
        constraints = [atom for one in annotation.__constraints__ for atom in _atoms(one, metadata)]
        return constraints or [Opaque("anything")]
    if isinstance(annotation, type):
        return _class(annotation, metadata)
    return [Opaque(getattr(annotation, "__name__", None) or str(annotation))]


_open_aliases: contextvars.ContextVar[frozenset[Any]] = contextvars.ContextVar("_open_aliases", default=frozenset())
"""The type aliases that are being read."""


def _is_alias(annotation: Any) -> bool:  # noqa: ANN401  (as above)
    return isinstance(annotation, TypeAliasType) or type(annotation).__name__ == "TypeAliasType"


def _aliased(alias: Any, arguments: tuple[Any, ...], metadata: tuple[Any, ...]) -> Sequence[Atom]:  # noqa: ANN401  (as above)
    """What a type alias stands for, with ``arguments`` put in where it takes some."""
    if alias in _open_aliases.get():  # ``type Tree = list[Tree]`` has no end
        return [Opaque(alias.__name__)]
    token = _open_aliases.set(_open_aliases.get() | {alias})
    try:
        return _atoms(alias.__value__[arguments] if arguments else alias.__value__, metadata)
    finally:
        _open_aliases.reset(token)


def _class(annotation: type, metadata: tuple[Any, ...]) -> Sequence[Atom]:
    if issubclass(annotation, RootModel):
        return _atoms(annotation.model_fields["root"].annotation, tuple(annotation.model_fields["root"].metadata))
    if issubclass(annotation, BaseModel):
        return [Record(annotation.__name__, annotation)]
    if issubclass(annotation, enum.Enum):
        return _choices(tuple(member.value for member in annotation))
    if annotation.__module__ == "pydantic.networks":  # addresses and URLs; importing it for a look would be slow
        return [Leaf(Kind.TEXT, fit=True)]
    named = _OF_PYDANTIC.get(annotation.__name__) if annotation.__module__ == "pydantic.types" else None
    if named is not None:
        return [named]
    for python in annotation.__mro__:
        if python in _LEAVES:
            validators = [getattr(m, "func", None) for m in metadata]
            fit = python is uuid.UUID or (python is str and any(one in FIT for one in validators))
            return [Leaf(_LEAVES[python], fit=fit, zoned=False if LOCAL in validators else None)]
    if is_rich(annotation):
        return [_RICH]
    return [Record(annotation.__name__, annotation)] if is_record(annotation) else [Opaque(annotation.__name__)]


def _choices(values: tuple[Any, ...]) -> Sequence[Atom]:
    """The leaves of a Literal or an Enum, one for each kind of value."""
    kinds: dict[Kind, list[Any]] = {}
    rest: list[Atom] = []
    for value in values:
        plain = value.value if isinstance(value, enum.Enum) else value
        kind = next((_PYTHON[python] for python in type(plain).__mro__ if python in _PYTHON), None)
        if plain is None:
            rest.append(Nothing())
        elif kind is None:
            rest.append(Opaque(type(plain).__name__))
        else:
            kinds.setdefault(kind, []).append(plain)
    return [*(Leaf(kind, tuple(plain)) for kind, plain in kinds.items()), *rest]


def _flattened(metadata: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(m for entry in metadata for m in (entry.metadata if isinstance(entry, FieldInfo) else (entry,)))


def _least(metadata: tuple[Any, ...]) -> int:
    """The least length that annotated-types metadata ask for."""
    lengths = [getattr(entry, "min_length", None) for entry in metadata]
    return max((length for length in lengths if isinstance(length, int)), default=0)


def shape_of_value(value: object) -> Shape:
    """The shape of plain data that come without a model."""
    if value is None:
        return (Nothing(),)
    if isinstance(value, dict):
        return (Record("the data", None, tuple(Field(str(k), shape_of_value(v)) for k, v in value.items())),)
    if isinstance(value, (list, tuple)):
        return (ListOf(merged([shape_of_value(item) for item in value]), min(len(value), 1)),)
    for python in type(value).__mro__:
        if python in _PYTHON:
            return (Leaf(_PYTHON[python], fit=True, zoned=zoned(value)),)
    return (_RICH if isinstance(value, Rich) else Opaque(type(value).__name__),)


def zoned(value: object) -> bool | None:
    """Whether a time has a time zone, as Python's order of times sees it; None for what is no time."""
    return value.utcoffset() is not None if isinstance(value, (datetime.datetime, datetime.time)) else None


def merged(shapes: Sequence[Shape]) -> Shape:
    """One shape that holds whatever any of the given ones holds; records become one, with keys that may be absent."""
    atoms = list(dict.fromkeys(atom for shape in shapes for atom in shape))
    records = [atom for atom in atoms if isinstance(atom, Record) and atom.model is None]
    if len(records) < 2:  # noqa: PLR2004  (nothing to merge)
        return tuple(atoms)
    names = list(dict.fromkeys(name for record in records for name in record.fields))
    fields = []
    for name in names:
        found = [record.fields[name].shape for record in records if name in record.fields]
        shape = merged(found) if len(found) == len(records) else (*merged(found), Absent())
        fields.append(Field(name, tuple(dict.fromkeys(shape))))
    rest = [atom for atom in atoms if atom not in records]
    return (Record(records[0].name, None, tuple(fields)), *rest)


def union(*shapes: Shape) -> Shape:
    """A shape that is any of the given ones."""
    return tuple(dict.fromkeys(atom for shape in shapes for atom in shape))


def types_of(shape: Shape) -> frozenset[type]:
    """The Python types of which every value is a plain value of this shape."""
    kinds = {atom.kind for atom in shape if isinstance(atom, Leaf) and atom.choices is None and atom.zoned is None}
    nothing = [type(None)] if any(isinstance(atom, (Nothing, Opaque)) for atom in shape) else []
    return frozenset([python for python, kind in _PYTHON.items() if kind in kinds] + nothing)


def kind_of(value: object) -> Kind | None:
    """The kind of a plain value, None for what is not a leaf."""
    return _PYTHON.get(type(value))


def described(shape: Shape) -> str:
    """A shape in the words of a message: "text", "a list of ...", "one of 'a', 'b'"."""
    words = [_described(atom) for atom in shape if not isinstance(atom, (Nothing, Absent))]
    return " or ".join(dict.fromkeys(words)) or "nothing"


WITH_FIELDS = ", with fields of its own"


def _described(atom: Atom) -> str:
    match atom:
        case Leaf(kind, choices=None):
            return kind.value
        case Leaf(_, choices):
            return "one of " + ", ".join(repr(choice) for choice in choices or ())
        case ListOf(item, least):
            return f"a list of {described(item)}".replace(WITH_FIELDS, "") + (f", {least} at least" if least else "")
        case MapOf(value):
            return f"names, each with {described(value)}"
        case Record(name):
            return name + WITH_FIELDS
        case Opaque(name):
            return name
        case _:
            return "nothing"
