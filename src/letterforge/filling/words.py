"""The proof that values fit a template, without the document: the tree is walked, and only its words are kept.

A letter that a Word template fills as itself needs no document to be made. What is wrong with its values must be
found all the same, and the same as `fill` finds; and what it says is needed to hold the finished file against it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from letterforge.document import (
    BlockQuote,
    Cell,
    Coloured,
    Emphasis,
    Heading,
    Image,
    Item,
    Landscape,
    LineBreak,
    Link,
    List,
    Marked,
    Note,
    PageBreak,
    PageCount,
    PageNumber,
    Paragraph,
    Phrase,
    Reply,
    Row,
    Section,
    Space,
    Strong,
    Tab,
    Table,
    Text,
    ThematicBreak,
    Underline,
)
from letterforge.filling.evaluation import Constant, Fill, Part, columns, condition, loop, made, spoken
from letterforge.filling.seams import depends, first_tag, for_recipient, is_watched, suspect
from letterforge.filling.state import Evaluation
from letterforge.formatting.printer import Printer, printer_within
from letterforge.loading.tree import (
    Answer,
    Block,
    Covered,
    For,
    If,
    Node,
    Pattern,
    Placeholder,
    Slot,
    Spanning,
    Tag,
    Unseen,
)

CUT = "\0"  # no text of a letter holds it


@dataclass(frozen=True, slots=True)
class LetterWords:
    """The words of a letter in their order, without the ends of paragraphs, some with those of lines; `CUT` stands where a page is numbered."""

    flow: str
    furniture: tuple[str, ...]
    """Of headers and footers, which may stand anywhere in the margins."""


@dataclass(frozen=True, eq=False)
class Proof:
    """A template's wording, made ready to be proven many times."""

    flow: Part[str]
    furniture: tuple[Part[str], ...]
    silent: Part[str]
    """What has no words of its own in the finished text, but values in it: the title."""

    apart: Callable[[], Part[str]]
    """All of it, each paragraph looked at by itself."""

    def run(self, run: Evaluation) -> LetterWords:
        """Try all that the letter prints and asks; what is wrong is in the run."""
        made(self.silent, run)
        said = LetterWords("".join(made(self.flow, run)), tuple(["".join(made(part, run)) for part in self.furniture]))
        if run.signs and not run.findings:
            closer = Evaluation(run.scope, meant=run.meant)
            made(self.apart(), closer)
            run.suspects += closer.suspects
        return said


def proof(
    blocks: tuple[Block, ...], furniture: Sequence[tuple[Block, ...]], title: Pattern, *, printer: Printer
) -> Proof:
    """Make a wording ready: its blocks, the blocks of each header and footer, its title."""
    # The same header on the first page and on those that follow is proven once.
    apart = {id(nodes): nodes for nodes in furniture if nodes}
    margins = tuple(block for nodes in apart.values() for block in nodes)
    decided: set[int] = set()

    @functools.cache
    def closer() -> Part[str]:
        return _row(
            [
                words_of((*blocks, *margins), printer, apart=True),
                *_read_by_itself(title, printer, None, apart=True),
            ]
        )

    return Proof(
        words_of(blocks, printer, decided),
        tuple(words_of((block,), printer, decided) for block in margins),
        _row(list(_read_by_itself(title, printer, decided, apart=False))),
        closer,
    )


def words_of(
    nodes: tuple[Node, ...], printer: Printer, decided: set[int] | None = None, *, apart: bool = False
) -> Part[str]:
    """The words of a row of siblings as one part.

    ``decided`` are the numbers of the tags that are decided elsewhere; those that are not are decided here, and their
    numbers added to it. Without it nothing is decided. With ``apart`` each paragraph is looked at by itself.
    """
    return _row(list(_gathered(_parts(nodes, printer, decided, apart=apart))))


