"""What wording and values make together, and what a value holds: judged when the letter is made, by its field."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import create_model

import letterforge
from letterforge import Allow, Letter, LetterData, Line, Lines, load, render, scan
from letterforge.document import BlockQuote, Heading, Paragraph, Reply, Strong, Text
from letterforge.errors import DataError
from letterforge.expressions.expression import parse
from letterforge.filling.evaluation import Constant
from letterforge.filling.meant import NOTHING_MEANT, Meant
from letterforge.filling.seams import MAKES, READS, always_left, for_recipient, is_watched, judge, suspect
from letterforge.filling.state import Evaluation
from letterforge.findings import Place
from letterforge.formatting.printer import Printer
from letterforge.loading.tree import Placeholder, Tag
from letterforge.scanning.leftovers.detector import Certainty

TAG = Tag(Place("letter.md", 3, 4), "{{ x }}")
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
    "body",
    [
        "{{ said | title }}",
        "{{ many | join('; ') }}",
        "{{ many }}",
        "{{ many | first | upper }}",
        "{{ [other, said] }}",
        "{{ [other, said] | join }}",
        "{% if many | join != 'x' %}{{ said or other }}{% endif %}",
        "{% for one in many or [] %}{{ one }}{% endfor %}",
        "{% for one in [other, said] %}{{ one }}{% endfor %}",
        "{% for one in many %}{% if loop.first %}{{ one }}{% else %}{{ loop.previtem }}{% endif %}{% endfor %}",
        "{% for one in many %}{% if not loop.last %}{{ loop.nextitem }}{% endif %}{% endfor %}",
    ],
)
def test_a_field_allows_it_however_it_is_printed(body: str) -> None:
    """By itself, in a list, changed by a filter: it is the same text of the same field."""
    data = {"said": "TBC", "many": ["TBC", "XX/XX/XXXX", "x"]}
    model = create_model(
        "Model", __base__=Statement, many=(Annotated[list[Line], Allow("promise-word", "date-mask")], [])
    )
    guarded = f"{{% if many %}}{body}{{% endif %}}"
    assert letter(guarded, data, model)
    plain = create_model("Plain", __base__=LetterData, said=(str, ...), other=(str, "x"), many=(list[str], []))
    assert refused(guarded, data, plain)


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ("{{ [other, said] }}", "said"),
        ("{% for one in [other, said] %}{{ one }}{% endfor %}", "said"),
        ("{% for one in many or [] %}{{ one }}{% endfor %}", "many[1]"),
        ("{% for one in many %}{% if not loop.last %}{{ loop.nextitem }}{% endif %}{% endfor %}", "many[1]"),
        ("{% for one in all %}{% if not loop.last %}{{ loop.nextitem.name }}{% endif %}{% endfor %}", "all[1].name"),
        ("{% for one in all %}{{ one.name if loop.first else loop.previtem.name }} {% endfor %}", "all[1].name"),
    ],
)
def test_a_refused_value_is_named_by_the_field_that_it_comes_from(body: str, path: str) -> None:
    """And not by the name that a loop has for it, nor by the first field that the expression mentions."""
    one = create_model("One", __base__=LetterData, name=(str, ...))
    lists: dict[str, Any] = {"many": (list[str], []), "all": (list[one], [])}  # type: ignore[valid-type]  # made here
    plain = create_model("Plain", __base__=LetterData, said=(str, ...), other=(str, "x"), **lists)
    names = [{"name": name} for name in ("x", "TBC", "y")]
    found = refused(body, {"said": "TBC", "many": ["x", "TBC"], "all": names}, plain)
    assert {place for _, place in found} == {path}


def test_what_a_field_allows_it_allows_for_no_field_beside_it() -> None:
    """A list that a filter of another list takes is not the one whose items are judged."""
    body = "{% if many %}{{ [other, said] | join(many | first) }}{% endif %}"
    model = create_model("Model", __base__=Statement, other=(str, "x"))
    data = {"said": "to be agreed", "other": "x", "many": [" and "]}
    assert letter(body, data, model)
    assert [path for _, path in refused(body, data | {"said": "x", "other": "to be agreed"}, model)] == ["other"]


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


# --- which paragraphs are looked at in every letter ---------------------------------------------------------------------


def nodes(body: str) -> Any:
    (paragraph,) = load(FRONT.format("T", "", body).encode()).wording.blocks
    return paragraph.children


@pytest.mark.parametrize(
    ("body", "watched"),
    [
        ("Dear {{ a }}, we meet.", False),
        ("{{ a }}", False),
        # Its own words hold a sign, or could with what stands beside them.
        ("See [1] and {{ a }}.", True),
        ("It is T{{ a }}.", True),
        ("It is {{ a }}C.", True),
        ("It is {{ a }}{{ b }}.", True),
        ("It is {{ a }} {{ b }}.", False),
        ("It is {{ a }}, {{ b }}.", False),
        # A loop may put anything beside itself.
        ("{% for x in xs %}{{ x }}, {% endfor %}", True),
        # Ways of conditions: where one ends in a word, and another begins with one.
        ("{% if a %}one {% endif %}two.", False),
        ("{% if a %}T{% endif %}{% if b %}BC{% endif %}", True),
        ("{% if a %}. {% else %} x {% endif %}y", False),
        ("We{% if a %} or you{% endif %} come.", False),
        ("T{% if a %} one{% endif %}BC", True),
        ("one {% if a %}two{% endif %} three", True),
        ("**T**{{ a }}", True),
        ("**one** {{ a }}", False),
    ],
)
def test_a_row_of_siblings_is_watched_where_it_could_make_a_sign(body: str, watched: bool) -> None:  # noqa: FBT001  (a case)
    assert is_watched(nodes(body)) is watched


def test_what_is_always_left_is_found_in_paragraphs_and_headings_that_no_data_change() -> None:
    tree = (
        Heading(1, (Text("[insert title]"),)),
        Paragraph((Text("See [insert"), Strong((Text(" date]"),)))),
        Paragraph((Text("Dear [name]"), Placeholder(parse("a", Printer("en-GB")), TAG))),
        Reply((Paragraph((Text("[your name]"),)),)),
        BlockQuote((Paragraph((Text("XXXX"),)),)),
    )
    found = [(rule.code, text) for rule, text in always_left(tree, NOTHING_MEANT)]
    assert found == [
        ("bracketed-prompt", "[insert title]"),
        ("bracketed-prompt", "[insert date]"),
        ("promise-word", "XXXX"),
    ]


def test_what_the_template_means_is_not_left() -> None:
    said = load(FRONT.format("T", "", "{# allow promise-word #}\n\nXXXX and {{ a }}").encode()).allow
    tree = (Paragraph((Text("XXXX and [insert name]"),)),)
    found = [text for _, text in always_left(tree, Meant((), said, has_model=False))]
    assert found == ["[insert name]"]


@pytest.mark.parametrize(
    ("texts", "fields"),
    [
        ([("See [", None), ("insert", "a"), (" date].", None)], ["a"]),
        ([("x", "far"), ("See [insert date]", None)], [None]),
        (
            [("x", "far"), (" [", None), ("insert", "a"), (" ", None), ("date", "b"), ("]", None), ("y", "beside")],
            ["a", "b", "beside"],
        ),
        ([("x", "beside"), ("[insert date]", None), (" y", "after")], ["beside", "after"]),
        ([("x", "far"), (" [insert date] ", None), ("y", "far")], [None]),
    ],
)
def test_the_fields_that_make_it_are_named_and_else_the_tag(
    texts: list[tuple[str, str | None]], fields: list[str | None]
) -> None:
    run = Evaluation({})
    judge(run, [Text(text, field) for text, field in texts], TAG)
    assert [one.place.path for one in run.findings] == fields
    for one in run.findings:
        assert one.message == (MAKES if one.place.path else READS)
        assert (one.place == TAG.place) is (one.place.path is None)
    recipient = Evaluation({}, replies=1)
    judge(recipient, [Text(text, field) for text, field in texts], TAG)
    assert list(recipient.findings) == []


def test_what_a_value_holds_and_may_hold_is_not_told_again() -> None:
    run = Evaluation({}, allowed=["and [insert date]"])
    judge(run, [Text("He said "), Text("and [insert date]", "a")], TAG)
    assert list(run.findings) == []
    suspect(run, "He said [insert date]", TAG)
    assert run.suspects == []
    suspect(run, "He said [insert name]", TAG)
    assert run.suspects == [TAG]


def test_a_stretch_for_the_recipient_ends_also_after_a_fault() -> None:
    def breaks(run: Evaluation) -> list[str]:
        assert run.replies == 1
        raise RecursionError

    run = Evaluation({})
    fill = for_recipient(breaks)
    assert callable(fill)
    with pytest.raises(RecursionError):
        fill(run)
    assert run.replies == 0
    assert for_recipient(Constant(("x",))) == Constant(("x",))
