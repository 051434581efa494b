"""A person watches `letterforge batch`: a bar, lines, Ctrl-C; and looks into the ledger afterwards."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests import forked
from tests.cli.test_batch import GOOD, KEY, batch, folder, letters  # noqa: F401  (a fixture)

from letterforge.cli.counting import counting

MANY = "name,day\n" + "".join(f"Ann {number},3 March 2026\n" for number in range(700))
WORDS = ("batch", "visit.md", "people.csv", "--model", "visits_of_batch:Visit", "--data", "shared.yaml")


def started(folder: Path, *options: str, stderr: int = subprocess.PIPE) -> subprocess.Popen[bytes]:  # noqa: F811
    (folder / "people.csv").write_text(MANY, encoding="utf-8")
    command = [sys.executable, "-m", "letterforge", *WORDS, "--to", "html", "-o", "out", *options]
    environment = {**os.environ, **KEY, "TERM": "xterm", "COLUMNS": "120"}
    return subprocess.Popen(command, cwd=folder, env=environment, stderr=stderr, start_new_session=True)


def ledger(folder: Path, *options: str) -> tuple[int, str, str]:  # noqa: F811
    done = forked.command("ledger", *options, cwd=folder, env={**os.environ, **KEY})
    return done.returncode, done.stdout, done.stderr


def test_ctrl_c_finishes_what_is_in_hand_and_the_next_run_goes_on(folder: Path) -> None:  # noqa: F811
    process = started(folder, "--zip", "--ledger", "ledger")
    part = folder / "out.part"
    while not part.exists() or not part.stat().st_size:
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    with process.stderr as stream:
        said = stream.read().decode()
    assert process.wait() == 130
    assert "stopping when the letters in hand are written" in said
    assert "stopped; run the same command again to go on" in said
    assert not (folder / "out").exists(), "a zip that is not whole does not stand under its name"
    code, _, noted = batch(folder, MANY, "--to", "html", "-o", "out", "--zip", "--ledger", "ledger")
    assert code == 0
    already, new = (int(one.split()[0].replace(",", "")) for one in noted.splitlines()[-1].split(", "))
    assert already > 0
    assert already + new == 700


def test_a_terminal_has_a_bar(folder: Path) -> None:  # noqa: F811
    ours, theirs = pty.openpty()
    process = started(folder, stderr=theirs)
    os.close(theirs)
    seen = b""
    while b"writing" not in seen:
        assert select.select([ours], [], [], 60)[0]
        seen += os.read(ours, 1 << 16)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    os.close(ours)
    assert b"checking" in seen
    assert b"/700" in seen


def test_elsewhere_a_line_says_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    with counting("writing", 2_500, quiet=False) as tick:
        for number in range(2_500):
            tick(number % 100 != 0)
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(" rows")[0] for line in lines] == ["writing: 1,000 of 2,500", "writing: 2,000 of 2,500"]
    assert "20 without a letter" in lines[1]
    with counting("writing", 2_500, quiet=True) as tick:
        for _ in range(2_500):
            tick(True)  # noqa: FBT003  (a tick)
    assert capsys.readouterr().err == ""


def test_the_ledger_is_shown_filtered_and_exported(folder: Path) -> None:  # noqa: F811
    table = GOOD.replace("Ben Birch", "[name]")
    batch(folder, table, "--to", "html,docx", "-o", "out", "--skip-invalid", "--ledger-field", "name")
    code, said, noted = ledger(folder, "out")
    assert (code, noted) == (0, "2 written\n")
    assert [line.split(", ")[0] for line in said.splitlines()] == ["2: written", "4: written"]
    assert said.splitlines()[0].endswith(" bytes, name=Ann Ash")
    assert json.loads(ledger(folder, "out", "--rows", "4", "--format", "json")[1])[0]["fields"] == {"name": "Cy Cole"}
    rows = list(csv.DictReader(io.StringIO(ledger(folder, "out/letterforge-ledger.sqlite", "--format", "csv")[1])))
    assert [(row["row"], row["state"], row["formats"], row["name"]) for row in rows] == [
        ("2", "written", "docx html", "Ann Ash"),
        ("4", "written", "docx html", "Cy Cole"),
    ]
    assert ledger(folder, "out", "--state", "set-aside") == (0, "", "no letters\n")
    assert ledger(folder, "out", "--state", "set-aside", "--format", "json")[1] == "[\n]\n"


def test_a_ledger_holds_no_data_unless_asked(folder: Path) -> None:  # noqa: F811
    batch(folder, GOOD, "--to", "html", "-o", "out")
    assert "Ann Ash" not in ledger(folder, "out", "--format", "json")[1]
    assert b"Ann Ash" not in (folder / "out" / "letterforge-ledger.sqlite").read_bytes()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("people.csv",), "people.csv is no ledger of letterforge"),
        (("out", "--rows", "a-b"), "neither a number nor two"),
        ((".",), "is no ledger"),
        (("none",), "does not exist"),
    ],
)
def test_what_is_no_ledger_is_refused(folder: Path, options: tuple[str, ...], message: str) -> None:  # noqa: F811
    batch(folder, GOOD, "--to", "html", "-o", "out")
    code, _, noted = ledger(folder, *options)
    assert code == 2
    assert message in noted


def test_a_ledger_that_a_killed_run_has_left_can_be_read(folder: Path) -> None:  # noqa: F811
    process = started(folder)
    while len(letters(folder)) < 300:
        assert process.poll() is None
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert process.stderr is not None
    process.stderr.close()
    code, said, _ = ledger(folder, "out", "--state", "written")
    assert code == 0
    assert len(said.splitlines()) >= 200
