"""A month of a year, as a value: what neither `datetime` nor pydantic has."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class MonthOfYear:
    """A month of a year. Months compare in the order of time.

    >>> MonthOfYear(2026, 4) > MonthOfYear(2026, 3)
    True
    >>> MonthOfYear(2026, 13)
    Traceback (most recent call last):
    ValueError: a month is a number from 1 to 12, and a year one from 1 to 9999
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        """Refuse what no calendar has."""
        if not (1 <= self.month <= 12 and 1 <= self.year <= 9999):  # noqa: PLR2004  (months and years of a date)
            message = "a month is a number from 1 to 12, and a year one from 1 to 9999"
            raise ValueError(message)

    @classmethod
    def of(cls, date: datetime.date) -> MonthOfYear:
        """The month that a date falls in."""
        return cls(date.year, date.month)

    @property
    def first_day(self) -> datetime.date:
        """The first day of the month."""
        return datetime.date(self.year, self.month, 1)

    def __str__(self) -> str:
        """The month as ISO 8601 writes it, ``2026-04``."""
        return f"{self.year:04d}-{self.month:02d}"
