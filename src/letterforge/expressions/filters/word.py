"""Filters that print as the fields of Word's mail merge do; they take texts, too, since a sheet holds nothing else."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal

from letterforge.expressions.filters.filter import TEXT, Filter, Input, Parameter, Truth, printed, text
from letterforge.formatting.printer import Printer, UnprintableError
from letterforge.formatting.word_pictures import date_by, date_parts, number_by, read_number
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Leaf, Shape

_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_NUMBERS = tuple(Leaf(kind) for kind in Kind if kind.value.number)


def _date_as(printer: Printer, value: datetime.date | datetime.time | str, picture: str = "d MMMM yyyy") -> str:
    moment = _moment(value) if isinstance(value, str) else value
    if moment is None:
        message = "a text that is no date or time"
        raise UnprintableError(message)
    said = date_by(moment, picture, printer.language)
    if said is None or not said.strip():
        message = "a date or time that has not what the picture shows"
        raise UnprintableError(message)
    return said


def _moment(words: str) -> datetime.date | datetime.time | None:
    """A date, a time, or a date with a time, as data files write them."""
    from letterforge.models.fields.dates import read_date  # noqa: PLC0415  (few templates ask for it)
    from letterforge.models.fields.times import read_time  # noqa: PLC0415  (as above)

    if _ISO.fullmatch(words.strip()) is None:
        return read_date(words) or read_time(words)
    try:
        return datetime.datetime.fromisoformat(words.strip()).replace(tzinfo=None)
    except ValueError:  # a day or an hour that there is not
        return None


def _is_date_picture(value: object) -> str | None:
    if isinstance(value, str) and any(date_parts(value)):
        return None
    return 'a picture is written out, as "d MMMM yyyy" or "HH:mm"'


def _lacks(shape: Shape, arguments: Sequence[Shape]) -> str | None:
    """What a picture asks for that some of the values do not have; of a text its data say it."""
    found = {atom.kind for atom in shape if isinstance(atom, Leaf)}
    for leaf in arguments[0] if arguments else ():
        for picture in (leaf.choices or ()) if isinstance(leaf, Leaf) else ():
            day, clock = date_parts(str(picture))
            if clock and Kind.DATE in found:
                return "is given a picture with a time of day, and this is a date"
            if day and Kind.TIME in found:
                return "is given a picture with a date, and this is a time of day"
    return None


def _is_number_picture(value: object) -> str | None:
    if isinstance(value, str) and (number_by(Decimal(1), value, "en-GB") or "").strip():
        return None
    return 'a picture is written out, as "#,##0.00"'


def _number_as(printer: Printer, value: float | Decimal | str, picture: str = "0") -> str:
    said = number_by(_counted(printer, value), picture, printer.language)
    if said is None or not said.strip():
        message = "a number by a picture that shows none"
        raise UnprintableError(message)
    return said


def _counted(printer: Printer, value: float | Decimal | str) -> Decimal:
    if isinstance(value, str):
        found = read_number(value, printer.language)
        if found is None:
            message = "a text that is no number"
            raise UnprintableError(message)
        return found
    printer.text(value)  # refuses what is not finite
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _decimal(_: Shape, __: Sequence[Shape]) -> Shape:
    return (Leaf(Kind.DECIMAL, fit=True),)


DATE_AS = Filter(
    names=("date_as",),
    function=_date_as,
    takes=Input(
        "a date or a time, or a text that is one",
        (Leaf(Kind.DATE), Leaf(Kind.DATETIME), Leaf(Kind.TIME), Leaf(Kind.TEXT)),
    ),
    gives=printed,
    gives_words=r"the date or time by a picture of Word's, as behind `\@` in its fields",
    examples=(
        ('date | date_as("ddd dd/MM/yy")', "Tue 03/03/26"),
        ('time | date_as("h.mm am/pm")', "2.30 pm"),
    ),
    parameters=(Parameter(written=_is_date_picture, names=("picture",), default="d MMMM yyyy"),),
    refuses=_lacks,
    usage=('date_as("ddd dd/MM/yy")',),
    called='date_as("d MMMM yyyy")',
)
NUMBER_AS = Filter(
    names=("number_as",),
    function=_number_as,
    takes=Input("a number, or a text that is one", (*_NUMBERS, Leaf(Kind.TEXT))),
    gives=printed,
    gives_words=r"the number by a picture of Word's, as behind `\#` in its fields",
    examples=(
        ('cost | number_as("£#,##0.00")', "£12.50"),
        ('visits | number_as("0000000")', "0001234"),
    ),
    parameters=(Parameter(written=_is_number_picture, names=("picture",), default="0"),),
    usage=('number_as("£#,##0.00")',),
    called='number_as("#,##0.00")',
)
TO_NUMBER = Filter(
    names=("to_number",),
    function=_counted,
    takes=Input("a number, or a text that is one", (*_NUMBERS, Leaf(Kind.TEXT))),
    gives=_decimal,
    gives_words="the number that a text is, to be compared",
    examples=(('"yes" if "1,234" | to_number > 1000 else "no"', "yes"),),
    elsewhere=("int", "float", "tonumber"),
)
CAPS = Filter(
    names=("caps",),
    function=lambda _, value: re.sub(r"\S+", lambda word: word[0][0].upper() + word[0][1:], value),
    takes=TEXT,
    gives=text,
    gives_words="each word with a large letter, and all others as they are",
    examples=(("name | caps", "Siân Powell"),),
    truth=Truth.SAME,
)
FIRSTCAP = Filter(
    names=("firstcap",),
    function=lambda _, value: value[:1].upper() + value[1:],
    takes=TEXT,
    gives=text,
    gives_words="the first letter large, and all others as they are",
    examples=(("name | firstcap", "Siân powell"),),
    truth=Truth.SAME,
)
