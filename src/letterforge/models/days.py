"""A length in whole days, as a value: what is added to a date, and what lies between two."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """So many days, which may be none, or fewer than none.

    >>> Days(14) + Days(7)
    Days(count=21)
    >>> Days(14).after(datetime.date(2026, 3, 3))
    datetime.date(2026, 3, 17)
    """

    count: int

    def __add__(self, other: Days) -> Days:
        """Both together."""
        return Days(self.count + other.count)

    def __sub__(self, other: Days) -> Days:
        """What is left."""
        return Days(self.count - other.count)

    def after(self, day: datetime.date) -> datetime.date:
        """The date so many days later; with its time, where it has one.

        Raises:
            OverflowError: no calendar has it.
        """
        return day + datetime.timedelta(days=self.count)

    def before(self, day: datetime.date) -> datetime.date:
        """The date so many days earlier.

        Raises:
            OverflowError: no calendar has it.
        """
        return day - datetime.timedelta(days=self.count)
