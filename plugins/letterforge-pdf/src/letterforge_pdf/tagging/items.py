"""Items of lists, as PDF/UA-1 wants them: a label, and one body that holds all the rest.

WeasyPrint 70 puts paragraphs, tables and quotations of an item beside its body, not into it
(`weasyprint/pdf/tags.py`, "Ignore anonymous blocks created for lists and bullets"). ISO 32000-1, table 336:
an LI holds Lbl and LBody.
"""

from __future__ import annotations

from typing import Any

import pydyf

_PARTS = ("/Lbl", "/LBody")


def gather_items(pdf: Any) -> None:  # noqa: ANN401  (pydyf is untyped)
    """Move what stands loose in an item into its body."""
    items = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and item.get("S") == "/LI"]
    for item in items:
        kids = [pdf.objects[int(reference.split()[0])] for reference in item["K"]]
        if all(kid["S"] in _PARTS for kid in kids):
            continue
        labels = [kid for kid in kids if kid["S"] == "/Lbl"]
        body = pydyf.Dictionary(
            {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(), "Pg": item["Pg"], "P": item.reference}
        )
        pdf.add_object(body)
        for kid in kids:
            if kid["S"] == "/LBody":
                kid["S"] = "/Div"  # a body does not hold a body
            if kid["S"] != "/Lbl":
                kid["P"] = body.reference
                body["K"].append(kid.reference)
        item["K"] = pydyf.Array([*(label.reference for label in labels), body.reference])
