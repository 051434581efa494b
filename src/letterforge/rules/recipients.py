"""What can be wrong with a table that has the data of a letter in each row."""

from __future__ import annotations

from letterforge.findings import Rule, Severity

TABLE_FILE = Rule(
    "table-file",
    Severity.ERROR,
    meaning="A table is not of its format, has a quotation mark that is not closed or merged cells, or is too large.",
    mend="Correct the table where the finding stands; the reference says what a table may hold.",
)

# --- columns ----------------------------------------------------------------------------------------------------------

UNKNOWN_COLUMN = Rule(
    "unknown-column",
    Severity.ERROR,
    meaning="A heading of a table names no field of the model.",
    mend="Write the path of a field, its description, or a heading that a mapping names.",
)
MISSING_COLUMN = Rule(
    "missing-column",
    Severity.ERROR,
    meaning="A required field has no column, and the shared data do not give it.",
    mend="Add a column for it, or give it in the data that all letters share.",
)
DUPLICATE_COLUMN = Rule(
    "duplicate-column",
    Severity.ERROR,
    meaning="Two columns of a table give one field.",
    mend="Take one of them out, or name another field in its heading.",
)

UNKNOWN_KIND = Rule(
    "unknown-kind",
    Severity.ERROR,
    meaning="The column that says which letter a row is for names none of them.",
    mend="Write one of the names that --letter gives, or give this one, too.",
)

# --- rows -------------------------------------------------------------------------------------------------------------

ROW_LENGTH = Rule(
    "row-length",
    Severity.ERROR,
    meaning="A row has another number of cells than the table has headings.",
    mend="Look for a separator that is missing, or that belongs to a text and needs quotation marks around it.",
)
ROW_IN_CELL = Rule(
    "row-in-cell",
    Severity.WARNING,
    meaning="A cell of several lines holds a line that could be a row of its own.",
    mend="Look at the quotation marks of the cell: with one too many, two people become one.",
)
DUPLICATE_ROW = Rule(
    "duplicate-row",
    Severity.WARNING,
    meaning="Two rows of a table are equal in every column.",
    mend="Take one of them out, unless the person is to get two letters.",
)
UNTAKEN = Rule(
    "untaken",
    Severity.WARNING,
    meaning="No row of a table takes a branch or a loop of the template.",
    mend="Look at the rows, and at the condition; where there are no such people in this table, all is well.",
)
DUPLICATE_KEY = Rule(
    "duplicate-key",
    Severity.ERROR,
    meaning="Two rows have one key, which is to tell people apart.",
    mend="Take one of them out, correct the key, or say that a person may get several letters.",
)
ORPHAN_ROW = Rule(
    "orphan-row",
    Severity.ERROR,
    meaning="A row of a table that gives a list has a key that no recipient has.",
    mend="Correct the key, take the row out, or add the recipient.",
)
LOST_ZERO = Rule(
    "lost-zero",
    Severity.WARNING,
    meaning="A spreadsheet holds a number where the field is a text: zeros in front of it, a plus sign and digits after the fifteenth are lost.",
    mend="Look at the column; format it as Text, and enter again what has lost something.",
)
