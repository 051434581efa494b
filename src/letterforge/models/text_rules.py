"""The one table of rules that every text in a letter obeys, whatever model it comes from.

A text that breaks one is either not a text (blank, damaged) or a sign that somebody has yet to fill it in.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from letterforge.findings import Rule
from letterforge.rules.data import BLANK, NO_WORD, STANDS_IN, TEMPLATE_MARK
from letterforge.rules.reading import UNFIT_CHARACTER


@dataclass(frozen=True, slots=True)
class TextRule:
    """One rule: its record, what to say (never the text itself), and the pattern that breaks it."""

    rule: Rule
    message: str
    pattern: re.Pattern[str]

    @property
    def name(self) -> str:
        """The code of the rule."""
        return self.rule.code


# XML 1.0 section 2.2 and HTML 13.2.3.5 forbid these; private use has no agreed meaning, U+FFFD is a lost character,
# U+2028 and U+2029 end a line in some formats and not in others, U+202A-202E and U+2066-2069 reorder their surroundings.
_UNFIT = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff"
    "\ufff9-\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
)

_PROMISE = r"t\.?b\.?[acdn]\.?|to be (?:confirmed|announced|advised|decided|determined|arranged|notified|agreed)"
# No quantifier here stands within another over the same signs: a text of a thousand x is looked at once.
_MASK = (
    r"(?=.*x[\s./:\-]*x)x+(?:[\s./:\-]+x+)*|(?=.*(?:dd|mm|yy|hh))(?:d+|m+|y+|h+|s+)(?:[\s./:\-]+(?:d+|m+|y+|h+|s+))+"
)
_BRACKETED = r"\[(?!(?:redacted|sic)\])[^\[\]]*\]|<[^<>@]*>|<<.*>>|\(\(.*\)\)|\$\{.*\}|«.*»|\{[^{}]*\}"

# Python counts four letters among its words that have no shape: the fillers of Hangul are ignorable, whatever a font says
# (Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties.txt). No blank, but as empty: the blank of Braille.
_FILLERS = "\u115f\u1160\u3164\uffa0"
_UNSEEN = (
    _FILLERS
    + "\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u2800\ufe00-\ufe0f\ufeff\ufff0-\ufff8"
)

TEXT_RULES: tuple[TextRule, ...] = (
    TextRule(BLANK, "is blank", re.compile(rf"\A[\s{_UNSEEN}]*\Z")),
    TextRule(UNFIT_CHARACTER, "holds a character that a letter cannot carry", re.compile(f"[{_UNFIT}]")),
    TextRule(TEMPLATE_MARK, "holds a mark of a template", re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")),
    TextRule(NO_WORD, "holds no letter or digit", re.compile(rf"\A[\W_{_FILLERS}]+\Z")),
    TextRule(
        STANDS_IN,
        "only stands in for what is still to be filled in",
        re.compile(
            rf"\A(?:{_PROMISE}|{_MASK}|{_BRACKETED}|lorem ipsum\b.*)\s*[.:?!]*\Z",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
)
# Most texts are of ordinary signs, begin with a letter or digit, and not as a promise or mask does: no rule catches them.
_ORDINARY = re.compile(
    r"(?!t\.?b|to be |lorem |xx|(?:d+|m+|y+|h+|s+|x)[\s./:\-])[a-z0-9\u00c0-\u017f]"
    r"[a-z0-9\u00c0-\u017f\u2013\u2014\u2018\u2019\u201c\u201d\u00a3\u20ac \n,.'\"&()/@:;!?%+\-]*\Z",
    re.IGNORECASE,
)


AUTHORS_CHOICE = (BLANK, NO_WORD)
"""Rules that a text written out in a template may break: ``{{ ", " if not loop.last else "." }}`` is wording."""


def broken_rule(text: str) -> TextRule | None:
    r"""The first rule that a text breaks, or None.

    >>> broken_rule("Siân Powell") is None
    True
    >>> [broken_rule(text).name for text in (" ", "a\x00b", "{{ name }}", "TBC", "[name]", "XX/XX/XXXX", "____")]
    ['blank', 'unfit-character', 'template-mark', 'stands-in', 'stands-in', 'stands-in', 'no-word']
    """
    return _broken(text) if len(text) < _SHORT else _broken.__wrapped__(text)


_SHORT = 256


# A text is tried when it is validated and when it is printed, and the letters of a batch share most of theirs.
@functools.lru_cache(maxsize=512)
def _broken(text: str) -> TextRule | None:
    if _ORDINARY.match(text):
        return None
    # The last looks at the text without the blanks around it: many of them would cost it their square.
    for rule in TEXT_RULES:
        if rule.pattern.search(text if rule is not TEXT_RULES[-1] else text.strip()):
            return rule
    return None
