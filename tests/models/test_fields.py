from __future__ import annotations

import datetime
from typing import Any

import pytest
from email_validator import EmailNotValidError, validate_email
from pydantic import TypeAdapter, ValidationError

from letterforge import Date, Duration, Email, Line, Lines, Month, MonthOfYear, PostalAddress, Telephone, Time
from letterforge.models.fields.refusal import PREFIX


def read(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value)


def fault(kind: Any, value: object) -> tuple[str, str]:
    """The rule and the message of the only error."""
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    (found,) = caught.value.errors(include_input=False, include_context=False)
    return found["type"].removeprefix(PREFIX), found["msg"]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("2026-03-03", (2026, 3, 3)),
        ("3 March 2026", (2026, 3, 3)),
        ("03 march 2026", (2026, 3, 3)),
        ("  3   March\n2026 ", (2026, 3, 3)),
        ("3 Mar 2026", (2026, 3, 3)),
        ("3rd March 2026", (2026, 3, 3)),
        ("3 March, 2026", (2026, 3, 3)),
        ("1st Sept 2026", (2026, 9, 1)),
        ("1 Sep 2026", (2026, 9, 1)),
        ("Tuesday 3 March 2026", (2026, 3, 3)),
        ("Tue, 3 March 2026", (2026, 3, 3)),
        ("29 February 2028", (2028, 2, 29)),
    ],
)
def test_dates_as_people_write_them(text: str, read_as: tuple[int, int, int]) -> None:
    assert read(Date, text) == datetime.date(*read_as)


@pytest.mark.parametrize(
    "text",
    [
        "03/03/2026", "3.3.2026", "2026-3-3", "2026-02-30", "29 February 2026", "March 2026", "3 Marsh 2026", "3 M 2026",
        "3 Ma 2026", "0 March 2026", "tomorrow", "", "20260303", "2026-03-03T10:00", "3 March 26", "٣ March 2026",
        "3 Marchioness 2026",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert fault(Date, text) == ("date", "is not a date such as 3 March 2026 or 2026-03-03")


def test_a_date_that_falls_on_another_day_of_the_week() -> None:
    assert fault(Date, "Monday 3 March 2026") == ("weekday", "is a date that falls on another day of the week")


def test_dates_of_python_are_taken() -> None:
    assert read(Date, datetime.date(2026, 3, 3)) == datetime.date(2026, 3, 3)


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("14:30", (14, 30)),
        ("2:30 pm", (14, 30)),
        ("2.30pm", (14, 30)),
        ("2:30 p.m.", (14, 30)),
        ("2 PM", (14, 0)),
        ("12 am", (0, 0)),
        ("12:15 pm", (12, 15)),
        ("9.05", (9, 5)),
        ("noon", (12, 0)),
        ("12 noon", (12, 0)),
        ("0:00", (0, 0)),
        ("23:59:30", (23, 59, 30)),
    ],
)
def test_times_as_people_write_them(text: str, read_as: tuple[int, ...]) -> None:
    assert read(Time, text) == datetime.time(*read_as)


@pytest.mark.parametrize(
    "text", ["14", "24:00", "13:00 pm", "0 pm", "2:60", "half past two", "14:30 pm", "870", "", "2:3", "14:30Z"]
)
def test_what_is_no_time(text: str) -> None:
    assert fault(Time, text) == ("time", "is not a time such as 2:30 pm or 14:30")


def test_a_time_with_a_time_zone() -> None:
    assert fault(Time, datetime.time(14, 30, tzinfo=datetime.UTC)) == (
        "time_zone",
        "is a time with a time zone; a letter gives the time on the spot",
    )


@pytest.mark.parametrize("text", ["2026-04", "April 2026", "apr 2026", " April  2026 "])
def test_months_as_people_write_them(text: str) -> None:
    assert read(Month, text) == MonthOfYear(2026, 4)


@pytest.mark.parametrize(
    "value", ["2026-13", "2026-00", "April", "04/2026", "2026", "0000-04", 2026, None, datetime.date(2026, 4, 1)]
)
def test_what_is_no_month(value: object) -> None:
    assert fault(Month, value) == ("month", "is not a month of a year such as April 2026 or 2026-04")


def test_months_are_written_as_iso_8601_has_them() -> None:
    assert TypeAdapter(Month).dump_python(MonthOfYear(2026, 4), mode="json") == "2026-04"
    assert TypeAdapter(Month).json_schema()["type"] == "string"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90 minutes", 90),
        ("1 minute", 1),
        ("1 hour 30 minutes", 90),
        ("1 hour and 30 minutes", 90),
        ("2 hours", 120),
        ("1h30m", 90),
        ("1 hr 5 mins", 65),
        ("90 min", 90),
    ],
)
def test_durations_as_people_write_them(text: str, minutes: int) -> None:
    assert read(Duration, text) == datetime.timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["90", "1:30", "an hour", "1.5 hours", "", "90 seconds", "minutes", "PT90M"])
