"""`PostalAddress`: what can be posted is taken and printed as the Royal Mail asks; what cannot be is refused without its words."""

from __future__ import annotations

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

import letterforge
from letterforge import LetterData, PostalAddress
from letterforge.data.blank_form import blank_form
from letterforge.models.fields.countries import is_country
from letterforge.models.fields.refusal import PREFIX
from letterforge.recipients.blank_sheet import headings
from letterforge.recipients.reading import read_table
from letterforge.recipients.recipients import recipients

CANARY = "Qanary"
ADDRESS = TypeAdapter[str](PostalAddress)


def read(value: object) -> str:
    return ADDRESS.validate_python(value)


def fault(value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        read(value)
    (found,) = caught.value.errors(include_input=False, include_context=False)
    assert found["type"] == PREFIX + "postal_address"
    assert CANARY not in found["msg"]
    return found["msg"]


def test_lines_are_tidied_and_may_come_one_by_one() -> None:
    tidy = "Ann Ash\n1 Ash Lane\nLeeds\nLS1 4AP"
    assert read("  Ann  Ash \r\n1 Ash Lane,\n\n Leeds ,\t\nls14ap\n") == tidy
    assert read(["Ann Ash", None, "1 Ash Lane", "", " Leeds", "Ls1  4aP"]) == tidy
    assert read(("Ann Ash\n1 Ash Lane", "Leeds", "LS1 4AP", "England")) == tidy
    assert read(tidy) == tidy


# One of each form that Royal Mail has, with the letters that only some places allow.
@pytest.mark.parametrize(
    "postcode",
    ["M1 1AA", "M60 1NW", "CR2 6XH", "DN55 1PT", "W1A 1HQ", "EC1A 1BB", "GIR 0AA", "BF1 2AU", "JE2 3XX", "E1W 9ZZ"],
)
def test_postcodes(postcode: str) -> None:
    for written in (postcode, postcode.lower(), postcode.replace(" ", ""), postcode.replace(" ", "   ")):
        assert read(["Ann", "Leeds", written]) == f"Ann\nLeeds\n{postcode}"


@pytest.mark.parametrize(
    "postcode",
    [
        "QS1 1AA",
        "LI1 1AA",
        "LS1 1CA",
        "LS1 1AO",
        "LS1 AAA",
        "LS111 1AA",
        "W1L 1AA",
        "EC1C 1AA",
        "LS1-4AP",
        "L\u0661 1AA",
    ],
)
def test_what_is_no_postcode(postcode: str) -> None:
    assert fault([CANARY, "Leeds", postcode]).startswith("ends with neither a UK postcode")


@pytest.mark.parametrize("end", [["BFPO 58"], ["BFPO 58", "BF1 2AU"], ["BF1 2AU", "BFPO 58"], ["BFPO c/o 58"]])
def test_letters_to_the_forces(end: list[str]) -> None:
    lines = ["Sgt A Ash", "1 Regiment", *end]
    assert read([one.lower().replace(" ", "") if "BF" in one else one for one in lines]) == "\n".join(lines)
    for country in ("Germany", "United Kingdom"):
        assert fault([*lines, country]) == "is a BFPO address, and names a country: it must have none"


@pytest.mark.parametrize(
    "country",
    [
        "France",
        "FRANCE",
        "The Netherlands",
        "Côte d'Ivoire",
        "Cote d\u2019Ivoire",
        "St. Lucia",
        "Saint Lucia",
        "Trinidad and Tobago",
        "Trinidad & Tobago",
        "Burma",
        "Myanmar (Burma)",
        "Hong Kong",
        "USA",
        "U.S.A.",
        "Republic of Ireland",
        "Ireland",
        "Czech Republic",
        "Gambia",
        "Turkey",
        "Türkiye",
    ],
)
def test_letters_abroad_end_with_the_country(country: str) -> None:
    assert read(["Ann Ash", "1 rue de la Paix", country]).endswith(f"\n{country}")


@pytest.mark.parametrize(
    "name", ["Europe", "World", "EU", "European Union", "Leeds", "Pseudo-Accents", "FR", "", "the"]
)
def test_what_is_no_country(name: str) -> None:
    assert not is_country(name)


@pytest.mark.parametrize("home", ["UK", "United Kingdom", "England", "Cymru", "Isle of Man", "Jersey"])
def test_at_home_the_country_is_not_printed_and_the_postcode_must_be_there(home: str) -> None:
    assert read(["Ann", "Leeds", "LS1 4AP", home]) == "Ann\nLeeds\nLS1 4AP"
    assert read(["Ann", "Leeds", "LS1 4AP", home, "UK"]) == "Ann\nLeeds\nLS1 4AP"
    assert fault(["Ann", CANARY, "Leeds", home]) == (
        "ends with the UK or a part of it, and has no postcode in the line above"
    )


def test_gibraltar_has_postcodes_as_the_uk_has() -> None:
    assert read(["Ann", "Main Street", "GX11 1AA", "Gibraltar"]).endswith("GX11 1AA\nGibraltar")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([CANARY, "LS1 4AP"], "has fewer than 3 lines, not counting the name of the UK or a part of it"),
        ([CANARY, "LS1 4AP", "England"], "has fewer than 3 lines, not counting the name of the UK or a part of it"),
        ([CANARY] * 7 + ["LS1 4AP"], "has more than 7 lines"),
        ([CANARY, "y" * 61, "LS1 4AP"], "has a line of more than 60 characters"),
        ([CANARY, "(Leeds)", "LS1 4AP"], 'has a line that begins with one of @ ( ) = [ ] " \\ / , < > ~'),
        ([CANARY, "no fixed abode", "LS1 4AP"], "says that there is no fixed abode, where no letter arrives"),
        ([CANARY, "NFA", "LS1 4AP"], "says that there is no fixed abode, where no letter arrives"),
        (
            [CANARY, "x", "Leeds LS1 4AP"],
            "has more than the postcode in its last line: the postcode must have a line of its own",
        ),
        ([CANARY, "x", "LS1 4AP, England"], "ends with neither a UK postcode, nor a BFPO number, nor a country"),
        ([CANARY, "x", "LS1 4AP", "France"], "has a UK postcode, and ends with a country abroad"),
        ([CANARY, "x", "Leeds"], "ends with neither a UK postcode, nor a BFPO number, nor a country"),
    ],
)
def test_what_cannot_be_posted(lines: list[str], message: str) -> None:
    assert fault(lines) == message


