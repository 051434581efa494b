"""The areas that mutants are drawn from, and the tests that each is held against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src"
PROPERTIES = ("tests/property",)
"""Run against every mutant that its own folder lets live, with as many examples as `make test` tries."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the promise: its code, as patterns below ``src/letterforge``, and the folders of its tests."""

    name: str
    code: tuple[str, ...]
    tests: tuple[str, ...]
    but: tuple[str, ...] = ()
    not_tests: tuple[str, ...] = ()
    """Folders within those of its tests that are another area's."""

    def files(self) -> list[Path]:
        """The files of its code, always in the same order."""
        core = SOURCES / "letterforge"
        but = set(_matching(core, self.but))
        return [path for path in _matching(core, self.code) if path not in but and path.name != "__init__.py"]

    def has(self, test: str) -> bool:
        """Whether a test is one of its own."""
        return _is_in(self.tests, test) and not _is_in(self.not_tests, test)


def is_property(test: str) -> bool:
    """Whether a test is a property."""
    return _is_in(PROPERTIES, test)


def _is_in(folders: Iterable[str], test: str) -> bool:
    return any(test.startswith(f"{folder}/") for folder in folders)


def _matching(core: Path, patterns: Iterable[str]) -> list[Path]:
    return sorted({path for pattern in patterns for path in core.glob(pattern)})


_INFERENCE = ("checking/inference.py", "checking/environment.py", "checking/narrowing.py", "checking/operations.py")

AREAS = (
    Area("check", ("checking/**/*.py",), ("tests/checking",), but=_INFERENCE),
    Area("inference", _INFERENCE, ("tests/checking",)),
    Area("evaluator", ("expressions/**/*.py",), ("tests/expressions",)),
    Area("fill", ("filling/*.py",), ("tests/filling",)),
    Area(
        "read-back",
        # Not those readers that only a scan of anybody's file asks: a fresh file is never read by them.
        ("rendering/*.py", "scanning/*.py", *(f"scanning/readers/{name}*.py" for name in ("html", "pdf", "word"))),
        ("tests/rendering", "tests/scanning"),
        not_tests=("tests/scanning/leftovers",),
    ),
    Area("leftovers", ("scanning/leftovers/*.py",), ("tests/scanning/leftovers",)),
)


def module_of(file: Path) -> str:
    """The name that a file of the code is imported by."""
    return ".".join(file.relative_to(SOURCES).with_suffix("").parts)


def name_of(file: Path) -> str:
    """A file as reports call it: its path below ``src/letterforge``."""
    return file.relative_to(SOURCES / "letterforge").as_posix()
