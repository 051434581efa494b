"""`DataPicture`: a picture that comes with the data of one letter, such as a scanned signature."""

from __future__ import annotations

import copy
import hashlib
from dataclasses import dataclass, field

from letterforge.document import Picture

WIDEST = 500  # mm; wider than any paper that letters are printed on


@dataclass(frozen=True, slots=True)
class DataPicture:
    """A picture of the data: the bytes of a PNG, JPEG or SVG file, and ``alt``, which says in words what it shows.

    What the file says besides what it shows is left out, as `letterforge.picture_details` does. ``width`` is in
    millimetres, as the template says; without one it is set at 96 pixels an inch, never wider than its column.

    Raises:
        ValueError: it is another kind of file, damaged, too large, or not a plain drawing; the message says which.
    """

    content: bytes = field(repr=False)
    alt: str = field(default="", repr=False)
    width: float | None = None
    shown: Picture = field(init=False, repr=False, compare=False)
    """The picture as renderers take it, measured and bare."""

    def __post_init__(self) -> None:
        """See that it is one."""
        from letterforge.models.picture_content import picture_of  # noqa: PLC0415  (few letters have any)

        shown = picture_of(self.content)
        object.__setattr__(self, "shown", shown)
        object.__setattr__(self, "content", shown.content)

    @property
    def text(self) -> str:
        """Nothing: a picture has no words of its own."""
        return ""

    @property
    def digest(self) -> str:
        """The key of the picture in a document: SHA-256, hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    def wide(self, width: float | None, alt: str) -> DataPicture:
        """The same so wide; ``alt`` is what stands for it where the data say nothing of it."""
        other = copy.copy(self)
        object.__setattr__(other, "width", width if width is not None else self.width)
        object.__setattr__(other, "alt", self.alt or alt)
        return other


class UnreadPicture:
    """Stands for a picture whose file cannot be read; ``fault`` says why, and never what it is called."""

    __slots__ = ("fault",)

    def __init__(self, fault: str) -> None:
        self.fault = fault
