"""What a part becomes in one letter, piece by piece, and what the letter adds to its relationships."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import length_hint
from typing import Any, Generic, NamedTuple, TypeVar

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


class Queue(NamedTuple):
    """The decisions of one tag; ``held``: it is decided before a condition or loop that it stands in."""

    number: int
    held: bool


class Held(Generic[D]):
    """Decisions of which each holds for all turns of a condition or loop."""

    __slots__ = ("_at", "_decided")

    def __init__(self, decided: Sequence[D]) -> None:
        self._decided, self._at = decided, 0

    @property
    def rest(self) -> Sequence[D]:
        """What is left when all is written: nothing, or there is a mismatch."""
        return self._decided[self._at :]

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
        self._held: dict[int, list[Held[Any]]] = {}
        texts = [iter(decisions.printed.get(number, ())) for number, _ in printed]
        counts = [iter(decisions.counted.get(number, ())) for number, _ in counted]
        self._queues: list[Iterator[object]] = [*texts, *counts]
        self.texts = [one.__next__ for one in texts]
        """For each tag that prints, what gives the next that it prints."""
        self.counts = [one.__next__ for one in counts]
        """For each tag that counts, what gives the next count."""

    def hold(self, decisions: Decisions, printed: Sequence[Queue], counted: Sequence[Queue]) -> None:
        """Take the queues whose decisions are held, of which each holds for all turns of a condition or loop."""
        rests: dict[int, Iterator[object]] = dict(enumerate(self._queues))
        for at, queue in enumerate(printed):
            if queue.held:
                self.texts[at] = self._holding(queue.number, decisions.printed.get(queue.number, ()))
                del rests[at]
        for at, queue in enumerate(counted):
            if queue.held:
                self.counts[at] = self._holding(queue.number, decisions.counted.get(queue.number, ()))
                del rests[len(printed) + at]
        self._queues = list(rests.values())

    def _holding(self, number: int, decided: Sequence[D]) -> Callable[[], D]:
        held = Held(decided)
        self._held.setdefault(number, []).append(held)
        return held.now

    def go_on(self, number: int) -> None:
        """The next decisions of a tag whose decisions are held."""
        for held in self._held[number]:
            held.go_on()

    def finish(self) -> None:
        """See that all decisions have been written.

        Raises:
            MismatchError: some have not.
        """
        if any(map(length_hint, self._queues)) or any(one.rest for some in self._held.values() for one in some):
            raise MismatchError

    def link(self, identifier: str, target: str) -> str:
        """The identifier of a relationship to a target, mostly that which the template has for it."""
        if self.links.setdefault(identifier, target) == target:
            return identifier
        return referred(self.added, self.prefix, f"{R}/hyperlink", target=target, external=True)
