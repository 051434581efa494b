"""Marks of templates whose signs have other uses, too, rated by the name in them: «Ref», ((ref)), {Telefon}, %NAME%, __NAME__."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from letterforge.passages import Nature, Passage
from letterforge.patterns import late
from letterforge.scanning.leftovers.detector import Candidate, Strength, Surroundings
from letterforge.scanning.leftovers.lexicon import vocabulary
from letterforge.scanning.leftovers.prompts import asks, is_field_name

# No pattern here goes on without a bound, and none looks at a sign twice but within that bound.
_ANGLES = late(r"(?<![<\w])<<[ \xa0]?(\[?[^\W\d][^<>\n;\"@]{0,80})>>(?!>)")
_PARENTHESES = late(r"(?<![\w)(\]])\(\(([^\W\d][^()\n]{0,60})\)\)(?!\))")
_GUILLEMETS = late(r"«([^«»\n]{1,60})»|\u2039([^\u2039\u203a\n]{1,60})\u203a")
_FOREIGN = late("[\u00c0-\u024f\u0370-\u1fff]")
_SINGLE = late(r"(?<![\\$#{/@^_=\w])\{([^{}\n]{1,80})\}(?!\})")
_DOLLAR = late(r"(?<![\w$\\])\$[a-z]+(?:_[a-z]+)+(?![\w$])")
_UPPER = r"[A-Z][A-Z0-9]{0,30}(?:_[A-Z0-9]{1,30}){0,5}"
_TITLE = r"[A-Z][a-z]{1,30}(?:_?[A-Z][a-z]{1,30}){0,4}"
_SIGNED = (
    ("%", late(r"(?<![%\w])%([A-Za-z][A-Za-z0-9]{1,30}(?:[._][A-Za-z0-9]{1,30}){0,5})%(?![%\w])")),
    ("##", late(r"(?<!#)#{2,4}([^\W\d_][\w ]{1,40})(?<! )#{2,4}(?!#)")),
    ("#", late(rf"(?<![\w#&])#({_UPPER})#(?![\w#])")),
    ("__", late(rf"(?<![\w/.\\])__({_UPPER}|{_TITLE})__(?![\w(])")),
    ("~", late(rf"(?<![\w~])~({_UPPER})~(?![\w~])")),
    ("^", late(rf"(?<![\w^])\^({_UPPER})\^(?![\w^])")),
    ("@", late(rf"(?<![\w@])@({_UPPER})@(?![\w@])")),
    ("$", late(rf"(?<![\w$])\$({_UPPER})\$(?![\w$])")),
    ("\u3010", late("\u3010([^\u3010\u3011\n]{1,60})\u3011")),
    ("\u27e8", late("\u27e8([^\u27e8\u27e9\n]{1,60})\u27e9")),
)
"""A sign, and the names between two of it."""
_SYSTEM = vocabulary(
    "APPDATA COMPUTERNAME COMSPEC HOMEDRIVE HOMEPATH LOCALAPPDATA PATH PROGRAMDATA PROGRAMFILES SYSTEMDRIVE SYSTEMROOT TEMP TMP "
    "USERDOMAIN USERNAME USERPROFILE WINDIR CD ERRORLEVEL RANDOM OS"
)
"""What Windows itself calls so."""
_COMPILER = vocabulary("DATE TIME FILE LINE CLASS DIR FUNCTION METHOD NAMESPACE VERSION")
"""What C and PHP write between underscores."""
_WORDS = late(r"[^\W\d_][\w '\u2019/,-]*")
_LISTED = late(r",\S")
_SECTION = late(r"[#/^@>&$%=~][ ]?[A-Za-z_][\w.]{0,60}")
_NAMED = late(r"[^\W\d]\w{0,60}(?:[.\-][^\W\d]\w{0,60}){0,6}")
_OPERATED = late(
    r"\s?(?:(?:IF|FOR|INS|IMAGE|EXEC|ELSE-IF)\s[\w.$!&|=<>' ]{1,80}|END-IF|END-FOR|ELSE|END)(?:\s[\w.]{1,40})?\s?"
)
_PIPED = late(r"([A-Za-z]\w{0,60}(?:\.\w{1,60}){0,6})\s?\|\s?[a-z][\w ():'\"]{0,60}")


def merge_marks(passage: Passage, around: Surroundings) -> Iterator[Candidate]:
    """The fields of mail-merge programs, by the name in them."""
    del around
    text = passage.text
    if _is_program(passage):
        return
    if "<<" in text:
        yield from _rated(_ANGLES, text, _doubled)
    if "«" in text or "\u2039" in text:
        yield from _quotations(text)


def named_marks(passage: Passage, around: Surroundings) -> Iterator[Candidate]:
    """What may be a mark or not, by the name in it."""
    del around
    text = passage.text
    if _is_program(passage):
        return
    if "((" in text:
        yield from _rated(_PARENTHESES, text, _doubled)
    if "{" in text:
        yield from _rated(_SINGLE, text, _braced)
    if "$" in text:
        yield from (Candidate(*found.span(), Strength.LIKELY) for found in _DOLLAR.finditer(text))
    yield from _signed(passage)


def _is_program(passage: Passage) -> bool:
    return any(span.nature in {Nature.SCRIPT, Nature.STYLE} for span in passage.spans)


def _rated(pattern: re.Pattern[str], text: str, rate: Callable[[str], Strength]) -> Iterator[Candidate]:
    for found in pattern.finditer(text):
        if strength := rate(found[1]):
            yield Candidate(*found.span(), strength)


def _doubled(inner: str) -> Strength:
    """What stands in << >> or (( )): one word is a field; more are one if they ask, and may be what somebody says."""
    bare = inner.strip(" \u00a0[]")
    if _NAMED.fullmatch(bare):
        return Strength.CERTAIN if len(bare) > 1 else Strength.NONE
    return Strength.CERTAIN if asks(bare) >= Strength.LIKELY else Strength.LIKELY


def _signed(passage: Passage) -> Iterator[Candidate]:
    """A name between two signs of its own: %NAME%, ###Address###, __NAME__ where that is not Markdown's bold."""
    text = passage.text
    bold = [span for span in passage.spans if span.nature is Nature.EMPHASIS]
    for sign, pattern in _SIGNED:
        for found in pattern.finditer(text) if sign in text else ():
            name = found[1]
            if sign == "__" and any(span.start <= found.start() < span.stop for span in bold):
                continue
            if sign == "%" and (name.upper() in _SYSTEM or "\\" in text or len(name) < _TELLING):
                continue
            if strength := _between(name, sign):
                yield Candidate(*found.span(), strength)


