"""The styles that a letter uses in Word, in the look of its stationery."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from letterforge.document import Role
from letterforge.type_scale import ITEM_SPACE, TYPES, rank_type
from letterforge_docx.ooxml.names import W14
from letterforge_docx.writing.look import POINT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letterforge_docx.writing.look import Look

TABLE_GRID, TABLE = "Table Grid", "Letter Table"
LEVELS = range(1, 7)


@dataclass(frozen=True, slots=True)
class Definition:
    """One style. ``paragraph``, ``run`` and ``table`` are the contents of its property elements."""

    name: str
    kind: str = "paragraph"
    based_on: str | None = "Normal"
    following: str | None = None
    paragraph: str = ""
    run: str = ""
    table: str = ""
    priority: int = 20

    @property
    def identifier(self) -> str:
        """The ``w:styleId`` that Word itself would give it."""
        return "".join(word[:1].upper() + word[1:] for word in self.name.split())


def role_style(role: Role) -> str:
    """The name of the paragraph style for a role: "Letter Small Print"."""
    return "Letter " + role.value.replace("-", " ").title()


def heading_style(rank: int) -> str:
    """The name of the style for a heading of that rank; for one that heads no part of the letter, 0."""
    return rank_type(rank).replace("-", " ")


def list_style(*, ordered: bool, depth: int) -> str:
    """The name of the style for an item; Word has built-in ones for five levels, of which letters use three."""
    name = "List Number" if ordered else "List Bullet"
    return name if depth == 0 else f"{name} {min(depth, 2) + 1}"


_BOLD = "<w:b/><w:bCs/>"
_ITALIC = "<w:i/><w:iCs/>"
_KEEP_NEXT = "<w:keepNext/>"
_KEEP_LINES = "<w:keepLines/>"
_TABULAR = f'<w14:numSpacing xmlns:w14="{W14}" w14:val="tabular"/>'
"""Digits that are all as wide as one another ([MS-DOCX] 2.6.1.10)."""


def _spacing(before: int, after: int, line: int | None = None) -> str:
    height = "" if line is None else f' w:line="{line}" w:lineRule="atLeast"'
    return f'<w:spacing w:before="{before}" w:after="{after}"{height}/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _colour(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>'


def _paragraph(look: Look, name: str) -> str:
    """The properties of a kind of paragraph: what it stays with, and the room around it."""
    kind, (above, below, line) = TYPES[name], look.room(name)
    keep = (_KEEP_NEXT if kind.keeps_next else "") + (_KEEP_LINES if kind.whole else "")
    return keep + _spacing(above, below, None if line == look.room("text")[2] else line)


def _run(look: Look, name: str) -> str:
    """The properties of its words, where they are not those of the text."""
    kind = TYPES[name]
    bold = _BOLD if kind.bold else ""
    colour = "" if kind.colour == "text" else _colour(look.colours[kind.colour])
    return bold + colour + ("" if look.sizes[name] == look.text else _size(look.sizes[name]))


def _headings(look: Look) -> Iterator[Definition]:
    for level in LEVELS:
        name = f"heading-{level}"
        paragraph = f'{_paragraph(look, name)}<w:outlineLvl w:val="{level - 1}"/>'
        yield Definition(f"heading {level}", following="Normal", paragraph=paragraph, run=_run(look, name), priority=9)


def _lists(look: Look) -> Iterator[Definition]:
    paragraph = _spacing(0, round(ITEM_SPACE * look.em))
    for ordered in (False, True):
        for depth in range(3):
            yield Definition(list_style(ordered=ordered, depth=depth), paragraph=paragraph, priority=10)
    yield Definition("List Continue", paragraph=paragraph, priority=10)


def _roles(look: Look) -> Iterator[Definition]:
    for role in Role:
        paragraph, run = _paragraph(look, role.value), _run(look, role.value)
        yield Definition(role_style(role), paragraph=paragraph, run=run, priority=30)


def _tables(look: Look) -> Iterator[Definition]:
    rule, accent, head = (look.colours[name] for name in ("rule", "accent", "table-head"))
    border = f'w:val="single" w:sz="6" w:space="0" w:color="{rule}"'
    grid = "".join(f"<w:{side} {border}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    lines = "".join(f"<w:{side} {border}/>" for side in ("bottom", "insideH"))
    above, beside = look.cell_padding
    cells = (
        f'<w:tblCellMar><w:top w:w="{above}" w:type="dxa"/><w:left w:w="{beside}" w:type="dxa"/>'
        f'<w:bottom w:w="{above}" w:type="dxa"/><w:right w:w="{beside}" w:type="dxa"/></w:tblCellMar>'
    )
    first_row = (
        f'<w:tblStylePr w:type="firstRow"><w:rPr>{_BOLD}</w:rPr><w:tblPr/><w:tcPr><w:tcBorders>'
        f'<w:bottom w:val="single" w:sz="12" w:space="0" w:color="{accent}"/></w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{head}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        f'<w:tblStylePr w:type="firstCol"><w:rPr>{_BOLD}</w:rPr></w:tblStylePr>'
    )
    yield Definition(
        TABLE_GRID,
        "table",
        based_on="Normal Table",
        table=f"<w:tblPr><w:tblBorders>{grid}</w:tblBorders></w:tblPr>",
        priority=39,
    )
    yield Definition(
        TABLE,
        "table",
        based_on="Normal Table",
        table=f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders>{cells}</w:tblPr>{first_row}",
        priority=40,
    )
    size = "" if look.sizes["table"] == look.text else _size(look.sizes["table"])
    yield Definition("Letter Table Text", paragraph=_spacing(0, 0), run=size + _TABULAR, priority=41)
    yield Definition(
        "Letter Table Heading",
        based_on="Letter Table Text",
        paragraph=_KEEP_NEXT,
        run=_BOLD + _colour(look.colours["heading"]),
        priority=41,
    )


def _quotation(look: Look) -> Definition:
    bar = f'<w:pBdr><w:left w:val="single" w:sz="20" w:space="{look.em // POINT}" w:color="{look.colours["rule"]}"/></w:pBdr>'
    indent = f'<w:ind w:left="{look.quote_step}"/>'
    return Definition("Quote", paragraph=bar + _spacing(0, look.room("text")[1]) + indent, priority=29)


def _furniture(look: Look) -> Iterator[Definition]:
    for name, below in (("header", round(look.em)), ("footer", 0)):
        paragraph = _spacing(0, below, look.room(name)[2])
        yield Definition(name, paragraph=paragraph, run=_size(look.sizes[name]), priority=99)


def _rule(look: Look) -> Definition:
    line = f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="{look.colours["rule"]}"/></w:pBdr>'
    below = look.room("rule")[1]
    return Definition("Letter Rule", following="Normal", paragraph=line + _spacing(0, below, below // 2), priority=42)


NORMAL_TABLE = (
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
)


def definitions(look: Look) -> tuple[Definition, ...]:
    """All of them, in one look."""
    title = look.sizes["heading-1"] * 7 // 6
    character = functools.partial(Definition, kind="character", based_on="Default Paragraph Font")
    return (
        Definition("Normal", based_on=None, paragraph="<w:widowControl/>" + _spacing(*look.room("text")), priority=0),
        Definition("Default Paragraph Font", "character", based_on=None, priority=1),
        Definition("Normal Table", "table", based_on=None, table=NORMAL_TABLE, priority=99),
        Definition(
            "Title",
            following="Normal",
            paragraph=_KEEP_NEXT + _KEEP_LINES + _spacing(0, round(look.em), title * 12),
            run=_BOLD + _colour(look.colours["heading"]) + _size(title),
            priority=10,
        ),
        *_headings(look),
        *_lists(look),
        _quotation(look),
        *_furniture(look),
        character("Strong", run=_BOLD, priority=22),
        character("Emphasis", run=_ITALIC, priority=20),
        character("Hyperlink", run=_colour(look.colours["accent"]) + '<w:u w:val="single"/>', priority=99),
        *_tables(look),
        _rule(look),
        *_roles(look),
    )
