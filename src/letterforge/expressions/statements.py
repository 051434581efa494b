"""What stands behind ``set`` and ``macro``, and a call of a macro: parsed, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from letterforge.expressions.expression import Expression, end, expression, guarded, parser_for
from letterforge.expressions.faults import ExpressionError
from letterforge.formatting.printer import Printer

_CALL = re.compile(r"\s*([A-Za-z_]\w*)\s*\(", re.ASCII)
_NAMESPACE = "namespace"
_RESERVED = frozenset(("loop", _NAMESPACE, "true", "false", "none", "True", "False", "None"))


@dataclass(frozen=True, slots=True)
class Assignment:
    """``set name = value``, ``set space.name = value``; or ``set name = namespace(...)``, with its ``fields``."""

    name: str
    value: Expression | None
    attribute: str | None = None
    fields: Mapping[str, Expression] | None = None


@dataclass(frozen=True, slots=True)
class Macro:
    """The head of a macro: its name, its parameters, and what those have that are left out."""

    name: str
    parameters: tuple[str, ...]
    defaults: Mapping[str, Expression] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a macro."""

    name: str
    arguments: tuple[Expression, ...]
    named: Mapping[str, Expression]


def parse_set(source: str, printer: Printer) -> Assignment:
    """Parse what follows ``set``.

    Raises:
        ExpressionError: it is none, or one that is not allowed.
    """
    parser = parser_for(source)

    def parts() -> tuple[nodes.Expr, nodes.Expr | None]:
        target = parser.parse_assign_target(with_namespace=True)
        value = parser.parse_expression() if parser.stream.skip_if("assign") else None
        return target, value

    target, value = guarded(parser, source, parts)
    end(parser, source)
    if value is None:
        message = "{% set %} without a value"
        raise ExpressionError(message, "Write {% set name = value %}; a block of text is a {% macro %}.")
    said = source.partition("=")[2].strip()
    match target:
        case nodes.Name(name=name) if name not in _RESERVED:
            fields = _fields(value, printer)
            return Assignment(name, None if fields is not None else expression(said, value, printer), None, fields)
        case nodes.NSRef(name=name, attr=attribute):
            return Assignment(name, expression(said, value, printer), attribute)
        case _:
            message = "{% set %} gives one name its value"
            raise ExpressionError(message, "Write one {% set %} for each, with a name that is not loop or namespace.")


def _fields(value: nodes.Expr, printer: Printer) -> Mapping[str, Expression] | None:
    match value:
        case nodes.Call(node=nodes.Name(name=name), args=[], dyn_args=None, dyn_kwargs=None) if name == _NAMESPACE:
            return {one.key: expression(one.key, one.value, printer) for one in value.kwargs}
        case _:
            return None


def parse_macro(source: str, printer: Printer) -> Macro:
    """Parse what follows ``macro``.

    Raises:
        ExpressionError: it is no name with parameters in brackets.
    """
    parser = parser_for(source)

    def head() -> tuple[str, nodes.Macro]:
        name = parser.stream.expect("name").value
        made = nodes.Macro(lineno=1)
        parser.parse_signature(made)
        return name, made

    name, made = guarded(parser, source, head)
    end(parser, source)
    parameters = tuple(one.name for one in made.args)
    if len(set(parameters)) < len(parameters) or _RESERVED & {name, *parameters}:
        message = "the parameters of a macro have names of their own"
        raise ExpressionError(message, "Give each another name, and none of loop or namespace.")
    late = parameters[len(parameters) - len(made.defaults) :]
    defaults = {one: expression(one, value, printer) for one, value in zip(late, made.defaults, strict=True)}
    return Macro(name, parameters, defaults)


def called(source: str, macros: Collection[str]) -> str | None:
    """The macro that a placeholder calls; None where it calls none."""
    found = _CALL.match(source)
    return found[1] if found is not None and found[1] in macros else None


def parse_call(source: str, printer: Printer) -> Call:
    """Parse a placeholder that calls a macro.

    Raises:
        ExpressionError: there is more in it than the call.
    """
    parser = parser_for(source)
    node = guarded(parser, source, parser.parse_expression)
    end(parser, source)
    match node:
        case nodes.Call(node=nodes.Name(name=name), args=args, kwargs=kwargs, dyn_args=None, dyn_kwargs=None):
            arguments = tuple(expression(name, one, printer) for one in args)
            return Call(name, arguments, {one.key: expression(one.key, one.value, printer) for one in kwargs})
        case _:
            message = "a macro is called by itself"
            raise ExpressionError(message, "Write {{ name(arguments) }}, and filters within the macro.")
