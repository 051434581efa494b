"""The pieces of one letter put together: the identifiers of its links, pictures and lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from letterforge.document import Picture
from letterforge.errors import RenderError
from letterforge_docx.ooxml.drawing import PER_MILLIMETRE, inline
from letterforge_docx.ooxml.names import R
from letterforge_docx.ooxml.relationships import Relationship, referred
from letterforge_docx.writing.numbering import NewList
from letterforge_docx.writing.pieces import Drawing, LinkId, ListId, Piece, SameList

SUFFIXES: Mapping[str, str] = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
_PER_PIXEL = 9525  # 96 pixels an inch


@dataclass(slots=True)
class Lists:
    """The ordered lists of a letter so far."""

    first_free: int
    made: list[NewList] = field(default_factory=list)
    numbers: dict[int, str] = field(default_factory=dict)

    def begin(self, begun: ListId) -> str:
        """The number of a list that begins here; the same static list may begin more than once in a letter."""
        number = str(self.first_free + len(self.made))
        self.made.append((begun.style, begun.depth, begun.start))
        self.numbers[id(begun)] = number
        return number


@dataclass(slots=True)
class Assembly:
    """One part of one letter in the making. ``drawings`` is the number of its next picture."""

    prefix: str
    lists: Lists
    images: Mapping[str, Picture]
    drawings: int
    added: dict[tuple[str, str], Relationship] = field(default_factory=dict)
    pictures: set[str] = field(default_factory=set)

    def join(self, out: list[str], pieces: Iterable[Piece]) -> None:
        """Put pieces to what is there."""
        out += [piece if piece.__class__ is str else self._resolved(piece) for piece in pieces]

    def _resolved(self, piece: Piece) -> str:
        match piece:
            case SameList():
                return self.lists.numbers[id(piece.first)]
            case ListId():
                return self.lists.begin(piece)
            case LinkId(target=target):
                return referred(self.added, self.prefix, f"{R}/hyperlink", target=target, external=True)
            case Drawing(image=image, widest=widest):
                return self._drawing(image.digest, image.alt, image.width, widest)
            case str():
                return piece

    def _drawing(self, digest: str, alt: str, width: float | None, widest: int) -> str:
        picture = self.images.get(digest)
        if picture is None:
            message = "a picture that the letter names is not among its images"
            raise RenderError(message)
        self.pictures.add(digest)
        identifier = referred(self.added, self.prefix, f"{R}/image", target=f"/{media_name(digest, picture)}")
        size = size_of(picture, width, widest)
        number = self.drawings
        self.drawings += 1
        return inline(number, identifier, size, alt=alt)


def media_name(digest: str, picture: Picture) -> str:
    """The member that holds a picture.

    Raises:
        RenderError: it is of a kind that Word does not show.
    """
    suffix = SUFFIXES.get(picture.media_type)
    if suffix is None:
        message = f"a picture of type {picture.media_type} cannot stand in a Word file; give it as PNG or JPEG"
        raise RenderError(message)
    return f"word/media/picture-{digest[:32]}.{suffix}"


def size_of(picture: Picture, width: float | None, widest: int) -> tuple[int, int]:
    """The size of a picture in English Metric Units: as wide as it is said to be, at most as there is room."""
    across = picture.width * _PER_PIXEL if width is None else round(width * PER_MILLIMETRE)
    across = max(1, min(across, widest))
    return across, max(1, across * picture.height // max(1, picture.width))
