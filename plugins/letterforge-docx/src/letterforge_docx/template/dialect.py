"""docxtpl's dialect: the XML of a part becomes text that Jinja's parser reads, with docxtpl's own ``patch_xml``.

A tag comes out in one piece, freed from the runs that cut it and from the paragraph, row, cell or run it stands for.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

_TAG = re.compile(r"(?<=\{\{)(.*?)(?=\}\})|(?<=\{%)(.*?)(?=%\})", re.DOTALL)
_REFERENCES = {"&quot;": '"', "&apos;": "'", "&lt;": "<", "&gt;": ">", "&amp;": "&"}
_BRACES = re.compile(rb"\{(?:<[^>]*>)*[\{%#]|\{_[\{%]|[\}%]_\}")  # a tag, or one that is only to be shown
_MERGES = re.compile(rb"\b(?:colspan|cellbg|vm|hm)\b")
_CELL = re.compile(r"<w:tcPr(?: [^>]*)?>(.*?)</w:tcPr>", re.DOTALL)
_CHILD = re.compile(r"<w:(\w+)(?:\s[^<>]*)?/>|<w:(\w+)(?:\s[^<>]*)?>.*?</w:\2>", re.DOTALL)
# CT_TcPr is a sequence (ECMA-376 part 1, 17.4.69), and docxtpl puts what it adds first or last.
_CELL_ORDER = (
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
    "tcFitText", "vAlign", "hideMark", "headers", "cellIns", "cellDel", "cellMerge", "tcPrChange",
)  # fmt: skip


def has_tags(xml: bytes) -> bool:
    """Whether a part may hold a tag; its runs may cut the braces apart."""
    return (b"{" in xml or b"_}" in xml) and _BRACES.search(xml) is not None


def joined(xml: bytes) -> str:
    """The source of a part with each tag in one piece."""
    # Written out again first, so that character references are characters: docxtpl's patterns expect that.
    text = etree.tostring(etree.fromstring(xml), encoding="unicode")
    patched: str = _patcher().patch_xml(text)
    if _MERGES.search(xml):
        patched = _CELL.sub(_in_order, patched)
    return _TAG.sub(_unescaped, patched)


def _unescaped(tag: re.Match[str]) -> str:
    inside = tag.group(0)
    if "&" in inside:
        for reference, character in _REFERENCES.items():
            inside = inside.replace(reference, character)
    return inside


def _in_order(properties: re.Match[str]) -> str:
    """The properties of a cell in the order of the schema, where each of them is known."""
    inside = properties[1]
    children = [(found[1] or found[2], found[0]) for found in _CHILD.finditer(inside)]
    if "".join(text for _, text in children) != inside or not {name for name, _ in children} <= set(_CELL_ORDER):
        return properties[0]
    children.sort(key=lambda child: _CELL_ORDER.index(child[0]))
    return properties[0].replace(inside, "".join(text for _, text in children), 1)


@functools.lru_cache(maxsize=1)
def _patcher() -> Any:  # noqa: ANN401  (docxtpl has no types)
    from docxtpl import DocxTemplate  # noqa: PLC0415  (slow to import)

    return DocxTemplate(None)  # it opens nothing until it renders


def laid_out(xml: str) -> str:
    r"""A filled part with ``\a`` made new paragraphs and ``\f`` new pages, in the look of the text around them."""
    done: str = _patcher().resolve_listing(xml)
    return done
