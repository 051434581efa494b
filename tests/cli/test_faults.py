"""A fault at every call of the system that a command makes, reading included: it says what is wrong, and is never at a loss."""

from __future__ import annotations

import errno
import os
import shutil
from itertools import count
from pathlib import Path
from typing import Any

import click
import pytest
from tests.command import Run
from tests.rendering.faulty_system import COUNTED, FILES, OF_A_FILE, OF_AN_ENTRY, PURE, System, called
from word_files import package, paragraph

from letterforge import cli

CANARY = "CANARY Smith"
COMMANDS = {
    "render": ("render", "letter.md", "letter.yaml", "--to", "html", "-o", "out", "--stationery", "look", "--force"),
    "render to a file": ("render", "letter.md", "letter.yaml", "--to", "html", "-o", "out/letter.html", "--force"),
    "check": ("check", "letter.md", "letter.yaml", "--stationery", "look"),
    "annotate": ("check", "letter.docx", "--annotate", "out", "--force"),
    "scan a folder": ("scan", "finished", "--template", "letter.md"),
    "scan a file": ("scan", "finished/letter.html", "--stationery", "look"),
    "new": ("new", "introductory-letter", "-o", "out/form.yaml"),
    "check-all": ("check-all", "letter.md", "letter.docx"),
    "fields": ("fields", "letter.md"),
}
INTERNAL = 70


def prepared(folder: Path, project: Path) -> None:
    (folder / "letter.md").write_text(
        "---\ntitle: A letter\nlang: en-GB\n---\nDear {{ name }},\n\nwelcome.\n", encoding="utf-8"
    )
    (folder / "letter.yaml").write_text(f"name: {CANARY}\n", encoding="utf-8")
    (folder / "letter.docx").write_bytes(package(paragraph("Dear {{ name }},") + paragraph("Yours [name]")))
    (folder / "look").mkdir()
    for file in (project / "templates" / "stationery" / "plain").glob("*.*"):
        shutil.copy(file, folder / "look")
    (folder / "finished" / "others").mkdir(parents=True)
    (folder / "finished" / "others" / "letter.html").write_text("<p>Dear [name],</p>", encoding="utf-8")
    (folder / "finished" / "letter.html").write_text("<p>Dear Ann,</p>", encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_fault_at_any_call_is_told(
    name: str, run: Run, tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "_give_up_output", lambda: None)  # what is caught here is no file
    names = cli.cli.list_commands(click.Context(cli.cli))  # of a folder that is ours, and no part of what is asked
    monkeypatch.setattr(cli.Commands, "list_commands", lambda *_: names)
    prepared(tmp_path, project)
    words = COMMANDS[name]
    usual = run(*words)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    places = {str(path) for path in before}
    tried = 0
    for at, code in ((at, code) for at in count(1) for code in (errno.EIO, errno.EACCES)):
        system = System(at, fails(code))
        with system.at_work():
            done = run(*words)
        if not system.reached:
            break
        tried += 1
        where = (at, system.failed, done)
        assert done.code in (0, 1, 2, 3), where
        assert "standard output" not in done.err, where
        assert done.code == usual.code or done.err, where
        assert CANARY not in done.err, where
        assert {str(path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}.keys() <= places, where
    assert tried > 5


def fails(code: int) -> Any:
    def act(*_: Any, **__: Any) -> Any:
        raise OSError(code, os.strerror(code))

    return act


@pytest.mark.parametrize("name", COMMANDS)
def test_every_call_of_the_system_is_counted(name: str, run: Run, tmp_path: Path, project: Path) -> None:
    prepared(tmp_path, project)
    run(*COMMANDS[name])  # what is imported on the way is not asked for again
    names = called(lambda: run(*COMMANDS[name]))
    assert names <= COUNTED | PURE | FILES | OF_A_FILE | OF_AN_ENTRY, names
