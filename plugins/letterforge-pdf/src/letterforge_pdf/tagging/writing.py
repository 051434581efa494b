"""A structure tree as objects of a PDF (ISO 32000-1, 14.7), and the marks of what is no part of it as artifacts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pydyf

from letterforge_pdf.tagging import destinations
from letterforge_pdf.tagging.nodes import Annotation, Mark, Node
from letterforge_pdf.tagging.painted import PaintedPage
from letterforge_pdf.tagging.tree import Tree

# What says nothing by itself, but keeps its place in a grid.
_KEPT_EMPTY = ("TR", "TH", "TD")
_PRINTED = 4
"""The flag that an annotation is printed with its page (ISO 32000-1, table 165)."""


def tag(pdf: Any, pages: Sequence[PaintedPage]) -> None:  # noqa: ANN401  (pydyf is untyped)
    """Write the structure of the letter on these pages.

    Raises:
        RenderError: something on a page has no place in it.
    """
    tree = Tree()
    for page in pages:
        tree.add(page)
    for link, element in tree.links:
        words = pydyf.String(destinations.said(element))
        for kid in link.kids:
            if isinstance(kid, Annotation):
                kid.dictionary["Contents"] = words
                kid.dictionary["F"] = _PRINTED
    _Writer(pdf, [len(page.marks) for page in pages]).write(tree.root)
    for page, artifacts in zip(pages, tree.artifacts, strict=True):
        if artifacts:
            _set_aside(page.stream.stream, artifacts)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


class _Writer:
    """Writes elements, and keeps whose the marks are (the parent tree: 14.7.4.4)."""

    def __init__(self, pdf: Any, marks: Sequence[int]) -> None:  # noqa: ANN401
        self._pdf = pdf
        self._pages = pdf.page_references
        self._owners = [["null"] * count for count in marks]
        self._annotations: list[bytes] = []

    def write(self, root: Node) -> None:
        """Write the tree, and name it in the catalogue."""
        pdf = self._pdf
        top = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        pdf.add_object(top)
        top["K"] = pydyf.Array([self._element(root, top.reference)])
        numbers = pydyf.Array()
        for index, owners in enumerate(self._owners):
            numbers.extend((index, pydyf.Array(owners)))
            page = pdf.objects[int(self._pages[index].split()[0])]
            page["StructParents"] = index
            page["Tabs"] = "/S"
        for key, owner in enumerate(self._annotations, start=len(self._owners)):
            numbers.extend((key, owner))
        parents = pydyf.Dictionary({"Nums": numbers})
        pdf.add_object(parents)
        top["ParentTree"] = parents.reference
        top["ParentTreeNextKey"] = len(self._owners) + len(self._annotations)
        pdf.catalog["StructTreeRoot"] = top.reference

    def _element(self, node: Node, parent: bytes) -> bytes:
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{_kind(node)}", "P": parent})
        self._pdf.add_object(element)
        element.update(node.entries)
        if node.attributes:
            element["A"] = pydyf.Dictionary({"O": node.owner, **node.attributes})
        page = next(_pages_of(node), None)
        if page is not None:
            element["Pg"] = self._pages[page]
        kids = pydyf.Array()
        for kid in node.kids:
            match kid:
                case Node():
                    if _says_something(kid):
                        kids.append(self._element(kid, element.reference))
                case Mark():
                    kids.append(self._mark(kid, page))
                    self._owners[kid.page][kid.number] = element.reference
                case Annotation():
                    kids.append(self._annotation(kid, element.reference))
        if kids:
            element["K"] = kids
        return bytes(element.reference)

    def _mark(self, mark: Mark, page: int | None) -> object:
        if mark.page == page:
            return mark.number
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[mark.page], "MCID": mark.number})

    def _annotation(self, annotation: Annotation, owner: bytes) -> object:
        annotation.dictionary["StructParent"] = len(self._owners) + len(self._annotations)
        self._annotations.append(owner)
        reference = annotation.dictionary.reference
        return pydyf.Dictionary({"Type": "/OBJR", "Pg": self._pages[annotation.page], "Obj": reference})


def _kind(node: Node) -> str:
    """A link without a place to click, such as one of nothing but blanks, is none."""
    return "Span" if node.kind == "Link" and not any(isinstance(kid, Annotation) for kid in node.kids) else node.kind


def _says_something(node: Node) -> bool:
    return node.kind in _KEPT_EMPTY or any(not isinstance(kid, Node) or _says_something(kid) for kid in node.kids)


def _pages_of(node: Node) -> Iterator[int]:
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _pages_of(kid)
        else:
            yield kid.page


def _set_aside(stream: list[Any], artifacts: dict[int, str | None]) -> None:
    """Rename marks in the content of a page: each is written as tag, properties, operator (ISO 32000-1, 14.6)."""
    for index, operand in enumerate(stream):
        if isinstance(operand, pydyf.Dictionary) and operand.get("MCID") in artifacts:
            kind = artifacts[operand.pop("MCID")]
            stream[index - 1] = "/Artifact"
            operand["Type"] = "/Pagination"
            if kind:
                operand["Subtype"] = kind
