"""Dotted paths, written and read again."""

from __future__ import annotations

import pytest

from letterforge.expressions.expression import parse
from letterforge.expressions.paths import EACH, Path, field_path, format_path, parse_path, path_of
from letterforge.expressions.undefined import UNDEFINED
from letterforge.formatting.printer import Printer


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("a",), "a"),
        (("team", "name"), "team.name"),
        (("team", "members", 0, "name"), "team.members[0].name"),
        (("rows", 1, 2), "rows[1][2]"),
        ((0, "a"), "[0].a"),
        (("members", EACH, "name"), "members[].name"),
        (("rows", EACH, EACH), "rows[][]"),
        ((), ""),
    ],
)
def test_a_path_is_written_and_read_again(path: Path, text: str) -> None:
    assert format_path(path) == text
    assert parse_path(text) == path


@pytest.mark.parametrize(
    ("source", "path", "field"),
    [
        ("l[-1].a", ("l", -1, "a"), None),
        ("l[1].a", ("l", 1, "a"), ("l", 1, "a")),
        ("l[0]", ("l", 0), ("l", 0)),
        ("l['a'][2]", ("l", "a", 2), ("l", "a", 2)),
        ("(a or b).c", None, None),
    ],
)
def test_a_position_from_the_end_names_no_item_of_any_data(source: str, path: Path | None, field: Path | None) -> None:
    node = parse(source, Printer("en-GB")).node
    assert (path_of(node), field_path(node)) == (path, field)


def test_what_is_not_there_is_false_and_says_what_it_is() -> None:
    assert not UNDEFINED
    assert repr(UNDEFINED) == "UNDEFINED"
