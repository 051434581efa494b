"""How much is read, before it is read: one table for data, pictures and finished files, with a test at each limit.

How large a template and an expression may be stands with their parsers, since it is their time that is bounded.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: the most that is allowed, of what, and why no more."""

    most: int
    unit: str
    why: str


DATA_BYTES = Limit(4_000_000, "bytes of a data file", "one more is read, and no more, of whatever the name stands for")
DATA_SIGNS = Limit(1_000_000, "characters of a data file", "PyYAML reads so many in a second")
DATA_VALUES = Limit(100_000, "values and keys of a data file, an alias as what it stands for", "each costs a place")
DATA_DEPTH = Limit(100, "levels of data within one another", "each takes frames of Python's stack, wherever it is read")
DATA_STEPS = Limit(2_000_000, "values times their levels", "the place of each value holds all the steps to it")
VALUES = Limit(
    250_000, "values of a program's data, one that is held twice counted twice", "they are walked one by one"
)
PICTURE_BYTES = Limit(20_000_000, "bytes of a picture", "it goes into the letter as it is")
PICTURE_PIXELS = Limit(50_000_000, "pixels of a picture", "a renderer may unpack it to four bytes each")
LETTER_PICTURE_BYTES = Limit(
    60_000_000, "bytes of pictures in a letter, each as often as it is shown", "a page in HTML has a copy of each"
)
LETTER_PIXELS = Limit(
    100_000_000, "pixels of the pictures of a letter, each picture once", "all are unpacked at once for PDF"
)
FILE_BYTES = Limit(128 << 20, "bytes of a template or a finished file", "a Word file with pictures")
PDF_SECONDS = Limit(5, "seconds of a processor for a PDF to scan", "an honest one takes a fraction of one")
PDF_MEMORY = Limit(1 << 30, "bytes of memory for a PDF to scan", "an honest one takes a tenth")
PDF_SIGNS = Limit(
    16_000_000, "characters that a PDF says, all pages together", "a letter of a hundred pages says 300,000"
)
TABLE_BYTES = Limit(128 << 20, "bytes of a table of recipients", "a hundred thousand rows are a tenth of it")
TABLE_ROWS = Limit(1_048_576, "rows of a table of recipients", "so many has a sheet of Excel")
TABLE_COLUMNS = Limit(1_000, "columns of a table of recipients", "each is looked for in the model")
TABLE_CELL = Limit(131_072, "characters of a cell", "Excel has a quarter of it; a quote that is not closed has more")
TABLE_CELLS = Limit(
    10_000_000, "cells of a sheet, from the first to the last that is used", "each takes memory, empty ones too"
)
MODEL_BYTES = Limit(500_000, "bytes of a model file", "a model of all the fields that are allowed is smaller")
MODEL_FIELDS = Limit(
    1_000, "fields of a model file, those of groups and lists counted", "each becomes one of pydantic's"
)
MODEL_DEPTH = Limit(8, "levels of a model file within one another", "a form to fill in has so many")
MODEL_RULES = Limit(200, "rules between the fields of a model file", "every letter asks each of them")
MODEL_CHOICES = Limit(500, "choices of a field of a model file", "a message names them all")
MODEL_TEXT = Limit(
    1_000, "characters of a meaning, a message or a choice in a model file", "each is one line for people"
)

TABLE = tuple(value for value in list(globals().values()) if isinstance(value, Limit))
"""All of them, in the order of this file."""
