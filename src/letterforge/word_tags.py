"""The tags of a Word template as the core has understood them, for whoever writes the template as itself.

Each tag has a number in its file. Every part of the file that holds tags comes as XML in which each of them is one
*token* in one piece of text, wherever Word had cut it: so nobody needs to find, join or read a tag a second time. What
the tags come to in one letter stands under their numbers in `letterforge.decisions.Decisions`.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass, field


class TagKind(enum.Enum):
    """What a tag of a Word template is."""

    PLACEHOLDER = "placeholder"
    SLOT = "slot"
    """A place of a letterhead that takes a part of the letter: ``{{p body }}``."""
    IF = "if"
    ELIF = "elif"
    ELSE = "else"
    ENDIF = "endif"
    FOR = "for"
    ENDFOR = "endfor"
    NOTHING = "nothing"
    """A comment, or what is said of a cell that does not go by it."""
    COLSPAN = "colspan"
    """How many columns its cell reaches over."""
    CELLBG = "cellbg"
    """The colour of its cell."""
    VM = "vm"
    """Its cell reaches down over those that the later turns of the loop make."""
    HM = "hm"
    """Its cell reaches over those that the later turns of the loop would make."""
    MACRO = "macro"
    ENDMACRO = "endmacro"
    CALL = "call"
    """Where a macro is written out: its ``group`` is the number of the macro, `shifted` its tags' numbers there."""
    LINK = "link"
    """The target of a link, which is a text with tags of its own."""


ACROSS = 1
"""What is added to the number of an ``hm`` tag for what is decided besides: over how many columns its cell reaches."""
AGAIN = 2
"""What is added to the numbers of tags in a ``vm`` cell, for the cells that it reaches down to."""


_STRIDE = 4_000_000
"""More than any number of a tag has by itself (`letterforge.loading.word.text`)."""


def shifted(shift: int, call: int) -> int:
    """What is added to the numbers of the tags of a macro, where the tag with the number ``call`` writes it out.

    ``shift`` is what is added to the numbers of the tags around the call: no two calls have one sum.
    """
    return (shift + call + 1) * _STRIDE


@dataclass(frozen=True, slots=True)
class WordTag:
    """One tag.

    ``number`` is where its decisions stand; copies of one tag have one number. ``unit`` is what it stands for besides
    itself: "p" its paragraph, "tr" its row, "tc" its cell, "r" its run, "" nothing. ``group`` is the number of the
    ``if`` or ``for`` that it opens, goes on with or closes; ``trim_before`` and ``trim_after`` say that blanks beside
    it go, and that it joins its paragraph to the one before or behind.
    """

    number: int
    kind: TagKind
    unit: str = ""
    group: int | None = None
    waits: int | None = None
    """The number of a condition or loop that the tag stands in, but is decided before: its decision holds for all turns."""
    trim_before: bool = False
    trim_after: bool = False
    name: str = ""
    """Of a slot: "body", "header" or "footer"."""
    target: str = ""
    """Of a link: its target, with tokens of the part for the tags in it."""
    shift: int = 0
    """What is added to the numbers of the tags in its target, of a link within a macro."""
    lists: tuple[str, ...] = ()
    """Of a loop: the numbers (``w:numId``) of the lists that begin anew at each of its turns, and behind it."""


@dataclass(frozen=True, slots=True)
class TaggedPart:
    """A part of a Word file that holds tags: its name in the package, and its XML with a token for each tag.

    >>> part = TaggedPart("word/document.xml", b"...", "ab", (WordTag(7, TagKind.PLACEHOLDER),))
    >>> text = f"<w:t>Dear {part.token(0)}</w:t>"
    >>> [piece if isinstance(piece, str) else piece.number for piece in part.split(text)]
    ['<w:t>Dear ', 7, '</w:t>']
    """

    name: str
    content: bytes = field(repr=False)
    key: str
    """What the tokens of this part begin with, which no text of it does."""
    tags: tuple[WordTag, ...] = ()
    """In the order of their tokens."""

    def token(self, index: int) -> str:
        """The token of a tag."""
        return token(self.key, index)

    def split(self, text: str) -> list[str | WordTag]:
        """Text of this part, cut at its tokens; a token may come more than once, or not at all."""
        pieces = re.split(f"⟦{self.key}:(\\d+)⟧", text)
        return [self.tags[int(piece)] if index % 2 else piece for index, piece in enumerate(pieces) if piece]


def token(key: str, index: int) -> str:
    """The token of the tag at an index: a text that stands for it."""
    return f"⟦{key}:{index}⟧"


TaggedParts = Mapping[str, TaggedPart]
"""The parts of a file that hold tags, by name."""
