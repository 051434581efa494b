"""The grid of a table: which column each cell begins in, and which rows are its head."""

from __future__ import annotations

from letterforge.document import DocumentRow


def starts(rows: tuple[DocumentRow, ...]) -> list[list[int]]:
    """For each row, the grid column of each of its cells; a cell that reaches down takes room from later rows."""
    taken: dict[int, int] = {}
    found: list[list[int]] = []
    for row in rows:
        column, columns, reaching = 0, [], {}
        for cell in row.children:
            while taken.get(column, 0):
                column += 1
            columns.append(column)
            for covered in range(column, column + cell.column_span):
                reaching[covered] = cell.row_span
            column += cell.column_span
        found.append(columns)
        taken = {c: n - 1 for c, n in {**taken, **reaching}.items() if n > 1}
    return found


def head(rows: tuple[DocumentRow, ...]) -> int:
    """How many rows at the top are header rows; none if one of their cells reaches into the body.

    A browser cuts a cell at the end of ``thead`` (HTML Standard, section 4.9.12.1), and a table of headers
    only has no body.
    """
    count = 0
    while count < len(rows) and rows[count].header:
        count += 1
    reach = max((i + cell.row_span for i in range(count) for cell in rows[i].children), default=0)
    return 0 if reach > count or count == len(rows) else count


def joined(rows: tuple[DocumentRow, ...]) -> set[int]:
    """The rows that a cell ties to the next one: no page may end between them."""
    return {
        number
        for index, row in enumerate(rows)
        for cell in row.children
        for number in range(index, min(index + cell.row_span, len(rows)) - 1)
    }
