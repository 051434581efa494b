"""The tool behind `make mutants`: what it changes, what it leaves alone, what it draws, and how its processes end."""

from __future__ import annotations

import ast
import signal
import textwrap
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from tools.mutants import survivors
from tools.mutants.__main__ import EACH, main
from tools.mutants.areas import AREAS, SOURCES
from tools.mutants.drawing import Mutant, draw, mutants_of
from tools.mutants.forks import Answer, Ended, forked
from tools.mutants.patterns import changed_patterns, compiles

FILE = SOURCES / "letterforge" / "sample.py"


def mutants(source: str) -> list[Mutant]:
    return list(mutants_of(FILE, textwrap.dedent(source), "check"))


def said(source: str) -> list[str]:
    return [f"{one.operator}: {one.before} → {one.after}" for one in mutants(source)]


def test_six_hundred_are_drawn_and_a_hundred_of_each_area() -> None:
    drawn = [one for area in AREAS for one in draw(area, EACH)]
    assert Counter(one.area for one in drawn) == {area.name: 100 for area in AREAS}
    assert len(drawn) == 600
    assert len({one.name for one in drawn}) == 600
    assert [one.name for one in draw(AREAS[1], EACH)] == [one.name for one in drawn if one.area == AREAS[1].name]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("x = a < b", ["comparison: a < b → a <= b", "comparison: a < b → a >= b"]),
        ("x = a is not b", ["comparison: a is not b → a is b"]),
        ("x = a and b", ["and/or: a and b → a or b"]),
        ("x = not a", ["not dropped: not a → a"]),
        ("x = a + b", ["arithmetic: a + b → a - b"]),
        ("x = 3", ["constant: 3 → 4", "constant: 3 → 2"]),
        ("x = True", ["constant: True → False"]),
        ("x = 'key'", ["constant: 'key' → ''"]),
        ("x = a[b:]", ["off by one: b: → b + 1:"]),
        ("x = f(a, b=c)", ["argument dropped: f(a, b=c) → f(a)"]),
        ("x = a.get(b, c)", ["argument dropped: a.get(b, c) → a.get(b)"]),
        ("x = a if b else c", ["branches swapped: a if b else c → c if b else a"]),
        ("x = isinstance(a, (B, C))", [f"alternative dropped: isinstance(a, (B, C)) → isinstance(a, ({one},))" for one in "CB"]),
        ("x = [a for a in b if c]", ["condition negated: if c → if not c"]),
        ("if a:\n    pass", ["condition negated: if a: → if not a:"]),
        ("def f():\n    return a", ["return None: return a → return None"]),
        ("for a in b:\n    continue", ["continue/break: continue → break"]),
        ("f(a)", ["statement dropped: f(a) → pass"]),
        ("raise a", ["statement dropped: raise a → pass"]),
        ("match a:\n    case B() | C():\n        pass", ["alternative dropped: B() | C() → C()", "alternative dropped: B() | C() → B()"]),
        ("x = re.compile('a+')", ["pattern: 'a+' → 'a*'"]),
    ],
)  # fmt: skip
def test_what_is_changed(source: str, wanted: list[str]) -> None:
    assert said(source) == wanted


@pytest.mark.parametrize(
    "source",
    [
        '"""A docstring: 1 < 2."""',
        "from a import b",
        "def f(a: Literal[1] = a) -> Literal[2]: ...",
        "class A:\n    x: Literal[1]\n    'What it is.'",
        "__slots__ = ('a', 'b')",
        "if TYPE_CHECKING:\n    x = 1",
        "log.debug('load: %s', 1)",
        "assert_never(a)",
        "assert a < b",
        "message = 'empty'",
        "message = f'{a + 1} things'",
        "x = 'a sentence of several words'",
        "@dataclass(frozen=True)\nclass A:\n    pass",
        "T = TypeVar('T')",
        "match a:\n    case _:  # pragma: no cover\n        f(1)",
    ],
)
def test_what_is_left_alone(source: str) -> None:
    assert said(source) == []


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("a|b", {"b", "a"}),
        (r"\ba", {"a"}),
        ("[^a]?", {"[a]?", "[^a]"}),
        ("(?=a)", {"(?!a)"}),
        ("(?<!a)b", {"(?<=a)b"}),
        ("a{2,3}", {"a{3,3}", "a{1,3}", "a{2,4}", "a{2,2}"}),
        (r"\|\[", set()),
        ("(a|b*)c", {"(b*)c", "(a)c", "(a|b+)c"}),
    ],
)
def test_what_is_changed_in_a_pattern(pattern: str, wanted: set[str]) -> None:
    assert {one for one in changed_patterns(pattern) if compiles(one)} == wanted


def test_a_mutant_does_what_it_says(tmp_path: Path) -> None:
    del tmp_path
    source = "def f(a):\n    return a + 1\n"
    results = set()
    for one in mutants(source):
        names: dict[str, Callable[[int], int]] = {}
        exec(compile(_module(one, source), "sample", "exec"), names)  # noqa: S102  (that is the tool)
        results.add(names["f"](5))
    assert results == {None, 4, 5, 7}


def _module(mutant: Mutant, source: str) -> ast.Module:
    from tools.mutants.places import changed

    return changed(source, mutant.way, mutant.new)


def test_a_name_stays_when_lines_are_written_elsewhere() -> None:
    before = [one.name for one in mutants("def f(a):\n    return a < 1\n")]
    after = [one.name for one in mutants("# a comment\n\nx = y\n\n\ndef f(a):\n    return a < 1\n")]
    assert before == after
    assert [one.name for one in mutants("def g(a):\n    return a < 1\n")] != before


def test_a_statement_is_changed_but_once_by_an_operator(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    core = tmp_path / "letterforge" / "checking"
    core.mkdir(parents=True)
    (core / "one.py").write_text("X = ('a', 'b', 'c')\nY = 'd'\n", encoding="utf-8")
    monkeypatch.setattr("tools.mutants.areas.SOURCES", tmp_path)
    assert len(draw(AREAS[0], 10)) == 2


def test_jobs_answer_or_are_ended() -> None:
    def loops() -> Answer:
        signal.setitimer(signal.ITIMER_PROF, 0.05)
        while True:
            pass

    def breaks() -> Answer:
        raise ValueError

    jobs: list[tuple[str, Callable[[], Answer]]] = [("good", lambda: {"a": [1]}), ("loops", loops), ("breaks", breaks)]
    ended = dict(forked(iter(jobs), workers=2))
    assert ended["good"].answer == {"a": [1]}
    assert ended["loops"].signal == signal.SIGPROF
    assert (ended["breaks"].answer, ended["breaks"].signal) == (None, 0)
    assert all(isinstance(one, Ended) for one in ended.values())


def test_each_survivor_has_a_kind_and_a_reason(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert {one.kind for one in survivors.known().values()} <= set(survivors.KINDS)
    monkeypatch.setattr(survivors, "FILE", tmp_path / "survivors.txt")
    for line in ("1234abcd", "1234abcd equivalent", "1234abcd odd reason", "1234abcd gap a\n1234abcd gap b"):
        survivors.FILE.write_text(line + "\n", encoding="utf-8")
        with pytest.raises(ValueError, match="NAME KIND REASON is wanted"):
            survivors.known()


def test_what_is_drawn_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list", "--area", "fill", "--each", "3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert all(" src/letterforge/filling/" in line for line in lines)
