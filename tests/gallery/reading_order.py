"""What a finished file says, in the order in which it is read out: its words, headings and header cells, for each format.

None of this is letterforge's own reading: the tags of a PDF are read by pikepdf and PDFium, a DOCX as XML.
Words are compared without white space; numbers and bullets of items are drawn by each format in its own way, and
notes stand where each format has them, so that both are left aside here.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any
from xml.etree.ElementTree import Element as Xml
from xml.etree.ElementTree import fromstring

import structure

from letterforge.document import Document, Heading, Note, NoteKind, Text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_APART = {"Lbl", "Note", "Reference"}
Headings = list[tuple[int, str]]


def words(text: str) -> str:
    """Without white space and soft hyphens, and with what a typeface ligates taken apart."""
    return "".join(unicodedata.normalize("NFKD", text).replace("\u00ad", "").split())


# --- the document ----------------------------------------------------------------------------------------------------


def of_document(document: Document) -> str:
    """The words of the letter itself, without its notes."""
    return words("".join(_texts(document.blocks)))


def with_endnotes(document: Document) -> str:
    """The words as Typst tags them: a note at the end is a number where it is called, and a paragraph at the end."""
    ends: list[str] = []
    said = "".join(_numbered(document.blocks, count(1), ends))
    return words(said + "".join(ends))


def _numbered(nodes: Iterable[Any], numbers: Iterator[int], ends: list[str]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Text):
            yield node.text
        elif isinstance(node, Note):
            number = next(numbers)
            if node.kind is NoteKind.ENDNOTE:
                ends.append("".join((str(number), *_texts(node.children))))
                yield str(number)
        else:
            yield from _numbered(node.children, numbers, ends)


def _texts(nodes: Iterable[Any]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Text):
            yield node.text
        elif not isinstance(node, Note):
            yield from _texts(node.children)


def heading_texts(document: Document) -> list[str]:
    """The words of each heading of the letter that heads a part of it."""
    return [words("".join(_texts(node.children))) for node in document.blocks if isinstance(node, Heading)]


# --- PDF -------------------------------------------------------------------------------------------------------------


def of_pdf(content: bytes) -> str:
    """The words of the tags, in their order."""
    return words("".join(_tagged(structure.tree(content))))


def _tagged(element: structure.Element) -> Iterator[str]:
    for kid in element.kids:
        if isinstance(kid, str):
            yield kid
        elif kid.kind not in _APART:
            yield from _tagged(kid)


def headings_of_pdf(content: bytes) -> Headings:
    """The headings by their tags."""
    ranked = structure.tree(content).below(*(f"H{n}" for n in range(1, 7)))
    return [(int(one.kind[1:]), words("".join(_tagged(one)))) for one in ranked]


# --- DOCX ------------------------------------------------------------------------------------------------------------


def _part(content: bytes, name: str) -> Xml:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return fromstring(archive.read(name))  # noqa: S314  (we made it)


def of_docx(content: bytes) -> str:
    """The words of the paragraphs of the body, in their order."""
    body = _part(content, "word/document.xml").find(f"{W}body")
    assert body is not None
    return words("".join(_shown(body)))


def _shown(element: Xml) -> Iterator[str]:
    """Without what stands in cells that are joined to the one above: Word shows none of it."""
    for one in element:
        joined = one.find(f"{W}tcPr/{W}vMerge") if one.tag == f"{W}tc" else None
        if one.tag == f"{W}t":
            yield one.text or ""
        elif joined is None or joined.get(f"{W}val") == "restart":
            yield from _shown(one)


def headings_of_docx(content: bytes) -> Headings:
    """The headings by the outline levels of their styles."""
    levels: dict[str, int] = {}
    for style in _part(content, "word/styles.xml").iter(f"{W}style"):
        level = style.find(f"{W}pPr/{W}outlineLvl")
        name = style.find(f"{W}name")
        found = re.fullmatch(r"heading (\d)", "" if name is None else name.get(f"{W}val", "").lower())
        if level is not None or found:
            number = int(level.get(f"{W}val", "9")) + 1 if level is not None else int(found[1] if found else 9)
            levels[style.get(f"{W}styleId", "")] = number
    headings: Headings = []
    for paragraph in _part(content, "word/document.xml").iter(f"{W}p"):
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        rank = int(own.get(f"{W}val", "9")) + 1 if own is not None else 0
        if named is not None and own is None:
            rank = levels.get(named.get(f"{W}val", ""), 0)
        text = words("".join(one.text or "" for one in paragraph.iter(f"{W}t")))
        if 0 < rank < 10 and text:
            headings.append((rank, text))
    return headings


# --- HTML, as Chromium gives it to a screen reader -------------------------------------------------------------------


def of_page(tree: list[dict[str, Any]]) -> str:
    """The words within ``main``, in the order of the accessibility tree."""
    found, skipping = [], None
    for node in _main(tree):
        if skipping is not None and node["depth"] > skipping:
            continue
        skipping = None
        if node["role"] in {"note", "ListMarker"}:
            skipping = node["depth"]
        elif node["role"] == "StaticText":
            found.append(node["name"])
    return words("".join(found))


def headings_of_page(tree: list[dict[str, Any]]) -> Headings:
    """The headings within ``main``."""
    return [(int(node["level"]), words(node["name"])) for node in _main(tree) if node["role"] == "heading"]


def _main(tree: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    inside = None
    for node in tree:
        if inside is not None and node["depth"] <= inside:
            return
        if inside is not None:
            yield node
        elif node["role"] == "main":
            inside = node["depth"]


def headings_of_html(page: str) -> Headings:
    """The headings of a page by their elements, for where there is no browser."""
    main = page[page.index("<main>") :]
    found = re.findall(r"<h([1-6])[^>]*>(.*?)</h\1>", main, re.DOTALL)
    return [(int(rank), words(_plain(inner))) for rank, inner in found]


def _plain(markup: str) -> str:
    import html

    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<small role=.*?</small>", "", markup, flags=re.DOTALL)))
