"""Text as XML has it: escaped, and never with a character that XML cannot carry."""

from __future__ import annotations

import re

from letterforge.errors import RenderError

# XML 1.0, section 2.2: what is not a Char.
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


def escape(text: str) -> str:
    """The text for the inside of an element. Characters that XML cannot carry are refused.

    Raises:
        RenderError: there is one; the core lets none through, so this is the second lock.
    """
    if not text.isprintable() and _IMPOSSIBLE.search(text):
        message = (
            "a character that no Word file can hold (a control character or half a surrogate pair) is in the letter"
        )
        raise RenderError(message)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def attribute(text: str) -> str:
    """The text for the inside of an attribute in double quotes; its newlines are kept."""
    return escape(text).replace('"', "&quot;").replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")


def run_text(text: str) -> str:
    """The text for the inside of a ``w:t``; newlines and tabs leave it and come back."""
    if text.isprintable():  # then there is no break or tab in it, nor anything that XML cannot carry
        return escape(text) if "&" in text or "<" in text or ">" in text else text
    return escape(text).replace("\r\n", "\n").replace("\r", "\n").replace("\n", _BREAK).replace("\t", _TAB)
