"""Marks of templates by their signs alone: the tags of Jinja and its kin, and the fields of mail-merge programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterforge.passages import Nature, Passage
from letterforge.patterns import late
from letterforge.scanning.leftovers.detector import Candidate, Strength, Surroundings

_MARK = late(r"\{\{+|\{%|\{#|\}\}+|%\}|#\}")
_CLOSES = {"{{": "}}", "{%": "%}", "{#": "#}"}
# Markdown's attribute list, "{#name .class}", which one brace closes.
_ATTRIBUTE_LIST = late(r"\{#[^{}#]*+\}")


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
    ("${", late(r"\$\{[^{}\n]{1,80}\}")),
    ("#{", late(r"#\{[A-Za-z_][\w.]{0,60}\}")),
    ("<%", late(r"<%[^%<>\n]{0,120}%>")),
    ("[%", late(r"\[%[^%\[\]\n]{1,120}%\]")),
    ("*|", late(r"\*\|[A-Z][A-Z0-9_:]{0,40}\|\*")),
    ("+++", late(r"\+\+\+[A-Za-z=*][^+\n]{0,80}\+\+\+")),
    ("@@", late(r"(?<![@\w])@@[A-Za-z]\w{0,40}@@(?![@\w])")),
    ("%(", late(r"(?<![%\w])%\([A-Za-z_]\w{0,40}\)s(?!\w)")),
    ("{!", late(r"\{![A-Za-z]\w{0,40}(?:\.\w{1,40}){1,4}\}")),
    ("{", late(r"\{[ ]?(?:MERGEFIELD|DOCPROPERTY|DOCVARIABLE|FILLIN|ASK)[ ][^{}\n]{1,120}\}")),
    ("$", late(r"(?<![\w$])\$[A-Za-z]+(?:_[A-Za-z]+)+\$(?![\w$])")),
    ("%%", late(r"(?<![%\w])%%[A-Za-z][A-Za-z0-9_]{0,40}%%(?![%\w])")),
)
"""A sign, and the marks that have it: a plain search is much quicker than a pattern."""


def whole_marks(passage: Passage, around: Surroundings) -> Iterator[Candidate]:
    """Tags of Jinja and its kin."""
    del around
    if not any(
        span.nature is Nature.SCRIPT for span in passage.spans
    ):  # programs in a page have templates of their own
        for start, stop in braces(passage):
            yield Candidate(start, stop, Strength.CERTAIN)


def template_marks(passage: Passage, around: Surroundings) -> Iterator[Candidate]:
    """Fields of other templates, by signs that nothing else has."""
    del around
    if not any(span.nature in {Nature.SCRIPT, Nature.STYLE} for span in passage.spans):
        text = passage.text
        for sign, way in _WAYS:
            if sign in text:
                yield from (Candidate(*found.span(), Strength.CERTAIN) for found in way.finditer(text))
