"""Where what a command makes goes, what a shell offers, and what is shown of an error or of work that takes long."""

from __future__ import annotations

import errno
import io
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from tests import forked
from tests.command import Done, Run

from letterforge import cli, plugins
from letterforge.artifact import folder_made
from letterforge.cli import completion, progress
from letterforge.errors import MissingResourceError, UsageError

Install = Callable[..., Path]
PLAIN = "---\ntitle: T\nlang: en-GB\n---\nDear {{ name }},\n"


@pytest.fixture(autouse=True)
def files(tmp_path: Path, run: Run) -> Path:
    del run  # which makes the folder the current one
    (tmp_path / "plain.md").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "good.yaml").write_text("name: Ann\n", encoding="utf-8")
    return tmp_path


# --- -o and --to -------------------------------------------------------------------------------------------------------


def test_several_formats_with_commas(run: Run) -> None:
    done = run("render", "plain.md", "good.yaml", "--to", "docx, html", "--to", "html", "-o", "out")
    assert done == Done(0, "out/plain.docx\nout/plain.html\n", "")


@pytest.mark.parametrize("name", ["ann.html", "deep/er/ann.html", "ann.HTML"])
def test_one_format_to_a_file(run: Run, files: Path, name: str) -> None:
    assert run("render", "plain.md", "good.yaml", "--to", "html", "-o", name) == Done(0, f"{name}\n", "")
    assert "Dear Ann" in (files / name).read_text(encoding="utf-8")
    assert "already exists" in run("render", "plain.md", "good.yaml", "--to", "html", "-o", name).err
    assert run("render", "plain.md", "good.yaml", "--to", "html", "-o", name, "--force").code == 0


def test_a_folder_with_a_full_stop_in_its_name_is_a_folder(run: Run, files: Path) -> None:
    assert run("render", "plain.md", "good.yaml", "--to", "html", "-o", "v1.2").out == "v1.2/plain.html\n"
    (files / "old.html").mkdir()
    assert run("render", "plain.md", "good.yaml", "--to", "html", "-o", "old.html").out == "old.html/plain.html\n"


def test_standard_output(run: Run, files: Path) -> None:
    done = run("render", "plain.md", "good.yaml", "--to", "html", "-o", "-")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("<!DOCTYPE html>")
    assert sorted(one.name for one in files.iterdir() if one.is_file()) == ["good.yaml", "plain.md"]


@pytest.mark.parametrize(
    ("formats", "output", "message"),
    [
        ("html", "ann.pdf", "-o ann.pdf ends in .pdf, and --to html writes .html"),
        ("html,docx", "ann.html", "-o ann.html is for one format; for several name a folder"),
        ("html,docx", "-", "-o - is for one format; for several name a folder"),
    ],
)
def test_an_output_that_does_not_fit(run: Run, formats: str, output: str, message: str) -> None:
    done = run("render", "plain.md", "good.yaml", "--to", formats, "-o", output)
    assert done == Done(2, "", f"letterforge: {message}\n")


@pytest.mark.parametrize(
    ("name", "meant"),
    [("PDF", "pdf"), ("word", "docx"), ("Word", "docx"), ("doc", "docx"), (".html", "html"), ("htm", "html")],
)
def test_what_is_meant_by_a_format(run: Run, name: str, meant: str) -> None:
    done = run("render", "plain.md", "good.yaml", "--to", name)
    assert done.code == 2
    assert done.err.endswith(f"did you mean {meant}?\n")


# --- places that cannot be written -------------------------------------------------------------------------------------


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("words", [["new", "introductory-letter"], ["kinds"], ["--help"]])
def test_a_full_disk_behind_standard_output(words: list[str]) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123  (a device)
        done = forked.command(*words, stdout=full)
    assert done.returncode == 3
    assert done.stderr == f"letterforge: standard output cannot be written: {os.strerror(errno.ENOSPC)}\n"


