"""A pydantic class becomes a description where a model file can say all that it says; else each thing that it cannot is named."""

from __future__ import annotations

import datetime
import functools
import re
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from letterforge.errors import ModelError
from letterforge.findings import Finding, Place
from letterforge.model_files import soundness
from letterforge.model_files.building import described_by, rules_of
from letterforge.model_files.description import (
    Bounds,
    FieldDescription,
    FieldRule,
    Group,
    ModelDescription,
    Names,
    Plain,
    every_field,
)
from letterforge.model_files.types import CHOICE, TYPES
from letterforge.models.allow import Allow
from letterforge.models.letter_data import CrossFieldRule, LetterData
from letterforge.models.relations import REQUIRED, Required, read_rule, told
from letterforge.rules.reading import MODEL_FILE

_OF_FIELD = (
    "alias", "validation_alias", "serialization_alias", "default_factory", "discriminator", "exclude", "title", "examples",
    "deprecated",
)  # fmt: skip
"""What pydantic lets a field say, and a model file does not."""
_OF_CLASS = {
    "validators": "validator",
    "field_validators": "validator",
    "root_validators": "validator",
    "model_validators": "validator",
    "field_serializers": "serialiser",
    "model_serializers": "serialiser",
    "computed_fields": "computed field",
}
"""What runs within a class, and what to call it."""
_OURS = "_letterforge_rules"
_NUMBERED = re.compile(r"_rule_(\d{1,4})\Z")


def described(model: type[BaseModel]) -> ModelDescription:
    """The description of a model.

    Raises:
        ModelError: it says something that no model file can; all such things at once.
    """
    known = described_by(model)
    if known is not None:
        return known
    reader = _Reader()
    found = ModelDescription(model.__name__, reader.group(model, (), ()).fields, meaning=_docstring(model))
    rules = tuple(one for _, _, one in sorted(reader.rules, key=lambda each: each[0]))
    found = ModelDescription(found.name, found.fields, rules, found.meaning)
    if not reader.findings:
        reader.look_at_rules(found)
    if not reader.findings:
        reader.findings += [
            MODEL_FILE.at(Place(path=".".join(one.names) or None), message=one.message, hint=one.hint)
            for one in soundness.faults(found)
        ]
    if reader.findings:
        raise ModelError(tuple(reader.findings))
    return found


def _docstring(model: type[BaseModel]) -> str:
    """The first paragraph of what a class says of itself, on one line."""
    text = vars(model).get("__doc__") or ""
    return " ".join(text.strip().split("\n\n")[0].split())


@functools.cache
def _signatures() -> Mapping[str, tuple[Any, list[Any], object]]:
    """What pydantic makes of each type: its annotation, its metadata, and its extra words of JSON Schema."""
    infos = {one.name: FieldInfo.from_annotation(one.annotation) for one in TYPES.values() if one.annotation}
    return {name: (info.annotation, info.metadata, info.json_schema_extra) for name, info in infos.items()}


