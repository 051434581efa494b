"""What a fresh file prints, read as fast as can be without guessing: the other side of the proof that it is whole.

Each letter pays for this, so that the usual case is a search with one regular expression. Whatever that search is not
sure of is read by the slow and general reader instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from xml.parsers import expat

from letterforge.cache import Cache
from letterforge.errors import UnreadableFileError
from letterforge.office.archive import Archive, open_archive
from letterforge.office.paragraph import printed_paragraphs
from letterforge.office.parts import parts_of
from letterforge.office.xml import parse_xml
from letterforge.passages import Passage
from letterforge.scanning.readers import html, kinds
from letterforge.scanning.readers.text import decode

MARKS = ("{{", "}}", "{%", "%}", "{#", "#}")


@dataclass(frozen=True, slots=True)
class PrintedText:
    """The text of a file, page by page where it has pages.

    ``furniture`` is what stands in margins, where the format keeps it apart. ``suspicious``: there may be a mark of a
    template somewhere in the file, so that all of it must be looked at.
    """

    pages: tuple[str, ...]
    furniture: str | None = None
    suspicious: bool = True


def printed_text(content: bytes, kind: kinds.Kind) -> PrintedText:
    """What a file of one of our own kinds prints.

    Raises:
        UnreadableFileError: it cannot be read.
    """
    if kind is kinds.WORD:
        return _word(content)
    if kind is kinds.HTML:
        return _html(content)
    passages = tuple(kind.passages(content))
    if kind is kinds.PDF:
        pages = tuple(p.text for p in passages if re.fullmatch(r"page \d+", p.place.path or ""))
        return PrintedText(pages, None, _holds_mark(p.text for p in passages))
    return of_passages(passages)


def of_passages(passages: Iterable[Passage]) -> PrintedText:
    """What a file prints of which only the passages are known."""
    texts = [passage.text for passage in passages]
    return PrintedText(("\n".join(texts),), None, _holds_mark(texts))


def _holds_mark(texts: Iterable[str]) -> bool:
    # One character is looked for much faster than six pairs, and there is a brace in each of them.
    return any(mark in text for text in texts if "{" in text or "}" in text for mark in MARKS)


# The same marks as character references, and in addresses.
_REFERENCES = re.compile(r"&#(?:0*12[35]|[xX]0*7[bBdD]);|&[lr](?:cub|brace);")
_ESCAPES = re.compile(r"%7[bBdD]")


def _holds_encoded_mark(markup: str) -> bool:
    return ("&" in markup and _REFERENCES.search(markup) is not None) or (
        "%7" in markup and _ESCAPES.search(markup) is not None
    )


# ---- Word ----

_KIND = re.compile(
    r'PartName="/([^"]+)"\s+ContentType="[^"]*?\.(document\.main|header|footer|footnotes|endnotes)\+xml"'
)
_UTF8 = re.compile(rb"""<\?xml version=["']1.0["'](?: encoding=["'](?i:utf-8)["'])?[^>]*\?>|<[a-zA-Z]""")
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_UNSURE = ("<!", "AlternateContent", "moveFrom", "w:sym ", "txbxContent", "Hyphen/>", "oMath")


def _word(content: bytes) -> PrintedText:
    archive = open_archive(content)
    parts = _parts(archive)
    if "document.main" not in parts.values():
        # Written differently from ours: found by the general reader.
        found = parts_of(archive)
        parts = {found.main: "document.main", **dict.fromkeys(found.headers + found.footers, "header")}
        parts |= {name: kind for name, kind in found.others if kind in {"footnotes", "endnotes"}}
    body: list[str] = []
    furniture: list[str] = []
    suspicious = False
    for name in archive.members:
        if not name.endswith((".xml", ".rels")):
            continue
        kind = parts.get(name, "")
        if kind == "document.main":
            text, marked = _part(archive.read(name), words=True)
        else:
            text, marked = _known_part(archive, name, words=bool(kind))
        suspicious = suspicious or marked
        if kind:
            (furniture if kind in {"header", "footer"} else body).append(text)
    return PrintedText(("\n".join(body),), "\n".join(furniture), suspicious)


_TYPES = "[Content_Types].xml"
_types: Cache[tuple[int, int, int], tuple[bytes, dict[str, str]]] = Cache(room=16)


def _parts(archive: Archive) -> dict[str, str]:
    """The parts that are printed, and what they are, from the list of content types: the same in many letters."""
    if _TYPES not in archive.members:
        return {}
    member = archive.members[_TYPES]
    key = (member.method, member.size, member.crc)
    known = _types.get(key)
    if known is not None and archive.holds(_TYPES, known[0]):
        return known[1]
    content = archive.read(_TYPES)
    parse_xml(content)
    parts = dict(_KIND.findall(decode(content)))
    return _types.put(key, (archive.packed(_TYPES), parts))[1]


_keep: Cache[tuple[bool, int, int, int], tuple[bytes, tuple[str, bool]]] = Cache(room=256)
_KEEP_SIZE = 1 << 17


