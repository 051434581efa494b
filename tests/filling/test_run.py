"""One filling: how much room there is, what is refused at which place, and what happens at a tag."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from letterforge.expressions.expression import parse, parse_for
from letterforge.filling import state
from letterforge.filling.evaluation import condition, loop, spoken
from letterforge.filling.state import ROOM, Evaluation, Neighbours
from letterforge.findings import Place
from letterforge.formatting.printer import Printer
from letterforge.loading.tree import Branch, For, If, Placeholder, Tag
from letterforge.models.text_rules import Judged
from letterforge.rules.data import ABSENT

PRINTER = Printer("en-GB")
TAG = Tag(Place("letter.md", 3, 4), "{{ x }}")


def said(run: Evaluation) -> list[tuple[str, str | None, int | None, str]]:
    return [(one.rule, one.place.path, one.place.line, one.message) for one in run.findings]


def test_there_is_room_for_just_so_much_and_that_is_said_once() -> None:
    run = Evaluation({}, room=5)
    assert run.spend(3, TAG)
    assert run.spend(2, TAG)
    assert said(run) == []
    assert not run.spend(1, TAG)
    assert not run.spend(1, TAG)
    message = f"the letter grows beyond {ROOM:,} characters here; no letter is that long"
    assert said(run) == [("too-long", None, 3, message)]


@pytest.mark.parametrize(("room", "text"), [(3, "abc"), (2, None)])
def test_a_value_takes_as_much_room_as_it_has_characters(room: int, text: str | None) -> None:
    run = Evaluation({"x": "abc"}, room=room)
    assert spoken(Placeholder(parse("x", PRINTER), TAG), PRINTER)(run) == text
    assert bool(said(run)) == (text is None)
    number = Evaluation({"x": 123}, room=1)
    assert spoken(Placeholder(parse("x + x", PRINTER), TAG), PRINTER)(number) == "246"  # its length is bounded


def test_a_refusal_names_the_field_or_else_the_tag() -> None:
    run = Evaluation({})
    assert run.refuse(ABSENT, "a.b", TAG, message="is absent") == ()
    assert run.refuse(ABSENT, None, TAG, message="is absent", hint=None) == ()
    first, second = run.findings
    assert (first.place.path, first.place.line, first.hint) == ("a.b", None, ABSENT.mend)
    assert (second.place, second.hint) == (TAG.place, None)


def test_a_long_text_is_looked_at_once_in_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    judged = state.judged

    def counted(text: str) -> Judged:
        asked.append(text)
        return judged(text)

    monkeypatch.setattr(state, "judged", counted)
    text = "A long statement, with XXXX in it. " * 20
    run = Evaluation({"many": [text] * 5, "text": text})
    body = loop(for_loop("one in many"), lambda _: lambda run: [run.judge(run.scope["one"]).holds_sign], PRINTER)
    assert body(run) == [True] * 5
    assert asked == [text]


@dataclasses.dataclass
class Rich:
    text: str


@pytest.mark.parametrize(
    ("source", "value", "rule", "message"),
    [
        ("y", "v", "absent", "is absent, and the letter prints it"),
        ("x", True, "unprintable", "cannot be printed: a yes or no"),
        ("x.y", 3, "unprintable", "cannot be printed: 'y' of something that has no fields"),
    ],
)
def test_what_cannot_be_printed_says_why(source: str, value: object, rule: str, message: str) -> None:
    run = Evaluation({"x": value})
    assert spoken(Placeholder(parse(source, PRINTER), TAG), PRINTER, 1)(run) is None
    ((code, path, _, words),) = said(run)
    assert (code, path) == (rule, source)
    assert words.startswith(message)
    assert run.decisions.texts(1) == ()


def test_a_value_without_words_is_kept_in_mind_by_its_place() -> None:
    run = Evaluation({"x": Rich(""), "list": [Rich("")]})
    assert spoken(Placeholder(parse("x", PRINTER), TAG), PRINTER, 1)(run) == ""
    assert run.wordless == [Place(path="x")]
    assert run.decisions.texts(1) == [Rich("")]
    spoken(Placeholder(parse("x if true else 'y'", PRINTER), TAG), PRINTER)(run)
    assert run.wordless[1:] == [Place(path="x")]
    assert said(run) == []


def test_a_rich_value_is_decided_as_itself_and_said_as_its_text() -> None:
    run = Evaluation({"x": Rich("words")})
    assert spoken(Placeholder(parse("x", PRINTER), TAG), PRINTER, 1)(run) == "words"
    assert (run.decisions.texts(1), run.wordless) == ([Rich("words")], [])


def test_a_condition_that_cannot_be_worked_out_is_refused_at_its_branch() -> None:
    later = Tag(Place("letter.md", 5, 1))
    branches: Any = (Branch(parse("a", PRINTER), (), TAG), Branch(parse("x < y", PRINTER), (), later))
    run = Evaluation({"a": False, "x": 1, "y": "z"})
    condition(If(branches, TAG), lambda _: lambda _: ["never"], PRINTER, 2)(run)
    (found,) = run.findings
    assert (found.rule, found.place) == ("condition", later.place)
    assert found.message.startswith("the condition cannot be evaluated with these data: a comparison of two things")
    assert run.decisions.counts(2) == ()


def test_the_first_way_that_holds_and_a_gap_where_none_does() -> None:
    branches: Any = (Branch(parse("a", PRINTER), (), TAG), Branch(parse("b", PRINTER), (), TAG))
    for values, taken in (({"a": True, "b": True}, 0), ({"a": False, "b": True}, 1), ({"a": False, "b": False}, -1)):
        run = Evaluation(values)
        condition(If(branches, TAG), lambda _: lambda _: [], PRINTER, 2)(run)
        assert (run.decisions.counts(2), run.gaps) == ([taken], int(taken < 0))


def for_loop(source: str, otherwise: tuple[Any, ...] = ()) -> For[Any]:
    head = parse_for(source, PRINTER)
    said = (Placeholder(parse(head.name, PRINTER), TAG),)
    return For(head.name, head.iterated, head.condition, said, otherwise, TAG)


@pytest.mark.parametrize(
    ("source", "message", "path"),
    [
        ("one in x", "is not a list, and the letter loops over it", "x"),
        (
            "one in many if one < 'a'",
            "the loop cannot be evaluated with these data: a comparison of two things",
            "many",
        ),
        ("one in x.y", "the loop cannot be evaluated with these data: 'y' of something that has no fields", "x.y"),
    ],
)
def test_a_loop_that_cannot_be_gone_round_is_refused(source: str, message: str, path: str) -> None:
    run = Evaluation({"x": 1, "many": [1]})
    assert list(loop(for_loop(source), lambda _: lambda _: ["never"], PRINTER, 2)(run)) == []
    ((rule, place, _, words),) = said(run)
    assert (rule, place) == ("loop", path)
    assert words.startswith(message)


def test_a_loop_leaves_the_scope_as_it_was_and_counts_its_turns() -> None:
    seen: list[tuple[Any, Any]] = []

    def body(run: Evaluation) -> list[str]:
        seen.append((run.scope["one"], run.paths["one"]))
        return [run.scope["one"]]

    run = Evaluation({"many": ["a", "b", "c"], "one": "kept"}, paths={"one": ("outer", 7)})
    before = run.scope
    assert loop(for_loop("one in many if one != 'b'"), lambda _: body, PRINTER, 2)(run) == ["a", "c"]
    assert seen == [("a", ("many", 0)), ("c", ("many", 2))]
    assert (run.scope is before, run.paths) == (True, {"one": ("outer", 7)})
    assert (run.decisions.counts(2), run.gaps) == ([2], 0)
    empty = Evaluation({"many": []})
    assert list(loop(for_loop("one in many"), lambda nodes: lambda _: [len(nodes)], PRINTER, 2)(empty)) == [0]
    assert (empty.decisions.counts(2), empty.gaps) == ([0], 1)


@pytest.mark.parametrize(
    ("turn", "before", "after"), [(0, None, "many[4]"), (1, "many[2]", "many[7]"), (2, "many[4]", None)]
)
def test_beside_the_first_and_the_last_item_there_is_none(turn: int, before: str | None, after: str | None) -> None:
    taken = Neighbours("many[{}]".format, (2, 4, 7), turn)
    assert (taken.beside(-1), taken.beside(1)) == (before, after)


def test_a_loop_costs_its_turns() -> None:
    run = Evaluation({"many": ["a"] * 100}, room=100)
    assert list(loop(for_loop("one in many"), lambda _: lambda _: ["never"], PRINTER)(run)) == []
    assert [rule for rule, *_ in said(run)] == ["too-long"]
