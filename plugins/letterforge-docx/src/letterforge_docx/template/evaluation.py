"""The bridge to letterforge's evaluator: a node of Jinja's syntax tree becomes a function of the plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from letterforge.errors import RenderError
from letterforge.expressions.evaluator import EvaluationError, ExpressionError, compile_node
from letterforge.formatting.printer import Printer, UnprintableError
from letterforge_docx.rich import InlineImage, Listing, RichText, Subdocument

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jinja2 import nodes

    from letterforge.expressions.evaluator import Evaluate

RICH = frozenset((RichText, InlineImage, Subdocument, Listing))


def evaluator(node: nodes.Node, printer: Printer) -> Evaluate:
    """The value of an expression.

    Raises:
        ExpressionError: letterforge does not evaluate such a one.
    """
    compiled = compile_node(node, printer)

    def evaluate(scope: Mapping[str, Any]) -> Any:  # noqa: ANN401  (plain data of any kind)
        try:
            return compiled(scope)
        except EvaluationError as fault:
            raise RenderError(_refusal(str(fault))) from None

    return evaluate


def writer(
    node: nodes.Node,
    printer: Printer,
    write: Callable[[str], str],
    rich: Callable[[Any], Any] | None,
) -> Callable[[Mapping[str, Any], list[Any]], None]:
    """A step that puts the value of an expression to the output: printed and written, or, if rich, as ``rich`` says."""
    compiled, text = compile_node(node, printer), printer.text

    def step(scope: Mapping[str, Any], out: list[Any]) -> None:
        try:
            value: Any = compiled(scope)  # the class decides, below
            kind = type(value)
            if kind is str:
                out.append(write(value))
            elif kind in RICH:
                out.append(write(value.text) if rich is None else rich(value))
            else:
                out.append(write(text(value)))
        except EvaluationError as fault:
            raise RenderError(_refusal(str(fault))) from None
        except UnprintableError as fault:
            raise RenderError(_refusal(f"it would print {fault}")) from None

    return step


def _refusal(reason: str) -> str:
    return f"a placeholder of the Word file does not work out with this letter: {reason}; give the field, or guard it with an if"


def turns(items: list[Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each item of a list with what ``loop`` is during its turn, as Jinja has it."""
    length = len(items)
    for index, item in enumerate(items):
        loop = {
            "index": index + 1,
            "index0": index,
            "revindex": length - index,
            "revindex0": length - index - 1,
            "first": index == 0,
            "last": index == length - 1,
            "length": length,
        }
        if index:
            loop["previtem"] = items[index - 1]
        if index + 1 < length:
            loop["nextitem"] = items[index + 1]
        yield item, loop


__all__ = ["ExpressionError", "Printer", "evaluator", "turns", "writer"]
