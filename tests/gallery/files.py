"""The letters of the gallery as finished files."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.gallery.letters import Subject, gallery

import letterforge
from letterforge import Letter
from letterforge_docx import DocxRenderer
from letterforge_html import HtmlRenderer
from letterforge_pdf import PdfRenderer
from letterforge_typst import TypstRenderer

RENDERERS: dict[str, Any] = {
    "html": HtmlRenderer(),
    "docx": DocxRenderer(),
    "pdf": PdfRenderer(),
    "pdf-archived": PdfRenderer(variant="ua-1+a-2a"),
    "typst": TypstRenderer(),
}


@functools.cache
def letter(name: str) -> Letter:
    """A letter of the gallery."""
    return gallery()[name].make()


@dataclass(frozen=True)
class Files:
    """A folder with a folder for each format, and in that a file for each letter."""

    folder: Path
    _made: dict[tuple[str, str], Path] = field(default_factory=dict)

    def path(self, name: str, to: str) -> Path:
        """The file of a letter: whole, since it has been read back. What Word alone can show may be left out of other formats."""
        known = self._made.get((name, to))
        if known is None:
            (self.folder / to).mkdir(exist_ok=True)
            made = letterforge.render(letter(name), to=RENDERERS[to], allow_loss=to != "docx")
            known = self.folder / to / f"{name}{made.suffix}"
            known.write_bytes(made.content)
            self._made[name, to] = known
        return known

    def content(self, name: str, to: str) -> bytes:
        """What is in the file of a letter."""
        return self.path(name, to).read_bytes()

    def paths(self, subjects: Iterable[Subject], to: str) -> list[Path]:
        """The files of letters."""
        return [self.path(one.name, to) for one in subjects]
