"""Text in, expressions out: what stands between the braces, parsed by Jinja's parser."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser

from letterforge.expressions.desugaring import desugared
from letterforge.expressions.evaluator import compile_node
from letterforge.expressions.faults import Evaluate, ExpressionError
from letterforge.expressions.filters.known import FILTERS
from letterforge.expressions.slips import NO_SPACES, hint_for, invisible
from letterforge.formatting.printer import Printer

LONGEST = 2_000  # characters in one tag
DEEPEST = 40  # brackets within brackets
TALLEST = 100  # levels of the syntax tree; each costs a frame of Python's stack when it is evaluated


Parsed = TypeVar("Parsed")
_TOO_DEEP = ("the expression is nested too deep", "Write it in several placeholders.")


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression. ``source`` is its text, ``node`` its syntax tree, ``evaluate`` takes the plain data."""

    source: str
    node: nodes.Expr = field(compare=False, repr=False)
    evaluate: Evaluate = field(compare=False, repr=False)


@functools.lru_cache(maxsize=1)
def environment() -> Environment:
    """Jinja's environment, for its lexer and parser only. Newlines and line statements are as docxtpl has them."""
    return Environment(autoescape=False)  # noqa: S701  (nothing is rendered by Jinja)


def parse(source: str, printer: Printer) -> Expression:
    """Parse and compile the text between the braces of a placeholder.

    Raises:
        ExpressionError: it is not an expression, or one that is not allowed.
    """
    parser = parser_for(source)
    node = guarded(parser, source, lambda: parser.parse_tuple(with_condexpr=True))
    end(parser, source)
    if isinstance(node, nodes.Tuple):
        message = "there are two values here, separated by a comma"
        raise ExpressionError(message, "Write one placeholder for each.")
    return expression(source.strip(), node, printer)


@dataclass(frozen=True, slots=True)
class Head:
    """What follows ``for`` in a loop: the name of an item, the list, and the condition after ``if``.

    ``value`` is the second name of ``for key, value in names.items()``, of which the first is the key.
    """

    name: str
    iterated: Expression
    condition: Expression | None
    value: str | None = None


def parse_for(source: str, printer: Printer) -> Head:
    """Parse what follows ``for`` in a loop.

    Raises:
        ExpressionError: it is not a loop, or one that is not allowed.
    """
    parser = parser_for(source)

    def head() -> tuple[nodes.Expr, nodes.Expr, nodes.Expr | None]:
        target = parser.parse_assign_target(extra_end_rules=("name:in",))
        parser.stream.expect("name:in")
        iterated = parser.parse_tuple(with_condexpr=False, extra_end_rules=("name:recursive",))
        condition = parser.parse_expression() if parser.stream.skip_if("name:if") else None
        return target, iterated, condition

    target, iterated, condition = guarded(parser, source, head)
    if parser.stream.skip_if("name:recursive"):
        message = "recursive loops are not allowed"
        raise ExpressionError(message, "Write one loop inside the other.")
    end(parser, source)
    listed, asked = _texts(source)
    found = expression(listed, iterated, printer)
    name, value = _names(target, found.node)
    if "loop" in (name, value):
        message = "the loop variable cannot be called loop"
        raise ExpressionError(message, "loop is the name for the loop itself; choose another.")
    return Head(name, found, None if condition is None else expression(asked, condition, printer), value)


def _names(target: nodes.Expr, iterated: nodes.Expr) -> tuple[str, str | None]:
    """The name of an item; or those of its key and value, where the loop goes through names with their values."""
    if isinstance(target, nodes.Name):
        return target.name, None
    match target, iterated:
        case nodes.Tuple(items=[nodes.Name(name=key), nodes.Name(name=value)]), nodes.Filter(name=name) if FILTERS[
            name
        ].pairs:
            if key != value:
                return key, value
            message = "a key and its value cannot have one name"
            raise ExpressionError(message, "Choose another for one of them.")
        case _:
            message = "a loop cannot unpack pairs"
            hint = "Loop over a list of models, and name the field of each; or {% for key, value in names.items() %}."
            raise ExpressionError(message, hint)


def _texts(source: str) -> tuple[str, str]:
    """The texts of the list and of the condition in ``item in list if condition``, by Jinja's own tokens."""
    pieces: list[list[str]] = [[]]
    depth = 0
    for _, kind, value in environment().lexer.tokeniter(source.strip(), None, state="variable"):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(value, 0) if kind == "operator" else 0
        if kind == "name" and not depth and len(pieces) < 3 and value == ("in", "if")[len(pieces) - 1]:  # noqa: PLR2004  (three pieces)
            pieces.append([])
        else:
            pieces[-1].append(value)
    texts = ["".join(piece).strip() for piece in pieces]
    return texts[1], texts[2] if len(texts) > 2 else ""  # noqa: PLR2004  (as above)


def constant(value: str) -> Expression:
    """The expression of a text that is written out."""
    return Expression(repr(value), nodes.Const(value), lambda _: value)


def expression(source: str, node: nodes.Node, printer: Printer) -> Expression:
    """Compile a syntax tree that is already parsed."""
    assert isinstance(node, nodes.Expr)  # noqa: S101  (for the type checker: parsers give nothing else here)
    level: list[nodes.Node] = [node]
    for _ in range(TALLEST):
        level = [child for parent in level for child in parent.iter_child_nodes()]
        if not level:
            plain = desugared(node)
            assert isinstance(plain, nodes.Expr)  # noqa: S101  (as above)
            return Expression(source, plain, compile_node(plain, printer))
    raise ExpressionError(*_TOO_DEEP)


def parser_for(source: str) -> Parser:
    """Jinja's parser for the text of a tag, which is no longer or deeper than it may be."""
    _bound(source)
    unseen = invisible(source)
    if unseen is not None:
        raise ExpressionError(*unseen)
    try:
        return Parser(environment(), source.strip(), state="variable")
    except TemplateSyntaxError as fault:
        raise ExpressionError(_said(fault), hint_for(source)) from None


def guarded(parser: Parser, source: str, work: Callable[[], Parsed]) -> Parsed:
    """What a piece of work of the parser gives, its errors as ours."""
    if parser.stream.current.type == "eof":
        message = "there is nothing between the braces"
        raise ExpressionError(message, "Write the name of a field.")
    try:
        return work()
    except TemplateSyntaxError as fault:
        raise ExpressionError(_said(fault), hint_for(source)) from None
    except RecursionError:
        raise ExpressionError(*_TOO_DEEP) from None


def end(parser: Parser, source: str) -> None:
    """See that nothing follows."""
    if not parser.stream.eos:
        message = f"this is not an expression from {str(parser.stream.current)!r} on"
        raise ExpressionError(message, hint_for(source) or NO_SPACES)


def _said(fault: TemplateSyntaxError) -> str:
    return f"this is not an expression: {fault.message}"


def _bound(source: str) -> None:
    """Refuse what would make the parser run out of stack, before it is parsed (Jinja's parser recurses)."""
    if len(source) > LONGEST:
        message = f"the expression has more than {LONGEST} characters"
        raise ExpressionError(message, "Write it in several placeholders.")
    depth = deepest = 0
    for character in source:
        if character in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in ")]}":
            depth -= 1
    if deepest > DEEPEST:
        message = f"there are more than {DEEPEST} nested brackets"
        raise ExpressionError(message, "Write it in several placeholders.")
