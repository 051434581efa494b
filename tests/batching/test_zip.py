"""Letters in one zip: whole under its name or not there, gone on with where a run ended, and read by everybody."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.batching.poison import TEMPLATE, Poison
from tests.batching.test_run import Opened, here, keyed, outcomes, rows  # noqa: F401  (a fixture)

import letterforge
from letterforge.batching.delivery import Delivery
from letterforge.batching.destinations import zip_members
from letterforge.batching.ledger import Ledger
from letterforge.batching.names import NamePattern
from letterforge.batching.out import Out
from letterforge.batching.run import Run
from letterforge.batching.work import Row
from letterforge.data.digests import key_of
from letterforge.errors import UsageError


def zipping(
    folder: Path, *, to: tuple[str, ...] = ("html",), source: bytes = TEMPLATE, names: str = "{row:03}"
) -> Opened:
    out = Out.of(folder / "letters.zip", "zip", folder / "ledger")
    return Opened(Run((letterforge.load(source, model=Poison),), to, out, names=NamePattern.of(names)), here())


def letters(folder: Path) -> dict[str, str]:
    with zipfile.ZipFile(folder / "letters.zip") as file:
        assert file.testzip() is None
        return {name: file.read(name).decode() for name in file.namelist()}


def greeted(folder: Path) -> list[tuple[str, str]]:
    return [(name, text.partition("Dear ")[2].partition(",")[0]) for name, text in letters(folder).items()]


def begun(run: Opened, people: Iterable[Row], number: int) -> list[Delivery]:
    """What comes of the first rows of a run that then ends."""
    deliveries = run.delivered(people)
    found = [next(deliveries) for _ in range(number)]
    deliveries.close()
    return found


def left(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def test_all_letters_are_in_the_zip_in_their_order(tmp_path: Path) -> None:
    run = zipping(tmp_path, to=("html", "docx"))
    assert outcomes(run.delivered(rows("Ann", "[name]", "Cy"))) == [(1, "written"), (2, "invalid"), (3, "written")]
    ledger = Ledger(tmp_path / "ledger", key_of())
    assert [one.state.value for one in ledger.entries()] == ["written", "set aside", "written"]
    ledger.close()
    with zipfile.ZipFile(tmp_path / "letters.zip") as file:
        assert file.namelist() == ["001.docx", "001.html", "003.docx", "003.html"]
        assert "Dear Cy" in file.read("003.html").decode()
        with zipfile.ZipFile(io.BytesIO(file.read("001.docx"))) as letter:
            assert b"Ann" in letter.read("word/document.xml")
    assert left(tmp_path) == {"letters.zip", "ledger"}
    begun(zipping(tmp_path / "other", to=("html", "docx")), rows(*["Ann"] * 200), 1)
    inode = (tmp_path / "other" / "letters.zip.part").stat().st_ino
    list(zipping(tmp_path / "other", to=("html", "docx")).delivered(rows(*["Ann"] * 200)))
    assert (tmp_path / "other" / "letters.zip").stat().st_ino == inode, "several formats are in their order, too"


def test_again_the_same_leaves_the_same_file(tmp_path: Path) -> None:
    list(zipping(tmp_path).delivered(rows("Ann", "Bo")))
    before = ((tmp_path / "letters.zip").read_bytes(), (tmp_path / "letters.zip").stat().st_mtime_ns)
    assert outcomes(zipping(tmp_path).delivered(rows("Ann", "Bo"))) == [(1, "already written"), (2, "already written")]
    assert ((tmp_path / "letters.zip").read_bytes(), (tmp_path / "letters.zip").stat().st_mtime_ns) == before


def test_what_has_changed_is_made_anew_and_nothing_of_the_old_is_left(tmp_path: Path) -> None:
    list(zipping(tmp_path).delivered(rows("Ann", "Bo", "Cy")))
    again = outcomes(zipping(tmp_path).delivered(rows("Ann", "Bea", "Cy")))
    assert again == [(1, "already written"), (2, "written"), (3, "already written")]
    assert greeted(tmp_path) == [("001.html", "Ann"), ("002.html", "Bea"), ("003.html", "Cy")]
    (tmp_path / "other").mkdir()
    list(zipping(tmp_path / "other").delivered(rows("Ann", "Bea", "Cy")))
    assert (tmp_path / "letters.zip").read_bytes() == (tmp_path / "other" / "letters.zip").read_bytes()


def test_a_row_that_is_no_longer_there_is_no_longer_in_the_zip(tmp_path: Path) -> None:
    list(zipping(tmp_path).delivered(rows("Ann", "Bo", "Cy")))
    assert outcomes(zipping(tmp_path).delivered(rows("Ann", "Bo"))) == [(1, "already written"), (2, "already written")]
    assert greeted(tmp_path) == [("001.html", "Ann"), ("002.html", "Bo")]
    list(zipping(tmp_path).delivered(rows("[name]")))
    assert greeted(tmp_path) == []


def test_no_letter_is_no_zip(tmp_path: Path) -> None:
    list(zipping(tmp_path).delivered(rows("[name]")))
    assert left(tmp_path) == {"ledger"}


def test_a_run_that_ended_is_gone_on_with(tmp_path: Path) -> None:
    people = rows(*["Ann"] * 300)
    begun(zipping(tmp_path), people, 1)
    assert left(tmp_path) == {"letters.zip.part", "ledger"}
    file = (tmp_path / "letters.zip.part").stat().st_ino
    with (tmp_path / "letters.zip.part").open("ab") as part:
        part.write(b"half a letter")
    found = outcomes(zipping(tmp_path).delivered(people))
    assert [state for _, state in found] == ["already written"] * 256 + ["written"] * 44
    assert len(letters(tmp_path)) == 300
    assert (tmp_path / "letters.zip").stat().st_ino == file, "a part that is as it should be is not copied"


def test_a_part_that_was_broken_is_made_anew(tmp_path: Path) -> None:
    people = rows(*[f"Ann {number}" for number in range(300)])
    begun(zipping(tmp_path), people, 1)
    part = tmp_path / "letters.zip.part"
    content = bytearray(part.read_bytes())
    content[len(content) // 2] ^= 0xFF
    part.write_bytes(content[:-1000])
    found = [state for _, state in outcomes(zipping(tmp_path).delivered(people))]
    assert found[:256].count("written") == 2
    assert [name for _, name in greeted(tmp_path)] == [f"Ann {number}" for number in range(300)]


def test_a_zip_that_was_changed_is_written_anew(tmp_path: Path) -> None:
    people = rows("Ann", "Bo")
    list(zipping(tmp_path).delivered(people))
    whole = (tmp_path / "letters.zip").read_bytes()
    for broken in (whole[:-4], whole + b"more", whole[:40] + b"XXXX" + whole[44:], b""):
        (tmp_path / "letters.zip").write_bytes(broken)
        list(zipping(tmp_path).delivered(people))
        assert (tmp_path / "letters.zip").read_bytes() == whole


def test_a_zip_of_somebody_else_is_never_replaced(tmp_path: Path) -> None:
    for name in ("letters.zip", "letters.zip.part"):
        (tmp_path / name).write_bytes(b"mine")
        with pytest.raises(UsageError, match="not of this run"):
            list(zipping(tmp_path).delivered(rows("Ann")))
        assert (tmp_path / name).read_bytes() == b"mine"
        (tmp_path / name).unlink()


@pytest.mark.parametrize(("pack", "ledger"), [("zip", None), ("tar", "ledger")])
def test_a_zip_demands_a_ledger_and_nothing_else_is_packed(tmp_path: Path, pack: str, ledger: str | None) -> None:
    with pytest.raises(UsageError):
        Out.of(tmp_path / "letters", pack, None if ledger is None else tmp_path / ledger)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="is a folder"):
        Out.of(tmp_path, "zip", tmp_path / "ledger")


@pytest.mark.parametrize(("number", "size"), [(0, 0), (3, 0), (70_000, 0), (3, 5 << 30)])
def test_a_directory_is_what_others_read(number: int, size: int) -> None:
    """With more members, or more bytes before them, than the first form of a zip could count."""
    header = zip_members.Header(0, 0, 0, 0, b"a")
    members = [(size + index * 31, header) for index in range(number)]
    end = members[-1][0] + 31 if members else 0

    class Sparse(io.BytesIO):
        """A file whose members need not be there."""

        def __init__(self, tail: bytes) -> None:
            super().__init__(tail)

        def seek(self, offset: int, whence: int = 0) -> int:
            return super().seek(offset if whence else offset - end, whence) + end

        def tell(self) -> int:
            return super().tell() + end

    with zipfile.ZipFile(Sparse(b"".join(zip_members.directory(members, end)))) as file:
        assert [one.header_offset for one in file.infolist()] == [at for at, _ in members]
