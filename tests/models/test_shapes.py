from __future__ import annotations

import datetime
import decimal
import enum
import ipaddress
import sys
import uuid
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Generic, Literal, NewType, TypeVar

import pydantic.dataclasses
import pytest
from annotated_types import Len
from pydantic import (
    AwareDatetime,
    BaseModel,
    EmailStr,
    Field,
    HttpUrl,
    NaiveDatetime,
    PastDate,
    RootModel,
    SecretStr,
    computed_field,
    conint,
    conlist,
)

from letterforge import Date, Duration, Line, Lines, Month, Time
from letterforge.models.annotations import shape_of_model
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Absent, Leaf, ListOf, MapOf, Nothing, Opaque, Record, Shape, described
from letterforge.models.values import merged, shape_of_value


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Rank(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Mixed(enum.Enum):
    WORD = "a"
    NUMBER = 1
    NONE = None


class Inner(BaseModel):
    name: str


class Names(RootModel[list[str]]):
    pass


class Tree(BaseModel):
    name: str
    children: list[Tree] = []


T = TypeVar("T")


class Box(BaseModel, Generic[T]):
    content: T


UserId = NewType("UserId", str)
TEXT = Leaf(Kind.TEXT)


def shape_of(annotation: Any, **field: Any) -> Shape:
    from pydantic import create_model

    model = create_model("Made", value=(annotation, Field(**field)))
    (record,) = shape_of_model(model)
    assert isinstance(record, Record)
    return record.fields["value"].shape


@pytest.mark.parametrize(
    ("annotation", "shape"),
    [
        (str, (TEXT,)),
        (Line, (Leaf(Kind.TEXT, fit=True),)),
        (Lines, (Leaf(Kind.TEXT, fit=True),)),
        (Annotated[Line, Field(max_length=5)], (Leaf(Kind.TEXT, fit=True),)),
        (int, (Leaf(Kind.INTEGER),)),
        (conint(gt=3), (Leaf(Kind.INTEGER, never_false=True),)),
        (float, (Leaf(Kind.FLOAT),)),
        (decimal.Decimal, (Leaf(Kind.DECIMAL),)),
        (bool, (Leaf(Kind.BOOLEAN),)),
        (datetime.date, (Leaf(Kind.DATE),)),
        (datetime.datetime, (Leaf(Kind.DATETIME),)),
        (Date, (Leaf(Kind.DATE, fit=True),)),
        (Time, (Leaf(Kind.TIME, zoned=False),)),
        (Month, (Leaf(Kind.MONTH),)),
        (Duration, (Leaf(Kind.DURATION, fit=True, never_false=True),)),
        (uuid.UUID, (Leaf(Kind.TEXT, fit=True),)),
        (EmailStr, (Leaf(Kind.TEXT, fit=True),)),
        (HttpUrl, (Leaf(Kind.TEXT, fit=True),)),
        (AwareDatetime, (Leaf(Kind.DATETIME, zoned=True),)),
        (NaiveDatetime, (Leaf(Kind.DATETIME, zoned=False),)),
        (PastDate, (Leaf(Kind.DATE),)),
        (UserId, (TEXT,)),
        (str | None, (TEXT, Nothing())),
        (Annotated[str | None, "note"], (TEXT, Nothing())),
        (str | int | None, (TEXT, Leaf(Kind.INTEGER), Nothing())),
        (Literal["a", "b"], (Leaf(Kind.TEXT, ("a", "b")),)),
        (Literal["a", 1, None], (Leaf(Kind.TEXT, ("a",)), Leaf(Kind.INTEGER, (1,)), Nothing())),
        (Colour, (Leaf(Kind.TEXT, ("red", "blue")),)),
        (Rank, (Leaf(Kind.INTEGER, (1, 2)),)),
        (Mixed, (Leaf(Kind.TEXT, ("a",)), Leaf(Kind.INTEGER, (1,)), Nothing())),
        (list[str], (ListOf((TEXT,)),)),
        (Sequence[str], (ListOf((TEXT,)),)),
        (tuple[str, ...], (ListOf((TEXT,)),)),
        (tuple[str, int], (ListOf((TEXT, Leaf(Kind.INTEGER)), 2),)),
        (tuple[str, str], (ListOf((TEXT,), 2),)),
        (list[str | None], (ListOf((TEXT, Nothing())),)),
        (conlist(str, min_length=2), (ListOf((TEXT,), 2),)),
        (Annotated[list[str], Len(1)], (ListOf((TEXT,), 1),)),
        (list, (ListOf((Opaque("anything"),)),)),
        (dict[str, int], (MapOf((Leaf(Kind.INTEGER),)),)),
        (Mapping[str, int], (MapOf((Leaf(Kind.INTEGER),)),)),
        (Inner, (Record("Inner", Inner),)),
        (Inner | Tree, (Record("Inner", Inner), Record("Tree", Tree))),
        (Names, (ListOf((TEXT,)),)),
        (Any, (Opaque("Any"),)),
        (SecretStr, (Opaque("SecretStr"),)),
        (bytes, (Opaque("bytes"),)),
        (set[str], (Opaque("set"),)),
        (ipaddress.IPv4Address, (Opaque("IPv4Address"),)),
    ],
)
def test_annotations_read_as_shapes(annotation: Any, shape: Shape) -> None:
    assert shape_of(annotation) == shape


def test_the_least_length_of_a_field_counts() -> None:
    assert shape_of(list[str], min_length=3) == (ListOf((TEXT,), 3),)
    assert shape_of(list[str] | None, min_length=3, default=None)[0] == ListOf((TEXT,), 3)


def test_a_model_that_holds_itself() -> None:
    (tree,) = shape_of_model(Tree)
    assert isinstance(tree, Record)
    (children,) = tree.fields["children"].shape
    assert isinstance(children, ListOf)
    assert children.item == (tree,)


def test_a_generic_model_knows_its_parameter() -> None:
    (box,) = shape_of_model(Box[int])
    assert isinstance(box, Record)
    assert box.fields["content"].shape == (Leaf(Kind.INTEGER),)
    (bare,) = shape_of_model(Box)
    assert isinstance(bare, Record)
    assert bare.fields["content"].shape == (Opaque("anything"),)


def test_computed_fields_are_fields_that_nobody_gives() -> None:
    class Person(BaseModel):
        first: str
        last: str

        @computed_field(description="Both")  # type: ignore[prop-decorator]  # mypy's plugin is not used
        @property
        def name(self) -> str:
            return f"{self.first} {self.last}"

    (person,) = shape_of_model(Person)
    assert isinstance(person, Record)
    name = person.fields["name"]
    assert (name.shape, name.required, name.description) == ((TEXT,), False, "Both")


def test_the_shape_of_data_without_a_model() -> None:
    (record,) = shape_of_value({"a": "x", "b": None, "c": [1, "y"], "d": [], "e": {"f": True}, "g": object()})
    assert isinstance(record, Record)
    assert record.fields["a"].shape == (Leaf(Kind.TEXT, fit=True),)
    assert record.fields["b"].shape == (Nothing(),)
    assert record.fields["c"].shape == (ListOf((Leaf(Kind.INTEGER, fit=True), Leaf(Kind.TEXT, fit=True)), 2),)
    assert record.fields["d"].shape == (ListOf((), 0),)
    assert record.fields["g"].shape == (Opaque("object"),)


def test_items_of_different_keys_become_one_record_with_keys_that_may_be_absent() -> None:
    ((series),) = shape_of_value([{"a": 1, "b": 2}, {"a": "x"}])
    assert isinstance(series, ListOf)
    (record,) = series.item
    assert isinstance(record, Record)
    assert Absent() not in record.fields["a"].shape
    assert Absent() in record.fields["b"].shape


def test_merging_keeps_each_alternative_once() -> None:
    assert merged([(TEXT,), (TEXT, Nothing()), (Leaf(Kind.DATE),)]) == (TEXT, Nothing(), Leaf(Kind.DATE))


@pytest.mark.parametrize(
    ("annotation", "words"),
    [
        (str, "text"),
        (int | None, "a whole number"),
        (float, "a number"),
        (decimal.Decimal, "a decimal number"),
        (bool, "a yes or no"),
        (Date, "a date"),
        (datetime.datetime, "a date with a time"),
        (Time, "a time of day"),
        (Month, "a month of a year"),
        (Duration, "a length of time"),
        (Colour, "one of 'red', 'blue'"),
        (list[str], "a list of text"),
        (conlist(Date, min_length=1), "a list of a date, at least 1"),
        (dict[str, int], "names, each with a whole number"),
        (str | Date, "text or a date"),
        (None, "nothing"),
    ],
)
def test_shapes_in_the_words_of_messages(annotation: Any, words: str) -> None:
    assert described(shape_of(annotation)) == words


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the statement came with Python 3.12")
def test_an_alias_that_holds_itself_has_an_end() -> None:
    names: dict[str, Any] = {}
    exec("type Tree = list[Tree] | str\ntype Pair[T] = tuple[T, T]", names)  # noqa: S102  (a syntax error before 3.12)
    assert shape_of(names["Tree"]) == (ListOf((Opaque("Tree"),)), TEXT)
    assert shape_of(names["Pair"][int]) == (ListOf((Leaf(Kind.INTEGER),), 2),)


def test_a_dataclass_of_pydantics_has_computed_fields() -> None:
    @pydantic.dataclasses.dataclass
    class Held:
        name: Line

        @computed_field  # type: ignore[prop-decorator]  # mypy's plugin is not used
        @property
        def loud(self) -> str:
            return self.name.upper()

    (record,) = shape_of(Held)
    assert list(record.fields) == ["name", "loud"]


def test_a_default_that_is_no_fit_text_makes_the_field_unfit() -> None:
    class Loose(BaseModel):
        blank: Line = " "
        made: Line = Field(default_factory=str)
        fine: Line = "x"

    fields = shape_of(Loose)[0].fields
    assert [fields[name].shape[0].fit for name in ("blank", "made", "fine")] == [False, False, True]
