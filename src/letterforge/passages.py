"""`Passage`: a stretch of text of a finished file, with its place, and with what its reader knows of parts of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from letterforge.findings import Place


class Nature(Enum):
    """What a reader knows of a part of a text that its words alone do not say."""

    CODE = "code"
    """It is shown as code: it is spoken of, and waits for nobody."""
    PREFORMATTED = "preformatted"
    """It has a style for code in Word, where people set other words by it, too: its words are code, its marks are marks."""
    SCRIPT = "script"
    """It is a program, which no reader of the page sees."""
    STYLE = "style sheet"
    """It is a style sheet, which no reader of the page sees."""
    LINK = "link"
    """Brackets of Markdown: a link, picture, note or check box."""
    EMPHASIS = "emphasis"
    """Signs of Markdown that make what stands between them bold."""
    HINT = "hint"
    """What a form shows in a field that is still empty."""
    CONTROL = "content-control"
    """A content control of Word that still shows its prompt."""
    MERGE = "merge-field"
    """A merge field of Word that still shows its name, or nothing."""
    REPLY = "reply"
    """It is for the recipient to fill in."""
    FORM = "form-field"
    """An empty field of a form, in Word or PDF."""


class Span(NamedTuple):
    """The nature of a part of a passage: of ``text[start:stop]``, which may be empty."""

    nature: Nature
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text read from a file, with its place there, and with what the reader knows of parts of it."""

    text: str
    place: Place
    spans: tuple[Span, ...] = ()
