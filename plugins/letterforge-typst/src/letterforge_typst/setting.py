"""Typst, set up for one stationery: fonts and template are written to the disk once, letters are set one by one."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from letterforge.errors import MissingResourceError, RenderError
from letterforge.locks import lock_for_forks
from letterforge_typst import complaints, look, nodes
from letterforge_typst.typefaces import written

if TYPE_CHECKING:
    from letterforge.document import Document, Furniture, Picture
    from letterforge.fonts import Family
    from letterforge.stationery import Stationery

_TEMPLATE = "letter.typ"
_LOCK = lock_for_forks()
_FORMATS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/svg+xml": "svg", "image/webp": "webp"}


class LetterSetter:
    """Sets letters in one look."""

    def __init__(self, stationery: Stationery, family: Family) -> None:
        self._stationery = stationery
        try:
            folder = Path(tempfile.mkdtemp(prefix="letterforge-typst-"))
            weakref.finalize(self, _delete, folder, os.getpid())
            fonts = folder / "fonts"
            fonts.mkdir()
            self._typeface = written(family, fonts)
            template = folder / _TEMPLATE
            template.write_bytes((files("letterforge_typst") / _TEMPLATE).read_bytes())
        except OSError as fault:
            message = f"the fonts of the stationery could not be written to {tempfile.gettempdir()}: {fault.strerror}"
            raise MissingResourceError(message) from fault
        self._look = look.look(stationery, self._typeface)
        # From a path, not from bytes: a compiler of bytes serves once (typst 0.15.2).
        self._compiler = typst.Compiler(
            str(template),
            root=str(folder),
            font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]),
            package_path=str(folder),
            package_cache_path=str(folder),
        )

    def set(self, document: Document, standards: Sequence[str], data: str | None = None) -> bytes:
        """The PDF of a document.

        Raises:
            RenderError: Typst refuses the letter, or a table of it has no head or too many columns.
        """
        letter = json.dumps(self._letter(document, data), ensure_ascii=False, separators=(",", ":"))
        with _LOCK, _without_words():
            content, warnings = self._compiler.compile_with_warnings(
                format="pdf", sys_inputs={"letter": letter}, pdf_standards=list(standards), timestamp=0
            )
        if warnings:
            raise complaints.refusal(" ".join(str(one) for one in warnings))
        assert isinstance(content, bytes)  # noqa: S101  (one file, as no output was named)
        return content

    def _letter(self, document: Document, data: str | None) -> dict[str, Any]:
        language, _, rest = document.language.partition("-")
        region = next((part for part in rest.split("-") if len(part) == 2 and part.isalpha()), None)  # noqa: PLR2004  (ISO 3166-1)
        page, size = self._stationery.page, self._stationery.text_size
        setting = nodes.Setting(
            self._typeface,
            size,
            (page.width - page.left - page.right) * look.MILLIMETRE,
            {digest: (one.width, one.height) for digest, one in document.images.items()},
            (page.height - page.top - page.bottom) * look.MILLIMETRE,
        )
        letter: dict[str, Any] = {
            "look": self._look,
            "title": document.title,
            "language": language.lower(),
            "region": region and region.upper(),
            "first": {**_furniture(document.first, setting), "header": nodes.blocks(document.first.header, setting)},
            "following": _furniture(document.following, setting),
            "blocks": nodes.letter(document, setting),
            "pictures": {digest: _picture(one) for digest, one in document.images.items()},
        }
        if data is not None:
            letter["data"] = data
        return letter


def _furniture(furniture: Furniture, setting: nodes.Setting) -> dict[str, Any]:
    small = replace(setting, size=setting.size * look.RUNNING_SCALE, running=True)
    return {"header": nodes.blocks(furniture.header, small), "footer": nodes.blocks(furniture.footer, small)}


def _picture(picture: Picture) -> tuple[str, list[int]]:
    kind = _FORMATS.get(picture.media_type)
    if kind is None:
        message = "a picture of the letter is of a kind that Typst does not read"
        raise RenderError(message)
    return kind, list(picture.content)


@contextlib.contextmanager
def _without_words() -> Iterator[None]:
    """What Typst raises, in words of ours, without the words of the letter."""
    try:
        yield
    except KeyboardInterrupt:
        raise
    except typst.TypstError as fault:
        said = str(fault)
    except BaseException as fault:  # noqa: BLE001  (a panic of Rust is no Exception; its words may quote the letter)
        said = type(fault).__name__
    else:
        return
    if os.environ.get("LFT"):
        print(said)
    raise complaints.refusal(said)


def _delete(folder: Path, owner: int) -> None:
    if os.getpid() == owner:  # a process that was forked shares the folder, and ends earlier
        shutil.rmtree(folder, ignore_errors=True)
