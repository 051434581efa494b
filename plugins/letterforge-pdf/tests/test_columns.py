"""Tables that are too wide: dates and sums stay whole, the words that no column could hold are broken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from awkward import document, eight_signatories, p, row

from letterforge.document import Document, Table
from letterforge_pdf import PdfRenderer
from letterforge_pdf.columns import levelled


@pytest.mark.parametrize(
    ("needed", "room", "wanted"),
    [
        ([100, 900, 200], 600, [100, 300, 200]),
        ([900, 900], 600, [300, 300]),
        ([108, 600, 125, 125, 400, 95], 605, [108, 76, 125, 125, 76, 95]),
        ([900, 900, 900], 90, [30, 30, 30]),
    ],
)
def test_who_needs_little_has_it(needed: list[float], room: float, wanted: list[float]) -> None:
    assert levelled(needed, room) == wanted
    assert sum(wanted) == room


def test_eight_who_sign_do_not_leave_the_first_page_empty(written: Callable[[Document], Any]) -> None:
    with pypdfium2.PdfDocument(PdfRenderer().render(written(eight_signatories()))) as opened:
        said = [page.get_textpage().get_text_bounded() for page in opened]
    assert "Please tell us" in said[0]
    assert "Yours sincerely" in said[0]
    assert "Person 0" in said[0]
    for number in range(8):  # each whole: three lines on one page
        (page,) = (text for text in said if f"Person {number}" in text)
        assert page.split(f"Person {number}")[1].split()[:3] == ["Adviser", "Borough", "Council"]


def test_dates_and_sums_are_whole_beside_words_that_no_column_could_hold(written: Callable[[Document], Any]) -> None:
    head = row("Date", "Reference", "Paid to", "What for", "Sum", "Left", header=True)
    one = row("01/01/2026", "ABCDEFGHIJKLM" * 4, "Rindfleisch" * 5, "what was bought", "£1,234,567.89", "£9,234,567.89")
    narrow = Table((row("x", "y", header=True), row("02/02/2026", "z")), (None, None))
    made = document(p("before"), narrow, Table((head, one, one), (None,) * 6))
    with pypdfium2.PdfDocument(PdfRenderer().render(written(made))) as opened:
        said = opened[0].get_textpage().get_text_bounded()
    for word, times in (("01/01/2026", 2), ("£1,234,567.89", 2), ("£9,234,567.89", 2), ("02/02/2026", 1)):
        assert said.count(word) == times
    assert "Rindfleisch" * 5 not in said
