"""Where an address stands on the first page, so that it shows in the window of an envelope.

Lengths are millimetres from the upper left corner of the page. A stationery says which window it is for
(`Stationery.window`); renderers put the address there, and the finished page is measured.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from letterforge.document import Block, Inline, Paragraph, Role

__all__ = ["HEAD", "MARKS", "WINDOWS", "Box", "Opening", "Window", "opening"]

HEAD = 12.0
"""Where a letterhead may begin: printers leave about 5 mm at the edge unprinted."""
SIZE, LINE_HEIGHT = 10.0, 1.08
"""Of an address, unless a stationery says otherwise: seven lines fit the window of GOV.UK Notify."""
MARKS = 5.0
"""How far from the left edge marks to fold and to punch begin."""
_ALIGNED = 10.0
"""An address is set in as far as the letter, where that is less than this far within the window."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Window:
    """One window. The letter itself begins below ``clear``.

    ``box`` is what shows of the page however it lies in the envelope. ``clear`` is the area around it in which nothing
    else may be printed. What stands before the address in a letter begins at ``beside``. The address is set in ``size``
    points, its lines ``line_height`` times that apart. ``folds`` and ``punch`` are where marks stand at the left edge.
    """

    box: Box
    clear: Box
    beside: float
    size: float = SIZE
    line_height: float = LINE_HEIGHT
    folds: tuple[float, ...] = ()
    punch: float | None = None

    @property
    def pitch(self) -> float:
        """From one line to the next."""
        return self.size * self.line_height * 25.4 / 72

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        return int((self.box.height + 0.01) / self.pitch)

    @property
    def marks(self) -> tuple[float, ...]:
        """Where marks stand, from the top."""
        return tuple(sorted((*self.folds, *(() if self.punch is None else (self.punch,)))))

    def area(self, margin: float) -> Box:
        """Where the address is set on a page whose left margin is so wide: in line with the letter, if that can be."""
        box = self.box
        aligned = box.left <= margin < box.left + _ALIGNED
        return Box(margin if aligned else box.left, box.top, box.right, box.bottom)


WINDOWS: Mapping[str, Window] = MappingProxyType(
    {
        # GOV.UK Notify, "letter specification": its address box, what it wants left free, and where a letter begins. The
        # two folds for DL; C5 has the one in the middle, where files are punched.
        "c5-dl-uk": Window(Box(24.6, 39.5, 120, 66.3), Box(0, 30, 125, 95), beside=126, folds=(99, 198), punch=148.5),
        # DIN 5008, forms A and B: the lower 27.3 mm of the field of 45 by 85 mm, which begins 20 mm from the edge and 27 or
        # 45 mm from the top (din-5008-richtlinien.de, "Anschriftenfeld"; sekretaria.de, "DIN 5008: Absender").
        "din-5008-a": Window(Box(25, 44.7, 105, 72), Box(0, 27, 105, 80.4), beside=125, folds=(87, 192), punch=148.5),
        "din-5008-b": Window(Box(25, 62.7, 105, 90), Box(0, 45, 105, 98.4), beside=125, folds=(105, 210), punch=148.5),
        # A number 10 envelope, 9.5 by 4.125 inches, with its window of 4.5 by 1.125 inches 0.875 inches from the left and
        # 0.5 from the bottom; a page of 8.5 by 11 inches in three folds has 1 inch to slide in it across, and 0.458 down.
        # The box is what always shows, the clear area what may show.
        "us-10": Window(Box(22.3, 63.5, 111.1, 80.4), Box(0, 51.8, 136.5, 92.1), beside=140, folds=(93.1, 186.3)),
    }
)
"""The windows that have names."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The blocks of a letter on a page with a window: what stands beside the address, the address, and the letter below."""

    beside: tuple[Block, ...]
    address: tuple[Paragraph[Inline], ...]
    below: tuple[Block, ...]


_HEADS = (Role.SENDER, Role.DATE, Role.REFERENCE)


def opening(blocks: Sequence[Block]) -> Opening:
    """Take a letter apart. Its address are the first paragraphs with that role that stand one after the other.

    What comes before it stands beside it; without an address, the sender, date and reference that the letter begins with.
    """
    roles = [block.role if isinstance(block, Paragraph) else None for block in blocks]
    start = roles.index(Role.ADDRESS) if Role.ADDRESS in roles else _run(roles, 0, _HEADS)
    end = _run(roles, start, (Role.ADDRESS,))
    address = tuple(block for block in blocks[start:end] if isinstance(block, Paragraph))
    return Opening(tuple(blocks[:start]), address, tuple(blocks[end:]))


def _run(roles: Sequence[Role | None], start: int, wanted: Sequence[Role]) -> int:
    """Where paragraphs that have one of these roles end."""
    return next((at for at in range(start, len(roles)) if roles[at] not in wanted), len(roles))
