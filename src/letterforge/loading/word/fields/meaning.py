"""What a field comes to, as words with tags in them; None where nothing here defines it, and the check says so."""

from __future__ import annotations

import ast
import enum
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, DivisionByZero, InvalidOperation

from letterforge.loading.word.fields.code import ONE_TAG, TAGS, Code, Word

_KEPT_AS_IT_IS = frozenset(("MERGEFORMAT", "MERGEFORMATINET", "CHARFORMAT", "ARABIC", "DBNUM1"))
_CASES: Mapping[str, Callable[[str], str]] = {
    "UPPER": str.upper,
    "LOWER": str.lower,
    "FIRSTCAP": lambda text: text[:1].upper() + text[1:],
    "CAPS": lambda text: re.sub(r"\S+", lambda word: word[0][0].upper() + word[0][1:], text),
}
_FILTERS = {"UPPER": "upper", "LOWER": "lower"}
_NUMBER = re.compile(r"\s*-?\d+(?:\.\d+)?\s*\Z")
_EQUAL = {"=": "==", "<>": "!="}
_ORDER = {"<": "<", ">": ">", "<=": "<=", ">=": ">="}
_CONSTANT: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
_CORE = {"TITLE": "title", "SUBJECT": "subject", "KEYWORDS": "keywords", "COMMENTS": "description"}


@dataclass(slots=True)
class Known:
    """What fields ask of the file: its properties, variables, bookmarks, and the only paragraph of each style."""

    properties: Mapping[str, str] = field(default_factory=dict)
    """Core properties by their element, and those that somebody has added by their names, in small letters."""
    variables: Mapping[str, str] = field(default_factory=dict)
    bookmarks: dict[str, str | None] = field(default_factory=dict)
    """None for one whose words cannot be told."""
    styles: Mapping[str, str | None] = field(default_factory=dict)


def meaning(code: Code, known: Known) -> str | None:
    """The words of a field by its code."""
    if any(code.has(one) for one in ("\\@", "\\#")) and code.name != "=":
        return None
    words = _words(code, known)
    return None if words is None else _formatted(words, code)


def _words(code: Code, known: Known) -> str | None:
    handler = _HANDLERS.get(code.name)
    if handler is not None:
        return handler(code, known)
    # The name of a bookmark alone is a reference to it (17.16.5.50).
    return None if code.arguments else _referred(code, code.name, known)


def _if(code: Code, _known: Known) -> str | None:
    if not 4 <= len(code.arguments) <= 5:  # noqa: PLR2004  (two values, what compares them, and one text or two)
        return None
    left, sign, right, so, *otherwise = code.arguments
    return _chosen(_compared(left, sign, right), so.text, otherwise[0].text if otherwise else "")


def _compare(code: Code, _known: Known) -> str | None:
    return _chosen(_compared(*code.arguments), "1", "0") if len(code.arguments) == 3 else None  # noqa: PLR2004  (as IF)


def _quote(code: Code, _known: Known) -> str | None:
    return "".join(one.text for one in code.arguments) or None


def _set(code: Code, known: Known) -> str | None:
    if len(code.arguments) != 2:  # noqa: PLR2004  (a name and its words)
        return None
    known.bookmarks[code.arguments[0].text.lower()] = code.arguments[1].text
    return ""


def _variable(code: Code, known: Known) -> str | None:
    return known.variables.get(code.arguments[0].text.lower()) if len(code.arguments) == 1 else None


def _property(code: Code, known: Known) -> str | None:
    name = code.arguments[0].text.lower() if len(code.arguments) == 1 else ""
    return known.properties.get(_CORE.get(name.upper(), name))


def _core(code: Code, known: Known) -> str | None:
    """The argument of such a field is what it sets the property to (17.16.5.66), and shows."""
    return code.arguments[0].text if code.arguments else known.properties.get(_CORE[code.name])


def _info(code: Code, known: Known) -> str | None:
    kind = code.arguments[0].text.upper() if len(code.arguments) == 1 else ""
    return known.properties.get(_CORE[kind]) if kind in _CORE else None


def _styled(code: Code, known: Known) -> str | None:
    return known.styles.get(code.arguments[0].text.lower()) if len(code.arguments) == 1 and not code.switches else None


def _reference(code: Code, known: Known) -> str | None:
    return _referred(code, code.arguments[0].text, known) if code.arguments else None


def _referred(code: Code, name: str, known: Known) -> str | None:
    if any(switch not in ("\\h", "\\*") for switch, _ in code.switches):  # numbers of paragraphs and notes
        return None
    return known.bookmarks.get(name.lower())


# --- IF and COMPARE (17.16.5.24, 17.16.5.11) ---------------------------------------------------------------------------


def _chosen(condition: str | _Constant | None, so: str, otherwise: str) -> str | None:
    if condition is None or isinstance(condition, _Constant):
        return None if condition is None else so if condition is _Constant.TRUE else otherwise
    middle = f"{{% else %}}{otherwise}" if otherwise else ""
    return f"{{% if {condition} %}}{so}{middle}{{% endif %}}"


