"""What a part becomes in one letter, piece by piece, and what the letter adds to its relationships."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from letterforge.decisions import Decisions, Rich
from letterforge_docx.ooxml.names import R
from letterforge_docx.ooxml.relationships import Relationship, referred
from letterforge_docx.template.groups import MismatchError
from letterforge_docx.template.position import Place


@dataclass(frozen=True, slots=True)
class Slot:
    """Where blocks of the document go: ``{{p body }}``, ``{{p header }}``, ``{{p footer }}``."""

    name: str


@dataclass(frozen=True, slots=True)
class Insert:
    """A rich value that the placeholder of a Word template means, and where it stands."""

    value: Rich
    place: Place


D = TypeVar("D")
_END = object()


@dataclass(frozen=True, slots=True)
class Queue:
    """The decisions of one tag; ``held``: it is decided before a condition or loop that it stands in."""

    number: int
    held: bool


class Held(Generic[D]):
    """Decisions of which each holds for all turns of a condition or loop."""

    __slots__ = ("_at", "_decided")

    def __init__(self, decided: Sequence[D]) -> None:
        self._decided, self._at = decided, 0

    def __iter__(self) -> Iterator[D]:
        """What is left when all is written: nothing, or there is a mismatch."""
        return iter(self._decided[self._at :])

    def now(self) -> D:
        """The decision that holds now."""
        return self._decided[self._at]

    def go_on(self) -> None:
        """The condition or loop is left."""
        self._at += 1


class Output:
    """What steps have made so far, and the decisions that are still to be written: a queue for each tag."""

    __slots__ = ("_held", "_queues", "added", "counts", "gaps", "links", "pieces", "prefix", "texts")

    def __init__(self, decisions: Decisions, printed: Sequence[Queue], counted: Sequence[Queue], prefix: str) -> None:
        self.pieces: list[str | Slot | Insert] = []
        self.gaps = False
        """Whether a condition or loop has left out whole paragraphs, rows or cells."""
        self.prefix = prefix
        self.added: dict[tuple[str, str], Relationship] = {}
        self.links: dict[str, str] = {}
        """The targets of links that stand in the place of those with tags, by identifier."""
        self._queues: list[Iterator[object]] = []
        self._held: dict[int, list[Held[Any]]] = {}
        self.texts = [self._next(one, decisions.printed.get(one.number, ())) for one in printed]
        """For each tag that prints, what gives the next that it prints."""
        self.counts = [self._next(one, decisions.counted.get(one.number, ())) for one in counted]
        """For each tag that counts, what gives the next count."""

    def _next(self, queue: Queue, decided: Sequence[D]) -> Callable[[], D]:
        if queue.held:
            held = Held(decided)
            self._held.setdefault(queue.number, []).append(held)
            return held.now
        rest = iter(decided)
        self._queues.append(rest)
        return rest.__next__

    def go_on(self, number: int) -> None:
        """The next decisions of a tag whose decisions are held."""
        for held in self._held[number]:
            held.go_on()

    def finish(self) -> None:
        """See that all decisions have been written.

        Raises:
            MismatchError: some have not.
        """
        rests = (
            (*self._queues, *(iter(one) for some in self._held.values() for one in some))
            if self._held
            else self._queues
        )
        for rest in rests:
            if next(rest, _END) is not _END:
                raise MismatchError

    def link(self, identifier: str, target: str) -> str:
        """The identifier of a relationship to a target, mostly that which the template has for it."""
        if self.links.setdefault(identifier, target) == target:
            return identifier
        return referred(self.added, self.prefix, f"{R}/hyperlink", target=target, external=True)
