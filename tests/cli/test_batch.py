"""`letterforge batch`: all rows are checked first, and what is not written is said by row, column and heading."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from tests import forked

from letterforge import load
from letterforge.batching.out import Out
from letterforge.cli import table_copies
from letterforge.errors import UsageError
from letterforge.findings import Place
from letterforge.recipients.reading import read_table
from letterforge.recipients.recipients import recipients
from letterforge.recipients.table import Table
from letterforge.rules.recipients import DUPLICATE_ROW

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
    return (
        sorted(
            one.name for one in out.iterdir() if "ledger" not in one.name and not one.name.startswith("skipped-rows")
        )
        if out.exists()
        else []
    )


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
    assert "\n2 rows skipped; a copy to mend, with the data of people: out/skipped-rows.csv\n" in noted
    assert [row.cells[1] for row in read_table(folder / "out" / "skipped-rows.csv")] == ["4 March 2026", "CANARY"]
    assert letters(folder) == ["2-3-March-2026.docx", "2-3-March-2026.html"]


def test_what_is_wrong_with_the_whole_table_is_not_skipped(folder: Path) -> None:
    code, said, noted = batch(folder, "name\nAnn Ash\n", "--to", "html", "-o", "out", "--skip-invalid", "--quiet")
    assert (code, noted) == (1, "")
    assert "[missing-column]" in said
    assert letters(folder) == []


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
        (("--to", "html", "-o", "out", "--list", "guests=Guests"), "people.csv has no sheets"),
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


def test_rows_that_were_skipped_are_written_over_nothing_that_somebody_mends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = recipients(load(TEMPLATE.encode()), read_table(BAD.encode(), name="people.csv"))
    out = tmp_path / "out"
    for _ in range(2):
        table_copies.save_skipped(found, {3, 4}, out)
        message = f"2 rows skipped; a copy to mend, with the data of people: {out / 'skipped-rows.csv'}\n"
        assert capsys.readouterr().err == message
    (out / "skipped-rows.csv").write_text(GOOD, encoding="utf-8")
    table_copies.save_skipped(found, {4}, out)
    assert (
        capsys.readouterr().err
        == f"1 row skipped; a copy to mend, with the data of people: {out / 'skipped-rows-2.csv'}\n"
    )
    assert (out / "skipped-rows.csv").read_text(encoding="utf-8") == GOOD
    table_copies.save_skipped(found, (), tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_rows_that_were_skipped_are_with_the_letters_or_else_with_the_ledger() -> None:
    assert Out.of("letters").beside == Out.of("letters", None, "kept/ledger").beside == Path("letters")
    assert Out.of("letters.zip", "zip", "kept/ledger").beside == Path("kept")
    assert Out.of("s3://bucket/letters", None, "kept/ledger").beside == Path("kept")


def test_the_lists_of_rows_that_were_skipped_are_beside_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template = load(b"---\nlang: en\ntitle: T\n---\n{% for one in guests %}{{ one.first }}{% endfor %}")
    lists = {"guests": read_table(b"name,first\nAnn Ash,no\nBen Birch,a\nben birch,b\n", name="guests.csv")}
    people = read_table(b"name\nAnn Ash\nBen Birch\nCy Cole\n", name="people.csv")
    found = recipients(template, people, key="name", lists=lists)
    table_copies.save_skipped(found, {3, 4}, tmp_path)
    names = ("skipped-rows.csv", "skipped-rows-guests.csv")
    assert capsys.readouterr().err.endswith(f": {tmp_path / names[0]} and {tmp_path / names[1]}\n")
    again, guests = (read_table(tmp_path / name) for name in names)
    assert [row.cells for row in guests] == [("Ben Birch", "a"), ("ben birch", "b")]
    mended = recipients(template, again, key="name", lists={"guests": guests})
    assert mended.findings == ()
    assert [len(dict(data)["guests"]) for _, data in mended] == [2, 0]


def test_a_copy_of_the_table_is_annotated_where_something_is_wrong(folder: Path) -> None:
    code, said, noted = batch(folder, BAD, "--check", "--annotate", "marked", "--quiet")
    assert (code, said.count("error:")) == (1, 2)
    assert noted == "annotated: marked/people.xlsx\n"
    copy = read_table(folder / "marked" / "people.xlsx")
    assert [row.number for row in copy] == [2, 3, 4]


def test_where_nothing_is_wrong_no_copy_is_annotated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = read_table(GOOD.encode(), name="people.csv")
    table_copies.annotated_copies([table], str(tmp_path / "marked"), (), force=False).write(())
    assert capsys.readouterr().err == "nothing is wrong in the table, so no copy was annotated\n"
    assert not (tmp_path / "marked").exists()


def named(file: str) -> Table:
    return replace(read_table(GOOD.encode(), name="people.csv"), file=file)


def test_each_table_in_which_something_is_wrong_has_a_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = [read_table(GOOD.encode(), name=name) for name in ("people.csv", "guests.csv", "more.csv")]
    tables[2] = named("more.xlsx:A B?")
    copies = table_copies.annotated_copies(tables, str(tmp_path), (), force=False)
    assert [one.name for one in copies.tables] == ["people.xlsx", "guests.xlsx", "more-A B-.xlsx"]
    findings = [DUPLICATE_ROW.at(Place(file, 2), message="twice") for file in ("guests.csv", "more.xlsx:A B?", None)]
    copies.write(findings)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["guests.xlsx", "more-A B-.xlsx"]
    assert capsys.readouterr().err.count("annotated: ") == 2


def test_a_copy_is_never_over_what_is_there_nor_what_is_read(tmp_path: Path) -> None:
    def path(file: Path, *inputs: str | None, force: bool = True) -> Path:
        (target,) = table_copies.annotated_copies([named(str(file))], str(tmp_path), inputs, force=force).tables
        return target

    table, other = tmp_path / "people.xlsx", tmp_path / "other" / "people.csv"
    table.write_bytes(b"x")
    other.parent.mkdir()
    other.write_bytes(b"x")
    with pytest.raises(UsageError, match="is what is read here"):
        path(table, None)
    with pytest.raises(UsageError, match="is what is read here"):
        path(other, str(table))
    with pytest.raises(UsageError, match="already exists; choose another folder, or say --force to replace it"):
        path(other, force=False)
    assert path(other) == table
    with pytest.raises(UsageError, match="the copies of two tables would both be"):
        table_copies.annotated_copies([named("a/people.csv"), named("b/people.tsv")], "marked", (), force=False)


def test_what_has_no_cells_is_not_annotated() -> None:
    with pytest.raises(UsageError, match=r"people\.jsonl has no cells"):
        table_copies.annotated_copies([named("people.jsonl")], "marked", (), force=False)


def test_a_column_says_which_letter_a_row_is_for(folder: Path) -> None:
    (folder / "thanks.md").write_text(TEMPLATE.replace("we come on", "thank you for"), encoding="utf-8")
    table = GOOD.replace("name,day", "name,day,letter").replace("4 March 2026", "4 March 2026,Thanks")
    table = table.replace("3 March 2026", "3 March 2026,").replace("5 March 2026", "5 March 2026,")
    options = ("--kind", "letter", "--letter", "thanks=thanks.md")
    code, said, _ = batch(folder, table, "--to", "html", "-o", "out", *options)
    assert (code, said) == (0, "")
    texts = [(folder / "out" / name).read_text(encoding="utf-8") for name in letters(folder)]
    assert ["thank you for" in text for text in texts] == [False, True, False]
    code, said, _ = batch(folder, table.replace("Thanks", "CANARY"), "--check", *options)
    assert code == 1
    assert "people.csv:3:3: letter: error: is none of the letters that this run has [unknown-kind]" in said
    assert "thanks.md" not in said.replace("no row takes", ""), "no branch is in it"
    for wrong in (
        ("--kind", "letter"),
        ("--kind", "letter", "--letter", "thanks"),
        options[2:],
        (*options, "--list", "a=b.csv"),
    ):
        assert batch(folder, table, "--check", *wrong)[0] == 2


def test_letters_that_no_row_has_any_more_are_said(folder: Path) -> None:
    batch(folder, GOOD, "--to", "html", "-o", "out")
    fewer = "".join(GOOD.splitlines(keepends=True)[:3])
    (folder / "out" / "of somebody.html").write_text("mine", encoding="utf-8")
    code, _, noted = batch(folder, fewer, "--to", "html", "-o", "out", "--quiet")
    one = "1 file of a run before is there, and is no letter of this one: take it away before anything is sent\n"
    assert (code, noted) == (0, one)
    renamed = batch(folder, fewer, "--to", "html", "-o", "out", "--name", "{day}", "--quiet")[2]
    assert renamed.startswith("3 files of runs before are there, and are no letters of this one")
    for old in letters(folder):
        if old.startswith("0"):
            (folder / "out" / old).unlink()
    assert batch(folder, fewer, "--to", "html", "-o", "out", "--name", "{day}", "--quiet")[2] == ""
