"""The columns of a table brought in line with its rows, where a loop has made more or fewer cells.

``w:tblGrid`` says how many columns a table has and how wide they are (ECMA-376 part 1, 17.4.48). The whole keeps its
width, as in docxtpl.
"""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from letterforge_docx.ooxml.names import w

_TABLE, _GRID, _COLUMN, _ROW, _CELL = w("tbl"), w("tblGrid"), w("gridCol"), w("tr"), w("tc")
_VALUE, _WIDTH = w("val"), w("w")
_MOST = 63  # columns that Word allows


def mended(xml: str) -> str:
    """A part with the grid of each table mended."""
    root = etree.fromstring(xml.encode())
    for table in root.iter(_TABLE):
        _mend(table)
    text: str = etree.tostring(root, encoding="unicode")
    return text


def _mend(table: etree._Element) -> None:
    grid = table.find(_GRID)
    if grid is None:
        return
    columns = grid.findall(_COLUMN)
    wanted = max((_breadth(row) for row in table.iter(_ROW) if _table_of(row) is table), default=0)
    if not wanted or wanted == len(columns) or wanted > _MOST:
        return
    widths = [int(column.get(_WIDTH, "0")) for column in columns]
    whole = sum(widths)
    if wanted > len(widths):
        average = whole // wanted
        kept = whole - average * (wanted - len(widths))
        widths = [width * kept // whole if whole else 0 for width in widths] + [average] * (wanted - len(widths))
    else:
        spare = sum(widths[wanted:]) // wanted
        widths = [width + spare for width in widths[:wanted]]
    for column in columns:
        grid.remove(column)
    for at, width in enumerate(widths):
        grid.insert(at, etree.Element(_COLUMN, {_WIDTH: str(width)}))


def _table_of(row: etree._Element) -> etree._Element:
    return next(row.iterancestors(_TABLE), None)


def _breadth(row: etree._Element) -> int:
    """How many columns a row takes up."""
    total = _number(row.find(f"{w('trPr')}/{w('gridBefore')}"), 0) + _number(
        row.find(f"{w('trPr')}/{w('gridAfter')}"), 0
    )
    for cell in row.iter(_CELL):
        if next(cell.iterancestors(_ROW), None) is row:
            total += _number(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), 1)
    return total


def _number(element: etree._Element | None, otherwise: int) -> int:
    value = "" if element is None else element.get(_VALUE, "")
    return int(value) if value.isdigit() else otherwise