@pytest.mark.parametrize(
    ("code", "kind"),
    [(errno.EROFS, MissingResourceError), (errno.ENOSPC, MissingResourceError), (errno.EACCES, UsageError)],
)
def test_a_folder_that_cannot_be_made(monkeypatch: pytest.MonkeyPatch, code: int, kind: type[Exception]) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "mkdir", fail)
    with pytest.raises(kind, match=r"the folder out cannot be made: "):
        folder_made(Path("out"))


# --- kinds -------------------------------------------------------------------------------------------------------------

CODE = """
from pathlib import Path
import letterforge
class Data(letterforge.LetterData):
    name: letterforge.Line
KIND = letterforge.LetterKind(Path(__file__).parent / "letter.md", Data, Path(__file__))
"""


def test_kinds_lists_what_is_there_and_what_is_broken(run: Run, install: Install) -> None:
    points = "[letterforge.letters]\nno-template = acme_kinds:KIND\nBad Name = acme_kinds:KIND\n"
    install("acme-kinds", points, code=CODE)
    done = run("kinds")
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines()[0].startswith(
        "Bad Name: broken: the kind of letter 'Bad Name' of acme-kinds 1.0 is misnamed"
    )
    assert "introductory-letter: letterforge " in done.out
    lacks = "the kind of letter 'no-template' of acme-kinds 1.0 lacks its template letter.md; reinstall acme-kinds"
    assert lacks in done.out
    done = run("new", "no-template")
    assert done.code == 2
    assert lacks in done.err


# --- completion --------------------------------------------------------------------------------------------------------


def offered(work: Callable[..., list[click.shell_completion.CompletionItem]], begun: str) -> list[tuple[str, str]]:
    context = click.Context(cli.cli)
    return [(one.type, one.value) for one in work(context, click.Option(["--to"]), begun)]


def test_formats_kinds_and_files_are_offered() -> None:
    assert offered(completion.formats, "") == [("plain", name) for name in ("docx", "html", "pdf", "typst")]
    assert offered(completion.formats, "docx,p") == [("plain", "docx,pdf")]
    assert offered(completion.template, "intro") == [("plain", "introductory-letter"), ("file", "intro")]
    assert offered(completion.folders, "o") == [("dir", "o")]
    found = cli.cli.shell_complete(click.Context(cli.cli), "r")
    assert [one.value for one in found] == ["render", "renderers", "reproduce"]
    assert all(one.help for one in found)


def test_nothing_is_imported_to_complete_commands_and_formats(run: Run, install: Install) -> None:
    del run
    install("acme-exits", "[letterforge.renderers]\nzz = acme_exits:Renderer\n", code="raise SystemExit(5)")
    assert ("plain", "zz") in offered(completion.formats, "z")
    assert plugins.offers(plugins.RENDERERS)


# --- tracebacks and progress -------------------------------------------------------------------------------------------


def test_a_stack_trace_is_shown_only_to_who_asks(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("name: TBC\n", encoding="utf-8")
    rest = ["render", "plain.md", "bad.yaml", "--to", "html"]
    usual = forked.command(*rest, cwd=tmp_path)
    asked = forked.command("--traceback", *rest, cwd=tmp_path)
    assert usual.returncode == asked.returncode == 1
    assert "Traceback" not in usual.stderr
    assert "Traceback" in asked.stderr
    assert asked.stderr.endswith(usual.stderr)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_long_work_shows_on_a_terminal_and_leaves_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "_PATIENCE", 0.01)
    with progress.watching() as at_work:
        at_work("pdf")
        until = time.monotonic() + 30
        while "making pdf" not in terminal.getvalue() and time.monotonic() < until:
            time.sleep(0.01)
    assert "making pdf ... " in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_nothing_shows_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = io.StringIO()
    monkeypatch.setattr(sys, "stderr", nowhere)
    monkeypatch.setattr(progress, "_PATIENCE", 0.001)
    with progress.watching() as at_work:
        at_work("pdf")
        time.sleep(0.02)
    assert not nowhere.getvalue()
