"""`Line` and `Lines`: texts that obey the text rules, and are never blank."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from letterforge.models.allow import allowed_here
from letterforge.models.fields.refusal import refused
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Leaf
from letterforge.models.text_rules import PLAIN_TEXTS, SHORT, broken_rule, judged, short_judged
from letterforge.rules.data import BLANK_LINE, ONE_LINE

_SHORT = 1_000
_LONG = 10_000
_PATTERN = r"\S"


def _one_line(text: str) -> str:
    if "\n" in text or "\r" in text:
        raise refused(ONE_LINE, "must be one line")
    return text if text in PLAIN_TEXTS else _fit(text)  # every text of a letter comes here


def _fit(text: str) -> str:
    if not (short_judged(text) if len(text) < SHORT else judged(text)).broken:  # as most are
        return text
    rule = broken_rule(text, allowed_here())
    if rule is not None:
        raise refused(rule.rule, rule.message)
    return text


def _many_lines(text: object) -> object:
    return "\n".join(line.strip() for line in text.strip().splitlines()) if isinstance(text, str) else text


def _lines_fit(text: str) -> str:
    if "\n\n" in text:
        raise refused(BLANK_LINE, "has an empty line in it")
    return _fit(text)


SOUND_TEXT = Leaf(Kind.TEXT, fit=True)
"""The shape of a text whose field keeps the text rules."""

Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=_SHORT),
    AfterValidator(_one_line),
    Field(json_schema_extra={"pattern": _PATTERN}),
    SOUND_TEXT,
]
"""One line of text."""
Lines = Annotated[
    str,
    BeforeValidator(_many_lines),
    StringConstraints(max_length=_LONG),
    AfterValidator(_lines_fit),
    Field(json_schema_extra={"pattern": _PATTERN}),
    SOUND_TEXT,
]
"""Text of one or several lines, none of them empty; the letter keeps the lines."""
