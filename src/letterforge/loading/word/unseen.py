"""The words of a paragraph that no letter has, since they are hidden or were struck out, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator

from letterforge.findings import Finding, Place
from letterforge.loading.word.outgoing.markup import ends_struck, is_bare
from letterforge.loading.word.reading import Part
from letterforge.office.blocks import Block
from letterforge.office.walk import (
    Aside,
    Closed,
    Event,
    FieldBegin,
    FieldCode,
    FieldEnd,
    FieldResult,
    NoteReference,
    Opened,
    Scope,
    Symbol,
    Words,
)
from letterforge.rules.word import HIDDEN_TAG, TRACKED_CHANGE, TRACKED_DELETION

_SIGNS = ("{{", "{%", "}}", "%}")


class Unseen:
    """Takes the events of hidden runs out of a paragraph: the letter does not have them, so neither has the tree."""

    def __init__(self, part: Part, block: Block) -> None:
        self._shared, self._hidden = part.shared, part.shared.hidden(part.name)
        self._block, self._depth = block, 0
        part.shared.paths[id(block.element)] = block.path
        self._said: list[str] = []

    def takes(self, event: Event) -> bool:
        """Whether an event is of words that no letter has. The code of a hidden field still says which field it is."""
        if isinstance(event, NoteReference):
            gone = event.struck or self._depth > 0
            notes = self._shared.dropped_notes if gone else self._shared.called_notes
            notes.add((event.kind, event.identifier))
            return gone
        if not self._hidden:
            return False
        if isinstance(event, Opened | Closed) and event.scope is Scope.RUN and id(event.element) in self._hidden:
            self._depth += 1 if isinstance(event, Opened) else -1
            return True
        if not self._depth or isinstance(event, FieldBegin | FieldResult | FieldEnd):
            return False
        if isinstance(event, Words | Symbol | FieldCode | Aside):
            self._said.append(event.text)
        return not isinstance(event, FieldCode)

    def faults(self, struck: str) -> Iterator[Finding]:
        """A tag that nobody sees is a mistake, or a trap; and nobody knows how two paragraphs that become one look.

        ``struck`` are the words of the paragraph that were struck out.
        """
        block = self._block
        place = Place(self._shared.file, path=block.path)
        if ends_struck(block.element) and not is_bare(block.element):
            message = "the end of this paragraph was struck out, so that the next one would go on in it"
            yield TRACKED_CHANGE.at(place, message=message)
        said = "".join(self._said)
        if any(sign in said for sign in _SIGNS):
            yield HIDDEN_TAG.at(place, message="a tag in hidden text, which no letter carries")
        if any(sign in struck for sign in _SIGNS):
            message = "a tag in words that were struck out: what it named could stay behind in the revision history"
            hint = "Accept or reject the changes in Word, and save the file."
            yield TRACKED_DELETION.at(place, message=message, hint=hint)
