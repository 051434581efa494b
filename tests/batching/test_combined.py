"""Letters in one PDF: whole under its name or not there, joined anew when one has changed, gone on with where a run ended."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pikepdf
import pytest
from tests.batching.poison import TEMPLATE, Poison
from tests.batching.test_run import Opened, here, keyed, outcomes, rows  # noqa: F401  (a fixture)
from tests.batching.test_zip import left

import letterforge
from letterforge.batching import run as runs
from letterforge.batching.delivery import Delivery
from letterforge.batching.names import NamePattern
from letterforge.batching.out import Out
from letterforge.batching.run import Run
from letterforge.batching.work import Row
from letterforge.errors import UsageError

KEPT = {"letters.pdf", "ledger", "ledger.letters"}


def combining(folder: Path) -> Opened:
    out = Out.of(folder / "letters.pdf", "combined", folder / "ledger")
    template = letterforge.load(TEMPLATE, model=Poison)
    return Opened(Run((template,), ("pdf",), out, names=NamePattern.of("{row:03}")), here())


def delivered(folder: Path, people: Iterable[Row]) -> list[str]:
    return [state for _, state in outcomes(combining(folder).delivered(people))]


def bookmarks(folder: Path) -> list[str]:
    with pikepdf.open(folder / "letters.pdf") as pdf, pdf.open_outline() as outline:
        assert pdf.check_pdf_syntax() == []
        return [one.title for one in outline.root]


def test_each_letter_has_its_bookmark(tmp_path: Path) -> None:
    assert delivered(tmp_path, rows("Ann", "[name]", "Cy")) == ["written", "invalid", "written"]
    assert bookmarks(tmp_path) == ["To Ann", "To Cy"]
    assert left(tmp_path) == KEPT
    if os.name == "posix":
        assert (tmp_path / "ledger.letters").stat().st_mode & 0o077 == 0


def test_again_the_same_leaves_the_same_file_and_what_was_changed_is_joined_anew(tmp_path: Path) -> None:
    delivered(tmp_path, rows("Ann", "Bo"))
    file = tmp_path / "letters.pdf"
    whole, moment = file.read_bytes(), file.stat().st_mtime_ns
    assert delivered(tmp_path, rows("Ann", "Bo")) == ["already written"] * 2
    assert file.stat().st_mtime_ns == moment
    for broken in (whole[:-10], b""):
        file.write_bytes(broken)
        assert delivered(tmp_path, rows("Ann", "Bo")) == ["already written"] * 2
        assert file.read_bytes() == whole
    file.unlink()
    delivered(tmp_path, rows("Ann", "Bo"))
    assert file.read_bytes() == whole


def test_what_has_changed_is_made_anew_and_nothing_of_the_old_is_kept(tmp_path: Path) -> None:
    delivered(tmp_path, rows("Ann", "Bo", "Cy"))
    size = (tmp_path / "ledger.letters").stat().st_size
    assert delivered(tmp_path, rows("Ann", "Bea", "Cy")) == ["already written", "written", "already written"]
    assert bookmarks(tmp_path) == ["To Ann", "To Bea", "To Cy"]
    assert (tmp_path / "ledger.letters").stat().st_size < size * 1.2
    assert delivered(tmp_path, rows("Ann")) == ["already written"]
    assert bookmarks(tmp_path) == ["To Ann"]
    assert (tmp_path / "ledger.letters").stat().st_size < size / 2


def test_a_run_that_ended_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "GROUP", 2)
    people = rows("Ann", "Bo", "Cy", "Di")
    deliveries = combining(tmp_path).delivered(people)
    found: list[Delivery] = [next(deliveries)]
    deliveries.close()
    assert len(found) == 1
    assert left(tmp_path) == KEPT - {"letters.pdf"}
    assert delivered(tmp_path, people) == ["already written"] * 2 + ["written"] * 2
    assert bookmarks(tmp_path) == ["To Ann", "To Bo", "To Cy", "To Di"]


def test_a_letter_that_was_broken_where_it_is_kept_is_made_anew(tmp_path: Path) -> None:
    delivered(tmp_path, rows("Ann", "Bo"))
    kept = tmp_path / "ledger.letters"
    content = bytearray(kept.read_bytes())
    content[len(content) * 3 // 4] ^= 0xFF
    kept.write_bytes(content)
    assert delivered(tmp_path, rows("Ann", "Bo")) == ["already written", "written"]
    assert bookmarks(tmp_path) == ["To Ann", "To Bo"]


def test_a_file_of_somebody_else_is_never_replaced_and_no_letter_is_no_file(tmp_path: Path) -> None:
    for name in ("letters.pdf", "letters.pdf.part"):
        (tmp_path / name).write_bytes(b"mine")
        with pytest.raises(UsageError, match="not of this run"):
            delivered(tmp_path, rows("Ann"))
        assert (tmp_path / name).read_bytes() == b"mine"
        (tmp_path / name).unlink()
    assert delivered(tmp_path, rows("[name]")) == ["invalid"]
    assert not (tmp_path / "letters.pdf").exists()


@pytest.mark.parametrize("to", ["html", ("pdf", "html")])
def test_only_pdfs_are_combined(tmp_path: Path, to: str) -> None:
    template = letterforge.load(TEMPLATE, model=Poison)
    with pytest.raises(UsageError, match="made of PDFs"):
        letterforge.batch(template, [], to=to, out=tmp_path / "all.pdf", pack="combined", ledger=tmp_path / "ledger")