def _known_part(archive: Archive, name: str, *, words: bool) -> tuple[str, bool]:
    """A part that is the same in many letters, read once: known by its packed bytes, which are compared whole."""
    member = archive.members[name]
    key = (words, member.method, member.size, member.crc)
    known = _keep.get(key)
    if known is not None and archive.holds(name, known[0]):
        return known[1]
    packed = archive.packed(name)
    found = _part(archive.read(name), words=words)
    if len(packed) + len(found[0]) < _KEEP_SIZE:
        _keep.put(key, (packed, found))
    return found


def _part(data: bytes, *, words: bool) -> tuple[str, bool]:
    """The words of one part, where they are asked for, and whether a mark may be in it."""
    if not _UTF8.match(data):
        _well_formed(data)
        return "\n".join(printed_paragraphs(parse_xml(data))) if words else "", True
    try:
        xml = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _malformed() from error
    pieces = _TEXT.split(xml)
    texts = "".join(pieces[2::3])
    # Markup alone, each text a NUL: it is the same in most letters of a template, so that its faults are known.
    frame = ("\0".join(pieces[::3]), "\0".join(pieces[1::3]))
    sound = _markups.get(frame)
    if sound is None:
        _well_formed(data)
        sound = _Markup(xml, *frame)
        if len(xml) < _KEEP_SIZE:
            _markups.put(frame, sound)
    elif _doubtful(texts) or "\0" in xml:
        _well_formed(data)
    text = unescape(texts) if sound.plain or not words else "\n".join(printed_paragraphs(parse_xml(data)))
    return text, sound.marked or _holds_mark((text,)) or _holds_encoded_mark(texts)


class _Markup:
    """What is known of the markup of a part, its texts taken out: whether it is ``plain``, and may hold marks."""

    __slots__ = ("marked", "plain")

    def __init__(self, xml: str, markup: str, tags: str) -> None:
        self.plain = xml.count("xmlns:w=") == 1 and _W in xml and not any(sign in markup for sign in _UNSURE)
        self.marked = _holds_mark((markup, tags)) or _holds_encoded_mark(markup)


_markups: Cache[tuple[str, str], _Markup] = Cache(room=64)
_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)</w:t>")
# What makes a text without "<" ill-formed (XML 1.0, 2.2, 2.4 and 4.1).
_UNFIT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\]\]>|&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)|&#"
)


def _doubtful(texts: str) -> bool:
    """Whether these texts may be ill-formed. Most are printable without a sign of XML, which is quick to see."""
    return not (texts.isprintable() and "&" not in texts and "]]>" not in texts) and _UNFIT.search(texts) is not None


def _well_formed(data: bytes) -> None:
    """Every part must be well-formed, or Word opens none of the file; expat alone says so in 5 ns a byte."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(data, True)  # noqa: FBT003  (positional only)
    except expat.ExpatError as error:
        raise _malformed() from error


def _malformed() -> UnreadableFileError:
    return UnreadableFileError("a part of the file is not well-formed XML")


def _refuse_doctype(*_: object) -> None:
    message = "a part of the file holds a DOCTYPE, which no office file may"
    raise UnreadableFileError(message)


# ---- HTML ----

_UNSURE_TAGS = re.compile(rb"<(?:[!?]|script|style|textarea|template|title)", re.IGNORECASE)
_TITLE_LIMIT = 1 << 14
_TAGS = re.compile(r"""<[a-zA-Z/](?:[^>"']|"[^"]*+"|'[^']*+')*+>""")


def _html(content: bytes) -> PrintedText:
    # From the end, since a page begins with hundreds of kilobytes of fonts.
    start = content.rfind(b"<body")
    page = content[start:] if start >= 0 else b""
    if not page or _UNSURE_TAGS.search(page):
        return _html_slowly(content)
    try:
        raw = page.decode("utf-8")
    except UnicodeDecodeError:
        return _html_slowly(content)
    text = _TAGS.sub("", raw)
    if "<" in text:
        return _html_slowly(content)
    text = unescape(text)
    return PrintedText(
        (text,), None, _holds_mark((raw, text)) or _holds_encoded_mark(raw) or _head_holds_mark(content, start)
    )


_heads: Cache[int, tuple[bytes, bool]] = Cache(room=8)


def _head_holds_mark(content: bytes, end: int) -> bool:
    """Whether a mark may stand in the head, most of which is style sheet and fonts, the same in many letters."""
    start = max(content.find(b"</title", 0, min(end, _TITLE_LIMIT)), 0)
    title = content[:start].decode("utf-8", errors="replace")
    if _holds_mark((title,)) or _holds_encoded_mark(title):
        return True
    known = _heads.get(end - start)
    if known is not None and content.startswith(known[0], start):  # compares without copying
        return known[1]
    head = content[start:end]
    text = head.decode("utf-8", errors="replace")
    marked = any(mark in text for mark in ("{{", "{%", "{#"))
    return _heads.put(end - start, (head, marked))[1]


def _html_slowly(content: bytes) -> PrintedText:
    passages = tuple(html.passages(content))
    texts = [p.text for p in passages if re.match(r"paragraph \d|table \d", p.place.path or "")]
    return PrintedText(("\n".join(texts),), None, suspicious=True)
