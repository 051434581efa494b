from __future__ import annotations

import zlib

import pikepdf
import pytest

from letterforge.joining.copying import _BLOCK, _is_whole, written


@pytest.mark.parametrize("size", [0, 1, _BLOCK - 1, _BLOCK, _BLOCK + 1, 10 * _BLOCK])
def test_a_packed_stream_is_whole_by_its_checksum(size: int) -> None:
    packed = zlib.compress(bytes(size))
    assert _is_whole(packed)
    assert _is_whole(packed + b"\n")
    assert not _is_whole(packed[:-1])
    assert not _is_whole(packed[:-1] + bytes([packed[-1] ^ 1]))
    assert not _is_whole(b"")
    assert not _is_whole(b"none")


def test_numbers_and_nothing_are_written_as_pdf_writes_them() -> None:
    assert [written(value) for value in (5, True, None, pikepdf.String("a(b"))] == [b"5", b"true", b"null", b"(a\\(b)"]
