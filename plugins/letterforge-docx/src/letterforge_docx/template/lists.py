"""Numbered lists that begin anew: a loop repeats them, and each turn gets a list of its own with the same look.

A list is what has one ``w:numId``; to begin anew is another one, of the same definition, that overrides where its levels
start (ECMA-376 part 1, 17.9.15 and 17.9.26).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from letterforge_docx.ooxml.names import DECLARATION, w

_MARK = re.compile(r"<\?anew ([\d ]+)\?>")
_NUMBER = re.compile(r'(<w:numId w:val=")(\d+)("/>)')
_VALUE = w("val")
_LONGEST_CHAIN = 30
# What stands before the number of a paragraph in its properties: CT_PPr is a sequence (17.3.1.26).
_BEFORE = frozenset(map(w, ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")))


def mark(lists: Sequence[str]) -> str:
    """What stands in a text where lists begin anew; "" for none."""
    return f"<?anew {' '.join(lists)}?>" if lists else ""


def without_marks(text: str) -> str:
    """A text of a file that has no numbering at all."""
    return _MARK.sub("", text)


@dataclass(frozen=True, eq=False)
class Lists:
    """The numbering of a template whose loops begin lists anew: its part, cut where new lists go."""

    name: str
    before: str
    behind: str
    known: Mapping[str, str]
    """Each list as one that begins anew, with a NUL for its number."""
    highest: int

    def part(self, made: Sequence[str]) -> bytes:
        """The part with more lists."""
        return (DECLARATION + self.before + "".join(made) + self.behind).encode()


@dataclass(slots=True)
class Numbering:
    """The lists that one letter adds."""

    lists: Lists
    made: list[str] = field(default_factory=list)

    def begun(self, text: str) -> str:
        """A part in which the lists begin anew at their marks."""
        first, *rest = _MARK.split(text)
        out, now = [first], dict[str, str]()
        for names, piece in zip(rest[::2], rest[1::2], strict=True):
            for name in names.split():
                if name in self.lists.known:
                    now[name] = ""
            out.append(_NUMBER.sub(lambda found: found[1] + self._number(found[2], now) + found[3], piece))
        return "".join(out)

    def _number(self, name: str, now: dict[str, str]) -> str:
        if now.get(name) == "":
            now[name] = str(self.lists.highest + 1 + len(self.made))
            self.made.append(self.lists.known[name].replace("\0", now[name]))
        return now.get(name, name)


def lists_of(name: str, members: Mapping[str, bytes]) -> Lists | None:
    """The numbering of a package, by the name of its part; None where it has no lists."""
    root = etree.fromstring(members[name])
    numbers = root.findall(w("num"))
    if not numbers:
        return None
    definitions = {one.get(w("abstractNumId")): one for one in root.findall(w("abstractNum"))}
    known = {one.get(w("numId")): _anew(one, definitions) for one in numbers}
    numbers[-1].addnext(etree.ProcessingInstruction("new", "lists"))
    before, _, behind = etree.tostring(root, encoding="unicode").partition("<?new lists?>")
    highest = max(int(one) for one in known if one and one.isdecimal())
    return Lists(name, before, behind, {key: text for key, text in known.items() if key}, highest)


def _anew(number: etree._Element, definitions: Mapping[str | None, etree._Element]) -> str:
    """A list as another one that begins at the start of each of its levels."""
    made = copy.deepcopy(number)
    made.tail = None
    abstract = made.find(w("abstractNumId"))
    definition = definitions.get(None if abstract is None else abstract.get(_VALUE))
    levels = [] if definition is None else definition.findall(w("lvl"))
    overridden = {one.get(w("ilvl")): one for one in made.findall(w("lvlOverride"))}
    for level in levels:
        depth = level.get(w("ilvl"), "0")
        override = overridden.get(depth)
        if override is None:
            override = etree.SubElement(made, w("lvlOverride"), {w("ilvl"): depth})
        if override.find(w("startOverride")) is None:
            own = override.find(w("lvl"))
            start = (level if own is None else own).find(w("start"))
            value = "0" if start is None else start.get(_VALUE, "0")
            override.insert(0, etree.Element(w("startOverride"), {_VALUE: value}))
    made.set(w("numId"), "NUMBER")
    text: str = etree.tostring(made, encoding="unicode")
    return text.replace('numId="NUMBER"', 'numId="\0"')


def explicit(content: bytes, styles: bytes | None) -> bytes:
    """A part in which each paragraph says itself which list it is an item of, even where its style does."""
    numbers = _of_styles(styles) if styles is not None else {}
    if not numbers:
        return content
    root = etree.fromstring(content)
    for paragraph in root.iter(w("p")):
        properties = paragraph.find(w("pPr"))
        style = None if properties is None else properties.find(w("pStyle"))
        number = None if style is None else numbers.get(style.get(_VALUE))
        if properties is None or number is None:
            continue
        own = properties.find(w("numPr"))
        if own is None:
            own = etree.Element(w("numPr"))
            at = sum(1 for one in properties if one.tag in _BEFORE)
            properties.insert(at, own)
        if own.find(w("ilvl")) is None:
            own.insert(0, etree.Element(w("ilvl"), {_VALUE: number[1]}))
        if own.find(w("numId")) is None:
            own.append(etree.Element(w("numId"), {_VALUE: number[0]}))
    text: str = etree.tostring(root, encoding="unicode")
    return text.encode()


def _of_styles(styles: bytes) -> dict[str, tuple[str, str]]:
    """The list and the level of each paragraph style that has one, by itself or by what it is based on."""
    every = {one.get(w("styleId")): one for one in etree.fromstring(styles).findall(w("style"))}
    found: dict[str, tuple[str, str]] = {}
    for name, style in every.items():
        number = level = None
        one, left = style, _LONGEST_CHAIN
        while one is not None and left and number is None:
            own = one.find(f"{w('pPr')}/{w('numPr')}")
            if own is not None:
                number = _said(own, "numId")
                level = _said(own, "ilvl") if level is None else level
            based = one.find(w("basedOn"))
            one, left = every.get(None if based is None else based.get(_VALUE)), left - 1
        if name and number not in (None, "0"):
            found[name] = (number or "", level or "0")
    return found


def _said(properties: etree._Element, name: str) -> str | None:
    found = properties.find(w(name))
    return None if found is None else found.get(_VALUE)
