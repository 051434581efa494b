"""What is read of a letter with accents is what it says (`letterforge_pdf.tagging.glyphs`, and `ccmp` in its sheet)."""

from __future__ import annotations

import unicodedata

import pytest

import letterforge
from letterforge.scanning.readers import kinds


def words(*texts: str) -> str:
    """What a PDF of these paragraphs says, without blanks."""
    source = "---\ntitle: T\nlang: en-GB\n---\n{% for one in texts %}\n{{ one }}\n{% endfor %}\n"
    letter = letterforge.Letter(letterforge.load(source.encode()), {"texts": list(texts)})
    made = letterforge.render(letter, to="pdf")
    read = "".join(passage.text for passage in kinds.named(made.media_type).passages(made.content))
    return "".join(unicodedata.normalize("NFC", read).split())


@pytest.mark.parametrize("name", ["Aẹð", "Ọlá", "Ụwa", "Nguyễn", "Ḿḿ", "Kọ́lá", "ṍư"])
def test_a_letter_with_its_accent_is_one_letter(name: str) -> None:
    assert unicodedata.normalize("NFC", name) in words("e u o m A", name)


def test_a_loose_accent_does_not_change_other_names() -> None:
    # The first word was once all that WeasyPrint knew of the letter ẹ.
    assert "Ąẹ" in words("e\u0301\u0323", "Ąẹ")


def test_a_glyph_of_two_characters_says_the_one_that_was_written() -> None:
    assert "office" in unicodedata.normalize("NFKC", words("office", "Ω Ω K K"))
