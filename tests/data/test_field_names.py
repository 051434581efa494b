"""Which field a name means that is no path."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, Field

from letterforge.data.field_names import FieldNames, nameable, written_name
from letterforge.expressions.paths import EACH
from letterforge.models.annotations import shape_of_model
from letterforge.models.values import shape_of_value


class Address(BaseModel):
    """A group."""

    town: str
    line_2: str | None = None


class Order(BaseModel):
    """An item."""

    item: str
    price: float


class Letter(BaseModel):
    """What the names are of."""

    first_name: str
    day: str = Field(description="Date of the meeting", alias="date")
    home: Address
    work: Address
    orders: list[Order]
    reasons: list[str]


NAMES = FieldNames.of(shape_of_model(Letter))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("first_name", "first_name"),
        ("First_Name", "first_name"),
        ("First Name", "first_name"),
        (" FIRST-NAME ", "first_name"),
        ("home.town", "home.town"),
        ("home_town", "home.town"),
        ("Home Town", "home.town"),
        ("Home_Line_2", "home.line_2"),
        ("day", "day"),
        ("date", "day"),
        ("Date of the meeting", "day"),
        ("Date_of_the_meeting", "day"),
        ("price", "orders[].price"),
        ("orders.price", "orders[].price"),
        ("Orders_Price", "orders[].price"),
        ("reasons", "reasons"),
    ],
)
def test_a_name_means_a_field(name: str, path: str) -> None:
    """By its path with dots or without, in any letters, by its description, by its own name."""
    assert [one.shown for one in NAMES.meant(name)] == [path]


def test_what_is_said_exactly_comes_first() -> None:
    """Where two fields differ by their letters only, each is meant by its own."""
    names = FieldNames.of(shape_of_value({"Name": "a", "name": "b", "a_b": "c", "a": {"b": "d"}}))
    assert [one.shown for one in names.meant("name")] == ["name"]
    assert [one.shown for one in names.meant("Name")] == ["Name"]
    assert [one.shown for one in names.meant("NAME")] == ["Name", "name"]
    assert [one.shown for one in names.meant("a.b")] == ["a.b"]
    assert [one.shown for one in names.meant("a_b")] == ["a_b"]


def test_a_name_that_fits_two_fields_means_neither() -> None:
    """And the hint says which they are."""
    assert [one.shown for one in NAMES.meant("town")] == ["home.town", "work.town"]
    assert NAMES.hint("town") == "It may be any of: home.town, work.town. Write the path of one of them."


def test_a_name_that_fits_nothing() -> None:
    """The hint says what is close, or what there is."""
    assert NAMES.meant("surname") == ()
    assert NAMES.hint("frist name") == "Did you mean first_name?"
    assert NAMES.hint("xyz").startswith("The fields are: first_name, day, home.town")


def test_a_list_is_meant_as_a_whole() -> None:
    """For what repeats with each of its items."""
    assert [one.path for one in NAMES.lists("Orders")] == [("orders",)]
    assert NAMES.meant("orders") == ()
    assert [one.path for one in NAMES.meant("price")] == [("orders", EACH, "price")]


def test_what_is_known_of_a_field() -> None:
    """Whether it may be absent, and what it holds."""
    (line,) = NAMES.meant("home.line_2")
    (price,) = NAMES.meant("price")
    assert line.optional
    assert not price.optional
    assert {one.value.words for one in price.kinds} == {"a number"}


def test_what_begins_with_a_digit() -> None:
    """Word writes M_ before it."""
    names = FieldNames.of(shape_of_value({"M_2nd_line": "a"}))
    assert [one.shown for one in names.meant("2nd line")] == ["M_2nd_line"]


@pytest.mark.parametrize(
    ("name", "path"),
    [("First Name", "First_Name"), ("a.b", "a.b"), ("2nd", "M_2nd"), ("in", "in_"), ("£", "_"), ("Größe", "Größe")],
)
def test_a_name_as_a_path(name: str, path: str) -> None:
    """Where nobody knows the fields yet."""
    assert written_name(name) == path


def test_keys_that_no_expression_can_name_are_written_as_word_does() -> None:
    """But where another key has that name already, or data have no end."""
    assert nameable({"First Name": 1, "x": [{"a.b": 2}]}) == {"First_Name": 1, "x": [{"a_b": 2}]}
    assert nameable({"a b": 1, "a-b": 2, 3: 4}) == {"a b": 1, "a-b": 2, 3: 4}
    endless: dict[str, object] = {}
    endless["the same"] = endless
    assert nameable(endless) == {"the_same": endless}
    deep: object = "x"
    for _ in range(5_000):
        deep = [deep, deep]
    assert isinstance(nameable(deep), list)
