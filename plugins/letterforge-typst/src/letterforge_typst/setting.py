"""Typst, set up for one stationery: fonts and template are written to the disk once, letters are set one by one."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from letterforge.errors import MissingResourceError, RenderError
from letterforge.locks import lock_for_forks
from letterforge.type_scale import TYPES, size_of
from letterforge.windows import opening
from letterforge_typst import compiling, complaints, look, nodes, words
from letterforge_typst.compiling import FONTS, LETTER, REFUSED, TEMPLATE, compiled, compiler
from letterforge_typst.typefaces import written

if TYPE_CHECKING:
    from letterforge.document import Document, Furniture, Picture
    from letterforge.fonts import Family
    from letterforge.stationery import Stationery

_LOCK = lock_for_forks()


class _Threads:
    """Whether Typst has begun its threads in this process, or only in the one that this was forked from."""

    def __init__(self) -> None:
        self.begun = self.lost = False

    def lose(self) -> None:
        """Note that a process was forked: a thread does not come along."""
        self.lost = self.begun


_THREADS = _Threads()
if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=_THREADS.lose)
_FORMATS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/svg+xml": "svg", "image/webp": "webp"}


class LetterSetter:
    """Sets letters in one look."""

    def __init__(self, stationery: Stationery, family: Family) -> None:
        self._stationery = stationery
        try:
            folder = Path(tempfile.mkdtemp(prefix="letterforge-typst-"))
            weakref.finalize(self, _delete, folder, os.getpid())
            (folder / FONTS).mkdir()
            self._typeface = written(family, folder / FONTS)
            (folder / TEMPLATE).write_bytes((files("letterforge_typst") / TEMPLATE).read_bytes())
        except OSError as fault:
            message = f"the fonts of the stationery could not be written to {tempfile.gettempdir()}: {fault.strerror}"
            raise MissingResourceError(message) from fault
        self._look = look.look(stationery, self._typeface)
        self._folder = folder
        self._memory = _memory(self, folder / LETTER)
        self._compiler = compiler(folder)

    def set(self, document: Document, standards: Sequence[str], data: str | None = None) -> bytes:
        """The PDF of a document.

        Raises:
            RenderError: Typst refuses the letter, or a table of it has no head or too many columns.
        """
        return self.compiled(self.told(document, data), standards)

    def told(self, document: Document, data: str | None = None) -> str:
        """What Typst is told of a letter."""
        return json.dumps(self._letter(document, data), ensure_ascii=False, separators=(",", ":"))

    def compiled(self, letter: str, standards: Sequence[str]) -> bytes:
        """The PDF of what Typst is told; raises as `set`."""
        try:
            if _THREADS.lost:
                return _apart(self._folder, letter, standards)
            with _LOCK, _held(self._memory, letter) as inputs:
                _THREADS.begun = True
                return compiled(self._compiler, inputs, standards)
        except ValueError as fault:
            said = str(fault)
        raise complaints.refusal(said)

    def _letter(self, document: Document, data: str | None) -> dict[str, Any]:
        language, region = words.spoken(document.language)
        page, size = self._stationery.page, self._stationery.text_size
        setting = words.Setting(
            self._typeface,
            size,
            (page.width - page.left - page.right) * look.MILLIMETRE,
            {digest: (one.width, one.height) for digest, one in document.images.items()},
            {name: size_of(self._stationery, name) for name in TYPES},
            (page.height - page.top - page.bottom) * look.MILLIMETRE,
            (page.height - page.left - page.right) * look.MILLIMETRE,
        )
        head = replace(setting, size=setting.sizes["header"], plain="header")
        letter: dict[str, Any] = {
            "look": self._look,
            "title": document.title,
            "language": language,
            "region": region,
            "first": {**_furniture(document.first, setting), "header": nodes.blocks(document.first.header, head)},
            "following": _furniture(document.following, setting),
            **self._blocks(document, setting),
            "crowded": _crowded(document, self._stationery, setting),
            "pictures": {digest: _picture(one) for digest, one in document.images.items()},
        }
        if data is not None:
            letter["data"] = data
        return letter

    def _blocks(self, document: Document, setting: words.Setting) -> dict[str, Any]:
        """The blocks of the letter; on a stationery with a window those beside the address and of the address apart."""
        each = nodes.letter(document, setting)
        window = self._stationery.window
        if window is None:
            return {"blocks": each}
        parts = opening(document.blocks)
        end = len(parts.beside) + len(parts.address)
        narrow = replace(setting, room=setting.room - (window.beside - self._stationery.page.left) * look.MILLIMETRE)
        beside = nodes.letter(replace(document, blocks=parts.beside), narrow)
        address = [words.inlines(one.children, setting) for one in parts.address]
        return {"beside": beside, "address": address, "blocks": each[end:]}


def _memory(owner: LetterSetter, path: Path) -> int | None:
    """A file of no disk, which Typst finds at a path; None where the system has none.

    What it is told as inputs would do, too, and makes Typst set each paragraph anew that it has set for another letter:
    for it the inputs are part of its library. It takes twice as long.
    """
    if not hasattr(os, "memfd_create"):
        return None
    memory = os.memfd_create(LETTER, os.MFD_CLOEXEC)
    weakref.finalize(owner, os.close, memory)
    try:
        path.symlink_to(f"/proc/self/fd/{memory}")
        path.read_bytes()
    except OSError:  # /proc is not there
        path.unlink(missing_ok=True)
        return None
    return memory


@contextlib.contextmanager
def _held(memory: int | None, letter: str) -> Iterator[dict[str, str]]:
    """The inputs for Typst, while it finds the letter."""
    if memory is None:
        yield {"letter": letter}
        return
    content = letter.encode()
    try:
        os.ftruncate(memory, len(content))
        os.pwrite(memory, content, 0)
        yield {}
    finally:
        os.ftruncate(memory, 0)


def _apart(folder: Path, letter: str, standards: Sequence[str]) -> bytes:
    """The PDF, made by a process of its own: the threads that Typst has begun are not there in one that was forked since.

    Raises:
        ValueError: Typst refuses the letter.
        RenderError: that process came to nothing.
    """
    done = subprocess.run(  # noqa: S603  (our own program)
        [sys.executable, compiling.__file__, str(folder), *standards],
        input=letter.encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode == REFUSED:
        raise ValueError(done.stderr.decode(errors="replace"))
    if done.returncode != 0:
        message = "Typst could not be run in a process of its own; begin processes by spawn or forkserver"
        raise RenderError(message)
    return done.stdout


def _crowded(document: Document, stationery: Stationery, setting: words.Setting) -> bool:
    """Whether a header or footer might not fit its margin: it is measured, then."""
    page = stationery.page
    sides = (
        (document.first.footer, page.bottom),
        (document.following.header, page.top),
        (document.following.footer, page.bottom),
    )
    return any(nodes.height_at_most(blocks, setting) > margin * look.MILLIMETRE for blocks, margin in sides if blocks)


def _furniture(furniture: Furniture, setting: words.Setting) -> dict[str, Any]:
    small = replace(setting, size=setting.sizes["footer"], running=True)
    return {"header": nodes.blocks(furniture.header, small), "footer": nodes.blocks(furniture.footer, small)}


def _picture(picture: Picture) -> tuple[str, list[int]]:
    kind = _FORMATS.get(picture.media_type)
    if kind is None:
        message = "a picture of the letter is of a kind that Typst does not read"
        raise RenderError(message)
    return kind, list(picture.content)


def _delete(folder: Path, owner: int) -> None:
    if os.getpid() == owner:  # a process that was forked shares the folder, and ends earlier
        shutil.rmtree(folder, ignore_errors=True)
