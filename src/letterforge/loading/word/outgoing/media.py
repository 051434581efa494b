"""What pictures say besides what they show, and comments in XML: no letter has either."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterforge.loading.word.outgoing.cutting import without
from letterforge.loading.word.outgoing.kinds import Private
from letterforge.loading.word.outgoing.markup import Removal
from letterforge.office.byte_offsets import utf8
from letterforge.office.svg import is_svg, parsed
from letterforge.office.xml import Element, local
from letterforge.picture_details import bare

_XML = (".xml", ".rels")
_ASIDE = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?(?!xml\s).*?\?>", re.DOTALL)
_TAG = re.compile(rb"<[A-Za-z_][^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_LINKS = re.compile(rb"xmlns:([\w.-]+)\s*=\s*[\"']http://www\.w3\.org/1999/xlink[\"']")
_FOREIGN = rb"\s(?!(?:xml|xmlns|%b):)[\w.-]+:[\w.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*')"
"""Attributes that drawing programs write for themselves: files and folders of whoever drew it, dates, versions."""
_WORDS = frozenset(("metadata", "title", "desc"))
_DRAWN = ("http://www.w3.org/2000/svg}", "http://www.w3.org/1999/xhtml}")


def is_media(name: str) -> bool:
    """Whether a member of a file may be a picture, by its name: it is no part in XML."""
    return not name.casefold().endswith(_XML)


def plain(name: str, content: bytes) -> bytes:
    """A member without comments, or a picture without its details."""
    if not is_media(name):
        return _uncommented(content)
    return _plain_svg(content) if is_svg(content) else bare(content).content


def tells(content: bytes) -> bool:
    """Whether a picture says something of somebody."""
    if not is_svg(content):
        return bare(content).told
    return any(
        local(one.tag) == "metadata" and "".join(one.itertext()).strip() for one in parsed(content).iter()
    ) or any("inkscape" in key or "sodipodi" in key for one in parsed(content).iter() for key in one.attrib)


def _uncommented(raw: bytes) -> bytes:
    if b"<!--" not in raw and raw.count(b"<?") == raw.startswith(b"<?xml"):
        return raw
    return _ASIDE.sub(lambda found: found[0] if found[0].startswith(b"<![") else b"", raw)


def _plain_svg(content: bytes) -> bytes:
    raw = _uncommented(utf8(content))
    root = parsed(raw)
    raw = without(raw, root, [Removal(Private.PICTURE, one) for one in _asides(root)])
    foreign = re.compile(_FOREIGN % b"|".join([b"xlink", *map(re.escape, _LINKS.findall(raw))]))
    return _TAG.sub(lambda tag: foreign.sub(b"", tag[0]), raw)


def _asides(parent: Element) -> Iterator[Element]:
    """What of an SVG file nobody sees: words about it, and what programs keep in it for themselves."""
    for element in parent:
        if local(element.tag) in _WORDS or ("}" in element.tag and not any(one in element.tag for one in _DRAWN)):
            yield element
        else:
            yield from _asides(element)
