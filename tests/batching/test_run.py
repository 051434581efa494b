"""Many letters: each arrives, or is set aside with its reason; a run goes on where another ended."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.batching.poison import TEMPLATE, Poison

import letterforge
from letterforge.batching.delivery import Delivery, Outcome
from letterforge.batching.entries import State
from letterforge.batching.ledger import NAME, Ledger
from letterforge.batching.names import NamePattern
from letterforge.batching.out import Out
from letterforge.batching.run import GROUP, Run
from letterforge.batching.work import Row
from letterforge.batching.workers import Bounds, Pool
from letterforge.data.digests import Digests, key_of, written_out
from letterforge.errors import UsageError

KEY = "a key of the tests, long enough"


@pytest.fixture(autouse=True)
def keyed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LETTERFORGE_KEY", KEY)


class Here(Executor):
    """An executor that does its work at once, in this process."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002, ANN003, ANN201
        found: Future[object] = Future()
        try:
            found.set_result(fn(*args, **kwargs))
        except Exception as fault:  # noqa: BLE001  (as executors do)
            found.set_exception(fault)
        return found


def here() -> Pool:
    return Pool(Here(), 1)


PROCESSES = Pool(None, 2, Bounds(seconds=5, memory=4 << 30))


def rows(*names: str) -> list[Row]:
    return [(number, {"name": name, "case": f"case {number}"}) for number, name in enumerate(names, 1)]


@dataclass(frozen=True)
class Opened:
    """A run, whose workers are there as long as it lasts."""

    of: Run
    pool: Pool

    def delivered(self, rows: Iterable[Row]) -> Generator[Delivery, None, None]:
        with self.pool.open() as workers:
            yield from self.of.delivered(rows, workers)

    def proven(self, rows: Iterable[Row]) -> Generator[Delivery, None, None]:
        with self.pool.open() as workers:
            yield from self.of.proven(rows, workers)


def a_run(
    out: Path,
    pool: Pool | None = None,
    *,
    to: tuple[str, ...] = ("html",),
    names: str = "{row:03}",
    source: bytes = TEMPLATE,
) -> Opened:
    template = letterforge.load(source, model=Poison)
    return Opened(Run((template,), to, Out.of(out), names=NamePattern.of(names)), pool if pool is not None else here())


def outcomes(found: Iterable[Delivery]) -> list[tuple[int, str]]:
    return [(one.row, one.outcome.value) for one in found]


def written(out: Path) -> set[str]:
    return {one.name for one in out.iterdir() if not one.name.startswith(NAME)}


def test_each_row_has_its_letter(tmp_path: Path) -> None:
    found = list(a_run(tmp_path, to=("html", "docx")).delivered(rows("Ann", "Bo")))
    assert outcomes(found) == [(1, "written"), (2, "written")]
    assert found[0].files == ("001.html", "001.docx")
    assert written(tmp_path) == {"001.html", "001.docx", "002.html", "002.docx"}
    assert "Dear Bo" in (tmp_path / "002.html").read_text(encoding="utf-8")


def test_what_is_there_is_not_made_again_and_what_was_changed_is(tmp_path: Path) -> None:
    list(a_run(tmp_path).delivered(rows("Ann", "Bo", "Cy")))
    before = {one: one.stat().st_mtime_ns for one in tmp_path.glob("*.html")}
    (tmp_path / "002.html").write_text("changed", encoding="utf-8")
    (tmp_path / "003.html").unlink()
    found = list(a_run(tmp_path).delivered(rows("Ann", "Bo", "Cy", "Di")))
    assert outcomes(found) == [(1, "already written"), (2, "written"), (3, "written"), (4, "written")]
    assert (tmp_path / "001.html").stat().st_mtime_ns == before[tmp_path / "001.html"]
    assert "Dear Bo" in (tmp_path / "002.html").read_text(encoding="utf-8")


