from __future__ import annotations

import pytest

from letterforge.errors import UsageError
from letterforge.languages import CONVENTIONS, conventions, locale_of


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
    assert conventions("en-GB") is CONVENTIONS["en-GB"]
    assert conventions("cy") is CONVENTIONS["cy"]
