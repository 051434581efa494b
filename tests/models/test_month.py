from __future__ import annotations

import datetime
import pickle

import pytest

from letterforge import MonthOfYear


def test_months_compare_in_the_order_of_time() -> None:
    months = [MonthOfYear(2026, 4), MonthOfYear(2025, 12), MonthOfYear(2026, 1)]
    assert [str(month) for month in sorted(months)] == ["2025-12", "2026-01", "2026-04"]


def test_a_month_knows_its_first_day_and_comes_from_any_of_its_days() -> None:
    assert MonthOfYear(2026, 4).first_day == datetime.date(2026, 4, 1)
    assert MonthOfYear.of(datetime.date(2026, 4, 30)) == MonthOfYear(2026, 4)


@pytest.mark.parametrize(("year", "month"), [(2026, 0), (2026, 13), (0, 1), (10_000, 1), (-1, 1)])
def test_what_no_calendar_has(year: int, month: int) -> None:
    with pytest.raises(ValueError, match=r"^a month is a number from 1 to 12, and a year one from 1 to 9999$"):
        MonthOfYear(year, month)


def test_a_month_is_a_value() -> None:
    month = MonthOfYear(26, 4)
    assert str(month) == "0026-04"
    assert pickle.loads(pickle.dumps(month)) == month  # noqa: S301  (made here)
    assert {month: 1}[MonthOfYear(26, 4)] == 1
