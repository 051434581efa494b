"""What the properties have tried: how many cases, and in what share of them each construct was."""

from __future__ import annotations

import ast
import functools
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

LEAST = 0.01  # of the templates, or of the models


@functools.cache
def named() -> frozenset[str]:
    """Every construct that the generators could note, as they name them: what is never drawn would not show else."""
    found = set()
    for file in ("authors.py", "models.py"):
        for node in ast.walk(ast.parse((Path(__file__).parent / file).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "self.constructs.add":
                found |= {one.value for one in ast.walk(node.args[0]) if _is_name(node.args[0], one)}
    return frozenset(map(str, found))


def _is_name(argument: ast.expr, node: ast.AST) -> bool:
    """A text that is the name, or one of the two that it may be; not one that only chooses between them."""
    named = (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node in named


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
        """The constructs that were in less than one case of a hundred, those that were never drawn among them."""
        counts = Counter(dict.fromkeys(named(), 0)) + self.templates + self.models
        return sorted(name for name in {*named(), *counts} if counts[name] < LEAST * self.counts["cases"])

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
