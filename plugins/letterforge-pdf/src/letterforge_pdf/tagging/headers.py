"""Header cells of tables, as PDF/UA-1 wants them: each says what it heads.

WeasyPrint 70 lists for each cell the headers above it, and loses count where cells span (`weasyprint/pdf/tags.py`,
"Link table cells to related headers"). A header that says its scope needs no lists: who reads the table finds
the rest by its place in the grid (ISO 32000-1, section 14.8.5.7).
"""

from __future__ import annotations

from typing import Any

import pydyf


def scope_headers(pdf: Any) -> None:  # noqa: ANN401  (pydyf is untyped)
    """Give each header cell its scope, and take the lists away."""
    for element in pdf.objects:
        if isinstance(element, pydyf.Dictionary) and isinstance(element.get("A"), pydyf.Dictionary):
            if element.get("S") == "/TH":
                element["A"]["Scope"] = "/Column"
            elif element.get("S") == "/TD":
                element["A"].pop("Headers", None)
