"""Records found where they stand: what is added to a folder as a file is there, and no list has to name it again."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from typing import TypeVar

Record = TypeVar("Record")


def records(package: str, path: Iterable[str], kind: type[Record]) -> tuple[Record, ...]:
    """All values of a class that the modules of a package define, in the order of their modules' names and lines."""
    found: dict[int, Record] = {}
    for name in sorted(module.name for module in pkgutil.iter_modules(path)):
        module = importlib.import_module(f"{package}.{name}")
        found |= {id(value): value for value in vars(module).values() if isinstance(value, kind)}
    return tuple(found.values())
