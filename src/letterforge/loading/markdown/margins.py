"""Whether the role at the end of a list is the list's, or that of the last paragraph in it: by how far it is indented."""

from __future__ import annotations

import re
from itertools import islice
from xml.etree.ElementTree import Element

_ROLE_LINE = re.compile(r"^[ \t>]*+\{:[^}\n]*+\}[ \t]*+$", re.MULTILINE)


def last_line(element: Element) -> Element:
    """The paragraph, or the item of a list, that a list ends with."""
    while len(element) and element[-1].tag in ("ul", "ol", "li", "p"):
        element = element[-1]
    return element


def ends_within(element: Element, last: Element, text: str, begin: int) -> bool:
    """Whether the role that a list ends with is indented as what stands within its last item.

    ``begin`` is where the first word of the list stands in the source. Markdown itself takes the indent away.
    """
    if last.tag != "p":  # in an item of one line it can be but the list's
        return False
    count = len(_ROLE_LINE.findall("".join(element.itertext())))
    found = next(islice(_ROLE_LINE.finditer(text, begin), count - 1, None), None) if count else None
    if found is None:
        return False
    return _indent(found[0]) > _indent(text[text.rfind("\n", 0, begin) + 1 :])


def _indent(line: str) -> int:
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip(" >"))  # within a quotation, too
