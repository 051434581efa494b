"""IF and COMPARE as conditions of a template (ECMA-376 part 1, 17.16.5.11 and 17.16.5.24)."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal

from letterforge.expressions.filters.text import LONGEST_PATTERN, like
from letterforge.formatting.printer import Printer
from letterforge.loading.word.fields.code import ONE_TAG, TAGS, Code, Word

_EQUAL = {"=": "==", "<>": "!="}
_ORDER = {"<": "<", ">": ">", "<=": "<=", ">=": ">="}
_WORKS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
_SIGNS = frozenset((*_EQUAL, *_ORDER))
_SIGN = re.compile(r"<>|<=|>=|=|<|>")
_NUMBER = re.compile(r"\s*-?\d+(?:\.\d+)?\s*\Z")
_PLAIN_NUMBER = re.compile(r"\s*-?(?:0|[1-9]\d*)(?:\.\d+)?\s*\Z")
"""One that is written as an expression writes it: 007 is a text there, and a number for Word."""
_PARTS = 5  # two values, what compares them, and two texts


def apart(code: Code) -> Code:
    """A code whose comparison is written without blanks, ``a=b``, with them; where it has them, as it is."""
    words = list(code.arguments)
    if any(one.text in _SIGNS and not one.quoted for one in words[1:2]):
        return code
    for at, one in enumerate(words[:2]):
        bare = TAGS.sub(lambda tag: "\0" * len(tag[0]), one.text)
        found = None if one.quoted else _SIGN.search(bare)
        if found is not None:
            pieces = (one.text[: found.start()], found[0], one.text[found.end() :])
            words[at : at + 1] = [Word(text) for text in pieces if text]
            return replace(code, arguments=tuple(words))
    return code


def chosen(code: Code, texts: AbstractSet[str] = frozenset()) -> str | None:
    """An IF as words with a condition in them; None where what it compares has no meaning here.

    ``texts`` are expressions that hold texts only, as the cells of a sheet do: Word compares those that are numbers as such.
    """
    if not _PARTS - 1 <= len(code.arguments) <= _PARTS:
        return None
    left, sign, right, so, *otherwise = code.arguments
    other = otherwise[0].text if otherwise else ""
    condition = _compared(left, sign, right, texts)
    if condition is None or isinstance(condition, bool):
        return None if condition is None else so.text if condition else other
    if code.blocks and "\n" in so.text + other:
        middle = f"\n{{%p else %}}\n{other}" if otherwise else ""
        return f"{{%p if {condition} %}}\n{so.text}{middle}\n{{%p endif %}}"
    middle = f"{{% else %}}{other}" if other else ""
    return f"{{% if {condition} %}}{so.text}{middle}{{% endif %}}"


def compared(code: Code, texts: AbstractSet[str] = frozenset()) -> str | None:
    """A COMPARE: 1 where it is so, 0 where it is not."""
    if len(code.arguments) != 3:  # noqa: PLR2004  (two values, and what compares them)
        return None
    left, sign, right = code.arguments
    condition = _compared(left, sign, right, texts)
    if isinstance(condition, bool):
        return "1" if condition else "0"
    return None if condition is None else f"{{% if {condition} %}}1{{% else %}}0{{% endif %}}"


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a comparison: expressions, and the words before, between and behind them."""

    words: tuple[str, ...]
    expressions: tuple[str, ...]

    @property
    def constant(self) -> str | None:
        """Its words, where it has no more."""
        return self.words[0] if not self.expressions else None


def _compared(left: Word, sign: Word, right: Word, texts: AbstractSet[str]) -> str | bool | None:
    """A comparison as an expression, or what it comes to where both sides are constant."""
    written = _EQUAL.get(sign.text) or _ORDER.get(sign.text)
    one, other = _side(left), _side(right)
    if written is None or one is None or other is None:
        return None
    if one.constant is not None and other.constant is not None:
        return _of_constants(one.constant, written, other.constant)
    if sign.text in _ORDER:
        return _ordered(one, written, other, texts)
    if not _is_pattern(other):
        return _same(one, written, other, texts)
    matched = _matched(one, other.constant or "")
    return matched if matched is None or written == "==" else f"not ({matched})"


def _side(word: Word) -> _Side | None:
    """What one side says; None where a tag in it is no placeholder."""
    if not all(map(ONE_TAG.match, TAGS.findall(word.text))):
        return None
    found = tuple(_expression(tag) for tag in TAGS.finditer(word.text))
    return _Side(tuple(TAGS.split(word.text)), found)


