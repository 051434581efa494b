"""What wording and values make together: a paragraph, title or address that reads as if it still waited to be filled.

A value is judged by itself where it is printed (`evaluation`), the wording when the template is checked. What both are
sound and makes something all the same, `[{{ place }}]` with "insert place", is judged here, when the letter is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import Protocol, TypeVar

from letterforge.document import Heading, Inline, LineBreak, Note, Paragraph, Reply, Tab, Text
from letterforge.filling.evaluation import Constant, Part
from letterforge.filling.meant import Meant
from letterforge.filling.state import Evaluation
from letterforge.findings import Place, Rule
from letterforge.loading import tree
from letterforge.loading.tree import For, If, Node, Placeholder, Tag
from letterforge.scanning.leftovers.certain import Left, certain, holds_sign, may_go_on

M = TypeVar("M")

MAKES = "makes, with the words around it, something that still waits to be filled in"
READS = "with these values, what is printed here reads as if it still waited to be filled in"
_AROUND = 1
"""A value beside what is found has made it, too: a brace that is left."""


def first_tag(nodes: Sequence[Node]) -> Tag | None:
    """The first tag in a row of siblings, None where it has none: nothing of it depends on data."""
    return next((node.tag for node in tree.walk(tuple(nodes)) if isinstance(node, (Placeholder, If, For))), None)


def depends(nodes: Sequence[Node]) -> bool:
    """Whether some of a row of siblings stands there on a condition."""
    return any(isinstance(node, (If, For)) for node in tree.walk(tuple(nodes)))


def always_left(nodes: Sequence[Node], meant: Meant) -> Iterator[tuple[Rule, str]]:
    """What waits to be filled in the paragraphs that are the same in every letter, as its readers will read them."""
    for node in _for_readers(nodes):
        if isinstance(node, (Heading, Paragraph)) and first_tag(node.children) is None:
            text = "".join(_texts(node.children))
            for left in certain(text):
                if not meant.in_wording(left.rule.code, text, (left.start, left.stop)):
                    yield left.rule, text[left.start : left.stop]


def _for_readers(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node but those that the recipient is to fill in."""
    for node in nodes:
        if not isinstance(node, Reply):
            yield node
            yield from _for_readers(tree.children_of(node))


def for_recipient(part: Part[M]) -> Part[M]:
    """What the recipient is to fill in, filled without a look at what its words make."""
    if isinstance(part, Constant):
        return part

    def fill(run: Evaluation) -> Sequence[M]:
        run.replies += 1
        try:
            return part(run)
        finally:
            run.replies -= 1

    return fill


def is_watched(nodes: Sequence[Node]) -> bool:
    """Whether a row of siblings is looked at in every letter, and not only where a value in it holds a sign, or is none.

    It is where its own words hold a sign, or could make one with whatever stands beside them in a letter.
    """
    words, between, values, ends, begins = "", False, 0, False, False
    for piece in (*_pieces(nodes), "\n"):
        if isinstance(piece, str):
            end, begin = may_go_on(words, before=False), may_go_on(piece, before=True)
            # CompanionFiles a value stands the end of a word, and no other value.
            if values > 1 or (values and (end or begin)):
                return True
            # Where ways of conditions meet, a word may go on in another: in which is too much to ask.
            ends, begins = ends or (between and end), begins or (between and begin)
            words, between, values = piece if between else words + piece, False, 0
        elif piece is _Decided.AGAIN:
            return True
        else:
            between, values = True, values + (piece is _Decided.VALUE)
    return (ends and begins) or any(holds_sign(text) for text in _texts(nodes))


class _Decided(Enum):
    """What the data decide in a row of siblings."""

    VALUE = "a value"
    WAY = "where a way of a condition begins or ends"
    AGAIN = "a loop"


def _pieces(nodes: Sequence[Node]) -> Iterator[str | _Decided]:
    """The words of a row of siblings, and what is decided between them."""
    for node in nodes:
        if isinstance(node, Text):
            yield node.text
        elif isinstance(node, LineBreak):
            yield "\n"
        elif isinstance(node, Tab):
            yield " "
        elif isinstance(node, Placeholder):
            yield _Decided.VALUE
        elif isinstance(node, For):
            yield _Decided.AGAIN
        elif isinstance(node, If):
            for way in tree.ways(node):
                yield _Decided.WAY
                yield from _pieces(way)
            yield _Decided.WAY
        elif not isinstance(node, Note):
            yield from _pieces(node.children)


def _texts(nodes: Sequence[Node]) -> Iterator[str]:
    """The words between what is decided."""
    words: list[str] = []
    for piece in _pieces(nodes):
        if isinstance(piece, str):
            words.append(piece)
        else:
            yield "".join(words)
            words = []
    yield "".join(words)


class Printed(Protocol):
    """A text of a letter, with the field that it comes from."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def field(self) -> str | None:
        """The path of the field; None for wording."""


def judge(run: Evaluation, printed: Iterable[Printed], tag: Tag) -> None:
    """Refuse what is made of these texts, which stand side by side: by the fields that make it, or at the tag."""
    if run.replies:
        return
    texts = list(printed)
    whole = "".join(one.text for one in texts)
    for left in _unmeant(run, whole):
        fields: list[str | None] = list(_fields(texts, left))
        for path in fields or [None]:
            place = Place(path=path) if path else tag.place
            run.findings.add(
                left.rule.at(place, message=MAKES if path else READS, hint=left.rule.mend + how(run, left.rule, path))
            )


def suspect(run: Evaluation, text: str, tag: Tag) -> None:
    """Note a paragraph of which only the words are known; the document says whose fault it is."""
    if not run.replies and any(True for _ in _unmeant(run, text)):
        run.suspects.append(tag)


def how(run: Evaluation, rule: Rule, path: str | None) -> str:
    """How it is allowed."""
    return (
        run.meant.how(rule, path) if path else f" If it is meant, let the template say so: {{# allow {rule.code} #}}."
    )


def _unmeant(run: Evaluation, text: str) -> Iterator[Left]:
    for left in certain(text):
        span = (left.start, left.stop)
        if run.meant.in_wording(left.rule.code, text, span):
            continue
        if any(text[left.start : left.stop] in said for said in run.allowed):
            continue
        yield left


def _fields(texts: Sequence[Printed], left: Left) -> Iterator[str]:
    at = 0
    for one in texts:
        end = at + len(one.text)
        if one.field is not None and at <= left.stop - 1 + _AROUND and end >= left.start + 1 - _AROUND:
            yield one.field
        at = end


_LINE_END = Text("\n")
_BLANK = Text(" ")


def texts_of(inlines: Iterable[Inline]) -> Iterator[Text]:
    """The texts of a line as they are read one behind the other; a note stands elsewhere."""
    for inline in inlines:
        if isinstance(inline, Text):
            yield inline
        elif isinstance(inline, LineBreak):
            yield _LINE_END
        elif isinstance(inline, Tab):
            yield _BLANK
        elif not isinstance(inline, Note):
            yield from texts_of(inline.children)
