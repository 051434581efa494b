"""Plain data out of a model: what expressions see, with declared fields only and nothing that has methods of ours.

The walk goes by the shape that the check assumed, and compares each leaf with it, so that what was proven of the
template holds for these data too.
"""

from __future__ import annotations

import datetime
import enum
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, RootModel
from typing_extensions import is_typeddict

from letterforge.data.walk import Items, Plan, Walk, plan_of
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
)
from letterforge.models.text_rules import broken_rule
from letterforge.rules.data import FAILED_FIELD, MISSING, OTHER_TYPE

_PLAIN: Mapping[type, Callable[[Any], object]] = {str: str.__str__, int: int.__int__, float: float.__float__}


class OpaqueValue:
    """Stands for a value that letterforge cannot look into; it can be tested for truth, never printed."""

    __slots__ = ("_true",)

    def __init__(self, *, true: bool) -> None:
        self._true = true

    def __bool__(self) -> bool:
        """As the value itself."""
        return self._true


def snapshot(value: object, shape: Shape, findings: Findings, *, proven: bool = True) -> dict[str, object] | None:
    """The fields of a model or of data without one, in plain; what does not fit its shape is added to ``findings``.

    Where it is not ``proven`` that validators have seen them, texts are held against the text rules of their fields.
    """
    found = _plain(value, shape, Walk(findings, proven=proven), "")
    return found if type(found) is dict else None


def _plain(value: object, shape: Shape, walk: Walk, path: str) -> object:
    """The plain form of a value that should have the given shape; what does not fit is added to the findings."""
    kind = kind_of(value)
    if kind is None and value is not None:
        return _guarded(value, shape, walk, path)
    if kind is not None:
        if kind.value.on_a_clock and value.tzinfo is not None:  # type: ignore[attr-defined]  # a time
            return _on_a_clock(value, shape, walk, path)  # type: ignore[arg-type]  # as above
        for atom in shape:
            if type(atom) is Leaf and atom.kind is kind and _held(value, atom):
                return value if kind is not Kind.TEXT else _text(value, atom, walk, path)  # type: ignore[arg-type]  # a str
        if kind is Kind.INTEGER and any(type(atom) is Leaf and atom.kind is Kind.FLOAT for atom in shape):
            return float(value)  # type: ignore[arg-type]  # an int, which Python takes where a float is declared
    elif any(type(atom) in (Nothing, Opaque) for atom in shape):
        return None
    if any(type(atom) is Opaque for atom in shape):
        return OpaqueValue(true=bool(value))
    walk.findings.add(_mismatch(path, shape))
    return None


def _text(value: str, leaf: Leaf, walk: Walk, path: str) -> str:
    rule = broken_rule(value) if leaf.fit and not walk.proven else None
    if rule is not None:
        walk.findings.add(rule.rule.at(Place(path=path or None), message=rule.message))
    return value.replace("\r\n", "\n")


def _guarded(value: object, shape: Shape, walk: Walk, path: str) -> object:
    """A value with methods of its own, any of which may raise anything, in words that hold what nobody may see."""
    if not walk.enter(value, path):
        return None
    try:
        return _structure(value, shape, walk, path)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001  (an extension in Rust raises what is no Exception)
        message = "raises an error of its own when it is read"
        walk.findings.add(FAILED_FIELD.at(Place(path=path or None), message=message, hint=_PLAIN_INSTEAD))
        return None
    finally:
        walk.inside.discard(id(value))


_PLAIN_INSTEAD = "Give texts, numbers, dates, lists and dictionaries of them, or a model."


def at_its_offset(value: datetime.datetime | datetime.time) -> datetime.datetime | datetime.time:
    """A time that keeps of its zone, which may be a class of anybody's, only what it says of this moment."""
    offset = value.utcoffset()
    return value.replace(tzinfo=None if offset is None else datetime.timezone(offset))


