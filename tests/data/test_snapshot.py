from __future__ import annotations

import collections
import dataclasses
import datetime
import decimal
import enum
import uuid
from typing import Any, NamedTuple, NotRequired

import pytest
from pydantic import (
    AwareDatetime,
    BaseModel,
    EmailStr,
    Field,
    HttpUrl,
    NaiveDatetime,
    RootModel,
    SecretStr,
    computed_field,
    create_model,
)
from typing_extensions import TypedDict

from letterforge import Line
from letterforge.data.snapshot import OpaqueValue, snapshot
from letterforge.findings import Finding, Findings
from letterforge.models.annotations import shape_of_model
from letterforge.models.month import MonthOfYear
from letterforge.models.values import shape_of_value


class Colour(str, enum.Enum):
    RED = "red"


class Rank(enum.IntEnum):
    LOW = 1


class Text(str):
    __slots__ = ()

    def __str__(self) -> str:
        return "another text"

    def upper(self) -> str:
        return "a method of its own"


class Inner(BaseModel):
    name: str


class Sub(Inner):
    secret: str = "CANARY"  # noqa: S105  (a word to look for)


class Names(RootModel[list[str]]):
    pass


DAY = datetime.date(2026, 3, 3)


def of_field(annotation: Any, value: object) -> tuple[Any, list[Finding]]:
    """The plain form of a value that stands in a field, put there without validation."""
    model = create_model("Made", value=(annotation, ...))
    findings = Findings()
    found = snapshot(model.model_construct(value=value), shape_of_model(model), findings)
    assert found is not None
    return found["value"], list(findings)


@pytest.mark.parametrize(
    ("annotation", "value", "expected"),
    [
        (str, "a\r\nb", "a\nb"),
        (str | None, None, None),
        (str, Text("kept"), "kept"),
        (str, Colour.RED, "red"),
        (Colour, Colour.RED, "red"),
        (Colour, "red", "red"),
        (Rank, Rank.LOW, 1),
        (int, 5, 5),
        (float, 1.5, 1.5),
        (float, 1, 1.0),
        (decimal.Decimal, decimal.Decimal("1.10"), decimal.Decimal("1.10")),
        (bool, True, True),
        (datetime.date, DAY, DAY),
        (MonthOfYear, MonthOfYear(2026, 4), MonthOfYear(2026, 4)),
        (uuid.UUID, uuid.UUID(int=5), "00000000-0000-0000-0000-000000000005"),
        (EmailStr, "a@b.example", "a@b.example"),
        (HttpUrl, HttpUrl("https://a.example/b"), "https://a.example/b"),
        (list[str], ["a", "b"], ["a", "b"]),
        (tuple[str, ...], ("a",), ["a"]),
        (dict[str, int], {"a": 1}, {"a": 1}),
        (dict[int, str], {1: "a"}, {"1": "a"}),
        (Inner, Inner(name="Ann"), {"name": "Ann"}),
        (Inner, Sub(name="Ann"), {"name": "Ann"}),
        (Names, Names(["a"]), ["a"]),
        (list[Inner | None], [Inner(name="Ann"), None], [{"name": "Ann"}, None]),
    ],
)
def test_values_become_plain_by_the_shape_of_their_field(annotation: Any, value: object, expected: object) -> None:
    found, findings = of_field(annotation, value)
    assert not findings
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("annotation", "value", "words"),
    [
        (str, 5, "text"),
        (str, None, "text"),
        (str, True, "text"),
        (int, "CANARY", "a whole number"),
        (int, True, "a whole number"),
        (datetime.date, datetime.datetime(2026, 3, 3), "a date"),  # noqa: DTZ001  (a letter's times are local)
        (list[str], "CANARY", "a list of text"),
        (Inner, {"name": "CANARY"}, "the model Inner"),
        (Colour, "CANARY", "one of 'red'"),
        (list[str], ["a", 5], "text"),
        (list[str], {"CANARY"}, "a list of text"),
    ],
)
def test_what_is_not_of_the_declared_type_is_found(annotation: Any, value: object, words: str) -> None:
    _, (finding,) = of_field(annotation, value)
    assert finding.rule == "other-type"
    assert finding.message == f"is not what its model declares: {words}"
    assert finding.hint == "A validator or a default of the model gives another type than the field has."
    assert finding.place.path in ("value", "value[1]")


