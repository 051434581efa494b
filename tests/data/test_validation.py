from __future__ import annotations

import datetime
import decimal
import enum
import logging
from collections.abc import Callable
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, EmailStr, Field, RootModel, create_model, field_validator, model_validator

from letterforge import Date, Duration, Email, LetterData, Line, Lines, Month, Telephone, Time
from letterforge.data import reading as data_source
from letterforge.data.validation import located, validated
from letterforge.errors import DataError
from letterforge.expressions.paths import parse_path

Refused = Callable[[Callable[[], Any]], list[str]]


class Cat(LetterData):
    kind: Literal["cat"]
    name: Line


class Dog(LetterData):
    kind: Literal["dog"]
    name: Line
    tricks: list[Line] = []

    @model_validator(mode="after")
    def _good(self) -> Dog:
        if self.name == "CANARY":
            raise ValueError(self.name)
        return self


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Tree(LetterData):
    name: Line
    children: list[Tree] = []


Pet = Annotated[Cat | Dog, Field(discriminator="kind")]


def model(**fields: Any) -> type[BaseModel]:
    return create_model("Made", __base__=LetterData, **fields)


@pytest.mark.parametrize(
    ("annotation", "value", "finding"),
    [
        (Line, 5, "value: type: is not text"),
        (Line, None, "value: type: is not text"),
        (Line, ["CANARY"], "value: type: is not text"),
        (Line, "TBC", "value: stands-in: only stands in for what is still to be filled in"),
        (int, "CANARY", "value: type: is not a whole number"),
        (bool, "CANARY", "value: type: is not a yes or no"),
        (float, "nan", "value: type: is not a number"),
        (decimal.Decimal, "CANARY", "value: type: is not a decimal number"),
        (Date, "CANARY", "value: date: is not a date such as 3 March 2026 or 2026-03-03"),
        (datetime.datetime, "CANARY", "value: type: is not a date with a time"),
        (EmailStr, "CANARY", "value: rule: is refused by a rule of its model"),
        (Colour, "CANARY", "value: type: is not one of 'red', 'blue'"),
        (Literal["a", "b"], "CANARY", "value: type: is not one of 'a', 'b'"),
        (list[Line], "CANARY", "value: type: is not a list of text"),
        (list[Line], {"CANARY": 1}, "value: type: is not a list of text"),
        (list[Line], ["a", "TBC"], "value[1]: stands-in: only stands in for what is still to be filled in"),
        (list[Line], ["a", ["CANARY"]], "value[1]: type: is not text"),
        (list[list[int]], [[1], [1, "CANARY"]], "value[1][1]: type: is not a whole number"),
        (tuple[Line, int], ["a", "CANARY"], "value[1]: type: is not text or a whole number"),
        (Cat, "CANARY", "value: type: is not the model Cat"),
        (Cat, None, "value: type: is not the model Cat"),
        (Cat, ["CANARY"], "value: type: is not the model Cat"),
        (Cat | None, {"kind": "cat"}, "value.name: missing: is missing"),
        (Cat, {"kind": "cat", "name": "A", "nmae": "CANARY"}, "value: unknown-key: there is no such field here"),
        (Pet, {"kind": "dog"}, "value.name: missing: is missing"),
        (Pet, {"kind": "dog", "name": "A", "tricks": ["sit", ""]}, "value.tricks[1]: blank: is blank"),
        (Pet, {"kind": "dog", "name": "CANARY"}, "value: rule: is refused by a rule of its model"),
        (Pet, {"kind": "CANARY"}, "value: type: is not the model Cat or the model Dog"),
        (Pet, {"name": "CANARY"}, "value: type: is not the model Cat or the model Dog"),
        (
            list[Pet],
            [{"kind": "cat", "name": "TBC"}],
            "value[0].name: stands-in: only stands in for what is still to be filled in",
        ),
        (dict[str, Line], {"CANARY": "TBC"}, "value.*: stands-in: only stands in for what is still to be filled in"),
        (dict[str, Cat], {"CANARY": {"kind": "cat"}}, "value.*.name: missing: is missing"),
        (dict[int, Line], {"CANARY": "x"}, None),
        (
            Tree,
            {"name": "a", "children": [{"name": "b", "children": [{}]}]},
            "value.children[0].children[0].name: missing: is missing",
        ),
        (RootModel[list[Line]], ["TBC"], "value[0]: stands-in: only stands in for what is still to be filled in"),
    ],
)
def test_findings_name_the_field_and_say_what_is_wanted(
    annotation: Any, value: object, finding: str | None, refused: Refused
) -> None:
    found = refused(lambda: validated(model(value=(annotation, ...)), {"value": value}))
    assert not any("CANARY" in one for one in found)
    if finding is not None:
        assert found == [finding]


