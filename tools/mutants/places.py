"""The places of a file where something could be changed, and the file with one of them changed.

Left out is what changes nothing that a program does, or nothing but words: docstrings, annotations, imports, decorators,
`__slots__`, blocks for type checkers, `assert`, `assert_never`, lines of the log, f-strings, and what a comment calls out
of reach.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

Way = tuple[tuple[str, int | None], ...]
"""From the module to a node: names of fields, with an index where the field is a list."""

_UNTOUCHED = (
    ast.Import,
    ast.ImportFrom,
    ast.Assert,
    ast.JoinedStr,
    ast.Global,
    ast.Nonlocal,
    ast.TypeIgnore,
    ast.alias,
    ast.expr_context,
    ast.operator,
    ast.boolop,
    ast.unaryop,
    ast.cmpop,
)
_UNTOUCHED_FIELDS = frozenset({"annotation", "returns", "decorator_list", "bases", "type_comment"})
_WORDS = frozenset({"message", "hint", "excerpt", "gives_words", "usage", "purpose"})
"""What holds words for people, of a finding, an error or the documentation: arguments and variables of these names."""
_LOGGERS = frozenset({"log", "logging", "warnings"})
_TYPES = frozenset({"TypeVar", "ParamSpec", "NewType", "cast"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A node, with what is around it. ``lines`` are those of its statement, of which tests run one or all."""

    node: ast.AST
    way: Way
    scope: str
    lines: tuple[int, int]
    in_words: bool = False
    parents: tuple[ast.AST, ...] = ()


def spots(source: str) -> Iterator[Spot]:
    """Every place of a source that may be changed, from the top."""
    out_of_reach = frozenset(number for number, line in enumerate(source.splitlines(), 1) if "pragma: no cover" in line)
    module = ast.parse(source)
    yield from _within(Spot(module, (), "", (1, 1)), out_of_reach)


def _within(spot: Spot, out_of_reach: frozenset[int]) -> Iterator[Spot]:
    node = spot.node
    for name, value in ast.iter_fields(node):
        if name in _UNTOUCHED_FIELDS:
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST) or _is_untouched(child, node):
                continue
            if isinstance(child, ast.match_case) and child.pattern.lineno in out_of_reach:
                continue
            below = Spot(
                child,
                (*spot.way, (name, index)),
                _scope(spot.scope, child),
                _lines(child) or spot.lines,
                in_words=spot.in_words or _holds_words(child),
                parents=(*spot.parents, node),
            )
            yield below
            yield from _within(below, out_of_reach)


def _is_untouched(node: ast.AST, above: ast.AST) -> bool:
    match node:
        case (
            ast.Expr(value=ast.Constant())  # a docstring, also that of an attribute
            | ast.Expr(value=ast.Call(func=ast.Name(id="assert_never")))
            | ast.If(test=ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING"))
            | ast.Assign(targets=[ast.Name(id="__slots__" | "__all__")])
            | ast.AnnAssign(annotation=ast.Name(id="TypeAlias"))
            | ast.keyword(arg="metaclass")
        ):
            return True
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name)))):
            return name in _LOGGERS
        case ast.Assign(value=ast.Call(func=ast.Name(id=name))):
            return name in _TYPES
        case ast.Assign(value=value):
            return isinstance(above, ast.Module) and _is_type(value)
    return isinstance(node, _UNTOUCHED) or type(node).__name__ == "TypeAlias"


def _is_type(node: ast.AST) -> bool:
    """Whether an alias of a type is defined: ``Shapes = tuple[Shape, ...]``."""
    return isinstance(node, ast.Subscript) and ast.unparse(node.value) in {"tuple", "list", "dict", "Callable", "type"}


def _holds_words(node: ast.AST) -> bool:
    match node:
        case ast.keyword(arg=str(name)):
            return name in _WORDS
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name in _WORDS
        case ast.Raise() | ast.Call(func=ast.Name(id="cast")):
            return True
    return False


def _scope(scope: str, node: ast.AST) -> str:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return f"{scope}.{node.name}".lstrip(".")
    return scope


def _lines(node: ast.AST) -> tuple[int, int] | None:
    """The lines of a statement without its body; None for what is none."""
    if not isinstance(node, ast.stmt):
        return None
    match node:
        case ast.If(test=head) | ast.While(test=head) | ast.For(iter=head) | ast.Match(subject=head):
            last = head.end_lineno
        case ast.FunctionDef() | ast.ClassDef() | ast.With() | ast.Try():
            last = node.lineno
        case _:
            last = node.end_lineno
    return node.lineno, last or node.lineno


def changed(source: str, way: Way, new: ast.AST) -> ast.Module:
    """The module of a source with another node in one place."""
    module = ast.parse(source)
    above: ast.AST = module
    for step in way[:-1]:
        above = _at(above, step)
    name, index = way[-1]
    node = ast.copy_location(copy.deepcopy(new), _at(above, way[-1]))
    if index is None:
        setattr(above, name, node)
    else:
        getattr(above, name)[index] = node
    return ast.fix_missing_locations(module)


def _at(node: ast.AST, step: tuple[str, int | None]) -> ast.AST:
    name, index = step
    found = getattr(node, name)
    child = found if index is None else found[index]
    assert isinstance(child, ast.AST)  # noqa: S101  (the way was walked before)
    return child
