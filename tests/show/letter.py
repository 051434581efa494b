"""The introductory letter: three files that hold all of it, valid by the judgement of others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import showing
import yaml

import letterforge
from letterforge.document import passages

Line = tuple[str, str, bool]


def _whole(data: Path) -> tuple[str, str, bool, dict[str, Path]]:
    command, files, _ = showing.letters("introductory-letter", data)
    values = showing.values_of(showing.as_written(data.read_text(encoding="utf-8")))
    notes, good = [], len(files) == len(showing.FORMATS)
    for name, path in sorted(files.items()):
        text = showing.text_of(path)
        missing = [value for value in _printed(values) if showing.squeezed(value) not in showing.squeezed(text)]
        marks = showing.MARK.findall(text)
        notes.append(
            f"{name}: {path.stat().st_size:,} bytes, {len(values)} values, {len(missing)} missing, {len(marks)} marks"
        )
        good = good and not missing and not marks
    return command, "\n".join(notes), good, files


def _printed(values: list[str]) -> list[str]:
    """The values as the letter prints them: dates and months of the second data file are in ISO 8601."""
    known = {"2026-02-16": "16 February 2026", "2026-03-03": "3 March 2026", "2026-03": "March 2026"}
    return [known.get(value, value) for value in values]


def every_value() -> Line:
    """sample.yaml sets every field: three files with every value and no mark"""
    command, figure, good, _ = _whole(showing.SAMPLE)
    names = _fields(letterforge.load("introductory-letter").model)
    return command, figure, good and names <= _keys(yaml.safe_load(showing.SAMPLE.read_text(encoding="utf-8")))


def _fields(model: object) -> set[str]:
    from letterforge.models.annotations import shape_of_model
    from letterforge.models.shapes import ListOf, Record

    def walk(shape: tuple[object, ...]) -> set[str]:
        out: set[str] = set()
        for atom in shape:
            if isinstance(atom, ListOf):
                out |= walk(atom.item)
            elif isinstance(atom, Record):
                for name, field in atom.fields.items():
                    out |= {name} | walk(field.shape)
        return out

    return walk(shape_of_model(model))


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return {key for name, one in value.items() for key in ({name} | _keys(one))}
    return {key for one in value for key in _keys(one)} if isinstance(value, list) else set()


def no_optional_field() -> Line:
    """A second data file sets no optional field"""
    command, figure, good, _ = _whole(showing.BARE)
    return command, figure, good


def libreoffice() -> Line:
    """The DOCX as text by LibreOffice has the same words in the same order"""
    _, _, _, files = _whole(showing.SAMPLE)
    template = letterforge.load("introductory-letter")
    letter = letterforge.Letter(template, showing.as_written(showing.SAMPLE.read_text(encoding="utf-8")))
    wanted = " ".join(passages(letter.document.blocks)).split()
    found = [word for word in showing.office_text(files["docx"]).split() if word != "•"]
    return "soffice --convert-to txt", f"{len(wanted)} words in the document, {len(found)} in the text", wanted == found


def headings() -> Line:
    """python-docx reads the DOCX; its headings have outline levels"""
    import docx

    _, _, _, files = _whole(showing.SAMPLE)
    document = docx.Document(str(files["docx"]))
    levels = []
    for paragraph in document.paragraphs:
        style = paragraph.style
        if style is not None and style.name.startswith("Heading"):
            found = style.element.xpath("./w:pPr/w:outlineLvl/@w:val")
            levels.append((paragraph.text, int(found[0]) + 1 if found else None))
    figure = "\n".join(f"level {level}: {text}" for text, level in levels)
    return "docx.Document(...).paragraphs", figure, len(levels) == 6 and all(level == 2 for _, level in levels)


def pdf_ua() -> Line:
    """page-validation finds no PDF/UA-1 fault in the PDF"""
    _, _, _, files = _whole(showing.SAMPLE)
    faults = showing.pdf_faults(files["pdf"])
    return "page.validate_pdf_bytes(..., profile='ua1')", "\n".join(faults) or "no fault", not faults


def html() -> Line:
    """html-validate finds no error in the page"""
    _, _, _, files = _whole(showing.SAMPLE)
    errors = showing.html_errors(files["html"])
    return "html-validate introductory-letter.html", "\n".join(errors) or "no error", not errors


LINES: tuple[Callable[[], Line], ...] = (every_value, no_optional_field, libreoffice, headings, pdf_ua, html)
