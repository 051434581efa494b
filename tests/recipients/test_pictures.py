"""A picture in each row of a sheet: read from the folder of the sheet, and part of what a ledger knows a letter by."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.command import Run
from tests.drawings import png

from letterforge import LetterData, Line, PictureFile, load
from letterforge.data.digests import written_out
from letterforge.models.data_picture import DataPicture, UnreadPicture
from letterforge.recipients.reading import read_table
from letterforge.recipients.recipients import recipients

WORDING = '---\ntitle: T\nlang: en-GB\n---\n{{ name }} {{ mark | picture(40, alt="A signature") }}\n'
MODEL = "fields:\n  name: line\n  mark: picture\n"


@pytest.fixture
def sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sheet in another folder than that of the template and of the run."""
    monkeypatch.setenv("LETTERFORGE_KEY", "a key of the tests, long enough")
    folder = tmp_path / "people"
    folder.mkdir()
    for name, shade in {"ann.png": 10, "ben.png": 60}.items():
        (folder / name).write_bytes(png(30, 10, shade=shade))
    (folder / "people.csv").write_text("name,mark\nAnn,ann.png\nBen,ben.png\n", encoding="utf-8")
    (tmp_path / "visit.md").write_text(WORDING, encoding="utf-8")
    (tmp_path / "visit.model.yaml").write_text(MODEL, encoding="utf-8")
    return folder / "people.csv"


def test_each_row_has_its_own(run: Run, sheet: Path) -> None:
    done = run("batch", "visit.md", sheet, "--to", "html", "-o", "letters")
    assert done.code == 0, done.err
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path("letters").rglob("*.html"))]
    assert len(texts) == 2
    assert texts[0].count("data:image/png") == 1
    assert texts[0].partition("data:image/png")[2] != texts[1].partition("data:image/png")[2]


def test_a_row_without_its_file_is_found_before_there_is_a_letter(run: Run, sheet: Path) -> None:
    (sheet.parent / "ben.png").unlink()
    done = run("batch", "visit.md", sheet, "--to", "html", "-o", "letters")
    assert done.code != 0
    assert "mark: error: names a file that is not in the folder of the data [data-picture]" in done.out + done.err
    assert "ben" not in (done.out + done.err).casefold()
    assert not Path("letters").exists() or not list(Path("letters").rglob("*.html"))


def test_a_picture_that_has_changed_is_another_letter(run: Run, sheet: Path) -> None:
    command = ("batch", "visit.md", sheet, "--to", "html", "-o", "letters")
    assert run(*command).code == 0
    before = {path: path.read_bytes() for path in Path("letters").rglob("*.html")}
    (sheet.parent / "ben.png").write_bytes(png(30, 10, shade=90))
    assert run(*command).code == 0
    assert [path.read_bytes() != content for path, content in sorted(before.items())] == [False, True]


def test_a_shared_picture_lies_beside_the_shared_data(run: Run, sheet: Path, tmp_path: Path) -> None:
    sheet.write_text("name\nAnn\n", encoding="utf-8")
    (tmp_path / "shared.yaml").write_text("mark: {file: office.png, alt: Ours}\n", encoding="utf-8")
    (tmp_path / "office.png").write_bytes(png(40, 10))
    done = run("batch", "visit.md", sheet, "--data", "shared.yaml", "--to", "html", "-o", "letters")
    assert done.code == 0, done.err
    assert 'alt="Ours"' in next(Path("letters").rglob("*.html")).read_text(encoding="utf-8")


def test_rows_give_the_pictures_themselves(sheet: Path) -> None:
    class Data(LetterData):
        name: Line
        mark: PictureFile

    found = recipients(load(WORDING.encode(), model=Data), read_table(sheet))
    assert not found.findings
    assert [row["mark"][:4] for _, row in found] == [b"\x89PNG"] * 2  # type: ignore[index]  # a dictionary


def test_a_digest_goes_by_what_is_shown() -> None:
    one, other = DataPicture(png(), "Ann"), DataPicture(png(shade=90), "Ann")
    same = DataPicture(png(author="Somebody"), "Ann")
    assert written_out({"mark": one}) == written_out({"mark": same}) != written_out({"mark": other})
    assert written_out(one) != written_out(DataPicture(png(), "Ben")) != written_out(UnreadPicture("x"))
