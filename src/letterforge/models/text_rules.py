"""The one table of rules that every text in a letter obeys, whatever model it comes from.

A text that breaks one is either not a text (blank, damaged) or a sign that somebody has yet to fill it in.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from letterforge.findings import Rule
from letterforge.languages.vocabulary import vocabulary
from letterforge.models.zero_dates import ZERO, is_no_day, is_zero_date, may_be_zero
from letterforge.patterns import late
from letterforge.rules.data import BLANK, NO_VALUE, NO_WORD, STANDS_IN, TEMPLATE_MARK
from letterforge.rules.reading import UNFIT_CHARACTER
from letterforge.rules.scanning import BRACKETED_PROMPT, DATE_MASK, PROMISE_WORD
from letterforge.scanning.leftovers.certain import certain, holds_sign, holds_word, may_be_cut


@dataclass(frozen=True, slots=True)
class TextRule:
    """One rule: its record, what to say (never the text itself), and the pattern that breaks it, where one does."""

    rule: Rule
    message: str
    pattern: re.Pattern[str] | None = None
    span: tuple[int, int] | None = None
    """Where in the text, of a rule of leftovers; None for the whole of it."""
    leftovers: frozenset[str] = frozenset()
    """The rules of leftovers by which a text stands in for another: to allow these is to allow it."""

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
    TextRule(BLANK, "is blank", late(rf"\A[\s{_UNSEEN}]*\Z")),
    TextRule(UNFIT_CHARACTER, "holds a character that a letter cannot carry", late(f"[{_UNFIT}]")),
    TextRule(TEMPLATE_MARK, "holds a mark of a template", late(r"\{\{|\}\}|\{%|%\}|\{#|#\}")),
    TextRule(
        NO_WORD,
        "holds no letter or digit",
        late(rf"\A[\W_{_FILLERS}]+\Z"),
        leftovers=frozenset((BLANK.code,)),
    ),
    TextRule(
        STANDS_IN,
        "only stands in for what is still to be filled in",
        late(
            rf"\A(?:(?P<promise>{_PROMISE})|(?P<mask>{_MASK})|(?P<prompt>{_BRACKETED})|lorem ipsum\b.*)\s*[.:?!]*\Z",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
)
_LIKE = {"promise": PROMISE_WORD.code, "mask": DATE_MASK.code, "prompt": BRACKETED_PROMPT.code}
# Most texts are of ordinary signs, begin with a letter or digit, and not as a promise or mask does: no rule catches them.
_ORDINARY = re.compile(
    r"(?!(?i:t\.?b|to be |lorem |xx|(?:d+|m+|y+|h+|s+|x)[\s./:\-]))[a-zA-Z0-9\u00c0-\u017f]"
    r"[a-zA-Z0-9\u00c0-\u017f\u2013\u2014\u2018\u2019\u201c\u201d\u00a3\u20ac \n,.'\"&()/@:;!?%+\-]*\Z"
)

# And of these most are names, numbers and dates, in which nothing but words, noughts and what stands on either side of a
# stroke could be a sign.
_SIMPLE = re.compile(
    r"(?!(?i:t\.?b|to be |lorem |xx|(?:d+|m+|y+|h+|s+|x)[ ./\-]))[a-zA-Z0-9\u00c0-\u017f]"
    r"[a-zA-Z0-9\u00c0-\u017f'\u2019& ./\-]*\Z"
)


AUTHORS_CHOICE = (BLANK, NO_WORD)
"""Rules that a text written out in a template may break: ``{{ ", " if not loop.last else "." }}`` is wording."""


def broken_rule(text: str, allowed: frozenset[str] = frozenset()) -> TextRule | None:
    r"""The first rule that a text breaks, or None; those that are ``allowed``, by their codes, no text breaks.

    >>> broken_rule("Siân Powell") is None
    True
    >>> [broken_rule(text).name for text in (" ", "a\x00b", "{{ name }}", "TBC", "[name]", "XX/XX/XXXX", "____")]
    ['blank', 'unfit-character', 'template-mark', 'stands-in', 'stands-in', 'stands-in', 'no-word']
    >>> broken_rule("Ask [name of officer] first.").name, broken_rule("Ask [name withheld] first.")
    ('bracketed-prompt', None)
    """
    broken = judged(text).broken
    if not broken:
        return None
    return next((rule for rule in broken if not (allowed and is_allowed(rule, allowed))), None)


def is_allowed(rule: TextRule, allowed: frozenset[str]) -> bool:
    """Whether these codes allow what a rule refuses; nothing allows a text that is no text at all."""
    if rule.rule in (BLANK, UNFIT_CHARACTER):
        return False
    return rule.name in allowed or (bool(rule.leftovers) and rule.leftovers <= allowed)


@dataclass(frozen=True, slots=True)
class Judged:
    """What is to be known of a text: the rules that it breaks, whether it is a hole in some field, and a sign in it."""

    broken: tuple[TextRule, ...] = ()
    may_be_hole: bool = False
    holds_sign: bool = False
    """What stands around it may make something of it that waits to be filled in."""

    is_plain: bool = True
    """Whether there is nothing to say of it."""


_PLAIN = Judged()


def judged(text: str) -> Judged:
    """What is to be known of a text before it is printed."""
    return short_judged(text) if len(text) < SHORT else short_judged.__wrapped__(text)


SHORT = 256
"""Longer texts are not kept in mind from one letter to the next."""
PLAIN_TEXTS: set[str] = set()
"""Short texts of which there is nothing to say, as far as that is known: who looks here first is spared a call.

