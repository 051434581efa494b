"""What a spreadsheet shows as a date where nothing is: refused by field, with a reason that names it, and nothing like it."""

from __future__ import annotations

import datetime
from typing import Annotated

import pytest

import letterforge
from letterforge import Allow, Date, LetterData, Line
from letterforge.errors import DataError
from letterforge.models.zero_dates import is_first_day, is_no_day, is_zero_date, may_be_zero

_FIRST = datetime.datetime(1899, 12, 30)  # noqa: DTZ001  (as a spreadsheet gives it)
NO_DAYS = [
    *("00/01/1900", "0/1/1900", "00.01.1900", "1/0/1900", "01-00-1900", "1900-01-00", "1900-01-00 00:00:00"),
    *("0000-00-00", "0 January 1900", "00-Jan-1900", "Saturday, 0 January 1900"),
]
ZEROS = [
    *("30/12/1899", "12/30/1899", "30.12.1899", "31/12/1899", "1899-12-30", "1899-12-30T00:00:00", "30 December 1899"),
    *("30-Dec-1899", "00-Jan-00", "00/01/00", "1/0/00", "00-01-00", "00:00:00", "0:00", "12:00:00 AM", "0", "0.0"),
]
MEANT = [
    *(
        "3 March 2026",
        "2026-03-03",
        "01/01/1900",
        "1900-01-01",
        "30/12/1999",
        "1 January 2000",
        "2000-01-01",
        "12:00 pm",
    ),
    *("10:00", "00441632960123", "1899", "100", "2026-10-10", "30 Dec 1999", "20 January 1900", "00"),
]


@pytest.mark.parametrize("text", NO_DAYS)
def test_a_day_that_no_calendar_has(text: str) -> None:
    assert may_be_zero(text)
    assert is_no_day(text)
    assert is_zero_date(text)


@pytest.mark.parametrize("text", ZEROS)
def test_a_day_that_programs_count_from(text: str) -> None:
    assert may_be_zero(text)
    assert is_zero_date(text)
    assert not is_no_day(text)


@pytest.mark.parametrize("text", MEANT)
def test_what_is_meant(text: str) -> None:
    assert not is_zero_date(text)


def test_a_first_day_has_no_time() -> None:
    assert is_first_day(datetime.date(1899, 12, 30))
    assert is_first_day(datetime.date(1899, 12, 31))
    assert is_first_day(_FIRST)
    assert not is_first_day(_FIRST.replace(hour=9))
    assert not is_first_day(datetime.date(1899, 12, 29))


def refusal(template: str, data: dict[str, object], model: type[LetterData] | None = None) -> list[str]:
    """The rules of what is wrong with the data, by field."""
    loaded = letterforge.load(f"---\ntitle: T\nlang: en-GB\n---\n{template}\n".encode(), model=model)
    try:
        letterforge.Letter(loaded, data)
    except DataError as fault:
        found = fault.findings
    else:
        return []
    assert all("spreadsheet shows as a date" in one.message for one in found if one.rule == "no-value")
    return [f"{one.place.path}: {one.rule}" for one in found]


class Dated(LetterData):
    day: Date


class Plain(LetterData):
    day: datetime.date


class Moment(LetterData):
    day: datetime.datetime


_OBJECTS = [datetime.date(1899, 12, 30), _FIRST, 0, 0.0]


@pytest.mark.parametrize("value", [*NO_DAYS, *ZEROS, *_OBJECTS])
@pytest.mark.parametrize("model", [Dated, Plain, Moment])
def test_a_field_of_a_date_refuses_it_and_names_the_spreadsheet(model: type[LetterData], value: object) -> None:
    assert refusal("On {{ day }}.", {"day": value}, model) == ["day: no-value"]


@pytest.mark.parametrize("value", [*NO_DAYS, *ZEROS, *_OBJECTS, datetime.time()])
def test_without_a_model_the_name_of_the_field_decides(value: object) -> None:
    assert refusal("Born on {{ date_of_birth }}.", {"date_of_birth": value}) == ["date_of_birth: no-value"]


@pytest.mark.parametrize("text", ZEROS)
def test_in_a_field_of_anything_else_it_is_a_value(text: str) -> None:
    assert refusal("It is {{ sort_code }}.", {"sort_code": text}) == []
    assert refusal("It is {{ count }}.", {"count": 0}) == []


@pytest.mark.parametrize("text", NO_DAYS)
def test_a_day_that_never_was_is_a_value_nowhere(text: str) -> None:
    assert refusal("It is {{ note }}.", {"note": text}) == ["note: no-value"]


def test_noughts_are_found_wherever_a_model_has_dates() -> None:
    class Visit(LetterData):
        day: datetime.date
        next: Visit | None = None

    class Data(LetterData):
        visits: list[Visit]
        either: datetime.date | int = 1

    data = {"visits": [{"day": "2026-03-03", "next": {"day": 0}}, {"day": "0"}], "either": 0}
    found = refusal("{{ visits | length }} {{ either }}", data, Data)
    assert found == ["visits[0].next.day: no-value", "visits[1].day: no-value"]


def test_who_was_born_on_that_day_may_say_so() -> None:
    class Data(LetterData):
        day: Annotated[Date, Allow("no-value")]
        date_of_birth: Annotated[Line, Allow("no-value")]

    data: dict[str, object] = {"day": "30 December 1899", "date_of_birth": "30/12/1899"}
    assert refusal("On {{ day }} {{ date_of_birth }}.", data, Data) == []
    assert refusal("{# allow day: no-value #}On {{ day }}.", {"day": datetime.date(1899, 12, 30)}) == []


def test_a_date_of_the_template_itself_is_meant() -> None:
    assert refusal("{{ day or '0' }} {{ '30/12/1899' }}", {"day": "x"}) == []
