"""What a template without a model asks of its data."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import MakeTemplate

import letterforge
from letterforge.checking.mentions import mentioned
from letterforge.expressions.paths import format_path
from letterforge.template import Template

CASES = Path(__file__).parent.parent / "cases"


def fields(template: Template) -> list[str]:
    wording = template.wording
    uses = mentioned((*wording.title, *wording.blocks, *wording.furniture))
    return list(dict.fromkeys(format_path(use.path) for use in uses))


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("{{ name }} {{ name }}", ["name"]),
        ("{% if ref is defined and way == 'post' %}x{% elif town in ['a', other] %}y{% endif %}", ["ref", "way", "town", "other"]),
        ("{{ 'a' if kind else name | default(alias) }}", ["kind", "name", "alias"]),
        ("[x](https://{{ url }})", ["url"]),
        ("{% for p in people if p.active %}{{ loop.index }} {{ p.name }}{% endfor %}", ["people[]", "people[].active", "people[].name"]),
        ("{% for p in people %}{% for c in p.kids %}{{ c }}{{ c.age }}{% endfor %}{% endfor %}",
         ["people[]", "people[].kids[]", "people[].kids[]", "people[].kids[].age"]),
        ("{% for t in towns %}{{ t }}{% else %}{{ nobody }}{% endfor %}{{ t }}", ["towns[]", "nobody", "t"]),
        ("{{ team.members[0].name }} {{ towns | length }}", ["team.members[].name", "towns"]),
    ],
)  # fmt: skip
def test_all_that_a_template_asks_for(template: MakeTemplate, body: str, wanted: list[str]) -> None:
    assert fields(template(body)) == list(dict.fromkeys(wanted))


def test_rows_of_a_word_template() -> None:
    row = letterforge.load(CASES / "21-fields-without-model" / "row.docx")
    assert fields(row) == ["people[]", "people[].name", "people[].role"]
