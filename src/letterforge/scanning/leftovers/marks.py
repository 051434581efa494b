"""Marks of templates: the tags of Jinja and its kin, which are certain, and the fields of mail-merge programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterforge.passages import Nature, Passage
from letterforge.scanning.leftovers.detector import Candidate, Strength, Surroundings
from letterforge.scanning.leftovers.lexicon import vocabulary
from letterforge.scanning.leftovers.prompts import asks, is_field_name

_MARK = re.compile(r"\{\{+|\{%|\{#|\}\}+|%\}|#\}")
_CLOSES = {"{{": "}}", "{%": "%}", "{#": "#}"}
# Markdown's attribute list, "{#name .class}", which one brace closes.
_ATTRIBUTE_LIST = re.compile(r"\{#[^{}#]*+\}")


def braces(passage: Passage) -> Iterator[tuple[int, int]]:
    """Whole tags of a template, and opening or closing marks that stand alone.

    A mark of two signs may come about by chance, where pairs of single braces close: ``{"a": {"b": 1}}``, ``{10%}``.
    In a style sheet or script only whole tags count, since those languages close braces side by side.
    """
    text, depth, end = passage.text, 0, 0
    is_code = any(span.nature in {Nature.SCRIPT, Nature.STYLE} for span in passage.spans)
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        between = text[end : mark.start()]
        depth = max(0, depth + between.count("{") - between.count("}"))
        end = mark.end()
        if opened and mark[0][:2] == _CLOSES[opened[0][:2]]:
            # "{{{ name }}}" closes with as many braces as it opens; what is over closes something else.
            over = max(0, len(mark[0]) - len(opened[0]))
            depth = max(0, depth - over)
            yield opened.start(), mark.end() - over
            opened = None
            continue
        if opened and not is_code:
            yield opened.span()
        opened = None
        if mark[0][:2] in _CLOSES:
            opened = None if _ATTRIBUTE_LIST.match(text, mark.start()) else mark
        elif depth >= mark[0].count("}"):
            depth -= mark[0].count("}")
        elif not is_code:
            yield mark.span()
    if opened and not is_code:
        yield opened.span()


# No pattern here goes on without a bound, and none looks at a sign twice but within that bound.
_WAYS = (
    re.compile(r"\$\{[^{}\n]{1,80}\}"),
    re.compile(r"#\{[A-Za-z_][\w.]{0,60}\}"),
    re.compile(r"<%[^%<>\n]{0,120}%>"),
    re.compile(r"\[%[^%\[\]\n]{1,120}%\]"),
    re.compile(r"\*\|[A-Z][A-Z0-9_:]{0,40}\|\*"),
    re.compile(r"\+\+\+[A-Za-z=*][^+\n]{0,80}\+\+\+"),
    re.compile(r"(?<![@\w])@@[A-Za-z]\w{0,40}@@(?![@\w])"),
    re.compile(r"(?<![#\w])##[A-Za-z][A-Za-z0-9_]{1,40}##(?![#\w])"),
    re.compile(r"(?<![#\w&])#[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+#(?![#\w])"),
    re.compile(r"(?<![\w$])\$[A-Za-z]+(?:_[A-Za-z]+)+\$(?![\w$])"),
    re.compile(r"(?<![%\w])%%[A-Za-z][A-Za-z0-9_]{0,40}%%(?![%\w])"),
)
_ANGLES = re.compile(r"(?<![<\w])<<[ \xa0]?\[?([A-Za-z\u00c0-\u024f_][^<>\n;\"]{0,80})>>(?!>)")
_PARENTHESES = re.compile(r"(?<![\w)(\]])\(\(([A-Za-z\u00c0-\u024f_][^()\n]{0,60})\)\)(?!\))")
_GUILLEMETS = re.compile(r"«([^«»\n]{1,60})»")
_FOREIGN = re.compile("[\u00c0-\u024f\u0370-\u1fff]")
_SINGLE = re.compile(r"(?<![\\$#{/@^_=\w])\{([^{}\n]{1,80})\}(?!\})")
_PERCENT = re.compile(r"(?<![%\w])%([A-Z][A-Z0-9_]{1,30})%(?![%\w])")
_DOLLAR = re.compile(r"(?<![\w$\\])\$[a-z]+(?:_[a-z]+)+(?![\w$])")
_SYSTEM = vocabulary(
    "APPDATA COMPUTERNAME COMSPEC HOMEDRIVE HOMEPATH LOCALAPPDATA PATH PROGRAMDATA PROGRAMFILES SYSTEMDRIVE SYSTEMROOT TEMP TMP "
    "USERDOMAIN USERNAME USERPROFILE WINDIR"
)
_WORDS = re.compile(r"[^\W\d_][\w '\u2019/,-]*")
_LISTED = re.compile(r",\S")
_SECTION = re.compile(r"[#/^@>&$%=~][ ]?[A-Za-z_][\w.]{0,60}")
_NAMED = re.compile(r"[A-Za-z_][\w]{0,60}(?:[.\-][A-Za-z_]\w{0,60}){0,6}")
_OPERATED = re.compile(
    r"\s?(?:(?:IF|FOR|INS|IMAGE|EXEC|ELSE-IF)\s[\w.$!&|=<>' ]{1,80}|END-IF|END-FOR|ELSE|END)(?:\s[\w.]{1,40})?\s?"
)
_PIPED = re.compile(r"([A-Za-z]\w{0,60}(?:\.\w{1,60}){0,6})\s?\|\s?[a-z][\w ():'\"]{0,60}")


def template_marks(passage: Passage, around: Surroundings) -> Iterator[Candidate]:
    """Tags and fields of any kind of template."""
    del around
    text = passage.text
    natures = {span.nature for span in passage.spans}
    if Nature.SCRIPT in natures:
        return  # programs that run in the page have templates of their own
    for start, stop in braces(passage):
        yield Candidate(start, stop, Strength.CERTAIN)
    if Nature.STYLE in natures:
        return
    for way in _WAYS:
        yield from (Candidate(*found.span(), Strength.CERTAIN) for found in way.finditer(text))
    if "<<" in text:
        yield from (Candidate(*found.span(), Strength.CERTAIN) for found in _ANGLES.finditer(text))
    if "((" in text:
        yield from (Candidate(*found.span(), Strength.CERTAIN) for found in _PARENTHESES.finditer(text))
    yield from _rated(text)


def _rated(text: str) -> Iterator[Candidate]:
    """What may be a mark or not, by the name in it."""
    if "«" in text:
        foreign = _FOREIGN.search(text) is not None
        for found in _GUILLEMETS.finditer(text):
            if strength := _quoted(found[1], foreign=foreign):
                yield Candidate(*found.span(), strength)
    if "{" in text:
        for found in _SINGLE.finditer(text):
            if strength := _braced(found[1]):
                yield Candidate(*found.span(), strength)
    if "%" in text:
        for found in _PERCENT.finditer(text):
            if found[1] not in _SYSTEM:
                yield Candidate(*found.span(), Strength.LIKELY if "_" in found[1] else Strength.FAINT)
    if "$" in text:
        yield from (Candidate(*found.span(), Strength.LIKELY) for found in _DOLLAR.finditer(text))


def _quoted(inner: str, *, foreign: bool) -> Strength:
    """Half of Europe quotes in guillemets: «Name» is a field where it is written as one, or nobody writes so here."""
    if inner != inner.strip() or not _NAMED.fullmatch(inner.replace(" ", "_")):
        return Strength.NONE
    if is_field_name(inner):
        return Strength.CERTAIN
    if foreign:
        return Strength.NONE
    return Strength.CERTAIN if asks(inner) >= Strength.LIKELY else Strength.FAINT


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
