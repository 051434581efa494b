from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from letterforge.formatting.printer import Printer, UnprintableError
from letterforge.models.data_picture import DataPicture
from letterforge.models.month import MonthOfYear

DAY = datetime.date(2026, 3, 3)
MINUTE = datetime.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("language", "value", "printed"),
    [
        ("en-GB", "a\nb", "a\nb"),
        ("en-GB", 2026, "2026"),
        ("en-GB", -1, "-1"),
        ("en-GB", 0.1, "0.1"),
        ("en-GB", 3.0, "3.0"),
        ("en-GB", 1e-7, "0.0000001"),
        ("en-GB", 1e22, "10000000000000000000000"),
        ("en-GB", Decimal("1.10"), "1.10"),
        ("en-GB", Decimal("1E+3"), "1000"),
        ("en-GB", DAY, "3 March 2026"),
        ("en-GB", datetime.datetime(2026, 3, 3, 14, 30), "3 March 2026, 2:30 pm"),  # noqa: DTZ001  (a letter's times are local)
        ("en-GB", datetime.time(14, 30), "2:30 pm"),
        ("en-GB", datetime.time(0, 5), "12:05 am"),
        ("en-GB", datetime.time(12), "12:00 pm"),
        ("en-GB", MonthOfYear(2026, 4), "April 2026"),
        ("en-GB", MINUTE, "1 minute"),
        ("en-GB", 45 * MINUTE, "45 minutes"),
        ("en-GB", 60 * MINUTE, "1 hour"),
        ("en-GB", 90 * MINUTE, "90 minutes"),
        ("en-GB", 119 * MINUTE, "119 minutes"),
        ("en-GB", 120 * MINUTE, "2 hours"),
        ("en-GB", 135 * MINUTE, "2 hours 15 minutes"),
        ("en-GB", 1500 * MINUTE, "25 hours"),
        ("en-GB", ["A"], "A"),
        ("en-GB", ["A", "B"], "A and B"),
        ("en-GB", ["A", "B", "C"], "A, B and C"),
        ("en-GB", [DAY, 2], "3 March 2026 and 2"),
        ("cy", DAY, "3 Mawrth 2026"),
        ("cy", datetime.time(14, 30), "14:30"),
        ("cy", MonthOfYear(2026, 4), "Ebrill 2026"),
        ("cy", 90 * MINUTE, "90 munud"),
        ("cy", 135 * MINUTE, "2 awr 15 munud"),
        ("cy", ["Ann", "Bedwyr", "Siân"], "Ann, Bedwyr a Siân"),
        ("cy", ["Siân", "Owain"], "Siân ac Owain"),
        ("cy", ["Siân", "Ŵyn"], "Siân ac Ŵyn"),
        ("de", DAY, "3. März 2026"),
        ("de", datetime.time(14, 30), "14:30"),
        ("de", ["A", "B", "C"], "A, B und C"),
        ("de", 90 * MINUTE, "90 Minuten"),
        ("en-US", DAY, "March 3, 2026"),
        ("en-US", datetime.time(14, 30), "2:30 PM"),
        ("fr", datetime.timedelta(hours=1), "1\N{NO-BREAK SPACE}heure"),
    ],
)
def test_values_print_by_language(language: str, value: object, printed: str) -> None:
    assert Printer(language).text(value) == printed


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("long", "3 March 2026"),
        ("full", "Tuesday 3 March 2026"),
        ("short", "3 Mar 2026"),
        ("numeric", "03/03/2026"),
        ("weekday", "Tuesday"),
        ("day", "3"),
        ("month", "March"),
        ("year", "2026"),
    ],
)
def test_styles_of_a_date(style: str, printed: str) -> None:
    assert Printer("en-GB").date(DAY, style) == printed


def test_a_full_date_in_welsh() -> None:
    assert Printer("cy").date(DAY, "full") == "Dydd Mawrth 3 Mawrth 2026"


def test_a_long_duration_names_its_hours() -> None:
    assert Printer("en-GB").duration(90 * MINUTE, "long") == "1 hour 30 minutes"


