"""Inlines into runs: text, emphasis, links, line breaks, fields, pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, assert_never

from letterforge.document import (
    Block,
    Coloured,
    Emphasis,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    Mark,
    Marked,
    Note,
    PageCount,
    PageNumber,
    Paragraph,
    Phrase,
    Strong,
    Tab,
    Text,
    Underline,
    walk,
)
from letterforge_docx.ooxml.characters import escape, run_text
from letterforge_docx.writing.pieces import Drawing, LinkId, Pieces
from letterforge_docx.writing.styles import Styles

_BEFORE = {Mark.SMALL_CAPITALS: "<w:smallCaps/>", Mark.STRIKE: "<w:strike/>"}
_BEHIND = {
    Mark.SUPERSCRIPT: '<w:vertAlign w:val="superscript"/>',
    Mark.SUBSCRIPT: '<w:vertAlign w:val="subscript"/>',
}
_INSTEAD = {Mark.SUPERSCRIPT: Mark.SUBSCRIPT, Mark.SUBSCRIPT: Mark.SUPERSCRIPT}


class RunLook(NamedTuple):
    """How a run looks. The properties are direct ones too: a bold style within a bold style would be light again."""

    bold: bool = False
    italic: bool = False
    style: str = ""
    underline: bool = False
    marks: tuple[Mark, ...] = ()
    colour: str = ""
    ground: str = ""
    language: str = ""

    def marked(self, mark: Mark) -> RunLook:
        """The same with a mark more; of two that exclude each other the inner one stands."""
        kept = tuple(one for one in self.marks if one not in (mark, _INSTEAD.get(mark)))
        return self._replace(marks=(*kept, mark))

    def strong(self) -> RunLook:
        """The same in bold."""
        return RunLook(True, self.italic, self.style or "Strong", *self[3:])  # noqa: FBT003  (a tuple, made anew faster than replaced)

    def emphatic(self) -> RunLook:
        """The same in italics."""
        return RunLook(self.bold, True, self.style or "Emphasis", *self[3:])  # noqa: FBT003  (as above)

    def linked(self) -> RunLook:
        """The same as a link."""
        return RunLook(self.bold, self.italic, "Hyperlink", *self[3:])

    def xml(self, styles: Styles) -> str:
        """The ``w:rPr`` of a run, empty if there is nothing to say."""
        inside = f'<w:rStyle w:val="{styles[self.style]}"/>' if self.style else ""
        inside += "<w:b/><w:bCs/>" if self.bold else ""
        inside += "<w:i/><w:iCs/>" if self.italic else ""
        # In the order of the schema (ECMA-376 part 1, A.1, EG_RPrBase).
        inside += "".join(xml for mark, xml in _BEFORE.items() if mark in self.marks)
        inside += f'<w:color w:val="{self.colour}"/>' if self.colour else ""
        inside += '<w:u w:val="single"/>' if self.underline else ""
        inside += f'<w:shd w:val="clear" w:color="auto" w:fill="{self.ground}"/>' if self.ground else ""
        inside += "".join(xml for mark, xml in _BEHIND.items() if mark in self.marks)
        inside += f'<w:lang w:val="{escape(self.language)}"/>' if self.language else ""
        return f"<w:rPr>{inside}</w:rPr>" if inside else ""


PLAIN = RunLook()


@dataclass(frozen=True, slots=True)
class Runs:
    """Writes the inlines of one place: with these styles, pictures at most so wide (EMU), and such a number of this page."""

    styles: Styles
    widest: int
    page: int = 1
    look: RunLook = PLAIN
    """How plain words look here: in the language of their part of the letter."""
    openings: dict[RunLook, str] = field(default_factory=dict, compare=False)
    """The starts of runs that were written here before."""

    def write(self, out: Pieces, inlines: tuple[Inline, ...], look: RunLook | None = None) -> None:
        """Write inlines; neighbouring texts that look the same make one run."""
        look = self.look if look is None else look
        opening = self.openings.get(look)
        if opening is None:
            opening = self.openings[look] = f'<w:r>{look.xml(self.styles)}<w:t xml:space="preserve">'
        parts = out.parts
        texts: list[str] = []
        for inline in inlines:
            if type(inline) is Text:
                texts.append(run_text(inline.text))
                if inline.field is not None:
                    out.filled = True
                continue
            if type(inline) is LineBreak:
                texts.append('</w:t><w:br/><w:t xml:space="preserve">')
                continue
            if texts:
                parts.append(f"{opening}{''.join(texts)}</w:t></w:r>")
                texts = []
            self._other(out, inline, look)
        if texts:
            parts.append(f"{opening}{''.join(texts)}</w:t></w:r>")

    def _other(self, out: Pieces, inline: Inline, look: RunLook) -> None:
        match inline:
            case Strong():
                self.write(out, inline.children, look.strong())
            case Emphasis():
                self.write(out, inline.children, look.emphatic())
            case Underline():
                self.write(out, inline.children, look._replace(underline=True))
            case Marked():
                self.write(out, inline.children, look.marked(inline.mark))
            case Coloured():
                colour, ground = inline.colour or look.colour, inline.ground or look.ground
                self.write(out, inline.children, look._replace(colour=colour, ground=ground))
            case Phrase():
                self.write(out, inline.children, look._replace(language=inline.language))
            case Tab():
                out.parts.append(f"<w:r>{look.xml(self.styles)}<w:tab/></w:r>")
            case Note():
                # Only Word templates have notes, and they are filled as themselves; in another letter's document,
                # made by hand, a note is read where it is called, as in HTML.
                self.write(out, _set_off(inline), look)
            case Link():
                out.parts += ('<w:hyperlink r:id="', LinkId(inline.target), '" w:history="1">')
                self.write(out, inline.children, look.linked())
                out.parts.append("</w:hyperlink>")
            case Image():
                out.parts += ("<w:r>", Drawing(inline, self.widest), "</w:r>")
            case PageNumber():
                out.parts.append(self._field("PAGE", self.page, look))
            case PageCount():
                # Word and LibreOffice count the pages when they lay out the letter; this is shown by readers that do not.
                out.parts.append(self._field("NUMPAGES", max(self.page, 2), look))
            case Text() | LineBreak():  # those are written above, as the most frequent
                self.write(out, (inline,), look)
            case _:
                assert_never(inline)

    def _field(self, name: str, value: int, look: RunLook) -> str:
        properties = look.xml(self.styles)
        return "".join(
            f"<w:r>{properties}{content}</w:r>"
            for content in (
                '<w:fldChar w:fldCharType="begin"/>',
                f'<w:instrText xml:space="preserve"> {name} </w:instrText>',
                '<w:fldChar w:fldCharType="separate"/>',
                f"<w:t>{value}</w:t>",
                '<w:fldChar w:fldCharType="end"/>',
            )
        )


def _set_off(note: Note[Block]) -> tuple[Inline, ...]:
    """The words of a note between dashes, its paragraphs one after the other; brackets could make a prompt of them."""
    lines = [node.children for node in walk(note.children) if isinstance(node, (Paragraph, Heading))]
    return (
        Text(" \u2013 "),
        *(one for n, line in enumerate(lines) for one in ((Text(" "), *line) if n else line)),
        Text(" \u2013"),
    )
