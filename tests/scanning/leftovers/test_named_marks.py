"""Marks of templates that are broken, or whose signs have other uses, too: what is found, how surely, and what is not."""

from __future__ import annotations

import pytest

from letterforge.scanning.scan import scan

MARKDOWN, TEXT = "text/markdown", "text/plain"


def found(text: str, media_type: str = MARKDOWN) -> list[tuple[str, str]]:
    return [(one.text, one.certainty.value) for one in scan(text.encode(), media_type=media_type)]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("on { { date } }", "{ { date } }"),
        ("on {{ date } }", "{{ date } }"),
        ("{ % if carer % }", "{ % if carer % }"),
        ("Dear {_{ name }_},", "{_{ name }_}"),
        ("{_% if carer %_}", "{_% if carer %_}"),
        ("Dear name }}},", "}}}"),
        ("Dear Ann},", "}"),
        ("Dear Ann },", "}"),
        ("Dear Ann}, thank you", "}"),
        ("Word {\u200d\u0393\u0399\u2020", "{"),
        ("Word {\u00ad \u200bAnn", "{"),
        ("Word A\u0301\ufb02}", "}"),
        ("Dear A\u200bn\u200d},", "}"),
        ("Dear {Ann,", "{"),
        ("Dear { Ann,", "{"),
        ("Dear {name},", "{name}"),
        ("Tel.: {Telefon}", "{Telefon}"),
        ("Our ref: «Ref»", "«Ref»"),
        ("«Prénom»,", "«Prénom»"),
        ("‹Name›", "‹Name›"),
        ("Dear <<Surname>>", "<<Surname>>"),
        ("Ihr Zeichen ((ref))", "((ref))"),
        ("Our ref: ${ref}", "${ref}"),
        ("Dear %NAME%", "%NAME%"),
        ("Dear %first_name%", "%first_name%"),
        ("###Address###", "###Address###"),
        ("##Name##", "##Name##"),
        ("Dear #NAME#", "#NAME#"),
        ("Dear @NAME@", "@NAME@"),
        ("Dear $NAME$", "$NAME$"),
        ("Dear %(name)s", "%(name)s"),
        ("Dear {!Contact.Name}", "{!Contact.Name}"),
        ("Dear { MERGEFIELD Name }", "{ MERGEFIELD Name }"),
        ("Dear 【Name】", "【Name】"),
        ("The letter in %TEMP% is for %FIRST_NAME%", "%FIRST_NAME%"),
        ("Il a dit « oui », et «Nom_Client» a signé", "«Nom_Client»"),
    ],
)
def test_a_mark_is_certain(text: str, mark: str) -> None:
    assert found(text) == [(mark, "certain")]


@pytest.mark.parametrize(
    "text",
    [
        "The set {a, b}, and {10%} of it.",
        "the set\n{a,\nb}",
        '{"name": {"first": "Ann"}}',
        "body {\n  color: red\n}",
        "if (x) {\n  return x }",
        "return total; }",
        "\\textbf{Ann",
        "He wrote '{' there, and smiled :-}",
        "## Introduction ##",
        "__NAME__ is bold in Markdown, and __Surname of the child__ too",
        "Open %PATH% or %USERNAME% in C:\\temp\\%DATE%",
        "a rise of 5% in costs and 6% in fees",
        "caf%C3%A9%20name",
        "Il a dit «bonjour» à Zoé",
        "J'ai lu «Le Monde» à Paris",
        "((a)) and f((x))",
        "It costs $5 or $6$",
        "Write to ann@example.org or bob@example.org",
        "Notes~A~ and x^2^",
        "sections #1 and #2#",
        "{#conditions}",
    ],
)
def test_what_looks_like_a_mark_is_none(text: str) -> None:
    assert found(text) == []


def test_each_tag_of_a_line_is_one() -> None:
    assert [text for text, _ in found("Dear {{ first_name }} {{ last_name }},")] == [
        "{{ first_name }}",
        "{{ last_name }}",
    ]


def test_a_brace_that_is_over_closes_the_one_around_the_tag_and_no_other() -> None:
    assert [text for text, _ in found("{Dear {{ name }}}, our ref. 12 }}")] == ["{{ name }}", "}}"]


@pytest.mark.parametrize(("text", "mark"), [("Dear $first_name,", "$first_name"), ("##Mitteilung##", "##Mitteilung##")])
def test_a_name_that_may_be_something_else_is_likely(text: str, mark: str) -> None:
    assert found(text) == [(mark, "likely")]


def test_underscores_are_marks_where_they_are_not_bold() -> None:
    assert found("Dear __NAME__, of __First_Name__", TEXT) == [("__NAME__", "certain"), ("__First_Name__", "certain")]
    assert found("<p>Dear __NAME__,", "text/html") == [("__NAME__", "certain")]
    assert found("__init__, __name__, __FILE__ and __main__.py", TEXT) == []
    assert found("compiled on __DATE__", TEXT) == [("__DATE__", "likely")]


def test_capitals_that_ask_for_nothing_count_beside_a_mark_where_their_signs_are_those_of_marks() -> None:
    assert found("%RABATT% and @RABATT@") == []
    assert found("{{ name }}: %RABATT% and @RABATT@") == [("{{ name }}", "certain"), ("%RABATT%", "likely")]


def test_words_in_double_signs_may_be_what_somebody_says() -> None:
    assert found("((see the attached letter))") == [("((see the attached letter))", "likely")]
    assert found("<<Le Monde>>") == [("<<Le Monde>>", "likely")]


def test_quotations_side_by_side_are_fields() -> None:
    assert found("Le procès de «Prénom» «Nom» a lieu") == [("«Prénom»", "certain"), ("«Nom»", "certain")]


def test_a_label_before_a_quotation_is_likely_a_field() -> None:
    assert found("Numéro : «Numéro»") == [("«Numéro»", "likely")]
    assert found("Référence : «Liberté»") == []
