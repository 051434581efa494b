"""Where one machine is not enough: a scheduler, two workers and a store, each a process of its own on loopback."""

from __future__ import annotations

import contextlib
import importlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import showing

Line = tuple[str, str, bool]
MANY = 2_000
KEY = {"LETTERFORGE_KEY": "a key for what is shown, long enough"}
SECRET = "SECRETWORD0123456789"  # noqa: S105  (of a store that is made for this)
_OPENS = {"AWS_ACCESS_KEY_ID": "SECRETNAME", "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_DEFAULT_REGION": "eu-west-2"}
_TEMPLATE = "---\nlang: en-GB\ntitle: To {{ name }}\n---\nDear {{ name }},\n\nwe write about {{ case }}.\n"
_MODEL = "from letterforge import LetterData, Line\nclass Person(LetterData):\n    name: Line\n    case: Line\n"


def _port() -> int:
    with contextlib.closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.contextmanager
def _process(folder: Path, name: str, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process in a group of its own, which writes into a log; ended with all that it has started."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "DASK_TEMPORARY_DIRECTORY": str(folder / "spill")}
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _until(there: Callable[[], bool], what: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not there():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.05)


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
        return True
    return False


def _letters(store: int) -> list[str]:
    """The names in the bucket, by the store's own list."""
    s3fs = importlib.import_module("s3fs")  # of the group `cluster`

    place = s3fs.S3FileSystem(
        key=_OPENS["AWS_ACCESS_KEY_ID"],
        secret=SECRET,
        endpoint_url=f"http://127.0.0.1:{store}",
        use_listings_cache=False,
        skip_instance_cache=True,
    )
    return [str(one).rpartition("/")[2] for one in place.ls("mailing/letters", detail=False)]


def spread() -> Line:
    """2,000 letters by a Dask scheduler and two workers, to S3 (moto): one worker lost half way, none missing, no credential on disk"""
    folder = showing.scratch()
    (folder / "letter.md").write_text(_TEMPLATE, encoding="utf-8")
    (folder / "people.py").write_text(_MODEL, encoding="utf-8")
    rows = "".join(f"Marker {number:06x} Ash,case {number}\n" for number in range(MANY))
    (folder / "people.csv").write_text(f"name,case\n{rows}", encoding="utf-8")
    scheduler, store = _port(), _port()
    address = f"tcp://127.0.0.1:{scheduler}"
    python, tool = sys.executable, str(Path(sys.executable).with_name("dask"))
    worker = (
        tool,
        "worker",
        address,
        "--nthreads",
        "1",
        "--no-dashboard",
        "--host",
        "127.0.0.1",
        "--death-timeout",
        "60",
    )
    with contextlib.ExitStack() as stack:

        def start(name: str, *command: str) -> subprocess.Popen[bytes]:
            return stack.enter_context(_process(folder, name, *command))

        start("store", python, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(store))
        start("scheduler", tool, "scheduler", "--host", "127.0.0.1", "--port", str(scheduler), "--no-dashboard")
        _until(lambda: _answers(store) and _answers(scheduler), "the store and the scheduler")
        urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{store}/mailing", method="PUT"))
        lost, _ = start("first", *worker), start("second", *worker)
        command = _command(address)
        run = subprocess.Popen(
            [str(Path(python).with_name("letterforge")), *command[1:]],
            cwd=folder,
            env={
                **os.environ,
                **KEY,
                **_OPENS,
                "AWS_ENDPOINT_URL": f"http://127.0.0.1:{store}",
                "PYTHONPATH": str(folder),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        with contextlib.suppress(FileNotFoundError):
            _until(lambda: run.poll() is not None or _half(store), "half of the letters", 300)
        before = len(_letters(store))
        os.killpg(lost.pid, signal.SIGKILL)
        said, _ = run.communicate(timeout=600)
        names = _letters(store)
        markers = _markers(folder, store, names)
    held = [str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file() and _shows(one, SECRET.encode())]
    personal = [str(one.relative_to(folder)) for one in folder.rglob("*.log") if _shows(one, b"Marker ")]
    good = (
        run.returncode == 0
        and 0 < before < MANY
        and len(names) == MANY
        and markers == MANY
        and not held
        and not personal
        and SECRET not in said
    )
    figure = (
        f"a worker lost after {before:,} letters; {len(names):,} in the store, {markers:,} with their own marker and no "
        f"other; files with the credential: {held or 'none'}; logs with a value: {personal or 'none'}\n{said[-600:]}"
    )
    shutil.rmtree(folder, ignore_errors=True)
    return " ".join(command), figure, good


def _command(address: str) -> Sequence[str]:
    to = ("--to", "html", "-o", "s3://mailing/letters", "--ledger", "ledger")
    return ("letterforge", "batch", "letter.md", "people.csv", "--model", "people:Person", *to, "--executor", address)


def _half(store: int) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return len(_letters(store)) >= MANY // 2
    return False


def _markers(folder: Path, store: int, names: Sequence[str]) -> int:
    """How many letters have the marker of their row, and no other."""
    del folder
    s3fs = importlib.import_module("s3fs")  # of the group `cluster`

    place = s3fs.S3FileSystem(key=_OPENS["AWS_ACCESS_KEY_ID"], secret=SECRET, endpoint_url=f"http://127.0.0.1:{store}")
    found = place.cat([f"mailing/letters/{name}" for name in names])
    right = 0
    for path, content in found.items():
        row = int(str(path).rpartition("/")[2].partition(".")[0])
        right += set(re.findall(rb"Marker (\w{6}) Ash", content)) == {f"{row - 2:06x}".encode()}
    return right


def _shows(path: Path, secret: bytes) -> bool:
    return path.name != "people.csv" and secret in path.read_bytes()


LINES: tuple[Callable[[], Line], ...] = (spread,)
