"""Values with methods of their own, which raise what holds the value: a DataError that names the field, and no word of it."""

from __future__ import annotations

import datetime
import traceback
import uuid
import warnings
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

import pytest
from pydantic import BaseModel, computed_field, field_validator

import letterforge
from letterforge import Letter
from letterforge.errors import DataError, LetterforgeError

HEAD = "---\ntitle: T\nlang: en-GB\n---\n"
CANARY = "Quillfeather"


class Panic(BaseException):
    """As an extension in Rust raises it."""


def raising(fault: type[BaseException]) -> Any:
    def method(*_: object, **__: object) -> Any:
        raise fault(CANARY)

    return method


def value(fault: type[BaseException], *names: str, bases: tuple[type, ...] = (object,), **more: Any) -> Any:
    made = {name: property(raising(fault)) if name in {"text", "__class__"} else raising(fault) for name in names}
    return type("Strange", bases, {**made, **more})()


class Zone(datetime.tzinfo):
    def utcoffset(self, _: Any) -> Any:
        raise Panic(CANARY)

    dst = tzname = utcoffset


class Keys(Mapping[Any, Any]):
    def __getitem__(self, key: Any) -> Any:
        raise Panic(CANARY)

    def __iter__(self) -> Iterator[Any]:
        return iter(["a"])

    def __len__(self) -> int:
        return 1


class Items(Sequence[Any]):
    def __getitem__(self, key: Any) -> Any:
        raise Panic(CANARY)

    def __len__(self) -> int:
        return 2


class Holder(BaseModel):
    name: str = "x"
    a: Any = None


def strange(fault: type[BaseException]) -> dict[str, Any]:
    return {
        "bool": value(fault, "__bool__"),
        "text": value(fault, "text"),
        "class": value(fault, "__class__"),
        "all": value(fault, "__bool__", "__eq__", "__hash__", "__str__", "__repr__", "__format__", "text"),
        "rich bool": value(fault, "__bool__", text="words"),
        "len": value(fault, "__len__"),
    }


FAULTS = (ValueError, RecursionError, KeyError, SystemExit, Panic, MemoryError)
CASES = [(fault, name) for fault in FAULTS for name in strange(fault)]


@pytest.mark.parametrize(("fault", "name"), CASES)
@pytest.mark.parametrize("model", [Holder, None])
@pytest.mark.parametrize(
    "body", ["{{ name }}", "{{ a }}", "{% if a %}x{% endif %}", "{{ a or name }}", "{% if a == name %}x{% endif %}"]
)
def test_a_value_that_raises(fault: type[BaseException], name: str, model: type[BaseModel] | None, body: str) -> None:
    data = {"name": "x", "a": strange(fault)[name]}
    _refused_or_made(body, data, model)


def _refused_or_made(body: str, data: Any, model: type[BaseModel] | None) -> None:
    try:
        letter = Letter(letterforge.load((HEAD + body + "\n").encode(), model=model), data)
        letterforge.render(letter, to="html")
        said = ""
    except LetterforgeError as refused:
        said = "".join(traceback.format_exception(refused))
    except BaseException as fault:  # noqa: BLE001  (pytest itself would ask for the words of the value)
        said = f"{CANARY}: {type(fault).__name__}"
    assert CANARY not in said


NAMED: dict[str, Any] = {
    "keys that raise": {"name": "x", "a": Keys()},
    "items that raise": {"name": "x", "a": Items()},
    "a key that is no text": {"name": "x", "a": {value(Panic, "__str__"): 1}},
    "a zone that raises": {"name": "x", "a": datetime.datetime(2026, 3, 3, tzinfo=Zone())},
    "a zone of a time": {"name": "x", "a": datetime.time(3, tzinfo=Zone())},
    "an identifier": {"name": "x", "a": value(Panic, "__str__", bases=(uuid.UUID,), __init__=lambda _: None)},
    "a text of one's own": {"name": "x", "a": value(Panic, "__str__", "__eq__", "__hash__", bases=(str,))},
    "data that raise": Keys(),
    "within a list": {"name": "x", "a": [1, [value(Panic, "__bool__")]]},
}


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("model", [Holder, None])
def test_what_holds_values_may_raise_too(name: str, model: type[BaseModel] | None) -> None:
    for body in ("{{ name }}", "{{ a }}", "{% if a %}x{% endif %}"):
        _refused_or_made(body, NAMED[name], model)


