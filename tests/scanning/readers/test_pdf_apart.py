"""PDFs of strangers are read in a process of their own: whatever is in them, an error for that file, and the next is read."""

from __future__ import annotations

import re
import resource
import zlib
from pathlib import Path

import pytest
from caged import caged
from tests import forked

import letterforge
from letterforge import limits
from letterforge.errors import UnreadableFileError
from letterforge.scanning.readers import pdf_apart

PLAIN = b"<</Length 41>>stream\nBT /F 12 Tf 10 700 Td (Dear [name]) Tj ET    \nendstream"
TOO_MUCH = "takes more time or memory than any letter needs"


def stream(head: bytes, body: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n" % (head, len(body)) + body + b"\nendstream"


def pdf(
    content: bytes = PLAIN,
    *,
    kids: int = 1,
    root: bytes = b"",
    extra: bytes = b"",
    more: dict[int, bytes] | None = None,
) -> bytes:
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % root,
        2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * kids, kids),
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        4: content,
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        **(more or {}),
    }
    out, offsets = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    at, most = len(out), max(objects)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (most + 1)
    for number in range(1, most + 1):
        out += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
    return bytes(out + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (most + 1, extra, at))


BOOKMARK = {
    6: b"<</Type/Outlines/First 7 0 R/Last 7 0 R/Count 1>>",
    7: b"<</Title<FEFFD800>/Parent 6 0 R/Dest[3 0 R/Fit]>>",
}
DAMAGED = {
    "a bookmark with half a sign": pdf(root=b"/Outlines 6 0 R", more=BOOKMARK),
    "a title with half a sign": pdf(extra=b"/Info 6 0 R", more={6: b"<</Title<FEFFD800>>>"}),
}


def blanks(count: int, size: int = 1 << 20) -> bytes:
    """So many blanks, packed: each stretch of them as the one before, so that none but two is packed here."""
    packing = zlib.compressobj(9)
    first = packing.compress(b" " * size) + packing.flush(zlib.Z_FULL_FLUSH)
    again = packing.compress(b" " * size) + packing.flush(zlib.Z_FULL_FLUSH)
    end = packing.flush()[:-4]
    length = count * size
    sums = (32 * length * (length + 1) // 2 + length) % 65_521, (32 * length + 1) % 65_521
    return first + again * (count - 1) + end + b"".join(one.to_bytes(2, "big") for one in sums)


def bomb() -> bytes:
    packed = blanks(1 << 10)
    for _ in range(2):
        packed = zlib.compress(packed, 9)
    return pdf(stream(b"/Filter[/FlateDecode/FlateDecode/FlateDecode]", packed))


def test_the_bomb_is_packed_as_zlib_would() -> None:
    assert zlib.decompress(blanks(3, 1000)) == b" " * 3000


def test_a_pdf_of_a_strangers_is_read_as_before() -> None:
    assert [one.text for one in letterforge.scan(pdf())] == ["[name]"]


@pytest.mark.parametrize("name", DAMAGED)
def test_what_no_text_is_spoils_one_file_alone(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="something in it cannot be read"):
        letterforge.scan(DAMAGED[name])
    (tmp_path / "bad.pdf").write_bytes(DAMAGED[name])
    (tmp_path / "left.txt").write_text("Dear [insert name],\n", encoding="utf-8")
    done = forked.command("scan", "bad.pdf", "left.txt", cwd=tmp_path)
    assert "[insert name]" in done.stdout
    assert "bad.pdf: the PDF is damaged" in done.stderr


def test_what_takes_too_much_memory_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match=TOO_MUCH):
        letterforge.scan(bomb())


def scanned_in_a_second(content: bytes) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (1, 1))  # which the process that reads it inherits, and takes for its own
    letterforge.scan(content)


def test_what_takes_too_much_time_is_refused() -> None:
    words = stream(b"", b"BT /F 1 Tf 1 700 Td 1 TL " + b"(Dear Ann Ash, we come on the day) Tj T* " * 2000 + b"ET")
    endless = pdf(words, kids=20_000)
    outcome = caged(lambda: scanned_in_a_second(endless))
    assert isinstance(outcome.error, UnreadableFileError)
    assert re.search(f"{TOO_MUCH}|says more than any letter needs", outcome.text)


def limited() -> list[int]:
    kinds = (resource.RLIMIT_CPU, resource.RLIMIT_AS)
    before = [resource.getrlimit(kind) for kind in kinds]
    pdf_apart._limit()
    found = [resource.getrlimit(kind)[0] for kind in kinds]
    for kind, both in zip(kinds, before, strict=True):
        resource.setrlimit(kind, both)
    return found


def test_the_process_that_reads_has_the_time_and_memory_of_the_table() -> None:
    assert caged(limited).value == [limits.PDF_SECONDS.most, limits.PDF_MEMORY.most]
