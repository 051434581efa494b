"""One filling of a tree: what a placeholder says, which branch is taken, how often a loop goes round.

What is made of it, a document or only its words, is the business of `fill` and of `words`: to both a tree is a row of
parts, and a part is what it always makes, or a closure that makes it for a `Evaluation`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeAlias, TypeVar, cast

from jinja2 import nodes as syntax

from letterforge.document import Text
from letterforge.expressions.expression import Expression
from letterforge.expressions.faults import Evaluate, EvaluationError
from letterforge.expressions.loop import bound, loop_values
from letterforge.expressions.origins import is_authored, origin
from letterforge.expressions.paths import field_path
from letterforge.expressions.undefined import UNDEFINED
from letterforge.filling.drawn import wordless
from letterforge.filling.fitness import fits, zero
from letterforge.filling.places import field_of, items_of, joining, path_of_node
from letterforge.filling.state import Evaluation, Neighbours
from letterforge.formatting.printer import Printer, UnprintableError
from letterforge.loading import tree
from letterforge.loading.tree import For, If, Node, Placeholder, Spanning, columns_of
from letterforge.models.days import Days
from letterforge.models.money import Amount
from letterforge.models.month import MonthOfYear
from letterforge.models.rich import Rich, is_rich
from letterforge.models.text_rules import PLAIN_TEXTS
from letterforge.models.zero_dates import may_be_nothing
from letterforge.rules.checking import LOOP, UNPRINTABLE
from letterforge.rules.data import ABSENT, COLUMNS, CONDITION

_NODE = 25  # characters of a letter that a node of its tree counts for

N = TypeVar("N", bound=Node)
"""The nodes with holes that a part is made of."""
M = TypeVar("M")
"""What a part makes: nodes without holes, or words."""
M_co = TypeVar("M_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Constant(Generic[M_co]):
    """What is the same in every letter, made once."""

    made: tuple[M_co, ...]


Fill: TypeAlias = Callable[[Evaluation], Sequence[M]]
Part: TypeAlias = Constant[M] | Fill[M]
Compile: TypeAlias = Callable[[tuple[N, ...]], Part[M]]


def joined(parts: Iterable[Part[M]]) -> Part[M]:
    """A row of parts as one part."""
    row: list[Part[M]] = []
    for part in parts:
        last = row[-1] if row else None
        if isinstance(part, Constant) and isinstance(last, Constant):
            row[-1] = Constant((*last.made, *part.made))
        else:
            row.append(part)
    if not row:
        return Constant(())
    if len(row) == 1:
        return row[0]

    # To know which is which beforehand is quicker than to ask each time.
    ready: list[tuple[tuple[M, ...], Fill[M] | None]] = [
        (part.made, None) if isinstance(part, Constant) else ((), part) for part in row
    ]

    def fill(run: Evaluation) -> list[M]:
        out: list[M] = []
        for constant, make in ready:
            out += constant if make is None else make(run)
        return out

    return fill


def made(part: Part[M], run: Evaluation) -> Sequence[M]:
    """What a part makes."""
    return part.made if isinstance(part, Constant) else part(run)


# --- placeholders ------------------------------------------------------------------------------------------------------

_SOUND = frozenset(
    (
        *(int, float, Decimal, datetime.date, datetime.datetime, datetime.time, datetime.timedelta, MonthOfYear),
        *(Amount, Days),
    )
)
"""Types that print as they should, whatever their value, but for dates that are none."""


def spoken(placeholder: Placeholder, printer: Printer, number: int | None = None) -> Callable[[Evaluation], str | None]:
    """What a placeholder prints; None where it cannot, with a finding in the run. It is decided under a number."""
    expression, tag = placeholder.expression, placeholder.tag
    evaluate, path_of, text_of = expression.evaluate, field_of(expression), printer.text
    joins = joining(expression, printer)

    def decided(run: Evaluation, text: str, value: Rich | None = None) -> str:
        if number is not None:
            run.decisions.printed[number].append(text if value is None else value)
        return text

    def is_zero(run: Evaluation, value: object, text: str) -> bool:
        source = origin(expression.node, run.scope, printer)
        return not is_authored(source) and zero(run, value, text, path_of_node(source)(run), tag)

    def say(run: Evaluation) -> str | None:
        try:
            value = evaluate(run.scope) if joins is None else joins(run)
            kind = type(value)
            if type(value) is str and (value in PLAIN_TEXTS or run.judge(value).is_plain):
                known = value  # most placeholders come here
                room = run.room - len(known)
                if room < 0:
                    run.spend(len(known), tag)
                    return None
                run.room = room
                if number is not None:
                    run.decisions.printed[number].append(known)
                return known
            if value is UNDEFINED:
                run.refuse(ABSENT, path_of(run), tag, message="is absent, and the letter prints it")
                return None
            text: str = text_of(value)
        except (EvaluationError, UnprintableError) as fault:
            # The rule's own hint is for the author of a template; what is wrong here is the value.
            run.refuse(UNPRINTABLE, path_of(run), tag, message=f"cannot be printed: {fault}", hint=None)
            return None
        if kind in _SOUND:
            return None if may_be_nothing(value) and is_zero(run, value, text) else decided(run, text)
        is_wordless = not text and kind is not str
        if not run.spend(len(text), tag) or (is_wordless and not wordless(run, value, path_of, tag)):
            return None
        if kind not in (str, list) and text and run.judge(text).is_plain:
            return decided(run, text, _rich(value))
        source = origin(expression.node, run.scope, printer)
        path, items = path_of_node(source)(run), items_of(source, run, printer)
        if not fits(run, value, text, path, items, authored=is_authored(source), tag=tag):
            return None
        return decided(run, text, _rich(value))

    return say


def _rich(value: object) -> Rich | None:
    """A value that is richer than its text, None for any other."""
    return cast("Rich", value) if type(value) is not str and is_rich(type(value)) else None


# --- conditions and loops ----------------------------------------------------------------------------------------------


def condition(node: If[N], part_of: Compile[N, M], printer: Printer, number: int | None = None) -> Fill[M]:
    """The first branch whose condition holds; which it is, is decided under a number."""
    ways = [(*_asked(branch.condition, printer), part_of(branch.children), branch.tag) for branch in node.branches]

    def fill(run: Evaluation) -> Sequence[M]:
        for index, (condition, joins, part, tag) in enumerate(ways):
            try:
                holds = condition is None or (condition(run.scope) if joins is None else joins(run))
            except EvaluationError as fault:
                message = f"the condition cannot be evaluated with these data: {fault}"
                return run.refuse(CONDITION, None, tag, message=message)
            if holds:
                if number is not None:
                    run.decisions.counted[number].append(index)
                return part.made if isinstance(part, Constant) else part(run)
        if number is not None:
            run.decisions.counted[number].append(-1)
        run.gaps += 1
        return ()

    return fill


def _asked(asked: Expression | None, printer: Printer) -> tuple[Evaluate | None, Callable[[Evaluation], object] | None]:
    """How a condition is worked out; None for an ``else``."""
    return (None, None) if asked is None else (asked.evaluate, joining(asked, printer))


def loop(node: For[N], part_of: Compile[N, M], printer: Printer, number: int | None = None) -> Fill[M]:
    """The body for each item; what stands under ``else`` where there is none. Its turns are decided under a number."""
    body, otherwise = part_of(node.children), part_of(node.otherwise)
    evaluate, name, value, tag = node.iterated.evaluate, node.name, node.value, node.tag
    condition = node.condition.evaluate if node.condition else None
    path_of, is_field = field_of(node.iterated), field_path(node.iterated.node) is not None
    counted = _mentions(node, "loop")
    cost = _NODE + sum(_NODE + len(one.text if isinstance(one, Text) else "") for one in tree.walk(node.children))

    def fill(run: Evaluation) -> Sequence[M]:
        try:
            found = evaluate(run.scope)
            if type(found) is not list:
                path = path_of(run) if is_field else None
                return run.refuse(LOOP, path, tag, message="is not a list, and the letter loops over it")
            if not run.spend(len(found) * cost, tag):
                return ()
            items = list(enumerate(found))
            if condition is not None:
                scope = dict(run.scope)
                items = [(i, item) for i, item in items if condition({**scope, **bound(name, value, item)})]
        except EvaluationError as fault:
            message = f"the loop cannot be evaluated with these data: {fault}"
            return run.refuse(LOOP, path_of(run) if is_field else None, tag, message=message)
        if number is not None:
            run.decisions.counted[number].append(len(items))
        if not items:
            run.gaps += 1
            return made(otherwise, run)
        out: list[M] = []
        before, paths, beside = run.scope, run.paths, run.neighbours
        base = path_of(run) if is_field else None
        item_at = items_of(node.iterated.node, run, printer) if base is None or counted else None
        within = path_of(run) if value is not None else None
        # One scope for all turns: nobody keeps it.
        run.scope = inner = {**before, name: None}
        run.paths = places = {**paths, name: None}
        for index, (place, item) in enumerate(items):
            if value is None:
                inner[name] = item
            else:
                inner.update(bound(name, value, item))
            if counted and item_at is not None:
                inner["loop"] = loop_values(items, index)
                run.neighbours = Neighbours(item_at, [place for place, _ in items], index)
            if value is None:
                places[name] = (base, place) if base is not None else item_at and item_at(place)
            else:  # a name may be anybody's, and is in no error: the field that holds all of them is
                places[name] = places[value] = within
            out += body.made if isinstance(body, Constant) else body(run)
        run.scope, run.paths, run.neighbours = before, paths, beside
        return out

    return fill


def columns(node: Spanning[Node], run: Evaluation, number: int | None = None) -> int | None:
    """How many columns a cell reaches over; None where that cannot be, with a finding in the run."""
    try:
        found = columns_of(node.columns.evaluate(run.scope))
    except EvaluationError:
        found = None
    if found is None:
        message = "the number of columns that a cell reaches over is not a whole number from 1 to 63"
        run.refuse(COLUMNS, None, node.tag, message=message)
        return None
    if number is not None:
        run.decisions.counted[number].append(found)
    return found


def expressions(nodes: tuple[Node, ...]) -> Iterator[Expression]:
    """Every expression of a tree."""
    for node in tree.walk(nodes):
        if isinstance(node, Placeholder):
            yield node.expression
        elif isinstance(node, If):
            yield from (branch.condition for branch in node.branches if branch.condition is not None)
        elif isinstance(node, Spanning):
            yield node.columns
        elif isinstance(node, For):
            yield node.iterated
            if node.condition is not None:
                yield node.condition


def _mentions(loop: For[Node], name: str) -> bool:
    return any(
        isinstance(node, syntax.Name) and node.name == name
        for expression in expressions(loop.children)
        for node in (expression.node, *expression.node.find_all(syntax.Name))
    )
