"""Cells that reach over others, filled as a document and as words alone; and what only one of the two shows."""

from __future__ import annotations

from typing import Any

import pytest

from letterforge.document import (
    Cell,
    Image,
    LineBreak,
    Link,
    Note,
    PageCount,
    PageNumber,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
    passages,
)
from letterforge.expressions.expression import parse
from letterforge.filling.evaluation import Constant
from letterforge.filling.fill import compiled
from letterforge.filling.state import Evaluation
from letterforge.filling.texts import run_part
from letterforge.filling.words import CUT, proof, words_of
from letterforge.findings import Place
from letterforge.formatting.printer import Printer
from letterforge.loading.tree import Answer, Branch, Covered, For, If, Placeholder, Spanning, Tag, Unseen

PRINTER = Printer("en-GB")


def tag(number: int | None = None) -> Tag:
    return Tag(Place("letter.docx", 1, 1), "{{ x }}", number)


def hole(source: str, number: int | None = None) -> Placeholder:
    return Placeholder(parse(source, PRINTER), tag(number))


def line(*inlines: Any) -> Paragraph[Any]:
    return Paragraph(tuple(inlines))


def spanning(source: str, *inlines: Any, number: int | None = None) -> Spanning[Any]:
    return Spanning((line(*inlines),), parse(source, PRINTER), tag(number))


def document(run: Evaluation, *blocks: Any) -> tuple[Any, ...]:
    return run_part(compiled(blocks, PRINTER), run)


def table(*cells: Any) -> Table[Any]:
    return Table((Row(cells),), (None,) * len(cells))


def test_a_cell_reaches_over_as_many_columns_as_the_data_say() -> None:
    tree = table(spanning("n", Text("a")), Cell((line(Text("b")),)))
    (found,) = document(Evaluation({"n": 3}), tree)
    assert [one.column_span for one in found.children[0].children] == [3, 1]
    assert found.columns == (None,) * 4
    (one,) = document(Evaluation({"n": 1}), tree)
    assert one.columns == (None, None)


@pytest.mark.parametrize("value", [0, 64, "x", None])
def test_a_cell_that_cannot_reach_so_far_is_refused_at_its_tag(value: object) -> None:
    message = "the number of columns that a cell reaches over is not a whole number from 1 to 63"
    tree = table(spanning("n", hole("a"), number=4), Cell((line(Text("b")),)))
    run = Evaluation({"n": value, "a": "A"})
    document(run, tree)
    assert [(one.rule, one.message, one.place.line) for one in run.findings] == [("columns", message, 1)]
    words = Evaluation({"n": value, "a": "A"})
    said = proof((tree,), (), (), printer=PRINTER).run(words)
    assert [one.message for one in words.findings] == [message]
    assert said.flow == "b"
    assert words.decisions.counts(4) == ()


def test_what_a_cell_reaches_over_is_decided_and_its_words_are_said() -> None:
    run = Evaluation({"n": 2, "a": "A"})
    said = proof((table(spanning("n", hole("a"), number=4), Cell((line(Text("b")),))),), (), (), printer=PRINTER).run(
        run
    )
    assert (said.flow, run.decisions.counts(4)) == ("Ab", [2])


def test_a_covered_cell_shows_nothing_and_is_filled_all_the_same() -> None:
    upper = Row((Cell((line(Text("a")),)), Cell((line(Text("b")),))))
    lower = Row((Covered((line(hole("secret", 7)),)), Cell((line(Text("c")),))))
    tree = Table((upper, lower), (None, None))
    run = Evaluation({"secret": "s"})
    (found,) = document(run, tree)
    assert [[one.row_span for one in row.children] for row in found.children] == [[2, 1], [1]]
    assert list(passages((found,))) == ["a", "b", "c"]
    words = Evaluation({"secret": "s"})
    assert proof((tree,), (), (), printer=PRINTER).run(words).flow == "abc"
    assert words.decisions.texts(7) == ["s"]
    wrong = Evaluation({})
    proof((tree,), (), (), printer=PRINTER).run(wrong)
    assert [one.rule for one in wrong.findings] == ["absent"]


