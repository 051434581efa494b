"""Office files opened safely: each hostile one ends in a typed error after a few steps."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from pathlib import Path

import pytest
from tests.work import calls

from letterforge.errors import UnreadableFileError
from letterforge.office.archive import Archive, open_archive
from letterforge.office.outside import refuse_outside
from letterforge.office.relationships import relationships
from letterforge.office.xml import parse_xml, prove_xml

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        for name, content in members.items():
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, method)
    return stream.getvalue()


def twice(first: str, second: str) -> bytes:
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as file:
        warnings.simplefilter("ignore")
        file.writestr(first, b"a")
        file.writestr(second, b"b")
    return stream.getvalue()


def patched(content: bytes, signature: bytes, offset: int, value: bytes) -> bytes:
    """The file with some bytes of its first header of a kind replaced."""
    at = content.index(signature) + offset
    return content[:at] + value + content[at + len(value) :]


FEW = 50_000  # calls of functions, of which Python makes some million a second
GOOD = packed({"a.xml": b"<a/>" * 100, "b/c.xml": b"<c/>"})
CENTRAL, LOCAL, END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"

HOSTILE = {
    "empty": (b"", "the file is empty"),
    "no zip": (b"Dear colleague", "not a Word file"),
    "old .doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an old .doc or an encrypted file"),
    "empty zip": (packed({}), "empty or split zip"),
    "cut in the middle": (GOOD[: len(GOOD) // 2], "damaged or cut off"),
    "cut at the end": (GOOD[:-3], "damaged or cut off"),
    "encrypted": (patched(GOOD, CENTRAL, 8, b"\x01\x00"), "encrypted"),
    "encrypted by its own header": (patched(GOOD, LOCAL, 6, b"\x01\x00"), "encrypted"),
    "bzip2": (packed({"a.xml": b"<a/>"}, zipfile.ZIP_BZIP2), "packed in a way"),
    "two of one name": (twice("a.xml", "a.xml"), "the same name"),
    "two names that differ by case": (twice("a.xml", "A.XML"), "the same name"),
    "a name from the root": (packed({"/a.xml": b""}), "leads out of the file"),
    "a name above": (packed({"a/../../b.xml": b""}), "leads out of the file"),
    "a name above by backslash": (packed({"a\\..\\..\\b": b""}), "leads out of the file"),
    "a drive": (packed({"c:/a.xml": b""}), "leads out of the file"),
    "too many members": (packed({f"{n}.xml": b"" for n in range(2001)}), "more than 2000 parts"),
    "a member packed too well": (packed({"a.xml": b"a" * (2 << 20)}), "more than 200 times"),
    "a member too large": (patched(GOOD, CENTRAL, 24, struct.pack("<L", 65 << 20)), "more than 64 MB"),
    "its directory beyond the end": (patched(GOOD, END, 16, struct.pack("<L", 1 << 30)), "damaged"),
    "names that differ in the two directories": (patched(GOOD, CENTRAL, 46, b"x"), "damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_at_once(name: str) -> None:
    content, message = HOSTILE[name]

    def read() -> None:
        with pytest.raises(UnreadableFileError, match=message):
            open_archive(content)

    assert calls(read) < FEW


def test_members_that_share_bytes_are_refused() -> None:
    content = packed({"aaaaa": b"one", "bbbbb": b"one"}, zipfile.ZIP_STORED)
    second = content.index(CENTRAL, content.index(CENTRAL) + 4)
    content = content[: second + 42] + struct.pack("<L", 0) + content[second + 46 :]
    content = content.replace(b"bbbbb", b"aaaab")  # its header would have to be that of the first
    with pytest.raises(UnreadableFileError, match="damaged"):
        open_archive(content)


@pytest.mark.parametrize("size", [0, 10, 399, 401, 1 << 20])
def test_the_size_in_the_directory_is_not_trusted(size: int) -> None:
    archive = open_archive(patched(GOOD, CENTRAL, 24, struct.pack("<L", size)))
    with pytest.raises(UnreadableFileError, match="damaged"):
        archive.read("a.xml")


def test_a_wrong_checksum_is_seen() -> None:
    archive = open_archive(patched(GOOD, CENTRAL, 16, b"\0\0\0\0"))
    with pytest.raises(UnreadableFileError, match="damaged"):
        archive.read("a.xml")


def test_a_member_that_is_not_there_is_named() -> None:
    with pytest.raises(UnreadableFileError, match=r"refers to is missing: word/x\.xml"):
        open_archive(GOOD).read("word/x.xml")


def test_members_are_read_whole() -> None:
    archive = open_archive(GOOD)
    assert {name: archive.read(name) for name in archive.members} == {"a.xml": b"<a/>" * 100, "b/c.xml": b"<c/>"}


def test_folders_are_no_members() -> None:
    assert list(open_archive(packed({"word/": b"", "word/a.xml": b"<a/>"})).members) == ["word/a.xml"]


LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY l "ha">'
    + b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"&l;" * 10) for n in range(10))
    + b"]><a>&l9;</a>"
)
BAD_XML = {
    "not XML": (b"Dear colleague", "not well-formed"),
    "cut off": (b"<a><b></b>", "not well-formed"),
    "nothing": (b"", "not well-formed"),
    "an unknown entity": (b"<a>&nbsp;</a>", "not well-formed"),
    "an unknown encoding": (b'<?xml version="1.0" encoding="klingon"?><a/>', "not well-formed"),
    "a DOCTYPE": (b"<!DOCTYPE a><a/>", "DOCTYPE"),
    "a DOCTYPE in UTF-16": ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"), "DOCTYPE"),
    "a billion laughs": (LAUGHS, "DOCTYPE"),
    "a file from this machine": (b'<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>', "DOCTYPE"),
    "nested without end": (b"<a>" * 200_000, "nests its elements"),
    "elements without end": (b"<a>" + b"<b/>" * 600_000 + b"</a>", "more than any letter needs"),
    "attributes without end": (
        b"<a " + b" ".join(b'a%d=""' % n for n in range(500_000)) + b"/>",
        "more than any letter",
    ),
    "lines without end": (b"<a>" + b"\n" * 2_000_000 + b"</a>", "more than any letter needs"),
    "text without end": (b"<a>" + b"x" * (33 << 20) + b"</a>", "more than any letter needs"),
}


@pytest.mark.parametrize("name", BAD_XML)
def test_bad_xml_is_refused_at_once(name: str) -> None:
    content, message = BAD_XML[name]

    def read() -> None:
        with pytest.raises(UnreadableFileError, match=message):
            parse_xml(content)

    assert calls(read) < FEW


@pytest.mark.parametrize("name", BAD_XML)
def test_what_is_only_proven_is_refused_in_the_same_words(name: str) -> None:
    content, message = BAD_XML[name]
    for _ in "twice":
        with pytest.raises(UnreadableFileError, match=message):
            prove_xml(content)


@pytest.mark.parametrize(
    "xml", [b"<a:b/>", b"<a b:c='d'/>", b"<a b='1' b='2'/>", b"<a/><a/>", b"<a>\xff</a>", b"<?xml version='2'?>"]
)
def test_xml_that_is_not_parsed_is_not_proven(xml: bytes) -> None:
    for read in (parse_xml, prove_xml):
        with pytest.raises(UnreadableFileError, match="not well-formed"):
            read(xml)


def test_proven_once_is_proven_but_counts_again() -> None:
    part = b"<a>" + b"<b/>" * 100_000 + b"</a>"
    archive = open_archive(packed({f"{n}.xml": part for n in range(3)}, zipfile.ZIP_STORED))
    assert archive.prove("0.xml") == archive.prove("1.xml") == part
    with pytest.raises(UnreadableFileError, match="more than any letter needs"):
        archive.prove("2.xml")


def test_all_parts_together_have_one_bound() -> None:
    part = b"<a>" + b"<b/>" * 100_000 + b"</a>"
    archive = open_archive(packed({f"{n}.xml": part for n in range(3)}, zipfile.ZIP_STORED))
    assert len(archive.xml("0.xml")) == len(archive.xml("1.xml")) == 100_000
    with pytest.raises(UnreadableFileError, match="more than any letter needs"):
        archive.xml("2.xml")


def linking(kind: str) -> Archive:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        'Target="https://example.org/x" TargetMode="External"/>'
        '<Relationship Id="r2" Type="http://x/image" Target="../media/a.png"/></Relationships>'
    )
    return open_archive(packed({"word/_rels/document.xml.rels": rels.encode()}))


@pytest.mark.parametrize("kind", ["image", "oleObject", "frame", "subDocument"])
def test_what_is_drawn_in_from_outside_is_refused(kind: str) -> None:
    with pytest.raises(UnreadableFileError, match=rf"from outside \({kind}\)"):
        refuse_outside(linking(kind))


def test_a_hyperlink_may_lead_outside() -> None:
    archive = linking("hyperlink")
    refuse_outside(archive)
    found = relationships(archive, "word/document.xml")
    assert (found["r1"].target, found["r1"].outside) == ("https://example.org/x", True)
    assert (found["r2"].target, found["r2"].outside) == ("media/a.png", False)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the documents of others are not on this machine")
def test_files_of_others_are_read_as_zipfile_reads_them() -> None:
    files = sorted(CORPUS.rglob("*.docx"))
    assert files
    for file in files:
        archive = open_archive(file.read_bytes())
        with zipfile.ZipFile(file) as usual:
            names = [name for name in usual.namelist() if not name.endswith("/")]
            assert {name: archive.read(name) for name in archive.members} == {name: usual.read(name) for name in names}
