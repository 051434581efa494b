from __future__ import annotations

import dataclasses

import pytest

from letterforge.document import (
    Cell,
    Document,
    Heading,
    Item,
    LineBreak,
    Link,
    List,
    PageBreak,
    Paragraph,
    Role,
    Row,
    Strong,
    Table,
    Text,
    passages,
    walk,
)

LETTER = (
    Heading(1, (Text("A "), Strong((Text("bold"),)), Text(" start"))),
    Paragraph((Text("Mill Lane"), LineBreak(), Text("Wyrebridge", "place")), Role.ADDRESS),
    List((Item((Paragraph((Text("one"),)), List((Item((Paragraph((Text("inner"),)),)),)))),)),
    PageBreak(),
    Table((Row((Cell((Paragraph((Link((Text("write"),), "mailto:a@b.example"),)),)), Cell(()))),), (None, None)),
)


def test_passages_are_the_paragraphs_in_the_order_of_reading() -> None:
    assert list(passages(LETTER)) == ["A bold start", "Mill Lane\nWyrebridge", "one", "inner", "write"]


def test_walk_gives_parents_before_their_children() -> None:
    names = [type(node).__name__ for node in walk(LETTER[:2])]
    assert names == ["Heading", "Text", "Strong", "Text", "Text", "Paragraph", "Text", "LineBreak", "Text"]


def test_walk_reaches_rows_cells_and_items() -> None:
    assert sum(isinstance(node, (Row, Cell, Item)) for node in walk(LETTER)) == 5


def test_nodes_compare_by_value_and_are_frozen() -> None:
    text = Text("a", "field")
    assert text == Text("a", "field")
    assert len({text, Text("a", "field"), Text("a")}) == 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        text.text = "b"  # type: ignore[misc]  # the test is that it cannot be done


def test_pictures_keep_their_bytes_out_of_the_repr() -> None:
    from letterforge.document import Picture

    document = Document("en-GB", "T", (), images={"d": Picture(b"SECRETBYTES", "image/png", 1, 1)})
    assert "SECRETBYTES" not in repr(document)


def test_roles_are_the_closed_set_of_the_design() -> None:
    assert {role.value for role in Role} == {
        "sender", "address", "date", "reference", "subject", "salutation", "closing", "signature", "enclosures",
        "copies", "small-print",
    }  # fmt: skip
