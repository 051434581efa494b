"""Markdown in, wording out: Python-Markdown's element tree read node by node, tags and all.

What is not understood is a finding with its place; `accounting.Account` sees to it that nothing is missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from letterforge import pictures
from letterforge.document import (
    Alignment,
    BlockQuote,
    Cell,
    Emphasis,
    Heading,
    Image,
    Item,
    LineBreak,
    Link,
    List,
    PageBreak,
    Paragraph,
    Picture,
    Role,
    Row,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from letterforge.errors import UsageError
from letterforge.findings import Finding, in_order, warning
from letterforge.printing import Printer
from letterforge.sources import front_matter
from letterforge.sources.accounting import Account
from letterforge.sources.beside import Beside
from letterforge.sources.lines import PREFIX, Prepared, prepare
from letterforge.sources.literals import literals, unescaped
from letterforge.sources.tags import Mark, MarkKind, Source, Statements, match, nest, scan
from letterforge.text_rules import TEXT_RULES
from letterforge.wording import For, If, Pattern, Wording

if TYPE_CHECKING:
    from letterforge.sources.front_matter import FrontMatter

LONGEST = 200_000  # characters; a letter of a hundred pages
DEEPEST = 40  # characters of quote signs and indent
DEEPEST_INCLUDE = 8
SCHEMES = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_NEW_PAGE = re.compile(r"^\\newpage(?=[ \t]*$)", re.MULTILINE)
_ROLE = re.compile(r"(?:\A|\n)[ ]*\{:\s*\.([\w-]+)\s*\}\s*\Z")
_INCLUDED = re.compile(r"\s*(['\"])([^'\"]+)\1\s*\Z")
_INLINE = frozenset({"em", "strong", "a", "img", "br", "code"})
_ALIGNMENTS = {"left": Alignment.START, "center": Alignment.CENTER, "right": Alignment.END}


@dataclass(frozen=True, slots=True)
class MarkdownTemplate:
    """What a Markdown file says: the wording, its language, the kind it claims to be, and what is wrong with it."""

    wording: Wording
    language: str | None
    kind: str | None
    findings: tuple[Finding, ...]


def read(text: str, *, file: str | None = None, beside: Beside | None = None) -> MarkdownTemplate:
    """Read a Markdown template with front matter.

    Whatever is wrong becomes a finding; with an error among them the wording is what could be understood.
    """
    findings: list[Finding] = []
    images: dict[str, Picture] = {}
    source = Source(text.removeprefix("\ufeff").replace("\r\n", "\n"), file)
    if not _readable(source, findings):
        return MarkdownTemplate(Wording(()), None, None, tuple(findings))
    marks = _scan(source, findings)
    front = front_matter.read(source, marks, findings)
    language = _language(source, front, findings)
    printer = Printer(language or "en-GB")
    reader = _Reader(source, marks, front.end, printer, beside or Beside(None), findings, images, depth=0)
    title = reader.title(front)
    blocks = reader.read()
    kind = front.values.get("kind")
    if kind is not None and not front_matter.NAME.match(kind.text):
        message = "the kind is not a name of small letters, digits and hyphens"
        findings.append(
            source.error("front-matter", kind.offset, message=message, hint="It is never the path of a module.")
        )
        kind = None
    return MarkdownTemplate(Wording(blocks, title, images), language, kind.text if kind else None, in_order(findings))


def read_fragment(
    text: str,
    printer: Printer,
    *,
    file: str | None,
    beside: Beside,
    images: dict[str, Picture],
    findings: list[Finding],
) -> tuple[Any, ...]:
    """Read Markdown without front matter, such as the furniture of a stationery, in the language of the printer."""
    source = Source(text.replace("\r\n", "\n"), file)
    if not _readable(source, findings):
        return ()
    return _Reader(source, _scan(source, findings), 0, printer, beside, findings, images, depth=0).read()


def _readable(source: Source, findings: list[Finding]) -> bool:
    """Bounds that keep the parser fast and within its stack, and characters that no letter can carry."""
    if len(source.text) > LONGEST:
        findings.append(source.error("too-long", 0, message=f"the template has more than {LONGEST:,} characters"))
        return False
    unfit = next(rule for rule in TEXT_RULES if rule.name == "unfit-character")
    for found in unfit.pattern.finditer(source.text):
        if found.group() != "\t":
            findings.append(
                source.error(
                    "unfit-character",
                    found.start(),
                    message="a character that a letter cannot carry",
                    hint="Delete it.",
                )
            )
            return False
    for found in re.finditer(PREFIX.pattern, source.text, re.MULTILINE):
        if len(found.group()) > DEEPEST and not found.string[found.end() : found.end() + 1].isspace():
            findings.append(
                source.error("too-deep", found.start(), message="more levels of indent and quote than a letter has")
            )
            return False
    return True


def _scan(source: Source, findings: list[Finding]) -> list[Mark]:
    """The tags, and the page breaks, which are no tags but stand alone like them."""
    marks = scan(source, findings)
    breaks = [Mark(MarkKind.PAGE_BREAK, "", m.start(), m.end()) for m in _NEW_PAGE.finditer(source.text)]
    return sorted(
        [*marks, *(b for b in breaks if not any(m.start < b.start < m.end for m in marks))], key=lambda mark: mark.start
    )


def _language(source: Source, front: FrontMatter, findings: list[Finding]) -> str | None:
    lang = front.values.get("lang")
    if lang is None:
        hint = "Begin the file with front matter: ---, lang: en-GB, title: ..., ---"
        findings.append(source.error("front-matter", 0, message="the template does not say its language", hint=hint))
        return None
    try:
        Printer(lang.text)
    except UsageError:
        hint = "Write a tag such as en-GB or cy, without a placeholder."
        findings.append(
            source.error(
                "front-matter", lang.offset, message="this is not a language that letterforge knows", hint=hint
            )
        )
        return None
    return lang.text


class _Reader:
    """Reads one text."""

    def __init__(  # noqa: PLR0913  (what one text needs; nobody else calls it)
        self,
        source: Source,
        marks: Sequence[Mark],
        body: int,
        printer: Printer,
        beside: Beside,
        findings: list[Finding],
        images: dict[str, Picture],
        *,
        depth: int,
        including: tuple[str, ...] = (),
    ) -> None:
        from letterforge.sources import dialect  # noqa: PLC0415  (Python-Markdown costs a third of the import)

        self._dialect = dialect
        self.source, self.printer, self.beside, self.findings, self.images = source, printer, beside, findings, images
        self.depth, self.including = depth, including
        self.matched = match(source, marks, findings)
        self.statements = Statements(source, self.matched, printer, findings)
        self.account = Account(source, marks, body)
        self.body = body
        self.prepared: Prepared

    def read(self) -> tuple[Any, ...]:
        """The blocks of the text."""
        own: list[Finding] = []
        self.prepared = prepare(self.source, self.matched, self.body, own)
        before = len(self.findings)
        try:
            root = self._dialect.parse(self.prepared)
            blocks = nest(self._blocks(root), self.statements, self.findings, tidy=joined)
        except RecursionError:
            self.findings.append(self.source.error("too-deep", self.body, message="more levels than a letter has"))
            return ()
        self.account.close()
        self.findings += own
        # What is lost is often the consequence of what was found already, and would say the same twice.
        if self.account.lost is not None and not any(f.is_error for f in self.findings[before:]):
            self.findings.append(self.account.lost)
        return blocks

    def title(self, front: FrontMatter) -> Pattern:
        """The title of the letter, a pattern of text and placeholders."""
        found = front.values.get("title")
        if found is None or not found.text.strip():
            hint = "A reader's software shows it: title: The review, and your part in it"
            self.findings.append(self.source.error("front-matter", 0, message="the template has no title", hint=hint))
            return ()
        pieces: list[Text | int] = []
        at = found.offset
        end = found.offset + len(found.text)
        for number, mark in enumerate(self.matched.marks):
            if at <= mark.start and mark.end <= end:
                pieces += [Text(self.source.text[at : mark.start])] if mark.start > at else []
                pieces += [number] if mark.kind is not MarkKind.COMMENT else []
                at = mark.end
        rest = found.text if at == found.offset else self.source.text[at:end]
        pieces += [Text(rest)] if rest else []
        return nest(pieces, self.statements, self.findings)

    # --- blocks ---------------------------------------------------------------------------------------------------

    def _blocks(self, parent: Element) -> list[Any]:
        """The blocks within an element, with numbers for the marks among them."""
        out: list[Any] = []
        run: list[Any] = []  # inlines that stand in a list item without a paragraph of their own

        def flush() -> None:
            mark = _only_mark(run)
            if mark is not None and mark in self.prepared.blocks:
                out.extend(self._block_mark(mark))
            else:
                inlines = trimmed(run)
                if inlines:
                    out.append(Paragraph(nest(inlines, self.statements, self.findings)))
            run.clear()

        run += self._text(parent.text, line_start=True)
        for child in parent:
            if child.tag in _INLINE:
                run += self._inline(child)
            else:
                flush()
                out += self._block(child)
            run += self._text(child.tail, line_start=child.tag not in _INLINE or child.tag == "br")
        flush()
        return out

    def _block_mark(self, number: int) -> list[Any]:
        kind = self.matched.marks[number].kind
        if kind is MarkKind.PAGE_BREAK:
            return [PageBreak()]
        if kind is MarkKind.INCLUDE:
            return list(self._include(number))
        return [number]

    def _block(self, element: Element) -> list[Any]:
        match element.tag:
            case "p":
                return self._paragraph(element)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                inlines = trimmed(self._inlines(element, prose=False))
                return [Heading(int(element.tag[1]), nest(inlines, self.statements, self.findings))]
            case "ul" | "ol":
                items = [self._item(child) for child in element]
                return [List(tuple(items), ordered=element.tag == "ol", start=int(element.get("start", "1")))]
            case "blockquote":
                return [BlockQuote(nest(self._blocks(element), self.statements, self.findings, tidy=joined))]
            case "hr":
                return [ThematicBreak()]
            case "table":
                return [self._table(element)]
            case "pre":
                self._fault(
                    "an indented block, which is code",
                    "A letter has no code: take the indent away; in a list indent by four blanks for each level.",
                )
                self.account.take("".join(element.itertext()))
                return []
            case _:  # pragma: no cover  (the dialect makes no other elements)
                self._fault("this is not understood", "Write it more simply.")
                return []

    def _paragraph(self, element: Element) -> list[Any]:
        role = self._role(element)
        inlines = self._inlines(element, prose=True)
        mark = _only_mark(inlines)
        if mark is not None and mark in self.prepared.blocks:
            return self._block_mark(mark)
        inlines = trimmed(inlines)
        if not inlines:
            if role is not None:
                self._fault(
                    "a role without a paragraph",
                    "It stands on the last line of its paragraph, without an empty line between.",
                )
            return []
        return [Paragraph(nest(inlines, self.statements, self.findings), role)]

    def _role(self, element: Element) -> Role | None:
        """Take the role off the end of a paragraph."""
        holder = element[-1] if len(element) else None
        text = (holder.tail if holder is not None else element.text) or ""
        found = _ROLE.search(text)
        if found is None:
            return None
        rest = text[: found.start()]
        if holder is not None:
            holder.tail = rest
        else:
            element.text = rest
        try:
            return Role(found.group(1))
        except ValueError:
            names = [role.value for role in Role]
            close = get_close_matches(found.group(1), names, n=1)
            hint = f"Did you mean {close[0]}?" if close else f"There are: {', '.join(names)}."
            at = self.source.text.find("{:", self.account.offset)
            self.findings.append(self.source.error("role", max(at, 0), message="there is no such role", hint=hint))
            return None

    def _item(self, element: Element) -> Item[Any]:
        return Item(nest(self._blocks(element), self.statements, self.findings, tidy=joined))

    def _table(self, element: Element) -> Table[Any]:
        rows: list[Any] = []
        columns: tuple[Alignment | None, ...] = ()
        for part in element:
            for row in part:
                cells = list(row)
                if part.tag == "thead":
                    columns = tuple(_ALIGNMENTS.get(cell.get("align", "")) for cell in cells)
                mark = self.prepared.tokens.only(cells[0].text or "") if cells and not len(cells[0]) else None
                if mark is not None and mark in self.prepared.rows:
                    self.account.take(mark)
                    rows.append(mark)
                    continue
                fault = row.get(self._dialect.FAULT)
                if fault:
                    self._fault(fault, "Each row has as many cells as the header; \\| is a pipe within a cell.")
                if part.tag == "tbody" and not any((cell.text or "").strip() or len(cell) for cell in cells):
                    continue  # Python-Markdown gives a table without rows an empty one
                rows.append(Row(tuple(self._cell(cell) for cell in cells), header=part.tag == "thead"))
        return Table(nest(rows, self.statements, self.findings), columns)

    def _cell(self, element: Element) -> Cell[Any]:
        inlines = trimmed(self._inlines(element, prose=False))
        return Cell((Paragraph(nest(inlines, self.statements, self.findings)),) if inlines else ())

    def _include(self, number: int) -> tuple[Any, ...]:
        mark = self.matched.marks[number]
        named = _INCLUDED.match(mark.body)
        if named is None:
            self.findings.append(
                self.source.error(
                    "include",
                    mark.start,
                    message="an include without a file name in quotes",
                    hint='Write {% include "part.md" %}.',
                )
            )
            return ()
        name = named.group(2)
        if name in self.including or self.depth >= DEEPEST_INCLUDE:
            self.findings.append(
                self.source.error(
                    "include", mark.start, message="a part that includes itself, or too many within one another"
                )
            )
            return ()
        try:
            content = self.beside.read(name)
            text = content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            self.findings.append(self.source.error("include", mark.start, message=f"{name} is not a text in UTF-8"))
            return ()
        except ValueError as fault:
            self.findings.append(self.source.error("include", mark.start, message=f"{name}: {fault}"))
            return ()
        file = str(self.beside.folder / name) if self.beside.folder else name
        source = Source(text, file)
        if not _readable(source, self.findings):
            return ()
        marks = _scan(source, self.findings)
        reader = _Reader(
            source,
            marks,
            0,
            self.printer,
            self.beside,
            self.findings,
            self.images,
            depth=self.depth + 1,
            including=(*self.including, name),
        )
        return reader.read()

    # --- inlines --------------------------------------------------------------------------------------------------

    def _inlines(self, element: Element, *, prose: bool) -> list[Any]:
        """What stands within an element, with numbers for its tags."""
        out = self._text(element.text, line_start=True, prose=prose)
        for child in element:
            out += self._inline(child)
            out += self._text(child.tail, line_start=child.tag == "br", prose=prose)
        return out

    def _inline(self, element: Element) -> list[Any]:
        match element.tag:
            case "br":
                if element.get(self._dialect.TRAILING):
                    place = self.source.place(self.account.offset)
                    hint = "A backslash at the end of a line says the same and can be seen."
                    message = "the line above ends with two blanks, which break it and cannot be seen"
                    self.findings.append(warning("invisible-break", place, message=message, hint=hint))
                return [LineBreak()]
            case "em" | "strong":
                children = nest(self._inlines(element, prose=False), self.statements, self.findings)
                return [Emphasis(children) if element.tag == "em" else Strong(children)]
            case "a":
                return self._link(element)
            case "img":
                return self._image(element)
            case "code":
                self._fault("a sign for code", "Letters have no code; write \\` for the sign itself.")
                self.account.take("".join(element.itertext()))
                return []
            case _:  # pragma: no cover  (the dialect makes no other elements)
                self._fault("this is not understood", "Write it more simply.")
                return []

    def _text(self, raw: str | None, *, line_start: bool, prose: bool = True) -> list[Any]:
        """A text with numbers for the tags in it, its blanks folded, nothing of Markdown left in it."""
        if not raw:
            return []
        for literal, at in literals(raw, line_start=line_start, prose=prose):
            before = self.prepared.tokens.pattern.sub("\N{BULLET}", raw[:at])  # a tag counts as one sign
            offset = self.account.locate(unescaped(before), raw[at:].lstrip()[:1])
            self.findings.append(self.source.error("literal", offset, message=literal.message, hint=literal.hint))
        out: list[Any] = []
        for piece in self.prepared.tokens.split(raw):
            if isinstance(piece, int):
                self.account.take(piece)
                out.append(piece)
            else:
                words = unescaped(piece)
                self.account.take(words)
                out.append(Text(re.sub(r"[ \t]*\n[ \t]*|[ \t]+", " ", words)))
        return out

    def _link(self, element: Element) -> list[Any]:
        offset = self.account.offset
        automatic = isinstance(element.text, self._dialect.AtomicString)
        children = nest(self._inlines(element, prose=False), self.statements, self.findings)
        href = unescaped(element.get("href", ""))
        target = self._pattern(href, account=not automatic)
        self._no_title(element, offset)
        first = target[0] if target else None
        if not isinstance(first, Text) or not SCHEMES.match(first.text):
            message = "a link whose address does not begin with http://, https://, mailto: or tel:"
            hint = "The template says how it begins; a placeholder may follow."
            self.findings.append(self.source.error("link", offset, message=message, hint=hint))
        elif re.search(r"\s", href):
            self.findings.append(
                self.source.error("link", offset, message="a link whose address has a blank in it", hint="Write %20.")
            )
        if not children:
            self.findings.append(
                self.source.error(
                    "link", offset, message="a link without words", hint="Write them between the square brackets."
                )
            )
        return [Link(children, target)]

    def _image(self, element: Element) -> list[Any]:
        offset = self.account.offset
        alt = self._pattern(unescaped(element.get("alt", "")), account=True)
        name = unescaped(element.get("src", ""))
        self._pattern(name, account=True)
        self._no_title(element, offset)
        if not alt:
            hint = "Write what it shows between the square brackets, for those who cannot see it."
            self.findings.append(
                self.source.error("picture", offset, message="a picture without words for it", hint=hint)
            )
        if self.prepared.tokens.pattern.search(name):
            message = "a picture whose file name comes from the data"
            self.findings.append(
                self.source.error("picture", offset, message=message, hint="Name the file in the template.")
            )
            return []
        try:
            found = pictures.picture(self.beside.read(name))
        except ValueError as fault:
            self.findings.append(self.source.error("picture", offset, message=f"the picture cannot be used: {fault}"))
            return []
        key = pictures.digest(found.content)
        self.images[key] = found
        return [Image(key, alt)]

    def _pattern(self, text: str, *, account: bool) -> Pattern:
        pieces = self.prepared.tokens.split(text)
        if account:
            for piece in pieces:
                self.account.take(piece)
        return nest(
            [Text(piece) if isinstance(piece, str) else piece for piece in pieces], self.statements, self.findings
        )

    def _no_title(self, element: Element, offset: int) -> None:
        title = element.get("title")
        if title:
            self.account.take(unescaped(title))
            message = "a title for a link or picture, which paper cannot show"
            self.findings.append(
                self.source.error("link", offset, message=message, hint="Leave out what stands in quotes.")
            )

    def _fault(self, message: str, hint: str) -> None:
        self.findings.append(self.source.error("markdown", self.account.offset, message=message, hint=hint))


def _only_mark(inlines: Sequence[Any]) -> int | None:
    """The number of the mark, where there is one and nothing else but blanks."""
    rest = [i for i in inlines if not (isinstance(i, Text) and not i.text.strip())]
    return rest[0] if len(rest) == 1 and isinstance(rest[0], int) else None


def trimmed(inlines: Sequence[Any]) -> list[Any]:
    """Inlines without blanks at the ends of a paragraph and around line breaks."""
    out: list[Any] = []
    for index, inline in enumerate(inlines):
        if isinstance(inline, Text):
            text = inline.text
            if not out or isinstance(out[-1], LineBreak):
                text = text.lstrip(" \n")
            if index + 1 == len(inlines) or isinstance(inlines[index + 1], LineBreak):
                text = text.rstrip(" \n")
            if text:
                out.append(Text(text))
        else:
            out.append(inline)
    return out


def joined(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
    """A loop or condition around lists becomes items of one list, and neighbouring lists of one kind become one."""
    out: list[Any] = []
    for block in blocks:
        found = _as_list(block)
        last = out[-1] if out else None
        if isinstance(last, List) and isinstance(found, List) and last.ordered is found.ordered:
            out[-1] = List((*last.children, *found.children), last.ordered, last.start, last.style)
        else:
            out.append(found)
    return tuple(out)


def _as_list(block: Any) -> Any:  # noqa: ANN401  (any block in, any block out)
    """A For or If whose branches are each one list, as a list with a For or If among its items."""
    if isinstance(block, For):
        parts = [block.children, *([block.otherwise] if block.otherwise else [])]
    elif isinstance(block, If):
        parts = [branch.children for branch in block.branches]
    else:
        return block
    lists = [part[0] for part in parts if len(part) == 1 and isinstance(part[0], List)]
    if len(lists) != len(parts) or len({one.ordered for one in lists}) != 1:
        return block
    if isinstance(block, For):
        otherwise = lists[1].children if len(lists) > 1 else ()
        inner: Any = For(block.name, block.iterated, block.condition, lists[0].children, otherwise, block.tag)
    else:
        branches = zip(block.branches, lists, strict=True)
        inner = If(
            tuple(type(branch)(branch.condition, one.children, branch.tag) for branch, one in branches), block.tag
        )
    return List((inner,), lists[0].ordered, lists[0].start, lists[0].style)
