"""Data in a file that its controls are bound to: what a letter fills goes out with it, and nothing else of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from letterforge.office.custom_xml import binding, node_of, store_of
from letterforge.office.xml import Element, local

_SIGN = re.compile(r"\{\{|\u27e6[0-9a-f]+:\d+\u27e7")
"""A placeholder, or what stands for a tag in a part that is to be filled (`letterforge.word_tags.token`)."""
_VALUE = re.compile(rb"(\s(?!xmlns[:=])[\w.-]+(?::[\w.-]+)?\s*=\s*)(\"[^\"]*\"|'[^']*')")
_PIECE = re.compile(
    rb"(?P<tag><!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>)|(?P<words>[^<]+)",
    re.DOTALL,
)
_SCHEMA = re.compile(rb"\s(?:xsi:|xml:)")


def filled_bindings(root: Element, stores: Mapping[str, str], root_of: Callable[[str], Element]) -> Iterator[Element]:
    """What binds controls of a part to data that a letter fills."""
    for control in root.iter():
        bound = binding(control) if local(control.tag) == "sdt" else None
        part = None if bound is None else store_of(bound, stores)
        if bound is None or part is None:
            continue
        node = node_of(bound, root_of(part))
        if node is None:
            continue
        said = node.element.text if node.key is None else node.element.get(node.key)
        if _SIGN.search(said or ""):
            yield bound


def is_filled(raw: bytes) -> bool:
    """Whether a letter fills something of a part with data."""
    return _SIGN.search(raw.decode("utf-8", "replace")) is not None


def emptied(raw: bytes) -> bytes:
    """A part with data of which only what a letter fills says something: no reader would see the rest."""
    pieces, at = [], 0
    for found in _PIECE.finditer(raw):
        tag, words = found["tag"], found["words"]
        pieces.append(raw[at : found.start()])
        if tag is not None and not tag.startswith((b"<!", b"<?", b"</")):
            pieces.append(_VALUE.sub(_blank, tag))
        elif tag is not None:
            pieces.append(tag if tag.startswith((b"</", b"<?xml ")) else b"")
        elif not words.strip() or _SIGN.search(words.decode()):
            pieces.append(words)
        at = found.end()
    return b"".join([*pieces, raw[at:]])


def _blank(found: re.Match[bytes]) -> bytes:
    keeps = _SIGN.search(found[2].decode()) or _SCHEMA.match(found[1])
    return found[0] if keeps else found[1] + b'""'
