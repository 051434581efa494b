"""The structure tree of a letter, from the boxes of its pages: one element for each element of the markup.

A table, list or paragraph that goes on over pages is one element. The head of a table that is printed again on the next
page is an artifact, as what runs in the margins is.
"""

from __future__ import annotations

from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from letterforge.errors import RenderError
from letterforge_pdf.tagging.nodes import Annotation, Mark, Node
from letterforge_pdf.tagging.painted import PaintedPage

# What is not here has no element of its own: what is in it belongs to what is around it.
_KINDS = {
    **{f"h{rank}": f"H{rank}" for rank in range(1, 7)},
    "p": "P",
    "div": "Div",
    "blockquote": "BlockQuote",
    "a": "Link",
    "ul": "L",
    "ol": "L",
    "li": "LI",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
}
# ISO 32000-1, table 347. A dash as a bullet has no name there; a disc says the same.
_NUMBERING = {
    "decimal": "/Decimal",
    "lower-alpha": "/LowerAlpha",
    "upper-alpha": "/UpperAlpha",
    "lower-roman": "/LowerRoman",
    "upper-roman": "/UpperRoman",
    "circle": "/Circle",
    "square": "/Square",
}
_PARTS = ("marker", "footnote-call", "footnote-marker")
_POINT = 0.75
"""Of a CSS pixel."""

Element = Any
"""An element of the markup; WeasyPrint is untyped."""


class Tree:
    """A structure tree that grows page by page."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self.links: list[tuple[Node, Element]] = []
        self.artifacts: list[dict[int, str | None]] = []
        """Of each page the numbers of its marks that are no part of the letter, and what they are."""
        self._nodes: dict[tuple[Element, str], Node] = {}  # by what is marked up, and which part of it this is
        self._began: dict[Node, int] = {}
        self._page = 0
        self._marks: dict[Any, int] = {}
        self._height = 0.0

    def add(self, page: PaintedPage) -> None:
        """Add a page.

        Raises:
            RenderError: something on it belongs nowhere, or a picture has no words to stand for it.
        """
        self._page, self._marks, self._height = len(self.artifacts), dict(page.marks), page.height
        self.artifacts.append({})
        for box in page.box.children:
            if isinstance(box, boxes.MarginBox):
                self._set_aside(box, "/Header" if "top" in box.at_keyword else "/Footer")
            else:
                self._read(box, self.root)
        if self._marks:
            message = "a part of the letter would have no place among the tags of the PDF; this is a fault of ours"
            raise RenderError(message)

    def _read(self, box: Any, parent: Node) -> None:  # noqa: ANN401
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001  (what it stands for)
        if isinstance(box, boxes.ReplacedBox):
            self._picture(box, parent)
        elif isinstance(box, boxes.TextBox):
            self._mark(box, parent)
        elif box.children or isinstance(box, boxes.TableCellBox):
            node = self._node(box, parent)
            if box.element_tag == "thead" and self._began.setdefault(node, self._page) != self._page:
                self._set_aside(box, None)
                return
            for child in box.children:
                self._read(child, node)
            if box.link_annotation:
                node.kids.append(Annotation(self._page, box.link_annotation))

    def _mark(self, box: Any, node: Node) -> None:  # noqa: ANN401
        number = self._marks.pop(box, None)
        if number is not None:
            node.kids.append(Mark(self._page, number))

    def _set_aside(self, box: Any, kind: str | None) -> None:  # noqa: ANN401
        """Take a box for an artifact, with all that is in it."""
        number = self._marks.pop(box, None)
        if number is not None:
            self.artifacts[self._page][number] = kind
        if isinstance(box, boxes.ParentBox):
            for child in box.children:
                self._set_aside(child, kind)

    def _picture(self, box: Any, parent: Node) -> None:  # noqa: ANN401
        alt = box.element.get("alt")
        if not alt:
            message = "a picture has no words to stand for it"
            raise RenderError(message)
        left, top = box.content_box_x(), box.content_box_y()
        corners = (left, self._height - top - box.height, left + box.width, self._height - top)
        node = parent.new("Figure", Alt=pydyf.String(alt))
        node.owner, node.attributes = "/Layout", {"BBox": pydyf.Array(round(one * _POINT, 2) for one in corners)}
        self._mark(box, node)

    def _node(self, box: Any, parent: Node) -> Node:  # noqa: ANN401
        """The element for a box; the one that is there already where it goes on from an earlier line or page."""
        element = box.element
        tag, _, pseudo = (box.element_tag or "").partition("::")
        if element is None:
            return parent
        kind = _kind(element, tag)
        if pseudo in _PARTS:
            return self._part(element, pseudo, parent)
        known = self._nodes.get((element, ""))
        if known is not None or kind is None or pseudo:
            return known or parent
        node = parent.new(kind)
        if element.get("lang"):
            node.entries["Lang"] = pydyf.String(element.get("lang"))
        if kind == "L":
            numbering = _NUMBERING.get(box.style["list_style_type"], "/Disc")
            node.owner, node.attributes = "/List", {"ListNumbering": numbering}
        elif kind == "LI":
            self._nodes[element, "item"] = node
            node = node.new("LBody")
        elif kind in ("TH", "TD"):
            _describe_cell(node, box)
        elif kind == "Link":
            self.links.append((node, element))
        elif kind == "Note":
            node.entries["ID"] = self._id()
        self._nodes[element, ""] = node
        return node

    def _part(self, element: Element, pseudo: str, parent: Node) -> Node:
        """The element of what no element of the markup stands for: the label of an item or a note, and the call of a note."""
        known = self._nodes.get((element, pseudo))
        if known is not None:
            return known
        if pseudo == "footnote-call":
            node = parent.new("Reference")
            # It is read where it is called, whatever page it is printed on.
            self._nodes[element, ""] = parent.new("Note", ID=self._id())
        else:
            around = self._nodes.get((element, "item")) or self._nodes.get((element, ""), parent)
            node = Node("Lbl")
            around.kids.insert(0, node)
        self._nodes[element, pseudo] = node
        return node

    def _id(self) -> pydyf.String:
        """A name that no other element of the file has."""
        return pydyf.String(f"note-{len(self._nodes)}")


def _kind(element: Element, tag: str) -> str | None:
    if element.get("role") == "note":
        return "Note"
    if element.get("class") == "note-call":  # of an endnote
        return "Reference"
    kind = _KINDS.get(tag)
    return "Span" if kind is None and tag != "html" and element.get("lang") else kind


def _describe_cell(node: Node, box: Any) -> None:  # noqa: ANN401
    """What a cell spans, and what it heads: who reads the table finds the rest by its place in the grid (14.8.5.7)."""
    node.owner = "/Table"
    if node.kind == "TH":
        node.attributes["Scope"] = "/Row" if box.element.get("scope") == "row" else "/Column"
    if box.colspan != 1:
        node.attributes["ColSpan"] = box.colspan
    if box.rowspan != 1:
        node.attributes["RowSpan"] = box.rowspan
