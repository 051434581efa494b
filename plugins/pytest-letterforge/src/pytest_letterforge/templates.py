"""The templates of a folder as tests of their own: which files, which model each, and what is wrong with one."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pydantic import BaseModel

import letterforge
from letterforge.filekinds import TEMPLATE_SUFFIXES

if TYPE_CHECKING:
    from letterforge.template import Template

Models = Mapping[str, type[BaseModel]]


@dataclass(frozen=True)
class LetterTemplate:
    """One template of a folder, with the model that it is held against.

    ``path`` is the file, ``name`` its path within the folder, ``model`` None where the kind that it names has one.
    """

    path: Path
    name: str
    model: type[BaseModel] | None = None
    stationery: letterforge.Stationery | None = field(default=None, repr=False)

    def load(self) -> Template:
        """The template, read."""
        return letterforge.load(self.path, model=self.model)

    def findings(self) -> tuple[letterforge.Finding, ...]:
        """All that is wrong with it, errors and warnings."""
        return letterforge.check(self.path, model=self.model, stationery=self.stationery)

    def check(self, *, warnings: bool = False) -> None:
        """Fail if the template does not fit its model; with ``warnings``, also for what is only doubtful."""
        __tracebackhide__ = True
        found = [finding for finding in self.findings() if warnings or finding.is_error]
        if found:
            count = f"{len(found)} finding" + ("" if len(found) == 1 else "s")
            pytest.fail("\n".join([f"{self.path}: {count}", *map(str, found)]), pytrace=False)
        if self.model is None and self.load().model is None:
            message = (
                f"{self.path}: there is no model to hold it against; name one in the marker, "
                f'letterforge(..., models={{"{self.name}": MyModel}}), or a kind in its front matter; '
                f'or say ignore=["{self.name}"]'
            )
            pytest.fail(message, pytrace=False)


def templates(
    folder: Path,
    *,
    model: type[BaseModel] | None = None,
    models: Models | None = None,
    ignore: Sequence[str] = (),
    stationery: str | os.PathLike[str] | letterforge.Stationery | None = None,
) -> list[LetterTemplate]:
    """The templates of a folder and those below it, by name.

    Raises:
        UsageError: there is no such folder, it holds no template, or a pattern fits no file.
    """
    if not folder.is_dir():
        message = f"letterforge: there is no folder {folder}"
        raise pytest.UsageError(message)
    if stationery is not None and not isinstance(stationery, letterforge.Stationery):
        stationery = letterforge.Stationery.read(folder / stationery)
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in TEMPLATE_SUFFIXES and path.is_file())
    # Word writes a file "~$letter.docx" beside each that is open.
    names = {path.relative_to(folder).as_posix(): path for path in files if not path.name.startswith(("~$", "."))}
    for pattern in (*(models or {}), *ignore):
        if not any(fnmatch(name, pattern) for name in names):
            message = f"letterforge: no template in {folder} is called {pattern}"
            raise pytest.UsageError(message)
    found = [
        LetterTemplate(path, name, _model(name, models or {}, model), stationery)
        for name, path in names.items()
        if not any(fnmatch(name, pattern) for pattern in ignore)
    ]
    if not found:
        message = f"letterforge: there is no template in {folder} ({', '.join(TEMPLATE_SUFFIXES)})"
        raise pytest.UsageError(message)
    return found


def _model(name: str, models: Models, otherwise: type[BaseModel] | None) -> type[BaseModel] | None:
    """The model whose pattern fits; a name as it is goes before patterns, and these in their order."""
    if name in models:
        return models[name]
    return next((model for pattern, model in models.items() if fnmatch(name, pattern)), otherwise)
