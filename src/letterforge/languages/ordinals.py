"""How languages write which of several something is, in digits: what stands behind the number."""

from __future__ import annotations

_HUNDRED = 100
_TEENS = range(11, 14)
_SCORE = 20
_WELSH = [
    "fed",
    "af",
    "il",
    "ydd",
    "ydd",
    "ed",
    "ed",
    "fed",
    "fed",
    "fed",
    "fed",
    "eg",
    "fed",
    "eg",
    "eg",
    "fed",
    "eg",
    "eg",
    "fed",
    "eg",
    "fed",
]
_WELSH_HALF_HUNDRED = 50


def english(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    last = abs(number) % _HUNDRED
    ending = "th" if last in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(last % 10, "th")
    return f"{number}{ending}"


def welsh(number: int) -> str:
    """1af, 2il, 3ydd, 5ed, 11eg, 20fed, 21ain: as for dates, which are masculine.

    The ending is that of the word: cyntaf, ail, trydydd, pumed, unfed ar ddeg, ugeinfed, unfed ar hugain. Behind whole
    hundreds it is that of what is left, but for one more: cant ac unfed.
    """
    size = abs(number)
    last = size % _HUNDRED
    if last == 1 and size > _HUNDRED:
        ending = "fed"
    elif last <= _SCORE:
        ending = _WELSH[last]
    else:
        ending = "fed" if last % _SCORE == 0 or last == _WELSH_HALF_HUNDRED else "ain"
    return f"{number}{ending}"


def with_point(number: int) -> str:
    """1., 2., 3."""
    return f"{number}."


def french(number: int) -> str:
    """1er, 2e: of what is masculine, as dates are."""
    return f"{number}er" if number == 1 else f"{number}e"


def swedish(number: int) -> str:
    """1:a, 2:a, 3:e, 11:e."""
    last = abs(number) % _HUNDRED
    return f"{number}:{'a' if last % 10 in (1, 2) and last not in _TEENS else 'e'}"


def dutch(number: int) -> str:
    """1e, 2e."""
    return f"{number}e"


def with_sign(number: int) -> str:
    """1º, 2º: of what is masculine."""
    return f"{number}º"


def with_point_and_sign(number: int) -> str:
    """1.º, 2.º: of what is masculine."""
    return f"{number}.º"