def test_the_field_is_named() -> None:
    for data in ({"name": "x", "a": value(ValueError, "__bool__")}, {"name": "x", "a": value(Panic, "text")}):
        with pytest.raises(DataError, match="^a: error: raises an error of its own when it is read"):
            Letter(letterforge.load((HEAD + "{{ name }}\n").encode(), model=Holder), data)


def test_words_that_are_no_text() -> None:
    number = type("Number", (), {"text": property(lambda _: 5)})()
    with pytest.raises(DataError, match="^a: error"):
        Letter(letterforge.load((HEAD + "{{ a }}\n").encode()), {"a": number})


class Node(BaseModel):
    name: str
    next: Node | None = None
    also: Node | None = None


def test_an_instance_that_holds_itself_or_is_too_deep() -> None:
    ring = Node(name="x")
    ring.next = ring.also = ring
    deep = shared = Node(name="x")
    for _ in range(400):
        deep = Node(name="x", next=deep)
    for _ in range(60):  # two to the sixtieth, walked one by one
        shared = Node(name="x", next=shared, also=shared)
    for data in (ring, deep, shared):
        for model in (Node, None):
            with pytest.raises(DataError, match="nested too deep, or contain themselves|more than 250,000 values"):
                Letter(letterforge.load((HEAD + "{{ name }}\n").encode(), model=model), data)


class Refusing(BaseModel):
    name: str
    other: str = ""

    @field_validator("name")
    @classmethod
    def _check(cls, name: str) -> str:
        raise {"type": TypeError, "panic": Panic, "exit": SystemExit, "key": KeyError}[name](CANARY)

    @computed_field  # type: ignore[prop-decorator]  # mypy's plugin is not used
    @property
    def broken(self) -> str:
        raise Panic(CANARY)


@pytest.mark.parametrize("name", ["type", "panic", "exit", "key"])
def test_a_validator_that_raises_what_no_validator_should(name: str) -> None:
    with pytest.raises(DataError, match="raises [A-Z][A-Za-z]+ when it is validated") as caught:
        Letter(letterforge.load((HEAD + "{{ name }}\n").encode(), model=Refusing), {"name": name})
    assert CANARY not in "".join(traceback.format_exception(caught.value))


def test_a_computed_field_that_panics() -> None:
    for model in (Refusing, None):
        with pytest.raises(DataError, match="broken: error: cannot be computed"):
            Letter(
                letterforge.load((HEAD + "{{ other }}\n").encode(), model=model),
                Refusing.model_construct(name="x", other="y"),
            )


class Colour(Enum):
    RED = "red"


class Warned(BaseModel):
    n: int = 0
    name: str = "x"
    colour: Colour = Colour.RED
    inner: Warned | None = None


@pytest.mark.parametrize(
    "instance",
    [
        Warned.model_construct(n=CANARY, name="Ann"),
        Warned.model_construct(colour=CANARY),
        Warned.model_construct(inner=Warned.model_construct(n=CANARY)),
        Warned.model_construct(inner=CANARY),
    ],
)
def test_no_library_warns_of_a_value(instance: Warned, capfd: pytest.CaptureFixture[str]) -> None:
    template = letterforge.load((HEAD + "Dear {{ name }}\n").encode())
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        Letter(template, instance)
        letterforge.check(template, instance)
    assert [str(one.message) for one in heard] == []
    assert CANARY not in "".join(capfd.readouterr())