def test_the_bounds_are_within() -> None:
    assert read(["y" * 60, *["a"] * 5, "LS1 4AP"]).count("\n") == 6


WORDS = st.text(string.ascii_letters + string.digits + " ,.-", max_size=12)
ENDS = st.sampled_from(["ls1 4ap", "BFPO 9", "France", "England", "Jersey", "BF1 2AU", "GX11 1AA", "Gibraltar"])


@given(st.lists(WORDS | ENDS, max_size=9))
def test_what_was_read_is_read_again_as_it_is(lines: list[str]) -> None:
    """Data that were validated may be validated again."""
    try:
        once = read(lines)
    except ValidationError:
        return
    assert read(once) == once == read(once.split("\n"))
    assert 3 <= len(once.split("\n")) <= 7


class Data(LetterData):
    name: letterforge.Line
    address: PostalAddress
    home: PostalAddress | None = None


TEMPLATE = letterforge.load(b"---\nlang: en\ntitle: T\n---\n{{ address }}\n\nDear {{ name }},", model=Data)


def rows(text: str) -> Any:
    return recipients(TEMPLATE, read_table(text.encode(), name="people.csv"))


def test_a_letter_prints_it_line_by_line() -> None:
    data = {"name": "Ann", "address": ["Ann Ash", "Leeds", "ls1 4ap"]}
    html = letterforge.render(letterforge.Letter(TEMPLATE, data), to="html").content.decode()
    assert "Ann Ash<br>Leeds<br>LS1 4AP" in html.replace("\n", "").replace("<br/>", "<br>").replace("<br />", "<br>")


def test_a_table_gives_it_in_one_cell_or_line_by_line() -> None:
    one = rows('name,address\nAnn,"Ann Ash\nLeeds\nls1 4ap"\n')
    lines = rows(
        "name,address[0],address[1],address[2],address[3]\nAnn,Ann Ash,,Leeds,ls1 4ap\nBen,Ben,Leeds,LS1 4AP,\n"
    )
    assert one.findings == lines.findings == ()
    letters = [Data.model_validate(data) for _, data in (*one, *lines)]
    assert [letter.address for letter in letters] == [
        "Ann Ash\nLeeds\nLS1 4AP",
        "Ann Ash\nLeeds\nLS1 4AP",
        "Ben\nLeeds\nLS1 4AP",
    ]


def test_what_is_wrong_with_it_stands_at_its_first_line() -> None:
    (finding,) = rows(f"name,address[0],address[1],address[2]\nAnn,{CANARY},Leeds,LS1\n").findings
    assert (finding.rule, finding.place.line, finding.place.column) == ("postal-address", 2, 2)
    (empty,) = rows("name,address[0],address[1]\nAnn,,\n").findings
    assert (empty.place.line, empty.place.column) == (2, 2)
    assert ("duplicate-column", 3) in [
        (one.rule, one.place.column) for one in rows("name,address,address[0]\nAnn,x,y\n").findings
    ]


def test_an_empty_table_and_form_ask_for_its_lines() -> None:
    assert TEMPLATE.shape is not None
    found = {one.path: one for one in headings(TEMPLATE.shape)}
    assert [path for path in found if path.startswith("address")] == [f"address[{index}]" for index in range(7)]
    assert [found[f"address[{index}]"].required for index in range(7)] == [True] * 3 + [False] * 4
    assert found["home[0]"].words == "Line 1; text; required where anything of home is given"
    assert "text of 3 to 7 lines, or a list of them" in blank_form("T", TEMPLATE.shape)