@pytest.mark.parametrize("rows", [0, 2])
def test_a_table_of_a_loop_whose_cells_are_covered(rows: int) -> None:
    loop = For("one", parse("many", PRINTER), None, (Row((Covered(), Cell((line(hole("one")),)))),), (), tag())
    tree = Table((loop,), (None, None))
    found = document(Evaluation({"many": ["x", "y"][:rows]}), tree)
    assert list(passages(found)) == ["x", "y"][:rows]
    assert len(found) == bool(rows)


# --- words alone --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inlines", "flow"),
    [
        ((Text("a "), hole("x"), Text(" b")), "a X b"),
        ((Text("page "), PageNumber(), Text(" of "), PageCount()), f"page {CUT} of {CUT}"),
        ((Strong((hole("x"), Text("!"))),), "X!"),
        ((Text("a"), LineBreak(), Text("b")), "ab"),
        ((Link((hole("x"),), (Text("https://a.example/"), hole("x"))),), "X"),
        ((Image("0", (Text("a picture of "), hole("x"))), Text("b")), "b"),
        ((Answer("said", "shown"),), "said"),
        ((Unseen((line(hole("x")),)), Text("b")), "b"),
        ((Text("a"), Note((line(Text("a note on "), hole("x")),)), Text("b")), "aa note on Xb"),
        ((hole("nothing or ''"), Text("b")), "b"),
    ],
)
def test_the_words_of_a_line(inlines: tuple[Any, ...], flow: str) -> None:
    run = Evaluation({"x": "X", "nothing": ""})
    assert proof((line(*inlines),), (), (), printer=PRINTER).run(run).flow == flow
    assert list(run.findings) == []


def test_headers_are_apart_each_once_and_the_title_is_silent() -> None:
    header, footer = (line(Text("from "), hole("x")),), (line(Text("end")), line(Text("of it")))
    run = Evaluation({"x": "X", "t": "T"})
    said = proof((line(Text("body")),), (header, header, footer, ()), (Text("On "), hole("t", 3)), printer=PRINTER).run(
        run
    )
    assert said.flow == "body"
    assert said.furniture == ("from X", "end", "of it")
    assert run.decisions.texts(3) == ["T"]


def test_a_tag_is_decided_once_and_in_a_note_never() -> None:
    both = hole("x", 5)
    run = Evaluation({"x": "X"})
    proof((line(both), line(both), line(Note((line(hole("x", 6)),)))), (), (), printer=PRINTER).run(run)
    assert run.decisions.texts(5) == ["X"]
    assert run.decisions.texts(6) == ()


def test_which_way_and_how_many_turns_are_decided() -> None:
    way = If(
        (Branch(parse("a", PRINTER), (Text("A"),), tag()), Branch(parse("b", PRINTER), (Text("B"),), tag())), tag(1)
    )
    loop = For("one", parse("many", PRINTER), None, (hole("one", 3),), (Text("none"),), tag(2))
    for values, counts, flow in (
        ({"a": True, "b": True, "many": ["x", "y"]}, ([0], [2]), "Axy"),
        ({"a": False, "b": True, "many": []}, ([1], [0]), "Bnone"),
        ({"a": False, "b": False, "many": ["z"]}, ([-1], [1]), "z"),
    ):
        run = Evaluation(values)
        assert proof((line(way, loop),), (), (), printer=PRINTER).run(run).flow == flow
        assert (run.decisions.counts(1), run.decisions.counts(2)) == counts
        assert list(run.decisions.texts(3)) == values["many"]


def test_words_without_holes_are_one_piece() -> None:
    part = words_of((Text("a"), Strong((Text("b"),)), LineBreak(), Text("c")), PRINTER)
    assert part == Constant(("abc",))
    assert words_of((Text("a"), LineBreak(), Text("b")), PRINTER, apart=True) == Constant(("a\nb",))
    assert words_of((), PRINTER) == Constant(())


# --- pictures -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("alt", "words"),
    [
        ((Text("a  picture\n of it"),), "a picture of it"),
        ((Text("a picture of "), hole("x")), "a picture of X Y"),
        ((), ""),
    ],
)
def test_a_picture_keeps_its_words_on_one_line(alt: tuple[Any, ...], words: str) -> None:
    (paragraph,) = document(Evaluation({"x": "X\nY"}), line(Image("0", alt, 25.5)))
    assert paragraph.children == (Image("0", words, 25.5),)
