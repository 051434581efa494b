"""What the styles and numbers of a Word file say: outline levels, lists, and how runs look.

A style is based on another (ECMA-376 part 1, 17.7.4.3), so that each question goes up the chain.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from letterforge.cache import Cache
from letterforge.document import Alignment, NumberStyle
from letterforge.office.archive import Archive
from letterforge.office.xml import OFF, Element, attribute, child, local, parse_xml, value

LONGEST_CHAIN = 30
BODY_TEXT = 9  # an outline level of 9 is no heading (17.3.1.20)
_HEADING = re.compile(r"heading ([1-9])\Z", re.IGNORECASE)
_FIRST_COLUMN = 0x80  # of the flags of a table's look
_OFF = OFF | {"none"}
_LISTED = re.compile(r"list (?:bullet|number) ([2-5])\Z", re.IGNORECASE)
_QUOTE = re.compile(r"(?:intense )?quote\Z", re.IGNORECASE)
_HIDDEN = ("vanish", "specVanish")
_WHITE = re.compile(r"(?:f[a-f]){3}|white|background1|light1", re.IGNORECASE)
TINY = 4
"""In half-points: what is as small as this nobody can read."""
_ALIGNMENTS = {
    "center": Alignment.CENTER,
    "right": Alignment.END,
    "end": Alignment.END,
    "both": Alignment.JUSTIFY,
    "distribute": Alignment.JUSTIFY,
}
_NUMBERS = {
    "lowerLetter": NumberStyle.LOWER_ALPHA,
    "upperLetter": NumberStyle.UPPER_ALPHA,
    "lowerRoman": NumberStyle.LOWER_ROMAN,
    "upperRoman": NumberStyle.UPPER_ROMAN,
}


class Numbered(NamedTuple):
    """A paragraph of a list: which list, how deep, and how it counts. ``style`` is None for bullets."""

    number: str
    level: int
    style: NumberStyle | None
    start: int


def whole(text: str | None, otherwise: int = 0) -> int:
    """A whole number, or what stands in for it."""
    try:
        return int(text or "")
    except ValueError:
        return otherwise


@dataclass(slots=True)
class Sheets:
    """Styles and numbering of one file."""

    styles: dict[str, Element] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    language: str | None = None
    levels: dict[tuple[str, int], Numbered] = field(default_factory=dict)
    may_hide: bool = False
    """Whether a style hides text, colours it white, or makes it too small to be read."""

    @classmethod
    def read(cls, styles: Element | None, numbering: Element | None) -> Sheets:
        """Read both parts, where they are there."""
        found = cls()
        for element in styles if styles is not None else ():
            if local(element.tag) == "style":
                name = attribute(element, "styleId") or ""
                own = child(element, "rPr")
                found.may_hide = found.may_hide or _may_hide(own)
                found.styles.setdefault(name, element)
                if attribute(element, "default") not in (None, *_OFF):
                    found.defaults[attribute(element, "type") or ""] = name
            elif local(element.tag) == "docDefaults":
                properties = child(child(element, "rPrDefault"), "rPr")
                found.language = attribute(child(properties, "lang"))
        if numbering is not None:
            found._number(numbering)
        return found

    def _number(self, numbering: Element) -> None:
        abstract = {attribute(e, "abstractNumId"): e for e in numbering if local(e.tag) == "abstractNum"}
        for num in numbering:
            if local(num.tag) != "num":
                continue
            name = attribute(num, "numId") or ""
            definition = abstract.get(value(num, "abstractNumId"))
            for level in definition if definition is not None else ():
                if local(level.tag) == "lvl":
                    self._level(name, level)
            for override in num:
                if local(override.tag) != "lvlOverride":
                    continue
                depth = whole(attribute(override, "ilvl"))
                level_again = child(override, "lvl")
                if level_again is not None:
                    self._level(name, level_again)
                start = value(override, "startOverride")
                known = self.levels.get((name, depth))
                if start is not None and known is not None:
                    self.levels[name, depth] = known._replace(start=whole(start, 1))

    def _level(self, name: str, level: Element) -> None:
        depth, form = whole(attribute(level, "ilvl")), value(level, "numFmt") or "decimal"
        style = None if form in ("bullet", "none") else _NUMBERS.get(form, NumberStyle.DECIMAL)
        self.levels[name, depth] = Numbered(name, depth, style, whole(value(level, "start"), 1))

    def chain(self, style: str | None, kind: str = "paragraph") -> Iterator[Element]:
        """A style and those that it is based on."""
        name = style if style is not None else self.defaults.get(kind)
        for _ in range(LONGEST_CHAIN):
            element = self.styles.get(name or "")
            if element is None:
                return
            yield element
            name = value(element, "basedOn")

    def heads_rows(self, properties: Element | None) -> bool:
        """Whether the first column of a table is marked: its style sets it off, and the table asks for that.

        Word asks for it in every table that it makes, so that the asking alone says nothing.
        """
        look = child(properties, "tblLook")
        if look is None:
            return False
        asked = attribute(look, "firstColumn")
        flags = attribute(look, "val") or "0"
        if asked is None:  # before Word 2010 (ECMA-376 part 1, 17.4.56)
            asked = "1" if all(c in string.hexdigits for c in flags) and int(flags, 16) & _FIRST_COLUMN else "0"
        return asked in ("1", "true", "on") and any(
            attribute(part, "type") == "firstCol"
            for style in self.chain(value(properties, "tblStyle"), "table")
            for part in style
            if local(part.tag) == "tblStylePr"
        )

    def level(self, properties: Element | None) -> int | None:
        """The level of a heading, 1 to 6; None for a paragraph that is none."""
        own = value(properties, "outlineLvl")
        if own is not None:
            return _rank(own)
        for style in self.chain(value(properties, "pStyle")):
            outline = value(child(style, "pPr"), "outlineLvl")
            if outline is not None:
                return _rank(outline)
            named = _HEADING.match(value(style, "name") or "")
            if named:
                return min(int(named[1]), 6)
        return None

    def numbered(self, properties: Element | None) -> Numbered | None:
        """The list that a paragraph is an item of."""
        number, depth = self._own_number(properties)
        for style in self.chain(value(properties, "pStyle")):
            if number is not None:
                break
            number, of_style = self._own_number(child(style, "pPr"))
            depth = of_style if depth is None else depth
        if number in (None, "0"):
            return None
        found = self.levels.get((number or "", whole(depth)))
        if found is None or found.level:
            return found
        # The styles "List Bullet 2" to "List Number 5" are lists of their own, and stand within those above.
        names = (_LISTED.match(value(style, "name") or "") for style in self.chain(value(properties, "pStyle")))
        deeper = next((int(named[1]) - 1 for named in names if named), 0)
        return found._replace(level=deeper)

    @staticmethod
    def _own_number(properties: Element | None) -> tuple[str | None, str | None]:
        numbers = child(properties, "numPr")
        return value(numbers, "numId"), value(numbers, "ilvl")

    def alignment(self, properties: Element | None) -> Alignment | None:
        """How a paragraph is set, None for the usual."""
        own = value(properties, "jc")
        for style in self.chain(value(properties, "pStyle")):
            own = own if own is not None else value(child(style, "pPr"), "jc")
        return _ALIGNMENTS.get(own or "")

    def looks(self, run: Element | None, paragraph: Element | None) -> Iterator[Element | None]:
        """How a run looks by its styles, that of characters first; by its properties and those of its paragraph."""
        yield from self.of_character(run)
        yield from (child(style, "rPr") for style in self.chain(value(paragraph, "pStyle")))

    def of_character(self, run: Element | None) -> Iterator[Element | None]:
        """What the style of its characters says of a run."""
        return (child(style, "rPr") for style in self.chain(value(run, "rStyle") or "", "character"))

    def is_link(self, run: Element | None) -> bool:
        """Whether a run has the style of links, whose colour is that of the letter's links."""
        styles = self.chain(value(run, "rStyle") or "", "character")
        return any("hyperlink" in (value(style, "name") or "").lower() for style in styles)

    def is_quoted(self, properties: Element | None) -> bool:
        """Whether a paragraph has the style of a quotation."""
        return any(_QUOTE.match(value(style, "name") or "") for style in self.chain(value(properties, "pStyle")))