class _Constant(enum.Enum):
    """What a comparison of constants comes to."""

    TRUE = True
    FALSE = False


def _compared(left: Word, sign: Word, right: Word) -> str | _Constant | None:
    """The comparison as an expression, or what it comes to where both sides are constant."""
    written = _EQUAL.get(sign.text) or _ORDER.get(sign.text)
    if written is None:
        return None
    constants = [one.text for one in (left, right) if not TAGS.search(one.text)]
    if any(sign in text for text in constants for sign in "*?"):  # wildcards
        return None
    numbers = [_NUMBER.match(text) is not None for text in constants]
    if len(constants) == 2:  # noqa: PLR2004  (both sides)
        if all(numbers):
            return _Constant(_CONSTANT[written](*(Decimal(text.strip()) for text in constants)))
        same = constants[0] == constants[1]
        return _Constant(same is (written == "==")) if sign.text in _EQUAL else None
    if sign.text in _ORDER and constants and not all(numbers):
        return None
    return _expression(written, left.text, right.text, constants)


def _expression(written: str, left: str, right: str, constants: list[str]) -> str | None:
    if constants == [""]:  # Word prints nothing for what is not there
        tag = ONE_TAG.match(left) or ONE_TAG.match(right)
        return None if tag is None or written not in ("==", "!=") else ("not " if written == "==" else "") + _of(tag)
    sides = []
    for text in (left, right):
        tag = ONE_TAG.match(text)
        if tag is not None:
            sides.append(_of(tag))
        elif TAGS.search(text) or "'" in text or "\\" in text or "%}" in text or "}}" in text:
            return None
        else:
            sides.append(text.strip() if _NUMBER.match(text) else f"'{text}'")
    return f"{sides[0]} {written} {sides[1]}"


def _of(tag: re.Match[str]) -> str:
    expression = tag[1].strip()
    return expression if re.fullmatch(r"[\w.]+", expression) else f"({expression})"


# --- formulas (17.16.3) ------------------------------------------------------------------------------------------------

_OPERATORS: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_LONGEST_FORMULA = 200
_ARITHMETIC = re.compile(r"[\d.+\-*/() ]+\Z")


def _formula(code: Code, _known: Known) -> str | None:
    """A sum of constants; pictures of numbers, cells and functions are Word's alone."""
    text = re.sub(r"\\\*\s*MERGEFORMAT", "", code.arguments[0].text).strip()
    if not _ARITHMETIC.match(text) or len(text) > _LONGEST_FORMULA:
        return None
    try:
        found = _worked_out(ast.parse(text, mode="eval").body)
    except (SyntaxError, ValueError, DivisionByZero, InvalidOperation):
        return None
    whole = found.quantize(Decimal("0.01")) if abs(found) < Decimal(10) ** 15 else found
    return f"{whole.normalize():f}" if whole == found else None


def _worked_out(node: ast.expr) -> Decimal:
    match node:
        case ast.Constant(value=int() | float()):
            return Decimal(str(node.value))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_worked_out(operand)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATORS:
            return _OPERATORS[type(sign)](_worked_out(left), _worked_out(right))
        case _:
            raise ValueError


_HANDLERS: Mapping[str, Callable[[Code, Known], str | None]] = {
    "IF": _if,
    "COMPARE": _compare,
    "QUOTE": _quote,
    "SET": _set,
    "DOCVARIABLE": _variable,
    "DOCPROPERTY": _property,
    **dict.fromkeys(_CORE, _core),
    "INFO": _info,
    "STYLEREF": _styled,
    "REF": _reference,
    "=": _formula,
}


# --- how the result looks (17.16.4.3) ----------------------------------------------------------------------------------


def _formatted(words: str, code: Code) -> str | None:
    for form in code.of("\\*"):
        name = form.upper()
        if name in _KEPT_AS_IT_IS or not words:
            continue
        tag = ONE_TAG.match(words)
        if name in _CASES and not TAGS.search(words):
            words = _CASES[name](words)
        elif name in _FILTERS and tag is not None:
            words = f"{{{{ {_of(tag)} | {_FILTERS[name]} }}}}"
        else:
            return None
    return words


ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def number(count: int, form: str) -> str | None:
    """A number as a field writes it, in the form that it asks for; None for one that is not known here."""
    match form:
        case "" | "ARABIC" | "Arabic" | "arabic":
            return str(count)
        case "alphabetic" | "ALPHABETIC" if 1 <= count <= 26:  # noqa: PLR2004  (then Word doubles the letter)
            letter = chr(ord("a") + count - 1)
            return letter.upper() if form.isupper() else letter
        case "roman" | "ROMAN" if 1 <= count < 4000:  # noqa: PLR2004  (as far as there are letters)
            said = ""
            for value, sign in ROMAN:
                times, count = divmod(count, value)
                said += sign * times
            return said.upper() if form.isupper() else said
        case _:
            return None
