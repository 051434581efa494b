"""Pictures in SVG: they are XML, can load files and addresses when they are drawn, and hold programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterforge.office.xml import Element, local, parse_xml

_HEAD = 4096
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_DOCTYPE = re.compile(rb"<!DOCTYPE\s+svg\b[^\[<>]*>")
"""As old drawing programs write it: it names what SVG is, and declares nothing."""
_URL = re.compile(r"url\((?![\s\"']*(?:#|data:image/(?:png|jpeg|gif)\b))", re.IGNORECASE)
_WITHIN = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif)\b|\Z)", re.IGNORECASE)
_FOLLOWED = re.compile(r"\s*(?:https?|mailto|tel):", re.IGNORECASE)
_ADDRESSES = frozenset(("href", "src", "data", "action", "formaction", "poster", "background", "srcdoc", "base"))


def is_svg(content: bytes) -> bool:
    """Whether a picture is SVG, by its first bytes."""
    head = content[:_HEAD]
    if head[:2] in _UTF_16:
        head = head.replace(b"\0", b"")[2:]
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and (b"<svg" in head or b":svg" in head)


def parsed(content: bytes) -> Element:
    """An SVG file as XML.

    Raises:
        UnreadableFileError: it is damaged, or declares entities.
    """
    return parse_xml(_DOCTYPE.sub(b"", content, count=1))


def reaches_out(content: bytes) -> Iterator[str]:
    """What an SVG file loads or runs when it is drawn; a link that a reader may follow is no such thing.

    Raises:
        UnreadableFileError: it is damaged, or declares entities.
    """
    if b"<?xml-stylesheet" in content.replace(b"\0", b""):
        yield "a style sheet of an SVG picture"
    for element in parsed(content).iter():
        name = local(element.tag)
        if name in {"script", "handler", "listener"}:
            yield "a script in an SVG picture"
        if name == "style" and _loads(element.text or ""):
            yield "the style of an SVG picture"
        if any(
            local(key) == "attributeName" and said.rpartition(":")[2] == "href" for key, said in element.attrib.items()
        ):
            yield "an animated link in an SVG picture"
        for key, said in element.attrib.items():
            if local(key).casefold().startswith("on"):
                yield "a script in an SVG picture"
            elif local(key).casefold() in _ADDRESSES:
                if not _WITHIN.match(said) and not (name == "a" and _FOLLOWED.match(said)):
                    yield "a link in an SVG picture"
            elif "}" not in key and not key.startswith("data-") and _loads(said):
                yield "the style of an SVG picture"


def _loads(style: str) -> bool:
    """Whether a style brings something in; what is written in escapes may say anything."""
    return "@import" in style.casefold() or _URL.search(style) is not None or ("\\" in style and ":" in style)
