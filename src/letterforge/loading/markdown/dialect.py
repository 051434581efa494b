"""The Markdown that letterforge reads: Python-Markdown with some processors taken out and some put in."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, INLINE_PLACEHOLDER_PREFIX, STX, AtomicString

from letterforge.loading.markdown.attributes import LISTED

if TYPE_CHECKING:
    from letterforge.loading.markdown.lines import Prepared

FAULT = "fault"
TRAILING = "trailing"
ATTRIBUTES = "attributes"
DEEPEST_BRACKETS = 8  # square brackets within the words of a link
__all__ = ["ATTRIBUTES", "FAULT", "TRAILING", "AtomicString", "parse"]

_ESCAPE = re.compile(r"\\([" + re.escape(string.punctuation) + "])")  # CommonMark, section 2.4
_ROLE = re.compile(r"[ ]{0,3}\{:[^}\n]*+\}[ ]*+\Z")
_BRACKET = re.compile(r"[\[\]]")
# The quantifiers are possessive: with ordinary ones a long run of blanks takes time by its square.
_ADDRESS = re.compile(
    r"\(\s*+(?:<([^<>\n]*+)>|([^\s()<>]*+(?:\([^\s()<>]*+\)[^\s()<>]*+)*+))"
    r"(?:\s++(?:\"([^\"]*+)\"|'([^']*+)'))?+\s*+\)"
)


class _CountedTables(TableProcessor):
    """Tables that say when a row has not as many cells as the header (8: surplus ones vanish in silence)."""

    prepared: Prepared

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Read a table; a role right below its last row is a block of its own."""
        head, _, last = blocks[0].rpartition("\n")
        if _ROLE.match(last):
            blocks[:1] = [head, last]
        super().run(parent, blocks)

    def _build_row(self, row: str, parent: Element, align: Any) -> None:  # noqa: ANN401  (as the class has it)
        cells = self._split_row(row)  # type: ignore[attr-defined]  # typeshed leaves out what is not public
        mark = self.prepared.tokens.only(row.strip("| "))
        if mark is not None and mark in self.prepared.rows:
            cells = [row.strip("| ")]
        made = SubElement(parent, "tr")
        # All cells that are there and no others, so that every word is in the books.
        for index, cell in enumerate(cells):
            one = SubElement(made, "th" if parent.tag == "thead" else "td")
            one.text = cell.strip(" ")
            if index < len(align) and align[index]:
                one.set("align", align[index])
        if len(cells) != len(align) and mark not in self.prepared.rows:
            count = f"{len(cells)} cell" + ("" if len(cells) == 1 else "s")
            made.set(FAULT, f"a row of {count} under a header of {len(align)}")

    def _build_empty_row(self, parent: Element, align: Any) -> None:  # noqa: ANN401  (as the class has it)
        """A table without rows has none."""

    def _split(self, row: str) -> list[str]:
        """Escaped pipes are no pipes any more, and there is no code that could hold one."""
        return row.split("|")


class _Break(InlineProcessor):
    """A line break: a backslash at the end of a line, or two blanks."""

    def __init__(self, pattern: str, md: Markdown, *, trailing: bool) -> None:
        super().__init__(pattern, md)
        self._trailing = trailing

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802  (its name there; typeshed has the narrower base)
        """The element, and what it stands for."""
        del data
        element = Element("br")
        if self._trailing:
            element.set(TRAILING, "yes")
        return element, m.start(), m.end()


class _Link(InlineProcessor):
    """``[words](address)``, or with ``!`` before it a picture.

    Python-Markdown's own looks for the closing bracket up to the end of the text, from every opening one.
    """

    def __init__(self, md: Markdown, *, picture: bool) -> None:
        super().__init__(r"!\[" if picture else r"(?<!!)\[", md)
        self._picture = picture

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802  (as above)
        """The element, and what it stands for; nothing where it is no link, which `literals.py` then finds."""
        close = _closing(data, m.end())
        address = None if close is None else _ADDRESS.match(data, close + 1)
        if close is None or address is None:
            return None, None, None
        words = data[m.end() : close]
        if INLINE_PLACEHOLDER_PREFIX in address.group() or (self._picture and INLINE_PLACEHOLDER_PREFIX in words):
            return None, None, None
        target = address[1] if address[1] is not None else address[2]
        element = Element("img" if self._picture else "a")
        element.set("src" if self._picture else "href", target)
        if self._picture:
            element.set("alt", words)
        else:
            element.text = words
        title = address[3] if address[3] is not None else address[4]
        if title is not None:
            element.set("title", title)
        return element, m.start(), address.end()


class _Span(InlineProcessor):
    """``[words]{: lang=cy }``."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802  (as above)
        """The element, and what it stands for."""
        close = _closing(data, m.end())
        listed = None if close is None else LISTED.match(data, close + 1)
        if close is None or listed is None or close == m.end():
            return None, None, None
        element = Element("span")
        element.set(ATTRIBUTES, listed[1])
        element.text = data[m.end() : close]
        return element, m.start(), listed.end()


def _closing(data: str, at: int) -> int | None:
    """Where the bracket closes that opened right before ``at``."""
    depth = 1
    for bracket in _BRACKET.finditer(data, at):
        depth += 1 if bracket.group() == "[" else -1
        if depth == 0:
            return bracket.start()
        if depth > DEEPEST_BRACKETS:
            return None
    return None


def parse(prepared: Prepared) -> Element:
    """The element tree of a text, inlines and all.

    A parser serves once (12): a shared one mixed up texts when used by several threads. It takes 0.2 ms to make.
    """
    md = Markdown(tab_length=4, extensions=[SaneListExtension()])
    tables = _CountedTables(md.parser, {"use_align_attribute": True})
    tables.prepared = prepared
    md.parser.blockprocessors.register(tables, "table", 75)
    md.parser.blockprocessors.deregister("reference")
    # 10: no raw HTML, entities, references, code or automatic mail links; `literals.py` finds what is left of them.
    for name in (
        "backtick",
        "escape",
        "reference",
        "link",
        "image_link",
        "image_reference",
        "short_reference",
        "short_image_ref",
        "automail",
        "html",
        "entity",
        "linebreak",
    ):
        md.inlinePatterns.deregister(name)
    md.inlinePatterns.register(_Break(r"\\\n", md, trailing=False), "hard_break", 185)
    md.inlinePatterns.register(_Link(md, picture=False), "link", 160)
    md.inlinePatterns.register(_Link(md, picture=True), "image_link", 150)
    md.inlinePatterns.register(_Span(r"(?<!!)\[", md), "span", 155)
    md.inlinePatterns.register(_Break(r"[ ]{2,}\n", md, trailing=True), "trailing_break", 100)
    root = md.parser.parseDocument(_lines(prepared)).getroot()
    assert root is not None  # noqa: S101  (for the type checker: a document has a root)
    md.treeprocessors["inline"].run(root)
    return root


def _lines(prepared: Prepared) -> list[str]:
    """The lines, one empty one at a time, and escaped characters in the form in which Python-Markdown keeps them.

    They are escaped before it parses blocks, so that none of them can be a sign of a list or a table.
    """
    text = _ESCAPE.sub(lambda found: f"{STX}{ord(found[1])}{ETX}", prepared.text)
    out: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            out.append(line)
        elif out and out[-1]:
            out.append("")
    return [*out, "", ""]  # as its own preprocessor ends a text; otherwise the last block keeps its line end
