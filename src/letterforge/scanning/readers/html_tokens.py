"""HTML cut into texts, tags and comments, in time that grows with its length and no faster.

The standard library's ``html.parser`` takes minutes for 400 KB of ``<!--`` (its time grows with the square of the
length: CPython issue 135462, CVE-2025-6069), so that a file of anybody's cannot be given to it. The cuts are made where
the HTML standard makes them (13.2.5, "Tokenization"); what is open at the end of the file is kept as text, since
here a word too many is better than one that nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from letterforge.errors import UnreadableFileError

# Possessive, so that no text is tried twice. A quote opens a value only behind an equals sign.
_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<rest>(?:=\s*+"[^"]*+"|=\s*+'[^']*+'|[^>=]|=(?!\s*+["']))*+)>"""
)
_BEGIN = re.compile(r"<(?=/?[a-zA-Z]|[!?])")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=][^\s>/=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++)))?+""")
_TAGS_LIMIT = 100_000
_RAW = {"script", "style", "xmp", "iframe", "noembed", "noframes", "title", "textarea"}
_DECODED = {"title", "textarea"}


@dataclass(frozen=True, slots=True)
class Token:
    """One cut: ``kind`` is ``text``, ``open``, ``close`` or ``comment``; ``offset`` is where it begins."""

    kind: str
    text: str
    """The words of a text or comment, the name of a tag in lower case."""
    offset: int
    attributes: tuple[tuple[str, str], ...] = ()


def tokens(page: str) -> Iterator[Token]:
    """The texts, tags and comments of an HTML page, in order.

    Raises:
        UnreadableFileError: it has more tags than any letter needs.
    """
    if page.count("<") > _TAGS_LIMIT:
        message = "the page holds more than any letter needs"
        raise UnreadableFileError(message)
    at = 0
    while at < len(page):
        begin = _BEGIN.search(page, at)
        sign = begin.start() if begin else len(page)
        if sign > at:
            yield Token("text", unescape(page[at:sign]), at)
        if not begin:
            return
        if page.startswith(("<!", "<?"), sign):
            comment, at = _comment(page, sign)
            yield comment
            continue
        tag = _TAG.match(page, sign)
        if tag:
            at = tag.end()
            yield from _tag(tag, sign)
            if not tag["close"] and (name := tag["name"].lower()) in _RAW:
                end = _end_of_raw(page, name, at)
                text = page[at:end]
                yield Token("text", unescape(text) if name in _DECODED else text, at)
                at = end
        else:
            # A tag that never ends: nothing behind it is a tag any more.
            yield Token("text", unescape(page[sign:]), sign)
            return


def _comment(page: str, sign: int) -> tuple[Token, int]:
    opening, closing = ("<!--", "-->") if page.startswith("<!--", sign) else (page[sign : sign + 2], ">")
    start = sign + len(opening)
    # "<!-->" and "<!--->" are comments too (13.2.5.43), so the end is looked for from two characters before.
    end = page.find(closing, sign + 2)
    text = page[start : end if end >= 0 else len(page)]
    return Token("comment", text, sign), end + len(closing) if end >= 0 else len(page)


def _tag(tag: re.Match[str], sign: int) -> Iterator[Token]:
    name = tag["name"].lower()
    if tag["close"]:
        yield Token("close", name, sign)
        return
    attributes = tuple(
        (found[1].lower(), unescape(found[2] or found[3] or found[4] or ""))
        for found in _ATTRIBUTE.finditer(tag["rest"])
    )
    yield Token("open", name, sign, attributes)


def _end_of_raw(page: str, name: str, at: int) -> int:
    """Where the text of an element ends that holds no tags: at its own closing tag, or at the end of the file."""
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, at)
    return end.start() if end else len(page)
