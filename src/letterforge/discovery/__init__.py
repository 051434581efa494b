"""Records found where they stand: what is added to a folder as a file is there, and no list has to name it again."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType
from typing import TypeVar

Record = TypeVar("Record")


def records(package: ModuleType, kind: type[Record], *, but: tuple[str, ...] = ()) -> tuple[Record, ...]:
    """All values of a class that the modules of a package define, in the order of their modules' names and lines.

    Modules that hold no records, but what is made of them, are left out by name.
    """
    found: dict[int, Record] = {}
    for name in sorted(module.name for module in pkgutil.iter_modules(package.__path__) if module.name not in but):
        module = importlib.import_module(f"{package.__name__}.{name}")
        found |= {id(value): value for value in vars(module).values() if isinstance(value, kind)}
    return tuple(found.values())
