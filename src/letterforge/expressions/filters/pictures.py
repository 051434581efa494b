"""The filter of pictures that come with the data."""

from __future__ import annotations

from letterforge.expressions.filters.filter import Filter, Input, Parameter, Truth, same
from letterforge.formatting.printer import Printer
from letterforge.models.data_picture import WIDEST, DataPicture
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Leaf


def _picture(_: Printer, value: DataPicture, width: float | None = None, alt: str = "") -> DataPicture:
    return value.wide(width, alt)


def _width(written: object) -> str | None:
    fits = written is None or (type(written) in (int, float) and 1 <= written <= WIDEST)  # type: ignore[operator]  # a number
    return None if fits else f"the width is a number of millimetres from 1 to {WIDEST}, written out in the template"


PICTURE = Filter(
    names=("picture",),
    function=_picture,
    takes=Input("a picture", (Leaf(Kind.PICTURE),)),
    gives=same,
    gives_words="the picture, so many millimetres wide; the words stand for it where the data have none",
    examples=(),
    parameters=(
        Parameter(written=_width, names=("width",)),
        Parameter(takes=Kind.TEXT, purpose="takes words that say what the picture shows", names=("alt",), default=""),
    ),
    usage=("picture(40)", 'picture(40, alt="Signature of the officer")'),
    truth=Truth.SAME,
    elsewhere=("image", "img", "inline_image"),
    called="picture(40)",
)
