"""Elements by their bytes: what stands where, and pieces put in without a change to the rest."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from letterforge.office.byte_offsets import some_stretches, spliced, stretches, utf8

PART = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!-- a > b --><w:a xmlns:w="urn:w" x=\'a>"b\'><w:b/>'
    "<w:t>é &amp; ü</w:t><w:t><![CDATA[a<b]]></w:t><w:c ><w:d   /></w:c\n></w:a>"
).encode()


def test_elements_come_in_the_order_of_iter() -> None:
    names = [element.tag.replace("{urn:w}", "w:") for element in ElementTree.fromstring(PART).iter()]  # noqa: S314  (ours)
    assert [one.name for one in stretches(PART)] == names


def test_each_stretch_is_the_whole_element() -> None:
    assert [PART[one.start : one.end].decode() for one in stretches(PART)][1:] == [
        "<w:b/>",
        "<w:t>é &amp; ü</w:t>",
        "<w:t><![CDATA[a<b]]></w:t>",
        "<w:c ><w:d   /></w:c\n>",
        "<w:d   />",
    ]
    assert [one.alone for one in stretches(PART)] == [False, True, False, False, False, True]


def test_the_content_lies_between_the_tags() -> None:
    text = stretches(PART)[2]
    assert PART[text.inner : text.inner_end].decode() == "é &amp; ü"


def test_some_are_where_all_are() -> None:
    everyone = stretches(PART)
    some = some_stretches(PART, {0, 2, 5})
    assert {number: (one.name, one.start, one.inner, one.inner_end, one.end) for number, one in some.items()} == {
        number: (
            everyone[number].name,
            *(getattr(everyone[number], key) for key in ("start", "inner", "inner_end", "end")),
        )
        for number in (0, 2, 5)
    }


@pytest.mark.parametrize(
    ("at", "before"), [(0, ""), (1, "é"), (2, "é "), (3, "é &amp;"), (4, "é &amp; "), (5, "é &amp; ü")]
)
def test_a_character_is_found_behind_entities_and_long_signs(at: int, before: str) -> None:
    text = stretches(PART)[2]
    offset = text.offset(PART, at)
    assert offset is not None
    assert PART[text.inner : offset].decode() == before


def test_nothing_is_cut_that_the_bytes_do_not_spell() -> None:
    assert stretches(PART)[2].offset(PART, 9) is None


def test_pieces_stand_where_they_were_put_in() -> None:
    assert spliced(b"abc", [(3, b"3"), (0, b"0"), (1, b"x"), (1, b"y")]) == b"0axybc3"
    assert spliced(b"abc", []) == b"abc"


def test_utf16_becomes_utf8() -> None:
    raw = '<?xml version="1.0" encoding="UTF-16"?><a>é</a>'.encode("utf-16")
    assert utf8(raw) == "<a>é</a>".encode()
    assert utf8(b"\xef\xbb\xbf<a/>") == b"<a/>"