def test_what_is_no_duration(text: str) -> None:
    assert fault(Duration, text) == ("duration", "is not a length of time such as 90 minutes or 1 hour 30 minutes")


@pytest.mark.parametrize("value", ["0 minutes", datetime.timedelta(seconds=90), datetime.timedelta(minutes=-5)])
def test_a_duration_is_some_whole_minutes(value: object) -> None:
    assert fault(Duration, value) == ("minutes", "is not a whole number of minutes, at least one")


@pytest.mark.parametrize("text", ["a.b@c.example", "o'brien+x@sub.c.co.uk", "zoë@bücher.example"])
def test_addresses_for_mail(text: str) -> None:
    assert read(Email, f" {text} ") == text


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a@b",
        "a b@c.example",
        "a@b..example",
        "<a@b.example>",
        "a@b.example, c@d.example",
        "a@-b.example",
        "@b.example",
    ],
)
def test_what_is_no_address_for_mail(text: str) -> None:
    assert fault(Email, text) == ("email", "is not an e-mail address")


@pytest.mark.parametrize(
    "text",
    [
        "a@c.example",
        "a.b@c.example",
        ".a@c.example",
        "a.@c.example",
        "a..b@c.example",
        "a@c-.example",
        "a@c-d.example",
        "a@c--d.example",
        f"{'a' * 64}@c.example",
        f"{'a' * 65}@c.example",
        f"a@{'c' * 63}.example",
        f"a@{'c' * 64}.example",
        f"a@{'c.' * 130}example",
        "a@c.1",
        "a@xn--bcher-kva.example",
        "a@c.xn--p1ai",
        "дима@пример.рф",
        "a@@c.example",
        "a@[192.0.2.1]",
        '"a b"@c.example',
        "a@c.example.",
    ],
)
def test_the_rule_for_addresses_is_that_of_email_validator(text: str) -> None:
    try:
        validate_email(text, check_deliverability=False, test_environment=True, strict=True)
    except EmailNotValidError:
        assert fault(Email, text) == ("email", "is not an e-mail address")
    else:
        assert read(Email, text) == text


@pytest.mark.parametrize(
    "text", ["01632 960 118", "+44 (0)1632 960118", "(01632) 960118", "01632-960118 ext 12", "01632 960118 x5"]
)
def test_telephone_numbers(text: str) -> None:
    assert read(Telephone, text) == text


@pytest.mark.parametrize("text", ["12", "ask for Ann", "01632 960118 or 960119", "tel:01632960118"])
def test_what_is_no_telephone_number(text: str) -> None:
    assert fault(Telephone, text) == ("telephone", "is not a telephone number")


def test_lines_are_trimmed_and_kept() -> None:
    assert read(Lines, "\n  1 High Street \r\n  Wyrebridge\t\n\n") == "1 High Street\nWyrebridge"
    assert read(Line, "  Ann  ") == "Ann"


@pytest.mark.parametrize(
    ("kind", "text", "rule", "message"),
    [
        (Line, "a\nb", "one_line", "must be one line"),
        (Line, "a\rb", "one_line", "must be one line"),
        (Line, " ", "blank", "is blank"),
        (Line, "TBC", "stands_in", "only stands in for what is still to be filled in"),
        (Line, "{{ a }}", "template_mark", "holds a mark of a template"),
        (Line, "a\x00b", "unfit_character", "holds a character that a letter cannot carry"),
        (Lines, "a\n\nb", "blank_line", "has an empty line in it"),
        (Lines, "", "blank", "is blank"),
        (Lines, "a\x0bb\x00", "unfit_character", "holds a character that a letter cannot carry"),
        (Email, "TBC", "stands_in", "only stands in for what is still to be filled in"),
        (PostalAddress, "[name]\nLeeds\nLS1 4AP", "bracketed_prompt", "holds words that still wait to be filled in"),
        (PostalAddress, " ,\n", "blank", "is blank"),
        (Telephone, "____", "no_word", "holds no letter or digit"),
    ],
)
def test_texts_obey_the_text_rules(kind: Any, text: str, rule: str, message: str) -> None:
    assert fault(kind, text) == (rule, message)


@pytest.mark.parametrize("kind", [Line, Lines, Email, PostalAddress, Telephone])
@pytest.mark.parametrize("value", [5, None, ["a", 1], True])
def test_what_is_no_text_is_not_made_one(kind: Any, value: object) -> None:
    with pytest.raises(ValidationError):
        read(kind, value)


@pytest.mark.parametrize("kind", [Date, Time, Duration])
@pytest.mark.parametrize("value", [120, 86_400, 0.5, b"2026-03-03", True])
def test_numbers_are_not_guessed_to_be_dates_or_times(kind: Any, value: object) -> None:
    with pytest.raises(ValidationError):
        read(kind, value)


def test_the_text_rules_are_in_the_schema() -> None:
    assert TypeAdapter(Line).json_schema() == {"type": "string", "maxLength": 1000, "pattern": r"\S"}
    assert TypeAdapter(Email).json_schema()["format"] == "email"
