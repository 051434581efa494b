"""The inlines of Markdown: words, tags, emphasis, links and pictures of Python-Markdown's element tree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, assert_never

from letterforge import pictures
from letterforge.document import (
    Coloured,
    Emphasis,
    Image,
    LineBreak,
    Link,
    Marked,
    Note,
    PageCount,
    PageNumber,
    Phrase,
    Picture,
    Strong,
    Tab,
    Text,
    Underline,
)
from letterforge.findings import Findings
from letterforge.loading import tree
from letterforge.loading.companion_files import CompanionFiles
from letterforge.loading.markdown.attributes import said
from letterforge.loading.markdown.coverage import Account, counts
from letterforge.loading.markdown.lines import Prepared
from letterforge.loading.markdown.literals import literals, unescaped
from letterforge.loading.nesting import INLINES, PIECES, Statements, nest
from letterforge.loading.tags import Source
from letterforge.loading.tree import For, If, Pattern, Placeholder
from letterforge.rules.markdown import INVISIBLE_BREAK, LINK, LITERAL, MARKDOWN, PICTURE, ROLE

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SCHEMES = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
INLINE_ELEMENTS = frozenset({"em", "strong", "span", "a", "img", "br"})


@dataclass(frozen=True, slots=True)
class Inlines:
    """Reads the inlines of one text."""

    source: Source
    account: Account
    statements: Statements
    prepared: Prepared
    beside: CompanionFiles
    images: dict[str, Picture]
    findings: Findings

    def nested(self, siblings: Sequence[tree.Inline | int]) -> tuple[tree.Inline, ...]:
        """Inlines with the numbers of tags among them as nodes."""
        return nest(siblings, INLINES, self.statements, self.findings)

    def within(self, element: Element, *, prose: bool) -> list[tree.Inline | int]:
        """What stands within an element, with numbers for its tags."""
        block = element.tag not in INLINE_ELEMENTS
        out = self.text(element.text, line_start=block, prose=prose, last=block and not len(element))
        for child in element:
            out += self.one(child, prose=prose)
            out += self.text(child.tail, line_start=child.tag == "br", prose=prose, last=block and child is element[-1])
        return out

    def one(self, element: Element, *, prose: bool) -> list[tree.Inline | int]:
        """An element among inlines."""
        from letterforge.loading.markdown import dialect  # noqa: PLC0415  (as in `reader`)

        match element.tag:
            case "br":
                if element.get(dialect.TRAILING):
                    offset = max(self.source.text.find("  \n", self.account.last), self.account.last)
                    message = "two spaces at the end of a line, which break it and cannot be seen"
                    hint = "A backslash at the end of a line says the same and can be seen."
                    self.findings.add(self.source.finding(INVISIBLE_BREAK, offset, message=message, hint=hint))
                return [LineBreak()]
            case "em" | "strong":
                children = self.nested(self.within(element, prose=prose))
                return [Emphasis(children) if element.tag == "em" else Strong(children)]
            case "span":
                return self._span(element, prose=prose)
            case "a":
                return self._link(element, prose=prose)
            case "img":
                return self._image(element)
            case _:  # pragma: no cover  (the dialect makes no other elements)
                self.findings.add(
                    self.source.finding(
                        MARKDOWN, self.account.offset, message="this is not understood", hint="Write it more simply."
                    )
                )
                return []

    def text(
        self, raw: str | None, *, line_start: bool, prose: bool = True, last: bool = True
    ) -> list[tree.Inline | int]:
        """A text with numbers for the tags in it, its blanks folded, nothing of Markdown left in it.

        ``line_start`` and ``last`` say whether it begins a line and ends its paragraph, ``prose`` whether it is part
        of a paragraph at all (a cell or a heading may begin with a number).
        """
        if not raw:
            return []
        count = read = 0
        for literal, at in sorted(literals(raw, line_start=line_start, prose=prose, last=last), key=itemgetter(1)):
            before = self.prepared.tokens.pattern.sub("\N{BULLET}", raw[read:at])  # a tag counts as one sign
            count, read = count + sum(map(counts, unescaped(before))), at
            sign = raw[at : at + 80].lstrip()[:1]
            offset = self.account.locate(count, sign, begins=raw[at] == "\n")
            self.findings.add(self.source.finding(LITERAL, offset, message=literal.message, hint=literal.hint))
        out: list[tree.Inline | int] = []
        for piece in self.prepared.tokens.split(raw):
            if isinstance(piece, int):
                self.account.take(piece)
                out.append(piece)
            else:
                words = unescaped(piece)
                self.account.take(words)
                out.append(Text(re.sub(r"[ \t]*\n[ \t]*|[ \t]+", " ", words)))
        return out

    def _span(self, element: Element, *, prose: bool) -> list[tree.Inline | int]:
        from letterforge.loading.markdown import dialect  # noqa: PLC0415  (as above)

        children = self.nested(self.within(element, prose=prose))
        listed = element.get(dialect.ATTRIBUTES, "")
        found = said(listed)
        for message, hint in found.faults:
            self.findings.add(self.source.finding(ROLE, self.account.offset, message=message, hint=hint))
        self.account.take(listed)
        return list(found.around(children))

    def _link(self, element: Element, *, prose: bool) -> list[tree.Inline | int]:
        from letterforge.loading.markdown import dialect  # noqa: PLC0415  (as above)

        offset = self.account.offset
        automatic = isinstance(element.text, dialect.AtomicString)
        children = self.nested(self.within(element, prose=prose))
        href = unescaped(element.get("href", ""))
        target = self._pattern(href, account=not automatic)
        self._no_title(element, offset)
        first = target[0] if target else None
        if not isinstance(first, Text) or not SCHEMES.match(first.text):
            message = "a link whose address does not begin with http://, https://, mailto: or tel:"
            hint = "The template says how it begins; a placeholder may follow."
            self.findings.add(self.source.finding(LINK, offset, message=message, hint=hint))
        elif re.search(r"\s", href):
            self.findings.add(
                self.source.finding(LINK, offset, message="a link whose address has a space in it", hint="Write %20.")
            )
        if not children:
            self.findings.add(
                self.source.finding(
                    LINK, offset, message="a link without text", hint="Write it between the square brackets."
                )
            )
        return [Link(children, target)]

    def _image(self, element: Element) -> list[tree.Inline | int]:
        offset = self.account.offset
        alt = self._pattern(unescaped(element.get("alt", "")), account=True)
        name = unescaped(element.get("src", ""))
        self._pattern(name, account=True)
        self._no_title(element, offset)
        if not alt:
            hint = "Write what it shows between the square brackets, for those who cannot see it."
            self.findings.add(
                self.source.finding(PICTURE, offset, message="a picture without alternative text", hint=hint)
            )
        if self.prepared.tokens.pattern.search(name):
            message = "a picture whose file name comes from the data"
            self.findings.add(
                self.source.finding(PICTURE, offset, message=message, hint="Name the file in the template.")
            )
            return []
        try:
            found = pictures.picture(self.beside.read(name))
        except ValueError as fault:
            self.findings.add(self.source.finding(PICTURE, offset, message=f"the picture cannot be used: {fault}"))
            return []
        key = pictures.digest(found.content)
        self.images[key] = found
        return [Image(key, alt)]

    def _pattern(self, text: str, *, account: bool) -> Pattern:
        pieces = self.prepared.tokens.split(text)
        if account:
            for piece in pieces:
                self.account.take(piece)
        return pattern_of(pieces, self.statements, self.findings)

    def _no_title(self, element: Element, offset: int) -> None:
        title = element.get("title")
        if title:
            self.account.take(unescaped(title))
            message = "a title for a link or picture, which paper cannot show"
            self.findings.add(
                self.source.finding(LINK, offset, message=message, hint="Leave out what stands in quotes.")
            )


def pattern_of(pieces: Sequence[str | int], statements: Statements, findings: Findings) -> Pattern:
    """Text and numbers of marks as a pattern."""
    siblings = [Text(piece) if isinstance(piece, str) else piece for piece in pieces]
    return nest(siblings, PIECES, statements, findings)


def trimmed(inlines: Sequence[tree.Inline | int]) -> list[tree.Inline | int]:
    """Inlines without blanks and line breaks at the ends of a paragraph, and without blanks around line breaks."""
    out: list[tree.Inline | int] = []
    for inline in inlines:
        before = out[-1] if out else None
        match inline:
            case LineBreak():
                if isinstance(before, Text):
                    out[-1:] = [Text(text)] if (text := before.text.rstrip(" ")) else []
                if out:
                    out.append(inline)
            case Text() if before is None or isinstance(before, LineBreak):
                out += [Text(text)] if (text := inline.text.lstrip(" ")) else []
            case Text() | int() | Placeholder() | If() | For() | Strong() | Emphasis() | Link() | Image():
                out.append(inline)
            case Marked() | Phrase():
                out.append(inline)
            case (
                Underline() | Coloured() | Note() | PageNumber() | PageCount() | Tab() | tree.Answer()
            ):  # Markdown has no sign
                out.append(inline)
            case _:
                assert_never(inline)
    while out:
        last = out.pop()
        if isinstance(last, Text) and last.text.strip(" "):
            return [*out, Text(last.text.rstrip(" "))]
        if not isinstance(last, (Text, LineBreak)):
            return [*out, last]
    return out
