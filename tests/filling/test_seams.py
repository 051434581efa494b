"""What wording and values make together, and what a value holds: judged when the letter is made, by its field."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

import letterforge
from letterforge import Allow, Letter, LetterData, Line, Lines, load, render, scan
from letterforge.errors import DataError
from letterforge.scanning.leftovers.detector import Certainty

FRONT = "---\ntitle: {}\nlang: en-GB\n{}---\n{}\n"


def letter(body: str, data: dict[str, Any], model: Any = None, *, title: str = "T", more: str = "") -> Letter:
    return Letter(load(FRONT.format(title, more, body).encode(), model=model), data)


def refused(body: str, data: dict[str, Any], model: Any = None, *, title: str = "T") -> list[tuple[str, str | None]]:
    with pytest.raises(DataError) as caught:
        letter(body, data, model, title=title)
    return [(one.rule, one.place.path) for one in caught.value.findings]


@pytest.mark.parametrize(
    ("body", "data", "found"),
    [
        ("See [{{ a }}].", {"a": "insert place"}, [("bracketed-prompt", "a")]),
        ("We meet on {{ a }}/{{ b }}/20XX.", {"a": "XX", "b": "03"}, None),
        ("It is T{{ a }}.", {"a": "BC"}, [("promise-word", "a")]),
        ("It is {{ a }}{{ b }}.", {"a": "TO", "b": "DO"}, [("promise-word", "a"), ("promise-word", "b")]),
        ("He wrote **[{{ a }}** date].", {"a": "insert"}, [("bracketed-prompt", "a")]),
        ("- See <<{{ a }}>>", {"a": "Surname"}, [("template-mark", "a")]),
        ("A [link](https://example.org/{{ a }}) here.", {"a": "[insert]"}, None),
    ],
)
def test_what_is_made_of_both_is_refused_by_the_field(
    body: str, data: dict[str, Any], found: list[tuple[str, str]] | None
) -> None:
    made = load(FRONT.format("T", "", body).encode()) if found is not None else None
    if made is None:
        with pytest.raises(letterforge.LetterforgeError):
            letter(body, data)
    else:
        assert refused(body, data) == found


def test_a_greeting_without_its_name_is_refused_where_it_stands() -> None:
    class Data(LetterData):
        nick: Line | None = None

    for body in ('Dear {{ nick or "" }},', "Dear {% if nick %}{{ nick }}{% endif %} ,"):
        with pytest.raises(DataError) as caught:
            letter(body, {}, Data)
        (one,) = caught.value.findings
        assert "reads as if" in one.message
        assert one.place.line == 5
    assert letter('Dear {{ nick or "" }},', {"nick": "Bo"}, Data)


def test_a_title_is_read_by_itself() -> None:
    assert refused("Words {{ a }}.", {"a": "insert date"}, title="'See [{{ a }}]'") == [("bracketed-prompt", "a")]


STATEMENT = "He said so, and XXXX said no."


def test_a_value_is_judged_by_its_field_and_the_finding_says_how_it_is_allowed() -> None:
    with pytest.raises(DataError) as caught:
        letter("{{ said }}", {"said": STATEMENT})
    (one,) = caught.value.findings
    assert (one.rule, one.place.path) == ("promise-word", "said")
    assert one.hint is not None
    assert "{# allow said: promise-word #}" in one.hint
    assert "XXXX" not in str(one)


class Statement(LetterData):
    said: Annotated[Lines, Allow("promise-word")]
    other: Line = "x"
    many: Annotated[list[Line], Allow("promise-word")] = []


@pytest.mark.parametrize("to", ["html", "docx"])
def test_a_field_of_a_model_allows_it(to: str) -> None:
    made = letter("{{ said }}\n\n{{ other }}", {"said": STATEMENT}, Statement)
    assert [one.text for one in scan(render(made, to=to))] == ["XXXX"]
    assert letter("{% for one in many %}{{ one }}{% endfor %}", {"said": "x", "many": [STATEMENT]}, Statement)
    assert refused("{{ other }}", {"said": "x", "other": STATEMENT}, Statement) == [("promise-word", "other")]


@pytest.mark.parametrize(
    "how", ["{# allow said: promise-word #}", "{# allow promise-word #}", '{# allow "and XXXX said no" #}']
)
def test_a_template_allows_it(how: str) -> None:
    made = letter(f"{how}\n\n{{{{ said }}}}", {"said": STATEMENT})
    for to in ("html", "docx"):
        assert render(made, to=to).content


@pytest.mark.parametrize("text", ["[redacted]", "He, [name withheld], said [sic] no.", "Nothing to fill in."])
def test_what_an_editor_writes_is_fine(text: str) -> None:
    made = letter("He said: {{ said }}", {"said": text})
    assert not [one for one in scan(render(made, to="html")) if one.certainty is Certainty.CERTAIN]


@pytest.mark.parametrize(
    "text", ["None", "nan", "NaT", "null", "undefined", "N/A", "Invalid Date", "First name", "Nachname"]
)
@pytest.mark.parametrize("field", ["surname", "date_of_birth", "homeAddress"])
def test_a_hole_in_a_name_a_date_or_an_address_is_refused(text: str, field: str) -> None:
    assert refused(f"For {{{{ {field} }}}}.", {field: text}) == [("no-value", field)]


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "########"])
def test_the_error_of_a_spreadsheet_is_refused_in_any_field(text: str) -> None:
    assert [path for _, path in refused("Other: {{ other }}", {"other": text})] == ["other"]


@pytest.mark.parametrize("text", ["None", "Null", "N/A"])
def test_an_answer_is_a_warning(text: str) -> None:
    made = letter("Other agencies: {{ agencies }}", {"agencies": text})
    (one,) = made.warnings
    assert (one.rule, one.is_error, one.place.path) == ("no-value", False, "agencies")
    assert letter("Other agencies: {{ agencies }}", {"agencies": "The school"}).warnings == ()


def test_somebody_may_be_called_null() -> None:
    assert letter("Dear {{ surname }},", {"surname": "Null"}).warnings
    assert letter("{# allow surname: no-value #}\n\nDear {{ surname }},", {"surname": "Nan"})


def test_no_field_allows_what_is_no_rule() -> None:
    with pytest.raises(ValueError, match="did you mean promise-word"):
        Allow("promise-words")