_TELLING = 3


def _between(name: str, sign: str) -> Strength:
    strength = asks(name.replace("_", " ").replace(".", " "))
    if strength is Strength.CERTAIN:
        return Strength.LIKELY if sign == "__" and name in _COMPILER else strength
    if not name.isupper():
        return Strength.LIKELY if sign == "##" else Strength.NONE
    if "_" in name and sign != "__":
        return Strength.LIKELY
    return Strength.FAINT if sign in {"%", "__"} else Strength.NONE


def _quotations(text: str) -> Iterator[Candidate]:
    """Half of Europe quotes in guillemets: «Name» is a field where it is written as one, or nobody writes so here."""
    foreign = _FOREIGN.search(text) is not None
    for found in _GUILLEMETS.finditer(text):
        inner = found[1] or found[2]
        if inner != inner.strip() or not _NAMED.fullmatch(inner.replace(" ", "_")):
            continue
        asked = asks(inner)
        if is_field_name(inner):
            yield Candidate(*found.span(), Strength.CERTAIN)
        elif not foreign:
            yield Candidate(*found.span(), Strength.CERTAIN if asked is Strength.CERTAIN else Strength.FAINT)
        elif asked is Strength.CERTAIN and (strength := _set_apart(text, *found.span())):
            yield Candidate(*found.span(), strength)


def _set_apart(text: str, start: int, stop: int) -> Strength:
    """Where a field stands, and a word that is quoted does not: next to another one, alone in its line, behind a label."""
    before, after = text[max(0, start - _NEAR) : start], text[stop : stop + _NEAR]
    beside = before.rstrip(" \u00a0,")[-1:] in "»\u203a" if before.strip() else False
    alone = not before.rpartition("\n")[2].strip() and not after.partition("\n")[0].strip(" ,.")
    if beside or alone or after.lstrip(" \u00a0,")[:1] in {"«", "\u2039"}:
        return Strength.CERTAIN
    return Strength.LIKELY if before.rstrip(" \u00a0").endswith(":") else Strength.NONE


_NEAR = 20


def _braced(inner: str) -> Strength:
    """A field in single braces; a set, a group of LaTeX, JSON or a list of attributes is none."""
    bare = inner.strip()
    if _NAMED.fullmatch(bare):
        if is_field_name(bare) or asks(bare) >= Strength.LIKELY:
            return Strength.CERTAIN
        return Strength.FAINT if len(bare) > 2 else Strength.NONE  # noqa: PLR2004  (one or two letters are a set, a symbol)
    if _OPERATED.fullmatch(inner) or _PIPED.fullmatch(bare):
        return Strength.CERTAIN
    if _SECTION.fullmatch(bare):
        return Strength.LIKELY if bare[0] == "$" else Strength.FAINT
    if _WORDS.fullmatch(bare) and not _LISTED.search(bare):
        rated = asks(bare)
        return rated if rated >= Strength.LIKELY else Strength.NONE
    return Strength.NONE
