"""What `docs/promises.md` says of awkward Unicode, tried in every format."""

from __future__ import annotations

import unicodedata

from tests.property import nasty
from tests.property.examples import PROVE
from tests.property.shares import SHARES

COUNT = 20_000 if PROVE else 400


def test_awkward_texts_come_back_the_same_or_are_refused_by_name() -> None:
    """A text is refused by the name of its field, or the same text comes back; none is altered in silence."""
    passed = nasty.Passed()
    nasty.sent(nasty.values(1, COUNT), passed)
    for name, count in sorted(passed.counts.items()):
        SHARES.counts[f"texts: {name}"] += count
    assert passed.altered == []
    assert passed.counts["came back"] > COUNT / 3


def test_latin_greek_and_cyrillic_letters_pass() -> None:
    """Latin, Greek and Cyrillic letters pass with the plain stationery."""
    passed = nasty.Passed()
    for alphabet in (nasty.LATIN, nasty.GREEK, nasty.CYRILLIC):
        for form in ("NFC", "NFD"):
            texts = [unicodedata.normalize(form, "Nn" + alphabet[at : at + 8]) for at in range(0, len(alphabet), 8)]
            nasty.sent([nasty.Value(text, must=form == "NFC") for text in texts], passed)
    assert passed.altered == []
