"""What stands within a line, as the data that `letter.typ` sets: a text stays a text, whatever it looks like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, assert_never

from letterforge.columns import columns, has_tabs
from letterforge.document import (
    Block,
    Coloured,
    Emphasis,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    Marked,
    Note,
    NoteKind,
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
from letterforge.errors import RenderError
from letterforge_typst import look

if TYPE_CHECKING:
    from letterforge_typst.typefaces import Typeface

_PIXEL = 72 / 96  # points (CSS Values and Units 4, section 6.2)
_MUCH = 0.7
"""Of a line: a word that is wider than this is measured again, since it may be bold."""
_SPACES = re.compile(" {2,}")
# In what the recipient is to fill in, a line and a box are drawn there; elsewhere they are their signs.
_ANSWER = re.compile(r"(?P<write>(?<![^\W\d_])_{2,}+(?!\w)|\.{4,})|(?P<tick>\u2610|\[ {1,3}\])")


@dataclass(slots=True)
class Notes:
    """The notes of one letter so far: how many, and those that stand at its end."""

    count: int = 0
    at_the_end: list[list[Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where nodes stand: in type of which size, on lines of which length, in points."""

    typeface: Typeface
    size: float
    room: float
    images: dict[str, tuple[int, int]]
    """The sizes of the pictures that there are, in pixels."""
    sizes: Mapping[str, float]
    """How large each kind of paragraph is, in points."""
    text_height: float
    """That of the text on a page, in points."""
    turned: float = 0.0
    """The length of a line on a page that is turned."""
    bold: bool = False
    plain: str = "text"
    """The type of a paragraph that is for nothing in particular."""
    reply: bool = False
    bullets: bool = False
    """Whether this is within a list with bullets: one within it has a dash, which every typeface has."""
    running: bool = False
    """Whether this is furniture. It has no links: an annotation must be in the structure tree, and furniture is not."""
    notes: Notes = field(default_factory=Notes)

    def within(self, less: float) -> Setting:
        """The same with shorter lines."""
        return replace(self, room=max(self.room - less, self.size))

    def size_of(self, name: str) -> float:
        """How large a kind of paragraph is here: the plain ones of furniture are smaller."""
        return self.size if name == "text" else self.sizes[name]

    def wide(self, text: str) -> float:
        """How wide a text is here."""
        return self.typeface.width(text, bold=self.bold) * self.size


def inlines(nodes: Iterable[Inline], setting: Setting) -> list[Any]:
    """The nodes of one paragraph."""
    out: list[Any] = []
    for node in nodes:
        if isinstance(node, Text):
            out += _text(node, setting)
        else:
            out += _inline(node, setting)
    return out


def line(nodes: tuple[Inline, ...], setting: Setting) -> list[Any]:
    """The words of a paragraph; those between tabs as columns."""
    if not has_tabs(nodes):
        return inlines(nodes, setting)
    out: list[Any] = []
    for one in columns(nodes):
        if isinstance(one, LineBreak):
            out.append(["break"])
        elif one.width is None:
            out += inlines(one.children, setting)
        else:
            width = one.width * look.MILLIMETRE
            leader = one.leader and one.leader.value
            # A space parts its words from the next for those who copy or hear them.
            inner = [*inlines(one.children, setting), " "]
            out.append(["column", width, one.alignment.value, leader, inner])
    return out


def _text(node: Text, setting: Setting) -> Iterator[Any]:
    for number, line in enumerate(node.text.split("\n")):
        if number:
            yield ["break"]
        if setting.reply and node.field is None:
            yield from _with_answers(line, setting)
        elif line:
            yield from _words(line, setting)


def _with_answers(line: str, setting: Setting) -> Iterator[Any]:
    last = 0
    for found in _ANSWER.finditer(line):
        yield from _words(line[last : found.start()], setting)
        yield [found.lastgroup, found[0]]
        last = found.end()
    yield from _words(line[last:], setting)


