"""Whether words in brackets ask for something: [insert date], [Name of child], [●], <Your name>.

The words are weighed, not looked up whole: which of them asks, what is asked for, how they are written.
"""

from __future__ import annotations

import functools
import re
from itertools import pairwise

from letterforge.patterns import late
from letterforge.scanning.leftovers.detector import Strength
from letterforge.scanning.leftovers.lexicon import (
    ARTICLES,
    ASKED,
    ASKING,
    BESIDE,
    CONNECTING,
    FOLLOWING,
    LABELS,
    OFTEN,
    POLITE,
    QUIET,
    RELATIVE,
    REMOVED,
    TO_COME,
    is_asked,
)

_WORD = late(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_OPEN = late(r"[\s_.…\u2022\u25cf\u25cb\u25e6\u25aa\u25a0\u2b24\u00b7*?#\u2013\u2014\-xX/,:|$£€%]*")
_SIGN = late(
    r"_{2}|[\u2022\u25cf\u25cb\u25aa\u25a0\u2b24]|\.{4}|…{2}|\?|[*#]|[xX]{2}|[xX]\.[xX]|\A\s*[xXnN]{1,3}\s*\Z|\u2026"
)
_QUIET_SHAPE = late(
    r"""[,;\^!@/\\&~=+|:;>"'\u2018\u201c(]            # a note, an alert, a quotation, half a sentence
    | \s*(?:pp?\.|§|¶|art\.|no\.)?\s*[\d\s,.;:\u2013\u2014\-\u2212/&%]+[a-z]?\s*\Z # numbers: a citation, a range, a year
    | \s*(?:\.\s*){3}\Z | \s*\u2026\s*\Z
    | --?[A-Za-z]                                  # an option of a program
    | F\d{1,3}[ ]\w                                # an amendment, as legislation.gov.uk marks it
    | (?:19|20)\d{2}[ ](?:c\.|asp|anaw|nawm|No\.)   # the number of an Act
    | \W*\Z
    """,
    re.VERBOSE,
)
_CITED = late(
    r"[A-Z][\w.'\u2019\u00c0-\u024f-]*+(?:[ ](?:et[ ]al\.?|and|&|[A-Z][\w.'\u2019-]*+)){0,6}[,]?[ ]?\(?(?:19|20)?\d{2}[a-z]?\)?(?:[,;:][ ].{0,40})?"
    r"|[A-Z][\w'\u2019-]*+(?:[ ][A-Z][\w'\u2019-]*+){0,6}[ ]\d{2,}[\d.\-/]*+"
    r"|[A-Z]{1,6}[ \-]?\d[\w.\-/]*(?:[,;][ ]?[A-Z]{1,6}[ \-]?\d[\w.\-/]*)*"
)
_CODES = late(r"([A-Z]{1,6}-?)\d{1,2}(?:[ ]?/[ ]?\1\d{1,2})+")
_ITS_NAME = late(r"[A-Za-z]+[ ]#?\d+[ ]([A-Za-z]+)")
_FIELD = late(r"[A-Za-z]+(?:_[A-Za-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]+)+|[a-z]\w*(?:\.[a-z]\w*)+")
_CAMEL = late(r"(?:[A-Z]{2,4}(?=[A-Z][a-z]))?(?:[A-Z][a-z0-9]+){2,}")
_FILE = late(
    r"\.(?:toml|ya?ml|json|xml|md|txt|html?|css|py|js|ts|java|h|hpp|c|cpp|exe|dll|cfg|conf|ini|log|csv|docx?|xlsx?|pptx?|pdf|png|jpe?g|gif|svg|zip|com|org|net|uk|eu|de|fr)\Z",
    re.IGNORECASE,
)
_REFERRED = late(
    r"(?i:items?|pages?|pp?|paras?|paragraphs?|sections?|clauses?|tab|exhibits?|appendix|annex|schedule|figures?|figs?|tables?|notes?|vol|volume"
    r"|chapters?|documents?|doc|bundle|lines?|parts?|articles?|issue|steps?|footnotes?|ex|cols?|case|file|sheet|plan|photo|image|map)"
    r"(?:\.?\s?#?\d[\w.:/\u2013\-]*|\.?\s(?:[A-Z]|[IVX]+))(?:[,;\s].{0,20})?"
)
_FURNITURE = late(
    r"(?:this )?(?:page|rest of page|remainder of|signature pages?|signatures? (?:follow|appear|on)|intentionally|space (?:left|below)|no further|in (?:welsh|english|french|german|spanish|part|the original)|l\. ?s)\b(?! number| no\b| title)"
    r"|not (?:applicable|available|used|recorded)\Z|(?:click|tap) to (?:enlarge|zoom|view|open|play|read|expand|download)|\w+ (?:begins|ends|starts|resumes|closes|opens|rings|knocks)\b"
    r"|(?:short|long|brief) (?:pause|break|silence|recess)|motion (?:carried|lost)|(?:\w+ ){1,4}(?:left|joined|arrived|entered|rejoined|returned)(?: at\b| the\b|\Z)"
    r"|(?:image|photo|picture|figure|video|audio|chart|diagram|graphic|map|music|caption|speaker|slide) ?:",
    re.IGNORECASE,
)
_EXAMPLE = late(r"\s*(?:e\.?g\.?|for example|for instance|i\.?e\.?|such as|z\.?\s?B\.|p\.\s?ex\.)\b", re.IGNORECASE)
_DRAFTING = late(
    r"\s*(?:drafting|note to|note:|drafter'?s?|guidance|instruction|nb\b|n\.b\.|delete|tbc|tbd|tba|to be(?! (?:referred to|known|called)\b)|to follow|not yet |todo|xx|if (?:applicable|appropriate|needed|required|relevant|any|known|available|necessary)|as (?:applicable|appropriate|required|above|needed)|same as)",
    re.IGNORECASE,
)
_NUMBERED = late(r"[A-Za-z]|[ivxlc]+|[IVXLC]+|[nN]/?[aA]")
_ONE_OF_SEVERAL = late(r"[A-Z][a-z]+(?: [a-z]+){0,3} #?\d{1,2}")
_TIMES = late(
    r"(?:day|week|month|year|term|tag|woche|monat|jahr|jour|semaine|mois|d\u00eda|semana|mes|diwrnod|wythnos|mis) \d{1,2}",
    re.IGNORECASE,
)
# What else may begin with such a word: "[Next review date]", "[End date]"; "[end of page]" and "[source: Hansard]" do not.
_BEGINS_A_NAME = late(
    r"(?:end(?! of\b)|next|previous|source(?!s)|video|audio|online|private|confidential|original)\b(?![^:]*:)(?!\s(?:section|item|document|example|text|title|version)\b)",
    re.IGNORECASE,
)
_MADE_UP = late(r"your|example|domain|company|my(?:site|web)|name@|@name|email@", re.IGNORECASE)
_ADDRESS = late(r"https?:|www\.|\S@\S+\.\S")
_LONGEST = 400


def is_reference(text: str) -> bool:
    """Whether it points at a part of a text: "item 3", "Exhibit A"; "Section 1 title" asks what to call it."""
    named = _ITS_NAME.fullmatch(text)
    if named and named[1].casefold() in ASKED:
        return False
    return _REFERRED.fullmatch(text) is not None


def is_numbered(text: str) -> bool:
    """Whether it is one of several things to name: "Next task 2"."""
    return _ONE_OF_SEVERAL.fullmatch(text) is not None and not (_TIMES.fullmatch(text) or is_reference(text))


def is_field_name(text: str) -> bool:
    """Whether it is written as programs write the names of their fields: first_name, firstName, client.name."""
    if _CAMEL.fullmatch(text):
        # FirstName is a field, ReadableStream a class of some program.
        return any(part.casefold() in ASKED for part in re.findall("[A-Z][a-z0-9]+", text))
    return _FIELD.fullmatch(text) is not None and not _FILE.search(text)


def words_of(text: str) -> list[str]:
    """The words of a prompt in small letters, without the articles that French and Welsh write onto them."""
    words = (word.casefold().replace("\u2019", "'") for word in _WORD.findall(text.replace("_", " ")))
    return [_ELIDED.sub("", word) for word in words]


_ELIDED = late(r"\A(?:[ldnscm]|qu)'(?=\w{3})|(?<=\w)'(?:r|n|i|w|u)\Z")


@functools.lru_cache(maxsize=4096)
def asks(inner: str) -> Strength:
    """How sure it is that these words, found in brackets, wait to be replaced.

    >>> [asks(text).name for text in ("insert date", "Name of child", "●", "sic", "2024", "the claimant")]
    ['CERTAIN', 'CERTAIN', 'CERTAIN', 'NONE', 'NONE', 'FAINT']
    """
    if len(inner) > _LONGEST:
        return Strength.NONE
    text = re.sub(r"\\(?=[\W_])", "", inner)
    if _OPEN.fullmatch(text):
        if _SIGN.search(text) and not _TICK.fullmatch(text):
            return Strength.CERTAIN
        return Strength.LIKELY if "£" in text or "€" in text else Strength.NONE
    if _BLANK.search(text):
        return Strength.CERTAIN
    if _QUIET_SHAPE.match(text):
        return Strength.NONE
    text = text.strip().strip("*_").strip()
    if is_field_name(text):
        return Strength.CERTAIN
    if _CODES.fullmatch(text):
        return Strength.LIKELY  # "[P1/P2/P3]": one of them is to be chosen
    words = words_of(text)
    return Strength.NONE if _is_quiet(text, words) else _weighed(text, words)


_TICK = late(r"\s*(?:[xX]|\.{3}|\u2026)\s*")
_BLANK = late(r"_{3}|\u25cf|\.{5}|\u2026{2}")


def _is_quiet(text: str, words: list[str]) -> bool:
    """Whether it is a reference, a page's furniture, an editor's word, a number, or an address that leads somewhere."""
    if not words or is_reference(text) or _FURNITURE.match(text) or LABELS.issuperset(words):
        return True
    if _is_removed(words) or _is_gloss(text, words) or _NUMBERED.fullmatch(text):
        return True
    if words[0] in QUIET:
        return not (_BEGINS_A_NAME.match(text) and any(map(is_asked, words[1:])))
    return _ADDRESS.search(text) is not None and words[0] not in ASKING and not _MADE_UP.search(text)


def _is_removed(words: list[str]) -> bool:
    """What was taken out, "[name withheld]"; not who has to be named, "[Insert the name of the child who was removed]"."""
    if words[0] in ASKING:
        return False
    if words[-1] not in REMOVED:
        # As in: name not given, name redacted to protect the child.
        protects = any(word in REMOVED and after in _WHY for word, after in pairwise(words))
        return protects or " ".join(words[-2:]) in REMOVED
    return words[-2:-1] not in (["was"], ["were"], ["is"], ["be"]) or RELATIVE.isdisjoint(words)


_WHY = frozenset(("to", "for", "by", "under", "at", "due", "pursuant"))


def _is_gloss(text: str, words: list[str]) -> bool:
    """Words that an editor puts into a sentence of somebody else, "[the] authority"; or how often, "[quarterly]"."""
    return (text.islower() and "/" not in text and CONNECTING.issuperset(words)) or OFTEN.fullmatch(text) is not None


def _weighed(text: str, words: list[str]) -> Strength:
    if _instructs(words):
        only_says = words[0] == "to" or words[-2:-1] == [
            "to"
        ]  # what is to be done, in a list of it: "[to include the annex]"
        return Strength.CERTAIN if (len(words) > 1 and not only_says) or text.isupper() else Strength.LIKELY
    if words[0] == "please":
        return Strength.NONE
    if _ADDRESS.search(text):
        return Strength.CERTAIN
    asked = [is_asked(word) for word in words]
    if words[0] in {"your", "my", "our"} and len(words) <= _SHORT:
        return Strength.CERTAIN if any(asked) or words[0] == "your" else Strength.LIKELY
    if words[0] in ARTICLES and not text.isupper() and not _CHOICE.search(text):
        # "[the parent]" stands for a pronoun in what somebody said; "[the name of the parent]" asks.
        named = any(asked[n - 1] and words[n] in _WHOSE for n in range(2, min(4, len(words))))
        return Strength.LIKELY if named else Strength.FAINT
    if (
        _EXAMPLE.match(text)
        or _DRAFTING.match(text)
        or TO_COME.match(text)
        or (len(words) <= _SHORT and _CHOICE.search(text))
    ):
        return Strength.CERTAIN if any(asked) and words[0] not in CONNECTING else Strength.LIKELY
    if _CITED.fullmatch(text) and not any(asked):
        return Strength.NONE
    if (words[0] in CONNECTING and not asked[0]) or _TIMES.fullmatch(text):
        return Strength.FAINT  # "[Day 1]" is as often a heading
    return _named(text, words, asked)


def _instructs(words: list[str]) -> bool:
    """Whether a verb tells whoever writes what to do: "insert date", "please describe", "Name einfügen"."""
    return words[0] in ASKING or words[-1] in ASKING or (words[0] in POLITE and not ASKING.isdisjoint(words[1:3]))


def _named(text: str, words: list[str], asked: list[bool]) -> Strength:
    """Whether it names what is asked for: "Name of child", "Full name of the person who signs", "COMPANY NAME"."""
    known = all(one or word in BESIDE for one, word in zip(asked, words, strict=True))
    short = len(words) <= _SHORT and not re.search(r"[.!?]\s", text)
    if any(asked) and known and short:
        return Strength.CERTAIN
    first = asked.index(True) if any(asked) else len(words)
    if first < min(_HEAD, len(words)) and (
        first + 1 == len(words) or words[first + 1] in FOLLOWING or _PAUSE.search(text)
    ):
        usual = text[:1].isupper() and BESIDE.issuperset(words[:first])
        return Strength.CERTAIN if usual else Strength.LIKELY
    if any(asked) and short and (asked[-1] or asked[0] or text.isupper()):
        return Strength.CERTAIN if text.isupper() else Strength.LIKELY
    if text.isupper() and short:
        # One word in capitals is as often a tag, or an abbreviation that a list of sources explains.
        return Strength.LIKELY if len(words) > 1 else Strength.FAINT if len(text) > _INITIALS else Strength.NONE
    return Strength.FAINT


_WHOSE = frozenset(("of", "des", "der", "de", "du", "del", "y", "yr"))
_CHOICE = late(r"[^\W\d]\s?/\s?[^\W\d]")
_SHORT, _HEAD, _INITIALS = 8, 4, 3
_PAUSE = late(r"\s[\u2013\u2014\-(]|[,:;(]")