@dataclass(slots=True)
class _Reader:
    """Goes through a class and all that it holds."""

    findings: list[Finding] = field(default_factory=list)
    rules: list[tuple[int, tuple[Names, str], FieldRule]] = field(default_factory=list)
    """Each rule with its number, and with the class and the words in which it stands there."""

    def fault(self, path: Names, message: str, hint: str | None = None) -> None:
        """One more thing that no model file can say."""
        self.findings.append(MODEL_FILE.at(Place(path=".".join(path) or None), message=message, hint=hint))

    def group(self, model: type[BaseModel], path: Names, above: tuple[type[BaseModel], ...]) -> Group:
        """The fields of a class; what else it says is a rule or a fault."""
        if model in above:
            self.fault(
                path, f"the class {model.__name__} holds itself", "A model file has groups within groups, and an end."
            )
            return Group(())
        for what, name in _beyond(model):
            self.fault(path, f"{what} {name} of the class {model.__name__}, which no model file can say", _PYTHON)
        for one in model.__rules__ if issubclass(model, LetterData) else ():
            self._rule(model, one, path)
        fields = [self._field(name, info, (*path, name), (*above, model)) for name, info in model.model_fields.items()]
        return Group(tuple(one for one in fields if one is not None))

    def _rule(self, model: type[BaseModel], one: CrossFieldRule, path: Names) -> None:
        said = getattr(one.function, REQUIRED, None)
        if not isinstance(said, Required):
            name = getattr(one.function, "__name__", "of a function")
            self.fault(
                path,
                f"the rule {name} of the class {model.__name__} is a function, which no model file can say",
                _PYTHON,
            )
            return
        paths = [(*path, *(step for step in steps if step != "*")) for steps in one.steps]
        second = paths[1] if said.second is not None else None
        own = (told(said.relation, said.second), told(said.relation, None if second is None else ".".join(second)))
        message = "" if said.message in own else said.message
        names = [name for name, value in vars(model).items() if getattr(value, "__func__", None) is one.function]
        numbered = _NUMBERED.match(names[0]) if names else None
        number = int(numbered[1]) if numbered else len(self.rules) + 1
        words = " ".join((said.first, said.relation, *(() if said.second is None else (said.second,))))
        self.rules.append((number, (path, words), FieldRule(paths[0], said.relation, second, message)))

    def look_at_rules(self, found: ModelDescription) -> None:
        """Refuse a rule that would be asked of other values than it is: of all items, say, in the place of each."""
        groups: list[Names] = [(), *(path for path, one in every_field(found.group) if isinstance(one.content, Group))]
        asked = {_absolute(path, words) for path in groups for _, words, _ in rules_of(found, path)}
        for _, (path, words), _ in self.rules:
            if _absolute(path, words) not in asked:
                hint = "In the class of the items of a list it is asked of each; outside, of all."
                self.fault(path, f"the rule {words!r} would be asked of other items in a model file", hint)

    def _field(
        self, name: str, info: FieldInfo, path: Names, above: tuple[type[BaseModel], ...]
    ) -> FieldDescription | None:
        for one in _OF_FIELD:
            if getattr(info, one, None) is not None:
                self.fault(path, f"{one} of a field, which no model file can say", None)
        annotation, metadata, extra = info.annotation, list(info.metadata), info.json_schema_extra
        optional = False
        if get_origin(annotation) in (Union, types.UnionType) and type(None) in get_args(annotation):
            others = [one for one in get_args(annotation) if one is not type(None)]
            if len(others) == 1 and not metadata:
                optional = True
                inner = FieldInfo.from_annotation(others[0])
                annotation, metadata, extra = inner.annotation, list(inner.metadata), inner.json_schema_extra
        bounds = None
        if get_origin(annotation) in (tuple, list) and (
            len(get_args(annotation)) == 1 or get_args(annotation)[1:] == (...,)
        ):
            bounds = self._bounds(metadata, path)
            inner = FieldInfo.from_annotation(get_args(annotation)[0])
            annotation, metadata, extra = inner.annotation, list(inner.metadata), inner.json_schema_extra
        content, allow = self._content(annotation, metadata, extra, path, above)
        if content is None:
            return None
        meaning = " ".join((info.description or "").split())
        if not meaning and isinstance(content, Group) and isinstance(annotation, type):
            meaning = _docstring(annotation)
        return self._with_default(FieldDescription(name, content, meaning, optional, None, bounds, allow), info, path)

    def _bounds(self, metadata: Sequence[Any], path: Names) -> Bounds:
        least, most = 0, None
        for one in metadata:
            found = {key: getattr(one, key, None) for key in ("min_length", "max_length")}
            if type(one).__name__ not in ("MinLen", "MaxLen"):
                self.fault(path, "a list with more to it than how many items it has", _PYTHON)
            least, most = found["min_length"] or least, found["max_length"] if found["max_length"] is not None else most
        return Bounds(least, most)

    def _content(
        self,
        annotation: Any,  # noqa: ANN401  (an annotation can be anything)
        metadata: list[Any],
        extra: object,
        path: Names,
        above: tuple[type[BaseModel], ...],
    ) -> tuple[Plain | Group | None, Names]:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel) and not metadata:
            return self.group(annotation, path, above), ()
        allow = tuple(sorted({rule for one in metadata if isinstance(one, Allow) for rule in one.rules}))
        rest = [one for one in metadata if not isinstance(one, Allow)]
        choices = get_args(annotation)
        if get_origin(annotation) is Literal and not rest and all(type(one) is str for one in choices):
            return Plain(CHOICE, tuple(choices)), allow
        for name, signature in _signatures().items():
            if (annotation, rest, extra) == signature:
                return Plain(name), allow
        hint = "Model files have: " + ", ".join(one.python for one in TYPES.values()) + "."
        self.fault(path, f"the type {_called(annotation)}, or what is said of it, is none that a model file has", hint)
        return None, ()

    def _with_default(self, one: FieldDescription, info: FieldInfo, path: Names) -> FieldDescription | None:
        """The field with its default, which says whether it may be left out."""
        default = info.get_default(call_default_factory=False)
        if one.items is not None:
            if one.optional or not (info.is_required() or default in ((), [])):
                self.fault(
                    path,
                    "a list that may be None, or has a default",
                    "Write tuple[X, ...] = () for one that may be left out.",
                )
                return None
            return _changed(one, optional=not info.is_required())
        if one.optional:
            if info.is_required() or default is not None:
                self.fault(
                    path, "a field that may be None, and must be given or has a default", "Write X | None = None."
                )
                return None
            return one
        if info.is_required():
            return one
        if isinstance(one.content, Group):
            if not (one.may_be_left_out and isinstance(default, BaseModel) and default == type(default)()):
                self.fault(path, "a group with a default", "Say the defaults of its fields.")
            return one
        text = default_text(one.content, default)
        if text is None:
            self.fault(path, "a default that no data file can say")
        return _changed(one, default=text)