def test_other_data_another_template_and_another_stationery_make_other_letters(tmp_path: Path) -> None:
    list(a_run(tmp_path).delivered(rows("Ann", "Bo")))
    assert outcomes(a_run(tmp_path).delivered(rows("Ann", "Bea"))) == [(1, "already written"), (2, "written")]
    run = a_run(tmp_path, source=TEMPLATE + b"\nYours\n")
    assert outcomes(run.delivered(rows("Ann", "Bea"))) == [(1, "written"), (2, "written")]


def test_a_run_that_ended_half_way_is_gone_on_with(tmp_path: Path) -> None:
    run = a_run(tmp_path)
    deliveries = run.delivered(rows(*["Ann"] * 300))
    assert next(deliveries).outcome is Outcome.WRITTEN
    deliveries.close()
    (tmp_path / ".letterforge-batch-0123456789abcdef.part").write_bytes(b"half")
    found = outcomes(run.delivered(rows(*["Ann"] * 300)))
    assert [state for _, state in found] == ["already written"] * 256 + ["written"] * 44
    assert len(written(tmp_path)) == 300


def test_letters_that_were_begun_may_be_replaced(tmp_path: Path) -> None:
    run = a_run(tmp_path)
    list(run.delivered(rows("Ann")))
    ledger = Ledger(tmp_path / NAME, key_of())
    (entry,) = ledger.entries()
    ledger.put([type(entry)(1, entry.identity, State.BEGUN, files=entry.files)])
    ledger.close()
    (tmp_path / "001.html").write_text("half", encoding="utf-8")
    assert outcomes(run.delivered(rows("Ann"))) == [(1, "written")]


