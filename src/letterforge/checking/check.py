"""Wording x model -> findings: what would go wrong with some data, found before there are any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from letterforge.checking.environment import Env
from letterforge.checking.following import Use
from letterforge.checking.inference import Inference
from letterforge.checking.narrowing import assume
from letterforge.document import (
    BlockQuote,
    Cell,
    Coloured,
    Emphasis,
    Heading,
    Image,
    Item,
    Landscape,
    LineBreak,
    Link,
    List,
    Marked,
    Note,
    PageBreak,
    PageCount,
    PageNumber,
    Paragraph,
    Phrase,
    Reply,
    Row,
    Section,
    Space,
    Strong,
    Tab,
    Table,
    Text,
    ThematicBreak,
    Underline,
)
from letterforge.expressions.loop import loop_record
from letterforge.expressions.paths import EACH, Path, first_path, format_path, path_of
from letterforge.findings import Finding, Place, Rule, in_order
from letterforge.loading.tree import Answer, Branch, Covered, For, If, Node, Placeholder, Slot, Spanning, Tag, Unseen
from letterforge.models.alternatives import truthy
from letterforge.models.shapes import (
    Absent,
    Leaf,
    ListOf,
    Nothing,
    Opaque,
    Record,
    Shape,
    described,
    may_be_absent,
    union,
)
from letterforge.rules.checking import EMPTY_SECTION, LOOP, NEVER_TAKEN, UNUSED_FIELD

DEEPEST = 12


class Checked:
    """What the check found: ``findings``, and the fields that are used, each with its place."""

    def __init__(self, findings: tuple[Finding, ...], uses: tuple[Use, ...]) -> None:
        self.findings = findings
        self.uses = uses

    def without(self, rule: Rule) -> Checked:
        """The same without what one rule says."""
        return Checked(tuple(one for one in self.findings if one.rule != rule.code), self.uses)


def check(
    nodes: Sequence[Node],
    shape: Shape,
    *,
    around: Sequence[Node] = (),
    file: str | None = None,
    whole: bool = True,
) -> Checked:
    """Check trees with holes against the shape of their data.

    ``nodes`` are the blocks and the title of a template, ``around`` the furniture of a stationery: together all that
    one letter prints. With ``whole``, required fields that nothing prints are reported.
    """
    records = [atom for atom in shape if isinstance(atom, Record)]
    names = {name: field.shape for record in records for name, field in record.fields.items()}
    checker = _Checker(Inference(declared=whole))
    checker.walk(tuple(nodes), Env(names))
    checker.walk(tuple(around), Env(names))
    findings = [*checker.inference.findings, *checker.inference.warnings, *checker.warnings]
    if whole and not any(finding.is_error for finding in findings):
        findings += _unprinted(records, checker.inference.uses, file)
    return Checked(in_order(findings), tuple(checker.inference.uses))


class _Checker:
    """One walk over all trees."""

    def __init__(self, inference: Inference) -> None:
        self.inference = inference
        self.warnings: list[Finding] = []
        self.drawn = False
        """Whether a picture may stand where the walk is: in a paragraph that somebody sees."""
        self.unseen = False

    def _within(self, nodes: tuple[Node, ...], env: Env, *, drawn: bool) -> None:
        before, self.drawn = self.drawn, drawn
        self.walk(nodes, env)
        self.drawn = before

    def walk(self, nodes: tuple[Node, ...], env: Env) -> None:
        for index, node in enumerate(nodes):
            alone = _only_a_loop(node)
            if alone is not None and index and isinstance(nodes[index - 1], Heading):
                self._heading_over(alone, nodes[index + 1 : index + 2], env)
            match node:  # the most frequent ones first
                case Text():
                    pass
                case Paragraph():
                    self._within(node.children, env, drawn=not self.unseen)
                case Placeholder(expression=expression, tag=tag):
                    self.inference.printed(expression, env, tag, drawn=self.drawn)
                case If(branches=branches):
                    self._condition(branches, env)
                case For():
                    self._loop(node, env)
                case Link(children=children, target=target):
                    self.walk(children, env)
                    self._within(target, env, drawn=False)
                case Image(alt=alt):
                    self._within(alt, env, drawn=False)
                case Covered() | Unseen():
                    before, self.unseen = self.unseen, True
                    self._within(node.children, env, drawn=False)
                    self.unseen = before
                case Spanning(children=children, columns=columns, tag=tag):
                    self.inference.counted(columns, env, tag)
                    self.walk(children, env)
                case Strong() | Emphasis() | Underline() | Marked() | Coloured() | Phrase() | Note() | Heading():
                    self.walk(node.children, env)
                case BlockQuote() | Reply() | Section() | Landscape() | List():
                    self.walk(node.children, env)
                case Item() | Table() | Row() | Cell():
                    self.walk(node.children, env)
                case (
                    LineBreak() | PageNumber() | PageCount() | Tab() | Answer()
                    | Space() | ThematicBreak() | PageBreak() | Slot()
                ):  # fmt: skip
                    pass
                case _:
                    assert_never(node)

    def _condition(self, branches: Sequence[Branch[Node]], env: Env) -> None:
        reached = env.reached
        for branch in branches:
            inside = env
            if not env.reached:
                self._never(branch.tag, "the conditions before it already cover every case", reached=reached)
            elif branch.condition is not None:
                before = len(self.inference.findings)
                _, inside, env = self.inference.decide(branch.condition.node, env, branch.tag)
                if len(self.inference.findings) > before:  # then nobody knows what was meant by it
                    inside, env = replace(inside, reached=True), replace(env, reached=True)
                if not inside.reached:
                    self._never(branch.tag, "its condition is never true", reached=reached)
            self.walk(branch.children, inside)

    def _never(self, tag: Tag, why: str, *, reached: bool) -> None:
        """A branch that can never be taken, within a place that is reached; data by themselves do not say so."""
        if reached and self.inference.declared:
            message = f"this branch can never be taken: {why}"
            hint = "Nothing in it is checked or printed; correct the condition, or remove the branch."
            self.warnings.append(NEVER_TAKEN.at(tag.place, message=message, hint=hint, excerpt=tag.excerpt))

    def _loop(self, loop: For[Node], env: Env) -> None:
        shape = self.inference.infer(loop.iterated.node, env, loop.tag)
        path = path_of(loop.iterated.node)
        if shape is None or not self._is_list(shape, path, env, loop.tag):
            self.walk(loop.otherwise, env)
            return
        lists = [atom for atom in shape if isinstance(atom, ListOf)]
        item = union(*(atom.item for atom in lists))
        origin = (*env.origin(path), EACH) if path else None
        # While it is gone through there is an item; a list of nothing is never gone through.
        inside = assume(loop.iterated.node, env, truth=True)
        inside = replace(inside, reached=inside.reached and bool(item))
        inside = inside.bound(loop.name, item, origin) if loop.value is None else _with_pair(loop, item, inside)
        if loop.condition is not None:  # it is asked before the loop begins: there is no `loop` in it yet
            before, reached = len(self.inference.findings), inside.reached
            _, inside, _ = self.inference.decide(loop.condition.node, inside, loop.tag)
            if len(self.inference.findings) > before:
                inside = replace(inside, reached=reached)
            if not inside.reached:
                self._never(loop.tag, "the condition of this loop is never true", reached=reached)
        elif lists and not item:
            self._never(loop.tag, "the list is always empty here", reached=env.reached)
        elif lists and all(atom.least for atom in lists) and loop.otherwise:
            self._never(loop.tag, "the list always has an item, so the else is never reached", reached=env.reached)
            env = replace(env, reached=False)
        # Its else is reached where there is no item; with a condition, none that it holds for.
        empty = env if loop.condition is not None else assume(loop.iterated.node, env, truth=False)
        self.walk(loop.otherwise, empty)
        self.walk(loop.children, inside.bound("loop", (loop_record(item),), None))

    def _is_list(self, shape: Shape, path: Path | None, env: Env, tag: Tag) -> bool:
        what = format_path(path) if path else "this"
        if may_be_absent(shape):
            self.inference.absent(what, shape, path, env, tag)
        solid = [atom for atom in shape if not isinstance(atom, (Nothing, Absent))]
        wrong = tuple(atom for atom in solid if not isinstance(atom, ListOf))
        if wrong:
            message = f"a loop needs a list, and {what} is {described(wrong)}"
            plain = any(isinstance(atom, Leaf) for atom in wrong)
            hint = "Text is not a list; print it, or give a list." if plain else None
            self.inference.fault(LOOP, tag, message=message, hint=hint, path=path)
        return not wrong

    def _heading_over(self, loop: For[Node], following: tuple[Node, ...], env: Env) -> None:
        """A loop that may print nothing, right under a heading and with nothing else under it."""
        if loop.otherwise or not env.reached or (following and not isinstance(following[0], Heading)):
            return
        silent = Inference()
        shape = silent.infer(loop.iterated.node, env, loop.tag) or ()
        if loop.condition is not None or any(isinstance(atom, ListOf) and atom.least == 0 for atom in shape):
            message = "if this list is empty, the heading above has nothing below it"
            hint = "Put the heading into an {% if %} with the loop, or write an {% else %} for the loop."
            self.warnings.append(EMPTY_SECTION.at(loop.tag.place, message=message, hint=hint, excerpt=loop.tag.excerpt))


def _with_pair(loop: For[Node], item: Shape, env: Env) -> Env:
    """What is known where a loop goes through names with their values."""
    pairs = [atom for atom in item if isinstance(atom, Record)]
    key = union(*(pair.fields["key"].shape for pair in pairs))
    value = union(*(pair.fields["value"].shape for pair in pairs))
    path = first_path(loop.iterated.node)
    origin = None if path is None or loop.value is None else (*env.origin(path), EACH)
    return env.bound(loop.name, key, None).bound(loop.value or "", value, origin)


def _only_a_loop(node: Node) -> For[Node] | None:
    """The loop that a block is, or that all items of a list come from."""
    if isinstance(node, List) and len(node.children) == 1:
        return _only_a_loop(node.children[0])
    return node if isinstance(node, For) else None


def _unprinted(records: Sequence[Record], uses: Sequence[Use], file: str | None) -> Iterator[Finding]:
    """Required fields that neither template nor stationery uses."""
    used = {use.path for use in uses}
    for record in records:
        for path in _required(record, (), ()):
            if not any(one in (path, (*path, EACH)) for one in used):
                message = f"the model asks for {format_path(path)}, and the letter does not use it"
                yield UNUSED_FIELD.at(Place(file), message=message, hint="Print it, or make it optional in the model.")


def _required(record: Record, path: Path, above: tuple[Record, ...]) -> Iterator[Path]:
    if record.model is None or record in above or len(above) > DEEPEST:
        return
    for name, field in record.fields.items():
        if not field.required:
            continue
        for atom in truthy(field.shape):
            match atom:
                case Record():
                    yield from _required(atom, (*path, name), (*above, record))
                case ListOf(item):
                    inner = [one for one in item if isinstance(one, Record)]
                    if not inner:  # a list of plain values is used whole
                        yield (*path, name)
                    for one in inner:
                        yield from _required(one, (*path, name, EACH), (*above, record))
                case Opaque():
                    pass
                case _:
                    yield (*path, name)
