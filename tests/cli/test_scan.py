"""`letterforge scan`: what it prints and where, and its exit codes."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from tests.command import Done, Run

ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
HOSTILE = b"[" * 100_000


@pytest.fixture
def scan(run: Run) -> Run:
    """Run the command in an empty folder, in this process."""
    return partial(run, "scan")


def write(name: str, content: str | bytes) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def test_leftovers_with_place_certainty_and_the_words_around(scan: Run) -> None:
    write("a.md", "Dear Ann,\n\nwe meet on [insert date] at ________ in Leeds.\n")
    done = scan("a.md")
    assert (done.code, done.err) == (1, "")
    assert done.out == (
        "a.md: line 3: certain: [insert date] [bracketed-prompt]\n"
        "    we meet on [insert date] at ________ in Leeds.\n"
        "a.md: line 3: likely: ________ [blank]\n"
        "    we meet on [insert date] at ________ in Leeds.\n"
        "1 certain, 1 likely in 1 file\n"
    )


def test_a_file_without_leftovers(scan: Run) -> None:
    write("a.md", "Dear Ann,\n")
    assert scan("a.md") == Done(0, "0 certain, 0 likely in 1 file\n", "")


def test_json_has_exactly_these_keys(scan: Run) -> None:
    write("a.md", "Dear [Name],\n")
    write("b.docx", "no zip")
    done = scan("a.md", "b.docx", "--format", "json")
    assert (done.code, done.err) == (1, "")
    assert json.loads(done.out) == {
        "files": [
            {
                "file": "a.md",
                "error": None,
                "leftovers": [
                    {
                        "rule": "bracketed-prompt",
                        "certainty": "certain",
                        "place": "line 1",
                        "text": "[Name]",
                        "context": "Dear [Name],",
                    }
                ],
            },
            {
                "file": "b.docx",
                "error": "b.docx: this is not a Word file, though it is called one; it does not begin as one",
                "leftovers": [],
            },
        ]
    }


def test_only_what_is_certain(scan: Run) -> None:
    write("a.md", "Name: ________\n")
    assert scan("a.md").code == 1
    assert scan("a.md", "--certain-only") == Done(0, "0 certain, 0 likely in 1 file\n", "")


def test_without_the_words_around(scan: Run) -> None:
    write("a.md", "Ann's secret is [insert secret], she says.\n")
    done = scan("a.md", "--no-context")
    assert done.out == "a.md: line 1: certain: [insert secret] [bracketed-prompt]\n1 certain, 0 likely in 1 file\n"
    (found,) = json.loads(scan("a.md", "--no-context", "--format", "json").out)["files"][0]["leftovers"]
    assert found["context"] is None


def test_a_file_that_cannot_be_read_does_not_stop_the_next(scan: Run) -> None:
    write("1.docx", b"PK\x03\x04 cut off")
    write("2.docx", ENCRYPTED)
    write("3.md", HOSTILE)
    write("4.pdf", b"%PDF-1.7\nnothing")
    write("5.html", b"<div>" * 200_000)
    write("6.md", "Dear [Name],")
    done = scan(*(f"{n}.{kind}" for n, kind in enumerate(("docx", "docx", "md", "pdf", "html", "md"), 1)))
    assert done.code == 1
    assert done.err.splitlines() == [
        "letterforge: 1.docx: the file is damaged or cut off; get a fresh copy of it",
        "letterforge: 2.docx: this is an old .doc or an encrypted file; open it in Word and save it as .docx without a password",
        "letterforge: 3.md: the file holds more brackets than any letter needs",
        "letterforge: 4.pdf: the PDF is damaged or cut off; get a fresh copy of it",
        "letterforge: 5.html: the page holds more than any letter needs",
    ]
    assert done.out.splitlines()[0] == "6.md: line 1: certain: [Name] [bracketed-prompt]"
    assert done.out.splitlines()[-1] == "1 certain, 0 likely in 1 file; 5 files could not be read"


def test_an_unreadable_file_is_no_clean_one(scan: Run) -> None:
    write("1.docx", b"PK\x03\x04 cut off")
    assert scan("1.docx").code == 1


def test_a_file_that_is_not_there_is_wrong_use_and_the_next_is_read(scan: Run) -> None:
    write("a.md", "Dear [Name],")
    done = scan("none.md", "a.md")
    assert (done.code, done.err) == (2, "letterforge: there is no file none.md\n")
    assert "[Name]" in done.out


def test_folders_are_searched_for_what_can_be_read(scan: Run) -> None:
    for name in ("out/b.md", "out/a.txt", "out/sub/c.html", "out/.hidden/d.md", "out/~$e.docx", "out/f.png"):
        write(name, "Dear [Name],")
    files = json.loads(scan("out", "--format", "json").out)["files"]
    assert [Path(each["file"]).as_posix() for each in files] == ["out/a.txt", "out/b.md", "out/sub/c.html"]


def test_a_folder_with_nothing_to_read_is_a_slip(scan: Run) -> None:
    write("out/f.png", "x")
    done = scan("out")
    assert (done.code, done.err) == (2, "letterforge: the folder out holds no file that letterforge reads\n")


def test_standard_input(scan: Run) -> None:
    done = scan("-", "--no-context", stdin=b"<!DOCTYPE html><p>Dear [Name],")
    assert done.out.splitlines()[0] == "standard input: line 1: paragraph 1: certain: [Name] [bracketed-prompt]"
    assert json.loads(scan("-", "--format", "json", stdin=b"x").out)["files"][0]["file"] == "-"
    assert scan("-", stdin=b"").err == "letterforge: standard input: the file is empty\n"


def test_no_file_at_all(scan: Run) -> None:
    assert scan().code == 2


def test_a_text_cannot_play_tricks_on_a_terminal(scan: Run) -> None:
    write("a.md", "Dear \x1b[31m[insert name]\x1b]0;title x\u202e,")
    assert not any(sign in scan("a.md").out for sign in "\x1b\u202e")


MODEL = """from __future__ import annotations
from typing import Annotated
import letterforge as f
class Said(f.LetterData):
    words: Annotated[f.Line, f.Allow("promise-word")]
class Statement(f.LetterData):
    said: list[Said]
    again: list["Statement"]
"""


def test_what_a_field_of_the_model_allows_is_left_out(scan: Run) -> None:
    write("statements_of_scan.py", MODEL)
    write("statement.md", "---\ntitle: T\nlang: en-GB\n---\n{% for one in said %}\n- {{ one.words }}\n{% endfor %}\n")
    write("letter.txt", "and XXXX said no, on [insert date]")
    model = ["--model", "statements_of_scan:Statement"]
    without = scan("letter.txt", "--template", "statement.md").out
    assert ["promise-word" in without, "bracketed-prompt" in without] == [True, True]
    within = scan("letter.txt", "--template", "statement.md", *model).out
    assert ["promise-word" in within, "bracketed-prompt" in within] == [False, True]
    assert "give --template, too" in scan("letter.txt", *model).err
