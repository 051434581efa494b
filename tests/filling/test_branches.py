"""Which ways of a template the data of letters take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from pydantic import BaseModel

import letterforge
from letterforge.filling.branches import Ways


class Member(BaseModel):
    name: str
    away: bool = False


class Model(BaseModel):
    count: int = 0
    role: str = "other"
    members: list[Member] = []


HEAD = "---\nlang: en\ntitle: A letter{% if count > 9 %} to many{% endif %}\n---\n"


def untaken(source: str, rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The ways that no row takes, by line and what is said of them."""
    template = letterforge.load((HEAD + source).encode(), model=Model)
    ways, taken = Ways.of([template.wording]), set[int]()
    for row in rows:
        taken |= ways.taken(letterforge.Letter(template, row).values)
    found = (way for number, way in enumerate(ways.ways) if number not in taken)
    return [f"{way.tag.place.line}: {way.untaken.partition(' for this loop')[0]}" for way in found]


ROLES = "{% if role == 'nurse' %}a{% elif role == 'teacher' %}b{% else %}c{% endif %}\n"
LOOP = "{% for one in members if not one.away %}{{ one.name }}{% if loop.last %}.{% else %}, {% endif %}{% else %}none{% endfor %}\n"
TITLE = "3: no row takes this branch"


@pytest.mark.parametrize(
    ("source", "rows", "said"),
    [
        (ROLES, [{"role": "nurse", "count": 10}, {}], ["5: no row takes this branch"]),
        (ROLES, [{"role": "nurse"}, {"role": "teacher"}, {"count": 10}], []),
        (ROLES, [{}], [TITLE, "5: no row takes this branch", "5: no row takes this branch"]),
        (
            LOOP,
            [{"count": 10}],
            ["5: no row has an item", "5: no row takes this branch", "5: no row takes this branch"],
        ),
        (
            LOOP,
            [{"count": 10, "members": [{"name": "A", "away": True}]}],
            ["5: no row has an item", *["5: no row takes this branch"] * 2],
        ),
        (
            LOOP,
            [{"count": 10, "members": [{"name": "A"}]}],
            ["5: every row has an item", "5: no row takes this branch"],
        ),
        (LOOP, [{"count": 10, "members": [{"name": "A"}, {"name": "B"}]}, {}], []),
        (
            "[a](https://example.org/{% if count %}{{ count }}{% else %}none{% endif %})\n",
            [{"count": 10}],
            ["5: no row takes this branch"],
        ),
        ("1. x\n{% if count == 11 %}\n2. y\n{% endif %}\n", [{"count": 10}], ["6: no row takes this branch"]),
    ],
)
def test_what_no_row_takes_is_known(source: str, rows: list[dict[str, Any]], said: list[str]) -> None:
    assert untaken(source, rows) == said
