"""How a document's paragraphs and words are set: what they are for, how they look, where their lines begin.

`letterforge.document` has all of these names, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """What a paragraph is for: a class in HTML, a paragraph style in Word, ``{: .name }`` in Markdown."""

    SENDER = "sender"
    ADDRESS = "address"
    DATE = "date"
    REFERENCE = "reference"
    SUBJECT = "subject"
    SALUTATION = "salutation"
    CLOSING = "closing"
    SIGNATURE = "signature"
    ENCLOSURES = "enclosures"
    COPIES = "copies"
    SMALL_PRINT = "small-print"


class Alignment(Enum):
    """How a paragraph or a column is set."""

    START = "start"
    CENTER = "center"
    END = "end"
    JUSTIFY = "justify"


class NumberStyle(Enum):
    """How an ordered list counts; the names are those of CSS ``list-style-type``."""

    DECIMAL = "decimal"
    LOWER_ALPHA = "lower-alpha"
    UPPER_ALPHA = "upper-alpha"
    LOWER_ROMAN = "lower-roman"
    UPPER_ROMAN = "upper-roman"


class NoteKind(Enum):
    """Where a note stands: at the foot of its page, or at the end of the letter."""

    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"


class Mark(Enum):
    """What is done to words besides bold, italic and underlined: ``[words]{: .name }`` in Markdown."""

    STRIKE = "strike"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    SMALL_CAPITALS = "small-capitals"


class Leader(Enum):
    """What fills the room before a tab stop."""

    DOTS = "dots"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Indent:
    """How far a paragraph is set in, in millimetres; a ``first`` below 0 lets its first line hang out."""

    start: float = 0
    end: float = 0
    first: float = 0