def test_a_file_of_somebody_else_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "002.html").write_text("mine", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(UsageError, match="not of this run"):
            list(a_run(tmp_path).delivered(rows("Ann", "Bo")))
        assert (tmp_path / "002.html").read_text(encoding="utf-8") == "mine"


def test_what_is_wrong_is_said_by_row_and_stops_no_other(tmp_path: Path) -> None:
    found = list(a_run(tmp_path).delivered(rows("Ann", "[name]", "Cy")))
    assert outcomes(found) == [(1, "written"), (2, "invalid"), (3, "written")]
    assert [str(one.place) for one in found[1].findings] == ["name"]
    assert [one.row for one in a_run(tmp_path).proven(rows("Ann", "[name]", ""))] == [2, 3]


def test_a_row_may_be_a_data_file_and_is_known_again(tmp_path: Path) -> None:
    def read() -> list[Row]:
        return [(1, letterforge.read_data(b"name: Ann\ncase: one\n", name="a.yaml"))]

    (one,) = a_run(tmp_path, names="{name}").delivered(read())
    assert (one.outcome, one.files) == (Outcome.WRITTEN, ("Ann.html",))
    assert outcomes(a_run(tmp_path, names="{name}").delivered(read())) == [(1, "already written")]


def test_data_that_nobody_can_write_out_are_refused_by_their_row(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^row 1: data that hold a object cannot be told apart from others; give"):
        list(a_run(tmp_path).delivered([(1, {"name": object(), "case": "CANARY"})]))


def test_names_from_fields_are_each_their_own(tmp_path: Path) -> None:
    people = rows("../../etc/passwd", "CON", "a/b", "Ann", "ANN", "n" * 300)
    found = list(a_run(tmp_path / "out", names="{name}").delivered(people))
    assert [one.outcome for one in found] == [Outcome.WRITTEN] * 6
    assert {one.files[0] for one in found} == written(tmp_path / "out")
    assert {one.name for one in tmp_path.iterdir()} == {"out"}


def test_the_one_that_kills_hangs_or_eats_is_set_aside_and_all_others_arrive(tmp_path: Path) -> None:
    people = ["Ann"] * 60
    people[7], people[23], people[41] = "killer", "sleeper", "eater"
    found = list(a_run(tmp_path, PROCESSES).delivered(rows(*people)))
    aside = {one.row: one for one in found if one.outcome is not Outcome.WRITTEN}
    assert sorted(aside) == [8, 24, 42]
    assert aside[8].reason == "ends its worker with the signal SIGKILL"
    assert aside[24].reason == "takes more than the 5 seconds that a letter may take"
    assert len(written(tmp_path)) == 57
    ledger = Ledger(tmp_path / NAME, key_of())
    entries = list(ledger.entries())
    ledger.close()
    assert [one.row for one in entries if one.state is State.SET_ASIDE] == [8, 24, 42]
    assert len(entries) == 60


def test_nobody_without_the_key_goes_on_with_a_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list(a_run(tmp_path).delivered(rows("Ann")))
    monkeypatch.setenv("LETTERFORGE_KEY", "another key that is long enough")
    with pytest.raises(UsageError, match="another key"):
        list(a_run(tmp_path).delivered(rows("Ann")))


def test_two_runs_do_not_write_into_one_folder(tmp_path: Path) -> None:
    first = a_run(tmp_path).delivered(rows(*["Ann"] * 300))
    next(first)
    with pytest.raises(UsageError, match="another run"):
        list(a_run(tmp_path).delivered(rows("Ann")))
    first.close()


def test_nothing_of_the_data_is_in_the_ledger(tmp_path: Path) -> None:
    list(a_run(tmp_path, names="{name}").delivered(rows("Xanthippe", "[name]")))
    held = b"".join(one.read_bytes() for one in tmp_path.glob(f"{NAME}*"))
    assert held
    assert b"Xanthippe" not in held
    assert KEY.encode() not in held


def test_the_key_of_a_user_is_made_once_for_the_user_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LETTERFORGE_KEY")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert key_of() == key_of()
    file = tmp_path / "letterforge" / "key"
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    with pytest.raises(UsageError, match="others may read"):
        key_of()
    short = tmp_path / "short"
    short.write_text("abc", encoding="ascii")
    short.chmod(0o600)
    with pytest.raises(UsageError, match="fewer than"):
        key_of(short)
    assert os.fspath(tmp_path) not in repr(key_of.__defaults__)


def test_digests_hold_parts_apart_and_data_have_one_way_to_be_written() -> None:
    digests = Digests(b"k" * 32)
    assert digests.of(b"ab", b"c") != digests.of(b"a", b"bc")
    assert "k" not in repr(digests)
    assert written_out({"a": 1, "b": [2]}) == written_out({"b": [2], "a": 1})
    assert written_out({"a": "1"}) != written_out({"a": 1})
    with pytest.raises(TypeError):
        written_out({"a": object()})


def test_names_move_from_row_to_row_over_many_letters(tmp_path: Path) -> None:
    people = [f"Ann {number}" for number in range(GROUP + 40)]
    list(a_run(tmp_path, names="{name}").delivered(rows(*people)))
    moved = list(a_run(tmp_path, names="{name}").delivered(rows("Bo", *people)))
    assert {one.outcome for one in moved} == {Outcome.WRITTEN}
    assert len(written(tmp_path)) == len(people) + 1


def test_a_letter_that_is_set_aside_for_now_may_be_made_where_its_last_one_stood(tmp_path: Path) -> None:
    list(a_run(tmp_path).delivered(rows("Ann", "Bo")))
    assert outcomes(a_run(tmp_path).delivered(rows("Ann", "[name]"))) == [(1, "already written"), (2, "invalid")]
    assert outcomes(a_run(tmp_path).delivered(rows("Ann", "Cy"))) == [(1, "already written"), (2, "written")]
    assert "Dear Cy" in (tmp_path / "002.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("out", ["letters", "letters/of/today"])
def test_a_file_where_the_folder_would_be_is_no_fault_of_the_machine(out: str, tmp_path: Path) -> None:
    (tmp_path / "letters").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="a file stands there; choose another folder"):
        list(a_run(tmp_path / out).delivered(rows("Ann")))


def test_what_the_rows_themselves_raise_is_not_told_of_the_ledger(tmp_path: Path) -> None:
    def people() -> Generator[Row, None, None]:
        yield from rows("Ann")
        raise ConnectionError

    with pytest.raises(ConnectionError):
        list(a_run(tmp_path).delivered(people()))
