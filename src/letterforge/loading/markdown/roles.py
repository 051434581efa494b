"""What a block is for, as it is written on its last line: ``{: .address }``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

REPLY = "reply"
"""What stands for the recipient to fill in, written as a role of its block."""
ROW_HEADERS = "row-headers"
"""A table whose first column heads its rows, written as a role by itself below it."""
_ROLE = re.compile(r"(?:\A|\n)[ ]*+\{:\s*+\.([\w-]+)\s*+\}\s*+\Z")


def taken(element: Element, *, only: str | None = None) -> str | None:
    """Take the name of a role off the end of a paragraph; with ``only``, no other one."""
    holder = element[-1] if len(element) else None
    text = (holder.tail if holder is not None else element.text) or ""
    found = _ROLE.search(text)
    if found is None or (found.start() == 0 and text[0] != "\n" and holder is not None and holder.tag != "br"):
        return None
    if only is not None and found.group(1) != only:
        return None
    rest = text[: found.start()]
    if holder is not None:
        holder.tail = rest
    else:
        element.text = rest
    return found.group(1)
