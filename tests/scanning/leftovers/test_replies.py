"""What the recipient is to fill in waits for them, and is no leftover; what stands around it is."""

from __future__ import annotations

import pytest

from letterforge.findings import Place
from letterforge.passages import Nature, Passage, Span
from letterforge.scanning.leftovers.search import leftovers
from letterforge.scanning.scan import scan


def test_a_slip_to_send_back_is_left_as_it_is() -> None:
    slip = '<div class="reply"><p>Name: ________</p><p>[Your name]</p><p>Date: dd/mm/yyyy</p></div>'
    page = f"<p>Dear [Name],</p>{slip}<p>Time: TBC</p>"
    assert [one.text for one in scan(page.encode(), media_type="text/html")] == ["[Name]", "TBC"]


@pytest.mark.parametrize(
    ("stretches", "found"),
    [
        ([], ["[Your name]", "[date]", "[Name]"]),
        (["[Your name]"], ["[date]", "[Name]"]),
        (["I, [Your name], agree"], ["[date]", "[Name]"]),
        (["[Your name]", "[Name]"], ["[date]"]),
        (["[Your name], agree on [date]", "agree"], ["[Name]"]),
        (["[Your name], agree on [dat"], ["[date]", "[Name]"]),
        (["our name], agree on [date]"], ["[Your name]", "[Name]"]),
    ],
)
def test_of_a_line_only_what_stands_wholly_in_such_a_stretch(stretches: list[str], found: list[str]) -> None:
    text = "I, [Your name], agree on [date] with [Name]"
    spans = [Span(Nature.REPLY, text.index(each), text.index(each) + len(each)) for each in stretches]
    passage = Passage(text, Place(path="paragraph 1"), tuple(spans))
    assert [one.text for one in leftovers([passage])] == found
