"""What the files of one kind begin with is looked at once; a file that only seems to begin so is looked at itself."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterforge.errors import UnreadableFileError
from letterforge.office.archive import Head, head_of, open_archive, shared_head

SHARED = {
    "[Content_Types].xml": b"<Types/>" * 50,
    "word/": b"",
    "word/styles.xml": b"<styles/>" * 90,
    "a.bin": b"\0\1\2",
}
END = b"PK\x05\x06"


def packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def letter(text: bytes, **more: bytes) -> bytes:
    return packed({**SHARED, "word/document.xml": text, **more})


def head() -> Head:
    return shared_head(head_of(open_archive(letter(b"<one/>"))), open_archive(letter(b"<another/>")))


def test_two_files_share_their_first_members() -> None:
    assert list(head().members) == ["[Content_Types].xml", "word/styles.xml", "a.bin"]


def test_a_file_that_begins_so_says_the_same_as_without() -> None:
    content = letter(b"<third/>", more=b"more")
    known, alone = open_archive(content, head()), open_archive(content)
    assert known.head is not None
    assert alone.head is None
    assert known.members == alone.members
    assert {name: known.read(name) for name in known.members} == {name: alone.read(name) for name in alone.members}


@given(st.data())
def test_whatever_byte_is_another_it_says_the_same_as_without(data: st.DataObject) -> None:
    content = letter(b"<third/>")
    at = data.draw(st.integers(0, len(content) - 1))
    content = content[:at] + bytes([content[at] ^ data.draw(st.integers(1, 255))]) + content[at + 1 :]
    assert outcome(content, head()) == outcome(content, None)


def outcome(content: bytes, known: Head | None) -> object:
    try:
        archive = open_archive(content, known)
        return {name: archive.read(name) for name in archive.members}
    except UnreadableFileError as fault:
        return str(fault)


def test_no_name_of_the_beginning_may_come_again() -> None:
    with pytest.raises(UnreadableFileError, match="the same name"):
        open_archive(letter(b"<third/>", **{"WORD/Styles.xml": b"<styles/>"}), head())


def test_a_directory_that_counts_too_few_is_damaged() -> None:
    content = packed(SHARED)
    at = content.index(END) + 8
    content = content[:at] + struct.pack("<2H", 2, 2) + content[at + 4 :]
    with pytest.raises(UnreadableFileError, match="damaged"):
        open_archive(content, head())


def test_no_member_may_share_bytes_with_the_beginning() -> None:
    content = letter(b"<third/>")
    at = content.rindex(b"PK\x01\x02") + 42
    content = content[:at] + struct.pack("<L", content.index(b"PK\x03\x04", 4)) + content[at + 4 :]
    for known in (head(), None):
        with pytest.raises(UnreadableFileError, match="damaged"):
            open_archive(content, known)


def test_files_that_have_nothing_in_common_share_no_beginning() -> None:
    known = shared_head(head(), open_archive(packed({"x.xml": b"<x/>"})))
    assert not known.members
    assert open_archive(letter(b"<third/>"), known).members == open_archive(letter(b"<third/>")).members
