"""The filter of pictures that come with the data."""

from __future__ import annotations

from letterforge.expressions.filters.filter import Filter, Input, Parameter, Truth, same
from letterforge.formatting.printer import Printer, UnprintableError
from letterforge.models.data_picture import WIDEST, DataPicture
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Leaf


def _picture(_: Printer, value: DataPicture, width: float | None = None, alt: str = "") -> DataPicture:
    if width is not None and not 1 <= width <= WIDEST:
        message = f"a picture that is not from 1 to {WIDEST} millimetres wide"
        raise UnprintableError(message)
    return value.wide(width, alt)


PICTURE = Filter(
    names=("picture",),
    function=_picture,
    takes=Input("a picture", (Leaf(Kind.PICTURE),)),
    gives=same,
    gives_words="the picture so many millimetres wide; a text behind stands for it where the data give no words (alt)",
    examples=(),
    parameters=(
        Parameter(takes=Kind.FLOAT, within=(1, WIDEST), purpose="takes the width in millimetres"),
        Parameter(takes=Kind.TEXT, purpose="takes words that say what the picture shows"),
    ),
    usage=("picture(40)", 'picture(40, "Signature of the reviewing officer")'),
    truth=Truth.SAME,
    elsewhere=("image", "img", "inline_image"),
    called="picture(40)",
)
