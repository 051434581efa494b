"""No letter has anything of another, and nothing outside letters has anything of one, whatever befalls their run."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.batching.faults import is_killed
from tests.batching.marked import POISON, TEMPLATE, Marked, in_file, markers, row, rows, strange
from tests.batching.test_run import Here

import letterforge
from letterforge.batching.delivery import Outcome
from letterforge.batching.ledger import NAME

COUNT = 200
AWFUL = dict(zip((13, 77, 134), POISON, strict=False))
"""Without the one that sleeps, which takes its time: `test_run` has it."""


@pytest.mark.parametrize("to", [("html",), ("html", "docx")], ids=" and ".join)
def test_no_letter_has_anything_of_another(
    to: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LETTERFORGE_KEY", "a key of the tests, long enough")
    template, out = letterforge.load(TEMPLATE, model=Marked), tmp_path / "out"
    count = COUNT // len(to) ** 2
    poison = {number: kind for number, kind in AWFUL.items() if len(to) == 1}
    first = count // 2
    assert is_killed(
        lambda: list(letterforge.batch(template, rows(first, {}), to=to, out=out, executor=Here())), first * 2
    )
    others = [*out.iterdir()]  # the log of the ledger, and what was half written
    assert {number for one in others if one.name.startswith(NAME) for number in in_file(one)} == set()
    executor = None if poison else Here()
    found = list(
        letterforge.batch(template, rows(count, poison), to=to, out=out, seconds=3, workers=2, executor=executor)
    )
    assert [one.row for one in found if one.outcome not in (Outcome.WRITTEN, Outcome.THERE)] == sorted(poison)
    letters = [one for one in out.iterdir() if not one.name.startswith(NAME)]
    assert len(letters) == (count - len(poison)) * len(to)
    assert strange(letters) == []
    said = "".join(capfd.readouterr())
    assert markers(said.encode()) == set()
    assert markers(repr(found).encode()) == set()
    assert in_file(out / NAME) == set()


def test_what_is_looked_for_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "000007.html").write_text(repr(row(7)), encoding="utf-8")
    (tmp_path / "000008.html").write_text(repr(row(8)) + row(9)["case"], encoding="utf-8")
    (tmp_path / "000010.html").write_text(repr(row(10)).replace("place1", "place"), encoding="utf-16")
    assert strange(sorted(tmp_path.iterdir())) == [8, 10]
