"""XML too large for a tree: walked element by element, within the bounds of any other."""

from __future__ import annotations

import pytest

from letterforge.errors import UnreadableFileError
from letterforge.office.xml import walk_xml


def walked(text: str) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    walk_xml(text.encode(), lambda name, attributes: found.append((name, dict(attributes))))
    return found


def test_elements_come_in_their_order_by_their_local_names() -> None:
    assert walked('<x:a xmlns:x="u" x:b="1"><c/><x:c d="2"/></x:a>') == [
        ("a", {"xmlns:x": "u", "x:b": "1"}),
        ("c", {}),
        ("c", {"d": "2"}),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<a>", "not well-formed"),
        ("", "not well-formed"),
        ("<!DOCTYPE a><a/>", "DOCTYPE"),
        ("<a>" * 257 + "</a>" * 257, "more than 256 deep"),
    ],
)
def test_what_no_office_file_has_is_refused(text: str, message: str) -> None:
    with pytest.raises(UnreadableFileError, match=message):
        walked(text)


def test_many_names_are_not_kept() -> None:
    names = [f"n{index}" for index in range(2_000)]
    assert [name for name, _ in walked("<a>" + "".join(f"<{name}/>" for name in names) + "</a>")][1:] == names
