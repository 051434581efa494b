"""What a run of the enumeration has tried, and what it has found."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jinja2 import nodes
from tests.property.universe.known import LEFT_OUT, registered
from tests.property.universe.oracle import Template, Verdict, judged, unreached
from tests.property.universe.reasons import REASONS, UNREACHED
from tests.property.universe.trees import (
    Ask,
    Define,
    Let,
    Loop,
    Print,
    Trees,
    Use,
    Words,
    expression,
    expressions,
    head,
    written,
)

SHOWN = 20


@dataclass
class Tally:
    """The counts of one run, and the first counterexamples: what was accepted and fails, or refused without a reason."""

    counts: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Counter[str]] = field(default_factory=dict)
    counterexamples: list[str] = field(default_factory=list)

    def left_out(self) -> list[str]:
        """What of all that there is this run has not met, by kind and name."""
        kinds = {kind: names for kind, names in registered().items() if kind not in ("kind", "tree")}
        return sorted(
            f"{kind} {name}" for kind, names in kinds.items() for name in names - self.kinds.get(kind, {}).keys()
        )

    def lines(self) -> Iterator[str]:
        """A report to read."""
        yield ", ".join(f"{count:,} {name}" for name, count in self.counts.items())
        for kind, counts in sorted(self.kinds.items()):
            yield f"{kind}: " + ", ".join(f"{name} {count:,}" for name, count in counts.most_common())
        missed = [f"{name} ({why})" for name, why in LEFT_OUT.items()] + self.left_out()
        yield "left out: " + ", ".join(missed)

    def add(self, kind: str, names: Iterable[str]) -> None:
        """Count names of one kind, each once."""
        self.kinds.setdefault(kind, Counter()).update(names)

    def note(self, template: Template, verdict: Verdict) -> None:
        """Count one template, and judge what the check has said of it."""
        self.counts["templates"] += 1
        self.counts["cases"] += len(verdict.failures)
        failing = any(verdict.failures)
        if not verdict.errors:
            self.counts["accepted"] += 1
            self.counts["letters"] += verdict.letters
            if failing:
                said = ", ".join(sorted({one for found in verdict.failures for one in found}))
                self._counterexample(template, f"accepted, and fails: {said}")
        else:
            self.counts["refused"] += 1
            if not failing:
                self._explain(template, verdict)
        self._constructs(template)

    def _explain(self, template: Template, verdict: Verdict) -> None:
        self.counts["refused, though no data fail"] += 1
        never: set[tuple[str, str]] | None = None
        source = written(template.trees, template.level)
        for finding in verdict.errors:
            reason = next((one.name for one in REASONS if one.explains(finding, source)), None)
            if reason is None:
                if never is None:
                    never = {(one.rule, one.message) for one in unreached(template)}
                reason = UNREACHED if (finding.rule, finding.message) in never else None
            if reason is None:
                self._counterexample(template, f"refused, and never fails: [{finding.rule}] {finding.message}")
                return
            self.add("reason", (reason,))

    def _counterexample(self, template: Template, why: str) -> None:
        self.counts["counterexamples"] += 1
        if len(self.counterexamples) < SHOWN:
            source = written(template.trees, template.level).partition("---\n")[2].partition("---\n")[2].strip()
            self.counterexamples.append(f"{' / '.join(template.model.name)}: {source}: {why}")

    def _constructs(self, template: Template) -> None:
        type_, form = template.model.name
        self.add("alphabet" if type_ == "alphabet" else "type", (form if type_ == "alphabet" else type_,))
        if type_ != "alphabet":
            self.add("form", (form,))
        self.add("level", (template.level,))
        for kind, names in constructs(template.trees):
            self.add(kind, names)


@functools.lru_cache(maxsize=1 << 16)
def constructs(trees: Trees) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The nodes of a template, and the operators, filters and tests of its expressions, by what they are."""
    found: dict[str, set[str]] = {"node": set(_nodes(trees))}
    for source in expressions(trees):
        for kind, name in written_in(source):
            found.setdefault(kind, set()).add(name)
    return tuple((kind, tuple(names)) for kind, names in found.items())


def _nodes(trees: Trees) -> Iterator[str]:
    for tree in trees:
        match tree:
            case Words():
                yield "text"
            case Print():
                yield "placeholder"
            case Ask(_, yes, no):
                yield "if with else" if no else "if"
                yield from _nodes((*yes, *no))
            case Loop(said, body, otherwise):
                yield "for with else" if otherwise else "for"
                if head(said).condition is not None:
                    yield "for with if"
                yield from _nodes((*body, *otherwise))
            case Let(target, _, space):
                yield "namespace" if space else "set in a namespace" if "." in target else "set"
            case Define(_, body):
                yield "macro"
                yield from _nodes(body)
            case Use():
                yield "call"


@functools.cache
def written_in(source: str) -> tuple[tuple[str, str], ...]:
    """What an expression, or the head of a loop, is made of."""
    found: list[nodes.Expr] = []
    if source.startswith(("i in ", "x in ", "y in ")) and " " in source:
        said = head(source)
        found += [one.node for one in (said.iterated, said.condition) if one is not None]
    else:
        found.append(expression(source).node)
    return tuple(
        dict.fromkeys(one for whole in found for node in (whole, *whole.find_all(nodes.Node)) for one in _named(node))
    )


def _named(node: nodes.Node) -> Iterator[tuple[str, str]]:
    match node:
        case nodes.Filter(name=name):
            yield "filter", name
        case nodes.Test(name=name):
            yield "test", name
        case nodes.Getattr(node=nodes.Name(name="loop"), attr=attr):
            yield "loop", attr
        case nodes.Operand(op=op):
            yield "comparison", op
            return
    yield "syntax", type(node).__name__


TALLIES: list[Tally] = []
"""Those of this run of the tests, to be printed at its end."""


def run(found: Iterable[Template]) -> Tally:
    """Judge templates, and count."""
    tally = Tally()
    for template in found:
        tally.note(template, judged(template))
    return tally