@pytest.mark.parametrize(
    ("annotation", "limits", "value", "finding"),
    [
        (int, {"ge": 5}, "3", "value: limit: must be greater than or equal to 5"),
        (int, {"lt": 5}, 77_777, "value: limit: must be less than 5"),
        (str, {"max_length": 3}, "CANARY", "value: limit: must have at most 3 characters"),
        (str, {"pattern": "^a+$"}, "CANARY", "value: limit: must match pattern '^a+$'"),
        (list[Line], {"min_length": 2}, ["CANARY"], None),
        (list[Line], {"max_length": 1}, ["CANARY", "b"], None),
    ],
)
def test_a_value_of_its_type_that_breaks_a_limit(
    annotation: Any, limits: dict[str, Any], value: object, finding: str | None, refused: Refused
) -> None:
    (found,) = refused(lambda: validated(model(value=(annotation, Field(**limits))), {"value": value}))
    assert "CANARY" not in found
    assert "77777" not in found
    assert found == finding or (finding is None and found.startswith("value: length: "))


def test_a_union_speaks_of_all_its_members_once(refused: Refused) -> None:
    found = refused(lambda: validated(model(value=(Line | Cat, ...)), {"value": 5}))
    assert set(found) == {"value: type: is not text or the model Cat"}


def test_a_missing_field_says_what_it_is_for(refused: Refused) -> None:
    made = model(value=(Line, Field(description="Who signs")), day=(Date, ...))
    with pytest.raises(DataError) as caught:
        validated(made, {})
    assert [one.hint for one in caught.value.findings] == ["a date", "Who signs: text"]


@pytest.mark.parametrize(
    ("key", "hint"),
    [("nmae", "Did you mean name?"), ("CANARY", "The fields are: kind, name.")],
)
def test_an_unknown_key_is_shown_only_by_what_it_is_close_to(key: str, hint: str) -> None:
    with pytest.raises(DataError) as caught:
        validated(model(pet=(Cat, ...)), {"pet": {"kind": "cat", "name": "A", key: "x"}})
    (finding,) = caught.value.findings
    assert (finding.hint, finding.place.path) == (hint, "pet")
    assert key not in str(finding)


@pytest.mark.parametrize("field", [Field(alias="from"), Field(validation_alias="from")])
def test_aliases_are_read_and_the_field_is_shown_by_its_name(field: Any, refused: Refused) -> None:
    made = model(first=(Line, field))
    file = data_source.read("\n\n'from': TBC\n", file="d.yaml")
    assert refused(lambda: validated(made, file)) == [
        "d.yaml:3:9: first: stands-in: only stands in for what is still to be filled in"
    ]
    assert refused(lambda: validated(made, {})) == ["first: missing: is missing"]
    assert validated(made, {"from": "sound"})
    assert validated(made, made.model_validate({"from": "sound"}))


def test_by_alias_generator(refused: Refused) -> None:
    class Kebab(LetterData):
        model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"))
        first_name: Line

    assert validated(Kebab, {"first-name": "Ann"})
    assert refused(lambda: validated(Kebab, {"first-name": " "})) == ["first_name: blank: is blank"]


def test_words_of_a_validator_could_hold_a_value_and_are_not_shown(refused: Refused) -> None:
    class Strict(LetterData):
        name: str
        other: str

        @field_validator("name")
        @classmethod
        def _never(cls, value: str) -> str:
            message = f"{value} is not allowed"
            raise ValueError(message)

        @field_validator("other")
        @classmethod
        def _neither(cls, value: str) -> str:
            assert value == "x", value
            return value

    assert refused(lambda: validated(Strict, {"name": "CANARY", "other": "CANARY"})) == [
        "name: rule: is refused by a rule of its model",
        "other: rule: is refused by a rule of its model",
    ]


@pytest.mark.parametrize("data", [None, 5, "CANARY", ["CANARY"], b"CANARY"])
def test_data_that_are_not_fields(data: object, refused: Refused) -> None:
    assert refused(lambda: validated(model(a=(Line, ...)), data)) == [": data: the data are not fields with values"]


