"""A JSON Schema becomes a description where a model file can say all that it says; else each thing that it cannot is named.

Keywords are those of draft 2020-12 (JSON Schema Core and Validation); nothing is fetched that it refers to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from letterforge.errors import ModelError
from letterforge.limits import MODEL_BYTES, MODEL_DEPTH
from letterforge.model_files import names, soundness
from letterforge.model_files.description import (
    Bounds,
    FieldDescription,
    FieldRule,
    Group,
    ModelDescription,
    Names,
    Plain,
)
from letterforge.model_files.json_references import References, listed
from letterforge.model_files.json_schema import ALLOW, RULES
from letterforge.model_files.rule_words import rule_of
from letterforge.model_files.types import CHOICE, MARK, TYPES
from letterforge.models.relations import RuleTextError

_SAYS_NOTHING = frozenset(("$schema", "$id", "$comment", "$defs", "definitions", "title", "examples"))
"""What a schema may say that has no bearing on which data it takes; a title is what a form calls a field."""
_OF_OBJECT = frozenset(("type", "properties", "required", "additionalProperties", "description", RULES))
_OF_LIST = frozenset(("type", "items", "minItems", "maxItems", "description"))
_OF_VALUE = frozenset(("description", "default", ALLOW))
_BY_FORMAT = {"email": "e-mail", "date": "date", "time": "time", "date-time": "date and time", "duration": "duration"}
_BY_TYPE = {"string": "line", "integer": "whole number", "number": "number", "boolean": "yes or no"}


def read_schema(content: bytes, *, file: str | None, name: str) -> ModelDescription:
    """The description that a JSON Schema gives; ``name`` is what the model is called unless its title is a name.

    Raises:
        ModelError: it says something that no model file can; all such things at once, each by its name.
    """
    refs = References(file)
    if len(content) > MODEL_BYTES.most:
        raise ModelError((refs.finding("", f"the file is larger than {MODEL_BYTES.most:,} bytes"),))
    try:
        whole = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise ModelError((refs.finding("", "this is not JSON, or has a key twice"),)) from None
    found = _Reader(refs).model(whole, name)
    if not refs.findings:
        for one in soundness.faults(found):
            where = f"#/{RULES}/{one.rule}" if one.rule is not None else ".".join(one.names)
            refs.findings.append(refs.finding(where, one.message, one.hint))
    if refs.findings:
        raise ModelError(tuple(dict.fromkeys(refs.findings)))
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON.

    Raises:
        ValueError: it has a key twice.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        message = "a key is given twice"
        raise ValueError(message)
    return found


@dataclass(slots=True)
class _Reader:
    """Goes through one schema."""

    of: References

    def model(self, whole: object, name: str) -> ModelDescription:
        """The whole schema."""
        if not isinstance(whole, dict):
            self.of.fault("#", "a schema is an object", None)
            return ModelDescription(name, ())
        self.of.whole = whole
        top = self.of.followed(whole, "#", ())[0]
        title = top.get("title", whole.get("title"))
        called = (
            title
            if isinstance(title, str) and names.class_fault(title) is None
            else names.class_name(title if isinstance(title, str) else name)
        )
        content = self._object(top, "#", ()) if self._type(top, "#")[0] == "object" else None
        if content is None:
            self.of.fault("#", "the data of a letter are an object", 'Write "type": "object" and its properties.')
        return ModelDescription(
            called, content.fields if content is not None else (), tuple(self._rules(whole)), self._meaning(top, "#")
        )

    def _rules(self, whole: Mapping[str, Any]) -> Iterator[FieldRule]:
        said = whole.get(RULES, [])
        for index, one in enumerate(said if isinstance(said, list) else [None]):
            where = f"#/{RULES}/{index}"
            message = one.get("message", "") if isinstance(one, dict) else None
            if not isinstance(one, dict) or not isinstance(message, str) or set(one) - {"rule", "message"}:
                self.of.fault(
                    where, "this is no rule between fields", 'Write {"rule": "day after date", "message": "..."}'
                )
                continue
            try:
                yield rule_of(str(one.get("rule", "")), message)
            except RuleTextError as fault:
                self.of.fault(where, fault.message, fault.hint)

    # --- one schema ---------------------------------------------------------------------------------------------------

    def _type(self, schema: Mapping[str, Any], where: str) -> tuple[str, bool]:
        """The one type of a schema, and whether it may be null."""
        said = schema.get("type")
        kinds = [one for one in (said if isinstance(said, list) else [said]) if one != "null"]
        optional = isinstance(said, list) and "null" in said
        if MARK in schema:
            return "", optional
        if len(kinds) == 1 and isinstance(kinds[0], str):
            return kinds[0], optional
        if said is None and ("enum" in schema or "const" in schema):
            return "string", any(one is None for one in listed(schema.get("enum", [])))
        if said is None and "properties" in schema:
            return "object", optional
        if set(kinds) == {"string", "number"} and len(kinds) == 2:  # noqa: PLR2004  (as pydantic writes a Decimal)
            return "number", optional
        self.of.fault(f"{where}/type", "no one type, and a model file has one for each field", None)
        return "", optional

    def _known(self, schema: Mapping[str, Any], known: frozenset[str], where: str) -> None:
        """Name each keyword that a model file cannot say."""
        for key in schema:
            if key not in known and key not in _SAYS_NOTHING:
                self.of.fault(
                    f"{where}/{key}",
                    f"{key}, which no model file can say",
                    "Leave it out, or leave the model as a class.",
                )

    def _meaning(self, schema: Mapping[str, Any], where: str) -> str:
        said = schema.get("description", "")
        if not isinstance(said, str):
            self.of.fault(f"{where}/description", "this is not a text", None)
            return ""
        return " ".join(said.split())

    def _object(self, schema: Mapping[str, Any], where: str, above: Names, depth: int = 1) -> Group:
        self._known(schema, _OF_OBJECT | ({"default"} if schema.get("default") in ({}, None) else frozenset()), where)
        if schema.get("additionalProperties", False) is not False:
            self.of.fault(
                f"{where}/additionalProperties", "data that are not named, which no model file can say", "Write false."
            )
        if RULES in schema and where != "#":
            self.of.fault(f"{where}/{RULES}", "rules that are not those of the whole", "Write them at the top.")
        properties, required = schema.get("properties", {}), schema.get("required", [])
        if not isinstance(properties, dict) or not isinstance(required, list) or depth > MODEL_DEPTH.most:
            self.of.fault(where, f"no properties, or more than {MODEL_DEPTH.most} levels of them", None)
            return Group(())
        for name in required:
            if name not in properties:
                self.of.fault(f"{where}/required", f"{str(name)[:60]!r} is required, and no property", None)
        fields = [
            self._field(name, one, f"{where}/properties/{name}", above, needed=name in required, depth=depth)
            for name, one in properties.items()
        ]
        return Group(tuple(one for one in fields if one is not None))

    def _field(
        self, name: str, said: object, where: str, above: Names, *, needed: bool, depth: int
    ) -> FieldDescription | None:
        before = len(self.of.findings)
        schema, above, nullable = self.of.followed(said, where, above)
        if len(self.of.findings) > before:
            return None
        kind, may_be_null = self._type(schema, where)
        nullable = nullable or may_be_null
        found = FieldDescription(name, Group(()), self._meaning(schema, where))
        if kind == "array":
            return self._list(found, schema, where, above, needed=needed, nullable=nullable, depth=depth)
        content = self._content(schema, kind, where, above, depth)
        if content is None or len(self.of.findings) > before:
            return None
        found = replace(found, content=content, allow=self._allow(schema, where))
        default = schema.get("default")
        if default is not None and not isinstance(content, Group):
            return replace(found, default=_text_of(default))
        left_out = isinstance(content, Group) and all(one.may_be_left_out for one in content.fields)
        if nullable and needed:
            self.of.fault(
                where, "it is required and may be null, and a model file has fields that may be left out", None
            )
        return replace(found, optional=nullable or (not needed and not left_out))

    def _allow(self, schema: Mapping[str, Any], where: str) -> Names:
        said = schema.get(ALLOW, [])
        if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
            self.of.fault(f"{where}/{ALLOW}", "no list of rules", None)
            return ()
        return tuple(sorted(set(said)))

    def _list(
        self,
        found: FieldDescription,
        schema: Mapping[str, Any],
        where: str,
        above: Names,
        *,
        needed: bool,
        nullable: bool,
        depth: int,
    ) -> FieldDescription | None:
        self._known(schema, _OF_LIST | {ALLOW} | ({"default"} if schema.get("default") == [] else frozenset()), where)
        if nullable:
            self.of.fault(
                f"{where}/type",
                "a list that may be null",
                "Leave null out; a list that is not required may be left out.",
            )
        before = len(self.of.findings)
        items, above, optional = self.of.followed(schema.get("items"), f"{where}/items", above)
        if len(self.of.findings) > before:
            return None
        kind, may_be_null = self._type(items, f"{where}/items")
        if optional or may_be_null or kind == "array":
            self.of.fault(f"{where}/items", "items that may be null, or are lists, which no model file can say", None)
            return None
        if "default" in items:
            self.of.fault(f"{where}/items/default", "a default of items", None)
        content = self._content(items, kind, f"{where}/items", above, depth)
        least, most = schema.get("minItems", 0), schema.get("maxItems")
        if not isinstance(least, int) or not (most is None or isinstance(most, int)):
            self.of.fault(where, "no number of items", None)
            return None
        if content is None:
            return None
        if not needed and least:
            self.of.fault(
                f"{where}/minItems",
                "a list that is not required, and has items at least",
                "Require it, or leave minItems out.",
            )
        return replace(
            found, content=content, optional=not needed, items=Bounds(least, most), allow=self._allow(schema, where)
        )

    def _content(
        self, schema: Mapping[str, Any], kind: str, where: str, above: Names, depth: int
    ) -> Plain | Group | None:
        if kind == "object":
            return self._object(schema, where, above, depth + 1)
        if "enum" in schema or "const" in schema:
            self._known(schema, _OF_VALUE | {"type", "enum", "const"}, where)
            choices = [one for one in listed(schema.get("enum", [schema.get("const")])) if one is not None]
            if not all(isinstance(one, str) for one in choices) or {"enum", "const"} <= schema.keys():
                self.of.fault(f"{where}/enum", "choices that are not texts, which no model file has", None)
                return None
            return Plain(CHOICE, tuple(choices))
        name = schema.get(MARK) if MARK in schema else self._by_format(schema, kind, where)
        if not isinstance(name, str) or name not in TYPES or name == CHOICE:
            if name is not None:
                at = f"{where}/{MARK if MARK in schema else 'type'}"
                self.of.fault(at, "a type that no model file has", "There are: " + ", ".join(TYPES))
            return None
        own = TYPES[name].schema if MARK in schema else {}
        for key, value in schema.items():
            if key in _OF_VALUE or key in _SAYS_NOTHING or key == MARK or [key, value] in _WEAKER:
                continue
            as_its_type = (
                _without_null(value) == _without_null(own.get("type")) if key == "type" else value == own.get(key)
            )
            if as_its_type or (not own and (key == "type" or (key == "format" and kind == "string"))):
                continue
            self.of.fault(
                f"{where}/{key}", f"{key}, which no model file can say", "Leave it out, or leave the model as a class."
            )
        return Plain(name)

    def _by_format(self, schema: Mapping[str, Any], kind: str, where: str) -> str | None:
        said = schema.get("format")
        if kind == "string" and said is not None:
            if said not in _BY_FORMAT:
                self.of.fault(
                    f"{where}/format", "a format that no model file has", "There are: " + ", ".join(_BY_FORMAT)
                )
                return None
            return _BY_FORMAT[said]
        return _BY_TYPE.get(kind, kind) or None


_WEAKER = (["minLength", 0], ["minLength", 1], ["pattern", r"\S"])
"""What every text of a model file keeps anyway."""


def _without_null(said: object) -> list[Any]:
    return [one for one in listed(said) if one != "null"]


def _text_of(value: object) -> str:
    """A default of JSON as a data file writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else json.dumps(value)
