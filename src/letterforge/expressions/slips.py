"""What people write in a tag by the habit of another language, or a word processor by itself: what to write instead.

One table for expressions, one for statements. A slip never changes what is allowed: it only says why it is not.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches

from jinja2 import nodes

from letterforge.expressions.filters.filter import Filter
from letterforge.expressions.filters.known import FILTERS
from letterforge.expressions.paths import format_path, path_of
from letterforge.expressions.tests import TESTS

# Optional hyphens, joiners, marks of direction, word joiners, byte order marks: nobody sees them.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_STRAIGHT = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"")
_QUOTES = "„“”‟‘’‚‛«»‹›″′‴‵‶＂＇"  # noqa: RUF001  (that is what is looked for)


@dataclass(frozen=True, slots=True)
class Slip:
    """One habit: how it looks where no text in straight quotes stands, and what to write instead."""

    pattern: re.Pattern[str]
    hint: str


def _slip(pattern: str, hint: str) -> Slip:
    return Slip(re.compile(pattern), hint)


_SLIPS = (
    _slip(
        f"[{_QUOTES}]",
        'Texts stand in straight quotes, "x"; Word makes them round as you type: undo that (Ctrl+Z) once.',
    ),
    _slip(
        r"\A\s*[#/^]\s*\w",
        "Write {% if name %} ... {% endif %} for a condition, {% for item in items %} ... {% endfor %} for a loop.",
    ),
    _slip(r"\A\s*\{|\}\s*\Z", "A placeholder has two braces on each side: {{ name }}."),
    _slip(r"&", 'Write "and" between two conditions: {% if a and b %}.'),
    _slip(r"\|\|", 'Write "or" between two conditions: {% if a or b %}.'),
    _slip(r"!(?!=)", 'Write "not" before what is not to hold: {% if not a %}.'),
    _slip(r"===|(?<![=!<>])=(?!=)", 'Two things are compared with two signs: {% if name == "x" %}.'),
    _slip(r"!==|<>|≠", 'Write != for "is not equal": {% if name != "x" %}.'),
    _slip(r"≥|=>", "Write >= for at least: {% if amount >= 3 %}."),
    _slip(r"≤|=<", "Write <= for at most: {% if amount <= 3 %}."),
    _slip(r"\b(?:AND|OR|NOT|IN|IS)\b", "Small letters: and, or, not, in, is."),
    _slip(r"\?\?|\?:", "Write {{ a or b }}."),
    _slip(r"\?\.", "Write a full stop alone, and ask first whether it is there: {% if a %}{{ a.b }}{% endif %}."),
    _slip(r"\?", "Write {{ b if a else c }}."),
    _slip(r"\bthen\b|:\s*\Z|;", "Nothing stands behind the condition: {% if a %}."),
    _slip(r"\|\s*\w+\s*:", 'Arguments of a filter stand in brackets: {{ day | date("full") }}.'),
    _slip(r"[$@#]", "Write the name of a field alone, without a sign before it."),
    _slip(
        r"[\u2010-\u2014\u2212]", "Names have no hyphens or dashes; for a difference write the keyboard's sign, a - b."
    ),
    _slip(r"\w-\w", "Names of fields have no hyphens: first_name."),
    _slip(r"\.\s*(?:\Z|\|)", "Write the name of a field behind the full stop."),
    _slip(r"\bof\b", "Write {% for item in items %}."),
)
NO_SPACES = "Names of fields have no spaces; texts stand in quotes."


def hint_for(source: str) -> str | None:
    """What to write instead of an expression that is none; None where no habit is known by its look.

    >>> hint_for('name = "x = y"')
    'Two things are compared with two signs: {% if name == "x" %}.'
    >>> hint_for('name == "x = y" z')
    """
    wording = _STRAIGHT.sub('""', source)
    return next((slip.hint for slip in _SLIPS if slip.pattern.search(wording)), None)


def invisible(source: str) -> tuple[str, str] | None:
    r"""What is wrong, and what to do, where a tag holds a character that nobody sees; None where it does not.

    >>> invisible("na\u00adme")
    ('there is a character in the tag that nobody sees: U+00AD, soft hyphen', 'Type the tag again, or delete the character.')
    """
    found = _INVISIBLE.search(_STRAIGHT.sub('""', source))
    if found is None:
        return None
    name = unicodedata.name(found[0], "a control character").lower()
    message = f"there is a character in the tag that nobody sees: U+{ord(found[0]):04X}, {name}"
    return message, "Type the tag again, or delete the character."


_STATEMENTS = {
    "elseif": "Write {% elif ... %}.",
    "elsif": "Write {% elif ... %}.",
    "elsewhen": "Write {% elif ... %}.",
    "foreach": "Write {% for item in items %}.",
    "loop": "Write {% for item in items %}.",
    "while": "Write {% for item in items %}.",
    "unless": "Write {% if not ... %}, and {% endif %} where it ends.",
    "endunless": "Write {% endif %}.",
    "endforeach": "Write {% endfor %}.",
    "end": "Write {% endif %} or {% endfor %}, in one word.",
    "fi": "Write {% endif %}.",
    "let": "Write {% set name = value %}.",
    "assign": "Write {% set name = value %}.",
    "print": "Write {{ name }}.",
    "switch": "Write {% if ... %}, {% elif ... %} for each case, and {% endif %}.",
    "case": "Write {% if ... %}, {% elif ... %} for each case, and {% endif %}.",
}
_UNITS = ("p", "tr", "tc", "r")


def statement_hint(name: str, rest: str, known: tuple[str, ...]) -> str:
    """What to write instead of a statement that there is not: ``{% name rest %}``."""
    word = rest.strip().partition(" ")[0]
    if name in _UNITS:
        return (
            f"In Word write {{%{name} {word or '...'} ... %}}, with nothing between {{% and {name}; "
            "in Markdown leave it out, and give the tag a line of its own."
        )
    if name == "end" and f"end{word}" in known:
        return f"Write {{% end{word} %}}, in one word."
    if name.lower() in known:
        return f"Small letters: {{% {name.lower()} %}}."
    return _STATEMENTS.get(name.lower(), f"Use one of: {', '.join(known)}.")


# --- filters, functions and methods ------------------------------------------------------------------------------------

_CLOSE = 0.7
"""Of `difflib`: below it, monthly is close to money."""
_CLOCK = ("now", "today", "utcnow")


def other_filter(name: str) -> str:
    """What to write instead of a filter that there is not.

    >>> other_filter("uper")
    'Did you mean upper?'
    >>> other_filter("toLocaleDateString")
    'Write {{ ... | date("full") }}.'
    """
    known = _elsewhere(name)
    if known is not None:
        return f"Write {{{{ ... | {known.written} }}}}."
    close = get_close_matches(name, FILTERS, n=1, cutoff=_CLOSE)
    return f"Did you mean {close[0]}?" if close else f"Use one of: {', '.join(FILTERS)}."


_VALUES = {"null": "none", "nil": "none", "undefined": "none", "true": "true", "false": "false"}


def other_value(name: str) -> str | None:
    """What to write instead of a name by which other languages know a value; None for any other name.

    >>> other_value("NULL")
    'Write none, or ask {% if ... is none %}.'
    >>> other_value("name")
    """
    value = _VALUES.get(name.lower())
    return (
        value if value is None else f"Write {value}." if value != "none" else "Write none, or ask {% if ... is none %}."
    )


def other_attribute(value: str, name: str) -> str | None:
    """What to write instead of what other languages have as a property of a text or list.

    >>> other_attribute("towns", "length")
    'Write {{ towns | length }}.'
    """
    found = FILTERS.get(name) or _elsewhere(name)
    return None if found is None else f"Write {{{{ {value} | {found.written} }}}}."


def other_test(name: str) -> str:
    """What to write instead of a test that there is not."""
    if name.lower() in ("null", "nil", "none", "nothing"):
        return "Write is none, or is not none."
    if name in ("empty", "blank"):
        return "Write {% if not ... %}."
    return f"Use one of: {', '.join(TESTS)}."


def call_hint(node: nodes.Call) -> str | None:
    """What to write instead of a call: the filter that does what the function or method does elsewhere."""
    called, args = node.node, node.args
    name = str(getattr(called, "attr", None) or getattr(called, "name", ""))
    value = called.node if isinstance(called, nodes.Getattr) else args[0] if args else None
    if isinstance(value, nodes.Const) and args:  # ", ".join(towns)
        value = args[0]
    if name in _CLOCK:
        return "The clock is never read: a date of the letter is a field of its data."
    found = FILTERS.get(name) or _elsewhere(name)
    path = path_of(value) if value is not None else None
    if found is None or (path is None and value is not None):
        return None
    return f"Write {{{{ {format_path(path) if path else '...'} | {found.written} }}}}."


def _elsewhere(name: str) -> Filter | None:
    return next((one for one in FILTERS.values() if name in one.elsewhere), None)
