"""How wide the columns of a table are: shares by what they hold, none narrower than its longest word."""

from __future__ import annotations

from collections.abc import Sequence

_KEPT = 900
"""What a column keeps, its padding within, when words are broken."""
_EM = 220
"""Twentieths of a point: the size of the text of our letterhead, 11 points."""
# Widths in thousandths of an em, a little more than the typefaces of the plain stationery have them in bold.
_DIGIT, _CAPITAL, _BROAD, _NARROW, _OTHER = 680, 740, 960, 380, 620
_BROAD_SIGNS, _NARROW_SIGNS = frozenset("mwMW@%&—"), frozenset("iljtfrI.,:;/|!'()[]-")


def word_width(text: str) -> int:
    """How wide the longest word of a text is set, in twentieths of a point, with some to spare."""
    return max((sum(map(_width, word)) * _EM // 1000 for word in text.split()), default=0)


def _width(sign: str) -> int:
    if sign.isdigit():
        return _DIGIT
    if sign in _BROAD_SIGNS:
        return _BROAD
    if sign in _NARROW_SIGNS:
        return _NARROW
    return _CAPITAL if sign.isupper() else _OTHER


def shared_out(demands: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """The width of each column: by its share of the demands, and no less than its least.

    Where not all can have their least, those that ask for little have it, and the others share what is left: a date stays
    whole beside a word that no column could hold.
    """
    if sum(least) > width:
        return _levelled(least, width)
    widths = [0] * len(demands)
    free = set(range(len(demands)))
    left = width
    while free:
        total = sum(demands[column] for column in free)
        short = [column for column in free if left * demands[column] // total < least[column]]
        if not short:
            break
        for column in short:
            widths[column] = least[column]
        left -= sum(least[column] for column in short)
        free -= set(short)
    total = sum(demands[column] for column in free)
    for column in free:
        widths[column] = left * demands[column] // total
    widths[-1] += width - sum(widths)
    return widths


def _levelled(least: Sequence[int], width: int) -> list[int]:
    widths = [0] * len(least)
    left, kept = width, min(_KEPT, width // len(least))
    for done, column in enumerate(sorted(range(len(least)), key=lambda one: least[one])):
        others = len(least) - done - 1
        fits = least[column] <= left - kept * others
        widths[column] = least[column] if fits else left // (others + 1)
        left -= widths[column]
    widths[-1] += left
    return widths
