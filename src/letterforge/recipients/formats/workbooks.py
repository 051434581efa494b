"""Excel and OpenDocument sheets: values by python-calamine, which evaluates nothing; what it does not tell by a look of ours."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from letterforge.errors import DataError, MissingResourceError, UnreadableFileError
from letterforge.filekinds import ODS, XLS, XLSX, FileKind
from letterforge.limits import TABLE_CELLS, TABLE_COLUMNS
from letterforge.office.archive import Archive, open_archive
from letterforge.office.relationships import relationships
from letterforge.office.xml import attribute, local, walk_xml
from letterforge.recipients.cells import number_text
from letterforge.recipients.formats.format import TableFormat
from letterforge.recipients.formats.look import Look, look_at_excel, look_at_opendocument, tables_of
from letterforge.recipients.table import ERROR_CELL, Cell, Row, Table, Wishes, refused

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK = "xl/workbook.xml"
_UNTOLD = (
    "an .xls file does not tell whether rows or columns are hidden, or a cell shows an error:"
    " all are read, and such a cell as empty; save it as .xlsx to be sure"
)


def read_xlsx(content: bytes, file: str | None, wishes: Wishes) -> Table:
    """A table in a sheet of Excel, since 2007."""
    if content.startswith(_OLE):
        raise refused(file, None, "this is an old or an encrypted workbook", "Save it as .xlsx without a password.")
    archive = _archive(content, file, XLSX)
    workbook = _workbook(content, file)
    try:
        parts = _parts(archive)
        looks = {index: look_at_excel(archive, parts[index]) for index in _visible(workbook, file, wishes)}
    except (UnreadableFileError, ValueError, LookupError) as fault:
        raise _unreadable(file, fault) from None
    return _table(workbook, looks, file)


def read_ods(content: bytes, file: str | None, wishes: Wishes) -> Table:
    """A table in a sheet of OpenDocument."""
    archive = _archive(content, file, ODS)
    try:
        # All of them, since calamine reads all when it opens the file.
        every = [look_at_opendocument(archive, index) for index in range(tables_of(archive))]
        workbook = _workbook(content, file)
        looks = {index: every[index] for index in _visible(workbook, file, wishes)}
    except (UnreadableFileError, ValueError, LookupError) as fault:
        raise _unreadable(file, fault) from None
    return _table(workbook, looks, file)


def read_xls(content: bytes, file: str | None, wishes: Wishes) -> Table:
    """A table in a sheet of Excel before 2007."""
    if not content.startswith(_OLE):
        raise refused(file, None, "this is not a workbook of Excel 97", "Save it as .xlsx.")
    workbook = _workbook(content, file)
    looks = {}
    for index in _visible(workbook, file, wishes):
        sheet = _sheet(workbook, index, file)
        look = looks[index] = Look()
        if sheet.start is not None:
            merged = sheet.merged_cell_ranges or []
            look.merged = (merged[0][0][0] + 1, merged[0][0][1] + 1) if merged else None
            try:
                look.used(sheet.total_height + 1, (sheet.end or (0, 0))[1] + 1)
            except UnreadableFileError as fault:
                raise _unreadable(file, fault) from None
    return _table(workbook, looks, file, _UNTOLD)


def _archive(content: bytes, file: str | None, kind: FileKind) -> Archive:
    """The zip of a workbook, every part unpacked once, and found to be XML: calamine may read what is none without end."""
    if not content.startswith(b"PK\x03\x04"):
        raise refused(file, None, f"this is not a workbook ({kind.table_suffixes[0]}): it does not begin as one")
    try:
        archive = open_archive(content)
        for name in archive.members:
            part = archive.read(name)
            if (
                name.endswith((".xml", ".rels")) and "/worksheets/" not in name
            ):  # a sheet is walked when it is looked at
                walk_xml(part, lambda *_: None)
    except UnreadableFileError as fault:
        raise _unreadable(file, fault) from None
    return archive


def _unreadable(file: str | None, fault: Exception) -> DataError:
    message = (
        str(fault) if isinstance(fault, UnreadableFileError) else "a part of the workbook is not as its format has it"
    )
    hint = "Open it in a spreadsheet program, and save it again; what is too large as CSV UTF-8."
    return refused(file, None, message, hint)


def _parts(archive: Archive) -> list[str]:
    """The parts of the sheets, in their order (ECMA-376 part 1, 18.2.20)."""
    found = relationships(archive, _WORKBOOK)
    sheets = [one for one in archive.xml(_WORKBOOK).iter() if local(one.tag) == "sheet"]
    return [found[attribute(one, "id") or ""].target for one in sheets]


def _workbook(content: bytes, file: str | None) -> CalamineWorkbook:
    try:
        from python_calamine import CalamineWorkbook  # noqa: PLC0415  (an extra, for those who have sheets)
    except ImportError:
        message = (
            "to read a sheet, python-calamine is needed: pip install 'letterforge[sheets]', or save it as CSV UTF-8"
        )
        raise MissingResourceError(message) from None
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001  (a panic of Rust is no Exception; its words may hold what is in the file)
        raise refused(file, None, "the workbook cannot be read: it is damaged, or needs a password") from None


def _sheet(workbook: CalamineWorkbook, index: int, file: str | None) -> CalamineSheet:
    try:
        return workbook.get_sheet_by_index(index)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001  (as above)
        raise refused(file, None, "a sheet of the workbook cannot be read: it is damaged") from None


def _visible(workbook: CalamineWorkbook, file: str | None, wishes: Wishes) -> list[int]:
    """The sheets that may be meant: the one that is asked for, else all that are not hidden and have cells."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415  (as above)

    known = workbook.sheets_metadata
    if wishes.sheet is None:
        kinds = (SheetVisibleEnum.Visible, SheetTypeEnum.WorkSheet)
        shown = [(index, one.name) for index, one in enumerate(known) if (one.visible, one.typ) == kinds]
        return [index for index, name in shown if name not in wishes.besides]
    names = {one.name: index for index, one in enumerate(known)}
    found = names.get(wishes.sheet) if isinstance(wishes.sheet, str) else wishes.sheet - 1
    if found is None or not 0 <= found < len(known):
        raise refused(file, None, "the workbook has no such sheet", f"It has {len(known)}; the first is sheet 1.")
    return [found]


