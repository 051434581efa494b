"""What a value must have to be richer than text: words that say it in plain.

A renderer may show more of such a value than its words: text with formatting, a picture, a whole document. The core
only carries it: the check lets it be printed, and every format that knows nothing of it prints its words.
"""

from __future__ import annotations

import dataclasses
import functools
from typing import Protocol, runtime_checkable


@runtime_checkable
class Rich(Protocol):
    """A value that has a plain form."""

    @property
    def text(self) -> str:
        """What it says in plain words."""


def is_rich(kind: type) -> bool:
    """Whether values of a class are rich; a protocol with a property cannot be asked about classes."""
    return isinstance(getattr(kind, "text", None), (property, functools.cached_property)) or (
        dataclasses.is_dataclass(kind) and kind.__annotations__.get("text") in (str, "str")
    )


def has_words(value: object) -> bool:
    """Whether a value looks rich. Its class may be anybody's, and may raise anything when it is asked."""
    try:
        return isinstance(value, Rich)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001  (a property that raises in words that hold the value)
        return False


def words_of(value: object) -> str | None:
    """The words of a rich value; None where it is none, or where they cannot be had."""
    try:
        words = value.text if isinstance(value, Rich) else None
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001  (as above)
        return None
    return str.__str__(words) if isinstance(words, str) else None
