"""Headers and footers as what they are: page furniture, outside the structure of the letter.

PDF/UA-1 asks that they be artifacts (ISO 14289-1, section 7.8). WeasyPrint 70 builds structure elements for
them, leaves these out of the tree, and marks the text as content all the same (`weasyprint/pdf/tags.py`,
"Build tree for margin boxes but don't link it"). So: marked content that belongs to no element of the tree
becomes an artifact.
"""

from __future__ import annotations

from typing import Any

import pydyf

# `page.py` prints headers as section, which WeasyPrint tags Sect, and footers as article, which it tags Art.
# The names on the right are those of ISO 32000-1, table 330.
_KINDS = {"/Sect": "/Header", "/Art": "/Footer"}


def mark_furniture(pdf: Any) -> None:  # noqa: ANN401  (pydyf is untyped)
    """Turn what runs in the margins into artifacts."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    letter = _object(pdf, root["K"][0])
    in_tree = set(letter["K"])
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    for page_number, page in enumerate(pdf.page_references):
        owners = numbers[2 * page_number + 1]
        furniture: dict[int, str | None] = {}
        for number, owner in enumerate(owners):
            top = _top(pdf, owner, letter.reference)
            if top.reference not in in_tree:
                furniture[number] = _KINDS.get(top["S"])
        for number in _rewritten(_object(pdf, _object(pdf, page)["Contents"]).stream, furniture):
            owners[number] = "null"


def _object(pdf: Any, reference: bytes) -> Any:  # noqa: ANN401
    return pdf.objects[int(reference.split()[0])]


def _top(pdf: Any, reference: bytes, root: bytes) -> Any:  # noqa: ANN401
    """The outermost element around an element, below the root."""
    element = _object(pdf, reference)
    while element["P"] != root:
        element = _object(pdf, element["P"])
    return element


def _rewritten(stream: list[Any], furniture: dict[int, str | None]) -> list[int]:
    """Rename the marks of furniture in the content of a page; their numbers are returned."""
    done = []
    for index, operand in enumerate(stream):
        # A mark is written as tag, properties, operator (ISO 32000-1, section 14.6).
        if isinstance(operand, pydyf.Dictionary) and operand.get("MCID") in furniture:
            number = operand["MCID"]
            kind = furniture[number]
            stream[index - 1] = "/Artifact"
            operand.clear()
            operand["Type"] = "/Pagination"
            if kind:
                operand["Subtype"] = kind
            done.append(number)
    return done
