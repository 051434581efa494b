"""A fault at every call of the system that saving makes, and the process ended at each: old files or new ones, all whole."""

from __future__ import annotations

import errno
import functools
import os
import re
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.rendering.faulty_system import COUNTED, FILES, OF_A_FILE, OF_AN_ENTRY, PURE, Ended, System, called

import letterforge
from letterforge import Letter
from letterforge.artifact import Artifact
from letterforge.errors import LetterforgeError
from letterforge.files import writing
from letterforge.rendering import saving
from letterforge.rendering.saving import Output, save_all

FORMATS = ("docx", "html", "pdf")
CANARY = "CANARY Smith"
TEMPLATE = "---\ntitle: A letter\nlang: en-GB\n---\nDear {{ name }},\n\nwelcome.\n"
CODES = (errno.ENOSPC, errno.EIO, errno.EACCES)
SAID = re.compile(
    r"could not be written: [^;]+; nothing was left behind$|cannot be written: |cannot be made: "
    r"|already exists; choose another |could not be told from what is read here: [^;]+; nothing was written$"
)
"""What a fault is told as; the words of the system follow the colon."""
HIDDEN = re.compile(r"\.letterforge-[0-9a-f]{16}\.(?:part|kept)")


class Case(NamedTuple):
    """What is there before, and what the file system can do."""

    before: tuple[str, ...]
    overwrite: bool = True
    nameless: bool = True
    links: bool = True
    folder: str = "out"


