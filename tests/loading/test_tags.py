"""Tags: found by a scanner that knows strings, matched into groups, nested into trees."""

from __future__ import annotations

from typing import Any

import pytest

from letterforge.document import Text
from letterforge.findings import Findings, Place
from letterforge.formatting.printer import Printer
from letterforge.loading.nesting import INLINES, Statements, nest
from letterforge.loading.tags import Mark, MarkKind, Source, match, scan
from letterforge.loading.tree import For, If, Placeholder


def scanned(text: str, *, escapes: bool = False) -> tuple[list[Mark], list[str]]:
    findings = Findings()
    marks = scan(Source(text, None), findings, escapes=escapes)
    return marks, [f"{one.place.column}: {one.message}" for one in findings]


FOUND = {
    "{{ a }}": [("placeholder", " a ")],
    "{{a}}{{b}}": [("placeholder", "a"), ("placeholder", "b")],
    "{{ '}}' }}": [("placeholder", " '}}' ")],
    '{{ "it\'s }}" }}': [("placeholder", ' "it\'s }}" ')],
    r"{{ 'a\'}}' }}": [("placeholder", r" 'a\'}}' ")],
    "{{ '{{' }}": [("placeholder", " '{{' ")],
    "{{ it's }}": [("placeholder", " it's ")],
    "{{ a\n}}": [("placeholder", " a\n")],
    "{{-a-}}": [("placeholder", "a")],
    "{{+a+}}": [("placeholder", "a")],
    "{% if a %}": [("if", "a ")],
    "{%if a%}": [("if", "a")],
    "{%- elif a == '%}' -%}": [("elif", "a == '%}' ")],
    "{% else %}{% endif %}": [("else", ""), ("endif", "")],
    "{% for x in y %}{% endfor %}": [("for", "x in y "), ("endfor", "")],
    '{% include "a.md" %}': [("include", '"a.md" ')],
    "{# a {{ b }} {% c %} }} ' #}": [("comment", " a {{ b }} {% c %} }} ' ")],
    "{#\n\n#}": [("comment", "\n\n")],
    "{ a } } % # {": [],
    "{{ {'a': 1} }}": [("placeholder", " {'a': 1} ")],
}


@pytest.mark.parametrize("text", FOUND)
def test_tags_are_found(text: str) -> None:
    marks, faults = scanned(f"é {text} z")
    assert faults == []
    assert [(mark.kind.value, mark.body) for mark in marks] == FOUND[text]
    assert "".join(f"é {text} z"[mark.start : mark.end] for mark in marks) == (text if marks else "")


FAULTS = {
    "a {{ b": ["3: {{ is not closed"],
    "a {{ b {{ c }}": ["3: {{ is not closed"],
    "a {{ b {% c %}": ["3: {{ is not closed", "8: {% c %} is not a statement that letterforge knows"],
    "a {{ b\n \nc }}": ["3: {{ is not closed", "3: }} closes nothing"],
    "a {% if": ["3: {% is not closed"],
    "a {# b": ["3: {# is not closed"],
    "a {# b {# c #}": ["3: {# is not closed"],
    "a }} %} #}": ["3: }} closes nothing", "6: %} closes nothing", "9: #} closes nothing"],
    "{% %}": ["1: a statement without a name"],
    "{% 1 %}": ["1: a statement without a name"],
    "{% Endif %}": ["1: {% Endif %} is not a statement that letterforge knows"],
}


@pytest.mark.parametrize("text", FAULTS)
def test_what_looks_like_a_tag_and_is_none_is_reported(text: str) -> None:
    _, faults = scanned(text)
    assert faults == FAULTS[text]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (r"\{{{ a }}", [" a "]),
        (r"\\{{ a }}", [" a "]),
        (r"\{\{ a \}\}", []),
        (r"\{% b %\}", []),
        (r"\{# c #\}", []),
        (r"\a{{ b }}", [" b "]),
    ],
)
def test_a_backslash_makes_braces_ordinary_in_markdown(text: str, bodies: list[str]) -> None:
    marks, faults = scanned(text, escapes=True)
    assert faults == []
    assert [mark.body for mark in marks] == bodies


def test_in_word_a_backslash_is_a_backslash() -> None:
    marks, faults = scanned(r"C:\{{ folder }}")
    assert (faults, [mark.body for mark in marks]) == ([], [" folder "])


def test_signs_that_take_blanks_away_are_known() -> None:
    marks, _ = scanned("{{- a }}{{ b -}}{%- if c -%}{{+ d +}}")
    assert [(mark.trim_before, mark.trim_after) for mark in marks] == [
        (True, False),
        (False, True),
        (True, True),
        (False, False),
    ]


def test_places_count_characters_from_one() -> None:
    source = Source("é\n\tab\n\nc", "x.md")
    assert [source.place(offset) for offset in (0, 1, 2, 3, 5, 6, 7, 8)] == [
        Place("x.md", *where) for where in [(1, 1), (1, 2), (2, 1), (2, 2), (2, 4), (3, 1), (4, 1), (4, 2)]
    ]
    assert [source.line(offset) for offset in (0, 3, 6, 8)] == ["é", "\tab", "", "c"]


# --- matched --------------------------------------------------------------------------------------------------------------


