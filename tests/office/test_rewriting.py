"""A Word file with parts changed or added: the rest of it stays as it was, byte for byte."""

from __future__ import annotations

import io
import zipfile

import pytest

from letterforge.office.archive import Archive, open_archive
from letterforge.office.relationships import relationships
from letterforge.office.rewriting import announced, appended, rewritten

TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def archive(**members: bytes) -> Archive:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in {"[Content_Types].xml": TYPES, "word/document.xml": b"<d/>", **members}.items():
            file.writestr(name, content)
    return open_archive(out.getvalue())


def test_members_stay_in_their_order_and_new_ones_come_last() -> None:
    changed = {"new.xml": b"<n/>", "word/document.xml": b"<d>1</d>"}
    found = open_archive(rewritten(archive(), changed))
    assert list(found.members) == ["[Content_Types].xml", "word/document.xml", "new.xml"]
    assert [found.read(name) for name in found.members] == [TYPES, b"<d>1</d>", b"<n/>"]


def test_the_same_change_gives_the_same_bytes() -> None:
    assert rewritten(archive(), {"a": b"b"}) == rewritten(archive(), {"a": b"b"})


@pytest.mark.parametrize(
    ("part", "wanted"),
    [
        (b"<a><b/></a>", b"<a><b/><c/></a>"),
        (b"<x:a y='/'/>", b"<x:a y='/'><c/></x:a>"),
        (b"<!-- <a> --><a />\n", b"<!-- <a> --><a ><c/></a>\n"),
    ],
)
def test_a_piece_goes_to_the_end_of_the_outermost_element(part: bytes, wanted: bytes) -> None:
    assert appended(part, b"<c/>") == wanted


@pytest.mark.parametrize("taken", [(), ("rIdComments",), ("rIdComments", "rIdComments1")])
def test_a_new_part_is_announced_by_an_identifier_that_is_free(taken: tuple[str, ...]) -> None:
    links = "".join(f'<Relationship Id="{one}" Type="{KIND}" Target="other.xml"/>' for one in taken)
    rels = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
    before = archive(**({"word/_rels/document.xml.rels": rels.encode()} if taken else {}))
    changed = announced(before, "word/document.xml", "word/comments.xml", kind=KIND, content_type="application/x")
    after = open_archive(rewritten(before, {**changed, "word/comments.xml": b"<c/>"}))
    (added,) = set(relationships(after, "word/document.xml")) - set(taken)
    assert relationships(after, "word/document.xml")[added].target == "word/comments.xml"
    assert b'PartName="/word/comments.xml" ContentType="application/x"' in after.read("[Content_Types].xml")
