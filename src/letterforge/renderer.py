"""`Renderer`: what a renderer is; the contract for whoever writes a plugin."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from letterforge.filekinds import FILE_KINDS
from letterforge.rules.data import NO_GLYPH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letterforge.letter import Letter
    from letterforge.passages import Passage


__all__ = ["NO_GLYPH", "ReadsBack", "Renderer", "reason", "wrong_shape"]


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


def reason(fault: BaseException) -> str:
    """Why a plugin could not be used, on one line."""
    if isinstance(fault, SystemExit):
        return "it ends the program when it is imported (SystemExit)"
    text = str(fault).strip().splitlines()
    return f"{type(fault).__name__}: {text[0]}" if text else type(fault).__name__


_DESCRIBED = 2  # of what is asked for, media_type and suffix
_MEDIA_TYPE = re.compile(r"[a-zA-Z0-9][\w.+!#$&^-]*/[a-zA-Z0-9][\w.+!#$&^-]*(?:[ \t]*;[ -~]*)?", re.ASCII)
_SUFFIX = re.compile(r"\.[\w-][\w.+-]{0,30}(?<!\.)")  # nothing that a system takes for a folder, or cuts off


def wrong_shape(instance: object) -> str | None:
    """What an object lacks to be a renderer, None if it lacks nothing."""
    got: dict[str, object] = {}
    try:
        for name in ("media_type", "suffix", "render", "text", "own_words"):
            got[name] = getattr(instance, name, None)
    except KeyboardInterrupt:
        raise
    except BaseException as fault:  # noqa: BLE001  (a property can do anything)
        what = "media_type or suffix" if len(got) < _DESCRIBED else "render, text or own_words"
        return f"{what} cannot be read: {reason(fault)}"
    media_type, suffix = got["media_type"], got["suffix"]
    if type(media_type) is not str or not _MEDIA_TYPE.fullmatch(media_type):
        return "media_type is not a text such as application/pdf"
    if type(suffix) is not str or not _SUFFIX.fullmatch(suffix):
        return "suffix is not a text such as .pdf"
    if not callable(got["render"]):
        return "there is no method render"
    if got["text"] is not None and not callable(got["text"]):
        return "text is there, and is no method"
    words = got["own_words"]
    if words is not None and not (isinstance(words, (tuple, list)) and all(type(word) is str for word in words)):
        return "own_words is there, and is no tuple of texts"
    return _at_odds(media_type, suffix)


@functools.lru_cache(maxsize=64)
def _at_odds(media_type: str, suffix: str) -> str | None:
    """How a media type and a suffix are those of two kinds of file, None where they are not."""
    bare = media_type.partition(";")[0].strip().lower()
    said = next((kind for kind in FILE_KINDS if bare in kind.media_types), None)
    named = next((kind for kind in FILE_KINDS if suffix.lower() in kind.finished_suffixes), None)
    if said is not None and named is not None and said is not named:
        return f"the suffix {suffix} is that of {named.media_type}, and media_type is another"
    return None