def matched(text: str) -> tuple[list[list[int]], list[str]]:
    findings = Findings()
    source = Source(text, None)
    found = match(source, scan(source, findings), findings)
    return [group.numbers for group in found.groups], [f"{one.place.column}: {one.message}" for one in findings]


def test_groups_are_matched_from_within() -> None:
    text = "{% if a %}{{ b }}{% for c in d %}{% else %}{% endfor %}{% elif e %}{% else %}{% endif %}"
    assert matched(text) == ([[2, 3, 4], [0, 5, 6, 7]], [])


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("{% endif %}", ["1: {% endif %} without an opening before it"]),
        ("{% if a %}", ["1: {% if %} is not closed"]),
        ("{% for a in b %}{% endif %}{% endfor %}", ["17: {% endif %} closes a {% for %}"]),
        ("{% for a in b %}{% elif c %}{% endfor %}", ["17: {% elif %} in a loop"]),
        ("{% if a %}{% else %}{% else %}{% endif %}", ["21: {% else %} after the {% else %}"]),
        ("{% if a %}{% else %}{% elif b %}{% endif %}", ["21: {% elif %} after the {% else %}"]),
        (
            "{% if a %}" * 31 + "{% endif %}" * 31,
            ["301: more than 30 nested conditions and loops"],
        ),
        (
            "{% if a %}" * 33 + "{% endif %}" * 33,
            ["301: more than 30 nested conditions and loops"],
        ),
    ],
)
def test_what_has_no_partner_is_reported(text: str, faults: list[str]) -> None:
    assert matched(text)[1] == faults


# --- nested ---------------------------------------------------------------------------------------------------------------


def nested(text: str, siblings: list[Any]) -> tuple[tuple[Any, ...], list[str]]:
    findings = Findings()
    source = Source(text, None)
    statements = Statements(source, match(source, scan(source, findings), findings), Printer("en-GB"), findings)
    nodes = nest(siblings, INLINES, statements, findings)
    return nodes, [f"{one.place.column}: {one.message}" for one in findings]


def test_siblings_become_a_tree() -> None:
    text = "{% if a %}{{ b }}{% elif c %}{% else %}{% for x in y if x %}{% else %}{% endfor %}{% endif %}"
    siblings = [Text("0"), 0, Text("1"), 1, 2, Text("2"), 3, 4, Text("3"), 5, Text("4"), 6, 7, Text("5")]
    (before, node, after), faults = nested(text, siblings)
    assert faults == []
    assert (before, after) == (Text("0"), Text("5"))
    assert isinstance(node, If)
    one, two, three = node.branches
    assert [b.condition.source if b.condition else None for b in node.branches] == ["a", "c", None]
    assert one.children[0] == Text("1")
    assert isinstance(one.children[1], Placeholder)
    assert two.children == (Text("2"),)
    (loop,) = three.children
    assert isinstance(loop, For)
    assert (loop.name, loop.children, loop.otherwise) == ("x", (Text("3"),), (Text("4"),))
    assert loop.condition is not None
    assert [branch.tag.place.column for branch in node.branches] == [1, 18, 30]
    assert loop.tag.place == Place(None, 1, 40)
    assert loop.tag.excerpt == text


def test_tidy_is_given_the_children_of_every_node_and_the_whole() -> None:
    findings = Findings()
    source = Source("{% if a %}{% else %}{% endif %}", None)
    statements = Statements(source, match(source, scan(source, findings), findings), Printer("en-GB"), findings)
    seen: list[int] = []

    def tidy(nodes: tuple[Any, ...]) -> tuple[Any, ...]:
        seen.append(len(nodes))
        return nodes[:1]

    (node,) = nest([0, Text("a"), Text("b"), 1, Text("c"), 2, Text("d")], INLINES, statements, findings, tidy=tidy)
    assert seen == [2, 1, 2]
    assert [branch.children for branch in node.branches] == [(Text("a"),), (Text("c"),)]


CROSSED_IF = "1: {% if %} opens in one place and closes in another"
CROSSED_FOR = "11: {% for %} opens in one place and closes in another"


@pytest.mark.parametrize(
    ("siblings", "faults"),
    [
        ([0], [CROSSED_IF]),
        ([3, Text("a")], [CROSSED_IF]),
        ([3, Text("a"), 0], [CROSSED_IF]),
        ([0, Text("a"), 1, 3], [CROSSED_FOR, CROSSED_IF]),
        ([0, Text("a"), 2, 3], [CROSSED_IF]),
        ([1, 0, 2, 3], [CROSSED_IF, CROSSED_FOR]),
    ],
)
def test_a_group_that_does_not_stand_side_by_side_is_reported(siblings: list[Any], faults: list[str]) -> None:
    _, found = nested("{% if a %}{% for b in c %}{% endfor %}{% endif %}", siblings)
    assert sorted(set(found)) == sorted(faults)


def test_what_cannot_be_parsed_is_left_out_and_reported() -> None:
    nodes, faults = nested("{{ a b }}{% if c( %}{% endif %}{% for d %}{% endfor %}", [0, 1, 2, Text("e"), 3, 4])
    assert nodes == (Text("e"),)
    assert [fault.split(":")[0] for fault in faults] == ["1", "10", "32"]


def test_kinds_are_named_after_their_keywords() -> None:
    assert [kind.value for kind in MarkKind if kind.name != kind.value.upper().replace(" ", "_")] == []
