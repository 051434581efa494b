"""A content control in its XML: what kind it is, what it is called, what it asks for (ECMA-376 part 1, 17.5.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from letterforge.office.xml import Element, attribute, child, local, value

KINDS = {
    "text": "the text",
    "richText": "the text",
    "date": "the date",
    "dropDownList": "the drop-down list",
    "comboBox": "the combo box",
    "checkbox": "the check box",
    "picture": "the picture",
    "repeatingSection": "the repeating section",
}
"""What kinds of control a field can fill, by the element that says so, and what a message calls each."""
_HOLDERS = frozenset(
    (
        "group",
        "docPartObj",
        "docPartList",
        "citation",
        "bibliography",
        "equation",
        "repeatingSectionItem",
        "entityPicker",
    )
)
"""What holds other controls, or words that are nobody's to fill in."""
_CLOSED = frozenset(("sdtPr", "sdtEndPr", "del", "moveFrom"))
"""What holds no control of the letter."""


@dataclass(frozen=True, slots=True)
class Control:
    """A control: its element, the name of its kind, and the element of its properties that says so, if any does."""

    element: Element
    kind: str
    said: Element | None

    @property
    def properties(self) -> Element | None:
        """What is said of it."""
        return child(self.element, "sdtPr")

    @property
    def content(self) -> Element | None:
        """What it shows."""
        return child(self.element, "sdtContent")

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called: its tag, its title and, of a repeating section, what its items are called in Word."""
        properties = self.properties
        section = value(child(properties, "repeatingSection"), "sectionTitle")
        said = (value(properties, "tag"), value(properties, "alias"), section)
        return tuple(dict.fromkeys(one.strip() for one in said if one and one.strip()))

    @property
    def called(self) -> str:
        """As a message names it, by what Word shows above it."""
        properties = self.properties
        name = value(properties, "alias") or value(properties, "tag") or ""
        return f"{KINDS[self.kind]} {name.strip()!r}"

    @property
    def holds_tags(self) -> bool:
        """Whether the author has written tags into it."""
        text = "".join(self.element.itertext())
        return "{{" in text or "{%" in text or "{#" in text


def control(element: Element) -> Control | None:
    """The control of an element ``w:sdt``; None for one that only holds others."""
    properties = child(element, "sdtPr")
    for one in properties if properties is not None else ():
        name = local(one.tag)
        if name in _HOLDERS:
            return None
        if name in KINDS:
            return Control(element, name, one)
    return Control(element, "richText", None)


def inner_controls(element: Element) -> Iterator[Element]:
    """The outermost controls in an element."""
    for one in element:
        name = local(one.tag)
        if name == "sdt":
            yield one
        elif name not in _CLOSED:
            yield from inner_controls(one)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list: what is shown, and what is kept for it."""

    shown: str
    kept: str


def entries(said: Element | None) -> tuple[Entry, ...]:
    """The entries of a list to choose from; the first may only say what to do, and is none (17.5.2.21)."""
    found = []
    for one in said if said is not None else ():
        if local(one.tag) != "listItem":
            continue
        kept, shown = attribute(one, "value"), attribute(one, "displayText")
        shown = kept if shown is None else shown
        if kept and shown:  # without a value it stands for nothing chosen
            found.append(Entry(shown, kept))
    return tuple(found)
