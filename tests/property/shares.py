"""What the properties have tried: how many cases, and in what share of them each construct was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

LEAST = 0.01  # of the templates, or of the models


class Shares:
    """Counts for one run of the tests."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.templates: Counter[str] = Counter()
        self.models: Counter[str] = Counter()

    def tried(self, templates: Iterable[str], models: Iterable[str]) -> None:
        """One generated case."""
        self.counts["cases"] += 1
        self.templates.update(set(templates))
        self.models.update(set(models))

    def rare(self) -> list[str]:
        """The constructs that were in less than one case of a hundred."""
        both = [*self.templates.items(), *self.models.items()]
        return [name for name, count in both if count < LEAST * self.counts["cases"]]

    def lines(self) -> Iterator[str]:
        """A report to read."""
        cases = self.counts["cases"]
        if not cases:
            yield from (f"{name}: {count:,}" for name, count in self.counts.items() if count)
            return
        yield f"{cases:,} cases: " + ", ".join(
            f"{count:,} {name}" for name, count in self.counts.items() if name != "cases"
        )
        for title, counts in (("templates", self.templates), ("models", self.models)):
            shown = [f"{name} {count / cases:.1%}" for name, count in counts.most_common()]
            yield f"share of the {title} with: " + ", ".join(shown)
        rare = self.rare()
        yield "no construct is below 1 %" if not rare else "below 1 %: " + ", ".join(rare)


SHARES = Shares()
