"""Whether words in brackets ask for something: [insert date], [Name of child], [●], <Your name>.

The words are weighed, not looked up whole: which of them asks, what is asked for, how they are written.
"""

from __future__ import annotations

import re

from letterforge.leftovers.hit import Strength
from letterforge.leftovers.lexicon import ASKED, ASKING, BESIDE, CONNECTING, QUIET

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_OPEN = re.compile(r"[\s_.…\u2022\u25cf\u25cb\u25e6\u25aa\u25a0\u2b24\u00b7*?#\u2013\u2014\-xX/,:|$£€%]*")
_SIGN = re.compile(
    r"_{2}|[\u2022\u25cf\u25cb\u25aa\u25a0\u2b24]|\.{4}|…{2}|\?|[*#]|[xX]{2}|\A\s*[xXnN]{1,3}\s*\Z|\u2026"
)
_QUIET_SHAPE = re.compile(
    r"""[\^!@/\\&~=+|:;>"'\u2018\u201c(]            # a note, an alert, a quotation
    | \s*(?:pp?\.|§|¶|art\.|no\.)?\s*[\d\s,.;:\u2013\u2014\-\u2212/&%]+[a-z]?\s*\Z # numbers: a citation, a range, a year
    | \s*(?:\.\s*){3}\Z | \s*\u2026\s*\Z
    | \W*\Z
    """,
    re.VERBOSE,
)
_CITED = re.compile(
    r"[A-Z][\w.'\u2019\u00c0-\u024f-]*+(?:[ ](?:et[ ]al\.?|and|&|[A-Z][\w.'\u2019-]*+)){0,6}[,]?[ ]?\(?(?:19|20)?\d{2}[a-z]?\)?(?:[,;:][ ].{0,40})?"
    r"|[A-Z]{1,6}[ \-]?\d[\w.\-/]*"
)
_FIELD = re.compile(
    r"[A-Za-z]+(?:_[A-Za-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]+)+|(?:[A-Z][a-z0-9]+){2,}|[A-Za-z]+(?:\.[A-Za-z]\w*)+"
)
_EXAMPLE = re.compile(
    r"\s*(?:e\.?g\.?|for example|for instance|i\.?e\.?|such as|z\.?\s?B\.|p\.\s?ex\.)\b", re.IGNORECASE
)
_DRAFTING = re.compile(
    r"\s*(?:drafting|note to|drafter'?s?|guidance|instruction|nb\b|n\.b\.|delete|tbc|tbd|tba|to be|todo|xx)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:|www\.|\S@\S+\.\S")
_LONGEST = 400


def is_field_name(text: str) -> bool:
    """Whether it is written as programs write the names of their fields: first_name, firstName, client.name."""
    return _FIELD.fullmatch(text) is not None


def asks(inner: str) -> Strength:
    """How sure it is that these words, found in brackets, wait to be replaced.

    >>> [asks(text).name for text in ("insert date", "Name of child", "●", "sic", "2024", "the claimant")]
    ['CERTAIN', 'CERTAIN', 'CERTAIN', 'NONE', 'NONE', 'NONE']
    """
    if len(inner) > _LONGEST:
        return Strength.NONE
    text = re.sub(r"\\(?=[\W_])", "", inner)
    if _OPEN.fullmatch(text):
        return (
            Strength.CERTAIN
            if _SIGN.search(text) and not re.fullmatch(r"\s*[xX]\s*|\s*\.{3}\s*|\s*…\s*", text)
            else Strength.NONE
        )
    if re.search(r"_{3}|\u25cf|\.{5}|…{2}", text):
        return Strength.CERTAIN
    if _QUIET_SHAPE.match(text):
        return Strength.NONE
    text = text.strip().strip("*_").strip()
    if is_field_name(text):
        return Strength.CERTAIN
    words = [word.casefold().replace("\u2019", "'") for word in _WORD.findall(text.replace("_", " "))]
    if not words or words[0] in QUIET:
        return Strength.NONE
    if _ADDRESS.search(text) and words[0] not in ASKING and "your" not in words[:2]:
        return Strength.NONE
    return _weighed(text, words)


def _weighed(text: str, words: list[str]) -> Strength:
    asked = [word for word in words if word in ASKED]
    known = sum(word in ASKED or word in BESIDE or word in ASKING for word in words)
    if (
        words[0] in ASKING
        or words[-1] in ASKING
        or (words[0] in {"please", "à", "a"} and len(words) > 1 and words[1] in ASKING)
    ):
        return Strength.CERTAIN if len(words) > 1 or text.isupper() else Strength.LIKELY
    if words[0] in {"your", "my", "our"} and len(words) <= 8:
        return Strength.CERTAIN if asked or words[0] == "your" else Strength.LIKELY
    if (
        asked
        and known == len(words)
        and words[0] not in {"in", "on", "at", "by", "with", "from", "to", "for", "and", "or"}
    ):
        return Strength.CERTAIN if len(words) <= 6 else Strength.LIKELY
    if _EXAMPLE.match(text) or _DRAFTING.match(text):
        return Strength.LIKELY
    if _CITED.fullmatch(text) and not asked:
        return Strength.NONE
    if words[0] in CONNECTING:
        return Strength.NONE
    return _by_shape(text, words, asked)


def _by_shape(text: str, words: list[str], asked: list[str]) -> Strength:
    short = len(words) <= 8 and not re.search(r"[.!?]\s", text)
    if asked and short and (words[-1] in ASKED or words[0] in ASKED or text.isupper()):
        return Strength.LIKELY
    if text.isupper() and short:
        # One short word in capitals is as often an abbreviation that a list of sources explains.
        return Strength.LIKELY if len(words) > 1 or len(text) > 5 else Strength.FAINT
    if short and len(words) > 1 and re.search(r"\w\s?/\s?\w", text):
        return Strength.FAINT
    if asked and short:
        return Strength.FAINT
    if short and all(word[:1].isupper() for word in _WORD.findall(text) if word.casefold() not in BESIDE):
        return Strength.FAINT
    return Strength.NONE
