"""Wording in, document out: what is in the tree, what is not, and which field each text came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import letterforge
from letterforge import Date, Letter, LetterData, Line, Lines
from letterforge.addresses import encoded
from letterforge.document import (
    Heading,
    Item,
    LineBreak,
    Link,
    List,
    Paragraph,
    Role,
    Row,
    Table,
    Text,
    passages,
    walk,
)
from letterforge.errors import DataError
from letterforge.template import Template

Make = Callable[..., Template]


class Member(LetterData):
    name: Line
    note: Line | None = None
    towns: list[Line] = []


class Model(LetterData):
    a: Line | None = None
    b: Line | None = None
    address: Lines | None = None
    day: Date | None = None
    members: list[Member] = []
    plain: str = "x"


@pytest.fixture
def words(template: Make) -> Callable[..., list[str]]:
    """The paragraphs of the letter that a body and data make."""

    def fill(body: str, **data: Any) -> list[str]:
        return list(passages(Letter(template(body, Model), data).document.blocks))

    return fill


@pytest.fixture
def blocks(template: Make) -> Callable[..., tuple[Any, ...]]:
    def fill(body: str, **data: Any) -> tuple[Any, ...]:
        return Letter(template(body, Model), data).document.blocks

    return fill


Words = Callable[..., list[str]]
Blocks = Callable[..., tuple[Any, ...]]
MEMBERS = [{"name": "Ann", "note": "chair"}, {"name": "Bo"}, {"name": "Cy", "towns": ["W", "T"]}]


# --- conditions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "expected"),
    [({"a": "A"}, ["first A"]), ({"b": "B"}, ["second B"]), ({}, ["neither"]), ({"a": "A", "b": "B"}, ["first A"])],
)
def test_the_first_branch_that_holds(words: Words, data: dict[str, str], expected: list[str]) -> None:
    body = "{% if a %}\nfirst {{ a }}\n{% elif b %}\nsecond {{ b }}\n{% else %}\nneither\n{% endif %}"
    assert words(body, **data) == expected
    assert words(body.replace("\n", ""), **data) == expected


# --- nothing is left of what is empty ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "{% if a %}{{ a }}{% endif %}",
        "**{% if a %}{{ a }}{% endif %}**",
        "*{% if a %}{{ a }}{% endif %}*",
        "***{% if a %}{{ a }}{% endif %}***",
        "[{% if a %}{{ a }}{% endif %}](https://example.org/)",
        "# {% if a %}{{ a }}{% endif %}",
        "- {% if a %}{{ a }}{% endif %}",
        "1. {% if a %}{{ a }}{% endif %}\n2. {% if a %}{{ a }}{% endif %}",
        "- {% if a %}{{ a }}{% endif %}\n    - {% if b %}{{ b }}{% endif %}",
        "> {% if a %}{{ a }}{% endif %}",
        "{% if a %}{{ a }}{% endif %}\\\n{% if b %}{{ b }}{% endif %}",
        "{% if a %}\n- {{ a }}\n{% endif %}",
        "{% for m in members %}\n- {{ m.name }}\n{% endfor %}",
        "{% for m in members %}{{ m.name }}{% endfor %}",
        "> {% for m in members %}{{ m.name }}{% endfor %}",
        "{% if a %}{{ a }}{% endif %}\n{: .address }",
    ],
)
def test_what_a_condition_leaves_empty_is_not_there(blocks: Blocks, body: str) -> None:
    assert blocks(body) == ()


def test_a_table_keeps_its_cells_and_loses_its_rows(blocks: Blocks) -> None:
    (table,) = blocks(
        "| n | note |\n|---|---|\n{% for m in members %}\n| {{ m.name }} | {{ m.note or '' }} |\n{% endfor %}",
        members=MEMBERS,
    )
    assert isinstance(table, Table)
    assert [len(row.children) for row in table.children] == [2, 2, 2, 2]
    assert [row.header for row in table.children] == [True, False, False, False]
    assert table.children[2].children[1].children == ()
    (only_head,) = blocks("| n |\n|---|\n{% for m in members %}\n| {{ m.name }} |\n{% endfor %}")
    assert [row.header for row in only_head.children] == [True]


@pytest.mark.parametrize(
    ("body", "data", "expected"),
    [
        ("One {% if a %}{{ a }} {% endif %}two.", {}, ["One two."]),
        ("One {% if a %}{{ a }}{% endif %} two.", {}, ["One two."]),
        ("One {% if a %}{{ a }}{% endif %} two.", {"a": "A"}, ["One A two."]),
        ("{% if a %}{{ a }}{% endif %} two.", {}, ["two."]),
        ("One {% if a %}{{ a }}{% endif %}", {}, ["One"]),
        ("One{% if a %}, {{ a }}{% endif %}.", {}, ["One."]),
        ("{% if a %}{{ a }}\\\n{% endif %}{% if b %}{{ b }}\\\n{% endif %}end", {}, ["end"]),
        ("{% if a %}{{ a }}\\\n{% endif %}{% if b %}{{ b }}{% endif %}", {"a": "A"}, ["A"]),
        ("{% if a %}{{ a }}\\\n{% endif %}{% if b %}{{ b }}{% endif %}", {"a": "A", "b": "B"}, ["A\nB"]),
        ("{{ a or '' }} two", {}, ["two"]),
    ],
)
def test_no_blanks_and_breaks_where_a_condition_left_nothing(
    words: Words, body: str, data: dict[str, str], expected: list[str]
) -> None:
    assert words(body, **data) == expected


def bodies() -> Iterator[str]:
    hole, other = "{% if a %}{{ a }}{% endif %}", "{% if b %}{{ b }}{% endif %}"
    loop = "{% for m in members %}{% if m.note %}{{ m.note }}{% endif %}{% endfor %}"
    for first in (hole, loop, "x"):
        for second in (other, "y"):
            yield f"{first} {second}"
            yield f"{first}\\\n{second}"
            yield f"**{first}** *{second}* [{first}](https://example.org/)"
            yield f"# {first}\n\n> {second}\n\n- {first}\n- {second}\n    1. {first}"
            yield f"{{% if a %}}\n- {first}\n{{% endif %}}\n- {second}"
            yield f"{{% for m in members %}}\n- {first}\n\n    {second}\n{{% endfor %}}"
            yield f"| h | i |\n|---|---|\n| {first} | {second} |"


@pytest.mark.parametrize("body", list(bodies()))
@pytest.mark.parametrize(
    "data", [{}, {"a": "A"}, {"a": "A", "b": "B", "members": MEMBERS}, {"members": [{"name": "n"}]}], ids=range(4)
)
def test_no_node_of_a_document_is_empty(blocks: Blocks, body: str, data: dict[str, Any]) -> None:
    for node in walk(blocks(body, **data)):
        if isinstance(node, (Paragraph, Heading, List, Item, Row, Table, Link)):
            assert node.children, body
        if isinstance(node, (Paragraph, Heading)):
            assert not isinstance(node.children[0], LineBreak), body
            assert not isinstance(node.children[-1], LineBreak), body
        if isinstance(node, Text):
            assert node.text, body
            assert "\n" not in node.text, body


# --- values ------------------------------------------------------------------------------------------------------------


AWKWARD = [
    "Smith & Sons <Ltd>",
    "*Bob*",
    "# 1",
    "O’Brien",
    "_x_",
    "a | b",
    "`x`",
    "\\x",
    "1. a",
    "- a",
    "&amp;",
    "[x](y)",
    "> q",
    "~~~x",
    "a\\",
]


@pytest.mark.parametrize("value", AWKWARD)
@pytest.mark.parametrize(
    "body",
    ["{{ a }}", "# {{ a }}", "- {{ a }}", "| h |\n|---|\n| {{ a }} |", "**{{ a }}**", "x{{ a }}y", "{{ a }}{{ a }}"],
)
def test_a_value_is_never_markup(blocks: Blocks, body: str, value: str) -> None:
    one, two = (blocks(body.replace("{{ a }}", "{{ a or '-' }}"), a=found) for found in (value, "V"))
    assert value in " ".join(passages(one))
    assert repr(one).replace(repr(value), "'V'") == repr(two)


def test_a_value_of_several_lines_keeps_them(blocks: Blocks) -> None:
    (paragraph,) = blocks("{% if address %}At {{ address }}.{% endif %}", address="1 Lane\nTown")
    assert paragraph == Paragraph(
        (Text("At "), Text("1 Lane", "address"), LineBreak(), Text("Town", "address"), Text("."))
    )


@pytest.mark.parametrize(
    "body",
    [
        "# {{ x }}",
        "- {{ x }}",
        "> {{ x }}",
        "| h |\n|---|\n| {{ x }} |",
        "**{{ x }}**",
        "[{{ x }}](https://example.org/)",
    ],
)
def test_lines_are_kept_wherever_they_stand(words: Words, body: str) -> None:
    assert words(body.replace("{{ x }}", "{{ address or '' }}"), address="1 Lane\nTown")[-1] == "1 Lane\nTown"


def test_the_title_is_one_line(template: Make) -> None:
    source = b"---\ntitle: 'To {{ address or a }}'\nlang: en-GB\n---\nx\n"
    made = letterforge.load(source, model=type("M", (Model,), {"__annotations__": {"a": Line}}))
    assert Letter(made, {"a": "A", "address": "1 Lane\nTown"}).document.title == "To 1 Lane Town"


# --- loops -------------------------------------------------------------------------------------------------------------


def test_what_loop_says_of_an_item(words: Words) -> None:
    body = (
        "{% for m in members %}\n{{ loop.index }} {{ loop.index0 }} {{ loop.revindex }} {{ loop.revindex0 }} {{ loop.length }}"
        "{% if loop.first %} first{% endif %}{% if loop.last %} last{% endif %}"
        "{% if loop.previtem %} after {{ loop.previtem.name }}{% endif %}{% if loop.nextitem %} before {{ loop.nextitem.name }}{% endif %}\n{% endfor %}"
    )
    assert words(body, members=MEMBERS) == [
        "1 0 3 2 3 first before Bo",
        "2 1 2 1 3 after Ann before Cy",
        "3 2 1 0 3 last after Bo",
    ]


def test_a_loop_with_a_condition_counts_what_is_left(words: Words) -> None:
    body = "{% for m in members if not m.note %}\n{{ loop.index }} of {{ loop.length }}: {{ m.name }}\n{% else %}\nnobody\n{% endfor %}"
    assert words(body, members=MEMBERS) == ["1 of 2: Bo", "2 of 2: Cy"]
    assert words(body, members=MEMBERS[:1]) == ["nobody"]


def test_loops_within_loops_have_their_own_loop(words: Words) -> None:
    body = "{% for m in members %}\n{{ loop.index }}{% for t in m.towns %} {{ loop.index }}{{ t }}{% endfor %} {{ loop.index }}\n{% endfor %}"
    assert words(body, members=MEMBERS) == ["1 1", "2 2", "3 1W 2T 3"]


def test_a_loop_variable_hides_a_field_only_within_the_loop(words: Words) -> None:
    body = "{{ a or '-' }}{% for a in members %} {{ a.name }}{% endfor %} {{ a or '-' }}"
    assert words(body, a="A", members=MEMBERS) == ["A Ann Bo Cy A"]


def test_a_loop_of_items_makes_one_list(blocks: Blocks) -> None:
    found = blocks("- first\n{% for m in members %}\n- {{ m.name }}\n{% endfor %}\n- last", members=MEMBERS)
    assert [type(block) for block in found] == [List]
    assert list(passages(found)) == ["first", "Ann", "Bo", "Cy", "last"]


# --- which field a text came from ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("{{ plain }} x", ["plain", None]),
        ("{% for m in members %}{{ m.name }}{% endfor %}", ["members[0].name", "members[1].name", "members[2].name"]),
        ("{% for m in members if not m.note %}{{ m.name }}{% endfor %}", ["members[1].name", "members[2].name"]),
        (
            "{% for m in members %}{% for t in m.towns %}{{ t }}{% endfor %}{% endfor %}",
            ["members[2].towns[0]", "members[2].towns[1]"],
        ),
        ("{% if members[1] %}{{ members[1].name }}{% endif %}", ["members[1].name"]),
        ("{{ a or b or 'x' }}", ["a"]),
        ("{% if members %}{{ members[0].name | upper }}{% endif %}", ["members[0].name"]),
        (
            "{% for m in members %}{% for a in m.towns %}{{ a }}{% endfor %}{% endfor %}{{ a or 'x' }}",
            ["members[2].towns[0]", "members[2].towns[1]", "a"],
        ),
    ],
)
def test_each_text_names_its_field(blocks: Blocks, body: str, fields: list[str | None]) -> None:
    found = blocks(body, a="A", members=MEMBERS)
    assert [node.field for node in walk(found) if isinstance(node, Text)] == fields


def test_what_the_letter_refuses_names_the_item(template: Make) -> None:
    class Loose(LetterData):
        rows: list[str]
        names: list[dict[str, str]] = []

    body = "{% for r in rows %}{{ r }}{% endfor %}{% for n in names %}{{ n.x | default('y') }}{% endfor %}"
    with pytest.raises(DataError) as caught:
        Letter(template(body, Loose), {"rows": ["sound", "[CANARY]", "TBC"], "names": [{}, {"x": "____"}]})
    assert str(caught.value).splitlines() == [
        "names[1].x: error: holds no letter or digit [no-word]",
        "    Fill it in, or leave an optional field out.",
        "rows[1]: error: only stands in for what is still to be filled in [stands-in]",
        "    Write the words that are to be printed.",
        "rows[2]: error: only stands in for what is still to be filled in [stands-in]",
        "    Write the words that are to be printed.",
        "3 errors",
    ]


def test_texts_in_a_list_that_is_printed_whole_obey_the_rules_too(template: Make) -> None:
    class Loose(LetterData):
        rows: list[str]

    for body in ("{% if rows %}{{ rows }}{% endif %}", "{% if rows %}{{ rows | join(', ') }}{% endif %}"):
        with pytest.raises(DataError) as caught:
            Letter(template(body, Loose), {"rows": ["Ann", "TBC"]})
        assert "stands in for what is still to be filled in" in str(caught.value)


# --- what is made once ---------------------------------------------------------------------------------------------------


def test_a_part_without_holes_is_the_same_object_in_every_letter(template: Make) -> None:
    made = template("# Fixed\n\nwords and {{ plain }}\n\n- one\n- two\n\n| a |\n|---|\n| b |\n| {{ plain }} |", Model)
    one, two = (Letter(made, {"plain": value}).document.blocks for value in ("p", "q"))
    assert one[0] is two[0]
    assert one[2] is two[2]
    assert one[3].children[1] is two[3].children[1]
    assert one[1] != two[1]


def test_roles_stay_with_their_paragraph(blocks: Blocks) -> None:
    (paragraph,) = blocks("{{ a or '-' }}\n{: .address }", a="A")
    assert paragraph.role is Role.ADDRESS


# --- addresses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scheme", "value", "part"),
    [
        ("https", "a b/c?d=é", "a%20b%2Fc%3Fd%3D%C3%A9"),
        ("https", "../x", "..%2Fx"),
        ("https", "javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("mailto", "a.b+c@d.example", "a.b+c@d.example"),
        ("mailto", "a@b.example?cc=x@y.example", "a@b.example%3Fcc%3Dx@y.example"),
        ("tel", "01632 960 118", "01632960118"),
        ("tel", "+44 (0)1632 960118", "+441632960118"),
        ("tel", "(01632) 960118 ext. 12", "01632960118;ext=12"),
        ("tel", "01632-960118 x5", "01632960118;ext=5"),
    ],
)
def test_values_in_addresses_are_encoded(scheme: str, value: str, part: str) -> None:
    assert encoded(scheme, value) == part


@pytest.mark.parametrize(
    ("target", "data", "uri"),
    [
        ("https://example.org/{{ a or '-' }}", {"a": "x y"}, "https://example.org/x%20y"),
        ("mailto:{{ a or 'none@example.org' }}", {"a": "a@b.example"}, "mailto:a@b.example"),
        ("https://example.org/?q={{ a or '-' }}&r=1", {"a": "1&r=2"}, "https://example.org/?q=1%26r%3D2&r=1"),
        ("https://example.org/{% if a %}{{ a }}{% else %}none{% endif %}", {}, "https://example.org/none"),
        (
            "https://example.org/{% for m in members %}{{ m.name }},{% endfor %}",
            {"members": MEMBERS[:2]},
            "https://example.org/Ann,Bo,",
        ),
        ("https://example.org/{{ address or '-' }}", {"address": "a\nb"}, "https://example.org/a%0Ab"),
    ],
)
def test_the_address_of_a_link(blocks: Blocks, target: str, data: dict[str, Any], uri: str) -> None:
    (paragraph,) = blocks(f"[write]({target})", **data)
    assert paragraph == Paragraph((Link((Text("write"),), uri),))
