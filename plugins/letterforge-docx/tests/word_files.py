"""Word templates made for tests: paragraphs and parts around a few lines of XML."""

from __future__ import annotations

import functools
import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any
from unittest import mock

import docx
from docx.oxml.ns import qn

from letterforge.decisions import NOTHING, Decisions
from letterforge.errors import DataError, StationeryError, TemplateError
from letterforge.filling.state import Evaluation
from letterforge.filling.words import Proof, proof
from letterforge.findings import in_order
from letterforge.formatting.printer import Printer
from letterforge.models.text_rules import Judged
from letterforge.scanning.readers import word
from letterforge.stationery import Stationery
from letterforge.template import Template, read
from letterforge.word_tags import TagKind, WordTag
from letterforge_docx.template.filling import fill
from letterforge_docx.template.preparation import WordTemplate, prepare_template

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
def bare() -> bytes:
    """An empty Word file: python-docx's own, without 750 KiB of table styles, which each test would read and pack anew."""
    document, made = docx.Document(), io.BytesIO()
    styles, links = document.styles.element, document.part.rels
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in {"TableNormal", "TableGrid"}:
            styles.remove(style)
    for key in [key for key, link in links.items() if link.reltype.endswith("/stylesWithEffects")]:
        del links[key]
    document.save(made)
    return made.getvalue()


_RELATED = re.compile(
    r"word/(?:charts/)?(header|footer|footnotes|endnotes|comments|chart)\d*\.xml|docProps/(custom)\.xml"
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def package(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A Word file: python-docx's own, with another body and more or other parts, which it refers to."""
    target = io.BytesIO()
    changes = dict(parts or {})
    related = {"word/_rels/document.xml.rels": "", "_rels/.rels": ""}
    types = ""
    for number, name in enumerate(changes):
        found = _RELATED.fullmatch(name)
        if found is not None:
            kind = found[1] or "custom-properties"
            link = f'<Relationship Id="rIdTest{number}" Type="{_KINDS}{kind}" Target="/{name}"/>'
            related["_rels/.rels" if found[2] else "word/_rels/document.xml.rels"] += link
            if found[1] and found[1] != "chart":
                types += f'<Override PartName="/{name}" ContentType="{_WORDML}{found[1]}+xml"/>'
    with zipfile.ZipFile(io.BytesIO(bare())) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/document.xml":
                text = text.replace(b"<w:body>", f"<w:body>{body}".encode(), 1)
            if name == "[Content_Types].xml":
                text = text.replace(b"</Types>", f"{types}</Types>".encode())
            if name in related:
                text = text.replace(b"</Relationships>", f"{related[name]}</Relationships>".encode())
            new.writestr(name, changes.pop(name, text))
        for name, content in changes.items():
            new.writestr(name, content)
    return target.getvalue()


def template_of(word_file: bytes) -> Template:
    """The file read.

    Raises:
        TemplateError: something in it is wrong.
    """
    template, findings = read(word_file, name="letter", file="letter.docx")
    if template is None or any(finding.is_error for finding in findings):
        raise TemplateError(findings)
    return template


def decided(template: Template, values: Mapping[str, Any]) -> Decisions:
    """What the tags come to, whatever the values say: what they may not say is not the renderer's to know.

    Raises:
        DataError: a tag cannot be worked out with the values.
    """
    wording = template.wording
    return _decided(proof(wording.blocks, (wording.furniture,), wording.title, printer=PRINTER), values)


def at_letterhead(stationery: Stationery, language: str, values: Mapping[str, Any]) -> Decisions:
    """As `decided`, for the tags of a letterhead; nothing where there is none that can be read."""
    try:
        drawn = stationery.drawn(Printer(language))
    except StationeryError:
        return NOTHING
    if drawn is None:
        return NOTHING
    pages = () if drawn.sheet is None else (drawn.sheet.first, drawn.sheet.following)
    margins = tuple(blocks for page in pages for blocks in (page.header, page.footer))
    return _decided(proof(drawn.blocks, margins, (), printer=PRINTER), values)


def _decided(ready: Proof, values: Mapping[str, Any]) -> Decisions:
    run = Evaluation(dict(values))
    with mock.patch("letterforge.filling.state.judged", return_value=Judged()):
        ready.run(run)
    if run.findings:
        raise DataError(in_order(run.findings))
    return run.decisions


def placeholders(template: Template) -> list[WordTag]:
    """The placeholders of the body."""
    part = template.tagged_parts["word/document.xml"]
    return [tag for tag in part.tags if tag.kind is TagKind.PLACEHOLDER]


def prepared(word_file: bytes) -> tuple[Template, WordTemplate]:
    """The file read, and made ready to be filled."""
    template = template_of(word_file)
    return template, prepare_template(word_file, template.tagged_parts, file="letter.docx")


def filled(word_file: bytes, values: Mapping[str, Any]) -> bytes:
    """The file filled."""
    template, ready = prepared(word_file)
    return fill(ready, decided(template, values))


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
