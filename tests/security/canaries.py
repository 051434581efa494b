"""Data in which every value and every key that is not a field's is a canary: none may be seen where nobody should see it."""

from __future__ import annotations

import datetime
import enum
import traceback
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, EmailStr, Field, SecretStr, field_validator, model_validator

from letterforge import LetterData

CANARY = "Quillfeather"
"""In every value; a number has `NUMBER` in it."""
NUMBER = "73910485"


def canary(count: int = 0) -> str:
    """A value like a name."""
    return f"{CANARY}{count} Zephyrine"


def seen(text: str) -> bool:
    """Whether any value can be seen in a text."""
    return CANARY.casefold() in text.casefold() or "zephyrine" in text.casefold() or NUMBER in text.replace(",", "")


class Colour(enum.Enum):
    RED = "red"


def _fails(value: str) -> str:
    message = f"never: {value}"
    raise ValueError(message)


def _breaks(value: str) -> str:
    raise KeyError(value)


class Inner(LetterData):
    name: str
    number: int


class Everything(BaseModel):
    """One field for each way in which pydantic refuses a value. Its base is pydantic's, which hides nothing."""

    whole: int = 1
    real: float = 1.0
    exact: Decimal = Decimal(1)
    day: datetime.date = datetime.date(2026, 1, 1)
    moment: datetime.datetime = datetime.datetime(2026, 1, 1)  # noqa: DTZ001  (a letter's own time)
    clock: datetime.time = datetime.time(9)
    length: datetime.timedelta = datetime.timedelta(minutes=1)
    yes: bool = True
    one_of: Literal["a", "b"] = "a"
    colour: Colour = Colour.RED
    mail: EmailStr = "a@example.org"
    secret: SecretStr = SecretStr("x")
    short: Annotated[str, Field(max_length=3)] = "x"
    long: Annotated[str, Field(min_length=300)] = "x" * 300
    pattern: Annotated[str, Field(pattern="^a$")] = "a"
    small: Annotated[int, Field(lt=5)] = 1
    inner: Inner = Inner(name="Ann", number=1)
    several: list[Inner] = []
    by_key: dict[str, int] = {}
    either: int | datetime.date = 1
    chosen: Annotated[Inner | Colour, Field(union_mode="left_to_right")] = Colour.RED
    ruled: Annotated[str, AfterValidator(_fails)] = "x"
    validated: str = "x"

    @field_validator("validated")
    @classmethod
    def no(cls, value: str) -> str:
        return _fails(value)


class Whole(LetterData):
    name: str

    @model_validator(mode="after")
    def no(self) -> Whole:
        raise ValueError(self.name)


def faults() -> dict[str, Any]:
    """A canary for every field of `Everything`, each refused, and keys that are none of its."""
    found: dict[str, Any] = {name: canary(n) for n, name in enumerate(Everything.model_fields)}
    found |= {
        "small": int(NUMBER),
        "inner": {"name": [canary()], "number": canary(), canary(): canary()},
        "several": [{"name": canary(), "number": canary()}, canary(), {canary(): {canary(): canary()}}],
        "by_key": {canary(): canary()},
        canary(98): canary(),
        f"{CANARY} {{{{ x }}}}": {canary(): [canary()]},
    }
    return found


def chain(fault: BaseException) -> str:
    """All that a handler of errors could print: the error, those before it, as text, as code, and as a trace."""
    said = ["".join(traceback.format_exception(fault))]
    one: BaseException | None = fault
    while one is not None:
        said += [str(one), repr(one), repr(one.args), repr(getattr(one, "__notes__", ""))]
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\n".join(said)
