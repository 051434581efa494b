"""Greetings without a name, and those that need none."""

from __future__ import annotations

import pytest

from letterforge.scanning.scan import scan


def found(text: str) -> list[tuple[str, str]]:
    leftovers = scan(f"{text}\n\nthank you for your letter.".encode(), media_type="text/plain")
    assert {one.rule for one in leftovers} <= {"nameless-greeting"}
    return [(one.text, one.certainty.value) for one in leftovers]


@pytest.mark.parametrize(
    "text",
    [
        "Dear ,",
        "Dear  :",
        "Dear Mr ,",
        "Dear Mr and Mrs ,",
        "Dear Ann and ,",
        "Sehr geehrte Frau ,",
        "Sehr geehrter Herr Dr. ,",
        "Liebe ,",
        "Cher ,",
        "Chère Mme ,",
        "Estimado ,",
        "Estimada Sra. ,",
        "Annwyl ,",
        "Annwyl Mr ,",
        "Beste ,",
    ],
)
def test_a_blank_before_the_comma_is_certain(text: str) -> None:
    assert found(text) == [(text, "certain")]


@pytest.mark.parametrize(
    "text", ["Dear,", "Dear Mr,", "Hello ,", "Bonjour ,", "Cher Monsieur ,", "Sehr geehrter Herr,"]
)
def test_what_some_write_is_likely(text: str) -> None:
    assert found(text) == [(text, "likely")]


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ann,",
        "Dear Mr Smith,",
        "Dear Madam,",
        "Dear Sir/Madam,",
        "Dear Sir or Madam,",
        "Dear all,",
        "Dear Professor,",
        "Dear Ann and Tom,",
        "Oh dear, no.",
        "Dear",
        "Hello,",
        "Sehr geehrte Damen und Herren,",
        "Sehr geehrte Frau Müller,",
        "Liebe Eltern,",
        "Hallo,",
        "Cher Monsieur,",
        "Madame, Monsieur,",
        "Bonjour,",
        "Estimados señores:",
        "Estimada señora:",
        "Estimado Juan:",
        "Annwyl Syr,",
        "Annwyl Gyfeillion,",
        "Szanowna Pani,",
        "Gentile Signora,",
    ],
)
def test_a_whole_greeting_stays_quiet(text: str) -> None:
    assert found(text) == []


def test_it_is_found_in_each_line_of_a_page() -> None:
    page = b"<p><b>Reference</b> 12<br>Dear ,<br>thank you"
    assert [one.text for one in scan(page, media_type="text/html")] == ["Dear ,"]
