"""`Renderer`: what a renderer is; the contract for whoever writes a plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from letterforge.rules.data import NO_GLYPH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letterforge.letter import Letter
    from letterforge.passages import Passage


__all__ = ["NO_GLYPH", "ReadsBack", "Renderer"]


@runtime_checkable
class Renderer(Protocol):
    """Turns a letter into the bytes of one file format.

    An entry point in the group ``letterforge.renderers`` names a class that can be called without
    arguments. An instance pickles, and is safe in threads; what it prepares for many letters it keeps
    in a bounded cache.

    A class whose format has words of its own, which no letter has, declares them in an attribute ``own_words``, a tuple
    of texts; whatever else a file says beyond its letter is an error when it is read back.

    A class whose files depend on libraries outside of Python has a method ``libraries`` that gives their versions, by
    name: a manifest names them.
    """

    media_type: str
    """For example ``application/pdf``."""
    suffix: str
    """With its dot, for example ``.pdf``."""

    def render(self, letter: Letter) -> bytes:
        """The whole file. It either holds all of ``letter.document`` or raises a `LetterforgeError`."""
        ...


@runtime_checkable
class ReadsBack(Protocol):
    """A renderer for a format that letterforge cannot read by itself also says what a finished file holds."""

    def text(self, content: bytes) -> Iterator[Passage]:
        """The words of a finished file, in the order of reading."""
        ...
