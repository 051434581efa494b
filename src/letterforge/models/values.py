"""Plain data that come without a model, read as shapes."""

from __future__ import annotations

from collections.abc import Sequence

from letterforge.models.kinds import KIND_OF_TYPE, zoned
from letterforge.models.money import Amount
from letterforge.models.rich import has_words
from letterforge.models.shapes import RICH, Absent, Field, Leaf, ListOf, Nothing, Opaque, Record, Shape


def shape_of_value(value: object) -> Shape:
    """The shape of plain data that come without a model."""
    if value is None:
        return (Nothing(),)
    if isinstance(value, dict):
        fields = tuple(Field(str(k), shape_of_value(v)) for k, v in value.items())
        return (Record("the data", None, fields, given=True),)
    if isinstance(value, (list, tuple)):
        return (ListOf(merged([shape_of_value(item) for item in value]), len(value)),)
    for python in type(value).__mro__:
        if python in KIND_OF_TYPE:
            currency = value.currency if isinstance(value, Amount) else None
            return (Leaf(KIND_OF_TYPE[python], fit=True, zoned=zoned(value), currency=currency),)
    return (RICH if has_words(value) else Opaque(type(value).__name__),)


def merged(shapes: Sequence[Shape]) -> Shape:
    """One shape that holds whatever any of the given ones holds.

    Records become one, with keys that may be absent; lists one, of at least as many items as the shortest.
    """
    atoms = list(dict.fromkeys(atom for shape in shapes for atom in shape))
    lists = [atom for atom in atoms if isinstance(atom, ListOf)]
    if len(lists) > 1:
        one = ListOf(merged([atom.item for atom in lists]), min(atom.least for atom in lists))
        first = atoms.index(lists[0])
        atoms = [one if at == first else atom for at, atom in enumerate(atoms) if at == first or atom not in lists]
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
    return (Record(records[0].name, None, tuple(fields), given=True), *rest)
