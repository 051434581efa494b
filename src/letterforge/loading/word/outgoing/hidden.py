"""The runs of a part that no reader sees: hidden by Word's own switch, or white on white.

The tree and the letter leave out the same ones: both ask here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterforge.loading.word.styles import Sheets
from letterforge.office.xml import Element, child, local

_SHADED = frozenset(("tbl", "txbxContent"))
"""What may have a colour behind all of its text."""


_SIGNS = re.compile(rb"vanish|specVanish|FFFFFF|white", re.IGNORECASE)


def may_hide(raw: bytes, sheets: Sheets) -> bool:
    """Whether a part could have hidden runs, as its bytes say: most have none, and need not be walked."""
    if re.search(rb":r[ >]", raw) is None and raw[:1] == b"<":
        return False
    return sheets.may_hide or raw[:2] in {b"\xff\xfe", b"\xfe\xff"} or _SIGNS.search(raw) is not None


def hidden_runs(root: Element, sheets: Sheets) -> frozenset[int]:
    """The ``id`` of each run of a part that is hidden."""
    on_white = not any(local(one.tag) == "background" or one.get("behindDoc") in {"1", "true"} for one in root.iter())
    return frozenset(id(run) for run in _hidden(root, sheets, None, on_white=on_white))


def _hidden(parent: Element, sheets: Sheets, paragraph: Element | None, *, on_white: bool) -> Iterator[Element]:
    for element in parent:
        name = local(element.tag)
        if name == "r" and sheets.hides(child(element, "rPr"), paragraph, on_white=on_white):
            yield element
        elif len(element):
            inside = child(element, "pPr") if name == "p" else paragraph
            yield from _hidden(element, sheets, inside, on_white=on_white and name not in _SHADED)
