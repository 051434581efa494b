"""What can be wrong with a table that has the data of a letter in each row."""

from __future__ import annotations

from letterforge.findings import Rule, Severity

TABLE_FILE = Rule(
    "table-file",
    Severity.ERROR,
    meaning="A table is not of its format, has a quotation mark that is not closed or merged cells, or is too large.",
    mend="Correct the table where the finding stands; the reference says what a table may hold.",
)
