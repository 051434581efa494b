"""The styles that a letter uses in Word, as we define them, and how those of a letterhead are found by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree  # type: ignore[import-untyped]

from letterforge.document import Role
from letterforge_docx.ooxml.names import W, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# The colours and sizes are those of the plain stationery: stationery.toml and style.css, whose em are 11 pt here.
TEXT, HEADING, ACCENT, RULE, TABLE_HEAD = "1D1D1F", "12355B", "1F5A8A", "C5CCD6", "EEF2F7"
BODY_SIZE = 22
"""Half points."""
LINE = 308
"""Twentieths of a point: 1.4 times 11 pt."""
LIST_STEP = 360
"""Twentieths of a point: how far each level of a list is set in; "10." has room in it."""
QUOTE_STEP = 270
"""The same for a quotation."""
CELL_PADDING = 154
TABLE_GRID, TABLE = "Table Grid", "Letter Table"


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


def heading_style(level: int) -> str:
    """The name of the style for a heading of that level."""
    return f"heading {level}"


def list_style(*, ordered: bool, depth: int) -> str:
    """The name of the style for an item; Word has built-in ones for five levels, of which letters use three."""
    name = "List Number" if ordered else "List Bullet"
    return name if depth == 0 else f"{name} {min(depth, 2) + 1}"


def _spacing(before: int, after: int, line: int | None = None) -> str:
    height = "" if line is None else f' w:line="{line}" w:lineRule="atLeast"'
    return f'<w:spacing w:before="{before}" w:after="{after}"{height}/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _colour(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>'


_BOLD = "<w:b/><w:bCs/>"
_ITALIC = "<w:i/><w:iCs/>"
_KEEP_NEXT = "<w:keepNext/>"
_KEEP_LINES = "<w:keepLines/>"
_BOLD_LEVELS = 3


def _headings() -> Iterable[Definition]:
    sizes = ((31, 400, 154), (25, 329, 89), (22, 286, 77), (22, 286, 77), (22, 286, 77), (22, 286, 77))
    for level, (size, before, after) in enumerate(sizes, start=1):
        spacing = _spacing(before, after, round(size * 12.5))
        paragraph = f'{_KEEP_NEXT}{_KEEP_LINES}{spacing}<w:outlineLvl w:val="{level - 1}"/>'
        run = (_BOLD if level <= _BOLD_LEVELS else "") + _colour(HEADING) + _size(size)
        yield Definition(heading_style(level), following="Normal", paragraph=paragraph, run=run, priority=9)


def _lists() -> Iterable[Definition]:
    for ordered in (False, True):
        for depth in range(3):
            paragraph = _spacing(0, 66)
            yield Definition(list_style(ordered=ordered, depth=depth), paragraph=paragraph, priority=10)
    yield Definition("List Continue", paragraph=_spacing(0, 66), priority=10)


_ROLES: Mapping[Role, tuple[str, str]] = {
    Role.SENDER: (_KEEP_LINES + _spacing(0, 308), ""),
    Role.ADDRESS: (_KEEP_LINES + _spacing(0, 308), ""),
    Role.DATE: (_spacing(0, 0), ""),
    Role.REFERENCE: (_spacing(0, 0), ""),
    Role.SUBJECT: (_KEEP_NEXT + _KEEP_LINES + _spacing(0, 154), _BOLD + _colour(HEADING)),
    Role.SALUTATION: (_KEEP_NEXT + _spacing(0, 198), ""),
    Role.CLOSING: (_KEEP_NEXT + _KEEP_LINES + _spacing(308, 154), ""),
    Role.SIGNATURE: (_KEEP_LINES + _spacing(0, 308), ""),
    Role.ENCLOSURES: (_KEEP_LINES + _spacing(243, 142), _size(20)),
    Role.COPIES: (_KEEP_LINES + _spacing(243, 142), _size(20)),
    Role.SMALL_PRINT: (_spacing(0, 128, 246), _size(18)),
}

_BORDER = f'w:val="single" w:sz="6" w:space="0" w:color="{RULE}"'
_CELLS = (
    f'<w:tblCellMar><w:top w:w="88" w:type="dxa"/><w:left w:w="{CELL_PADDING}" w:type="dxa"/>'
    f'<w:bottom w:w="88" w:type="dxa"/><w:right w:w="{CELL_PADDING}" w:type="dxa"/></w:tblCellMar>'
)
_GRID = "".join(f"<w:{side} {_BORDER}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
_LINES = "".join(f"<w:{side} {_BORDER}/>" for side in ("bottom", "insideH"))
_FIRST_ROW = (
    f'<w:tblStylePr w:type="firstRow"><w:rPr>{_BOLD}</w:rPr><w:tblPr/><w:tcPr><w:tcBorders>'
    f'<w:bottom w:val="single" w:sz="12" w:space="0" w:color="{ACCENT}"/></w:tcBorders>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{TABLE_HEAD}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    f'<w:tblStylePr w:type="firstCol"><w:rPr>{_BOLD}</w:rPr></w:tblStylePr>'
)

NORMAL_TABLE = (
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
)

DEFINITIONS: tuple[Definition, ...] = (
    Definition("Normal", based_on=None, paragraph="<w:widowControl/>" + _spacing(0, 154, LINE), priority=0),
    Definition("Default Paragraph Font", "character", based_on=None, priority=1),
    Definition("Normal Table", "table", based_on=None, table=NORMAL_TABLE, priority=99),
    Definition(
        "Title",
        following="Normal",
        paragraph=_KEEP_NEXT + _KEEP_LINES + _spacing(0, 240, 432),
        run=_BOLD + _colour(HEADING) + _size(36),
        priority=10,
    ),
    *_headings(),
    *_lists(),
    Definition(
        "Quote",
        paragraph='<w:pBdr><w:left w:val="single" w:sz="20" w:space="11" '
        f'w:color="{RULE}"/></w:pBdr>' + _spacing(0, 154) + f'<w:ind w:left="{QUOTE_STEP}"/>',
        priority=29,
    ),
    Definition("header", paragraph=_spacing(0, 220, 246), run=_size(18), priority=99),
    Definition("footer", paragraph=_spacing(0, 0, 246), run=_size(18), priority=99),
    Definition("Strong", "character", based_on="Default Paragraph Font", run=_BOLD, priority=22),
    Definition("Emphasis", "character", based_on="Default Paragraph Font", run=_ITALIC, priority=20),
    Definition(
        "Hyperlink",
        "character",
        based_on="Default Paragraph Font",
        run=_colour(ACCENT) + '<w:u w:val="single"/>',
        priority=99,
    ),
    Definition(
        TABLE_GRID,
        "table",
        based_on="Normal Table",
        table=f"<w:tblPr><w:tblBorders>{_GRID}</w:tblBorders></w:tblPr>",
        priority=39,
    ),
    Definition(
        TABLE,
        "table",
        based_on="Normal Table",
        table=f"<w:tblPr><w:tblBorders>{_LINES}</w:tblBorders>{_CELLS}</w:tblPr>{_FIRST_ROW}",
        priority=40,
    ),
    Definition("Letter Table Text", paragraph=_spacing(0, 0), priority=41),
    Definition(
        "Letter Table Heading",
        based_on="Letter Table Text",
        paragraph=_KEEP_NEXT,
        run=_BOLD + _colour(HEADING),
        priority=41,
    ),
    Definition(
        "Letter Rule",
        following="Normal",
        paragraph='<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" '
        f'w:color="{RULE}"/></w:pBdr>' + _spacing(0, 308, 154),
        priority=42,
    ),
    *(
        Definition(role_style(role), paragraph=paragraph, run=run, priority=30)
        for role, (paragraph, run) in _ROLES.items()
    ),
)
# A subject is the heading of the whole letter, as it is in HTML: a letterhead that knows nothing of letters has a style
# for that all the same, in the colours of its agency.
_INSTEAD = {role_style(Role.SUBJECT).casefold(): heading_style(1)}


@dataclass(frozen=True)
class Styles:
    """The styles of one letterhead: for each name, in lower case, its identifier."""

    identifiers: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """The identifier of a style by the name that Word shows, whatever its case."""
        return self.identifiers[name.casefold()]


def complete(root: etree._Element, own: Iterable[Definition] = ()) -> Styles:
    """Find our styles in a ``w:styles`` element by name, and add those that it lacks, and some of this letterhead's own."""
    known: dict[str, str] = {}
    for style in root.iterfind(w("style")):
        name = style.find(w("name"))
        if name is not None:
            known.setdefault(name.get(w("val"), "").casefold(), style.get(w("styleId"), ""))
    for name, other in _INSTEAD.items():
        if name not in known and other in known:
            known[name] = known[other]
    taken = {identifier.casefold() for identifier in known.values()}
    missing = [definition for definition in (*DEFINITIONS, *own) if definition.name.casefold() not in known]
    for definition in missing:
        identifier = definition.identifier
        while identifier.casefold() in taken:
            identifier += "L"
        taken.add(identifier.casefold())
        known[definition.name.casefold()] = identifier
    for definition in missing:
        root.append(etree.fromstring(xml(definition, known)))
    return Styles(known)


def xml(definition: Definition, identifiers: Mapping[str, str]) -> str:
    """A ``w:style`` element, with the identifiers of the styles that it names."""

    def reference(tag: str, name: str | None) -> str:
        return "" if name is None else f'<w:{tag} w:val="{identifiers[name.casefold()]}"/>'

    default = ' w:default="1"' if definition.based_on is None else ""
    hidden = (
        "<w:semiHidden/><w:unhideWhenUsed/>" if definition.name in ("Default Paragraph Font", "Normal Table") else ""
    )
    paragraph = f"<w:pPr>{definition.paragraph}</w:pPr>" if definition.paragraph else ""
    run = f"<w:rPr>{definition.run}</w:rPr>" if definition.run else ""
    shown = "<w:qFormat/>" if not hidden and definition.kind != "table" else ""
    return (
        f'<w:style xmlns:w="{W}" w:type="{definition.kind}"{default} w:styleId="{identifiers[definition.name.casefold()]}">'
        f'<w:name w:val="{definition.name}"/>{reference("basedOn", definition.based_on)}'
        f'{reference("next", definition.following)}<w:uiPriority w:val="{definition.priority}"/>{hidden}{shown}'
        f"{paragraph}{run}{definition.table}</w:style>"
    )
