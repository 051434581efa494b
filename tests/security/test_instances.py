"""Values that are the data's own: what an instance says is printed, whatever union it stands in, and nothing is made twice."""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeVar

import pytest
from pydantic import AliasPath, BaseModel, ConfigDict, Field, PrivateAttr, computed_field, field_validator
from pydantic.dataclasses import dataclass as validated_dataclass
from typing_extensions import TypedDict

import letterforge
from letterforge import Letter, LetterData, Line
from letterforge.errors import DataError

HEAD = "---\ntitle: T\nlang: en-GB\n---\n"


def said(body: str, data: Any, model: type[BaseModel] | None = None) -> str:
    letter = Letter(letterforge.load((HEAD + body + "\n").encode(), model=model), data)
    page = letterforge.render(letter, to="html").content.decode()
    return " ".join(re.sub("<[^>]+>", " ", page.split("<main>")[-1].split("</main>")[0]).split())


# --- the best alternative of a union, not the first -------------------------------------------------------------------


class Person(LetterData):
    name: Line


class Doctor(Person):
    title: Line


class Surgeon(Doctor):
    ward: Line


@dataclasses.dataclass
class PlainPerson:
    name: str


@dataclasses.dataclass
class PlainDoctor(PlainPerson):
    title: str


@validated_dataclass
class SoundPerson:
    name: str


@validated_dataclass
class SoundDoctor(SoundPerson):
    title: str


class Pair(NamedTuple):
    name: str
    title: str


T = TypeVar("T")


class Box(BaseModel, Generic[T]):
    name: T


class SpecialBox(Box[str]):
    title: str


class Short(TypedDict):
    name: str


class Long(TypedDict):
    name: str
    title: str


class Number(TypedDict):
    name: int
    title: int


DOCTOR = {"name": "Ash", "title": "Dr"}


@pytest.mark.parametrize(
    ("union", "who"),
    [
        (Person | Doctor, DOCTOR),
        (Doctor | Person, DOCTOR),
        (Person | Doctor, Doctor(name="Ash", title="Dr")),
        (Person | None | Doctor, Doctor(name="Ash", title="Dr")),
        (Person | Surgeon | Doctor, Doctor(name="Ash", title="Dr")),
        (Person | Doctor, Surgeon(name="Ash", title="Dr", ward="4")),
        (Short | Long, DOCTOR),
        (Number | Short | Long, DOCTOR),
        (PlainPerson | PlainDoctor, PlainDoctor("Ash", "Dr")),
        (SoundPerson | SoundDoctor, SoundDoctor("Ash", "Dr")),
        (Box[int] | SpecialBox, SpecialBox(name="Ash", title="Dr")),
        (Box[str] | SpecialBox, SpecialBox(name="Ash", title="Dr")),
    ],
)
def test_the_best_alternative_is_read(union: Any, who: Any) -> None:
    model = type("Made", (BaseModel,), {"__annotations__": {"who": union}})
    body = "Dear {% if who.title is defined %}{{ who.title }} {% endif %}{{ who.name }}"
    guarded = body if type(None) not in getattr(union, "__args__", ()) else f"{{% if who %}}{body}{{% endif %}}"
    assert said(guarded, {"who": who}, model) == "Dear Dr Ash"


@pytest.mark.parametrize(
    ("union", "value"),
    [
        (list[int] | list[str], ["a", "b"]),
        (list[Short] | list[Long], [DOCTOR]),
        (dict[str, int] | dict[str, str], {"a": "b"}),
        (tuple[int, ...] | tuple[str, ...], ("a",)),
    ],
)
def test_lists_and_dictionaries_are_read_by_the_alternative_that_fits(union: Any, value: Any) -> None:
    model = type("Made", (BaseModel,), {"__annotations__": {"many": union}})
    assert said("{% if many %}Some{% endif %}", {"many": value}, model) == "Some"


# --- an instance is taken as it is ------------------------------------------------------------------------------------


class Vat(LetterData):
    net: Decimal

    @field_validator("net")
    @classmethod
    def _gross(cls, value: Decimal) -> Decimal:
        return value * Decimal("1.20")


class Private(LetterData):
    name: Line
    _title: str = PrivateAttr(default="Mr")

    @computed_field  # type: ignore[prop-decorator]  # mypy's plugin is not used
    @property
    def who(self) -> str:
        return f"{self._title} {self.name}"


class ByPath(BaseModel):
    name: str = Field(default="DEFAULT", validation_alias=AliasPath("names", 0))


class ByName(BaseModel):
    model_config = ConfigDict(validate_by_alias=False, validate_by_name=True)
    name: str = Field(default="DEFAULT", alias="n")


class Base(BaseModel):
    name: str = "DEFAULT"


class Renamed(Base):
    name: str = Field(default="DEFAULT", alias="nom")


class Outer(BaseModel):
    bill: Vat


class Loose(BaseModel):
    model_config = ConfigDict(validate_assignment=False)
    name: str = "x"
    net: Decimal = Decimal(0)

    @field_validator("net")
    @classmethod
    def _gross(cls, value: Decimal) -> Decimal:
        return value * Decimal("1.20")


def _titled() -> Private:
    one = Private(name="Ash")
    one._title = "Dr"
    return one


@pytest.mark.parametrize(
    ("body", "model", "instance", "wanted"),
    [
        ("Pay {{ net }}", Vat, Vat(net=Decimal(100)), "Pay 120.00"),
        ("Pay {{ bill.net }}", Outer, Outer(bill=Vat(net=Decimal(100))), "Pay 120.00"),
        ("Pay {{ bill.net }}", Outer, {"bill": Vat(net=Decimal(100))}, "Pay 120.00"),
        ("{{ who }}", Private, _titled(), "Dr Ash"),
        ("{{ name }}", ByPath, ByPath(names=["Ash"]), "Ash"),  # type: ignore[call-arg]  # by its alias
        ("{{ name }}", ByName, ByName(name="Ash"), "Ash"),  # type: ignore[call-arg]  # by its name
        ("{{ name }}", Base, Renamed(nom="Ash"), "Ash"),
        ("{{ name }}", None, Renamed(nom="Ash"), "Ash"),
        ("Pay {{ net }}", None, Vat(net=Decimal(100)), "Pay 120.00"),
        ("Pay {{ net }}", Loose, Loose(net=Decimal(100)).model_copy(update={"net": Decimal(5)}), "Pay 5"),
    ],
)
def test_an_instance_says_what_it_says(body: str, model: type[BaseModel] | None, instance: Any, wanted: str) -> None:
    assert said(body, instance, model) == wanted


def test_an_instance_of_another_class_is_refused() -> None:
    with pytest.raises(DataError, match="instance of another class than the template's model, Base") as caught:
        said("{{ name }}", ByPath(names=["CANARY"]), Base)  # type: ignore[call-arg]  # by its alias
    assert "CANARY" not in str(caught.value)


def test_an_instance_without_one_of_its_fields_is_refused() -> None:
    with pytest.raises(DataError, match="net: error: is missing"):
        said("{{ net }}", Vat.model_construct(), Vat)


def test_an_instance_with_a_field_of_another_type_is_refused() -> None:
    with pytest.raises(DataError, match="net: error: is not what its model declares: a decimal number") as caught:
        said("{{ net }}", Vat.model_construct(net="CANARY"), Vat)
    assert "CANARY" not in str(caught.value)


def test_serializers_change_nothing() -> None:
    class Loud(BaseModel):
        name: str

        def model_dump(self, **_: Any) -> dict[str, Any]:
            return {"name": "SERIALIZED"}

    assert said("{{ name }}", Loud(name="Ash")) == "Ash"