def test_the_top_of_a_data_file_that_is_a_list(refused: Refused) -> None:
    file = data_source.read("- CANARY", file="d.yaml")
    assert refused(lambda: validated(model(a=(Line, ...)), file)) == [
        "d.yaml: data: the data are not fields with values"
    ]


def test_a_list_is_not_reported_for_items_that_are(refused: Refused) -> None:
    made = model(names=(list[Line], Field(min_length=1)))
    assert refused(lambda: validated(made, {"names": ["TBC"]})) == [
        "names[0]: stands-in: only stands in for what is still to be filled in"
    ]


def test_what_was_left_empty_in_a_data_file_takes_its_default() -> None:
    made = model(pets=(list[Cat], []), note=(Line, "as ever"), name=(Line | None, "Ann"))
    file = data_source.read("pets:\nnote:\nname:\n", file="d.yaml")
    found: Any = validated(made, file)
    assert (found.pets, found.note, found.name) == ([], "as ever", None)


def test_a_required_field_that_was_left_empty_is_missing(refused: Refused) -> None:
    file = data_source.read("name:\npet:\n", file="d.yaml")
    found = refused(lambda: validated(model(name=(Line, ...), pet=(Cat, ...)), file))
    assert found == ["d.yaml:1:1: name: missing: is missing", "d.yaml:2:1: pet: missing: is missing"]


EVERYTHING: dict[str, Any] = {
    "line": (Line, ...),
    "lines": (Lines, ...),
    "email": (Email, ...),
    "telephone": (Telephone, ...),
    "date": (Date, ...),
    "time": (Time, ...),
    "month": (Month, ...),
    "duration": (Duration, ...),
    "number": (int, Field(ge=5, le=6)),
    "real": (float, ...),
    "exact": (decimal.Decimal, ...),
    "flag": (bool, ...),
    "choice": (Literal["a"], ...),
    "colour": (Colour, ...),
    "mail": (EmailStr, ...),
    "names": (list[Line], Field(min_length=3)),
    "pairs": (dict[str, Cat], ...),
    "pet": (Pet, ...),
    "either": (Line | Cat | int, ...),
    "tree": (Tree, ...),
    "pattern": (str, Field(pattern="^x$", max_length=2)),
}
WRONG: list[Any] = [
    "{{ CANARY }}", "[CANARY]", ["CANARY"], {"CANARY": "CANARY"}, {"kind": "CANARY", "CANARY": ["CANARY"]},
    {"kind": "dog", "name": "CANARY"}, {"name": "CANARY", "children": [{"name": "[CANARY]"}]}, {"CANARY": {"kind": "cat", "name": "[CANARY]"}},
    "CANARY\x00", "CANARY\n\nCANARY", object(), None, "CANARY@", 777_000_777, [["CANARY"], {"CANARY": "[CANARY]"}],
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=range(len(WRONG)))
def test_no_value_and_no_key_ever_shows(wrong: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    made = model(**EVERYTHING)
    with pytest.raises(DataError) as caught:
        validated(made, {**dict.fromkeys(EVERYTHING, wrong), "CANARY": wrong})
    fault = caught.value
    shown = "\n".join([str(fault), repr(fault), repr(fault.args), repr(fault.findings), caplog.text])
    assert len(fault.findings) >= len(EVERYTHING) / 2
    assert "CANARY" not in shown
    assert "777000777" not in shown
    assert fault.__cause__ is None
    assert fault.__suppress_context__


def test_every_finding_of_a_data_file_has_line_and_column() -> None:
    text = "".join(f"{name}: '[CANARY]'\n" for name in EVERYTHING if name != "line") + "CANARY: x\n"
    with pytest.raises(DataError) as caught:
        validated(model(**EVERYTHING), data_source.read(text, file="d.yaml"))
    places = [finding.place for finding in caught.value.findings]
    assert all(place.file == "d.yaml" and place.line and place.column for place in places)
    assert "CANARY" not in str(caught.value)
    assert {place.line for place in places} >= set(range(1, len(EVERYTHING)))


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("a", ("a",)),
        ("a.b", ("a", "b")),
        ("a[0].b", ("a", 0, "b")),
        ("a[10][2]", ("a", 10, 2)),
        ("", ()),
    ],
)
def test_the_steps_of_a_path(path: str, steps: tuple[str | int, ...]) -> None:
    assert parse_path(path) == steps


def test_findings_about_data_without_a_file_stay_where_they_are() -> None:
    with pytest.raises(DataError) as caught:
        validated(model(a=(Line, ...)), {})
    assert located(caught.value.findings, {}) == caught.value.findings
