"""The tags of what holds others: what a paragraph is for and how it is set, and how words look."""

from __future__ import annotations

from typing import assert_never

from letterforge.columns import Column
from letterforge.document import (
    Alignment,
    Block,
    Coloured,
    Emphasis,
    Heading,
    Inline,
    Landscape,
    Mark,
    Marked,
    Paragraph,
    Phrase,
    Reply,
    Section,
    Strong,
    Underline,
)

_MARKS = {
    Mark.STRIKE: ("<s>", "</s>"),
    Mark.SUPERSCRIPT: ("<sup>", "</sup>"),
    Mark.SUBSCRIPT: ("<sub>", "</sub>"),
    Mark.SMALL_CAPITALS: ('<span class="small-capitals">', "</span>"),
}


def escape(text: str) -> str:
    """Text as it stands in markup, between tags or in an attribute; a newline is a line break."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text


def classes(node: Paragraph[Inline] | Heading[Inline], *names: str) -> str:
    """The attributes of a paragraph or heading: what it is for, and how it is set."""
    listed, style = list(names), ""
    if isinstance(node, Paragraph):
        if node.role is not None:
            listed.append(node.role.value)
        if node.indent is not None:
            listed.append("indented")
            sides = (("start", node.indent.start), ("end", node.indent.end), ("first", node.indent.first))
            style = f' style="{";".join(f"--indent-{side}:{width:g}mm" for side, width in sides if width)}"'
    if node.alignment is not None:
        listed.append(f"align-{node.alignment.value}")
    return f' class="{" ".join(listed)}"{style}' if listed else ""


def division(node: Reply[Block] | Section[Block] | Landscape[Block]) -> str:
    """The start of a division."""
    match node:
        case Reply():
            return '<div class="reply">\n'
        case Section(language=language):
            return f'<div lang="{escape(language)}">\n'
        case Landscape():
            return '<div class="landscape">\n'
        case _:
            assert_never(node)


def tags(
    node: Strong[Inline] | Emphasis[Inline] | Underline[Inline] | Marked[Inline] | Coloured[Inline] | Phrase[Inline],
) -> tuple[str, str]:
    """The tags around words."""
    match node:
        case Strong():
            return "<strong>", "</strong>"
        case Emphasis():
            return "<em>", "</em>"
        case Underline():
            return "<u>", "</u>"
        case Marked(mark=mark):
            return _MARKS[mark]
        case Coloured(colour=colour, ground=ground):
            # A style sheet may set other ones, as one for dark screens must.
            said = [(name, value) for name, value in (("colour", colour), ("ground", ground)) if value]
            names = " ".join(f"own-{name}" for name, _ in said)
            values = ";".join(f"--{name}:#{escape(value)}" for name, value in said)
            return f'<span class="{names}" style="{values}">', "</span>"
        case Phrase(language=language):
            return f'<span lang="{escape(language)}">', "</span>"
        case _:
            assert_never(node)


def column_tags(column: Column) -> tuple[str, str]:
    """The tags around the words of a column; a space parts them from the next for those who copy or hear them."""
    if column.width is None:
        return "", ""
    alignment = "" if column.alignment is Alignment.START else f" align-{column.alignment.value}"
    if column.leader is None:
        return f'<span class="column{alignment}" style="--width:{column.width:.4g}mm">', " </span>"
    led = f'</span><span class="leader {column.leader.value}"> </span></span>'
    return f'<span class="column led" style="--width:{column.width:.4g}mm"><span>', led
