"""Plain data out of a model: what expressions see, with declared fields only and nothing that has methods of ours.

The walk goes by the shape that the check assumed, and compares each leaf with it, so that what was proven of the
template holds for these data too.
"""

from __future__ import annotations

import enum
import functools
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, RootModel
from typing_extensions import is_typeddict

from letterforge.findings import Finding, Findings, Place
from letterforge.models.kinds import Kind, kind_of, zoned
from letterforge.models.rich import Rich
from letterforge.models.shapes import (
    Absent,
    Atom,
    Leaf,
    ListOf,
    MapOf,
    Nothing,
    Opaque,
    Record,
    Shape,
    described,
    types_of,
)
from letterforge.rules.data import FAILED_FIELD, OTHER_TYPE

_PLAIN: Mapping[type, Callable[[Any], object]] = {str: str.__str__, int: int.__int__, float: float.__float__}


class OpaqueValue:
    """Stands for a value that letterforge cannot look into; it can be tested for truth, never printed."""

    __slots__ = ("_true",)

    def __init__(self, *, true: bool) -> None:
        self._true = true

    def __bool__(self) -> bool:
        """As the value itself."""
        return self._true


def snapshot(value: object, shape: Shape, findings: Findings) -> dict[str, object] | None:
    """The fields of a model or of data without one, in plain; what does not fit its shape is added to ``findings``."""
    found = _plain(value, shape, findings)
    return found if type(found) is dict else None


def _plain(value: object, shape: Shape, findings: Findings, *, path: str = "") -> object:
    """The plain form of a value that should have the given shape; what does not fit is added to ``findings``."""
    kind = kind_of(value)
    if kind is not None:
        for atom in shape:
            if type(atom) is Leaf and atom.kind is kind and _held(value, atom):
                return value.replace("\r\n", "\n") if kind is Kind.TEXT else value  # type: ignore[attr-defined]  # a str
        if kind is Kind.INTEGER and any(type(atom) is Leaf and atom.kind is Kind.FLOAT for atom in shape):
            return float(value)  # type: ignore[arg-type]  # an int, which Python takes where a float is declared
    elif value is None:
        if any(type(atom) in (Nothing, Opaque) for atom in shape):
            return None
    elif _carries(shape) and isinstance(value, Rich) and not isinstance(value, BaseModel):
        return value  # a model with a field called text is a model
    else:
        return _structure(value, shape, findings, path)
    if any(type(atom) is Opaque for atom in shape):
        return OpaqueValue(true=bool(value))
    findings.add(_mismatch(path, shape))
    return None


def _held(value: object, leaf: Leaf) -> bool:
    """Whether a value of the kind of a leaf is one of its choices, and on its side of the time zones."""
    return (leaf.choices is None or value in leaf.choices) and (leaf.zoned is None or zoned(value) is leaf.zoned)


def _carries(shape: Shape) -> bool:
    """Whether a rich value would go through as it is; asked first, since to know one takes longer."""
    return any(type(atom) is Opaque or (type(atom) is Leaf and atom.kind is Kind.RICH) for atom in shape)


def _structure(value: object, shape: Shape, findings: Findings, path: str) -> object:  # noqa: PLR0911  (one for each kind)
    if isinstance(value, enum.Enum):
        return _plain(value.value, shape, findings, path=path)
    if isinstance(value, uuid.UUID) or type(value).__module__ == "pydantic.networks":
        return _plain(str(value), shape, findings, path=path)
    if isinstance(value, RootModel):
        return _plain(value.root, shape, findings, path=path)
    if isinstance(value, BaseModel):
        for atom in shape:
            if isinstance(atom, Record) and atom.model is not None and isinstance(value, atom.model):
                return _record(value, atom, findings, path)
    elif (record := _named(value, shape)) is not None:
        return _record(value, record, findings, path)
    elif isinstance(value, Mapping):
        return _mapping(value, shape, findings, path)
    elif isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        for atom in shape:
            if isinstance(atom, ListOf):
                if len(value) < atom.least:
                    break
                return [_plain(item, atom.item, findings, path=f"{path}[{i}]") for i, item in enumerate(value)]
    else:
        for python in type(value).__mro__[1:]:  # a subclass of text, a date ... is cut down to what it stands for
            if python in (str, int, float):
                # `str(value)` would ask the subclass; the plain method gives what it holds.
                return _plain(_PLAIN[python](value), shape, findings, path=path)
    if any(isinstance(atom, Opaque) for atom in shape):
        return OpaqueValue(true=bool(value))
    findings.add(_mismatch(path, shape))
    return None


def _named(value: object, shape: Shape) -> Record | None:
    """The dataclass or NamedTuple that a value is an instance of."""
    if isinstance(value, tuple) or hasattr(type(value), "__dataclass_fields__"):
        for atom in shape:
            known = atom.model if isinstance(atom, Record) else None
            if known is not None and not is_typeddict(known) and isinstance(value, known):
                return atom  # type: ignore[return-value]  # a record, since it has a model
    return None


def _record(value: object, atom: Record, findings: Findings, path: str) -> dict[str, object]:
    prefix = path + "." if path else ""
    out = {}
    for name, shape, sound in _fields(atom):
        try:
            found = getattr(value, name)
        except Exception:  # noqa: BLE001  (a computed field can raise anything, and its words could hold a value)
            message = "cannot be computed: the model raises an error"
            findings.add(FAILED_FIELD.at(Place(path=prefix + name), message=message))
        else:
            if type(found) in sound and (type(found) is not str or "\r" not in found):
                out[name] = found
            else:
                out[name] = _plain(found, shape, findings, path=prefix + name)
    return out


@functools.lru_cache(maxsize=1024)
def _fields(atom: Record) -> tuple[tuple[str, Shape, frozenset[type]], ...]:
    """The fields of a model with their shapes, and the types whose values go through as they are."""
    return tuple((name, field.shape, types_of(field.shape)) for name, field in atom.fields.items())


def _mapping(value: Mapping[object, object], shape: Shape, findings: Findings, path: str) -> object:
    prefix = path + "." if path else ""
    for atom in shape:
        if isinstance(atom, MapOf):
            return {str(key): _plain(item, atom.value, findings, path=f"{path}[...]") for key, item in value.items()}
        if isinstance(atom, Record) and (atom.model is None or is_typeddict(atom.model)) and _fits(value, atom):
            return {
                name: _plain(value[name], field.shape, findings, path=prefix + name)
                for name, field in atom.fields.items()
                if name in value
            }
    if any(isinstance(atom, Opaque) for atom in shape):
        return OpaqueValue(true=bool(value))
    findings.add(_mismatch(path, shape))
    return None


def _fits(value: Mapping[object, object], atom: Record) -> bool:
    return all(name in value or _may_be_absent(field.shape) for name, field in atom.fields.items())


def _may_be_absent(shape: Sequence[Atom]) -> bool:
    return any(isinstance(atom, Absent) for atom in shape)


def _mismatch(path: str, shape: Shape) -> Finding:
    return OTHER_TYPE.at(
        Place(path=path or None),
        message=f"is not what its model declares: {described(shape)}",
        hint="A validator or a default of the model gives another type than the field has.",
    )
