"""The kinds of file that letterforge knows: their media types, and their suffixes by what a file is used for.

This is the one list of them. How each is read stands elsewhere: templates in ``loading``, data in ``data``, finished
files in ``scanning``; how one is made, in a renderer.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: what it is called, its media types, of which the first is written, and its suffixes.

    >>> WORD.media_type
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    >>> WORD.template_suffixes
    ('.docx', '.dotx')
    """

    name: str
    media_types: tuple[str, ...]
    template_suffixes: tuple[str, ...] = ()
    """Of templates that can be read."""
    refused_suffixes: tuple[str, ...] = ()
    """Of templates that are taken for what they are, and refused with what to do about it."""
    data_suffixes: tuple[str, ...] = ()
    """Of data files."""
    finished_suffixes: tuple[str, ...] = ()
    """Of finished files that can be scanned."""
    table_suffixes: tuple[str, ...] = ()
    """Of tables with a recipient in each row."""

    @property
    def suffix(self) -> str:
        """The suffix of a file that is made."""
        return (*self.template_suffixes, *self.data_suffixes, *self.finished_suffixes, *self.table_suffixes)[0]

    @property
    def media_type(self) -> str:
        """The media type of a file that is made."""
        return self.media_types[0]


WORD = FileKind(
    "Word",
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
        "application/vnd.ms-word.document.macroenabled.12",
        "application/vnd.ms-word.template.macroenabled.12",
    ),
    template_suffixes=(".docx", ".dotx"),
    refused_suffixes=(".docm", ".dotm", ".doc", ".dot"),
    finished_suffixes=(".docx", ".dotx", ".docm", ".dotm"),
)
PDF = FileKind("PDF", ("application/pdf",), finished_suffixes=(".pdf",))
HTML = FileKind("HTML", ("text/html", "application/xhtml+xml"), finished_suffixes=(".html", ".htm", ".xhtml"))
MARKDOWN = FileKind(
    "Markdown",
    ("text/markdown",),
    template_suffixes=(".md", ".markdown"),
    finished_suffixes=(".md", ".markdown"),
)
TEXT = FileKind("text", ("text/plain",), finished_suffixes=(".txt", ".text"))
YAML = FileKind("YAML", ("application/yaml",), data_suffixes=(".yaml", ".yml"))
JSON = FileKind("JSON", ("application/json",), data_suffixes=(".json",))
TOML = FileKind("TOML", ("application/toml",), data_suffixes=(".toml",))
CSV = FileKind("CSV", ("text/csv",), table_suffixes=(".csv",))
TSV = FileKind("TSV", ("text/tab-separated-values",), table_suffixes=(".tsv", ".tab"))
XLSX = FileKind(
    "Excel",
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.ms-excel.sheet.macroenabled.12",
    ),
    table_suffixes=(".xlsx", ".xlsm"),
)
XLS = FileKind("Excel 97", ("application/vnd.ms-excel",), table_suffixes=(".xls",))
ODS = FileKind("OpenDocument", ("application/vnd.oasis.opendocument.spreadsheet",), table_suffixes=(".ods",))
JSON_LINES = FileKind("JSON Lines", ("application/jsonl", "application/x-ndjson"), table_suffixes=(".jsonl", ".ndjson"))

FILE_KINDS = (WORD, PDF, HTML, MARKDOWN, TEXT, YAML, JSON, TOML, CSV, TSV, XLSX, XLS, ODS, JSON_LINES)
TEMPLATE_KINDS = (MARKDOWN, WORD)
"""Those of which templates are written, in the order in which they are named to people."""
TEMPLATE_SUFFIXES = tuple(
    suffix for kind in TEMPLATE_KINDS for suffix in (*kind.template_suffixes, *kind.refused_suffixes)
)
DATA_SUFFIXES = tuple(suffix for kind in FILE_KINDS for suffix in kind.data_suffixes)
FINISHED_SUFFIXES = tuple(suffix for kind in FILE_KINDS for suffix in kind.finished_suffixes)
TABLE_SUFFIXES = tuple(suffix for kind in FILE_KINDS for suffix in kind.table_suffixes)


def listed(suffixes: tuple[str, ...], *, last: str = "and") -> str:
    """Suffixes as a sentence names them.

    >>> listed(HTML.finished_suffixes)
    '.html, .htm and .xhtml'
    """
    *before, end = suffixes
    return f"{', '.join(before)} {last} {end}" if before else end
