"""Documents within a letter: their styles, lists, pictures and notes are brought into the file by docxtpl's machinery.

This costs a second rather than a millisecond, so it is done only for letters that hold a document, and kept.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from letterforge.errors import RenderError, UnreadableFileError
from letterforge.wordfile import open_archive, refuse_outside
from letterforge_docx.ooxml.names import w
from letterforge_docx.rich import Subdocument

_NSID = re.compile(rb'(<w:nsid w:val=")[0-9A-Fa-f]*(")')


def composed(word: bytes, documents: Sequence[Subdocument]) -> tuple[bytes, dict[Subdocument, str]]:
    """The Word file with what the documents need, and the XML of the body of each.

    Raises:
        RenderError: one of them is not a valid Word file.
    """
    from docxtpl import DocxTemplate  # noqa: PLC0415  (slow to import)
    from docxtpl.subdoc import Subdoc  # noqa: PLC0415  (as above)

    template = DocxTemplate(io.BytesIO(word))
    template.render_init()
    bodies: dict[Subdocument, str] = {}
    for document in documents:
        try:
            archive = open_archive(document.content)
            refuse_outside(archive)
            for name in archive.members:
                if name.endswith((".xml", ".rels")):
                    archive.prove(name)  # refuses a DOCTYPE and what is nested beyond reason, before lxml sees it
            body = Subdoc(template, io.BytesIO(document.content)).subdocx.element.body
        except (UnreadableFileError, KeyError, ValueError, etree.XMLSyntaxError) as fault:
            message = f"a document of the data cannot stand in the letter: it is not a valid Word file ({type(fault).__name__})"
            raise RenderError(message) from None
        blocks = [block for block in body if block.tag != w("sectPr")]
        bodies[document] = "".join(etree.tostring(block, encoding="unicode", with_tail=False) for block in blocks)
    target = io.BytesIO()
    template.docx.save(target)
    return _without_chance(target.getvalue(), documents), bodies


def _without_chance(word: bytes, documents: Sequence[Subdocument]) -> bytes:
    """The file with the numbers that docxcompose draws at random (``w:nsid``) taken from the documents instead."""
    seed = hashlib.sha256(b"".join(hashlib.sha256(one.content).digest() for one in documents)).digest()
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if b"<w:nsid" in content:
                content = _numbered(content, seed)
            new.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def _numbered(content: bytes, seed: bytes) -> bytes:
    count = 0

    def number(found: re.Match[bytes]) -> Any:  # noqa: ANN401  (bytes)
        nonlocal count
        count += 1
        drawn = hashlib.sha256(seed + count.to_bytes(4, "big")).hexdigest()[:8].upper()
        return found[1] + drawn.encode() + found[2]

    return _NSID.sub(number, content)
