"""The one walk over a paragraph of a Word file: what stands in it, in the order of reading.

Templates and finished files are read from the same events, so that what a scan sees in a letter, a check has seen in its
template. Proofing marks, insertions and everything else that only says how a paragraph looks leave no event.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple, Protocol, TypeAlias

from letterforge.office.xml import Element, attribute, child, local


class Scope(Enum):
    """What encloses other things in a paragraph."""

    RUN = "run"
    LINK = "link"
    CONTROL = "content control"
    DRAWING = "drawing"
    FORMULA = "formula"
    TURNED = "text that runs against its direction"
    """Words whose letters are set from the other end than their own (ECMA-376 part 1, 17.3.2.3)."""
    STRUCK = "tracked deletion"
    """Words that were struck out or moved away: they are in the file, and not printed."""


class Opened(NamedTuple):
    """A scope begins."""

    scope: Scope
    element: Element


class Closed(NamedTuple):
    """The scope that was opened last ends."""

    scope: Scope
    element: Element


class Words(NamedTuple):
    """Text in line, or a sign that stands for text."""

    text: str
    element: Element
    struck: bool


class Symbol(NamedTuple):
    """A character of a symbol font; no text where its number is that of none."""

    text: str
    element: Element
    struck: bool


class Break(NamedTuple):
    """A line or page ends."""

    element: Element
    is_page: bool
    struck: bool


class NoteReference(NamedTuple):
    """A footnote or endnote is called: the kind of its part, and its identifier there."""

    kind: str
    identifier: str
    element: Element
    struck: bool = False


class FieldBegin(NamedTuple):
    """A field begins with its code; ``data`` are those of a field of an old form. ``element`` begins it."""

    data: Element | None
    element: Element | None = None


class FieldCode(NamedTuple):
    """A piece of the code of a field: an attribute, by its key, or the text of the element where that is None."""

    text: str
    element: Element
    key: str | None


class FieldResult(NamedTuple):
    """The code of a field ends and its result begins. No element of a run stands for it in a simple field."""

    element: Element | None


class FieldEnd(NamedTuple):
    """A field ends; within it there may have been others (ECMA-376 part 1, 17.16.18)."""

    element: Element | None


class LinkTarget(NamedTuple):
    """The relationship that a link or a drawing leads to, and the attribute that names it."""

    identifier: str
    element: Element
    key: str


class Aside(NamedTuple):
    """A text that hangs on the paragraph without being read in line: what it is, what it says, and its attribute."""

    kind: str
    text: str
    element: Element
    key: str


class Detail(NamedTuple):
    """What a drawing is made of: ``blip``, ``imagedata``, ``docPr``, ``shape`` or ``extent``."""

    name: str
    element: Element


class Box(NamedTuple):
    """The content of a text box, which is a story of its own."""

    element: Element


Event: TypeAlias = (
    Words
    | Symbol
    | Opened
    | Closed
    | Break
    | NoteReference
    | FieldBegin
    | FieldCode
    | FieldResult
    | FieldEnd
    | LinkTarget
    | Aside
    | Detail
    | Box
)


def events(paragraph: Element, *, struck: bool = False) -> list[Event]:
    """What stands in a paragraph; ``struck`` where all of it was struck out or moved away."""
    found: list[Event] = []
    _children(paragraph, found, struck=struck)
    return found


_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_DAYS = ("dayLong", "dayShort", "monthLong", "monthShort", "yearLong", "yearShort")
_OLDER_FIELDS = {**dict.fromkeys(_DAYS, "DATE"), "pgNum": "PAGE"}
"""Elements of a run that are a whole field (ECMA-376 part 1, 17.3.3)."""
_SILENT = frozenset(("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr"))
_SCOPES = {
    "r": Scope.RUN,
    "hyperlink": Scope.LINK,
    "drawing": Scope.DRAWING,
    "pict": Scope.DRAWING,
    "object": Scope.DRAWING,
    "oMath": Scope.FORMULA,
    "oMathPara": Scope.FORMULA,
    "del": Scope.STRUCK,
    "moveFrom": Scope.STRUCK,
    "bdo": Scope.TURNED,
}
_DETAILS = frozenset(("blip", "imagedata", "docPr", "shape", "extent"))
_ASIDES = {
    ("docPr", "descr"): "alt text",
    ("docPr", "title"): "title of a picture",
    ("cNvPr", "descr"): "alt text",
    ("cNvPr", "title"): "title of a picture",
    ("shape", "alt"): "alt text",
    ("imagedata", "title"): "title of a picture",
    ("textpath", "string"): "word art",
    ("hyperlink", "tooltip"): "tip of a link",
}
_LINKS = frozenset(("hyperlink", "hlinkClick", "hlinkHover"))


def _children(element: Element, found: list[Event], *, struck: bool) -> None:
    """Read what is within an element; how deep elements nest is bounded by `xml.parse_xml`."""
    for one in element:
        name = local(one.tag)
        if name == "t":
            if one.text:
                found.append(Words(one.text, one, struck))
        else:
            handler = _HANDLERS.get(name)
            if handler is None:
                _children(one, found, struck=struck)
            else:
                handler(one, name, found, struck=struck)


class _Handler(Protocol):
    def __call__(self, element: Element, name: str, found: list[Event], /, *, struck: bool) -> None:
        """Read one element, whose local name is given, and what is within it."""


def _silent(_element: Element, _name: str, _found: list[Event], *, struck: bool) -> None:
    """What only says how something looks."""
    del struck


def _scope(element: Element, name: str, found: list[Event], *, struck: bool) -> None:
    scope = _SCOPES[name]
    found.append(Opened(scope, element))
    _children(element, found, struck=struck or scope is Scope.STRUCK)
    found.append(Closed(scope, element))


def _control(element: Element, name: str, found: list[Event], *, struck: bool) -> None:
    found.append(Opened(Scope.CONTROL, element))
    found += asides_of_control(element)
    _children(element, found, struck=struck)
    found.append(Closed(Scope.CONTROL, element))
    del name


def asides_of_control(control: Element) -> list[Aside]:
    """What the properties of a content control say in tags: its day, or whether it is ticked."""
    properties = child(control, "sdtPr")
    said = (child(properties, "date"), child(child(properties, "checkbox"), "checked"))
    return [
        Aside("content control", text, one, key)
        for one in said
        if one is not None
        for key, text in one.attrib.items()
        if "{" in text
    ]


def _link(element: Element, name: str, found: list[Event], *, struck: bool) -> None:
    _attributes(element, name, found)
    _scope(element, name, found, struck=struck)


def _drawn(element: Element, name: str, found: list[Event], *, struck: bool) -> None:
    _attributes(element, name, found)
    if name in _DETAILS:
        found.append(Detail(name, element))
    _children(element, found, struck=struck)


def _simple_field(element: Element, _name: str, found: list[Event], *, struck: bool) -> None:
    codes = (FieldCode(text, element, key) for key, text in element.attrib.items() if local(key) == "instr")
    found += (FieldBegin(None, element), *codes, FieldResult(None))
    _children(element, found, struck=struck)
    found.append(FieldEnd(None))


def _alternative(element: Element, _name: str, found: list[Event], *, struck: bool) -> None:
    """The same drawing twice, for newer and older readers (ECMA-376 part 3, 7.2): the newer is read."""
    for newer in element[:1]:
        _children(newer, found, struck=struck)


def _leaf(element: Element, name: str, found: list[Event], *, struck: bool) -> None:
    match name:
        case "delText":
            if element.text:
                found.append(Words(element.text, element, struck=True))
        case "br" | "cr":
            found.append(Break(element, attribute(element, "type") == "page", struck))
        case "sym":
            found.append(Symbol(_symbol(attribute(element, "char") or ""), element, struck))
        case "instrText" | "delInstrText":
            found.append(FieldCode(element.text or "", element, None))
        case "txbxContent":
            found.append(Box(element))
        case "fldChar":
            kind = attribute(element, "fldCharType")
            if kind == "begin":
                found.append(FieldBegin(child(element, "ffData"), element))
            elif kind in {"separate", "end"}:
                found.append(FieldResult(element) if kind == "separate" else FieldEnd(element))
        case _ if name in _OLDER_FIELDS:
            found += (
                FieldBegin(None),
                FieldCode(_OLDER_FIELDS[name], element, None),
                FieldResult(None),
                FieldEnd(None),
            )
        case "footnoteReference" | "endnoteReference":
            kind = name.removesuffix("Reference") + "s"
            found.append(NoteReference(kind, attribute(element, "id") or "", element, struck))
        case _:
            found.append(Words(_SIGNS[name], element, struck))


def _attributes(element: Element, name: str, found: list[Event]) -> None:
    for key, text in element.attrib.items():
        said = local(key)
        if (name, said) in _ASIDES:
            found.append(Aside(_ASIDES[name, said], text, element, key))
        elif said == "id" and name in _LINKS and key != said:
            found.append(LinkTarget(text, element, key))


_LEAVES = (
    *("delText", "br", "cr", "sym", "instrText", "delInstrText", "txbxContent", "fldChar"),
    *("footnoteReference", "endnoteReference", *_SIGNS, *_OLDER_FIELDS),
)
_HANDLERS: Mapping[str, _Handler] = {
    **dict.fromkeys(_SCOPES, _scope),
    **dict.fromkeys({*_DETAILS, *(name for name, _ in _ASIDES), *_LINKS}, _drawn),
    **dict.fromkeys(_LEAVES, _leaf),
    **dict.fromkeys(_SILENT, _silent),
    "hyperlink": _link,
    "sdt": _control,
    "fldSimple": _simple_field,
    "AlternateContent": _alternative,
}
"""Every other element only holds what is read."""

_LAST = 0xFFFD  # the last character of the first plane; a symbol font has no others
_SURROGATES = range(0xD800, 0xE000)


def _symbol(code: str) -> str:
    """A character named by its number in a symbol font."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if ord(" ") <= number <= _LAST and number not in _SURROGATES else ""
