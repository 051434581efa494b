"""The table of exit codes in the documentation, held against the code: each thing that it names is done, and ends so."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.command import Run

from letterforge import cli, errors
from letterforge.errors import LetterforgeError, MissingResourceError
from letterforge.files import writing

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "commands.md"
Install = Callable[..., Path]
LETTER = ("letter.md", "ann.yaml", "--to", "html")


def _rows() -> dict[int, str]:
    section = PAGE.read_text(encoding="utf-8").partition("## Exit codes")[2].partition("\n## ")[0]
    return {int(code): said for code, said in re.findall(r"^\| (\d+) \| (.*) \|$", section, re.MULTILINE)}


def _every(kind: type[LetterforgeError]) -> Iterator[type[LetterforgeError]]:
    yield kind
    for one in kind.__subclasses__():
        yield from _every(one)


def _refusing(error: OSError) -> Callable[..., None]:
    def work(*_: object) -> None:
        raise error

    return work


def test_the_table_has_every_code_that_there_is() -> None:
    raised = {one.exit_code for one in _every(LetterforgeError) if one.__module__ == errors.__name__}
    assert set(_rows()) == {0, cli.INTERNAL, cli.INTERRUPTED} | raised


SAID = {
    "fine": (0, ("render", *LETTER)),
    "there may be warnings": (0, ("check", "warned.md", "ann.yaml")),
    "the template": (1, ("check", "broken.md")),
    "the data": (1, ("render", "letter.md", "empty.yaml", "--to", "html")),
    "the stationery": (1, ("render", *LETTER, "--stationery", "look")),
    "a leftover": (1, ("scan", "left.txt")),
    "a file that cannot be scanned": (1, ("scan", "cut.docx")),
    "a renderer failed": (1, ("render", "letter.md", "ann.yaml", "--to", "failing")),
    "`renderers`": (1, ("renderers",)),
    "`kinds`": (1, ("kinds",)),
    "an unknown option": (2, ("render", *LETTER, "--fast")),
    "name": (2, ("render", "letter.md", "ann.yaml", "--to", "papyrus")),
    "a renderer that cannot be used": (2, ("render", "letter.md", "ann.yaml", "--to", "broken")),
    "a file that is not there": (2, ("render", "nowhere.md", "ann.yaml", "--to", "html")),
    "in the way": (2, ("render", *LETTER, "-o", "taken")),
}


@pytest.fixture(autouse=True)
def files(tmp_path: Path, run: Run) -> Path:
    del run  # which makes the folder the current one
    head = "---\ntitle: T\nlang: en-GB\n---\n"
    texts = {
        "letter.md": f"{head}Dear {{{{ name }}}},\n",
        "broken.md": f"{head}Dear {{{{ name\n",
        "warned.md": f"{head}Dear {{{{ name }}}}, {{% if false %}}x{{% endif %}}\n",
        "ann.yaml": "name: Ann\n",
        "empty.yaml": "other: x\n",
        "left.txt": "Dear [insert name],\n",
        "cut.docx": "PK no zip",
        "look/stationery.toml": "[page]\nsize = 'A99'\n",
        "taken/letter.html": "x",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("said", SAID)
def test_what_the_table_says_is_so(run: Run, install: Install, said: str) -> None:
    failing = "class Renderer:\n    media_type, suffix = 'text/plain', '.txt'\n    def render(self, letter): 1 / 0\n"
    if "failing" in SAID[said][1]:
        install("acme-failing", "[letterforge.renderers]\nfailing = acme_failing:Renderer\n", code=failing)
    elif said in ("a renderer that cannot be used", "`renderers`", "`kinds`"):
        points = "[letterforge.renderers]\nbroken = acme_broken:R\n[letterforge.letters]\nbroken = acme_broken:K\n"
        install("acme-broken", points, code="raise ImportError('x')")
    code, words = SAID[said]
    assert said in _rows()[code]
    assert run(*words, *(("-o", "out") if "--to" in words and "-o" not in words else ())).code == code


def test_what_is_missing_on_this_machine(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    row, words = _rows()[3], ("render", *LETTER, "-o", "out")
    for said, number in (("room on the disk", errno.ENOSPC), ("a disk that can be written", errno.EROFS)):
        with monkeypatch.context() as patch:
            patch.setattr(writing, "_fill", _refusing(OSError(number, os.strerror(number))))
            assert said in row
            assert run(*words).code == 3
    for said, error in (
        ("a library", MissingResourceError("no Pango")),
        ("room on the disk or on standard output", OSError(errno.ENOSPC, "No space left on device")),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(cli, "_give_up_output", lambda: None)  # what is caught here is no file
            patch.setattr(cli, "_run", _refusing(error))  # type: ignore[arg-type]  # any error will do
            assert said in row
            assert run(*words).code == 3


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (RuntimeError("x"), 70, "an error of letterforge itself"),
        (KeyboardInterrupt(), 130, "interrupted"),
    ],
)
def test_what_ends_a_command(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, said: str
) -> None:
    monkeypatch.setattr(cli, "_run", _refusing(error))  # type: ignore[arg-type]  # as above
    assert said in _rows()[code]
    assert run("kinds").code == code


def test_nothing_else_is_said() -> None:
    """Whoever adds to the table adds what shows it: these words are all that stand between those above."""
    tried = [*SAID, "a library", "room on the disk", "standard output", "a disk that can be written"]
    tried += ["an error of letterforge itself", "interrupted"]
    left = " ".join(_rows().values())
    for said in sorted(tried, key=len, reverse=True):
        left = left.replace(said, " ")
    assert set(re.findall(r"[a-z]{2,}", left)) <= {
        *("findings", "or", "do", "not", "fit", "lists", "broken", "one", "wrong", "use", "unknown", "is", "missing"),
        *("something", "on", "this", "machine", "please", "report", "it"),
    }
