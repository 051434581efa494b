"""A pydantic model read as shapes, without any data: one branch for each form that an annotation can have."""

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
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic import AliasChoices, BaseModel, RootModel
from pydantic.fields import FieldInfo
from typing_extensions import TypeAliasType, is_typeddict

from letterforge.models.allow import Allow
from letterforge.models.fields.money import Currency
from letterforge.models.kinds import KIND_OF_TYPE, Kind
from letterforge.models.rich import is_rich
from letterforge.models.shapes import RICH, Absent, Atom, Field, Leaf, ListOf, MapOf, Nothing, Opaque, Record, Shape
from letterforge.models.text_rules import broken_rule

_OF_PYDANTIC: Mapping[str, Leaf] = {
    "PastDate": Leaf(Kind.DATE),
    "FutureDate": Leaf(Kind.DATE),
    "PastDatetime": Leaf(Kind.DATETIME),
    "FutureDatetime": Leaf(Kind.DATETIME),
    "AwareDatetime": Leaf(Kind.DATETIME, zoned=True),
    "NaiveDatetime": Leaf(Kind.DATETIME, zoned=False),
}
"""Classes of pydantic's that stand for a date; their values are Python's own."""


@functools.lru_cache(maxsize=256)
def shape_of_model(model: type[BaseModel]) -> Shape:
    """The shape of a whole model."""
    return _shape(model, ())


def shape_of_annotation(annotation: Any) -> Shape:  # noqa: ANN401  (an annotation can be anything)
    """The shape of an annotation by itself."""
    return _shape(annotation, ())


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
        item = _shape(arguments[0], _of_items(metadata)) if arguments else (Opaque("anything"),)
        return [ListOf(item, _least(metadata))]
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004  (tuple[X, ...])
            return [ListOf(_shape(arguments[0], _of_items(metadata)), _least(metadata))]
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
        return [_record(annotation)]
    if issubclass(annotation, enum.Enum):
        return _choices(tuple(member.value for member in annotation))
    # An identifier, or an address or URL of pydantic's, whose module would be slow to import for a look.
    if issubclass(annotation, uuid.UUID) or annotation.__module__ == "pydantic.networks":
        return [Leaf(Kind.TEXT, fit=True)]
    named = _OF_PYDANTIC.get(annotation.__name__) if annotation.__module__ == "pydantic.types" else None
    if named is not None:
        return [named]
    # The last is that of the type itself: it may be made of another one of ours.
    declared = next((entry for entry in reversed(metadata) if isinstance(entry, Leaf)), None)
    if declared is not None:  # a field type of ours, which says what its values are
        currency = next((entry.code for entry in reversed(metadata) if isinstance(entry, Currency)), None)
        return [dataclasses.replace(declared, allow=_allowed(metadata), currency=currency)]
    for python in annotation.__mro__:
        if python in KIND_OF_TYPE:
            kind = KIND_OF_TYPE[python]
            never_false = (kind.value.number or kind is Kind.DURATION) and _excludes_zero(metadata)
            return [Leaf(kind, allow=_allowed(metadata), never_false=never_false)]
    if is_rich(annotation):
        return [RICH]
    return [_record(annotation)] if is_record(annotation) else [Opaque(annotation.__name__)]


def _record(kind: type[Any]) -> Record:
    return Record(kind.__name__, kind, read=_fields_of)  # type: ignore[arg-type]  # every class has a hash; mypy asks its instances


def _choices(values: tuple[Any, ...]) -> Sequence[Atom]:
    """The leaves of a Literal or an Enum, one for each kind of value."""
    kinds: dict[Kind, list[Any]] = {}
    rest: list[Atom] = []
    for value in values:
        plain = value.value if isinstance(value, enum.Enum) else value
        kind = next((KIND_OF_TYPE[python] for python in type(plain).__mro__ if python in KIND_OF_TYPE), None)
        if plain is None:
            rest.append(Nothing())
        elif kind is None:
            rest.append(Opaque(type(plain).__name__))
        else:
            kinds.setdefault(kind, []).append(plain)
    return [*(Leaf(kind, tuple(plain)) for kind, plain in kinds.items()), *rest]


def _flattened(metadata: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(m for entry in metadata for m in (entry.metadata if isinstance(entry, FieldInfo) else (entry,)))


def _of_items(metadata: tuple[Any, ...]) -> tuple[Any, ...]:
    """What is said of a list that holds for each of its items."""
    return tuple(entry for entry in metadata if isinstance(entry, Allow))


def _allowed(metadata: tuple[Any, ...]) -> frozenset[str]:
    return frozenset(rule for entry in metadata if isinstance(entry, Allow) for rule in entry.rules)


def _excludes_zero(metadata: tuple[Any, ...]) -> bool:
    """Whether a bound of annotated-types leaves no room for 0."""
    nothing = {int: 0, float: 0.0, Decimal: Decimal(0), datetime.timedelta: datetime.timedelta()}
    for entry in metadata:
        above, least = getattr(entry, "gt", None), getattr(entry, "ge", None)
        below, most = getattr(entry, "lt", None), getattr(entry, "le", None)
        zero = next((nothing[type(one)] for one in (above, least, below, most) if type(one) in nothing), None)
        if zero is None:
            continue
        if (above is not None and above >= zero) or (least is not None and least > zero):
            return True
        if (below is not None and below <= zero) or (most is not None and most < zero):
            return True
    return False


def _least(metadata: tuple[Any, ...]) -> int:
    """The least length that annotated-types metadata ask for."""
    lengths = [getattr(entry, "min_length", None) for entry in metadata]
    return max((length for length in lengths if isinstance(length, int)), default=0)
