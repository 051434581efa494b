"""Which mutants there could be, and which are drawn.

Each has a name that is worked out from its place and its change, and not from its line: those with the lowest names are
drawn, so that a line written elsewhere changes none of them.
"""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tools.mutants.areas import Area, name_of
from tools.mutants.operators import changes
from tools.mutants.patterns import around, compiles
from tools.mutants.places import Spot, Way, changed, spots

SEED = 9


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one file. ``lines`` are those of the statement that is changed."""

    name: str
    area: str
    file: Path
    lines: tuple[int, int]
    line: int
    scope: str
    operator: str
    before: str
    after: str
    way: Way = field(repr=False)
    new: ast.AST = field(repr=False)

    def module(self) -> ast.Module:
        """The changed file, as syntax."""
        return changed(self.file.read_text(encoding="utf-8"), self.way, self.new)

    def is_sound(self) -> bool:
        """Whether it can be compiled: a broken pattern would be found by importing it."""
        broken = self.operator == "pattern" and isinstance(self.new, ast.Constant) and not compiles(str(self.new.value))
        return not broken

    def __str__(self) -> str:
        """``name place scope: operator: what was there → what stands there now``."""
        place = f"src/letterforge/{name_of(self.file)}:{self.line}"
        return f"{self.name} {place} {self.scope or 'module'}: {self.operator}: {self.before} → {self.after}"


def draw(area: Area, number: int) -> list[Mutant]:
    """So many mutants of an area; of one statement at most one by each operator, lest a list of words drown the rest."""
    taken: set[tuple[Path, tuple[int, int], str]] = set()
    drawn: list[Mutant] = []
    for mutant in sorted(candidates(area), key=lambda one: one.name):
        key = (mutant.file, mutant.lines, mutant.operator)
        if len(drawn) == number:
            break
        if key not in taken and mutant.is_sound():
            taken.add(key)
            drawn.append(mutant)
    return drawn


def candidates(area: Area) -> Iterator[Mutant]:
    """Every mutant that an area could have."""
    for file in area.files():
        yield from mutants_of(file, file.read_text(encoding="utf-8"), area.name)


def mutants_of(file: Path, source: str, area: str) -> Iterator[Mutant]:
    """Every mutant of one file."""
    seen: Counter[tuple[str, ...]] = Counter()
    for spot in spots(source):
        for operator, new in changes(spot):
            about = (name_of(file), spot.scope, operator, ast.dump(spot.node), ast.dump(new))
            seen[about] += 1
            words = "\0".join((str(SEED), *about, str(seen[about])))
            name = hashlib.sha256(words.encode()).hexdigest()[:8]
            line = _line(spot)
            texts = _shown(spot.node, new)
            yield Mutant(name, area, file, spot.lines, line, spot.scope, operator, *texts, spot.way, new)


def _line(spot: Spot) -> int:
    return getattr(spot.node, "lineno", spot.lines[0])


def _shown(node: ast.AST, new: ast.AST, room: int = 90) -> tuple[str, str]:
    """What was there and what stands there now, on a line each."""
    if isinstance(node, ast.Constant) and isinstance(new, ast.Constant):
        if isinstance(node.value, str) and isinstance(new.value, str) and new.value:
            return around(repr(node.value), repr(new.value))
        return repr(node.value)[:room], repr(new.value)
    texts = [_headline(one) for one in (node, new)]
    if len(texts[0]) > room:
        return around(texts[0][:2000], texts[1][:2000], room=30)
    return texts[0], texts[1]


def _headline(node: ast.AST) -> str:
    """A node's source in one line, of a statement with a body its first line."""
    if isinstance(node, ast.comprehension | ast.match_case):
        parts = [*node.ifs] if isinstance(node, ast.comprehension) else [node.guard] if node.guard else []
        return "if " + " if ".join(map(ast.unparse, parts))
    if isinstance(node, ast.If | ast.While):
        return f"{type(node).__name__.lower()} {ast.unparse(node.test)}:"
    return " ".join(ast.unparse(ast.fix_missing_locations(node)).split())
