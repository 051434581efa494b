"""A model drafted from the tags of a template: types from filters and names, lists from loops, optional from conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from letterforge.checking.check import check
from letterforge.checking.evidence import As, Evidence, evidence
from letterforge.errors import ModelError
from letterforge.expressions.paths import EACH, Path, format_path
from letterforge.findings import Finding, Place
from letterforge.loading.tree import Node
from letterforge.model_files.building import built
from letterforge.model_files.description import DraftedField, ModelDescription
from letterforge.model_files.drafting import drafted
from letterforge.model_files.likely import likely_type
from letterforge.models.annotations import shape_of_model
from letterforge.models.kinds import Kind
from letterforge.rules.reading import MODEL_FILE
from letterforge.template import Template

_BY_KIND = {
    Kind.TEXT: "line",
    Kind.INTEGER: "whole number",
    Kind.FLOAT: "number",
    Kind.DECIMAL: "number",
    Kind.BOOLEAN: "yes or no",
    Kind.DATE: "date",
    Kind.DATETIME: "date and time",
    Kind.TIME: "time",
    Kind.MONTH: "month",
    Kind.DURATION: "duration",
    Kind.MONEY: "money",
    Kind.DAYS: "whole number",
    Kind.PICTURE: "picture",
}
_PREFERRED = (
    Kind.DATE,
    Kind.TIME,
    Kind.MONTH,
    Kind.DECIMAL,
    Kind.INTEGER,
    Kind.DURATION,
    Kind.TEXT,
    Kind.DATETIME,
    Kind.PICTURE,
)
"""Of several that a filter takes, the first that it takes."""
_TEXTS = frozenset(("line", "lines", "e-mail", "telephone", "postal address"))
_FEW = 2


def draft(template: Template, name: str) -> ModelDescription:
    """A model with every field that a template asks for, which the template fits as far as it fits any.

    Raises:
        ModelError: the template asks for a field that no model can have, or for one thing as a value and as a group; or for
            nothing.
    """
    wording = template.wording
    nodes: Sequence[Node] = (*wording.title, *wording.blocks, *wording.furniture)
    said = evidence(nodes)
    faults = [*_contradictions(said)]
    if not said:
        message = "no tag of the template asks for a field"
        faults = [MODEL_FILE.at(Place(template.file), message=message, hint="Write one, such as {{ name }}.")]
    if faults:
        raise ModelError(tuple(faults))
    fields = [_field(path, one, said) for path, one in said.items() if not _has_more(path, said)]
    optional = frozenset(
        ".".join(str(step) for step in path if step != EACH)
        for path, one in said.items()
        if _has_more(path, said) and path[-1] != EACH and _may_be_left_out(one)
    )
    return _Draft(tuple(fields), optional, name, nodes).settled()


def _has_more(path: Path, said: dict[Path, Evidence]) -> bool:
    """Whether a path is that of a group, or of a list of which more is known."""
    return any(len(other) > len(path) and other[: len(path)] == path for other in said)


def _contradictions(said: dict[Path, Evidence]) -> Iterator[Finding]:
    """Where one thing is printed, and has fields as well; and a list of lists."""
    for path, one in said.items():
        inner = [other[len(path)] for other in said if len(other) > len(path) and other[: len(path)] == path]
        if As.PRINTED in one.uses and any(step != EACH for step in inner):
            message = "this is printed, and is a group of fields as well"
            yield MODEL_FILE.at(Place(path=format_path(path)), message=message, hint="Print one of its fields.")
        if path[-2:] == (EACH, EACH):
            yield MODEL_FILE.at(Place(path=format_path(path)), message="this is a list of lists", hint=None)


def _may_be_left_out(one: Evidence) -> bool:
    return one.may_be_left_out or As.ASKED in one.uses


def _field(path: Path, one: Evidence, said: dict[Path, Evidence]) -> DraftedField:
    """A plain field, by what is said of it."""
    whole = said.get(path[:-1]) if path[-1] == EACH else None
    if As.LISTED in one.uses:  # of whose items nothing is said
        return DraftedField(path=format_path((*path, EACH)), optional=_may_be_left_out(one))
    choices = tuple(value for value in one.constants if isinstance(value, str))
    chosen = choices if len(choices) >= _FEW and len(choices) == len(one.constants) and one.kinds is None else ()
    return DraftedField(
        path=format_path(path),
        type=_type(path, one),
        optional=_may_be_left_out(whole or one) and not _is_answer(one),
        choices=chosen,
    )


def _is_answer(one: Evidence) -> bool:
    """Whether a field is asked for, and nothing else is done with it."""
    return one.uses == {As.ASKED} and not one.constants and not one.may_be_left_out


def _type(path: Path, one: Evidence) -> str:
    named = likely_type(str(path[-1]) if path[-1] != EACH else "")
    if one.kinds is not None:
        fitting = {_BY_KIND[kind] for kind in one.kinds if kind in _BY_KIND}
        if Kind.TEXT in one.kinds:
            fitting |= _TEXTS
        if named in fitting:
            return named
        return next((_BY_KIND[kind] for kind in _PREFERRED if kind in one.kinds), "line")
    if _is_answer(one):
        return "yes or no"
    if one.constants:
        if all(isinstance(value, bool) for value in one.constants):
            return "yes or no"
        if any(isinstance(value, (int, float)) and not isinstance(value, bool) for value in one.constants):
            return named if named == "whole number" else "number"
        return "line"
    return "line" if named in (None, "yes or no") else named


class _Draft:
    """A draft that is held against its template until it fits, or fits no better."""

    def __init__(
        self, fields: tuple[DraftedField, ...], groups: frozenset[str], name: str, nodes: Sequence[Node]
    ) -> None:
        self.fields, self.groups, self.name, self.nodes = fields, groups, name, nodes

    def model(self, fields: tuple[DraftedField, ...], groups: frozenset[str]) -> ModelDescription:
        """The description of a draft."""
        return drafted(fields, name=self.name, optional=groups)

    def errors(self, fields: tuple[DraftedField, ...], groups: frozenset[str]) -> int:
        """How much the check finds wrong with the template, were this its model."""
        shape = shape_of_model(built(self.model(fields, groups)))
        return sum(one.is_error for one in check(self.nodes, shape, around=(), file=None, whole=False).findings)

    def settled(self) -> ModelDescription:
        """The draft in which nothing can be made required, or a line, so that the template fits it better.

        What a condition asks for may be printed elsewhere without one; then it is always there.
        """
        fields, groups = self.fields, self.groups
        left = self.errors(fields, groups)
        for path in sorted(groups):
            if left and (fewer := self.errors(fields, groups - {path})) < left:
                groups, left = groups - {path}, fewer
        for index, one in enumerate(fields):
            for other in (replace(one, optional=False), replace(one, optional=False, type="line", choices=())):
                tried = (*fields[:index], other, *fields[index + 1 :])
                if left and other != fields[index] and (fewer := self.errors(tried, groups)) < left:
                    fields, left = tried, fewer
        return self.model(fields, groups)
