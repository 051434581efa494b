"""What the letter about a visit needs."""

from typing import Literal

from letterforge import Date, LetterData, Line


class Visitor(LetterData):
    """Somebody who comes."""

    name: Line
    role: Line


class Visit(LetterData):
    """A letter about a visit."""

    addressee: Line
    address: Line
    day: Date
    room: Line | None = None
    status: Literal["planned", "confirmed"]
    leader: Visitor
    visitors: list[Visitor]
    thanks: Line