@pytest.mark.parametrize(
    ("value", "digits", "printed"),
    [
        (2026, None, "2,026"),
        (3.14159, None, "3.14159"),
        (3.14159, 2, "3.14"),
        (1234567, 0, "1,234,567"),
        (Decimal("2.5"), 0, "2"),
        (Decimal("3.5"), 0, "4"),
        (0.125, 2, "0.12"),
    ],
)
def test_numbers_are_grouped_and_rounded_half_to_even(value: float, digits: int | None, printed: str) -> None:
    assert Printer("en-GB").number(value, digits) == printed


def test_numbers_are_grouped_as_the_language_does_it() -> None:
    assert Printer("de").number(1234567.5, 2) == "1.234.567,50"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "nothing (the field is empty)"),
        (True, "a yes or no"),
        ({"a": 1}, "a model, not one of its fields"),
        (object(), "not text, a number, a date, a time or a duration"),
        (b"CANARY", "not text, a number, a date, a time or a duration"),
        (float("nan"), "a number that is not finite"),
        (float("-inf"), "a number that is not finite"),
        (Decimal("NaN"), "a number that is not finite"),
        (Decimal("sNaN"), "a number that is not finite"),
        ([], "an empty list"),
        ([["CANARY"]], "a list of models or lists"),
        ([{"CANARY": 1}], "a list of models or lists"),
        ([None], "nothing (the field is empty)"),
        (["a", True], "a yes or no"),
        (datetime.timedelta(), "a duration that is not a whole number of minutes, at least one"),
        (-MINUTE, "a duration that is not a whole number of minutes, at least one"),
        (datetime.timedelta(seconds=90), "a duration that is not a whole number of minutes, at least one"),
        (
            datetime.timedelta(minutes=1, microseconds=1),
            "a duration that is not a whole number of minutes, at least one",
        ),
    ],
)
def test_what_no_letter_prints(value: Any, reason: str) -> None:
    with pytest.raises(UnprintableError) as caught:
        Printer("en-GB").text(value)
    assert str(caught.value) == reason


def test_a_style_that_there_is_not() -> None:
    with pytest.raises(
        UnprintableError, match=r"^a date style that is none of long, full, short, numeric, weekday, day, month, year$"
    ):
        Printer("en-GB").date(DAY, "medium")
    with pytest.raises(UnprintableError, match=r"^a duration style that is neither short nor long$"):
        Printer("en-GB").duration(MINUTE, "full")


def test_a_number_that_is_not_finite_is_not_grouped_either() -> None:
    with pytest.raises(UnprintableError, match=r"^a number that is not finite$"):
        Printer("en-GB").number(float("inf"))


def test_every_month_and_day_of_a_leap_year_prints_without_loss() -> None:
    printer = Printer("en-GB")
    days = [datetime.date(2028, 1, 1) + datetime.timedelta(days=n) for n in range(366)]
    assert len({printer.date(day) for day in days}) == 366
    assert len({printer.date(day, "numeric") for day in days}) == 366


def test_times_that_compare_equal_print_as_each_says() -> None:
    """12:00 UTC is 14:00 two hours further east: equal as keys of a dictionary, and not the same words."""
    noon = datetime.datetime(2026, 3, 3, 23, 30, tzinfo=datetime.UTC)
    east = noon.astimezone(datetime.timezone(datetime.timedelta(hours=2)))
    assert noon == east
    assert hash(noon) == hash(east)
    for order in ((noon, east), (east, noon)):
        for printer in (Printer("en-GB"), Printer("fr-FR")):
            texts = {value: printer.text(value) for value in order}
            assert len(texts) == 1  # the dictionary takes one for the other, too
            assert printer.text(noon) != printer.text(east)
            assert printer.time(noon.timetz()) != printer.time(east.timetz())
            assert printer.date(noon) != printer.date(east)
            assert printer.month(noon) == printer.month(east)


def test_a_list_of_pictures_is_no_text() -> None:
    """Else nothing, or " and ", would stand in the letter for what only a drawing shows."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><path d="M0 0L3 1"/></svg>'
    picture = DataPicture(svg, "A line")
    for value in ([picture], ["Ann", picture]):
        with pytest.raises(UnprintableError, match="a list of pictures"):
            Printer("en-GB").text(value)