@pytest.mark.parametrize(
    ("annotation", "value", "true"),
    [
        (Any, {"a": 1}, True),
        (Any, "", False),
        (dict, {}, False),
        (SecretStr, SecretStr("CANARY"), True),
        (bytes, b"CANARY", True),
        (set[str], {"CANARY"}, True),
        (object, collections.OrderedDict(a="CANARY"), True),
    ],
)
def test_what_cannot_be_looked_into_is_hidden(annotation: Any, value: object, true: bool) -> None:  # noqa: FBT001  (a case)
    found, findings = of_field(annotation, value)
    assert not findings
    assert type(found) is OpaqueValue
    assert bool(found) is true
    assert "CANARY" not in repr(found)


def test_computed_fields_are_among_the_plain_data() -> None:
    class Person(BaseModel):
        first: str

        @computed_field  # type: ignore[prop-decorator]  # mypy's plugin is not used
        @property
        def shout(self) -> str:
            return self.first.upper()

        @property
        def hidden(self) -> str:
            return "no field"

    assert snapshot(Person(first="Ann"), shape_of_model(Person), []) == {"first": "Ann", "shout": "ANN"}


def test_a_computed_field_that_fails_says_nothing_of_the_value() -> None:
    class Person(BaseModel):
        first: str

        @computed_field  # type: ignore[prop-decorator]  # as above
        @property
        def broken(self) -> str:
            raise ValueError(self.first)

    findings = Findings()
    snapshot(Person(first="CANARY"), shape_of_model(Person), findings)
    (finding,) = findings
    assert str(finding).splitlines() == [
        "broken: error: cannot be computed: the model raises an error [failed-field]",
        "    Correct the property of the model.",
    ]


def test_a_nested_instance_that_lacks_a_field_is_found() -> None:
    class Outer(BaseModel):
        inner: Inner

    findings = Findings()
    snapshot(Outer.model_construct(inner=Inner.model_construct()), shape_of_model(Outer), findings)
    assert [one.place.path for one in findings] == ["inner.name"]


def test_a_list_shorter_than_the_check_assumed() -> None:
    model = create_model("Made", value=(list[Line], Field(min_length=1)))
    findings = Findings()
    snapshot(model.model_construct(value=[]), shape_of_model(model), findings)
    assert [one.rule for one in findings] == ["other-type"]


def test_data_without_a_model() -> None:
    data = {"a": ["x", {"b": 1}, {"c": None}], "d": {}}
    findings = Findings()
    assert snapshot(data, shape_of_value(data), findings) == data
    assert not findings


def test_keys_of_a_dictionary_are_not_shown() -> None:
    _, findings = of_field(dict[str, int], {"CANARY": "CANARY"})
    assert [one.place.path for one in findings] == ["value[...]"]


@dataclasses.dataclass
class Held:
    name: str
    more: Held | None = None


class Keyed(TypedDict):
    name: str
    note: NotRequired[str]


class Pair(NamedTuple):
    first: str
    second: int = 2


@pytest.mark.parametrize(
    ("annotation", "value", "wanted"),
    [
        (Held, Held("a", Held("b")), {"name": "a", "more": {"name": "b", "more": None}}),
        (Keyed, {"name": "a"}, {"name": "a"}),
        (Keyed, {"name": "a", "note": "n"}, {"name": "a", "note": "n"}),
        (Pair, Pair("a"), {"first": "a", "second": 2}),
        (list[Pair], [Pair("a", 3)], [{"first": "a", "second": 3}]),
    ],
)
def test_named_fields_of_other_classes_than_models(annotation: Any, value: Any, wanted: Any) -> None:
    assert of_field(annotation, value) == (wanted, [])


NOON = datetime.datetime(2026, 3, 3, 12)  # noqa: DTZ001  (without a time zone on purpose)


@pytest.mark.parametrize(
    ("annotation", "value", "fine"),
    [
        (NaiveDatetime, NOON, True),
        (NaiveDatetime, NOON.replace(tzinfo=datetime.UTC), False),
        (AwareDatetime, NOON, False),
        (AwareDatetime, NOON.replace(tzinfo=datetime.UTC), True),
        (datetime.datetime, NOON, True),
        (datetime.datetime, NOON.replace(tzinfo=datetime.UTC), True),
    ],
)
def test_a_time_stands_on_its_side_of_the_time_zones(annotation: Any, value: datetime.datetime, fine: bool) -> None:  # noqa: FBT001  (a case)
    found, findings = of_field(annotation, value)
    assert (found == value, [one.rule for one in findings]) == ((True, []) if fine else (False, ["other-type"]))
