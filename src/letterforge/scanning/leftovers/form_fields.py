"""Controls and fields of Word and PDF that nobody has filled, as their readers know them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from letterforge.passages import Nature, Passage
from letterforge.scanning.leftovers.hit import Around, Hit, Strength


def fields(nature: Nature) -> Callable[[Passage, Around], Iterator[Hit]]:
    """The rule for one nature of fields."""

    def hits(passage: Passage, around: Around) -> Iterator[Hit]:
        del around
        for span in passage.spans:
            if span.nature is nature:
                yield Hit(span.start, span.stop, Strength.CERTAIN)

    return hits
