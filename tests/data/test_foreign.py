"""Values of pandas and numpy, by stand-ins with the same protocol: neither is a dependency, not even of the tests."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from letterforge import Date, Letter, LetterData, check, load
from letterforge.data.foreign import made_plain
from letterforge.errors import DataError
from letterforge.findings import Findings

TEMPLATE = b"---\ntitle: T\nlang: en-GB\n---\nWe meet on {{ when }}.\n"


class NaTType(datetime.datetime):
    """As pandas has it: a time whose parts are no numbers."""

    def utcoffset(self) -> Any:
        message = "NaTType does not support utcoffset"
        raise ValueError(message)


class NAType:
    def __bool__(self) -> bool:
        message = "boolean value of NA is ambiguous"
        raise TypeError(message)


class Timestamp(datetime.datetime):
    def to_pydatetime(self) -> datetime.datetime:
        return datetime.datetime.fromisoformat(self.isoformat())


class DType:
    kind = "i"


class Scalar:
    """As ``numpy.int64``: no int, and one for whoever asks."""

    dtype = DType()

    def __init__(self, value: Any) -> None:
        self.value = value

    def item(self) -> Any:
        return self.value


class Model(LetterData):
    when: Date


MISSING = [NaTType(1, 1, 1), NAType(), Scalar(float("nan"))]


@pytest.mark.parametrize("model", [None, Model])
@pytest.mark.parametrize("value", MISSING)
def test_what_is_missing_in_a_data_frame_is_refused_by_its_field(value: object, model: type[LetterData] | None) -> None:
    with pytest.raises(DataError) as caught:
        Letter(load(TEMPLATE, model=model), {"when": value})
    assert [(one.rule, one.place.path) for one in caught.value.findings] == [("no-value", "when")]
    assert caught.value.__cause__ is None
    assert "no-value" in {one.rule for one in check(load(TEMPLATE, model=model), {"when": value})}


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Timestamp(2026, 3, 3, 14, 30), datetime.datetime.fromisoformat("2026-03-03T14:30")),
        (Scalar(7), 7),
        (Scalar("Ann"), "Ann"),
    ],
)
def test_what_is_there_is_the_plain_value_that_it_means(value: object, plain: object) -> None:
    found = made_plain({"a": [{"b": value}], "c": 1}, Findings())
    assert found == {"a": [{"b": plain}], "c": 1}
    assert isinstance(found, dict)
    assert type(found["a"][0]["b"]) is type(plain)


def test_data_without_any_are_left_as_they_are() -> None:
    data = {"a": [1, "b", {"c": None}]}
    assert made_plain(data, Findings()) is data


def test_what_pandas_itself_has_is_the_same() -> None:
    """The case 18 of issue 9, where pandas is installed."""
    pandas = pytest.importorskip("pandas")
    dates = pandas.to_datetime(pandas.Series(["2026-03-03", None]))
    numbers = pandas.Series([1, None], dtype="Int64")
    for model in (None, Model):
        for value in (pandas.NaT, pandas.NA, dates[1], numbers[1]):
            with pytest.raises(DataError) as caught:
                Letter(load(TEMPLATE, model=model), {"when": value})
            assert [(one.rule, one.place.path) for one in caught.value.findings] == [("no-value", "when")]
    found = made_plain({"when": dates[0], "count": numbers[0]}, Findings())
    assert found == {"when": datetime.datetime(2026, 3, 3), "count": 1}  # noqa: DTZ001  (pandas gives it without a zone)
