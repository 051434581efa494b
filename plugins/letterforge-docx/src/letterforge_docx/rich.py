"""Values that only a Word file shows in full: text with formatting, a picture, a document, a listing.

Each is a frozen value that can be pickled; it becomes XML within the renderer only. ``text`` is what it says in plain
words, in every other format.

>>> note = RichText((Run("Read "), Run("all of it", bold=True)))
>>> note.text
'Read all of it'
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from letterforge.wordfile import open_archive, parts_of, printed_paragraphs

Underline: TypeAlias = Literal["single", "double", "thick", "dotted", "dash", "dotDash", "dotDotDash", "wave"]


@dataclass(frozen=True, slots=True)
class Run:
    r"""Text of one look. In it ``\n`` is a line break, ``\t`` a tab, ``\a`` a new paragraph, ``\f`` a new page.

    ``color`` and ``highlight`` are hexadecimal, "ff0000"; ``size`` is in half-points, as Word counts; ``style`` is
    the identifier of a character style of the file; ``font`` the name of a typeface, "eastAsia:" and a name for one
    script only; ``link`` an address: http, https, mailto or tel.
    """

    text: str
    style: str | None = None
    color: str | None = None
    highlight: str | None = None
    size: int | None = None
    subscript: bool = False
    superscript: bool = False
    bold: bool = False
    italic: bool = False
    underline: Underline | bool = False
    strike: bool = False
    font: str | None = None
    link: str | None = None
    rtl: bool = False
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class RichText:
    """Runs one after the other: for ``{{r note }}``, and for ``{{p note }}`` with the look of a paragraph style."""

    runs: tuple[Run, ...]
    paragraph_style: str | None = None

    @property
    def text(self) -> str:
        """The words without their looks."""
        return _plain("".join(run.text for run in self.runs))


@dataclass(frozen=True, slots=True)
class RichParagraphs:
    """Paragraphs one below the other, each with runs and a paragraph style of its own: for ``{{p note }}``."""

    paragraphs: tuple[RichText, ...]

    @property
    def text(self) -> str:
        """The words without their looks, a line for each paragraph."""
        return "\n".join(one.text for one in self.paragraphs)


@dataclass(frozen=True, slots=True)
class InlineImage:
    """A picture in the line: PNG, JPEG or GIF. Sizes are in millimetres; one of them alone keeps the proportions.

    Without either, it is as large as the file says. ``alt`` is what it shows, for who cannot see it; ``link`` an
    address that it leads to.
    """

    content: bytes = field(repr=False)
    width: float | None = None
    height: float | None = None
    alt: str = ""
    link: str | None = None

    @property
    def text(self) -> str:
        """Nothing: a picture has no words of its own."""
        return ""


@dataclass(frozen=True)
class Subdocument:
    """A Word file whose body goes into the letter, with its styles, lists and pictures: for ``{{p appendix }}``."""

    content: bytes = field(repr=False)

    @functools.cached_property
    def text(self) -> str:
        """The words of its body.

        Raises:
            UnreadableFileError: it is not a Word file, or cannot be read safely.
        """
        archive = open_archive(self.content)
        return "\n".join(line for line in printed_paragraphs(archive.xml(parts_of(archive).main)) if line)


@dataclass(frozen=True, slots=True)
class Listing:
    r"""Text in the look of its placeholder; ``\n``, ``\t``, ``\a`` and ``\f`` mean what they do in a `Run`."""

    content: str

    @property
    def text(self) -> str:
        """The words."""
        return _plain(self.content)


def _plain(text: str) -> str:
    return text.replace("\a", "\n").replace("\f", "\n").replace("\t", " ").strip("\n")
