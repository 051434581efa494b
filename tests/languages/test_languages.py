from __future__ import annotations

import datetime
from collections import defaultdict
from pathlib import Path

import pytest
from babel.dates import get_day_names, get_month_names

from letterforge import languages
from letterforge.errors import UsageError
from letterforge.formatting.printer import Printer
from letterforge.languages import reading
from letterforge.languages.cldr import locale_of
from letterforge.languages.english import ENGLISH
from letterforge.languages.known import conventions, known_languages
from letterforge.languages.welsh import WELSH
from letterforge.models.fields.dates import read_date
from letterforge.models.fields.times import read_time
from letterforge.models.month import MonthOfYear


@pytest.mark.parametrize(
    "language", ["en-GB", "en", "cy", "cy-GB", "de", "fr-CA", "el", "ga", "pl", "pt-BR", "zh-Hans-CN"]
)
def test_languages_that_babel_knows_have_conventions(language: str) -> None:
    found = conventions(language)
    assert set(found.dates) == {"long", "full", "short", "numeric"}
    assert all(found.dates.values())
    assert found.time
    assert found.month


@pytest.mark.parametrize(
    "language", ["", "xx-YY", "english", "en_GB", "{{ language }}", "en-GB-x-private-1234567890", "../en"]
)
def test_what_is_no_language_is_refused_by_name(language: str) -> None:
    with pytest.raises(UsageError) as caught:
        locale_of(language)
    assert str(caught.value) == (
        f"{language!r} is not a language that letterforge knows; write a tag such as en-GB or cy"
    )


def test_the_languages_of_the_table_do_not_ask_babel_for_their_patterns() -> None:
    assert conventions("en-GB") is ENGLISH.conventions
    assert conventions("cy") is WELSH.conventions


def test_the_names_that_dates_are_read_by_are_those_of_cldr() -> None:
    for language in known_languages():
        assert language.reading is not None
        locale = locale_of(language.tags[0])
        months, days = get_month_names("wide", locale=locale), get_day_names("wide", locale=locale)
        assert language.reading.months == tuple(months[number].lower() for number in range(1, 13))
        assert language.reading.weekdays == tuple(days[number].lower() for number in range(7))


def test_no_two_languages_call_different_months_or_days_by_one_name() -> None:
    months: dict[str, set[int]] = defaultdict(set)
    days: dict[str, set[int]] = defaultdict(set)
    for names in reading._readings():
        for name, number in names.months.items():
            months[name].add(number)
        for name, number in names.weekdays.items():
            days[name].add(number)
    assert not {name: found for name, found in (*months.items(), *days.items()) if len(found) > 1}


TAGS = sorted({tag for language in known_languages() for tag in language.tags})


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("style", ["long", "full", "short"])
def test_a_date_that_a_language_writes_is_read_back(tag: str, style: str) -> None:
    printer = Printer(tag)
    first = datetime.date(2028, 1, 1)
    days = [first + datetime.timedelta(days=number) for number in range(366)]
    assert [read_date(printer.date(day, style)) for day in days] == days


@pytest.mark.parametrize("tag", ["da", "pl"])
def test_dates_in_figures_with_full_stops_are_read_back(tag: str) -> None:
    day = datetime.date(2026, 4, 3)
    assert read_date(Printer(tag).date(day, "numeric")) == day


@pytest.mark.parametrize("tag", TAGS)
def test_a_month_that_a_language_writes_is_read_back(tag: str) -> None:
    for number in range(1, 13):
        written = Printer(tag).month(MonthOfYear(2026, number))
        assert reading.month(written.lower()) == (2026, number)


