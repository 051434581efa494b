"""A model for awkward values."""

from pydantic import Field

from letterforge import LetterData, Line, Lines


class Awkward(LetterData):
    """Names that trip up markup, and an address."""

    address: Lines
    names: tuple[Line, ...] = Field(min_length=1)
