"""Commands in processes that are forked off this one, which has everything imported already.

A fresh interpreter costs twenty times as much. What is about a fresh one, such as what it imports, still has one.
"""

from __future__ import annotations

import importlib
import os
import runpy
import socket
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

import pytest

from letterforge.cli import main
from letterforge.discovery import entry_points

Command = Callable[[Sequence[str]], object]

_PROJECT = Path(__file__).parents[1]
_NOT_FLUSHED = 120  # what Python itself ends with
_ASK = """
import array, os, _socket, sys
ask = _socket.socket(_socket.AF_UNIX)
ask.connect(sys.argv[1])
said = [os.getcwd(), *sys.argv[2:]]
ask.sendmsg([b"\\0".join(map(os.fsencode, said))], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, array.array("i", range(3)))])
ask.shutdown(_socket.SHUT_WR)
sys.exit(int(ask.recv(16) or b"1"))
"""


def command(
    *words: str,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdout: int | IO[bytes] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run ``letterforge`` with these words, to its end; what it says is read, unless it is given an output."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, Path(os.devnull).open("rb") as nothing:
        target = out if stdout is None else stdout
        streams = (nothing.fileno(), target if isinstance(target, int) else target.fileno(), err.fileno())
        child = _begun(lambda: _letterforge(words), streams, cwd or Path.cwd(), os.environ if env is None else env)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said = []
        for stream in (out, err):
            stream.seek(0)
            said.append(stream.read().decode())
    return subprocess.CompletedProcess(["letterforge", *words], code, *said)


def shell(script: str, environment: Mapping[str, str], **more: Command) -> str:
    """What a script of a shell prints, where ``letterforge``, ``python`` and ``more`` are forked off this process."""
    commands: dict[str, Command] = {"letterforge": _letterforge, "python": _python, **more}
    children: list[int] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        tempfile.TemporaryFile() as said,
        socket.socket(socket.AF_UNIX) as server,
    ):
        server.bind(f"{folder}/s")
        server.listen()
        server.settimeout(0.02)
        (Path(folder) / "ask.py").write_text(_ASK, encoding="utf-8")
        asking = f'"{sys.executable}" -I -S "{folder}/ask.py" "{folder}/s"'
        functions = "".join(f'{name}() {{ {asking} {name} "$@"; }}\n' for name in commands)
        with subprocess.Popen(
            ["sh", "-c", functions + script], stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=environment
        ) as running:
            while running.poll() is None:
                try:
                    connection = server.accept()[0]
                except TimeoutError:
                    continue
                with connection:
                    children.append(_asked(connection, commands, environment))
        for child in children:
            os.waitpid(child, 0)
        said.seek(0)
        return said.read().decode()


def _asked(connection: socket.socket, commands: Mapping[str, Command], environment: Mapping[str, str]) -> int:
    """Begin what was asked for; its exit code is the answer."""
    connection.settimeout(None)
    said, streams, _, _ = socket.recv_fds(connection, 1 << 16, 3)
    while more := connection.recv(1 << 16):
        said += more
    folder, name, *words = map(os.fsdecode, said.split(b"\0"))
    child = _begun(
        lambda: commands[name](words), streams, Path(folder), environment, lambda code: connection.send(b"%d" % code)
    )
    for stream in streams:
        os.close(stream)
    return child


def _begun(
    work: Callable[[], object],
    streams: Sequence[int],
    folder: Path,
    environment: Mapping[str, str],
    told: Callable[[int], object] = lambda _: None,
) -> int:
    """A process that does some work with its streams, in its folder and environment, tells its exit code and ends."""
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of Python 3.12: the other threads are pytest's
        child = os.fork()
    if child == 0:
        code = 1
        try:
            _settle(streams, folder, environment)
            code = _ended(work)
            told(code)
        finally:
            os._exit(code)
    return child


def _settle(streams: Sequence[int], folder: Path, environment: Mapping[str, str]) -> None:
    """Be a process as a shell would begin it, but for what is imported."""
    for number, stream in enumerate([os.dup(stream) for stream in streams]):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout, sys.stderr = (open(n, "rw"[n > 0], closefd=False) for n in range(3))  # noqa: SIM115  (the process ends with them)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[:0] = [path for path in environment.get("PYTHONPATH", "").split(os.pathsep) if path]
    for name, module in list(sys.modules.items()):  # of another folder, under a name that is used in this one, too
        file = str(getattr(module, "__file__", None) or "")
        if file.startswith(tempfile.gettempdir()) and not file.startswith(str(_PROJECT)):
            del sys.modules[name]
    importlib.invalidate_caches()
    entry_points._scan.cache_clear()


def _ended(work: Callable[[], object]) -> int:
    """The exit code of some work, which ends as Python itself does."""
    code = 0
    try:
        work()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            sys.stderr.write(f"{end.code}\n")
    except BaseException:  # noqa: BLE001  (whatever it is, it is shown)
        traceback.print_exc()
        code = 1
    try:
        sys.stdout.flush()
    except OSError:
        traceback.print_exc()
        code = _NOT_FLUSHED
    sys.stderr.flush()
    return code


def _letterforge(words: Sequence[str]) -> None:
    sys.argv = ["letterforge", *words]
    main()


def _python(words: Sequence[str]) -> None:
    """``python -m pytest WORDS``, or ``python FILE WORDS``."""
    sys.path.insert(0, str(Path.cwd()))
    if list(words[:2]) == ["-m", "pytest"]:
        sys.exit(pytest.main(list(words[2:])))
    sys.argv = list(words)
    runpy.run_path(words[0], run_name="__main__")
