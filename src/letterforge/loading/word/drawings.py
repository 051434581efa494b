"""A drawing within a paragraph: a picture, text boxes, or what the tree cannot carry; and the words that hang on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import assert_never

from letterforge.loading.word.origins import Source, of_attribute
from letterforge.loading.word.styles import whole
from letterforge.office.walk import (
    Aside,
    Box,
    Break,
    Closed,
    Detail,
    Event,
    FieldBegin,
    FieldCode,
    FieldEnd,
    FieldResult,
    LinkTarget,
    NoteReference,
    Opened,
    Scope,
    Symbol,
    Words,
)
from letterforge.office.xml import Element, attribute, local

EMU_PER_MILLIMETRE = 36000


@dataclass(slots=True)
class Drawing:
    """What was read of one drawing; of two that lie in one another the outer one holds everything."""

    asides: list[Aside] = field(default_factory=list)
    targets: list[LinkTarget] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    words: str = ""
    """What is written in it, but for its text boxes: in a diagram, or by a program of DrawingML."""
    sources: list[Source] = field(default_factory=list)
    depth: int = 1

    def ends_with(self, event: Event) -> bool:
        """Take what is in it; whether it ends here."""
        match event:
            case Opened(scope=Scope.DRAWING):
                self.depth += 1
            case Closed(scope=Scope.DRAWING):
                self.depth -= 1
            case Aside():
                self.asides.append(event)
            case LinkTarget():
                self.targets.append(event)
            case Detail():
                self.details.append(event)
            case Box(element=element):
                self.boxes.append(element)
            case Words(text=text, element=element) | Symbol(text=text, element=element):
                self._say(text, element, None)
            case FieldCode(text=text, element=element, key=key):
                self._say(text, element, key)
            case Opened() | Closed() | Break() | NoteReference() | FieldBegin() | FieldResult() | FieldEnd():
                pass
            case _:
                assert_never(event)
        return self.depth == 0

    def _say(self, text: str, element: Element, key: str | None) -> None:
        start = len(self.words)
        self.words += text
        self.sources.append(Source(start, len(self.words), element, key, 0, len(text)))

    @property
    def alt(self) -> Aside | None:
        """Its alternative text: Word's own, or that of an older drawing."""
        spoken = [one for one in self.asides if one.kind == "alt text" and one.text]
        return next((one for name in ("docPr", "shape") for one in spoken if local(one.element.tag) == name), None)

    @property
    def picture(self) -> str | None:
        """The relationship to its picture; None where there is none."""
        blip = next((one.element for one in self.details if one.name in {"blip", "imagedata"}), None)
        return None if blip is None else attribute(blip, "embed") or attribute(blip, "id") or ""

    @property
    def width(self) -> float | None:
        """Its width in millimetres."""
        extents = (attribute(one.element, "cx") for one in self.details if one.name == "extent")
        width = whole(next(extents, None))
        return width / EMU_PER_MILLIMETRE if width > 0 else None

    @property
    def name(self) -> tuple[str, list[Source]]:
        """What Word calls it; older drawings and files within the file have no name."""
        described = (one.element for one in self.details if one.name == "docPr")
        named = next((one for one in described if attribute(one, "name")), None)
        return ("picture", []) if named is None else (attribute(named, "name") or "", of_attribute(named, "name"))
