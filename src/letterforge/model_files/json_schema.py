"""A description as a JSON Schema (draft 2020-12), in which nothing of it is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from letterforge.model_files.description import FieldDescription, Group, ModelDescription, Names, Plain, way
from letterforge.model_files.types import CHOICE, MARK, TYPES
from letterforge.model_files.writing import rule_words

DIALECT = "https://json-schema.org/draft/2020-12/schema"
RULES = "x-letterforge-rules"
ALLOW = "x-letterforge-allow"


def schema_of(model: ModelDescription, path: Names = ()) -> dict[str, Any]:
    """The schema of a model, or of the group in it that names lead to."""
    if path:
        fields = way(model.group, path)
        content = fields[-1].content if fields else model.group
        return _object(content if isinstance(content, Group) else model.group)
    found: dict[str, Any] = {"$schema": DIALECT, "title": model.name}
    if model.meaning:
        found["description"] = model.meaning
    found |= _object(model.group)
    if model.rules:
        found[RULES] = [
            {"rule": rule_words(one)} | ({"message": one.message} if one.message else {}) for one in model.rules
        ]
    return found


def _object(group: Group) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "object",
        "properties": {one.name: _field(one) for one in group.fields},
        "additionalProperties": False,
    }
    required = [one.name for one in group.fields if not one.may_be_left_out]
    return found | ({"required": required} if required else {})


def _field(one: FieldDescription) -> dict[str, Any]:
    content = _content(one.content)
    if one.items is not None:
        found: dict[str, Any] = {"type": "array", "items": content}
        if one.items.least:
            found["minItems"] = one.items.least
        if one.items.most is not None:
            found["maxItems"] = one.items.most
    else:
        found = _or_null(content) if one.optional else content
    if one.meaning:
        found["description"] = one.meaning
    if one.default is not None:
        found["default"] = _default(one.default, found["type"])
    if one.allow:
        found[ALLOW] = list(one.allow)
    return found


def _content(content: Plain | Group) -> dict[str, Any]:
    if isinstance(content, Group):
        return _object(content)
    if content.type == CHOICE:
        return {"type": "string", "enum": list(content.choices)}
    return {**TYPES[content.type].schema, MARK: content.type}


def _or_null(schema: Mapping[str, Any]) -> dict[str, Any]:
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    found = {**schema, "type": [*kinds, "null"]}
    return found | ({"enum": [*schema["enum"], None]} if "enum" in schema else {})


def _default(text: str, kind: object) -> object:
    """A default as JSON has it: a text, unless the type is that of something else."""
    if kind == "boolean":
        return text == "yes"
    return int(text) if kind == "integer" else text
