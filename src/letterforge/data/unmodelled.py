"""Data that come without a model: opened up, with their shape and their snapshot.

Instances of models are opened by their fields. pydantic's own way, `model_dump`, goes by serializers, which change
values, and warns of what it finds in words that hold them.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Mapping

from pydantic import BaseModel, RootModel

from letterforge.data.data_file import DataFile
from letterforge.data.snapshot import at_its_offset, snapshot
from letterforge.data.walk import Walk
from letterforge.findings import Findings, Place
from letterforge.models.rich import Rich
from letterforge.models.shapes import Shape
from letterforge.models.values import shape_of_value
from letterforge.rules.data import DATA, FAILED_FIELD


def unmodelled(data: object, findings: Findings) -> tuple[dict[str, object] | None, Shape | None]:
    """The plain data and their shape, (None, None) where there are no fields; what is wrong is added to ``findings``."""
    walk = Walk(findings)
    found = _opened(data.values if isinstance(data, DataFile) else data, walk, "")
    if not isinstance(found, dict):
        if not findings:
            file = data.file if isinstance(data, DataFile) else None
            findings.add(DATA.at(Place(file), message="the data are not fields with values"))
        return None, None
    if walk.stopped:
        return None, None
    shape = shape_of_value(found)
    return snapshot(found, shape, findings), shape


def _opened(value: object, walk: Walk, path: str) -> object:  # noqa: PLR0911  (one for each kind)
    """A value in which all that holds others is a dictionary or a list."""
    if value is None or type(value) in (str, int, float, bool):
        return value
    if not walk.enter(value, path):
        return None
    try:
        if isinstance(value, (datetime.datetime, datetime.time)):
            return at_its_offset(value)
        if isinstance(value, RootModel):
            return _opened(value.root, walk, path)
        if isinstance(value, BaseModel):
            return _fields(value, _names(value), walk, path)
        if isinstance(value, Mapping):
            return _entries(value, walk, path)
        if isinstance(value, (list, tuple)):
            return [_opened(item, walk, f"{path}[{index}]") for index, item in enumerate(value)]
        if dataclasses.is_dataclass(value) and not isinstance(value, (type, Rich)):
            return _fields(value, (field.name for field in dataclasses.fields(value)), walk, path)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001  (a value with methods of its own can raise anything, in words that hold it)
        message = "raises an error of its own when it is read"
        walk.findings.add(FAILED_FIELD.at(Place(path=path or None), message=message, hint=None))
        return None
    finally:
        walk.inside.discard(id(value))
    return value


def _names(value: BaseModel) -> Iterator[str]:
    """The names of what an instance holds: its fields as far as they are there, what else it was given, computed ones."""
    yield from (name for name in type(value).model_fields if name in value.__dict__)
    yield from value.__pydantic_extra__ or ()
    yield from type(value).model_computed_fields


def _fields(value: object, names: Iterator[str], walk: Walk, path: str) -> dict[str, object]:
    prefix = path + "." if path else ""
    out = {}
    for name in names:
        try:
            found = getattr(value, name)
        except KeyboardInterrupt:
            raise
        except BaseException:  # noqa: BLE001  (a computed field, as above)
            message = "cannot be computed: the model raises an error"
            walk.findings.add(FAILED_FIELD.at(Place(path=prefix + name), message=message))
        else:
            out[name] = _opened(found, walk, prefix + name)
    return out


def _entries(value: Mapping[object, object], walk: Walk, path: str) -> dict[str, object]:
    prefix = path + "." if path else ""
    out: dict[str, object] = {}
    for key, item in value.items():
        name = str(key)
        if name in out:
            walk.findings.add(DATA.at(Place(path=path or None), message="two keys are the same text", hint=None))
        out[name] = _opened(item, walk, prefix + name)
    return out
