"""`join`: many PDFs in one, for a printer, which stays as accessible as they are.

The file is written object by object as the letters come, and its trees and its list of objects at the end (`writer.py`).
pikepdf, like the libraries that it could be done with, holds all objects of the file that it makes until it is saved:
of 3,000 letters of one to three pages that was 467 MB, and of 300 it was 76 MB. In chunks the last step holds as much.
So pikepdf reads one letter at a time here, and what it says of an object goes to the file.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from letterforge.artifact import growing_file
from letterforge.errors import MissingResourceError, UsageError


@dataclass(frozen=True, slots=True)
class Part:
    """One letter: the title of its bookmark, and its PDF as bytes, or as the path of a file to read when its turn comes.

    Without a title its bookmark has that of the letter itself, or its number.
    """

    title: str | None = field(repr=False)
    content: bytes | Path = field(repr=False)


def join(parts: Iterable[Part], out: Path, *, title: str, language: str | None = None, overwrite: bool = False) -> None:
    """Write one PDF of many tagged ones, in their order; the same bytes for the same parts.

    Each letter has a bookmark, with its own below it, begins on a right-hand page, and is numbered by itself: 7-1, 7-2 are
    the pages of the seventh. Its tags, ids, links and places stay its own, and its language is said on its Document.
    ``language`` is that of the whole, by default the first letter's; ``title`` is the title of the whole. What a letter
    says of itself as a file (title, author, producer) is not taken over; nothing else is lost: what cannot be carried is
    refused by name. ``parts`` may be of any length, and is read once: memory does not grow with it, but for some hundred
    bytes for a letter.

    Raises:
        UsageError: there is no letter; one is encrypted, not tagged, or has something that cannot be carried (fields of
            a form, attached files); the file is there already; or a title is empty or cannot be written.
        UnreadableFileError: a letter is damaged.
        MissingResourceError: pikepdf is not installed, the disk is full, or the file of a letter is not there.
    """
    if importlib.util.find_spec("pikepdf") is None:
        message = "to combine letters into one PDF, install letterforge[combined], which brings pikepdf"
        raise MissingResourceError(message)
    from letterforge.joining.whole import Whole  # noqa: PLC0415  (pikepdf is for those who combine letters)

    _refuse_title(title, "the title of the combined PDF")
    with growing_file(out, overwrite=overwrite) as file, Whole(file, title, language) as whole:
        number = 0
        for number, part in enumerate(parts, 1):
            if part.title is not None:
                _refuse_title(part.title, f"the title of letter {number} in the combined PDF")
            whole.add(number, part.title, part.content)
        if not number:
            message = "there is no letter to combine"
            raise UsageError(message)
        whole.finish()


def _refuse_title(title: str, what: str) -> None:
    if not title.strip() or any(ord(sign) < ord(" ") or "\ud800" <= sign <= "\udfff" for sign in title):
        message = f"{what} is empty, or has a sign that cannot be written there"
        raise UsageError(message)
