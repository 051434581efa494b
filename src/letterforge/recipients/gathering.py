"""The data of one letter, whichever way its row gives them: cells below headings, or fields by their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import BaseModel

from letterforge.data.data_file import DataFile
from letterforge.data.descent import named
from letterforge.data.validation import as_read
from letterforge.findings import Findings, Place
from letterforge.models.shapes import Record, Shape
from letterforge.recipients.assembly import Node, assembled, put
from letterforge.recipients.columns import Fields, Step, Target
from letterforge.recipients.lists import Joined
from letterforge.recipients.table import Row
from letterforge.rules.recipients import DUPLICATE_COLUMN

Gathered: TypeAlias = DataFile | BaseModel | dict[str, Any]
"""Data as a letter takes them: as written, as a model, or as a program has them."""
_KEPT = 1_000


@dataclass(frozen=True)
class Gathering:
    """How the rows of a table become data: the fields that names mean, the columns by their places, the shared data."""

    fields: Fields
    root: Node
    shared: DataFile
    joined: Joined | None = None
    """What comes from other tables."""
    folder: Path | None = field(default=None, repr=False)
    """Where the table lies: from there pictures are read that its rows name."""
    _targets: dict[str, Target | None] = field(default_factory=dict, repr=False)

    def data(self, row: Row, findings: Findings) -> Gathered:
        """The data of a row over the shared ones; two names for one field are added to ``findings``."""
        if row.fields is None:
            out = assembled(self.root, self.shared.values, row.cells)
        elif isinstance(row.fields, BaseModel) and not (self.shared.values or self.fields.mapping or self.joined):
            return row.fields
        else:
            out = merged(self.shared.values, self._by_path(dict(row.fields), findings))
        if self.joined is not None:
            self.joined.join(row.number, out)
        return DataFile(out, None, {}, self.folder) if row.fields is None or row.as_written else out

    def _by_path(self, given: Mapping[Any, Any], findings: Findings) -> dict[str, Any]:
        """The fields of a row where their names say that they belong; what means no field stays for the model to refuse."""
        out: dict[Any, Any] = {}
        taken: set[tuple[str | int, ...]] = set()
        for name, value in given.items():
            if not isinstance(name, str):  # of a program's own data, which the model refuses
                out[name] = value
                continue
            target = self._target(name)
            steps = (Step(name, (name,)),) if target is None else target.steps
            place = tuple(step.name for step in steps)
            within = any(place[:length] in taken for length in range(1, len(place) + 1))
            if within or any(one[: len(place)] == place for one in taken):
                path = None if target is None else target.path
                findings.add(DUPLICATE_COLUMN.at(Place(path=path), message="is given by two names"))
                continue
            taken.add(place)
            put(out, steps, value)
        return out

    def _target(self, name: str) -> Target | None:
        if name not in self._targets:
            target = None if name not in self.fields.mapping and self._is_own(name) else self.fields.target(name)
            if len(self._targets) >= _KEPT:
                return target
            self._targets[name] = target
        return self._targets[name]

    def _is_own(self, name: str) -> bool:
        """Whether the model itself knows a name, or an alias, as it stands."""
        shape = self.fields.shape or ()
        return any(isinstance(atom, Record) and named(atom, name) is not None for atom in shape)


def merged(below: object, above: Mapping[str, Any]) -> dict[str, Any]:
    """Fields over others: a group of both is made of both, of all else the upper one counts."""
    out: dict[str, Any] = dict(below) if isinstance(below, (Mapping, BaseModel)) else {}
    for key, value in above.items():
        both = isinstance(value, Mapping) and isinstance(out.get(key), (Mapping, BaseModel))
        out[key] = merged(out[key], value) if both else value
    return out


def ready(data: Gathered, shape: Shape | None) -> Mapping[str, Any] | BaseModel:
    """Data as `letterforge.Letter` takes them: what was left empty and need not be given takes its default."""
    if not isinstance(data, DataFile):
        return data
    given = data.values if shape is None else as_read(data, shape)
    return given if isinstance(given, dict) else {}
