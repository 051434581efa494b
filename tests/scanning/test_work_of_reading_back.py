"""What the letters of one template have in common is read and put together once: each pays for what is its own."""

from __future__ import annotations

import io
import zipfile

from tests.scanning.test_read_back import LETTER, as_word, paragraph
from tests.work import calls

from letterforge.document import Block, Document, Item, List, Text
from letterforge.scanning.coverage import expected, missing
from letterforge.scanning.printed import PrintedText
from letterforge.scanning.printed_text import printed_text
from letterforge.scanning.readers import kinds


def test_the_wording_of_a_template_is_put_together_once() -> None:
    wording: Block = List(tuple(Item((paragraph(f"clause {n}"),)) for n in range(200)))
    text = "".join(f"clause {n}" for n in range(200))

    def proven(name: str) -> int:
        letter = Document("en", "x", (paragraph("Dear ", Text(name, "name")), wording))
        found: list[object] = []
        done = calls(lambda: found.extend(missing(expected(letter, pages=None), PrintedText((f"Dear {name}{text}",)))))
        assert found == []
        return done

    first, second = proven("Ann"), proven("Bo")
    assert second * 10 < first


def word_file(name: bytes) -> bytes:
    """A file of sixty parts, of which the last alone is this letter's own; none says when it was written."""
    body = "word/document.xml"
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_word(LETTER))) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.namelist():
            if member != body:
                target.writestr(zipfile.ZipInfo(member), source.read(member), zipfile.ZIP_DEFLATED)
        for number in range(45):
            part = zipfile.ZipInfo(f"customXml/own{number}.xml")
            target.writestr(part, f"<one>{number}</one>", zipfile.ZIP_DEFLATED)
        target.writestr(zipfile.ZipInfo(body), source.read(body).replace(b"Dear ", name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def test_the_parts_that_word_files_share_are_read_once() -> None:
    def read(name: bytes, like: str | None) -> int:
        content = word_file(name)
        return calls(lambda: printed_text(content, kinds.WORD, like))

    names = (b"Dear ", b"Good ", b"Hope ", b"Fine ")
    alone = [read(name, None) for name in names]
    shared = [read(name, "letters that share their parts") for name in names]
    assert shared[-1] * 4 < alone[-1]
