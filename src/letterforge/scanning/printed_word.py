"""What a fresh Word file prints, read without a tree: the words are cut out of the markup.

Markup that is the same in many letters is proven once, and so are the members that they share. What is not sure goes
the long way, by the walk over paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import islice
from xml.parsers import expat

from letterforge.cache import Cache
from letterforge.errors import UnreadableFileError
from letterforge.office.archive import Archive, Head, head_of, open_archive, shared_head
from letterforge.office.paragraph import printed_paragraphs
from letterforge.office.parts import parts_of
from letterforge.office.xml import parse_xml
from letterforge.scanning.leftovers.certain import holds_sign
from letterforge.scanning.printed import PrintedText, holds_encoded_mark, holds_mark
from letterforge.scanning.readers.text import decode
from letterforge.scanning.unprinted import waits_in_word

_OVERRIDE = re.compile(r'PartName="/([^"]+)"\s+ContentType="([^"]*)"')
_KIND = re.compile(r"\.(document\.main|header|footer|footnotes|endnotes)\+xml\Z")
_NO_TYPES = frozenset(("application/xml", "text/xml"))
_NOT_LISTED = ("docProps/", "customXml/", "[Content_Types]")
"""Where the parts are that need no content type of their own to be what they are."""
_UTF8 = re.compile(
    rb"""<\?xml version=["']1\.0["'](?: encoding=["'](?i:utf-8)["'])?(?: standalone=[^>]*)?\s*\?>|<[a-zA-Z]"""
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# What Word shows a prompt with, or a field that has not been filled.
_WAITING = ("showingPlcHdr", "ffData", "MERGEFIELD", "FORMTEXT")
_UNSURE = ("<!", "AlternateContent", "moveFrom", "w:sym ", "txbxContent", "Hyphen/>", "oMath")


_HEAD_SIZE = 1 << 21
_heads: Cache[str, _Known] = Cache(room=16)


@dataclass(frozen=True, slots=True)
class _Known:
    """A beginning that files have in common, and what was read of the parts in it."""

    head: Head
    parts: dict[str, str]
    """What the list of content types says, with "" for what is not printed; nothing where it cannot be used."""
    body: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    suspicious: bool = False


def word_text(content: bytes, like: str | None = None) -> PrintedText:
    """What a Word file prints.

    ``like`` names the files that may begin with the same members as this one. It is a hint of what to compare its bytes
    with, and no more.

    Raises:
        UnreadableFileError: it cannot be read.
    """
    known = None if like is None else _heads.get(like)
    archive = open_archive(content, None if known is None else known.head)
    if (
        known is not None
        and archive.head is not None
        and known.parts
        and _lists(known.parts, names := [*islice(archive.members, len(known.head.members), None)])
    ):
        body, furniture = [*known.body], [*known.furniture]
        suspicious = _read(archive, names, known.parts, body, furniture) or known.suspicious
        return PrintedText(("\n".join(body),), "\n".join(furniture), suspicious)
    parts = _parts(archive)
    body, furniture = [], []
    suspicious = _read(archive, archive.members, parts, body, furniture)
    if like is not None and len(content) < _HEAD_SIZE:
        # The second file shows what the first has in common with it.
        _heads.put(like, _beginning(head_of(archive) if known is None else shared_head(known.head, archive)))
    return PrintedText(("\n".join(body),), "\n".join(furniture), suspicious)


def printed_lines(content: bytes) -> Iterator[str]:
    """What a Word file prints, paragraph by paragraph, with the words of its text boxes, margins and notes."""
    archive = open_archive(content)
    found = parts_of(archive)
    notes = (name for name, kind in found.others if kind in {"footnotes", "endnotes"})
    for name in (found.main, *found.headers, *found.footers, *notes):
        yield from printed_paragraphs(archive.xml(name))


def _beginning(head: Head) -> _Known:
    """What a beginning of a file says, where the list of content types is in it: without that, nothing is known."""
    archive = Archive(head.content, head.members)
    parts, body, furniture = _listed_parts(archive), list[str](), list[str]()
    if "document.main" not in parts.values() or not _lists(parts, head.members):
        return _Known(head.none(), {})
    suspicious = _read(archive, head.members, parts, body, furniture)
    return _Known(head, parts, tuple(body), tuple(furniture), suspicious)


def _read(
    archive: Archive, names: Iterable[str], parts: Mapping[str, str], body: list[str], furniture: list[str]
) -> bool:
    """Add what the named members print; whether a mark may be in one of them."""
    suspicious = False
    for name in names:
        if not name.endswith((".xml", ".rels")):
            continue
        kind = parts.get(name, "")
        if kind == "document.main":
            text, marked = _part(name, archive.read(name), words=True)
        else:
            text, marked = _known_part(archive, name, words=bool(kind))
        suspicious = suspicious or marked
        if kind:
            (furniture if kind in {"header", "footer"} else body).append(text)
    return suspicious


_TYPES = "[Content_Types].xml"
_types: Cache[tuple[int, int, int], tuple[bytes, dict[str, str]]] = Cache(room=16)


def _parts(archive: Archive) -> dict[str, str]:
    """The parts that are printed, and what they are."""
    parts = _listed_parts(archive)
    if "document.main" in parts.values() and _lists(parts, archive.members):
        return parts
    # Written differently from ours: found by the general reader.
    found = parts_of(archive)
    parts = {found.main: "document.main", **dict.fromkeys(found.headers + found.footers, "header")}
    return parts | {name: kind for name, kind in found.others if kind in {"footnotes", "endnotes"}}


def _lists(parts: Mapping[str, str], names: Iterable[str]) -> bool:
    """Whether the list of content types says of all parts what they are; a part is what something uses it as."""
    return all(name in parts or not name.endswith(".xml") or name.startswith(_NOT_LISTED) for name in names)


def _listed_parts(archive: Archive) -> dict[str, str]:
    """The same from the list of content types, which is one and the same in many letters."""
    if _TYPES not in archive.members:
        return {}
    member = archive.members[_TYPES]
    key = (member.method, member.size, member.crc)
    known = _types.get(key)
    if known is not None and archive.holds(_TYPES, known[0]):
        return known[1]
    content = archive.read(_TYPES)
    parse_xml(content)
    parts = {name: _kind(said) for name, said in _OVERRIDE.findall(decode(content)) if said not in _NO_TYPES}
    return _types.put(key, (archive.packed(_TYPES), parts))[1]


def _kind(content_type: str) -> str:
    found = _KIND.search(content_type)
    return found[1] if found else ""


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
    found = _part(name, archive.read(name), words=words)
    if len(packed) + len(found[0]) < _KEEP_SIZE:
        _keep.put(key, (packed, found))
    return found


def _part(name: str, data: bytes, *, words: bool) -> tuple[str, bool]:
    """The words of one part, where they are asked for, and whether a mark may be in it."""
    if not _UTF8.match(data):
        _well_formed(data)
        return "\n".join(printed_paragraphs(parse_xml(data))) if words else "", True
    try:
        xml = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _malformed() from error
    cut = xml.split(_END)
    likely = _frames.get((name, len(cut)))
    texts = None if likely is None else likely.texts(cut, len(xml))
    if likely is None or texts is None:
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
        elif _doubtful(texts, data):
            _well_formed(data)
        if len(xml) < _KEEP_SIZE and len(cut) * 3 == len(pieces) + 2:
            _frames.put((name, len(cut)), _Frame(pieces, sound))
    else:
        sound = likely.sound
        if _doubtful(texts, data):
            _well_formed(data)
    text = unescape(texts) if sound.plain or not words else "\n".join(printed_paragraphs(parse_xml(data)))
    marked = sound.marked or holds_mark((text,)) or holds_encoded_mark(texts)
    # What is printed is held against the letter, whose words were judged; of a comment or a diagram nobody has asked.
    return text, marked or (not words and holds_sign(text))


class _Frame:
    """The markup around the texts of one part, piece by piece: what another of as many texts most likely has, too."""

    __slots__ = ("_length", "_markup", "sound")

    def __init__(self, pieces: Sequence[str], sound: _Markup) -> None:
        heads = [before + opening for before, opening in zip(pieces[:-1:3], pieces[1::3], strict=True)]
        self._markup = [*heads, pieces[-1]]
        self._length = sum(map(len, self._markup)) + len(_END) * len(heads)
        self.sound = sound

    def texts(self, cut: Sequence[str], length: int) -> str | None:
        """The texts of a part of this length that was cut at the ends of its texts; None if it has other markup than this.

        That much markup is found again at the beginning of each piece, and that no tag begins in what follows it, is
        what the long way would have found.
        """
        # What is left is as short as this only where each piece has begun with its markup, and the last was no more.
        texts = "".join(map(str.removeprefix, cut, self._markup))
        return None if len(texts) != length - self._length or cut[-1] != self._markup[-1] or "<" in texts else texts


_END = "</w:t>"
_frames: Cache[tuple[str, int], _Frame] = Cache(room=64)


class _Markup:
    """What is known of the markup of a part, its texts taken out: whether it is ``plain``, and may hold marks."""

    __slots__ = ("marked", "plain")

    def __init__(self, xml: str, markup: str, tags: str) -> None:
        self.plain = xml.count("xmlns:w=") == 1 and _W in xml and not any(sign in markup for sign in _UNSURE)
        waits = any(sign in markup for sign in _WAITING)
        self.marked = waits or holds_mark((markup, tags)) or holds_encoded_mark(markup) or waits_in_word(markup)


_markups: Cache[tuple[str, str], _Markup] = Cache(room=64)
_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)</w:t>")
# What makes a text without "<" ill-formed (XML 1.0, 2.2, 2.4 and 4.1).
_CONTROL = tuple(sorted({*range(0x20)} - {*b"\t\n\r"}))
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_ENTITIES = ("&amp;", "&lt;", "&gt;", "&quot;", "&apos;")


def _doubtful(texts: str, data: bytes) -> bool:
    """Whether these texts, which stand in this part, may be ill-formed. To look for one byte after the other is quickest."""
    if any(map(data.__contains__, _CONTROL)) or ("]" in texts and "]]>" in texts):
        return True
    if _NO_CHARACTERS[0][0] in data and any(map(data.__contains__, _NO_CHARACTERS)):
        return True
    signs = texts.count("&")
    return bool(signs) and signs != sum(map(texts.count, _ENTITIES))


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
