"""An HTML page as Markdown: headings, paragraphs, lists, tables, bold, italic and links; what is more is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from letterforge.adopting.texts.segments import Segment, Sort
from letterforge.scanning.readers.html import characters
from letterforge.scanning.readers.html_tokens import Token, tokens

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HEADINGS = {f"h{rank}": "#" * rank + " " for rank in range(1, 7)}
_PARAGRAPHS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "body",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
        ),
        *("figure", "footer", "form", "header", "hgroup", "html", "legend", "main", "nav", "p", "section", "summary"),
        *("caption", "thead", "tbody", "tfoot", "pre", "table", "ul", "ol", "li", "tr", "blockquote", "menu"),
        *_HEADINGS,
    )
)
_BULLET = "\u2022"
_EMPHASIS = {"b": "**", "strong": "**", "th": "", "i": "*", "em": "*", "cite": "*"}
_SILENT = frozenset(("script", "style", "title", "head", "noscript", "template", "textarea", "iframe", "svg"))
_SHEET = "the look of the page: its style sheet; the stationery says how a letter looks"
_LOST = {
    "img": "a picture; put its file beside the template, and write ![what it shows](its name)",
    "svg": "a drawing",
    "input": "a field to fill in on the screen",
    "select": "a list to choose from on the screen",
    "textarea": "a field to fill in on the screen",
    "button": "a button",
    "script": "a program",
    "iframe": "another page within the page",
    "video": "a film",
    "audio": "a sound",
    "canvas": "a drawing",
    "object": "an object within the page",
    "u": "underlined words, which are printed without the line",
    "sub": "lowered words, which are printed on the line",
    "sup": "raised words, which are printed on the line",
    "del": "struck-out words, which are printed as others",
    "s": "struck-out words, which are printed as others",
    "strike": "struck-out words, which are printed as others",
    "style": _SHEET,
}
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s()<>\\]+\Z", re.IGNORECASE)


@dataclass(slots=True)
class HtmlPage:
    """A page as words and marks, with its title, and with what of it is lost."""

    segments: list[Segment] = field(default_factory=list)
    title: str = ""
    lost: list[str] = field(default_factory=list)


def read_page(content: bytes) -> HtmlPage:
    """Read a page.

    Raises:
        UnreadableFileError: it is not text, or holds more than any letter needs.
    """
    reading = _Reading()
    for token in tokens(characters(content)):
        reading.read(token)
    reading.end_block()
    page = reading.page
    page.segments = [*_without_empty(page.segments), Segment(Sort.MARK, "\n")]
    return page


@dataclass(slots=True)
class _Row:
    cells: list[list[Segment]] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    page: HtmlPage = field(default_factory=HtmlPage)
    block: list[Segment] = field(default_factory=list)
    lead: str = ""
    """The mark that the block begins with."""
    silent: list[str] = field(default_factory=list)
    lists: list[list[int]] = field(default_factory=list)
    """For each list that is open the number of its next item, 0 for one without numbers."""
    quotes: int = 0
    rows: list[_Row] | None = None
    links: list[str] = field(default_factory=list)
    was_item: bool = False

    def read(self, token: Token) -> None:
        name = token.text
        if token.kind == "text":
            self._text(name)
        elif token.kind == "open":
            self._open(name, dict(token.attributes))
        elif token.kind == "close":
            self._close(name)

    def _text(self, text: str) -> None:
        if self.silent:
            if self.silent[-1] == "title":
                self.page.title = " ".join(text.split())
            return
        text = _BLANKS.sub(" ", text)
        if not self.block or self.block[-1].text.endswith(("\n", " ")):
            text = text.lstrip(" ")
        if text:
            self.block.append(Segment(Sort.WORDS, text))

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if name in _LOST and _LOST[name] not in self.page.lost:
            self.page.lost.append(_LOST[name])
        if name in _SILENT:
            self.silent.append(name)
        elif name == "br":
            self._mark("\\\n" if self.rows is None else " ")
        elif name == "hr":
            self.end_block()
            self._put([Segment(Sort.MARK, "---")])
        elif name in ("td", "th") and self.rows is not None:
            if not self.rows:
                self.rows.append(_Row())
            self.block = []
            self.rows[-1].cells.append(self.block)
        elif name in _PARAGRAPHS and self.rows is not None and name not in ("tr", "table"):
            self._mark(" " if self.block else "")
        elif name in _PARAGRAPHS:
            self._open_block(name, attributes)
        elif _EMPHASIS.get(name):
            self._mark(_EMPHASIS[name])
        elif name == "a":
            address = attributes.get("href", "")
            kept = address if _ADDRESS.match(address) else ""
            self.links.append(kept)
            self._mark("[" if kept else "")

    def _open_block(self, name: str, attributes: dict[str, str]) -> None:
        if name != "tr":
            self.end_block()
        if name in _HEADINGS:
            self.lead = _HEADINGS[name]
        elif name in ("ul", "menu"):
            self.lists.append([0])
        elif name == "ol":
            start = attributes.get("start", "1")
            self.lists.append([int(start) if start.isdecimal() and len(start) <= 2 else 1])  # noqa: PLR2004  (two digits)
        elif name == "li" and self.lists:
            number = self.lists[-1][0]
            self.lead = f"{number}. " if number else "- "
            self.lists[-1][0] += 1 if number else 0
        elif name == "blockquote":
            self.quotes += 1
        elif name == "table":
            self.rows = []
        elif name == "tr" and self.rows is not None:
            self.rows.append(_Row())

    def _close(self, name: str) -> None:
        if self.silent:
            if name == self.silent[-1]:
                self.silent.pop()
        elif name == "table" and self.rows is not None:
            rows, self.rows, self.block = self.rows, None, []
            self._table([row for row in rows if row.cells])
        elif self.rows is not None and name in _PARAGRAPHS:
            pass
        elif name in _PARAGRAPHS:
            self.end_block()
            if name in ("ul", "ol", "menu") and self.lists:
                self.lists.pop()
                self.was_item = self.was_item and bool(self.lists)
            elif name == "blockquote":
                self.quotes = max(0, self.quotes - 1)
        elif _EMPHASIS.get(name):
            self._close_emphasis(_EMPHASIS[name])
        elif name == "a" and self.links and (address := self.links.pop()):
            self._mark(f"]({address})")

    def _close_emphasis(self, mark: str) -> None:
        """A mark stands right behind a word, or it is printed."""
        last = self.block[-1] if self.block else None
        if last is not None and last.sort is Sort.WORDS and last.text.endswith(" "):
            self.block[-1] = Segment(Sort.WORDS, last.text.rstrip(" "))
            self._mark(mark)
            self.block.append(Segment(Sort.WORDS, " "))
        else:
            self._mark(mark)

    def _mark(self, text: str) -> None:
        if text and not self.silent:
            self.block.append(Segment(Sort.MARK, text))

    def end_block(self) -> None:
        """What was read becomes a paragraph, heading or item."""
        block, self.block, lead, self.lead = _trimmed(self.block), [], self.lead, ""
        if block and not lead and block[0].sort is Sort.WORDS and block[0].text.startswith(_BULLET):
            block[0] = Segment(Sort.WORDS, block[0].text.removeprefix(_BULLET).lstrip())
            lead = "- "
        if block:
            is_item = lead.endswith((". ", "- "))
            if is_item and self.was_item:
                self.page.segments.append(Segment(Sort.MARK, f"\n{self._indent(item=True)}{lead}"))
                self.page.segments += block
            else:
                self._put(block, lead)
            self.was_item = is_item
        elif lead.strip("# ") and not block:
            self.lead = lead  # the paragraph within an item has its mark

    def _indent(self, *, item: bool) -> str:
        depth = len(self.lists) - (1 if item else 0)
        return "> " * self.quotes + "    " * max(0, depth)

    def _put(self, block: list[Segment], lead: str = "") -> None:
        indent = self._indent(item=lead.endswith((". ", "- ")))
        gap = f"\n{indent.rstrip()}\n" if self.page.segments else ""
        self.page.segments.append(Segment(Sort.MARK, f"{gap}{indent}{lead}"))
        self.page.segments += [
            Segment(one.sort, one.text.replace("\n", f"\n{indent}")) if one.sort is Sort.MARK else one for one in block
        ]
        self.was_item = lead.endswith((". ", "- "))

    def _table(self, rows: list[_Row]) -> None:
        if not rows:
            return
        width = max(len(row.cells) for row in rows)
        out: list[Segment] = []
        for number, row in enumerate(rows):
            out.append(Segment(Sort.MARK, "| " if not number else "\n| "))
            for at in range(width):
                out += _trimmed(row.cells[at]) if at < len(row.cells) else []
                out.append(Segment(Sort.MARK, " | " if at + 1 < width else " |"))
            if not number:
                out.append(Segment(Sort.MARK, "\n" + "|---" * width + "|"))
        self._put(out)


def _trimmed(block: list[Segment]) -> list[Segment]:
    """A block without blanks and line breaks at its ends."""
    block = list(block)
    while block and not block[0].text.strip(" \\\n"):
        block.pop(0)
    while block and not block[-1].text.strip(" \\\n"):
        block.pop()
    if block and block[0].sort is Sort.WORDS:
        block[0] = Segment(Sort.WORDS, block[0].text.lstrip(" "))
    if block and block[-1].sort is Sort.WORDS:
        block[-1] = Segment(Sort.WORDS, block[-1].text.rstrip(" "))
    return block


def _without_empty(segments: list[Segment]) -> Iterator[Segment]:
    """Without pairs of marks that have nothing between them."""
    kept: list[Segment] = []
    for one in segments:
        if one.sort is Sort.MARK and one.text in ("**", "*") and kept and kept[-1] == one:
            kept.pop()
        else:
            kept.append(one)
    yield from kept