A text is tried when it is validated and when it is printed, and the letters of a batch share most of theirs.
"""
_ROOM = 1024


@functools.lru_cache(maxsize=512)
def short_judged(text: str) -> Judged:
    """As `judged`, of a text shorter than `SHORT`: one call less, where each letter makes a hundred."""
    if (
        _SIMPLE.match(text)
        and text[-1] != " "
        and not ("00" in text or ".." in text)
        and not (holds_sign(text) if "/" in text else holds_word(text))
    ):
        # Such a text begins with a word, and ends with no blank, so that it is asked for as it stands.
        if len(text) > _LONGEST_HOLE or not (text.casefold() in _holes() or may_be_zero(text)):
            return _plain(text)
        sign = False
    else:
        sign = holds_sign(text) or may_be_cut(text)
    may_be_hole = len(text) <= _LONGEST_HOLE and _like_a_hole(text) and hole(text, named=True, dated=True) is not None
    broken = () if not sign and _ORDINARY.match(text) else tuple(_broken_rules(text))
    if broken or may_be_hole or sign or not text:
        return Judged(broken, may_be_hole, sign or not text, is_plain=False)
    return _plain(text)


def _plain(text: str) -> Judged:
    if len(text) < SHORT:
        if len(PLAIN_TEXTS) >= _ROOM:
            PLAIN_TEXTS.clear()
        PLAIN_TEXTS.add(text)
    return _PLAIN


def _broken_rules(text: str) -> Iterator[TextRule]:
    left = certain(text)
    for rule in TEXT_RULES:
        if rule.rule is STANDS_IN:
            # Without the blanks around it: many of them would cost it their square.
            found = rule.pattern.search(text.strip()) if rule.pattern is not None else None
            if found is not None:
                # What is not certain in other letters ("Tbc") is of the same rule all the same.
                leftovers = {one.rule.code for one in left} or {_LIKE.get(found.lastgroup or "", rule.name)}
                yield replace(rule, leftovers=frozenset(leftovers))
                return
        elif rule.pattern is not None and rule.pattern.search(text):
            yield rule
    for one in left:
        yield TextRule(one.rule, "holds words that still wait to be filled in", span=(one.start, one.stop))


# --- values that are holes -------------------------------------------------------------------------------------------

_SPREADSHEET = late(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|GETTING_DATA|#+)\Z")
"""What a spreadsheet shows where a formula has failed, or a column is too narrow."""
_OF_PROGRAMS = vocabulary(
    "None NONE none nan NaN NAN NaT <NA> null NULL undefined Undefined N/A n/a NA nil NIL (null) (none) NoneType 1.#QNAN "
    "#NV #WERT! #BEZUG! #ZAHL! #NOMBRE? #REFERENCIA! #VALEUR! #NOM? #NOMBRE!"
) | {"Invalid Date", "Invalid date", "[object Object]"}
"""What programs write where nothing is; "Null" and "Nan" are names of people, too."""
_ANSWERS = frozenset(("none", "null", "n/a", "nil", "na"))
"""What people answer as well."""


@functools.cache
def _labels() -> frozenset[str]:
    """What forms write beside a field."""
    from letterforge.languages.known import known_languages  # noqa: PLC0415  (a file for each language)

    return frozenset(label for language in known_languages() for label in language.field_labels)


FAILED = TextRule(NO_VALUE, "is the error of a spreadsheet, and no value")
NOTHING = TextRule(NO_VALUE, "is what a program writes where nothing is")
LABEL = TextRule(NO_VALUE, "is the name of a field, and not what belongs into it")
EMPTY_DATE = TextRule(NO_VALUE, ZERO)
PERHAPS = TextRule(NO_VALUE, "may be what a program has written where nothing is")


def hole(text: str, *, named: bool, dated: bool = False) -> TextRule | None:
    """How a whole text is a hole.

    ``named``: it is that of a name, a date or an address, so that it is no answer; ``dated``: it is that of a date.

    >>> [found and found.message[:20] for found in (hole("#REF!", named=False), hole("None", named=True))]
    ['is the error of a sp', 'is what a program wr']
    >>> hole("None", named=False) is PERHAPS, hole("First name", named=False), hole("Null", named=True) is PERHAPS
    (True, None, True)
    """
    text = text.strip()
    if len(text) > _LONGEST_HOLE:
        return None
    if _SPREADSHEET.match(text) or (text.startswith("#") and text in _OF_PROGRAMS):
        return FAILED
    if may_be_zero(text) and (is_no_day(text) or (dated and is_zero_date(text))):
        return EMPTY_DATE
    if named and text in _OF_PROGRAMS:
        return NOTHING
    if named and text.casefold() in _labels():
        return LABEL
    return PERHAPS if text in _OF_PROGRAMS or text.casefold() in _ANSWERS else None


_LONGEST_HOLE = 30


@functools.cache
def _holes() -> frozenset[str]:
    return frozenset(text.casefold() for text in (*_OF_PROGRAMS, *_ANSWERS, *_labels()))


def _like_a_hole(text: str) -> bool:
    """Whether `hole` may say something of a text: the quick look before it."""
    text = text.strip()
    return text[:1] == "#" or text.casefold() in _holes() or may_be_zero(text)