def _may_hide(properties: Element | None) -> bool:
    colour = child(properties, "color")
    is_white = colour is not None and any(_WHITE.fullmatch(said) for said in colour.attrib.values())
    is_tiny = whole(value(properties, "sz"), TINY + 1) <= TINY
    return is_white or is_tiny or any(child(properties, one) is not None for one in _HIDDEN)


def is_switched_on(sources: Iterable[Element | None], name: str) -> bool:
    """Whether a property that is either on or off is on, by the first that says so or the contrary."""
    for source in sources:
        found = child(source, name)
        if found is not None:
            return attribute(found) not in _OFF
    return False


def _rank(outline: str) -> int | None:
    level = whole(outline, BODY_TEXT)
    return None if level >= BODY_TEXT or level < 0 else min(level + 1, 6)


_SHEETS = Cache[tuple[bytes | None, bytes | None], Sheets](room=4)
_SHEETS_SIZE = 1 << 19  # larger ones are not kept


def sheets_of(archive: Archive, by_kind: Mapping[str, str]) -> Sheets:
    """Styles and numbering, often those of Word or of one house: nobody changes them, so that files share them."""
    styles, numbering = (archive.prove(by_kind[kind]) if kind in by_kind else None for kind in ("styles", "numbering"))
    found = _SHEETS.get((styles, numbering))
    if found is None:
        found = Sheets.read(*(None if part is None else parse_xml(part) for part in (styles, numbering)))
        if len(styles or b"") + len(numbering or b"") < _SHEETS_SIZE:
            _SHEETS.put((styles, numbering), found)
    return found