def _on_a_clock(value: datetime.datetime | datetime.time, shape: Shape, walk: Walk, path: str) -> object:
    """A time with a zone, which may be a class of somebody's: only what it says of this moment is kept."""
    try:
        plain = at_its_offset(value)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001  (as above)
        message = "has a time zone that raises an error of its own"
        walk.findings.add(FAILED_FIELD.at(Place(path=path or None), message=message, hint=None))
        return None
    for atom in shape:
        if type(atom) is Opaque or (type(atom) is Leaf and atom.kind is kind_of(value) and _held(plain, atom)):
            return OpaqueValue(true=True) if type(atom) is Opaque else plain
    walk.findings.add(_mismatch(path, shape))
    return None


def _held(value: object, leaf: Leaf) -> bool:
    """Whether a value of the kind of a leaf is one of its choices, on its side of the time zones, and in its currency."""
    if leaf.currency is not None and value.currency != leaf.currency:  # type: ignore[attr-defined]  # an Amount
        return False
    return (leaf.choices is None or value in leaf.choices) and (leaf.zoned is None or zoned(value) is leaf.zoned)


def _carries(shape: Shape) -> bool:
    """Whether a rich value would go through as it is; asked first, since to know one takes longer."""
    return any(type(atom) is Opaque or (type(atom) is Leaf and atom.kind is Kind.RICH) for atom in shape)


def _structure(value: object, shape: Shape, walk: Walk, path: str) -> object:  # noqa: PLR0911  (one for each kind)
    if isinstance(value, enum.Enum):
        return _plain(value.value, shape, walk, path)
    if isinstance(value, uuid.UUID) or type(value).__module__ == "pydantic.networks":
        return _plain(str(value), shape, walk, path)
    if isinstance(value, RootModel):
        return _plain(value.root, shape, walk, path)
    record = _named(value, shape)
    if record is not None:
        return _record(value, plan_of(record), walk, path)
    if _carries(shape) and not isinstance(value, BaseModel) and isinstance(value, Rich):
        bool(value)  # conditions ask: what raises then is to raise now
        if isinstance(value.text, str):
            return value
    elif isinstance(value, Mapping):
        return _mapping(value, shape, walk, path)
    elif isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        lists = [atom for atom in shape if isinstance(atom, ListOf) and len(value) >= atom.least]
        if lists:
            return _first_fit(lists, lambda atom, walk: _items(value, atom, walk, path), walk)
    elif not isinstance(value, BaseModel):
        for python in type(value).__mro__[1:]:  # a subclass of text, a date ... is cut down to what it stands for
            if python in (str, int, float):
                # `str(value)` would ask the subclass; the plain method gives what it holds.
                return _plain(_PLAIN[python](value), shape, walk, path)
    if any(isinstance(atom, Opaque) for atom in shape):
        return OpaqueValue(true=bool(value))
    walk.findings.add(_mismatch(path, shape))
    return None


def _items(value: Sequence[object], atom: ListOf, walk: Walk, path: str) -> list[object]:
    return [_plain(item, atom.item, walk, f"{path}[{i}]") for i, item in enumerate(value)]


A = TypeVar("A")


def _first_fit(candidates: Sequence[A], read: Callable[[A, Walk], object], walk: Walk) -> object:
    """What the first alternative makes of a value that finds nothing wrong with it; if none does, what the first does."""
    for candidate in candidates if len(candidates) > 1 else ():
        trial = walk.trial()
        found = read(candidate, trial)
        walk.left = trial.left
        if not trial.findings:
            return found
    return read(candidates[0], walk)


def _named(value: object, shape: Shape) -> Record | None:
    """The model, dataclass or NamedTuple that a value is an instance of: the nearest to its own class that there is."""
    nearest: Record | None = None
    classes = type(value).__mro__
    at = len(classes)
    for atom in shape:
        known = atom.model if isinstance(atom, Record) else None
        if known in classes[:at] and not is_typeddict(known):
            nearest, at = atom, classes.index(known)  # type: ignore[assignment]  # a record, which has a model
    return nearest


