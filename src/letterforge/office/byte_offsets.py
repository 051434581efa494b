"""Where the elements of an XML part stand in its bytes, so that a part can be added to without being written anew.

Whoever writes a part anew renames its prefixes, and Word goes by some of them (``mc:Ignorable``).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")


@dataclass(slots=True)
class Stretch:
    """One element: its name as written, and the bytes where it begins, where its content does, and where both end.

    ``text`` holds the runs of characters directly in it: their places, and what they say.
    """

    name: str
    start: int
    inner: int
    inner_end: int = 0
    end: int = 0
    text: list[tuple[int, str]] = field(default_factory=list)

    @property
    def alone(self) -> bool:
        """Whether it is written as one tag: ``<w:p/>``."""
        return self.end == self.inner

    def offset(self, raw: bytes, at: int) -> int | None:
        """The byte at which a character of the text stands, None where the bytes do not spell it (``<![CDATA[``)."""
        last = self.inner
        for place, said in self.text:
            written = said.encode()
            plain = "&" not in said and raw[place : place + len(written)] == written
            if at < len(said) or (at == len(said) and plain):
                return place + len(said[:at].encode()) if plain or at == 0 else None
            at -= len(said)
            last = place + len(written) if plain else self.inner_end
        return last if at == 0 else None


def utf8(raw: bytes) -> bytes:
    """A part in UTF-8; XML may be written in UTF-16 as well (XML 1.0, 4.3.3)."""
    if not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.removeprefix(b"\xef\xbb\xbf")
    return re.sub(r"\A<\?xml[^>]*\?>", "", raw.decode("utf-16")).encode()


def stretches(raw: bytes) -> list[Stretch]:
    """Every element of a part in the order in which they begin, which is that of ``Element.iter()``.

    The part has been parsed before, within bounds: it is well-formed and holds no DOCTYPE.
    """
    found: list[Stretch] = []
    open_elements: list[Stretch] = []
    parser = expat.ParserCreate()
    parser.buffer_text = False

    def start(name: str, _attributes: dict[str, str]) -> None:
        one = _begun(raw, parser.CurrentByteIndex, name)
        found.append(one)
        open_elements.append(one)

    def end(_name: str) -> None:
        _ended(open_elements.pop(), raw, parser.CurrentByteIndex)

    def data(said: str) -> None:
        if open_elements:
            open_elements[-1].text.append((parser.CurrentByteIndex, said))

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, data
    parser.Parse(raw, True)  # noqa: FBT003  (expat's signature)
    return found


def some_stretches(raw: bytes, numbers: Collection[int]) -> dict[int, Stretch]:
    """A few elements of a part, by their places among `stretches`, without their texts: a fraction of the work."""
    found: dict[int, Stretch] = {}
    open_elements: list[Stretch | None] = []
    parser = expat.ParserCreate()
    following = itertools.count()

    def start(name: str, _attributes: dict[str, str]) -> None:
        if (number := next(following)) in numbers:
            found[number] = _begun(raw, parser.CurrentByteIndex, name)
        open_elements.append(found.get(number))

    def end(_name: str) -> None:
        if (one := open_elements.pop()) is not None:
            _ended(one, raw, parser.CurrentByteIndex)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(raw, True)  # noqa: FBT003  (expat's signature)
    return found


def _begun(raw: bytes, at: int, name: str) -> Stretch:
    tag = _TAG.match(raw, at)
    return Stretch(name, at, tag.end() if tag else at)


def _ended(one: Stretch, raw: bytes, at: int) -> None:
    if raw[one.inner - 2 : one.inner] == b"/>":
        one.inner_end = one.end = one.inner
    else:
        one.inner_end, one.end = at, raw.index(b">", at) + 1


def spliced(raw: bytes, pieces: Sequence[tuple[int, bytes]]) -> bytes:
    """A part with pieces put in at places; those at one place in the order given."""
    out, last = [], 0
    for at, piece in sorted(pieces, key=lambda one: one[0]):
        out += [raw[last:at], piece]
        last = at
    return b"".join([*out, raw[last:]])
