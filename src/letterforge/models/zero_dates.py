"""What a spreadsheet or a database shows as a date where a cell is empty or holds 0: a day that there never was, or its first.

Excel counts its days from 0 January 1900, LibreOffice, Access and Google Sheets from 30 December 1899, MySQL from no day.
"""

from __future__ import annotations

import datetime

from letterforge.patterns import late

FIRST_YEAR = 1899
FIRST_DAYS = frozenset((datetime.date(FIRST_YEAR, 12, 30), datetime.date(FIRST_YEAR, 12, 31)))
ZEROS = frozenset(("0", "0.0", "0,0", "0.00", "0,00"))
ZERO = "is what a spreadsheet shows as a date where a cell is empty or holds 0"
_MIDNIGHT_ITSELF = datetime.time()
_SEPARATED = r"[ ./\-]{1,3}"
_MIDNIGHT = r"(?:[T ]0?0:00(?::00(?:\.0+)?)?Z?)?"
_NO_DAY = late(
    rf"(?:(?:\w+,? )?0{{1,2}}{_SEPARATED}\w{{1,12}}\.?{_SEPARATED}1900|\d{{1,2}}[./\-]0{{1,2}}[./\-]1900|1900[./\-]\d{{1,2}}[./\-]00?"
    rf"|0000[./\-]00[./\-]00|00[./\-]00[./\-]0000){_MIDNIGHT}\Z"
)
_ZERO_DATE = late(
    rf"(?:00?{_SEPARATED}\w{{1,12}}\.?{_SEPARATED}00|\d{{1,2}}[./\-]00?[./\-]00|00[./\-]\d{{1,2}}[./\-]00?"
    rf"|3[01]{_SEPARATED}12{_SEPARATED}1899|12[./\-]3[01][./\-]1899|1899[./\-]12[./\-]3[01]"
    rf"|3[01]\.?{_SEPARATED}\w{{3,12}}\.?{_SEPARATED}1899){_MIDNIGHT}\Z"
    r"|(?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)? ?[Aa]\.?[Mm]\.?)\Z"
)


def may_be_zero(text: str) -> bool:
    """The quick look before the others."""
    return "00" in text or "1899" in text or text in ZEROS


def is_no_day(text: str) -> bool:
    """Whether a whole text is a day that no calendar has, and that every spreadsheet shows.

    >>> [is_no_day(text) for text in ("00/01/1900", "1900-01-00", "0 January 1900", "01/01/1900", "00-01-00")]
    [True, True, True, False, False]
    """
    return _NO_DAY.match(text) is not None


def is_zero_date(text: str) -> bool:
    """Whether a whole text is no date, in a field that is of one.

    >>> [is_zero_date(text) for text in ("30/12/1899", "00-Jan-00", "00:00:00", "0", "3 March 2026", "30/12/1999")]
    [True, True, True, True, False, False]
    """
    return text in ZEROS or is_no_day(text) or _ZERO_DATE.match(text) is not None


def may_be_nothing(value: object) -> bool:
    """Whether a number, a date or a time may be a nought: the quick look at each that a letter prints."""
    return not value or value == _MIDNIGHT_ITSELF or (isinstance(value, datetime.date) and value.year == FIRST_YEAR)


def is_first_day(value: object) -> bool:
    """Whether a date is the one that programs count from."""
    if isinstance(value, datetime.datetime):
        return value.date() in FIRST_DAYS and value.time() == datetime.time()
    return value in FIRST_DAYS
