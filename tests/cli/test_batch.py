"""`letterforge batch`: all rows are checked first, and what is not written is said by row, column and heading."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests import forked

TEMPLATE = "---\nlang: en-GB\ntitle: To {{ name }}\n---\nDear {{ name }},\n\nwe come on {{ day }}.\n\n{{ sender }}\n"
MODEL = """
from letterforge import Date, LetterData, Line
class Visit(LetterData):
    name: Line
    day: Date
    sender: Line
"""
SHARED = "sender: Northmere\n"
GOOD = "name,day\nAnn Ash,3 March 2026\nBen Birch,4 March 2026\nCy Cole,5 March 2026\n"
BAD = "name,day\nAnn Ash,3 March 2026\nCANARY [name],4 March 2026\nCy Cole,CANARY\n"
KEY = {"LETTERFORGE_KEY": "a key of the tests, long enough"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "visit.md").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "visits_of_batch.py").write_text(MODEL, encoding="utf-8")
    (tmp_path / "shared.yaml").write_text(SHARED, encoding="utf-8")
    return tmp_path


def batch(folder: Path, table: str, *options: str) -> tuple[int, str, str]:
    (folder / "people.csv").write_text(table, encoding="utf-8")
    words = (
        "batch",
        "visit.md",
        "people.csv",
        "--model",
        "visits_of_batch:Visit",
        "--data",
        "shared.yaml",
        "--workers",
        "1",
    )
    done = forked.command(*words, *options, cwd=folder, env={**os.environ, **KEY})
    return done.returncode, done.stdout, done.stderr


def letters(folder: Path) -> list[str]:
    out = folder / "out"
    return sorted(one.name for one in out.iterdir() if "ledger" not in one.name) if out.exists() else []


def test_each_row_has_a_letter_and_the_next_run_writes_what_is_missing(folder: Path) -> None:
    code, said, noted = batch(folder, GOOD, "--to", "html", "-o", "out")
    assert (code, said) == (0, "")
    assert noted == "people.csv: read as UTF-8, its cells separated by a comma\n3 written\n"
    assert letters(folder) == ["000002.html", "000003.html", "000004.html"]
    assert "Dear Ben Birch" in (folder / "out" / "000003.html").read_text(encoding="utf-8")
    (folder / "out" / "000003.html").unlink()
    assert batch(folder, GOOD, "--to", "html", "-o", "out")[2].endswith("\n2 already written, 1 written\n")
    assert batch(folder, GOOD, "--to", "html", "-o", "out", "--quiet") == (0, "", "")


def test_with_one_error_nothing_is_written_and_no_value_is_said(folder: Path) -> None:
    code, said, noted = batch(folder, BAD, "--to", "html", "-o", "out")
    assert code == 1
    assert [line.partition(" error")[0] for line in said.splitlines() if "error:" in line] == [
        "people.csv:3:1: name:",
        "people.csv:4:2: day:",
    ]
    assert "nothing was written" in noted
    assert "CANARY" not in said + noted
    assert letters(folder) == []


def test_the_others_are_written_when_that_is_asked_for(folder: Path) -> None:
    code, said, noted = batch(folder, BAD, "--to", "html,docx", "-o", "out", "--skip-invalid", "--name", "{row}-{day}")
    assert (code, said) == (1, "")
    assert "2 invalid, 1 written\n" in noted
    assert letters(folder) == ["2-3-March-2026.docx", "2-3-March-2026.html"]


def test_to_check_writes_nothing_and_needs_no_format(folder: Path) -> None:
    assert batch(folder, GOOD, "--check")[0] == 0
    code, said, _ = batch(folder, BAD, "--check", "--format", "json")
    assert code == 1
    assert [one["rule"] for one in json.loads(said)["findings"]] == ["bracketed-prompt", "date"]
    assert letters(folder) == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--to", "html"), "-o is missing"),
        (("-o", "out"), "--to is missing"),
        (("--to", "htlm", "-o", "out"), "did you mean html"),
        (("--to", "html", "-o", "out", "--map", "name"), "HEADING=FIELD"),
        (("--to", "html", "-o", "out", "--name", "letter"), "pattern for names"),
        (("--to", "html", "-o", "out", "--key", "nmae"), "the key is no field"),
        (("--to", "html", "-o", "out", "--key-file", "none"), "the key file none cannot be read"),
    ],
)
def test_what_is_asked_for_wrongly_is_said_before_anything_is_written(
    folder: Path, options: tuple[str, ...], message: str
) -> None:
    code, _, noted = batch(folder, GOOD, *options)
    assert code == 2
    assert message in noted
    assert letters(folder) == []


def test_a_branch_that_no_row_takes_is_said_by_check_alone(folder: Path) -> None:
    source = TEMPLATE + "\n{% if name == 'Zoe' %}A word for Zoe.{% endif %}\n"
    (folder / "visit.md").write_text(source, encoding="utf-8")
    code, said, _ = batch(folder, GOOD, "--check")
    assert code == 0
    assert "visit.md:11:1: warning: no row takes this branch [untaken]" in said
    assert "untaken" not in "".join(map(str, batch(folder, GOOD, "--to", "html", "-o", "out")))
    assert "untaken" not in batch(folder, GOOD.replace("Cy Cole", "Zoe"), "--check")[1]
