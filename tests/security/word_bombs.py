"""Word files that draw something in from outside, or that two readers would read in two ways."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Mapping

from word_files import package, paragraph

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ADDRESS = "http://127.0.0.1:9/x"
BODY = paragraph("Dear {{ a }}") + paragraph("{{p body }}")
_CENTRAL, _END = b"PK\x01\x02", b"PK\x05\x06"


def related(*rows: str, member: str = "word/_rels/settings.xml.rels") -> bytes:
    """A Word file with relationships of a part."""
    return package(BODY, {member: f'<Relationships xmlns="{RELATIONSHIPS}">{"".join(rows)}</Relationships>'})


def row(kind: str, *, mode: str = "External", target: str = ADDRESS, identifier: str = "a") -> str:
    """One relationship."""
    return f'<Relationship Id="{identifier}" Type="{KINDS}/{kind}" TargetMode="{mode}" Target="{target}"/>'


def field(*codes: str) -> bytes:
    """A Word file with a field whose code is cut over runs."""
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>' for code in codes)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return package(BODY + f"<w:p>{begin}{runs}{end}</w:p>")


def part(content: str | bytes, name: str = "word/theme/theme1.xml") -> bytes:
    """A Word file with one part of other content."""
    return package(BODY, {name: content})  # type: ignore[dict-item]  # zipfile takes bytes too


def two_directories() -> bytes:
    """Two directories before the end: one reader counts from the beginning of the file, the other from its end.

    The second says that document.xml is another member, which says EVIL.
    """
    content = package(BODY)
    end = content.rindex(_END)
    count, length, start = struct.unpack_from("<HLL", content, end + 10)
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as file:
        file.writestr(
            "word/document.xml",
            zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").replace(b"Dear", b"EVIL"),
        )
    evil = other.getvalue()
    cut = evil.index(_CENTRAL)
    first, second = content[start:end], bytearray(content[start:end])
    begin = start + cut
    at = 0
    while at < len(second):
        name, extra, comment = struct.unpack_from("<3H", second, at + 28)
        (offset,) = struct.unpack_from("<L", second, at + 42)
        if second[at + 46 : at + 46 + name] == b"word/document.xml":
            second[at + 10 : at + 12], second[at + 16 : at + 28] = evil[cut + 10 : cut + 12], evil[cut + 16 : cut + 28]
            offset = start
        struct.pack_into("<L", second, at + 42, (offset - length) & 0xFFFFFFFF)
        at += 46 + name + extra + comment
    last = struct.pack("<4s4H2LH", _END, 0, 0, count, count, length, begin, 0)
    return content[:start] + evil[:cut] + first + bytes(second) + last


def twice(name: str, other: str) -> bytes:
    """A Word file with a second member."""
    stream = io.BytesIO(package(BODY))
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as file:
        warnings.simplefilter("ignore")
        file.writestr(other, zipfile.ZipFile(io.BytesIO(package(BODY))).read(name).replace(b"Dear", b"EVIL"))
    return stream.getvalue()


_LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;"}">' for n in range(9))
    + "]><a>&a8;</a>"
)
_QUADRATIC = f'<!DOCTYPE a [<!ENTITY a "{"x" * 100_000}">]><a>{"&a;" * 10_000}</a>'
_EXTERNAL = f'<!DOCTYPE a SYSTEM "{ADDRESS}"><a/>'

OUTSIDE: Mapping[str, bytes] = {
    **{
        kind: related(row(kind))
        for kind in (
            "image",
            "oleObject",
            "frame",
            "subDocument",
            "aFChunk",
            "video",
            "mailMergeSource",
        )
    },
    "by a file": related(row("image", target="file:///etc/hostname")),
    "by a share": related(row("image", target="\\\\server\\share")),
    "by a mode in small letters": related(row("attachedTemplate", mode="external")),
    "by a mode of its own": related(row("attachedTemplate", mode="x")),
    "by a mode that lies": related(row("attachedTemplate", mode="Internal")),
    "by a folder in capitals": related(row("attachedTemplate"), member="word/_RELS/settings.xml.RELS"),
    "by the field INCLUDETEXT": field(f' INCLUDETEXT "{ADDRESS}" '),
    "by a field cut in two": field(" INCLU", f'DEPICTURE "{ADDRESS}"'),
    "by the field DDE": field(" DDE cmd x "),
    "by the field DDEAUTO": field("DDEAUTO c:\\\\cmd x"),
    "by the field LINK": field(' link Excel.Sheet.8 "x" '),
    "by a simple field": package(BODY + f'<w:p><w:fldSimple w:instr=" IncludePicture {ADDRESS} \\d"/></w:p>'),
}
TWO_WAYS: Mapping[str, bytes] = {
    "two directories": two_directories(),
    "a part twice": twice("word/document.xml", "word/document.xml"),
    "a part twice, in capitals": twice("word/document.xml", "WORD/Document.xml"),
    "a part twice, with a backslash": twice("word/document.xml", "word\\document.xml"),
    "a part twice, with a number for a letter": twice("word/document.xml", "word/%64ocument.xml"),
    "one id twice": related(row("attachedTemplate"), row("hyperlink")),
    "a part above": twice("word/document.xml", "../document.xml"),
    "a part at the root": twice("word/document.xml", "/etc/document.xml"),
}
XML: Mapping[str, bytes] = {
    "a billion laughs": part(_LAUGHS),
    "a quadratic one": part(_QUADRATIC),
    "a DOCTYPE from outside": part(_EXTERNAL),
    "a DOCTYPE in UTF-16": part(('<?xml version="1.0" encoding="UTF-16"?>' + _LAUGHS).encode("utf-16")),
    "a DOCTYPE in UTF-16 without a mark": part(
        ('<?xml version="1.0" encoding="UTF-16LE"?>' + _LAUGHS).encode("utf-16-le")
    ),
    "UTF-7": part('<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE a+AD4-<a/>'),
    "EBCDIC": part(b'<?xml version="1.0" encoding="cp037"?>' + "<a/>".encode("cp037")),
    "no XML": part("Dear all"),
    "elements within elements": part("<a>" * 5000 + "</a>" * 5000),
    "zeros": part(b"\0" * 3_000_000),
    "text without end": part("<a>" + "x" * 40_000_000 + "</a>"),
    "elements without end": part("<a>" + "<b/>" * 300_000 + "</a>"),
}
HOSTILE: Mapping[str, bytes] = {**OUTSIDE, **TWO_WAYS, **XML}
