from __future__ import annotations

from pathlib import Path

import pytest
from babel.dates import get_day_names, get_month_names

from letterforge import languages
from letterforge.errors import UsageError
from letterforge.languages import reading
from letterforge.languages.cldr import locale_of
from letterforge.languages.english import ENGLISH
from letterforge.languages.known import conventions, known_languages
from letterforge.languages.welsh import WELSH


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
        if language.reading is not None:
            locale = locale_of(language.tags[0])
            months, days = get_month_names("wide", locale=locale), get_day_names("wide", locale=locale)
            assert language.reading.months == tuple(months[number].lower() for number in range(1, 13))
            assert language.reading.weekdays == tuple(days[number].lower() for number in range(7))


def test_a_file_of_a_language_is_all_that_it_takes() -> None:
    files = {path.stem for path in Path(languages.__path__[0]).glob("*.py")}
    own = {"__init__", "cldr", "known", "language", "ordinals", "reading", "vocabulary"}
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
        ("someday 3 march 2026", reading.WrittenDate(2026, 3, 3, ())),
        ("on tuesday 3 march 2026", None),
        ("3 smarch 2026", None),
        ("3 march", None),
    ],
)
def test_a_date_is_read_word_for_word(text: str, found: reading.WrittenDate | None) -> None:
    assert reading.date(text) == found