def _record(value: object, plan: Plan, walk: Walk, path: str) -> dict[str, object]:
    out: dict[str, object] = {}
    proven = walk.proven
    # Where pydantic keeps the fields of a model; what is computed, or of another class, is asked for.
    held: dict[str, Any] = value.__dict__ if isinstance(value, BaseModel) else {}
    if proven and tuple(map(type, held.values())) in plan.leaves:
        return held.copy()
    prefix, simple = path + "." if path else "", proven
    for name, shape, sound, models, items in plan.fields:
        try:
            found = held[name] if name in held else getattr(value, name)
        except KeyboardInterrupt:
            raise
        except BaseException:  # noqa: BLE001  (a computed field can raise anything, and its words could hold a value)
            at = Place(path=prefix + name)
            if isinstance(value, BaseModel) and name in type(value).model_fields:  # made without being validated
                walk.findings.add(MISSING.at(at, message="is missing"))
            else:
                walk.findings.add(FAILED_FIELD.at(at, message="cannot be computed: the model raises an error"))
            continue
        kind = type(found)
        if kind is str and str in sound:
            out[name] = found if proven and "\r" not in found else _plain(found, shape, walk, prefix + name)
        elif kind in sound:
            out[name] = found
        else:
            simple = False
            if kind in models:
                out[name] = _model(found, models[kind], walk, prefix + name)
            elif kind is list and items is not None:
                out[name] = _listed(found, items, walk, prefix + name)
            else:
                out[name] = _plain(found, shape, walk, prefix + name)
    if simple:
        plan.learn(held)
    return out


def _model(value: object, plan: Plan, walk: Walk, path: str) -> object:
    """An instance of the very model that is declared, which is what validation makes: as `_guarded`, the short way."""
    if not walk.enter(value, path):
        return None
    out = _record(value, plan, walk, path)
    walk.inside.discard(id(value))
    return out


def _listed(values: list[object], items: Items, walk: Walk, path: str) -> object:
    """The same of a list of models, or of plain values."""
    if len(values) < items.least or not walk.enter(values, path):
        return _plain(values, items.shape, walk, path)
    if walk.proven and items.keeps(values):
        walk.inside.discard(id(values))
        return values.copy()
    out: list[object] = []
    for index, item in enumerate(values):
        plan = items.models.get(type(item))
        if plan is None:
            out.append(_plain(item, items.item, walk, f"{path}[{index}]"))
        elif walk.proven and walk.left > 0 and tuple(map(type, item.__dict__.values())) in plan.leaves:
            walk.left -= 1  # as `_model`; what holds nothing cannot hold itself
            out.append(item.__dict__.copy())
        else:
            out.append(_model(item, plan, walk, f"{path}[{index}]"))
    walk.inside.discard(id(values))
    return out


def _mapping(value: Mapping[object, object], shape: Shape, walk: Walk, path: str) -> object:
    fitting = [atom for atom in shape if isinstance(atom, Record) and _fits(value, atom)]
    # The one that knows most of what is there; of two that know as much, the first.
    fitting.sort(key=lambda atom: -sum(name in value for name in atom.fields))
    candidates: list[Record | MapOf] = [*fitting, *(atom for atom in shape if isinstance(atom, MapOf))]
    if candidates:
        return _first_fit(candidates, lambda atom, walk: _entries(value, atom, walk, path), walk)
    if any(isinstance(atom, Opaque) for atom in shape):
        return OpaqueValue(true=bool(value))
    walk.findings.add(_mismatch(path, shape))
    return None


def _entries(value: Mapping[object, object], atom: Record | MapOf, walk: Walk, path: str) -> dict[str, object]:
    if isinstance(atom, MapOf):
        return {str(key): _plain(item, atom.value, walk, f"{path}[...]") for key, item in value.items()}
    prefix = path + "." if path else ""
    return {
        name: _plain(value[name], field.shape, walk, prefix + name)
        for name, field in atom.fields.items()
        if name in value
    }


def _fits(value: Mapping[object, object], atom: Record) -> bool:
    if atom.model is not None and not is_typeddict(atom.model):
        return False
    return all(name in value or _may_be_absent(field.shape) for name, field in atom.fields.items())


def _may_be_absent(shape: Sequence[Atom]) -> bool:
    return any(isinstance(atom, Absent) for atom in shape)


def _mismatch(path: str, shape: Shape) -> Finding:
    return OTHER_TYPE.at(
        Place(path=path or None),
        message=f"is not what its model declares: {described(shape)}",
        hint="A validator or a default of the model gives another type than the field has.",
    )
