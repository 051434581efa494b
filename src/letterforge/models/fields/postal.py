"""`PostalAddress`: an address to which a letter can be posted from the United Kingdom."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from letterforge.models.fields.countries import HOME, WITH_UK_POSTCODE, folded, is_country
from letterforge.models.fields.refusal import refused
from letterforge.models.fields.text import Lines
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Leaf
from letterforge.rules.data import POSTAL_ADDRESS

FEWEST, MOST = 3, 7
"""Lines, as GOV.UK Notify has them."""
_LONGEST = 60  # characters; a bound of ours, since the windows of envelopes are narrow
_NOT_FIRST = tuple(
    '@()=[]"\\/,<>~'
)  # what no line begins with in GOV.UK Notify: machines that sort letters trip over it

# The form of a postcode as Royal Mail gives it (Programmer's Guide to PAF), without the blank, and the one that has none.
_OUTWARD = r"[A-PR-UWYZ](?:\d[\dA-HJKPSTUW]?|[A-HK-Y]\d[\dABEHMNPRVWXY]?)"
_INWARD = r"\d[ABD-HJLNP-UW-Z]{2}"
_POSTCODE = re.compile(rf"({_OUTWARD})\s*({_INWARD})|(GIR)\s*(0AA)", re.IGNORECASE | re.ASCII)
_BEHIND = re.compile(rf"\W(?:{_OUTWARD}\s*{_INWARD})\W*\Z", re.IGNORECASE | re.ASCII)
_BFPO = re.compile(r"BFPO\s*(c/o\s*)?(\d{1,4})", re.IGNORECASE | re.ASCII)
_BFPO_POSTCODE = re.compile(r"BF\d", re.ASCII)
_NOWHERE = re.compile(r"(?:^nfa$|\bno fixed (?:abode|address)\b)", re.IGNORECASE | re.MULTILINE)


def _one_text(value: object) -> object:
    """Lines, each by itself or all in one text, as a text without empty ones; what is neither is pydantic's to refuse."""
    if isinstance(value, (list, tuple)):
        if not all(line is None or isinstance(line, str) for line in value):
            return value
        value = "\n".join(line for line in value if line is not None)
    if not isinstance(value, str):
        return value
    lines = (" ".join(line.split()).rstrip(" ,") for line in value.splitlines())
    return "\n".join(line for line in lines if line)


def _posted(text: str) -> str:
    """The address as it is printed: postcode and BFPO number as the Royal Mail writes them, and no country at home."""
    lines = [_bfpo(line) or line for line in text.split("\n")]
    home = False
    while len(lines) > 1 and folded(lines[-1]) in HOME:
        home = bool(lines.pop())
    _bounds(lines)
    *above, next_to_last, last = lines
    forces = any(map(_bfpo, lines)) or any(_BFPO_POSTCODE.match(_postcode(one) or "") for one in (next_to_last, last))
    if forces and (home or (not _postcode(last) and is_country(last))):
        raise refused(POSTAL_ADDRESS, "is a BFPO address, and names a country: it must have none")
    if _postcode(last) or _bfpo(last):
        return "\n".join(
            (*above, _postcode(next_to_last) or next_to_last if forces else next_to_last, _postcode(last) or last)
        )
    if home or not is_country(last):
        raise refused(POSTAL_ADDRESS, _without_end(last, home=home))
    if _postcode(next_to_last) and folded(last) not in WITH_UK_POSTCODE:
        raise refused(POSTAL_ADDRESS, "has a UK postcode, and ends with a country abroad")
    return "\n".join(lines)


def _bounds(lines: list[str]) -> None:
    """Refuse what fits no envelope, or leads nowhere.

    Raises:
        PydanticCustomError: the address is so.
    """
    if len(lines) < FEWEST:
        raise refused(POSTAL_ADDRESS, f"has fewer than {FEWEST} lines, not counting the name of the UK or a part of it")
    if len(lines) > MOST:
        raise refused(POSTAL_ADDRESS, f"has more than {MOST} lines")
    if any(len(line) > _LONGEST for line in lines):
        raise refused(POSTAL_ADDRESS, f"has a line of more than {_LONGEST} characters")
    if any(line.startswith(_NOT_FIRST) for line in lines):
        raise refused(POSTAL_ADDRESS, f"has a line that begins with one of {' '.join(_NOT_FIRST)}")
    if _NOWHERE.search("\n".join(lines)):
        raise refused(POSTAL_ADDRESS, "says that there is no fixed abode, where no letter arrives")


def _without_end(last: str, *, home: bool) -> str:
    if _BEHIND.search(last):
        return "has more than the postcode in its last line: the postcode must have a line of its own"
    if home:
        return "ends with the UK or a part of it, and has no postcode in the line above"
    return "ends with neither a UK postcode, nor a BFPO number, nor a country"


def _postcode(line: str) -> str | None:
    """A UK postcode with its blank and in capitals, None where the line is none."""
    found = _POSTCODE.fullmatch(line)
    return " ".join(part.upper() for part in found.groups() if part) if found else None


def _bfpo(line: str) -> str | None:
    """A BFPO number as it is printed, None where the line is none."""
    found = _BFPO.fullmatch(line)
    return f"BFPO {'c/o ' if found[1] else ''}{found[2]}" if found else None


PostalAddress = Annotated[
    Lines,
    BeforeValidator(_one_text),
    AfterValidator(_posted),
    Leaf(Kind.TEXT, fit=True, lines=(FEWEST, MOST)),
]
"""A postal address, as a text of several lines or a list of them; the letter prints it line by line."""
