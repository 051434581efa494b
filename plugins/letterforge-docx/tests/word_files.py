"""Word templates made for tests: paragraphs and parts around a few lines of XML."""

from __future__ import annotations

import functools
import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

import docx
from docx.oxml.ns import qn

from letterforge.formatting.printer import Printer
from letterforge.scanning.readers import word
from letterforge_docx.template.filling import fill
from letterforge_docx.template.preparation import prepare_template

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PRINTER = Printer("en-GB")
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def paragraph(*runs: str) -> str:
    """A paragraph of runs."""
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def table(*rows: tuple[str, ...], columns: int | None = None) -> str:
    """A table with a grid of so many columns, each cell with its properties and one paragraph."""
    count = columns if columns is not None else max(map(len, rows))
    grid = '<w:gridCol w:w="1000"/>' * count
    cell = '<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/><w:vAlign w:val="top"/></w:tcPr>{}</w:tc>'
    body = "".join("<w:tr>" + "".join(cell.format(paragraph(text)) for text in row) + "</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


@functools.cache
def _bare() -> io.BytesIO:
    made = io.BytesIO()
    docx.Document().save(made)
    return made


def package(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A Word file: python-docx's own, with another body and more or other parts."""
    target = io.BytesIO()
    changes = dict(parts or {})
    with zipfile.ZipFile(_bare()) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/document.xml":
                text = text.replace(b"<w:body>", f"<w:body>{body}".encode(), 1)
            new.writestr(name, changes.pop(name, text))
        for name, content in changes.items():
            new.writestr(name, content)
    return target.getvalue()


def filled(word_file: bytes, values: Mapping[str, Any]) -> bytes:
    """The file filled."""
    return fill(prepare_template(word_file, PRINTER), values, PRINTER)


def lines(content: bytes) -> list[str]:
    """The text of the body, paragraph by paragraph, without the targets of links and the like."""
    flow = re.compile(r"(paragraph \d+|table \d+|row \d+|cell \d+|text box \d+)(, |\Z)")
    return [each.text for each in word.passages(content) if each.place.path and not flow.sub("", each.place.path)]


def part(content: bytes, name: str = "word/document.xml") -> str:
    """One part of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert opened.testzip() is None
        return opened.read(name).decode()


def looks(content: bytes) -> list[tuple[str, str]]:
    """The text of each run with the XML of its properties, without namespaces."""
    found = []
    for run in docx.Document(io.BytesIO(content)).element.body.iter(qn("w:r")):
        text = "".join(each.text or "" for each in run.iter(qn("w:t")))
        properties = run.find(qn("w:rPr"))
        look = "" if properties is None else re.sub(r' xmlns:\w+="[^"]*"', "", properties.xml)
        if text:
            found.append((text, "".join(look.split("\n")).replace("  ", "")))
    return found
