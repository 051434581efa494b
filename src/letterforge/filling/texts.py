"""Texts in the making: what a placeholder becomes, addresses, the words for a picture, titles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias, TypeVar, assert_never

from letterforge.addresses import continued
from letterforge.document import Image, Inline, LineBreak, Link, Text
from letterforge.filling.drawn import refuse_elsewhere, shown
from letterforge.filling.evaluation import Constant, Fill, Part, condition, joined, loop, spoken
from letterforge.filling.places import field_of
from letterforge.filling.seams import first_tag, is_watched, judge, texts_of
from letterforge.filling.state import Evaluation
from letterforge.formatting.printer import Printer
from letterforge.loading import tree
from letterforge.loading.tree import For, If, Pattern, Placeholder

M = TypeVar("M")
L = TypeVar("L", Inline, tree.Inline)
Words: TypeAlias = Text | LineBreak
"""What a value becomes: its lines."""


def run_part(part: Part[M], run: Evaluation) -> tuple[M, ...]:
    """What a part makes, as children."""
    return part.made if isinstance(part, Constant) else tuple(part(run))


def drawn(placeholder: Placeholder, printer: Printer) -> Fill[Inline]:
    """What a placeholder becomes where a picture may stand as well as words."""
    say_words = printed(placeholder, printer, in_words=False)

    def fill(run: Evaluation) -> Sequence[Inline]:
        words = say_words(run)
        if words or run.picture is None:
            return words
        picture, run.picture = run.picture, None
        return (shown(run, picture),)

    return fill


def printed(placeholder: Placeholder, printer: Printer, *, in_words: bool = True) -> Fill[Words]:
    """What a placeholder becomes; ``in_words``: nothing else can stand there."""
    say, path_of = spoken(placeholder, printer), field_of(placeholder.expression)

    def fill(run: Evaluation) -> Sequence[Words]:
        text = say(run)
        if not text:
            if in_words and run.picture is not None:
                run.picture = None
                refuse_elsewhere(run, path_of, placeholder.tag)
            run.uneven = True
            return ()
        path = path_of(run)
        if "\n" not in text:
            one = Text(text, path)
            run.printed.append(one)
            if text[-1] == " ":
                run.uneven = True
            return (one,)
        run.uneven = True
        out: list[Words] = []
        for line in text.split("\n"):
            if out:
                out.append(LineBreak())
            if line:
                one = Text(line, path)
                out.append(one)
                run.printed.append(one)
        return out

    return fill


def pattern(pieces: Sequence[tree.Piece], printer: Printer) -> Part[Words]:
    """A text with holes that is not read by itself."""
    return joined(_piece(piece, printer) for piece in pieces)


def judged_pattern(pieces: Sequence[tree.Piece], printer: Printer) -> Part[Words]:
    """A text with holes that is read by itself: an address, the words for a picture, a title."""
    part, tag = pattern(pieces, printer), first_tag(pieces)
    if isinstance(part, Constant) or tag is None:
        return part

    watched = is_watched(pieces)

    def fill(run: Evaluation) -> Sequence[Words]:
        signs, gaps, faults = run.signs, run.gaps, len(run.findings)
        words = part(run)
        if (watched or run.signs != signs or run.gaps != gaps) and len(run.findings) == faults:
            judge(run, texts_of(words), tag)
        return words

    return fill


def _piece(node: tree.Piece, printer: Printer) -> Part[Words]:
    match node:
        case Text():
            return Constant((node,))
        case Placeholder():
            return printed(node, printer)
        case If():
            return condition(node, lambda pieces: pattern(pieces, printer), printer)
        case For():
            return loop(node, lambda pieces: pattern(pieces, printer), printer)
        case _:
            assert_never(node)


def tidy(children: Sequence[L]) -> tuple[L, ...]:
    """No blanks and line breaks at the ends of a paragraph, and no two blanks where a condition left nothing."""
    out: list[L] = []
    for child in children:
        if type(child) is Text and child.field is None:
            before = out[-1] if out else None
            if (
                before is None or type(before) is LineBreak or (type(before) is Text and before.text.endswith(" "))
            ) and child.text[0] == " ":
                text = child.text.lstrip(" ")
                if not text:
                    continue
                out.append(Text(text))
                continue
        elif type(child) is LineBreak and not out:
            continue
        out.append(child)
    while out:
        last = out[-1]
        if type(last) is Text and last.field is None and last.text[-1] == " ":
            out.pop()
            if last.text.strip(" "):
                out.append(Text(last.text.rstrip(" ")))
                break
        elif type(last) is LineBreak:
            out.pop()
        else:
            break
    return tuple(out)


# --- links and pictures ------------------------------------------------------------------------------------------------


def link(children: Part[Inline], target: Part[Words]) -> Part[Inline]:
    """A link around its words; where none are left, nothing is left of it."""

    def address(pieces: Sequence[Words]) -> str:
        begun = ""
        for piece in pieces:
            if isinstance(piece, LineBreak):  # it can only come from a value of several lines
                begun += "%0A"
            else:
                begun += piece.text if piece.field is None else continued(begun, piece.text)
        return begun

    if isinstance(children, Constant) and isinstance(target, Constant):
        return Constant((Link(children.made, address(target.made)),))

    def fill(run: Evaluation) -> tuple[Inline, ...]:
        printed = len(run.printed)
        uri = address(run_part(target, run))
        del run.printed[printed:]  # an address is not printed as it is, and needs no glyphs
        words = run_part(children, run)
        return (Link(words, uri),) if words else ()

    return fill


def image(node: Image[Pattern], alt: Part[Words]) -> Part[Inline]:
    """A picture with the words for it."""
    if isinstance(alt, Constant):
        return Constant((Image(node.digest, one_line(alt.made), node.width),))
    return lambda run: (Image(node.digest, one_line(run_part(alt, run)), node.width),)


def one_line(pieces: Sequence[Words]) -> str:
    """The pieces of a pattern as one line of text."""
    return " ".join("".join(p.text if isinstance(p, Text) else " " for p in pieces).split())
