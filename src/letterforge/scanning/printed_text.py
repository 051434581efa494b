"""What a fresh file prints, read as fast as can be without guessing: the other side of the proof that it is whole.

Each letter pays for this, so that the usual case is a search with one regular expression. Whatever that search is not
sure of is read by the slow and general reader instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape

from letterforge.cache import Cache
from letterforge.passages import Passage
from letterforge.scanning.leftovers.certain import holds_sign
from letterforge.scanning.printed import PrintedText, holds_encoded_mark, holds_mark
from letterforge.scanning.readers import kinds
from letterforge.scanning.unprinted import waits_in_attributes, waits_in_tags, waits_in_title


def printed_text(content: bytes, kind: kinds.Kind, like: str | None = None) -> PrintedText:
    """What a file of one of our own kinds prints; ``like`` names the files that most of it is the same in.

    Raises:
        UnreadableFileError: it cannot be read.
    """
    if kind is kinds.WORD:
        from letterforge.scanning.printed_word import word_text  # noqa: PLC0415  (slow to import; for Word alone)

        return word_text(content, like)
    if kind is kinds.HTML:
        return _html(content)
    passages = tuple(kind.passages(content))
    if kind is kinds.PDF:
        pages = tuple(p.text for p in passages if re.fullmatch(r"page \d+", p.place.path or ""))
        return PrintedText(pages, None, _may_wait(passages))
    return of_passages(passages)


def of_passages(passages: Iterable[Passage]) -> PrintedText:
    """What a file prints of which only the passages are known."""
    known = tuple(passages)
    return PrintedText(("\n".join(passage.text for passage in known),), None, _may_wait(known))


def _may_wait(passages: Sequence[Passage]) -> bool:
    """Whether something in these passages could be waiting to be filled; what is looked at so is not made so often."""
    return any(passage.spans or holds_sign(passage.text) for passage in passages)


# ---- HTML ----

_UNSURE_TAGS = re.compile(rb"<(?:[!?]|script|style|textarea|template|title)", re.IGNORECASE)
_TITLE_LIMIT = 1 << 14
_TAGS = re.compile(r"""(<[a-zA-Z/][^>"']*+(?:(?:"[^"]*+"|'[^']*+')[^>"']*+)*+>)""")


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
    cut = _TAGS.split(raw)  # texts, and between them tags
    text = "".join(cut[::2])
    if "<" in text:
        return _html_slowly(content)
    text = unescape(text)
    marked = holds_mark((raw, text)) or holds_encoded_mark(raw) or waits_in_tags(cut[1::2])
    return PrintedText((text,), None, marked or _head_waits(content, start))


_STYLE = re.compile(r"<style.*?</style>", re.DOTALL | re.IGNORECASE)
_heads: Cache[int, tuple[bytes, bool]] = Cache(room=8)


def _head_waits(content: bytes, end: int) -> bool:
    """Whether a mark, or a title to be filled in, may stand in the head; most of it is the same in many letters."""
    start = max(content.find(b"</title", 0, min(end, _TITLE_LIMIT)), 0)
    title = content[:start].decode("utf-8", errors="replace")
    if holds_mark((title,)) or holds_encoded_mark(title) or waits_in_title(title.rpartition(">")[2]):
        return True
    if waits_in_attributes(title):  # what stands before it
        return True
    known = _heads.get(end - start)
    if known is not None and content.startswith(known[0], start):  # compares without copying
        return known[1]
    head = content[start:end]
    text = head.decode("utf-8", errors="replace")
    marked = any(mark in text for mark in ("{{", "{%", "{#")) or waits_in_attributes(_STYLE.sub("", text))
    return _heads.put(end - start, (head, marked))[1]


def _html_slowly(content: bytes) -> PrintedText:
    passages = tuple(kinds.HTML.passages(content))
    texts = [p.text for p in passages if re.match(r"paragraph \d|table \d", p.place.path or "")]
    return PrintedText(("\n".join(texts),), None, suspicious=True)
