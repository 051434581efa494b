"""What must be true of one template and all shapes of its data, worked out by filling it whatever the check has said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from tests.property.universe.models import Data, Model
from tests.property.universe.trees import PLAINLY, PRINTER, Noting, Trees

from letterforge.checking.check import check
from letterforge.document import Image, Text, passages
from letterforge.filling.fill import compiled
from letterforge.filling.state import Evaluation
from letterforge.filling.texts import run_part
from letterforge.findings import Finding, Findings
from letterforge.models.text_rules import TEXT_RULES
from letterforge.rules.checking import PLAIN_TEXT, UNPRINTABLE
from letterforge.rules.data import CONDITION
from letterforge.scanning.leftovers.certain import certain

TEXT = frozenset(rule.name for rule in TEXT_RULES)
"""What the check only warns of: a text of a plain str that no letter prints, by these rules."""
OF_PLAIN_VALUES = TEXT | {"unprintable", "condition", "loop"}
"""With data that hold what no letter prints: a timedelta of nothing is not printable, nor can a filter print it in a condition."""
UNREAD = ("words for a picture",)
_HOLE = re.compile(r"Qaq\s*Qbq|Qaq\s*(?:None|undefined|UNDEFINED)\s*Qbq|\{\{|\}\}|\{%|%\}")


@dataclass(frozen=True, slots=True)
class Template:
    """One template of the enumeration: trees over a model, at a level, and which of the data it depends on.

    ``blank`` says that an empty text is written out in it, which is wording and no hole.
    """

    model: Model
    trees: Trees
    level: str = "line"
    beside: bool = False
    blank: bool = False

    @property
    def data(self) -> tuple[Data, ...]:
        """All shapes of the data that make a difference."""
        return self.model.shapes if self.beside else self.model.plain


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check says (its errors), and what each shape of data comes to: empty where there is a whole letter."""

    errors: tuple[Finding, ...]
    failures: tuple[tuple[str, ...], ...]

    @property
    def letters(self) -> int:
        """How many of them make a letter."""
        return sum(not one for one in self.failures)


def is_of_a_text(finding: Finding) -> bool:
    """Whether a text was to be a number or a date: Word's pictures take texts, since a sheet holds nothing else."""
    is_read = finding.rule in (UNPRINTABLE.code, CONDITION.code)
    return is_read and finding.message.endswith(("no number", "no date or time"))


def judged(template: Template) -> Verdict:
    """Check a template once, and fill it with each shape of data."""
    named = Findings()
    tree = PLAINLY.made(template.trees, template.level, named)
    found = (*named, *check(tree, template.model.shape).findings)
    errors = tuple(one for one in found if one.is_error)
    # What is left of a text may be no text for a letter, though all of it is: the check warns of it.
    warned = any(one.rule == PLAIN_TEXT.code and one.message.startswith("what is made of ") for one in found)
    part = compiled(tree, PRINTER)
    failures = tuple(tuple(_failures(part, template, data, bool(errors), warned)) for data in template.data)
    return Verdict(errors, failures)


def _failures(part: Any, template: Template, data: Data, refused: bool, warned: bool) -> Iterator[str]:  # noqa: FBT001  (both are said at the one call)
    """What goes wrong when a template is filled as if nobody had checked it."""
    run = Evaluation(data.values, meant=template.model.meant)
    made = run_part(part, run)
    for finding in run.findings:
        if warned and finding.rule in TEXT:
            continue
        if not refused and is_of_a_text(finding):
            continue
        if not (data.unfit and finding.rule in (TEXT if refused else OF_PLAIN_VALUES)):
            yield finding.rule
    if run.findings:
        return
    text = "\n".join(passages(tuple(map(_told, made)) if run.pictures or template.level in UNREAD else made))
    if not template.blank and _HOLE.search(text):
        yield "hole"
    elif any(True for _ in certain(text)):
        yield "leftover"


def _told(node: Any) -> Any:
    """A node with the words for its pictures in their places, since what is shown there is no hole."""
    if isinstance(node, Image):
        return Text(node.alt)
    return replace(node, children=tuple(map(_told, node.children))) if node.children else node


def unreached(template: Template) -> tuple[Finding, ...]:
    """The errors of the check at nodes that no shape of data reaches."""
    noting = Noting()
    tree = noting.made(template.trees, template.level)
    part = compiled(tree, PRINTER)
    for data in template.data:
        run_part(part, Evaluation(data.values, meant=template.model.meant))
    found = check(tree, template.model.shape).findings
    return tuple(one for one in found if one.is_error and one.place.line not in noting.reached)
