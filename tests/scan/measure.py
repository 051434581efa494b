"""How well ``letterforge scan`` finds what people found: recall and precision by rule, for each half of the files."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import labels as key_of_leftovers
from labels import KEYS, NATIVE, RULES, Label, half

from letterforge.scanning.leftovers.search import search

HALVES = ("tuning", "held-out")


@dataclass(frozen=True, slots=True)
class Found:
    """A leftover that the scan found, by the passage it stands in; a native one has none."""

    rule: str
    passage: tuple[str, int]
    start: int
    stop: int


@dataclass(slots=True)
class Score:
    """What was labelled, found and matched, by rule, and what was found by another rule than it is labelled with."""

    labelled: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    matched: Counter[str] = field(default_factory=Counter)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: list[tuple[str, Label]] = field(default_factory=list)
    surplus: list[tuple[str, Found]] = field(default_factory=list)

    def add(self, file: str, labels: Iterable[Label], found: Iterable[Found]) -> None:
        """Hold what was found in one file against its labels."""
        wanted, seen = list(labels), list(found)
        self.labelled.update({rule: _number(wanted, rule) for rule in RULES})
        self.found.update(each.rule for each in seen)
        for rule in NATIVE:
            matched = min(_number(wanted, rule), sum(each.rule == rule for each in seen))
            self.matched[rule] += matched
            self.missed += [(file, label) for label in wanted if label.rule == rule and matched < label.count]
            self.surplus += [(file, each) for each in seen if each.rule == rule][matched:]
        free = [each for each in seen if each.rule not in NATIVE]
        left: list[Label] = []
        for label in (label for label in wanted if not label.is_native):
            one = next((each for each in free if each.rule == label.rule and same_text(label, each)), None)
            if one is None:
                left.append(label)
            else:
                free.remove(one)
                self.matched[label.rule] += 1
        for label in left:
            self.missed.append((file, label))
            self.confused.update((label.rule, each.rule) for each in free if same_text(label, each))
        self.surplus += [(file, each) for each in free]


def _number(labels: Iterable[Label], rule: str) -> int:
    return sum(label.count for label in labels if label.rule == rule)


def same_text(label: Label, found: Found) -> bool:
    """Whether the two share a passage, and at least half of the longer one."""
    if found.passage != (label.place, label.ordinal):
        return False
    overlap = min(label.stop, found.stop) - max(label.start, found.start)
    return overlap > 0 and 2 * overlap >= max(label.length, found.stop - found.start)


def scanned(path: Path) -> Iterator[Found]:
    """What ``letterforge.scan`` finds in a file, with the offsets that it does not tell."""
    named = list(key_of_leftovers.passages(path))
    for one in search(passage for _, passage in named):
        yield Found(one.rule, named[one.number][0], one.candidate.start, one.candidate.stop)


def measure(keys: Sequence[tuple[Path, Path]], halves: Sequence[str]) -> dict[str, Score]:
    """The score of each half, over the files of these keys that are there."""
    scores = {name: Score() for name in halves}
    for key, root in keys:
        if not root.is_dir():
            print(f"{key.name}: left out, {root} is absent", file=sys.stderr)
            continue
        labels = key_of_leftovers.read_labels(key)
        for file in key_of_leftovers.files(key, root):
            if half(file) in scores:
                of_file = [label for label in labels if label.file == file]
                scores[half(file)].add(file, of_file, scanned(root / file))
    return scores


def report(scores: Mapping[str, Score]) -> Iterator[str]:
    """The lines that say how good the scan is."""
    for name, score in scores.items():
        yield f"{name:18}{'labels':>7}{'found':>7}{'match':>7}{'recall':>8}{'precision':>10}"
        for rule in (*RULES, "all rules"):
            numbers = [
                counts.total() if rule == "all rules" else counts[rule]
                for counts in (score.labelled, score.found, score.matched)
            ]
            if any(numbers):
                labelled, found, matched = numbers
                recall = f"{matched / labelled:.3f}" if labelled else "-"
                precision = f"{matched / found:.3f}" if found else "-"
                yield f"  {rule:16}{labelled:7}{found:7}{matched:7}{recall:>8}{precision:>10}"
        for (wanted, seen), number in sorted(score.confused.items()):
            yield f"  {number} times {wanted} was found as {seen}"


def details(score: Score, roots: Mapping[str, Path]) -> Iterator[str]:
    """What was missed and what was found without a label, each with its text."""
    for word, entries in (("missed", score.missed), ("surplus", score.surplus)):
        for file, each in entries:
            name = (each.place, each.ordinal) if isinstance(each, Label) else each.passage
            text = dict((n, p.text) for n, p in key_of_leftovers.passages(roots[file])).get(name, "")  # noqa: C402
            yield f"{word}: {file}: {name[0]}: {each.rule}: {text[each.start : each.stop]!r}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both")
    parser.add_argument("--key", choices=("corpus", "own", "both"), default="both")
    parser.add_argument("--misses", action="store_true", help="list what was missed or surplus in the tuning half")
    given = parser.parse_args(arguments)
    keys = [(key, root) for key, root in KEYS if given.key in {key.stem, "both"}]
    scores = measure(keys, HALVES if given.half == "both" else [given.half])
    print("\n".join(report(scores)))
    if given.misses:
        if "tuning" not in scores:
            print("misses are listed for the tuning half only", file=sys.stderr)
            return 2
        roots = {file: root / file for key, root in keys if root.is_dir() for file in key_of_leftovers.files(key, root)}
        print("\n".join(details(scores["tuning"], roots)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
