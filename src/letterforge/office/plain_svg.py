"""Drawings in SVG that do nothing but show lines and areas: made anew of what is known, or refused by what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from letterforge.errors import UnreadableFileError
from letterforge.office.svg import parsed, reaches_out
from letterforge.office.xml import Element, escaped, local


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SVG = "http://www.w3.org/2000/svg"
_DRAWN = _names(
    "svg g defs path rect circle ellipse line polyline polygon clipPath mask linearGradient radialGradient stop style"
)
_SILENT = frozenset(("title", "desc", "metadata"))
"""Words about the drawing, which are left out: the data say in words what it shows."""
# SVG 1.1 (second edition), appendix N, and SVG 2: what says where the shapes stand and how they look.
_SAID = _names(
    "viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points pathLength transform id"
    " class style offset gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits href"
    " fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray"
    " stroke-dashoffset stroke-opacity opacity color display visibility clip-path clip-rule mask stop-color stop-opacity"
    " paint-order vector-effect shape-rendering color-interpolation"
)
_REFERENCE = re.compile(r"#([^\s\"')]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LENGTH = re.compile(r"\s*\+?(\d*\.?\d+(?:[eE][+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|)\s*\Z")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96.0}
"""CSS Values and Units 4, section 6.2."""
_MOST_ELEMENTS = 20_000


class Drawing(NamedTuple):
    """A drawing made anew, and its size in CSS pixels."""

    content: bytes
    width: int
    height: int


def drawing(content: bytes) -> Drawing:
    """An SVG file without what it says besides what it shows.

    Raises:
        ValueError: it is damaged, has no size, or holds what is no plain drawing; the message says which.
    """
    try:
        fault = next(reaches_out(content), None)
        root = parsed(content)
    except (UnreadableFileError, ValueError):
        message = "it is a damaged SVG file"
        raise ValueError(message) from None
    if fault is not None:
        message = f"it does more than show a drawing: {fault}"
        raise ValueError(message)
    if _name(root) != "svg":
        message = "it is no SVG file"
        raise ValueError(message)
    width, height = _size(root)
    named = frozenset(one for said in _texts(root) for one in _REFERENCE.findall(said))
    budget = [_MOST_ELEMENTS]
    inside = "".join(_written(root, named, budget, is_root=(width, height)))
    return Drawing(inside.encode(), max(1, round(width)), max(1, round(height)))


def _name(element: Element) -> str | None:
    """The name of an element of SVG; None for what belongs to a drawing program."""
    namespace, _, name = element.tag.rpartition("}")
    return name if namespace in (f"{{{_SVG}", "") else None


def _texts(root: Element) -> Iterator[str]:
    for element in root.iter():
        yield from element.attrib.values()
        if element.text and _name(element) == "style":
            yield element.text


def _size(root: Element) -> tuple[float, float]:
    box = [float(one) for one in re.findall(r"-?\d*\.?\d+(?:[eE][+-]?\d+)?", root.get("viewBox", ""))]
    shape = (box[2], box[3]) if len(box) == 4 else (0.0, 0.0)  # noqa: PLR2004  (SVG 2, section 8.6)
    width, height = (_length(root.get(one)) for one in ("width", "height"))
    if width is None and height is None:
        width, height = shape
    elif width is None:
        width = height * shape[0] / shape[1] if height and shape[1] else 0.0
    elif height is None:
        height = width * shape[1] / shape[0] if shape[0] else 0.0
    if not (width and height and 0 < width <= _LARGEST and 0 < height <= _LARGEST):
        message = "it is an SVG file that does not say how large it is: it has neither width and height nor a viewBox"
        raise ValueError(message)
    return width, height


_LARGEST = 10_000  # pixels; more than a poster


def _length(text: str | None) -> float | None:
    found = _LENGTH.match(text or "")
    return float(found[1]) * _PIXELS[found[2]] if found else None


def _written(
    element: Element, named: frozenset[str], budget: list[int], *, is_root: tuple[float, float] | None = None
) -> Iterator[str]:
    name = _name(element)
    if name is None or name in _SILENT:
        return
    budget[0] -= 1
    if budget[0] < 0:
        message = f"it is an SVG file of more than {_MOST_ELEMENTS:,} elements"
        raise ValueError(message)
    if name not in _DRAWN:
        known = name if name.isalnum() and name.isascii() and name in _TOLD else "an element that no drawing needs"
        message = f"it is an SVG file with more than shapes in it: {known}; draw letters as paths, without effects"
        raise ValueError(message)
    yield f"<{name}"
    if is_root is not None:
        yield f' xmlns="{_SVG}" width="{is_root[0]:g}" height="{is_root[1]:g}"'
        if "viewBox" not in element.attrib:
            yield f' viewBox="0 0 {is_root[0]:g} {is_root[1]:g}"'
    for key, said in sorted(element.attrib.items()):
        attribute = local(key)
        foreign = "}" in key and attribute != "href"
        left_out = attribute not in _SAID or (attribute == "id" and said not in named)
        if foreign or left_out or (is_root is not None and attribute in {"width", "height"}):
            continue
        yield f' {attribute}="{_quoted(_COMMENT.sub("", said))}"'
    style = _COMMENT.sub("", element.text or "") if name == "style" else ""
    if "@" in style or "<" in style:
        message = "it does more than show a drawing: a style sheet with rules that begin with @"
        raise ValueError(message)
    yield f">{escaped(style)}"
    for one in element:
        yield from _written(one, named, budget)
    yield f"</{name}>"


_TOLD = _names(
    "text tspan textPath image use symbol marker pattern filter foreignObject a animate animateTransform animateMotion"
    " set script switch video audio iframe"
)
"""What a message may name: an element of another name could be a word of somebody's."""


def _quoted(text: str) -> str:
    return escaped(text).replace('"', "&quot;").replace("\n", " ")
