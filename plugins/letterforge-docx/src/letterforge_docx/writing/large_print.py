"""Large print: the type of a Word file made larger wherever it is set, and room for it where a height is fixed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lxml import etree  # type: ignore[import-untyped]

from letterforge.type_scale import LARGE_PRINT
from letterforge_docx.ooxml.names import DECLARATION, w
from letterforge_docx.writing.styles import scale, text_size

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST = round(2 * LARGE_PRINT)
"""Half points: no word is smaller."""
_HEIGHTS = (("spacing", "lineRule"), ("trHeight", "hRule"))


def enlarged(content: bytes, factor: float) -> bytes:
    """A part of a Word file with all type so many times larger, and none too small for large print."""
    root = etree.fromstring(content)
    scale(root, factor, LEAST)
    for name, rule in _HEIGHTS:
        for element in root.iter(w(name)):
            if element.get(w(rule)) == "exact":  # it would cut off what is larger
                element.set(w(rule), "atLeast")
    text: str = etree.tostring(root, encoding="unicode")
    return (DECLARATION + text).encode()


def file_enlarged(members: Mapping[str, bytes], styles: str | None, names: Iterable[str]) -> dict[str, bytes]:
    """Those parts of a Word file, and its styles, in large print; one whose text is large already keeps its size."""
    root = None if styles is None else etree.fromstring(members[styles])
    factor = max(1.0, LEAST / text_size(root)) if root is not None else 1.0
    out = {name: enlarged(members[name], factor) for name in names if name != styles}
    if styles is not None:
        _say_size(root)
        out[styles] = enlarged(etree.tostring(root), factor)
    return out


def _say_size(styles: etree._Element) -> None:
    """Write down the size that text has where nothing says one: it is small."""
    size = text_size(styles)
    defaults = styles.find(w("docDefaults"))
    if defaults is None:
        defaults = etree.Element(w("docDefaults"))
        styles.insert(0, defaults)
    properties = _child(_child(defaults, "rPrDefault"), "rPr")
    for name in ("sz", "szCs"):
        if properties.find(w(name)) is None:
            # At the end: `template.schema` puts all of a run's looks in order afterwards.
            etree.SubElement(properties, w(name), {w("val"): str(size)})


def _child(parent: etree._Element, name: str) -> etree._Element:
    found = parent.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        parent.insert(0, found)
    return found
