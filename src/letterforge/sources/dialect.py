"""The Markdown that letterforge reads: Python-Markdown with some processors taken out and two put in."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension, TableProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    import re

    from letterforge.sources.lines import Prepared

FAULT = "fault"
TRAILING = "trailing"
__all__ = ["FAULT", "TRAILING", "AtomicString", "parse"]


class _CountedTables(TableProcessor):
    """Tables that say when a row has not as many cells as the header (8: surplus ones vanish in silence)."""

    prepared: Prepared

    def _build_row(self, row: str, parent: Element, align: Any) -> None:  # noqa: ANN401  (as the class has it)
        cells = self._split_row(row)  # type: ignore[attr-defined]  # typeshed leaves out what is not public
        super()._build_row(row, parent, align)  # type: ignore[misc]  # as above
        made = parent[-1]
        mark = self.prepared.tokens.only(cells[0]) if len(cells) == 1 else None
        if len(cells) != len(align) and mark not in self.prepared.rows:
            made.set(
                FAULT, f"a row of {len(cells)} cell{'' if len(cells) == 1 else 's'} under a header of {len(align)}"
            )
            for cell in cells[len(align) :]:  # so that their words are in the books, and the finding stands at the row
                SubElement(made, "td").text = cell.strip()


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


def parse(prepared: Prepared) -> Element:
    """The element tree of a text, inlines and all.

    A parser serves once (12): a shared one mixed up texts when used by several threads. It takes 0.2 ms to make.
    """
    md = Markdown(tab_length=4, extensions=[SaneListExtension(), TableExtension(use_align_attribute=True)])
    md.ESCAPED_CHARS = list(string.punctuation)  # as CommonMark, section 2.4
    tables = _CountedTables(md.parser, {"use_align_attribute": True})
    tables.prepared = prepared
    md.parser.blockprocessors.register(tables, "table", 75)
    md.parser.blockprocessors.deregister("reference")
    # 10: no raw HTML, entities, references or automatic mail links; `literals.py` finds what is left of them.
    for name in (
        "reference",
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
    md.inlinePatterns.register(_Break(r"[ ]{2,}\n", md, trailing=True), "trailing_break", 100)
    lines = [line if line.strip() else "" for line in prepared.text.split("\n")]
    lines += ["", ""]  # as its own preprocessor ends a text; otherwise the last block keeps its line end
    root = md.parser.parseDocument(lines).getroot()
    assert root is not None  # noqa: S101  (for the type checker: a document has a root)
    md.treeprocessors["inline"].run(root)
    return root
