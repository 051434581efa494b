"""Fields that somebody has found, each with its path, become a description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from letterforge.errors import ModelError
from letterforge.findings import Finding, Place
from letterforge.model_files import soundness
from letterforge.model_files.description import (
    Bounds,
    DraftedField,
    FieldDescription,
    Group,
    ModelDescription,
    Names,
    Plain,
)
from letterforge.model_files.types import CHOICE, meant, named
from letterforge.rules.reading import MODEL_FILE

EACH = "[]"


@dataclass(slots=True)
class _Branch:
    """A field while others may still come that are within it."""

    name: str
    is_list: bool
    said: DraftedField | None = None
    inner: dict[str, _Branch] = field(default_factory=dict)


def drafted(
    fields: Sequence[DraftedField], *, name: str, meaning: str = "", optional: frozenset[str] = frozenset()
) -> ModelDescription:
    """The description of a model with these fields; ``optional`` are the paths of groups and lists that may be left out.

    Raises:
        ModelError: two of them cannot both be, or one is none that a model has.
    """
    root: dict[str, _Branch] = {}
    faults: list[Finding] = []
    for one in fields:
        problem = _put(one, root)
        if problem is not None:
            faults.append(MODEL_FILE.at(Place(path=one.path), message=problem[0], hint=problem[1]))
    model = ModelDescription(
        name, tuple(_described(one, (), optional) for one in root.values()), meaning=" ".join(meaning.split())
    )
    if not faults:
        faults = [_finding(one) for one in soundness.faults(model)]
    if faults:
        raise ModelError(tuple(faults))
    return model


def _finding(one: soundness.Fault) -> Finding:
    return MODEL_FILE.at(Place(path=".".join(one.names) or None), message=one.message, hint=one.hint)


def _put(one: DraftedField, root: dict[str, _Branch]) -> tuple[str, str | None] | None:
    """Put a field where its path says; what is wrong with that."""
    if not one.choices and named(one.type) in (None, CHOICE):
        return f"{one.type!r} is no type", meant(one.type)
    steps: Names = tuple(one.path.split("."))
    where = root
    for index, step in enumerate(steps):
        name, is_list, is_last = step.removesuffix(EACH), step.endswith(EACH), index + 1 == len(steps)
        branch = where.setdefault(name, _Branch(name, is_list))
        if branch.is_list != is_list:
            return "this is a list in one place, and none in another", None
        if is_last and branch.said is not None:
            return "the field is given twice", None
        if (is_last and branch.inner) or (not is_last and branch.said is not None):
            return "this is a field in one place, and a group in another", None
        if is_last:
            branch.said = one
        where = branch.inner
    return None


def _described(branch: _Branch, above: Names, optional: frozenset[str]) -> FieldDescription:
    said, path = branch.said, (*above, branch.name)
    content: Plain | Group
    if said is None:
        inner = tuple(_described(one, path, optional) for one in branch.inner.values())
        whole = FieldDescription(branch.name, Group(inner), optional=".".join(path) in optional)
    else:
        content = Plain(CHOICE, said.choices) if said.choices else Plain(named(said.type) or "line")
        whole = FieldDescription(branch.name, content, " ".join(said.meaning.split()), said.optional)
    return replace(whole, items=Bounds(int(not whole.optional))) if branch.is_list else whole
