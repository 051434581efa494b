"""Wording x model -> findings: what would go wrong with some data, found before there are any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from letterforge.document import Heading, Image, Link
from letterforge.expressions import dotted, spelt
from letterforge.findings import Finding, Place, in_order, warning
from letterforge.inference import EACH, Env, Inference, Path, Use, assume, loop_record, truthy
from letterforge.shapes import Absent, Kind, Leaf, ListOf, Nothing, Opaque, Record, Shape, described
from letterforge.text_rules import broken_rule
from letterforge.wording import For, If, Placeholder, Spanning, Tag

DEEPEST = 12


class Checked:
    """What the check found: ``findings``, and the fields that are used, each with its place."""

    def __init__(self, findings: tuple[Finding, ...], uses: tuple[Use, ...]) -> None:
        self.findings = findings
        self.uses = uses


def check(
    nodes: Sequence[Any],
    shape: Shape,
    *,
    around: Sequence[Any] = (),
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
    findings = [*checker.inference.findings, *checker.warnings]
    if whole and not any(finding.is_error for finding in findings):
        findings += _unprinted(records, checker.inference.uses, file)
    return Checked(in_order(findings), tuple(checker.inference.uses))


class _Checker:
    """One walk over all trees."""

    def __init__(self, inference: Inference) -> None:
        self.inference = inference
        self.warnings: list[Finding] = []
        self.unfit: set[Path] = set()

    def walk(self, nodes: tuple[Any, ...], env: Env) -> None:
        for index, node in enumerate(nodes):
            match node:
                case Placeholder(expression=expression, tag=tag):
                    shape = self.inference.printed(expression, env, tag)
                    self._plain_text(dotted(expression.node), shape, env, tag)
                case If(branches=branches):
                    self._condition(branches, env)
                case For():
                    self._loop(node, env)
                    if index and isinstance(nodes[index - 1], Heading):
                        self._heading_over(node, nodes[index + 1 : index + 2], env)
                case Link(children=children, target=target):
                    self.walk(children, env)
                    self.walk(target, env)
                case Image(alt=alt):
                    self.walk(alt, env)
                case Spanning(children=children, columns=columns, tag=tag):
                    self.inference.infer(columns.node, env, tag)
                    self.walk(children, env)
                case _:
                    self.walk(getattr(node, "children", ()), env)

    def _condition(self, branches: Sequence[Any], env: Env) -> None:
        for branch in branches:
            inside = env
            if branch.condition is not None:
                self.inference.infer(branch.condition.node, env, branch.tag)
                inside = assume(branch.condition.node, env, truth=True)
                env = assume(branch.condition.node, env, truth=False)
            self.walk(branch.children, inside)

    def _loop(self, loop: For[Any], env: Env) -> None:
        shape = self.inference.infer(loop.iterated.node, env, loop.tag)
        self.walk(loop.otherwise, env)
        if shape is None:
            return
        path = dotted(loop.iterated.node)
        what = spelt(path) if path else "this"
        if any(isinstance(atom, (Nothing, Absent)) for atom in shape):
            self.inference.absent(what, loop.tag, path)
        solid = [atom for atom in shape if not isinstance(atom, (Nothing, Absent))]
        if not solid or any(not isinstance(atom, ListOf) for atom in solid):
            wrong = tuple(atom for atom in solid if not isinstance(atom, ListOf))
            message = f"a loop asks for a list, and {what} is {described(wrong)}"
            hint = (
                "Its letters are not items; print it, or give a list."
                if any(isinstance(a, Leaf) for a in wrong)
                else None
            )
            self.inference.fault("loop", loop.tag, message=message, hint=hint, path=path)
            return
        item = tuple(dict.fromkeys(i for atom in solid if isinstance(atom, ListOf) for i in atom.item))
        origin = (*env.origin(path), EACH) if path else None
        inside = env.bound(loop.name, item, origin).bound("loop", (loop_record(item),), None)
        if loop.condition is not None:
            self.inference.infer(loop.condition.node, inside, loop.tag)
            inside = assume(loop.condition.node, inside, truth=True)
        self.walk(loop.children, inside)

    def _heading_over(self, loop: For[Any], following: tuple[Any, ...], env: Env) -> None:
        """A loop that may print nothing, right under a heading and with nothing else under it."""
        if loop.otherwise or (following and not isinstance(following[0], Heading)):
            return
        silent = Inference()
        shape = silent.infer(loop.iterated.node, env, loop.tag) or ()
        if loop.condition is not None or any(isinstance(atom, ListOf) and atom.least == 0 for atom in shape):
            message = "if this list is empty, the heading above stands over nothing"
            hint = "Put the heading into an {% if %} with the loop, or write an {% else %} for the loop."
            self.warnings.append(
                warning("empty-section", loop.tag.place, message=message, hint=hint, excerpt=loop.tag.excerpt)
            )

    def _plain_text(self, path: Path | None, shape: Shape, env: Env, tag: Tag) -> None:
        """A text that the model does not keep from being blank: the letter will refuse it, but only then."""
        if path is None:
            return
        origin = env.origin(path)
        for atom in shape:
            if not isinstance(atom, Leaf) or atom.kind is not Kind.TEXT or atom.fit or origin in self.unfit:
                continue
            if atom.choices is None or any(broken_rule(choice) for choice in atom.choices):
                self.unfit.add(origin)
                message = f"the model allows {spelt(path)} to be blank or a stand-in such as TBC; the letter would then be refused"
                hint = "Give the field the type letterforge.Line or letterforge.Lines."
                self.warnings.append(warning("plain-text", tag.place, message=message, hint=hint, excerpt=tag.excerpt))


def _unprinted(records: Sequence[Record], uses: Sequence[Use], file: str | None) -> Iterator[Finding]:
    """Required fields that neither template nor stationery uses."""
    used = {use.path for use in uses}
    for record in records:
        for path in _required(record, (), ()):
            if not any(one in (path, (*path, EACH)) for one in used):
                message = f"the model asks for {_shown(path)}, and the letter does not use it"
                yield warning(
                    "unused-field", Place(file), message=message, hint="Print it, or make it optional in the model."
                )


def _shown(path: Path) -> str:
    return ".".join(str(step) for step in path).replace(f".{EACH}", "[]")


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
