"""JSON Schemas of others, and what of them no model file can say: named, and never dropped."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from tests.model_files.drawn import models

from letterforge.errors import ModelError
from letterforge.model_files.description import ModelDescription
from letterforge.model_files.json_schema import schema_of
from letterforge.model_files.json_schema_reading import read_schema
from letterforge.model_files.writing import written


def read(schema: Any) -> str:
    content = schema if isinstance(schema, bytes) else json.dumps(schema).encode()
    return written(read_schema(content, file="a.json", name="Visit")).partition("fields:\n")[2]


def of(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}


def wrong(schema: Any) -> list[str]:
    with pytest.raises(ModelError) as caught:
        read(schema)
    assert {one.place.file for one in caught.value.findings} == {"a.json"}
    return [f"{one.place.path}: {one.message}" for one in caught.value.findings]


def test_a_schema_of_somebody_else_s() -> None:
    person = of(
        "name",
        name={"type": "string", "title": "Name"},
        email={"anyOf": [{"type": "string", "format": "email"}, {"type": "null"}], "default": None},
    )
    schema = of(
        "day", "people", "how", "owner",
        day={"type": "string", "format": "date", "description": "The day"},
        people={"type": "array", "items": {"$ref": "#/$defs/Person"}, "minItems": 1, "maxItems": 9},
        how={"enum": ["dry", "wet"]},
        owner={"$ref": "#/$defs/Person", "description": "Who owns it"},
        count={"type": "integer", "default": 3},
        sure={"type": "boolean"},
    )  # fmt: skip
    assert read({**schema, "$defs": {"Person": person}, "$schema": "x", "title": "A visit"}) == (
        "  day:\n    type: date\n    meaning: The day\n"
        "  people:\n    at most: 9\n    list:\n      name: line\n      email: e-mail, optional\n"
        "  how:\n    choices: [dry, wet]\n"
        "  owner:\n    meaning: Who owns it\n    fields:\n      name: line\n      email: e-mail, optional\n"
        '  count:\n    type: whole number\n    default: "3"\n'
        "  sure: yes or no, optional\n"
    )


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        (of("a", a={"type": "string", "pattern": "^x"}), ["#/properties/a/pattern: pattern, which no model file can say"]),
        (of("a", a={"type": "string", "maxLength": 5}), ["#/properties/a/maxLength: maxLength, which no model file can say"]),
        (of("a", a={"type": "integer", "minimum": 0}), ["#/properties/a/minimum: minimum, which no model file can say"]),
        (of("a", a={"type": "string", "format": "uri"}), ["#/properties/a/format: a format that no model file has"]),
        (of("a", a={"type": ["string", "integer"]}), ["#/properties/a/type: no one type, and a model file has one for each field"]),
        (of("a", a={"anyOf": [{"type": "string"}, {"type": "integer"}]}), ["#/properties/a/anyOf: anyOf of several, which no model file can say"]),
        (of("a", a={"enum": [1, 2]}), ["#/properties/a/enum: choices that are not texts, which no model file has"]),
        (of("a", a={"$ref": "https://example.org/x.json"}), ["#/properties/a/$ref: a reference out of this file, or to nothing in it; nothing is fetched"]),
        ({**of("a", a={"$ref": "#/$defs/A"}), "$defs": {"A": of("b", b={"$ref": "#/$defs/A"})}}, ["#/properties/a/properties/b/$ref: a schema that holds itself, which no model file can say"]),
        ({**of("a", a={"type": "string"}), "additionalProperties": True}, ["#/additionalProperties: data that are not named, which no model file can say"]),
        ({**of("a", a={"type": "string"}), "patternProperties": {}}, ["#/patternProperties: patternProperties, which no model file can say"]),
        ({**of("a", a={"type": "string"}), "if": {}}, ["#/if: if, which no model file can say"]),
        (of("a", a={"type": "array", "items": {"type": "array", "items": {"type": "string"}}}), ["#/properties/a/items: items that may be null, or are lists, which no model file can say"]),
        (of("a", a={"type": "array", "items": {"type": "string"}, "uniqueItems": True}), ["#/properties/a/uniqueItems: uniqueItems, which no model file can say"]),
        (of("a", a={"type": ["string", "null"]}), ["#/properties/a: it is required and may be null, and a model file has fields that may be left out"]),
        (of("a", "b", a={"type": "string"}), ["#/required: 'b' is required, and no property"]),
        (of("a", a={"type": "string", "x-letterforge-type": "dat"}), ["#/properties/a/x-letterforge-type: a type that no model file has"]),
        (of("first-name", **{"first-name": {"type": "string"}}), ["first-name: a name that no template can ask for"]),
        (of("__class__", __class__={"type": "string"}), ["__class__: a name that begins with _"]),
        ({"type": "array", "items": {"type": "string"}}, ["#: the data of a letter are an object"]),
        ([1], ["#: a schema is an object"]),
        (b'{"a": 1, "a": 2}', [": this is not JSON, or has a key twice"]),
        (b"[" * 100_000, [": this is not JSON, or has a key twice"]),
    ],
)  # fmt: skip
def test_what_no_model_file_can_say_is_named(schema: Any, said: list[str]) -> None:
    assert wrong(schema) == [
        one.replace(": this is not", "None: this is not") if one.startswith(":") else one for one in said
    ]


def test_all_of_it_is_named_at_once() -> None:
    schema = of(
        "a",
        a={"type": "string", "pattern": "^x", "not": {}},
        b={"type": "number", "multipleOf": 2},
        c={"type": "string", "contentEncoding": "base64"},
    )
    assert len(wrong(schema)) == 4


@given(models())
@settings(max_examples=100, deadline=None)
def test_what_is_written_is_a_schema(model: ModelDescription) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(model))


def test_it_takes_the_data_that_the_model_takes() -> None:
    import letterforge

    text = (
        "fields:\n  day: date\n  cost: number\n  sure: yes or no\n  how: {choices: [dry, wet]}\n  note: line, optional\n"
        "  people:\n    list:\n      name: line\n      telephone: telephone, optional\n"
    )
    schema = letterforge.read_model(text.encode(), name="a.model.yaml").model_json_schema()
    data: dict[str, Any] = {
        "day": "3 March 2026",
        "cost": "12.50",
        "sure": True,
        "how": "dry",
        "people": [{"name": "Ann"}],
    }
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid(data)
    for key, value in {"day": 3, "how": "damp", "people": [], "more": 1, "sure": "perhaps", "note": 3}.items():
        assert not validator.is_valid({**data, key: value}), key
    assert not validator.is_valid({key: value for key, value in data.items() if key != "day"})
