"""docxtpl's dialect as it is used, in Word files: what the tree says, the file says; and what docxtpl says, where it can.

Each row is a reason that stopped real templates: `../shared/traps.md` counts them.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from typing import Any

import docx
import docxtpl
import pytest

import letterforge
from letterforge import LetterData, Line, filters
from letterforge.document import passages
from letterforge.errors import TemplateError
from letterforge.expressions.filters import registered

TEXTS = ("Ann Ash", "Bo Birch")


class Person(LetterData):
    name: Line


class Data(LetterData):
    name: Line
    day: datetime.date
    xs: list[Line]
    people: list[Person]
    fees: dict[str, int]
    n: int
    cost: float


DATA: dict[str, Any] = {
    "name": "Ann Ash",
    "day": datetime.date(2026, 3, 3),
    "xs": ["A", "B", "C"],
    "people": [{"name": "Ann"}, {"name": "Bo"}],
    "fees": {"tea": 2, "cake": 3},
    "n": 3,
    "cost": 2.345,
}


def word(*paragraphs: str | Sequence[tuple[str, bool]]) -> bytes:
    """A Word file of some paragraphs; runs are given with whether they are bold."""
    made = docx.Document()
    for one in paragraphs:
        paragraph = made.add_paragraph()
        for text, bold in [(one, False)] if isinstance(one, str) else one:
            paragraph.add_run(text).bold = bold
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def texts(content: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs if one.text.strip()]


def theirs(content: bytes) -> list[str]:
    template = docxtpl.DocxTemplate(io.BytesIO(content))
    template.render(DATA)
    target = io.BytesIO()
    template.save(target)
    return texts(target.getvalue())


MACRO = ("{%p macro line(p, end='.') %}", "Item {{ p.name }}{{ end }}", "{%p endmacro %}")
INLINE = "{% macro full(p, end='.') %}<{{ p.name }}{{ end }}>{% endmacro %}"
AS_DOCXTPL: dict[str, tuple[str | Sequence[tuple[str, bool]], ...]] = {
    "calls: macros": (INLINE, "{% for q in people %}{{ full(q) }} and {{ full(q, '!') }} {% endfor %}"),
    "methods": ("{{ name.upper() }} {{ name.lower() }} {{ name.replace('Ann', 'Bo') }} {{ ', '.join(['a', name]) }}",),
    ".strftime()": ("{{ day.strftime('%d/%m/%Y') }} and {{ day.strftime('%d %B %Y') }}",),
    "x[i]": ("{% for x in xs %}{{ xs[loop.index0] or 'none' }}{% endfor %} {{ name[0] }} {{ name[0:3] }}",),
    "slices": ("{% for x in xs[:2] %}{{ x }}{% endfor %} {% for x in xs[1:] %}{{ x }}{% endfor %}",),
    "set": ("{%p set who = name | upper %}", "Dear {{ who }}, {% set k = n + 1 %}{{ k }}."),
    "set by a condition": (
        "{%p if n > 2 %}",
        "{%p set g = 'Hi' %}",
        "{%p else %}",
        "{%p set g = 'Ho' %}",
        "{%p endif %}",
        "{{ g }} {{ name }}",
    ),
    "for k, v in x.items()": ("{%p for k, v in fees.items() %}", "{{ k }}: {{ v }}", "{%p endfor %}"),
    "macros": (*MACRO, "{%p for q in people %}", "{{p line(q) }}", "{%p endfor %}"),
    "a macro in a macro": (
        INLINE,
        "{% macro two(p) %}{{ full(p) }}{% if n > 2 %}{{ full(p, end=';') }}{% endif %}{% endmacro %}",
        [("So ", False), ("{% for q in people %}{{ two(q) }}{{ full(q) }}{% endfor %}", True)],
    ),
    "named filter arguments": (
        "{{ cost | round(precision=1) }} {% for g in xs | batch(linecount=2) %}{{ g | join(d='+') }};{% endfor %}",
    ),
    "batch": ("{% for g in xs | batch(2, 'z') %}{{ g | join('+') }};{% endfor %}",),
    "replace": ("{{ name | replace('Ash', 'Elm') }}",),
    "int": ("{{ cost | int }}",),
    "round": ("{{ cost | round(2) }}",),
    "tests": ("{% if name is string and n is number and fees is mapping and xs is sequence %}all{% endif %}",),
    "namespace": (
        "{%p set ns = namespace(sum=0, last='nobody') %}",
        "{%p for k, v in fees.items() %}",
        "{%p set ns.sum = ns.sum + v %}",
        "{{ k }}: {{ ns.sum }} {% set ns.last = k %}",
        "{%p endfor %}",
        "{{ ns.sum }} {{ ns.last }}",
    ),
}


@pytest.mark.parametrize("name", AS_DOCXTPL)
def test_a_template_that_was_refused_says_what_docxtpl_makes_of_it(name: str) -> None:
    content = word(*AS_DOCXTPL[name])
    letter = letterforge.Letter(letterforge.load(content, model=Data), DATA)
    made = texts(letterforge.render(letter, to="docx").content)
    assert made == theirs(content)
    assert [one.split() for one in made] == [one.split() for one in passages(letter.document.blocks)]


@pytest.mark.parametrize("name", AS_DOCXTPL)
def test_it_needs_no_model(name: str) -> None:
    content = word(*AS_DOCXTPL[name])
    letter = letterforge.Letter(letterforge.load(content), DATA)
    assert texts(letterforge.render(letter, to="docx").content) == theirs(content)


def test_patterns_in_date() -> None:
    content = word("{{ day | date('dd.MM.yyyy') }} {{ day | date('%d %B %Y') }} {{ day | date(format='d MMMM yyyy') }}")
    letter = letterforge.Letter(letterforge.load(content, model=Data), DATA)
    assert texts(letterforge.render(letter, to="docx").content) == ["03.03.2026 03 March 2026 3 March 2026"]


@pytest.fixture
def _own() -> Iterator[None]:
    before = dict(registered._registered)
    yield
    registered._registered.clear()
    registered._registered.update(before)


@pytest.mark.usefixtures("_own")
def test_filters_of_the_application() -> None:
    def title_case(value: Line) -> Line:
        return value.title()

    def multiline(value: list[Line]) -> Line:
        return "\n".join(value)

    filters.register(title_case)
    filters.register(multiline)
    content = word("{{ name | upper | title_case }}", "{% if xs %}{{ xs | multiline }}{% endif %}")
    letter = letterforge.Letter(letterforge.load(content, model=Data), DATA)
    assert texts(letterforge.render(letter, to="docx").content) == ["Ann Ash", "A\nB\nC"]
    wrong = letterforge.load(word("{{ n | title_case }}"), model=Data)
    assert [one.message for one in letterforge.check(wrong) if one.is_error] == [
        "the filter 'title_case' takes text, and this is a whole number"
    ]


@pytest.mark.parametrize(
    ("paragraphs", "message"),
    [
        (("{{ name[n] + 1 }}",), "a sum of things that are not all numbers"),
        (("{{ n[:2] }}",), "a slice is taken of a list or a text, and this is a whole number"),
        (("{{ xs[name] }}",), "in brackets stands the position in a list"),
        (("{{ n.upper() }}",), "the filter 'upper' takes text, and this is a whole number"),
        (("{{ name.strftime('%d') }}",), "the filter 'strftime' takes a date"),
        (("{{ day.strftime('%H:%M') }}",), "a pattern with a time of day, and this is a date"),
        (("{{ n | replace('a', 'b') }}",), "the filter 'replace' takes text"),
        (("{{ name | round }}",), "the filter 'round' takes"),
        (("{{ day | int }}",), "the filter 'int' takes"),
        (("{% for g in name | batch(2) %}{{ g }}{% endfor %}",), "the filter 'batch' takes a list"),
        (("{{ cost | round(precision='x') }}",), "the filter 'round' does not know this argument"),
        (("{%p for k, v in xs.items() %}", "{{ k }}", "{%p endfor %}"), "the filter 'items' takes names"),
        (("{% set a = n + name %}{{ a }}",), "a sum of things that are not all numbers"),
        ((*MACRO, "{{p line(n) }}"), "n is a whole number, and has no fields"),
        ((*MACRO, "x {{ line(people) }}"), "is made of whole paragraphs"),
        ((INLINE, "{{p full(people) }}"), "a macro is called where it does not stand"),
        (("{% if name is string %}{{ name + 1 }}{% endif %}",), "a sum of things that are not all numbers"),
    ],
)
def test_each_with_a_wrong_type_is_found_by_the_check(paragraphs: tuple[str, ...], message: str) -> None:
    try:
        found = letterforge.check(letterforge.load(word(*paragraphs), model=Data))
    except TemplateError as fault:
        found = fault.findings
    assert any(message in one.message for one in found if one.is_error), [str(one) for one in found]


def test_a_macro_is_of_its_own_part_of_the_file() -> None:
    made = docx.Document(io.BytesIO(word(INLINE, "x")))
    made.sections[0].header.paragraphs[0].text = "{{ full(people[0]) }}"
    target = io.BytesIO()
    made.save(target)
    with pytest.raises(TemplateError, match="there is no macro 'full' here"):
        letterforge.Letter(letterforge.load(target.getvalue(), model=Data), DATA)


def test_what_a_loop_of_a_macro_decides_is_written_call_by_call() -> None:
    """Each call has decisions of its own, also where calls stand in loops within tables."""
    made = docx.Document(
        io.BytesIO(
            word("{% macro all(p, list) %}{% for x in list %}{{ p.name }}{{ x }}{% else %}-{% endfor %}{% endmacro %}")
        )
    )
    table = made.add_table(3, 2)
    table.cell(0, 0).text = "{%tr for q in people %}"
    table.cell(1, 0).text = "{{ all(q, xs) }}"
    table.cell(1, 1).text = "{{ all(q, xs[:1]) }}{{ all(q, []) }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    target = io.BytesIO()
    made.save(target)
    letter = letterforge.Letter(letterforge.load(target.getvalue(), model=Data), DATA)
    written = docx.Document(io.BytesIO(letterforge.render(letter, to="docx").content)).tables[0]
    assert [[cell.text for cell in row.cells] for row in written.rows] == [
        ["AnnAAnnBAnnC", "AnnA-"],
        ["BoABoBBoC", "BoA-"],
    ]