@pytest.mark.parametrize("tag", TAGS)
def test_a_time_that_a_language_writes_is_read_back(tag: str) -> None:
    times = [datetime.time(minute // 60, minute % 60) for minute in range(24 * 60)]
    assert [read_time(Printer(tag).time(one)) for one in times] == times


@pytest.mark.parametrize("tag", TAGS)
def test_a_length_of_time_that_a_language_writes_is_read_back(tag: str) -> None:
    for minutes in (1, 2, 5, 22, 45, 60, 61, 90, 120, 135, 300, 1320):
        hours, rest = divmod(minutes, 60)
        written = Printer(tag).duration(datetime.timedelta(minutes=minutes), "long")
        assert reading.duration(" ".join(written.lower().split())) == (hours, rest), minutes


def test_a_file_of_a_language_is_all_that_it_takes() -> None:
    files = {path.stem for path in Path(languages.__path__[0]).glob("*.py")}
    own = {"__init__", "cldr", "known", "language", "names", "ordinals", "reading", "vocabulary"}
    assert len(known_languages()) == len(files - own)
    tags = [tag for language in known_languages() for tag in language.tags]
    assert sorted(set(tags)) == sorted(tags)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tuesday 3rd march 2026", reading.WrittenDate(2026, 3, 3, (1,))),
        ("tue, 3 mar, 2026", reading.WrittenDate(2026, 3, 3, (1,))),
        ("dienstag, 3. märz 2026", reading.WrittenDate(2026, 3, 3, (1,))),
        ("dienstag, 3 april 2026", reading.WrittenDate(2026, 4, 3, (1,))),
        ("3. mär 2026", reading.WrittenDate(2026, 3, 3, None)),
        ("1. jänner 2026", reading.WrittenDate(2026, 1, 1, None)),
        ("24 dez 2026", reading.WrittenDate(2026, 12, 24, None)),
        ("3. march 2026", None),
        ("3 sept 2026", reading.WrittenDate(2026, 9, 3, None)),
        ("dydd mawrth 3 mawrth 2026", reading.WrittenDate(2026, 3, 3, (1,))),
        ("dydd mawrth y 3ydd o fawrth 2026", reading.WrittenDate(2026, 3, 3, (1,))),
        ("1af tachwedd 2026", reading.WrittenDate(2026, 11, 1, None)),
        ("21ain o fehefin 2026", reading.WrittenDate(2026, 6, 21, None)),
        ("mardi 1er d\u00e9cembre 2026", reading.WrittenDate(2026, 12, 1, (1,))),
        ("3 jui 2026", None),
        ("martes, 3 de marzo de 2026", reading.WrittenDate(2026, 3, 3, (1,))),
        ("tirsdag den 3. marts 2026", reading.WrittenDate(2026, 3, 3, (1,))),
        ("dydd llun 3 march 2026", None),
        ("03.04.2026", reading.WrittenDate(2026, 4, 3, None)),
        ("3.4.2026", None),
        ("03/04/2026", None),
        ("someday 3 march 2026", reading.WrittenDate(2026, 3, 3, ())),
        ("on tuesday 3 march 2026", None),
        ("3 smarch 2026", None),
        ("3 march", None),
    ],
)
def test_a_date_is_read_word_for_word(text: str, found: reading.WrittenDate | None) -> None:
    assert reading.date(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hanner dydd", (12, 0, 0)),
        ("2:30 yp", (14, 30, 0)),
        ("9.15 y bore", (9, 15, 0)),
        ("7 o'r gloch yr hwyr", (19, 0, 0)),
        ("14.30 uhr", (14, 30, 0)),
        ("14 uhr", (14, 0, 0)),
        ("14h30", (14, 30, 0)),
        ("14 h 30", (14, 30, 0)),
        ("kl. 14.30", (14, 30, 0)),
        ("14", None),
        ("13 yp", None),
        ("14 x 30", None),
        ("um 2 pm", None),
    ],
)
def test_a_time_is_read_in_the_words_of_one_language(text: str, found: tuple[int, int, int] | None) -> None:
    assert reading.time(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 awr a 30 munud", (1, 30)),
        ("90 munud", (0, 90)),
        ("2 godziny", (2, 0)),
        ("1h30m", (1, 30)),
        ("1 hour und 30 minuten", None),
        ("30 minutes 1 hour", None),
        ("90", None),
    ],
)
def test_a_length_of_time_is_read_in_the_words_of_one_language(text: str, found: tuple[int, int] | None) -> None:
    assert reading.duration(text) == found
