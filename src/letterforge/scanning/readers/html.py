"""The text of an HTML page, passage by passage, with what its tags carry."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from letterforge.errors import UnreadableFileError
from letterforge.findings import Place
from letterforge.passages import Nature, Passage, Span
from letterforge.scanning.readers.html_tokens import Token, tokens
from letterforge.scanning.readers.text import decode

STYLE, SCRIPT = "style sheet", "script"
_NATURES = {STYLE: Nature.STYLE, SCRIPT: Nature.SCRIPT, "placeholder of a field": Nature.HINT}

_BLOCK_NAMES = (
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav noscript ol optgroup option p pre section "
    "select summary table tbody td template textarea tfoot th thead title tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_WORDS = {
    "alt": "alt text",
    "title": "title attribute",
    "placeholder": "placeholder of a field",
    "value": "value of a field",
    "content": "meta",
    "label": "label",
    "aria-label": "label",
    "aria-description": "label",
    "summary": "summary of a table",
}
_TARGETS = {"href", "src", "action", "cite", "data", "poster", "srcset", "formaction", "background"}
_TAG_NAMES = (  # HTML standard, 4; and those of older pages and of SVG that are words of English, too
    "a abbr acronym animate area audio b base basefont bdi bdo big br canvas cite clippath col colgroup data datalist "
    "defs del desc dfn directory ellipse em embed filter font frame frameset g hgroup hr i iframe image img input ins "
    "label line link map mark marker marquee mask math menuitem meta metadata meter nobr object output param path pattern "
    "picture polygon progress q rect rp rt ruby s script search set slot small source span stop strike strong style "
    "sub sup svg switch symbol text time track u use var video view wbr"
)
_CODE = frozenset(("code", "pre", "kbd", "samp", "tt", "xmp", "listing", "plaintext"))
_TAGS = _BLOCKS | _CODE | frozenset(_TAG_NAMES.split())
_SPACE = re.compile(r"[ \t\r\n\f]+")  # not \s, which takes a no-break space for a blank
_KEEPS_SPACES = re.compile(r"\bwhite-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_KEPT = "\uffff"  # no character: a space that no browser draws together with its neighbours
_DEPTH_LIMIT = 32
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_HEAD = 1024  # where the HTML standard looks for the encoding (13.2.3.2)


def passages(content: bytes, file: str | None = None) -> Iterator[Passage]:
    """Every text of a page: blocks, title, attributes, targets of links, comments, style sheets and scripts.

    Raises:
        UnreadableFileError: it is not text.
    """
    page = _Page(file)
    text = characters(content)
    for token in tokens(text):
        page.line += text.count("\n", page.offset, token.offset)
        page.offset = token.offset
        yield from page.read(token)
    yield from page.flush()


def characters(content: bytes) -> str:
    """The characters of a page, by the encoding that it declares, or as any text."""
    declared = _CHARSET.search(content, 0, _HEAD)
    if declared and not content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = declared[1].decode("ascii").lower()
        if name in {"iso-8859-1", "latin1", "ascii", "us-ascii", "windows-1252", "cp1252"}:
            # The encoding standard reads all of these as windows-1252.
            content = content.decode("cp1252", errors="replace").encode()
        elif re.fullmatch(r"iso-8859-\d{1,2}|windows-12\d\d|koi8-[ru]|shift_jis|euc-jp|euc-kr|gb18030|gbk|big5", name):
            content = content.decode(name, errors="replace").encode()
    return decode(content)


@dataclass(slots=True)
class _Page:
    """Where the reading stands: the text of the block so far, and the numbers of what has been seen."""

    file: str | None
    line: int = 1
    offset: int = 0
    words: list[str] = field(default_factory=list)
    began: int = 1
    blocks: int = 0
    tables: list[list[int]] = field(default_factory=list)
    """Number, row and cell of each table that is open, the outermost first."""
    seen: int = 0
    inside: str = ""
    code: int = 0
    """How many elements that show code are open."""
    code_began: int = 0
    reply: int = 0
    """How many ``div`` are open from the one on that is for the recipient."""
    spaced: int = 0
    """How many ``span`` are open from the one on that keeps its spaces."""
    codes: list[tuple[int, int]] = field(default_factory=list)
    """Where code stood in the block so far, counted in `signs`."""
    signs: int = 0
    """The characters of the block so far, white space apart."""

    def read(self, token: Token) -> Iterator[Passage]:
        if token.kind == "text":
            yield from self._text(token)
        elif token.kind == "comment":
            if token.text.strip() and not token.text.lower().startswith("doctype"):
                yield self._passage(token.text, "comment")
        elif token.text == "br":
            self.words.append("\n")
        else:
            if token.text in _BLOCKS:
                yield from self.flush()
            self._step(token)
            yield from self._attributes(token)

    def flush(self) -> Iterator[Passage]:
        """The block so far, white space drawn together as a browser does."""
        if not self.words:
            return
        text = "\n".join(" ".join(_SPACE.split(line)).strip(" ") for line in "".join(self.words).split("\n")).strip()
        text = text.replace(_KEPT, " ")
        codes = [*self.codes, (self.code_began, self.signs)] if self.code else self.codes
        if text:
            spans = _spans(text, codes)
            if self.reply:
                spans = (*spans, Span(Nature.REPLY, 0, len(text)))
            yield Passage(text, Place(self.file, self.began, path=self._path()), spans)
        self.words.clear()
        self.signs = self.code_began = 0
        self.codes = []

    def _text(self, token: Token) -> Iterator[Passage]:
        if self.inside in {"style", "script"}:
            if token.text.strip():
                yield self._passage(token.text, STYLE if self.inside == "style" else SCRIPT)
            return
        # A line of the source is no line of the page, but for <pre>; `br` alone breaks one.
        if self.spaced:
            text = token.text.replace(" ", _KEPT)
        else:
            text = token.text if self.inside == "pre" else _SPACE.sub(" ", token.text)
        if not self.words:
            if not text.strip():
                return
            self.began = self.line + token.text[: len(token.text) - len(token.text.lstrip())].count("\n")
        self.words.append(text)
        self.signs += len("".join(text.replace(_KEPT, "").split()))

    def _step(self, token: Token) -> None:
        """Keep count of tables, rows and cells."""
        name = token.text
        if name in _CODE:
            self._code(token)
        if name == "span" and (self.spaced or _keeps_spaces(token)):
            self.spaced += 1 if token.kind == "open" else -1
        if name == "div" and (self.reply or _is_reply(token)):
            self.reply += 1 if token.kind == "open" else -1
        if token.kind == "open":
            if name in {"style", "script", "title", "pre"}:
                self.inside = name
            if name == "table":
                if len(self.tables) == _DEPTH_LIMIT:
                    message = f"the page nests its tables more than {_DEPTH_LIMIT} deep"
                    raise UnreadableFileError(message)
                self.seen += not self.tables
                self.tables.append([self.seen if not self.tables else 1, 0, 0])
            elif self.tables and name == "tr":
                self.tables[-1][1:] = [self.tables[-1][1] + 1, 0]
            elif self.tables and name in {"td", "th"}:
                self.tables[-1][2] += 1
        else:
            if name == self.inside:
                self.inside = ""
            if name == "table" and self.tables:
                self.tables.pop()

    def _code(self, token: Token) -> None:
        if token.kind == "open":
            self.code += 1
            if self.code == 1:
                self.code_began = self.signs
        elif self.code:
            self.code -= 1
            if not self.code:
                self.codes.append((self.code_began, self.signs))

    def _path(self) -> str:
        if self.inside == "title":
            return "title"
        cells = [f"table {n}, row {row}, cell {cell}" for n, row, cell in self.tables if cell]
        if cells:
            return ", ".join(cells)
        self.blocks += 1
        return f"paragraph {self.blocks}"

    def _attributes(self, token: Token) -> Iterator[Passage]:
        if (
            token.kind == "open"
            and token.text not in _TAGS
            and "-" not in token.text
            and not any(value for _, value in token.attributes)
        ):
            # "<Insert Date>": no browser shows it, and nobody meant it for a tag.
            words = " ".join((token.text, *(name for name, _ in token.attributes)))
            yield self._passage(f"<{words}>", "unknown tag")
        for name, value in token.attributes:
            if not value.strip():
                continue
            if name in _WORDS:
                yield self._passage(value, _WORDS[name])
            elif name in _TARGETS:
                if not value.lstrip().lower().startswith("data:"):
                    # Braces may stand in an address as %7B and %7D; a mark is to be seen as what it is.
                    yield self._passage(unquote(value), "link target")
            elif name == "style" or name.startswith("on"):
                yield self._passage(value, STYLE if name == "style" else SCRIPT)
            elif "{" in value or "}" in value or "{" in name:
                yield self._passage(value, f"attribute {name}")

    def _passage(self, text: str, path: str) -> Passage:
        nature = _NATURES.get(path)
        spans = (Span(nature, 0, len(text)),) if nature else ()
        return Passage(text, Place(self.file, self.line, path=path), spans)


def _is_reply(token: Token) -> bool:
    return token.kind == "open" and any(
        name == "class" and "reply" in value.split() for name, value in token.attributes
    )


def _keeps_spaces(token: Token) -> bool:
    return token.kind == "open" and any(
        name == "style" and _KEEPS_SPACES.search(value) for name, value in token.attributes
    )


def _spans(text: str, codes: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Where code stands in a text, from how many characters stood before it.

    White space apart, the characters are the same before and after it is drawn together; so it is not counted.
    """
    if not codes:
        return ()
    at = [n for n, sign in enumerate(text) if not sign.isspace()]
    return tuple(Span(Nature.CODE, at[start], at[stop - 1] + 1) for start, stop in codes if start < stop)
