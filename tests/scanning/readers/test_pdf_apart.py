"""PDFs of strangers are read in a process of their own: whatever is in them, an error for that file, and the next is read."""

from __future__ import annotations

import subprocess
import sys
import zlib
from pathlib import Path

import pytest

import letterforge
from letterforge.errors import UnreadableFileError

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


def bomb() -> bytes:
    packed = zlib.compress(b" " * (1 << 30), 9)
    for _ in range(2):
        packed = zlib.compress(packed, 9)
    return pdf(stream(b"/Filter[/FlateDecode/FlateDecode/FlateDecode]", packed))


def test_a_pdf_of_a_strangers_is_read_as_before() -> None:
    assert [one.text for one in letterforge.scan(pdf())] == ["[name]"]


@pytest.mark.parametrize("name", DAMAGED)
def test_what_no_text_is_spoils_one_file_alone(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="something in it cannot be read"):
        letterforge.scan(DAMAGED[name])
    (tmp_path / "bad.pdf").write_bytes(DAMAGED[name])
    (tmp_path / "left.txt").write_text("Dear [insert name],\n", encoding="utf-8")
    tool = str(Path(sys.executable).with_name("letterforge"))
    done = subprocess.run(
        [tool, "scan", "bad.pdf", "left.txt"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "[insert name]" in done.stdout
    assert "bad.pdf: the PDF is damaged" in done.stderr


def test_what_takes_too_much_is_refused() -> None:
    words = stream(b"", b"BT /F 1 Tf 1 700 Td 1 TL " + b"(Dear Ann Ash, we come on the day) Tj T* " * 2000 + b"ET")
    for content in (bomb(), pdf(words, kids=20_000)):
        with pytest.raises(UnreadableFileError, match=f"{TOO_MUCH}|says more than any letter needs"):
            letterforge.scan(content)
