"""Controls and fields of Word and PDF that nobody has filled, as their readers know them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from letterforge.passages import Nature, Passage
from letterforge.scanning.leftovers.detector import Candidate, Strength, Surroundings


def fields(nature: Nature) -> Callable[[Passage, Surroundings], Iterator[Candidate]]:
    """The rule for one nature of fields."""

    def candidates(passage: Passage, around: Surroundings) -> Iterator[Candidate]:
        del around
        for span in passage.spans:
            if span.nature is nature:
                yield Candidate(span.start, span.stop, Strength.CERTAIN)

    return candidates