def _words(text: str, setting: Setting) -> Iterator[Any]:
    """A text; its words that are longer than the line by themselves."""
    if "  " in text:
        # Who copies a text from a PDF gets one space for several, but each no-break space.
        text = _SPACES.sub(lambda found: "\xa0" * len(found[0]), text)
    if not text:
        return
    if len(text) * setting.size < setting.room * _MUCH:  # a letter is hardly wider than it is high
        yield text
        return
    begun = 0
    for found in re.finditer(r"[^ ]+", text):
        if len(found[0]) * setting.size >= setting.room * _MUCH and setting.wide(found[0]) > setting.room * _MUCH:
            if text[begun : found.start()]:
                yield text[begun : found.start()]
            yield ["long", found[0]]
            begun = found.end()
    if text[begun:]:
        yield text[begun:]


def _inline(node: Inline, setting: Setting) -> list[Any]:  # noqa: PLR0911  (one return for each node)
    match node:
        case LineBreak():
            return [["break"]]
        case Strong():
            return [["strong", inlines(node.children, replace(setting, bold=True))]]
        case Emphasis():
            return [["emphasis", inlines(node.children, setting)]]
        case Underline():
            return [["underline", inlines(node.children, setting)]]
        case Marked(mark=mark):
            return [[mark.value, inlines(node.children, setting)]]
        case Coloured(colour=colour, ground=ground):
            return [["coloured", colour, ground, inlines(node.children, setting)]]
        case Phrase(language=language):
            return [["spoken", *spoken(language), inlines(node.children, setting)]]
        case Tab():
            return [" "]
        case Note():
            return _note(node, setting)
        case Link():
            return _link(node, setting)
        case Image():
            return [_picture(node, setting)]
        case PageNumber() | PageCount():
            return [["page" if isinstance(node, PageNumber) else "pages"]]
        case Text():
            return list(_text(node, setting))
        case _:
            assert_never(node)


def spoken(tag: str) -> tuple[str, str | None]:
    """A language and its region, as Typst takes them apart."""
    language, _, rest = tag.partition("-")
    region = next((part for part in rest.split("-") if len(part) == 2 and part.isalpha()), None)  # noqa: PLR2004  (ISO 3166-1)
    return language.lower(), region and region.upper()


def _link(node: Link[Inline, str], setting: Setting) -> list[Any]:
    inner = inlines(node.children, setting)
    if node.target.startswith("tel:"):  # a telephone number stays on one line
        inner = [one.replace(" ", "\xa0") if isinstance(one, str) else one for one in inner]
    return inner if setting.running else [["link", node.target, inner]]


def _note(node: Note[Block], setting: Setting) -> list[Any]:
    """The call of a note, which both kinds share one row of numbers for: Typst sets a footnote at the foot of its page.

    Within furniture, which is no part of the letter, its words stand where it is called.
    """
    if setting.running:
        return [" \u2013 ", *_said(node, setting), " \u2013"]
    small = replace(setting, size=setting.sizes["note"], bold=False)
    setting.notes.count += 1
    number, words = setting.notes.count, list(_said(node, small))
    if node.kind is NoteKind.FOOTNOTE:
        return [["footnote", number, words]]
    setting.notes.at_the_end.append([number, words])
    return [["call", number]]


def _said(node: Note[Block], setting: Setting) -> Iterator[Any]:
    """The words of a note."""
    paragraphs = [one for one in walk(node.children) if isinstance(one, (Paragraph, Heading))]
    for number, one in enumerate(paragraphs):
        if number:
            yield " "
        yield from inlines(one.children, setting)


def _picture(node: Image[str], setting: Setting) -> list[Any]:
    if not node.alt.strip():
        message = "Typst could not print the letter as it is: a picture has no words to stand for it"
        raise RenderError(message)
    if node.digest not in setting.images:
        message = "the letter shows a picture that is not in it"
        raise RenderError(message)
    width = node.width * look.MILLIMETRE if node.width else setting.images[node.digest][0] * _PIXEL
    return ["picture", node.digest, node.alt, min(width, setting.room)]
