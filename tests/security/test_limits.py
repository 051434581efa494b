"""One table of what is read: documented, and at each limit one less passes and one more is refused by name."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from caged import Cage

import letterforge
from letterforge import limits
from letterforge.data import reading
from letterforge.data.data_file import DataFile
from letterforge.errors import DataError, LetterforgeError, UsageError

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "limits.md"
DEPTH, VALUES = limits.DATA_DEPTH.most, limits.DATA_VALUES.most


def test_the_page_has_every_limit_as_it_is() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][1:]
    assert rows == [f"| {one.most:,} | {one.unit} | {one.why} |" for one in limits.TABLE]


def read(text: str, suffix: str) -> DataFile:
    return reading.read(text, suffix=suffix)


DEEP: dict[str, Callable[[int], str]] = {
    ".json": lambda depth: '{"a":' * depth + "1" + "}" * depth,
    ".yaml": lambda depth: "{a: " * depth + "1" + "}" * depth,
    ".toml": lambda depth: f"[{'.'.join('a' * (depth - 1))}]\na = 1\n",
}
MANY: dict[str, Callable[[int], str]] = {
    ".json": lambda count: "[" + "0," * (count - 2) + "0]",
    ".yaml": lambda count: "[" + "0," * (count - 2) + "0]",
    ".toml": lambda count: "".join(f"k{n:x} = 1\n" for n in range(count)),
}


@pytest.mark.parametrize("suffix", DEEP)
def test_levels_of_data(suffix: str) -> None:
    assert read(DEEP[suffix](DEPTH), suffix).values
    with pytest.raises(DataError, match=f"more than {DEPTH} levels|nested too deep"):
        read(DEEP[suffix](DEPTH + 1), suffix)


@pytest.mark.parametrize("suffix", [".json", ".toml"])
def test_values_of_data(suffix: str) -> None:
    few = VALUES // 2 if suffix == ".toml" else VALUES  # a file has a million characters at most
    assert read(MANY[suffix](few), suffix).values
    if suffix == ".json":
        with pytest.raises(DataError, match=f"more than {VALUES:,} values"):
            read(MANY[suffix](VALUES + 1), suffix)


def test_values_of_yaml_are_counted_before_they_are_read() -> None:
    with pytest.raises(DataError, match=f"more than {VALUES:,} values"):
        read(MANY[".yaml"](VALUES + 3), ".yaml")


def test_values_times_their_levels() -> None:
    for text, suffix in (
        ("[" * 90 + "0," * 60_000 + "0" + "]" * 90, ".json"),
        ("[" + ".".join("a" * 90) + "]\n" + "".join(f"k{n:x}=1\n" for n in range(60_000)), ".toml"),
    ):
        with pytest.raises(DataError, match="too many values that are nested deep"):
            read(text, suffix)


def test_bytes_and_characters_of_data(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'{"a": "' + b"x" * (limits.DATA_SIGNS.most - 9) + b'"}')
    assert letterforge.read_data(path).values
    path.write_bytes(b'{"a": "' + b"x" * (limits.DATA_SIGNS.most - 8) + b'"}')
    with pytest.raises(DataError, match="larger than a million characters"):
        letterforge.read_data(path)
    path.write_bytes(b" " * (limits.DATA_BYTES.most + 1))
    with pytest.raises(DataError, match="larger than 4,000,000 bytes"):
        letterforge.read_data(path)


@pytest.mark.parametrize("kind", ["pipe", "/dev/zero", "/dev/random", "folder"])
def test_what_is_no_file_is_not_waited_for(kind: str, tmp_path: Path) -> None:
    for name in ("a.yaml", "a.md", "a.docx", "a.pdf", "a.html"):
        path = tmp_path / name
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        else:
            path.symlink_to(kind)
    for work in (letterforge.read_data, letterforge.load, letterforge.scan):
        for name in ("a.yaml", "a.md", "a.docx", "a.pdf", "a.html"):
            with pytest.raises(UsageError):
                work(tmp_path / name)


WILD = {
    "TOML: blanks behind a bracket": ("x='''\n[" + " " * 100_000 + "\n'''", ".toml"),
    "TOML: blanks alone": ("x='''\n" + " " * 100_000 + "\n'''", ".toml"),
    "TOML: blanks and names": ("x='''\n" + "a " * 100_000 + "\n'''", ".toml"),
    "TOML: brackets": ("x='''\n[" + "a]" * 100_000 + "\n'''", ".toml"),
    "TOML: quotes": ("x='''\n" + "\" '" * 100_000 + "\n'''", ".toml"),
    "TOML: tables of arrays": ("[[a]]\n" * 90_000, ".toml"),
    "TOML: 440 deep": ("[" + ".".join("a" * 440) + "]\n" + "".join(f"k{n:x}=1\n" for n in range(110_000)), ".toml"),
    "JSON: 900 deep": ("[" * 900 + "0," * 300_000 + "0" + "]" * 900, ".json"),
    "JSON: objects": ("{" + ",".join(f'"{n}":1' for n in range(90_000)) + "}", ".json"),
    "YAML: flat": ("[" + "0," * 190_000 + "0]", ".yaml"),
    "YAML: lines": ("- 0\n" * 190_000, ".yaml"),
}


def wild(name: str) -> int:
    return len(str(read(*WILD[name]).values))


@pytest.mark.parametrize("name", WILD)
def test_data_are_read_in_a_moment_or_refused(name: str, cage: Cage) -> None:
    outcome = cage.run(wild, name, seconds=10)
    assert not outcome.killed
    assert not outcome.type or isinstance(outcome.error, LetterforgeError)