CASES = {
    "over old files": Case(FORMATS),
    "over one old file": Case(FORMATS[1:2]),
    "into a new folder": Case((), overwrite=False, folder="new/out"),
    "with names from the start": Case(FORMATS, nameless=False),
    "new, with names from the start": Case((), overwrite=False, nameless=False),
    "without hard links": Case(FORMATS[:2], links=False),
    "new, without hard links": Case((), overwrite=False, links=False),
}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    (folder / "letter.md").write_text(TEMPLATE, encoding="utf-8")
    (folder / "letter.yaml").write_text(f"name: {CANARY}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def letter(inputs: Path) -> Letter:
    return Letter(letterforge.load(inputs / "letter.md"), letterforge.read_data(inputs / "letter.yaml"))


@pytest.fixture(scope="module")
def made(letter: Letter) -> dict[str, Artifact]:
    return {name: saving.render(letter, to=name) for name in FORMATS}


Save = Callable[[Path, Case], None]


@pytest.fixture
def save(letter: Letter, made: dict[str, Artifact], inputs: Path, monkeypatch: pytest.MonkeyPatch) -> Save:
    """Save a letter in three formats, rendered once for all, and held against one other file that was read."""
    monkeypatch.setattr(saving, "render", lambda _letter, *, to, **_: made[to])
    monkeypatch.setattr(saving, "inputs_of", lambda _: (inputs / "letter.md",))

    def work(folder: Path, case: Case) -> None:
        with pytest.MonkeyPatch.context() as patch:
            if not case.nameless:
                patch.delattr(os, "O_TMPFILE", raising=False)
            if not case.links:
                patch.setattr(os, "link", _no_links)
            save_all(letter, FORMATS, Output(folder / case.folder, overwrite=case.overwrite), inputs=[inputs])

    return work


def _no_links(*_: object, **__: object) -> None:
    raise PermissionError(errno.EPERM, "Operation not permitted")


def _new(made: dict[str, Artifact]) -> dict[str, bytes]:
    return {f"letter.{name}": made[name].content for name in FORMATS}


def _old(case: Case) -> dict[str, bytes]:
    return {f"letter.{name}": b"old " + name.encode() for name in case.before}


def _prepared(folder: Path, case: Case) -> Path:
    """A folder with what was there before."""
    folder.mkdir()
    if case.before:
        (folder / case.folder).mkdir(parents=True)
    for name, content in _old(case).items():
        (folder / case.folder / name).write_bytes(content)
    return folder


def _found(folder: Path, case: Case) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files that anybody sees, and the hidden ones."""
    place = folder / case.folder
    found = {path.name: path.read_bytes() for path in place.iterdir()} if place.is_dir() else {}
    hidden = {name: content for name, content in found.items() if HIDDEN.fullmatch(name)}
    return {name: content for name, content in found.items() if name not in hidden}, hidden


def fails(code: int) -> Callable[..., Any]:
    def act(*_: Any, **__: Any) -> Any:
        raise OSError(code, os.strerror(code))

    return act


def fault_of(system: System, work: Callable[[], None]) -> Exception | None:
    try:
        with system.at_work():
            work()
    except Exception as fault:  # noqa: BLE001  (of which kind it is, is what is asked)
        return fault
    return None


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_fault_at_any_call_leaves_all_old_files_or_all_new_ones(
    case: Case, save: Save, made: dict[str, Artifact], tmp_path: Path
) -> None:
    tried = 0
    for at, code in ((at, code) for at in count(1) for code in CODES):
        folder = _prepared(tmp_path / f"{at}-{code}", case)
        system = System(at, fails(code))
        fault = fault_of(system, functools.partial(save, folder, case))
        visible, hidden = _found(folder, case)
        if not system.reached:
            assert (fault, visible, hidden) == (None, _new(made), {})
            break
        tried += 1
        where = f"{system.failed}, call {at}, {errno.errorcode[code]}"
        assert visible == (_old(case) if fault else _new(made)), where
        assert fault is None or isinstance(fault, LetterforgeError), (where, fault)
        assert fault is None or SAID.search(str(fault)), (where, str(fault))
        assert CANARY not in str(fault)
        # What cannot be taken away is left, hidden, under a name that the sweep knows.
        assert not hidden or system.failed in ("unlink", "close"), where
        assert all(name.endswith(".part") for name in hidden), where
    assert tried > 100


def ends(name: str, real: Callable[..., Any], *args: Any, **_: Any) -> None:
    """The process ends before the call; of what was to be written, half is."""
    if name == "write":
        real(args[0], bytes(args[1])[: len(args[1]) // 2])
    raise Ended


def is_ended_at(at: int, work: Callable[[], None]) -> bool:
    """Work until a call of the system, and no further; whether there were so many."""
    with System(at, ends).at_work():
        try:
            work()
        except Ended:
            return True
    return False


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_program_that_is_ended_at_any_call_leaves_whole_files(
    case: Case, save: Save, made: dict[str, Artifact], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each name has the old file or the new one; where nothing stood, also nothing. The next save is as any other."""
    monkeypatch.setattr(writing, "OLD", -1)  # for the sweep all that is left is old
    old, new = _old(case), _new(made)
    for at in count(1):
        folder = _prepared(tmp_path / str(at), case)
        is_ended = is_ended_at(at, functools.partial(save, folder, case))
        visible, hidden = _found(folder, case)
        assert set(visible) <= set(new)
        for name, content in new.items():
            # Where nothing may be replaced and there are no hard links, an empty file holds the place for a moment.
            holds = [b""] if not case.links and not case.overwrite else []
            assert visible.get(name, old.get(name)) in (content, old.get(name), *holds), (at, name)
            # Where there are none, what stands there is moved out of the way for a moment, and is never swept.
            moved = [one for one, held in hidden.items() if one.endswith(".kept") and held == old.get(name)]
            assert name in visible or name not in old or (moved and not case.links), (at, name)
        with System(0, ends).at_work():
            save(folder, case._replace(overwrite=True))
        visible, left = _found(folder, case)
        assert (visible, [name for name in left if name.endswith(".part")]) == (new, []), at
        if not is_ended:
            assert at > 30
            return


def test_a_system_that_writes_a_little_at_a_time_is_asked_again(
    save: Save, made: dict[str, Artifact], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, content: real(handle, content[:1000]))
    case = CASES["over old files"]
    save(_prepared(tmp_path / "a", case), case)
    assert _found(tmp_path / "a", case) == (_new(made), {})


def test_every_call_of_the_system_is_counted(save: Save, tmp_path: Path) -> None:
    """None is made behind the back of the tests above, by a function that they do not stand in for."""
    save(_prepared(tmp_path / "first", CASES["over old files"]), CASES["over old files"])  # which renderers there are
    for number, case in enumerate(CASES.values()):
        names = called(functools.partial(save, _prepared(tmp_path / str(number), case), case))
        assert {"write", "fsync", "stat", "close"} <= names
        assert names <= COUNTED | PURE | FILES | OF_A_FILE | OF_AN_ENTRY, names


@pytest.mark.parametrize("code", CODES, ids=errno.errorcode.get)
def test_what_is_read_is_never_written_over_whatever_fails(
    code: int, letter: Letter, made: dict[str, Artifact], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file of the data has the name of the letter: that nobody can say so now does not make it another file."""
    monkeypatch.setattr(saving, "render", lambda _letter, *, to, **_: made[to])
    target = tmp_path / "letter.html"
    target.write_bytes(b"what is read")
    (tmp_path / "link.html").symlink_to(target)
    output = Output(tmp_path, tmp_path / "link.html", overwrite=True)
    for at in count(1):
        system = System(at, fails(code))
        fault = fault_of(system, lambda: save_all(letter, ["html"], output, inputs=[target]) and None)
        assert isinstance(fault, LetterforgeError), (at, fault)
        assert target.read_bytes() == b"what is read"
        assert (tmp_path / "link.html").is_symlink()
        if not system.reached:
            return