def _absolute(path: Names, words: str) -> tuple[str | None, ...]:
    """The words of a rule of a group with whole paths: only a list that it goes through itself has a star in them."""
    first, relation, second = read_rule(words)
    return ".".join((*path, first)), relation, None if second is None else ".".join((*path, second))


_PYTHON = "Leave the model as a class, or leave this out of it."


def _changed(one: FieldDescription, *, optional: bool | None = None, default: str | None = None) -> FieldDescription:
    said = one.optional if optional is None else optional
    return FieldDescription(one.name, one.content, one.meaning, said, default, one.items, one.allow)


def _beyond(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """What a class says beyond its fields and rules, and a model file cannot: what it is, and its name."""
    if not issubclass(model, LetterData):
        yield "the base", ", ".join(one.__name__ for one in model.__bases__)
        return
    for key, value in model.model_config.items():
        if LetterData.model_config.get(key, ...) != value:
            yield "the setting", key
    for kind, called in _OF_CLASS.items():
        for name in getattr(model.__pydantic_decorators__, kind, {}):
            if name != _OURS:
                yield f"the {called}", name


def _called(annotation: Any) -> str:  # noqa: ANN401  (an annotation can be anything)
    return annotation.__name__ if isinstance(annotation, type) and not get_args(annotation) else str(annotation)[:100]


def default_text(content: Plain, value: object) -> str | None:
    """A default as a data file writes it; None where none can.

    >>> default_text(Plain("duration"), datetime.timedelta(minutes=90)), default_text(Plain("yes or no"), False)
    ('90 minutes', 'no')
    """
    if isinstance(value, str):
        return value
    if content.type == CHOICE:
        return None
    adapter = TypeAdapter(TYPES[content.type].annotation)
    text = str(value)
    match value:
        case bool():
            text = "yes" if value else "no"
        case datetime.datetime():
            text = value.isoformat()
        case datetime.time():
            text = f"{value:%H:%M}"
        case datetime.timedelta():
            text = f"{value // datetime.timedelta(minutes=1)} minutes"
    try:
        return text if adapter.validate_python(text) == value else None
    except ValidationError:
        return None
