"""Lists: the ways of counting that a letterhead offers, and one ``w:num`` for each ordered list of a letter.

Word counts on through all paragraphs of one ``w:num``; so each ordered list gets its own, with a ``startOverride``
(ECMA-376, part 1, 17.9.27), and begins where it should.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from letterforge.document import NumberStyle
from letterforge.type_scale import BULLETS
from letterforge_docx.ooxml.names import DECLARATION, W, w
from letterforge_docx.writing.definitions import list_style
from letterforge_docx.writing.look import Look, plain_look
from letterforge_docx.writing.styles import Styles

DEPTHS = 9  # Word has no more levels
_STYLED = 3  # levels with a style of their own
_BULLET, _FIRST_BULLET = "bullet", "first bullet"
"""Bulleted lists, and those that have numbered ones around them and no bulleted one."""
_FORMATS: Mapping[NumberStyle, str] = {
    NumberStyle.DECIMAL: "decimal",
    NumberStyle.LOWER_ALPHA: "lowerLetter",
    NumberStyle.UPPER_ALPHA: "upperLetter",
    NumberStyle.LOWER_ROMAN: "lowerRoman",
    NumberStyle.UPPER_ROMAN: "upperRoman",
}
# A number definition is known again by this (ECMA-376, part 1, 17.9.14), in a letterhead that already has it.
_KIND = {_BULLET: "1F0A6B00", _FIRST_BULLET: "1F0A6B0F"} | {
    form: f"1F0A6B{n:02X}" for n, form in enumerate(_FORMATS.values(), start=1)
}

NewList = tuple[NumberStyle, int, int]
"""An ordered list: how it counts, how deep it stands, and its first number."""


@dataclass(frozen=True)
class Numbering:
    """The numbering part of a letterhead, cut where the lists of a letter go."""

    before: str
    after: str
    bullets: Sequence[tuple[int, int]]
    """For each depth the ``w:numId`` and the level of a bulleted item."""
    first_bullets: Sequence[tuple[int, int]]
    """The same of one that stands in numbered lists alone."""
    abstract: Mapping[NumberStyle, int]
    first_free: int

    def part(self, lists: Sequence[NewList]) -> bytes:
        """The whole part, for a letter that has these ordered lists; the first one has the number `first_free`."""
        numbers = [
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{self.abstract[style]}"/><w:lvlOverride w:ilvl="{depth}">'
            f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            for number, (style, depth, start) in enumerate(lists, start=self.first_free)
        ]
        return "".join([self.before, *numbers, self.after]).encode()


def number_properties(number: object, level: int) -> str:
    """The ``w:numPr`` of an item."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def complete(root: etree._Element, styles_root: etree._Element, styles: Styles, look: Look) -> Numbering:
    """Add the ways of counting that a letterhead lacks, and link its list styles to them."""
    abstracts = {form: _abstract(root, form, styles, look) for form in _KIND}
    links: dict[str, tuple[int, int]] = {}
    for ordered, form in ((False, _BULLET), (True, "decimal")):
        number = None
        for depth in range(_STYLED):
            style = _style(styles_root, styles[list_style(ordered=ordered, depth=depth)])
            if _link(style) is None:
                number = number or _number(root, abstracts[form])
                _set_link(style, number, depth)
    for depth in range(_STYLED):
        name = list_style(ordered=False, depth=depth)
        links[name] = _link(_style(styles_root, styles[name])) or (0, 0)
    deep, first = _number(root, abstracts[_BULLET]), _number(root, abstracts[_FIRST_BULLET])
    bullets = [*links.values(), *((deep, depth) for depth in range(_STYLED, DEPTHS))]
    first_bullets = [(first, depth) for depth in range(DEPTHS)]
    first_free = max(int(number.get(w("numId"), "0")) for number in root.iterfind(w("num"))) + 1
    before, after = _cut(root)
    return Numbering(
        before, after, bullets, first_bullets, {style: abstracts[form] for style, form in _FORMATS.items()}, first_free
    )


def _cut(root: etree._Element) -> tuple[str, str]:
    mark = etree.Comment("numbers")
    root.insert(root.index(root.findall(w("num"))[-1]) + 1, mark)
    before, _, after = etree.tostring(root, encoding="unicode").partition("<!--numbers-->")
    root.remove(mark)
    return DECLARATION + before, after