def _expression(tag: re.Match[str]) -> str:
    said = ONE_TAG.match(tag[0])
    assert said is not None  # noqa: S101  (for the type checker: looked at before)
    return operand(said[1])


def operand(expression: str) -> str:
    """An expression as one side of an operator."""
    plain = expression.strip()
    return plain if re.fullmatch(r"[\w.]+", plain) else f"({plain})"


def _is_pattern(side: _Side) -> bool:
    return side.constant is not None and any(sign in side.constant for sign in "*?")


def _of_constants(left: str, written: str, right: str) -> bool | None:
    if _NUMBER.match(left) and _NUMBER.match(right):
        return _WORKS[written](Decimal(left.strip()), Decimal(right.strip()))
    if written not in ("==", "!=") or len(right) > LONGEST_PATTERN:
        return None
    return like(Printer("en-GB"), left, right) is (written == "==")


def _ordered(left: _Side, written: str, right: _Side, texts: AbstractSet[str]) -> str | None:
    """Numbers, and whatever two placeholders have an order; that of words is Word's own."""
    sides = []
    for side in (left, right):
        if side.constant is not None and _PLAIN_NUMBER.match(side.constant):
            sides.append(side.constant.strip())
        elif len(side.expressions) == 1 and not "".join(side.words).strip():
            said = side.expressions[0]
            sides.append(f"({said} | to_number)" if said in texts else said)
        else:
            return None
    return f"{sides[0]} {written} {sides[1]}"


def _same(left: _Side, written: str, right: _Side, texts: AbstractSet[str]) -> str | bool | None:
    """Whether two sides say the same, or not. Word prints nothing for what is not there."""
    if left.constant is not None:
        left, right = right, left
    if right.constant is None:
        one, other = _joined(left), _joined(right)
        return None if one is None or other is None else f"{one} {written} {other}"
    first, last, said = left.words[0], left.words[-1], right.constant
    if not said.startswith(first) or not said[len(first) :].endswith(last):
        return written == "!="
    said = said[len(first) : len(said) - len(last)]
    if not said:
        return _nothing(left, written)
    bare = _joined(_Side(("", *left.words[1:-1], ""), left.expressions))
    alone = len(left.expressions) == 1 and left.expressions[0] not in texts
    value = said.strip() if alone and _PLAIN_NUMBER.match(said) else quoted(said)
    return None if bare is None or value is None else f"{bare} {written} {value}"


def _nothing(side: _Side, written: str) -> str | bool:
    if any(side.words[1:-1]):
        return written == "!="
    whole = side.expressions[0] if len(side.expressions) == 1 else f"({' or '.join(side.expressions)})"
    return f"not {whole}" if written == "==" else whole


def _matched(side: _Side, pattern: str) -> str | None:
    """Whether a side goes by a pattern: ``*`` is any text, ``?`` any character."""
    value, said = _joined(side), quoted(pattern) if len(pattern) <= LONGEST_PATTERN else None
    return None if value is None or said is None else f"{value} | like({said})"


def _joined(side: _Side) -> str | None:
    """A side as one expression; None where no expression says it."""
    made = list(side.expressions)
    words = list(side.words[1:-1])
    first, last = side.words[0], side.words[-1]
    for at, said in ((0, first), (len(side.words), last)):
        if not said:
            continue
        bare = quoted(said.strip())
        apart = said[len(said.rstrip()) :] if at == 0 else said[: len(said) - len(said.lstrip())]
        if not said.strip() or bare is None or said != (said.strip() + apart if at == 0 else apart + said.strip()):
            return None
        made.insert(at, bare)
        words.insert(at, apart)
    joints = [quoted(one) for one in words]
    if None in joints:
        return None
    if len(set(joints)) <= 1:
        return made[0] if not joints else f"([{', '.join(made)}] | join({joints[0]}))"
    whole = made[0]
    for joint, one in zip(joints, made[1:], strict=True):
        whole = f"([{whole}, {one}] | join({joint}))"
    return whole


def quoted(text: str) -> str | None:
    """A text as an expression writes it; None for one with signs that end a tag or a text there.

    Round apostrophes are read as straight ones, but within straight double quotes.
    """
    mark = '"' if any(sign in text for sign in "'\u2018\u2019") else "'"
    return (
        None
        if any(sign in text for sign in (mark, "\u201c", "\u201d", "\\", "%}", "}}", "\n"))
        else f"{mark}{text}{mark}"
    )
