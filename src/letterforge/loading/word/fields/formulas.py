"""Formulas (ECMA-376 part 1, 17.16.3): worked out where they are of constants, an expression where tags are in them.

Cells of tables are Word's alone. What divides by a placeholder, or takes a part of it, no expression says.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TypeAlias

from letterforge.loading.word.fields.code import ONE_TAG, Code
from letterforge.loading.word.fields.conditions import operand

_LONGEST = 400
_DEEPEST = 20
_DIGITS = 15
"""As many as Word counts with."""
_TOKEN = re.compile(
    r"\s*(?:(\d+(?:\.\d+)?|\.\d+)(%?)|(\{\{(?:(?!\{\{|\}\}).)*\}\})|([A-Za-z_]\w*)|(<>|<=|>=|[-+*/^(),;<>=]))\s*"
)

Value: TypeAlias = "Decimal | str"
"""A number, or an expression."""
_CONSTANTS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": operator.pow,
}
_COMPARED: Mapping[str, tuple[str, Callable[[Decimal, Decimal], bool]]] = {
    "=": ("==", operator.eq),
    "<>": ("!=", operator.ne),
    "<": ("<", operator.lt),
    ">": (">", operator.gt),
    "<=": ("<=", operator.le),
    ">=": (">=", operator.ge),
}


class _UndefinedError(Exception):
    """A formula that nothing here defines."""


def formula(code: Code, bookmark: Callable[[str], str | None]) -> str | None:
    """What a formula comes to: a number, or a placeholder."""
    said = code.arguments[0].text.replace('"', " ")
    try:
        with localcontext(prec=_DIGITS):
            found = _Reading(list(_tokens(said)), bookmark).whole()
            return f"{{{{ {_bare(found)} }}}}" if isinstance(found, str) else _written(found, code)
    except (_UndefinedError, ArithmeticError):
        return None


def _bare(expression: str) -> str:
    """An expression without the brackets around all of it, which are ours."""
    return expression[1:-1] if expression.startswith("(") and _closes(expression) == len(expression) - 1 else expression


def _closes(expression: str) -> int:
    depth = 0
    for at, sign in enumerate(expression):
        depth += (sign == "(") - (sign == ")")
        if not depth:
            return at
    return -1


def _written(found: Decimal, code: Code) -> str | None:
    """A number as Word writes it: what goes on behind its second place wants a picture, which says how far."""
    if found.adjusted() > _DIGITS - 3:  # its hundredths are not known
        return None
    if code.has("\\#"):
        return f"{found:f}"
    whole = found.quantize(Decimal("0.01"))
    return f"{whole.normalize():f}" if whole == found else None


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def _tokens(said: str) -> Iterator[_Token]:
    at = 0
    if len(said) > _LONGEST:
        raise _UndefinedError
    while at < len(said):
        found = _TOKEN.match(said, at)
        if found is None:
            raise _UndefinedError
        at = found.end()
        if found[1]:
            number = Decimal(found[1])
            yield _Token("number", str(number / 100 if found[2] else number))
        else:
            kind = "tag" if found[3] else "name" if found[4] else "sign"
            yield _Token(kind, found[3] or found[4] or found[5])
    yield _Token("end", "")


@dataclass(slots=True)
class _Reading:
    """A formula while it is read: from what binds least to what binds most."""

    tokens: list[_Token]
    bookmark: Callable[[str], str | None]
    at: int = 0
    depth: int = 0

    def whole(self) -> Value:
        found = self._comparison()
        if self.tokens[self.at].kind != "end":
            raise _UndefinedError
        return found

    def _take(self, *signs: str) -> str | None:
        token = self.tokens[self.at]
        if token.kind == "sign" and token.text in signs:
            self.at += 1
            return token.text
        return None

    def _comparison(self) -> Value:
        left = self._sum()
        sign = self._take(*_COMPARED)
        if sign is None:
            return left
        right = self._sum()
        written, work = _COMPARED[sign]
        if isinstance(left, Decimal) and isinstance(right, Decimal):
            return Decimal(work(left, right))
        return f"(1 if {_said(left)} {written} {_said(right)} else 0)"

    def _sum(self) -> Value:
        left = self._product()
        while sign := self._take("+", "-"):
            left = _worked(left, sign, self._product())
        return left

    def _product(self) -> Value:
        left = self._power()
        while sign := self._take("*", "/"):
            left = _worked(left, sign, self._power())
        return left

    def _power(self) -> Value:
        left = self._signed()
        while self._take("^"):
            right = self._signed()
            if isinstance(right, Decimal) and abs(right) > _LONGEST:
                raise _UndefinedError
            left = _worked(left, "^", right)
        return left

    def _signed(self) -> Value:
        minus = False
        while sign := self._take("-", "+"):
            minus ^= sign == "-"
        found = self._atom()
        if not minus:
            return found
        return -found if isinstance(found, Decimal) else f"(-{found})"

    def _atom(self) -> Value:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _UndefinedError
        token = self.tokens[self.at]
        self.at += 1
        match token:
            case _Token("number", text):
                found: Value = Decimal(text)
            case _Token("tag", text):
                found = _of_tag(text)
            case _Token("name", text):
                found = self._called(text) if self._take("(") else self._marked(text)
            case _Token("sign", "("):
                found = self._comparison()
                self._closed()
            case _:
                raise _UndefinedError
        self.depth -= 1
        return found

    def _closed(self) -> None:
        if not self._take(")"):
            raise _UndefinedError

    def _marked(self, name: str) -> Value:
        """The number of a bookmark."""
        words = self.bookmark(name.lower())
        if words is None:
            raise _UndefinedError
        (*read, _) = _tokens(words)
        match read:
            case [_Token("number", text)]:
                return Decimal(text)
            case [_Token("sign", "-"), _Token("number", text)]:
                return -Decimal(text)
            case [_Token("tag", text)]:
                return _of_tag(text)
            case _:
                raise _UndefinedError

    def _called(self, name: str) -> Value:
        given = [self._comparison()]
        while self._take(",", ";"):
            given.append(self._comparison())
        self._closed()
        match name.upper(), given:
            case "SUM", [first, *rest]:
                return _folded("+", first, rest)
            case "PRODUCT", [first, *rest]:
                return _folded("*", first, rest)
            case "IF", [Decimal() as asked, so, other]:
                return so if asked else other
            case "IF", [str(asked), so, other]:
                return f"({_said(so)} if {asked} else {_said(other)})"
            case "ABS", [str(one)]:
                return f"({one} | abs)"
        numbers = [one for one in given if isinstance(one, Decimal)]
        work = _FUNCTIONS.get(name.upper())
        if work is None or len(numbers) < len(given):
            raise _UndefinedError
        return work(numbers)


def _of_tag(text: str) -> str:
    found = ONE_TAG.match(text)
    if found is None:
        raise _UndefinedError
    return operand(found[1])


def _said(value: Value) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else value


def _worked(left: Value, sign: str, right: Value) -> Value:
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return _CONSTANTS[sign](left, right)
    if sign not in "+-*":
        raise _UndefinedError
    return f"({_said(left)} {sign} {_said(right)})"


def _folded(sign: str, first: Value, rest: Sequence[Value]) -> Value:
    for one in rest:
        first = _worked(first, sign, one)
    return first


def _rounded(given: Sequence[Decimal]) -> Decimal:
    number, places = given if len(given) == 2 else (_alone(given), Decimal())  # noqa: PLR2004  (a number and its places)
    if places != int(places) or abs(places) > _DIGITS:
        raise _UndefinedError
    return number.quantize(Decimal(1).scaleb(-int(places)), rounding="ROUND_HALF_UP")


def _alone(given: Sequence[Decimal]) -> Decimal:
    if len(given) != 1:
        raise _UndefinedError
    return given[0]


def _remainder(given: Sequence[Decimal]) -> Decimal:
    if len(given) != 2:  # noqa: PLR2004  (of one number by another)
        raise _UndefinedError
    return given[0] % given[1]


_FUNCTIONS: Mapping[str, Callable[[Sequence[Decimal]], Decimal]] = {
    "ABS": lambda given: abs(_alone(given)),
    "AVERAGE": lambda given: sum(given, Decimal()) / len(given),
    "COUNT": lambda given: Decimal(len(given)),
    "INT": lambda given: _alone(given).to_integral_value(rounding="ROUND_DOWN"),
    "MAX": max,
    "MIN": min,
    "MOD": _remainder,
    "ROUND": _rounded,
    "SIGN": lambda given: Decimal((_alone(given) > 0) - (_alone(given) < 0)),
}