def _table(workbook: CalamineWorkbook, looks: dict[int, Look], file: str | None, *notes: str) -> Table:
    filled = [index for index, look in looks.items() if look.rows]
    if not filled:
        raise refused(file, None, "the table is empty", "Write the headings into its first row.")
    if len(filled) > 1:
        numbers = ", ".join(str(index + 1) for index in filled)
        raise refused(file, None, f"more than one sheet has cells: {numbers}", "Say which sheet is meant.")
    look = looks[filled[0]]
    if look.merged is not None:
        hint = "Take the cells apart, and fill each."
        raise refused(file, look.merged[0], "cells are merged here", hint, column=look.merged[1])
    sheet = _sheet(workbook, filled[0], file)
    first = (sheet.start or (0, 0))[1] + 1
    if sheet.width > TABLE_COLUMNS.most or sheet.total_height * sheet.width > TABLE_CELLS.most:
        raise refused(file, None, "the sheet has more cells than are read")
    columns = [first + index for index in range(sheet.width)]
    shown = [index for index, number in enumerate(columns) if not look.hides_column(number)]

    def every() -> Iterator[Row]:
        for number, cells in enumerate(sheet.iter_rows(), 1):
            if number not in look.hidden_rows:
                yield Row(number, _cells(cells, shown, columns, number, look))

    head = next((row for row in every() if not row.is_empty), None)
    if head is None:
        raise refused(file, None, "the table is empty", "Write the headings into its first row.")
    if ERROR_CELL in head.cells:
        raise refused(file, head.number, "a heading is an error", column=columns[shown[head.cells.index(ERROR_CELL)]])

    def rows() -> Iterator[Row]:
        return (row for row in every() if row.number > head.number)

    said = (f"sheet {filled[0] + 1} of {len(workbook.sheet_names)} is read", *_hidden(look, columns, shown), *notes)
    return Table(file, tuple(map(_heading, head.cells)), rows, said, tuple(columns[one] for one in shown), head.number)


def _hidden(look: Look, columns: Sequence[int], shown: Sequence[int]) -> Iterator[str]:
    rows = len([row for row in look.hidden_rows if row <= look.rows])
    if rows:
        yield f"{rows:,} hidden row{'s are' if rows > 1 else ' is'} not read"
    if len(columns) > len(shown):
        count = len(columns) - len(shown)
        yield f"{count:,} hidden column{'s are' if count > 1 else ' is'} not read"


def _cells(
    cells: Sequence[Cell], shown: Sequence[int], columns: Sequence[int], row: int, look: Look
) -> tuple[Cell, ...]:
    found = tuple(_cell(cells[one]) for one in shown)
    errors, formulas = look.errors.get(row, ()), look.formulas.get(row, ())
    if not errors and not formulas:
        return found
    numbers = (columns[one] for one in shown)
    return tuple(
        ERROR_CELL if number in errors or (cell is None and number in formulas) else cell
        for number, cell in zip(numbers, found, strict=True)
    )


def _cell(cell: Cell) -> Cell:
    return None if cell == "" else cell


def _heading(cell: Cell) -> str:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return number_text(cell)
    return "" if cell is None else str(cell)


XLSX_TABLE = TableFormat(XLSX, read_xlsx)
XLS_TABLE = TableFormat(XLS, read_xls)
ODS_TABLE = TableFormat(ODS, read_ods)
