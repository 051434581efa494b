"""What the properties hold against one another is what a reader of either would take for the same."""

from __future__ import annotations

from tests.property import cases


def test_a_line_of_a_page_may_end_in_a_hyphen_where_a_word_has_a_soft_one() -> None:
    """A page prints a sign for it, which is read back as U+2010; HTML and DOCX keep the soft one."""
    said, page, other = (f"Qa1q soft{sign}hyphen Qb1q" for sign in ("\u00ad", "\u2010\n", "+"))
    assert cases.printed(page, pdf=True) == cases.printed(said, pdf=True)
    assert cases.printed(page) != cases.printed(said)
    assert cases.printed(other, pdf=True) != cases.printed(said, pdf=True)
