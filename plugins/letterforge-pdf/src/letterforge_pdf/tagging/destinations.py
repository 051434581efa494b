"""Where a link leads, in words: what a screen reader says of it (ISO 14289-1, 7.18.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

_SAME = str.maketrans("", "", " \xa0\u202f")


def said(element: Any) -> str:  # noqa: ANN401  (WeasyPrint is untyped)
    """The words of the link; with where it leads behind them, unless they say so."""
    words = " ".join("".join(_words(element)).split())
    place = _place(element.get("href", ""))
    if not words:
        return place
    if not place or place.translate(_SAME).casefold() in words.translate(_SAME).casefold():
        return words
    return f"{words} ({place})"


def _words(element: Any) -> Iterator[str]:  # noqa: ANN401
    yield element.get("alt", "")
    yield element.text or ""
    for child in element:
        yield " " if child.tag == "br" else ""
        yield from _words(child)
        yield child.tail or ""


def _place(target: str) -> str:
    """An address as people say it: the host of a page, an address for e-mail, a telephone number."""
    parts = urlsplit(target)
    return (parts.hostname or "") if parts.netloc else unquote(parts.path)
