"""The parts of a Word file by how they hang together, and what each of their texts is called."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from letterforge.errors import UnreadableFileError
from letterforge.office.archive import Archive, open_archive
from letterforge.office.parts import (
    Parts,
    drawn_texts,
    furniture_names,
    main_part,
    notes,
    parts_of,
    properties,
    refuse_macros,
)
from letterforge.office.relationships import relationships
from letterforge.office.xml import Element, parse_xml

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def rels(*links: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(links)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def archive(members: Mapping[str, str]) -> Archive:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    return open_archive(out.getvalue())


def xml(inner: str) -> Element:
    return parse_xml(f"<w:x {W}>{inner}</w:x>".encode())


FILE = {
    "_rels/.rels": rels(
        ("officeDocument", "d/main.xml"), ("core-properties", "p/core.xml"), ("custom-properties", "p/own.xml")
    ),
    "d/main.xml": f"<w:document {W}/>",
    "d/_rels/main.xml.rels": rels(
        *(("header", "h.xml"), ("footer", "f.xml"), ("header", "h.xml"), ("comments", "c.xml")),
        *(("footnotes", "n.xml"), ("chart", "missing.xml"), ("styles", "s.xml")),
    ),
    **{f"d/{name}.xml": "<x/>" for name in "hfcns"},
    "p/core.xml": "<core><title> {{ a }} </title><creator>Ann</creator><revision>12</revision></core>",
    "p/own.xml": '<own><property name="Case {{ b }}"><t>2026-01-02T00:00:00Z{{ c }}</t></property></own>',
}


def test_parts_are_found_by_their_relationships_and_once() -> None:
    assert parts_of(archive(FILE)) == Parts(
        "d/main.xml", ("d/h.xml",), ("d/f.xml",), (("d/n.xml", "footnotes"), ("d/c.xml", "comments"))
    )


def test_a_file_of_another_kind_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="a zip file, but not a Word file"):
        parts_of(archive({"a.txt": "x"}))
    workbook = archive(FILE | {"d/main.xml": "<workbook/>"})
    with pytest.raises(UnreadableFileError, match="an office file, but not a Word file"):
        main_part(workbook, parts_of(workbook))


@pytest.mark.parametrize("more", [{"d/vbaProject.bin": "x"}, {"[Content_Types].xml": "<T t='macroEnabled'/>"}])
def test_macros_are_refused(more: dict[str, str]) -> None:
    refuse_macros(archive(FILE))
    with pytest.raises(UnreadableFileError, match="macros"):
        refuse_macros(archive(FILE | more))


def test_furniture_is_called_by_its_pages_and_section() -> None:
    section = (
        '<w:sectPr><w:headerReference w:id="r0"/><w:footerReference w:type="first" w:id="r1"/>'
        '<w:headerReference w:type="even" w:id="r9"/></w:sectPr>'
    )
    links = relationships(archive(FILE), "d/main.xml")
    assert furniture_names(xml(section), links) == {"d/h.xml": "header", "d/f.xml": "first page footer"}
    other = '<w:sectPr/><w:sectPr><w:footerReference w:type="odd" w:id="r1"/></w:sectPr>'
    assert furniture_names(xml(other), links) == {"d/f.xml": "footer of section 2"}


def test_the_line_above_the_notes_is_no_note() -> None:
    root = xml('<w:n w:type="separator"/><w:n w:id="1"/><w:n w:type="normal"/>')
    assert [path for path, _ in notes(root, "footnotes")] == ["footnote 1", "footnote 2"]


def test_texts_of_charts_and_diagrams() -> None:
    root = xml("<w:t>a</w:t><w:v>b</w:v><w:v/><w:f>no</w:f>")
    assert [(path, text) for path, text, _ in drawn_texts(root, "chart")] == [("chart", "a"), ("chart", "b")]
    assert [element.text for _, _, element in drawn_texts(root, "diagramData")] == ["a", "b"]
    assert list(drawn_texts(root, "footnotes")) == []


def test_properties_with_what_word_counts_left_out() -> None:
    found = [
        (one.path, tuple(text for text, _ in one.said), one.is_title, one.name) for one in properties(archive(FILE))
    ]
    assert found == [
        ("title", (" {{ a }} ",), True, None),
        ("author", ("Ann",), False, None),
        ("revision", (), False, None),
        # It begins like a time, and is none.
        ("property Case {{ b }}", ("2026-01-02T00:00:00Z{{ c }}",), False, "Case {{ b }}"),
    ]