Say: TypeAlias = Callable[[Evaluation], str | None]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A part that is one text, or none."""

    say: Say

    def __call__(self, run: Evaluation) -> Sequence[str]:
        """As a part among others."""
        text = self.say(run)
        return (text,) if text else ()


def _row(parts: Sequence[Part[str]]) -> Part[str]:
    """A row of words as one part: as `joined`, but that placeholders are asked without anything between."""
    if len(parts) < 2:  # noqa: PLR2004  (a row has two)
        return parts[0] if parts else Constant(())
    ready: list[tuple[str, Say | None, Fill[str] | None]] = []
    for part in parts:
        match part:
            case Constant(made=words):
                ready.append(("".join(words), None, None))
            case Spoken(say=say):
                ready.append(("", say, None))
            case _:
                ready.append(("", None, part))

    def fill(run: Evaluation) -> list[str]:
        out: list[str] = []
        for words, say, make in ready:
            if say is not None:
                text = say(run)
                if text:
                    out.append(text)
            elif make is None:
                out.append(words)
            else:
                out += make(run)
        return out

    return fill


def _number(tag: Tag, decided: set[int] | None) -> int | None:
    """The number under which a tag is to be decided, if it is."""
    if decided is None or tag.number is None or tag.number in decided:
        return None
    decided.add(tag.number)
    return tag.number


def _gathered(parts: Iterable[Part[str]]) -> Iterator[Part[str]]:
    """Words that stand side by side as one piece."""
    words: list[str] = []
    for part in parts:
        if isinstance(part, Constant):
            words += part.made
            continue
        if words:
            yield Constant(("".join(words),))
            words = []
        yield part
    if words:
        yield Constant(("".join(words),))


def _parts(  # noqa: C901, PLR0912  (a case for each node)
    nodes: tuple[Node, ...], printer: Printer, decided: set[int] | None, *, apart: bool
) -> Iterator[Part[str]]:
    for node in nodes:
        match node:
            case Text(text=text):
                yield Constant((text,))
            case Placeholder():
                yield Spoken(spoken(node, printer, _number(node.tag, decided)))
            case If():
                number = _number(node.tag, decided)
                yield condition(node, lambda nodes: words_of(nodes, printer, decided, apart=apart), printer, number)
            case For():
                number = _number(node.tag, decided)
                yield loop(node, lambda nodes: words_of(nodes, printer, decided, apart=apart), printer, number)
            case PageNumber() | PageCount():
                yield Constant((CUT,))
            case Answer(said=said):
                yield Constant((said,))
            case Link(children=children, target=target):
                yield from _unspoken(target, printer, decided, apart=apart)
                yield from _parts(children, printer, decided, apart=apart)
            case Image(alt=alt):
                yield from _unspoken(alt, printer, decided, apart=apart)
            case Unseen(children=children) | Covered(children=children):
                yield from _unspoken(children, printer, decided, apart=apart)
            case Spanning(children=children):
                number = _number(node.tag, decided)
                yield _spanning(node, words_of(children, printer, decided, apart=apart), number)
            case Note(children=children):
                # The parts of a Word file are filled one by one: a note is decided where it stands by itself.
                yield from _parts(children, printer, None, apart=apart)
            case Heading(children=children) | Paragraph(children=children):
                yield from _read_by_itself(children, printer, decided, apart=apart)
            case Strong() | Emphasis() | Underline() | Marked() | Coloured() | Item() | List():
                yield from _parts(node.children, printer, decided, apart=apart)
            case Reply(children=children):
                yield for_recipient(words_of(children, printer, decided, apart=apart))
            case Phrase(language=language) | Section(language=language):
                yield from _parts(node.children, printer_within(language, printer), decided, apart=apart)
            case Cell() | Row() | Table() | BlockQuote() | Landscape():
                yield from _parts(node.children, printer, decided, apart=apart)
            case Tab():
                yield from [Constant((" ",))] if apart else ()
            case LineBreak():
                yield from [Constant(("\n",))] if apart else ()
            case Space() | ThematicBreak() | PageBreak() | Slot():
                pass
            case _:
                assert_never(node)


def _unspoken(
    nodes: tuple[Node, ...], printer: Printer, decided: set[int] | None, *, apart: bool
) -> Iterator[Part[str]]:
    """What must be filled without fault, but does not stand in the flow."""
    part = _row(list(_gathered(_read_by_itself(nodes, printer, decided, apart=apart))))
    if isinstance(part, Constant):
        return

    def fill(run: Evaluation) -> Sequence[str]:
        part(run)
        return ()

    yield fill


def _read_by_itself(
    nodes: tuple[Node, ...], printer: Printer, decided: set[int] | None, *, apart: bool
) -> Iterator[Part[str]]:
    """A paragraph, or what else is read by itself, with a look at it where wording and values could make something.

    Most are not looked at one by one: where a value in them holds a sign, `Proof.run` takes them ``apart``.
    """
    tag = first_tag(nodes)
    watched = tag is not None and is_watched(nodes)
    if tag is None or not (watched or apart or depends(nodes)):
        yield from _parts(nodes, printer, decided, apart=apart)
        return
    first, part = tag, words_of(nodes, printer, decided, apart=True)
    if isinstance(part, Constant):
        yield part
        return

    def fill(run: Evaluation) -> Sequence[str]:
        signs, gaps, faults = run.signs, run.gaps, len(run.findings)
        words = part(run)
        if (watched or run.signs != signs or run.gaps != gaps) and len(run.findings) == faults:
            suspect(run, "".join(words), first)
        run.signs = signs
        return words

    yield fill


def _spanning(node: Spanning[Node], part: Part[str], number: int | None) -> Fill[str]:
    def fill(run: Evaluation) -> Sequence[str]:
        return () if columns(node, run, number) is None else made(part, run)

    return fill
