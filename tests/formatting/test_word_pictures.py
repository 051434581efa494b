"""Pictures of dates and numbers, by the words of ECMA-376 part 1, 17.16.4, and by its examples."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from letterforge.formatting.word_pictures import date_by, is_number_picture, number_by, read_number

DAY = datetime.date(2006, 1, 3)
MOMENT = datetime.datetime(2006, 1, 3, 17, 4, 9)  # noqa: DTZ001  (a letter gives the time on the spot)


@pytest.mark.parametrize(
    ("picture", "wanted"),
    [
        ("d", "3"),
        ("dd", "03"),
        ("ddd", "Tue"),
        ("dddd", "Tuesday"),
        ("M", "1"),
        ("MM", "01"),
        ("MMM", "Jan"),
        ("MMMM", "January"),
        ("yy", "06"),
        ("yyyy", "2006"),
        ("YYYY", "2006"),
        ("DD/MM/YY", "03/01/06"),
        ("dddd, MMMM d, yyyy", "Tuesday, January 3, 2006"),
        ("'today is 'd", "today is 3"),
        ("d 'd'", "3 d"),
    ],
)
def test_a_date_by_its_picture(picture: str, wanted: str) -> None:
    assert date_by(DAY, picture, "en-GB") == wanted


@pytest.mark.parametrize(
    ("picture", "wanted"),
    [
        ("h", "5"),
        ("hh", "05"),
        ("H", "17"),
        ("HH:mm:ss", "17:04:09"),
        ("h:m:s am/pm", "5:4:9 pm"),
        ("hAM/PM", "5PM"),
        ("d MMM, HH.mm", "3 Jan, 17.04"),
    ],
)
def test_a_time_by_its_picture(picture: str, wanted: str) -> None:
    assert date_by(MOMENT, picture, "en-GB") == wanted


@pytest.mark.parametrize(("hour", "wanted"), [(0, "12 am"), (11, "11 am"), (12, "12 pm"), (23, "11 pm")])
def test_twelve_is_the_first_hour_of_each_half(hour: int, wanted: str) -> None:
    assert date_by(datetime.time(hour), "h am/pm", "en-GB") == wanted


def test_names_are_those_of_the_language() -> None:
    assert date_by(DAY, "dddd d MMMM yyyy", "cy") == "Dydd Mawrth 3 Ionawr 2006"
    assert date_by(datetime.date(2026, 9, 1), "d MMM", "en-GB") == "1 Sep"


def test_a_picture_asks_for_nothing_that_is_not_there() -> None:
    assert date_by(DAY, "d HH", "en-GB") is None
    assert date_by(datetime.time(3), "d HH", "en-GB") is None


@pytest.mark.parametrize(
    ("number", "picture", "wanted"),
    [
        # 17.16.4.2, without the spaces for digits that are not there
        ("9", "00.00", "09.00"),
        ("15", "$###", "$15"),
        ("222492", "x##", "492"),
        ("0.125", "0.00x", "0.125"),
        ("0.75", ".x", ".8"),
        ("95.4", "$###.00", "$95.40"),
        ("2456800", "$#,###,###", "$2,456,800"),
        ("-10", "-##", "-10"),
        ("10", "-##", "10"),
        ("10", "+##", "+10"),
        ("-10", "+##", "-10"),
        ("0", "+##", ""),
        ("33", "##%", "33%"),
        ("3.98", "$##0.00 'is the sales tax'", "$3.98 is the sales tax"),
        ("-456.34", "$#,##0.00;($#,##0.00)", "($456.34)"),
        ("456.34", "$#,##0.00;($#,##0.00)", "$456.34"),
        ("-456.34", "$#,##0.00;-$#,##0.00;$0", "-$456.34"),
        ("0", "$#,##0.00;-$#,##0.00;'nil'", "nil"),
        ("0", "$#,##0.00;-$#,##0.00", "$0.00"),
        # what is between them
        ("1234.5", "£#,##0.00", "£1,234.50"),
        ("-1234.5", "£#,##0.00", "-£1,234.50"),
        ("1234567", "0", "1234567"),
        ("7", "000", "007"),
        ("7", "0##", "007"),
        ("1.5", "0.0#", "1.5"),
        ("1.25", "0.0#", "1.25"),
        ("2", "0.##", "2"),
        ("0.005", "0.00", "0.01"),
        ("-0.001", "0.00", "0.00"),
        ("-0.001", "0.00;(0.00);nil", "(0.00)"),
        ("12345678", "00-00-00-00", "12345678"),
        ("12345678", "00'-'00'-'00'-'00", "12-34-56-78"),
        ("1234.5", "#,##0.00 'net;'", "1,234.50 net;"),
        ("12", "0.", "12."),
        ("0.5", "#.00", ".50"),
        ("12.5", ".00", "12.50"),
    ],
)
def test_a_number_by_its_picture(number: str, picture: str, wanted: str) -> None:
    assert number_by(Decimal(number), picture, "en-GB") == wanted


@pytest.mark.parametrize(
    ("picture", "wanted"),
    [("#.##0,00 €", "1.234,50 €"), ("#,##0.00 €", "1.234,50 €"), ("0,0", "1234,5"), ("0", "1235")],
)
def test_marks_are_those_of_the_language(picture: str, wanted: str) -> None:
    assert number_by(Decimal("1234.5"), picture, "de") == wanted


def test_a_picture_of_no_number() -> None:
    assert number_by(Decimal(1), "none", "en-GB") is None
    assert not is_number_picture("none")
    assert not is_number_picture("")
    assert not is_number_picture("0." + "0" * 16)
    assert is_number_picture("£#,##0.00;(£0)")


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("1234.5", "en-GB", "1234.5"),
        ("1,234.5", "en-GB", "1234.5"),
        ("-7", "en-GB", "-7"),
        (" 12 ", "en-GB", "12"),
        ("1,23", "en-GB", None),
        ("1,234,56", "en-GB", None),
        ("£12", "en-GB", None),
        ("1e9", "en-GB", None),
        ("", "en-GB", None),
        ("1.234,5", "de", "1234.5"),
        ("1234.5", "de", "1234.5"),
        ("1.234", "de", "1234"),
        ("9" * 90, "en-GB", None),
    ],
)
def test_a_number_as_people_write_it(text: str, language: str, wanted: str | None) -> None:
    assert read_number(text, language) == (None if wanted is None else Decimal(wanted))