def _style(styles_root: etree._Element, identifier: str) -> etree._Element:
    return next(style for style in styles_root.iterfind(w("style")) if style.get(w("styleId")) == identifier)


def _link(style: etree._Element) -> tuple[int, int] | None:
    number = style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    level = style.find(f"{w('pPr')}/{w('numPr')}/{w('ilvl')}")
    if number is None:
        return None
    return int(number.get(w("val"), "0")), 0 if level is None else int(level.get(w("val"), "0"))


_BEFORE_NUMBER = {w(name) for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")}


def _set_link(style: etree._Element, number: int, level: int) -> None:
    paragraph = style.find(w("pPr"))
    if paragraph is None:
        run = style.find(w("rPr"))
        paragraph = etree.Element(w("pPr"))
        style.insert(len(style) if run is None else style.index(run), paragraph)
    place = sum(child.tag in _BEFORE_NUMBER for child in paragraph)
    paragraph.insert(
        place, etree.fromstring(number_properties(number, level).replace("<w:numPr>", f'<w:numPr xmlns:w="{W}">'))
    )


def _number(root: etree._Element, abstract: int) -> int:
    """A plain ``w:num`` for a number definition; a new one, if the letterhead has none without overrides."""
    for known in root.iterfind(w("num")):
        target = known.find(w("abstractNumId"))
        if target is not None and len(known) == 1 and target.get(w("val")) == str(abstract):
            return int(known.get(w("numId"), "0"))
    number = max((int(known.get(w("numId"), "0")) for known in root.iterfind(w("num"))), default=0) + 1
    element = etree.Element(w("num"), {w("numId"): str(number)})
    etree.SubElement(element, w("abstractNumId"), {w("val"): str(abstract)})
    after = [child for child in root if child.tag in (w("num"), w("abstractNum"), w("numPicBullet"))]
    root.insert(root.index(after[-1]) + 1 if after else 0, element)
    return number


def _abstract(root: etree._Element, form: str, styles: Styles, look: Look) -> int:
    """The number of the definition of a way of counting; it is added if it is not there, and set in as the text is large."""
    for known in root.iterfind(w("abstractNum")):
        mark = known.find(w("nsid"))
        if mark is not None and mark.get(w("val")) == _KIND[form]:
            _set_in(known, look)
            return int(known.get(w("abstractNumId"), "0"))
    identifiers = [int(known.get(w("abstractNumId"), "0")) for known in root.iterfind(w("abstractNum"))]
    identifier = max(identifiers, default=-1) + 1
    levels = "".join(_level(form, depth, styles, look) for depth in range(DEPTHS))
    element = etree.fromstring(
        f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="{identifier}"><w:nsid w:val="{_KIND[form]}"/>'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    before = [child for child in root if child.tag in (w("abstractNum"), w("numPicBullet"))]
    root.insert(root.index(before[-1]) + 1 if before else 0, element)
    return identifier


def _set_in(definition: etree._Element, look: Look) -> None:
    """Set its levels in by as much as a list has, where they are by as much as one of ours."""
    for level in definition.iterfind(w("lvl")):
        indent = level.find(f"{w('pPr')}/{w('ind')}")
        depth, drawn = int(level.get(w("ilvl"), "0")) + 1, plain_look()
        as_drawn = (str(depth * drawn.list_step), str(drawn.marker_gap))
        if indent is not None and (indent.get(w("left")), indent.get(w("hanging"))) == as_drawn:
            indent.set(w("left"), str(depth * look.list_step))
            indent.set(w("hanging"), str(look.marker_gap))


def _level(form: str, depth: int, styles: Styles, look: Look) -> str:
    bulleted = form in (_BULLET, _FIRST_BULLET)
    text = BULLETS[form == _BULLET and depth > 0] if bulleted else f"%{depth + 1}."
    form, styled = _BULLET if bulleted else form, form in (_BULLET, "decimal")
    style = ""
    if styled and depth < _STYLED:
        style = f'<w:pStyle w:val="{styles[list_style(ordered=form != _BULLET, depth=depth)]}"/>'
    left = (depth + 1) * look.list_step
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{style}<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="right"/><w:pPr><w:ind w:left="{left}" w:hanging="{look.marker_gap}"/></w:pPr></w:lvl>'
    )
