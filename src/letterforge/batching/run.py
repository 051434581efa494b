"""One run: rows in, letters in a folder and entered in its ledger, a result for each row."""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from importlib_metadata import version

from letterforge import plugins
from letterforge import stationery as stationeries
from letterforge.batching.delivery import Delivery, Outcome
from letterforge.batching.destinations.destination import Destination, NewFile, foreign
from letterforge.batching.entries import Entry, Spot, State, Told, WrittenFile
from letterforge.batching.fields import field_paths, text_of
from letterforge.batching.ledger import Ledger
from letterforge.batching.names import NamePattern, Names
from letterforge.batching.out import Out
from letterforge.batching.work import Made, Row, Task, make, parted, prove
from letterforge.batching.workers import Workers, never, results
from letterforge.data.data_file import DataFile
from letterforge.data.digests import key_of, written_out
from letterforge.errors import UsageError
from letterforge.expressions.paths import parse_path
from letterforge.filekinds import PDF
from letterforge.filling.branches import Ways
from letterforge.findings import Finding
from letterforge.rules.recipients import UNTAKEN
from letterforge.stationery import Stationery
from letterforge.template import Template

_PROVEN = 64  # rows of a chunk of which no letter is made
GROUP = 256
"""Files that are brought to the disk and entered together; each is open meanwhile."""


@dataclass(frozen=True)
class Run:
    """What a run goes by."""

    templates: tuple[Template, ...]
    """That of each kind of letter."""
    formats: tuple[str, ...]
    out: Out
    stationery: Stationery = field(default_factory=stationeries.plain)
    names: NamePattern = field(default_factory=lambda: NamePattern.of("{row:06}"))
    key_file: Path | None = None
    told: tuple[str, ...] = ()
    """The fields that the ledger holds in plain words."""
    allow_loss: bool = False
    stopped: Callable[[], bool] = never
    """Whether somebody has asked that no more letters be begun."""
    notes: list[str] = field(default_factory=list)
    """What is to be said when all is done."""

    @property
    def task(self) -> Task:
        """What all letters have in common, for workers."""
        return Task(self.templates, self.stationery, self.formats, self.allow_loss)

    def proven(self, rows: Iterable[Row], workers: Workers, taken: set[int] | None = None) -> Iterator[Delivery]:
        """What is wrong with rows, before anything is written; those of which letters can be made are left out.

        A row whose worker ends is no fault of the data: it is left out, too, and set aside when its letter is made.
        The ways of the template that letters take are added to ``taken``.
        """
        task = replace(self.task, watched=taken is not None)
        for made in results(workers, prove, task.packed(), rows, chunk=_PROVEN):
            if taken is not None:
                taken |= made.taken
            if made.findings:
                yield Delivery(made.row, Outcome.INVALID, findings=made.findings)

    def untaken(self, taken: set[int]) -> Iterator[Finding]:
        """A warning for each way of the template that no letter takes."""
        for number, way in enumerate(Ways.of([one.wording for one in self.templates]).ways):
            if number not in taken:
                yield UNTAKEN.at(way.tag.place, message=way.untaken, excerpt=way.tag.excerpt)

    def delivered(self, rows: Iterable[Row], workers: Workers) -> Iterator[Delivery]:
        """Write the letters for rows, and say of each what has become of it.

        Raises:
            UsageError: the folder holds files or a ledger that are not of this run.
            MissingResourceError: the disk is full. What is written stays, and the next run goes on from there.
        """
        with contextlib.ExitStack() as stack:
            opened = self.out.opened()
            ledger = Ledger(self.out.ledger, key_of(self.key_file))
            stack.callback(ledger.close)
            stack.callback(opened.close)
            opened.begin(ledger)
            yield from _Writing(self, workers, opened, ledger).run(rows)
            if not self.stopped():
                opened.finish(ledger)
                self.notes.extend(_outlived(opened, ledger))


def _outlived(place: Destination, ledger: Ledger) -> Iterator[str]:
    """Letters of runs before, which no row of this one has, or which it has under another name: nobody is to send them."""
    old = ledger.outlived()
    count = sum(ledger.digest_of(name) in old for name in place.names()) if old else 0
    if count == 1:
        yield "1 file of a run before is there, and is no letter of this one: take it away before anything is sent"
    elif count:
        yield f"{count:,} files of runs before are there, and are no letters of this one: take them away before anything is sent"


def prepared(  # noqa: PLR0913  (what a caller says, in its order)
    templates: Sequence[Template],
    to: str | Iterable[str],
    out: Out,
    stationery: Stationery | None,
    name: str,
    key_file: str | os.PathLike[str] | None,
    told: Iterable[str],
    *,
    allow_loss: bool,
) -> Run:
    """A run by what a caller says of it.

    Raises:
        UsageError, RendererError: a pattern, a field or a renderer is not what it should be.
        StationeryError: the stationery says to a renderer what it does not take.
    """
    formats = (to,) if isinstance(to, str) else tuple(dict.fromkeys(to))
    look = stationery if stationery is not None else shared_look(templates)
    written = [plugins.renderer_for(each, look).media_type for each in formats]
    if out.pack == "combined" and written != [PDF.media_type]:
        message = "a combined PDF is made of PDFs: name one renderer that writes them"
        raise UsageError(message)
    key = None if key_file is None else Path(key_file)
    return Run(tuple(templates), formats, out, look, NamePattern.of(name), key, field_paths(told), allow_loss)


def shared_look(templates: Sequence[Template]) -> Stationery:
    """The stationery of all kinds of letter, where none is given.

    Raises:
        UsageError: they have several.
    """
    if len({template.look for template in templates}) > 1:
        message = "the kinds of letter have stationeries of their own; give one for all of them: --stationery"
        raise UsageError(message)
    return stationeries.of(templates[0])


class _Waiting(NamedTuple):
    """A letter that is to be there: what it is made of, the digests of the names of its files, what is told of it."""

    row: int
    identity: bytes
    stem: str
    data: object
    names: tuple[tuple[str, bytes], ...]
    told: Told

    def is_in(self, entry: Entry) -> bool:
        """Whether this very letter is what the ledger says is written."""
        return entry.state is State.WRITTEN and entry.identity == self.identity and entry.told == self.told


@dataclass
class _Writing:
    """A run on its way."""

    of: Run
    workers: Workers
    to: Destination
    ledger: Ledger
    names: Names = field(default_factory=Names)

    @functools.cached_property
    def packed(self) -> bytes:
        """What workers are to know."""
        return self.of.task.packed()

    @functools.cached_property
    def suffixes(self) -> tuple[str, ...]:
        """Those of the files of one letter."""
        return tuple(plugins.renderer_for(name, self.of.stationery).suffix for name in self.of.formats)

    def run(self, rows: Iterable[Row]) -> Iterator[Delivery]:
        common, source = [self._common(one) for one in self.of.templates], iter(rows)
        while not self.of.stopped() and (group := list(islice(source, GROUP // len(self.of.formats)))):
            yield from self._group(group, common)

    def _common(self, template: Template) -> bytes:
        """The digest of all that the letters of one kind have in common."""
        task, model = self.of, template.model
        renderers = [
            f"{name} {offer.origin}"
            for name in task.formats
            for offer in plugins.offers(plugins.RENDERERS)
            if offer.name == name
        ]
        schema = "" if model is None else repr(model.model_json_schema())
        said = (
            version("letterforge"),
            *renderers,
            template.digest,
            task.stationery.digest,
            template.name,
            schema,
            str(task.allow_loss),
        )
        return self.ledger.digests.of(*(one.encode() for one in said))

    def _group(self, group: Sequence[Row], common: Sequence[bytes]) -> Iterator[Delivery]:
        done: dict[int, Delivery] = {}
        waiting: dict[int, _Waiting] = {}
        planned = [self._planned(row, data, common) for row, data in group]
        known = {one.row: entry for one in planned if (entry := self.ledger.entry(one.row)) and one.is_in(entry)}
        self.to.expect([one.stem + file.suffix for one in planned if one.row in known for file in known[one.row].files])
        for one in planned:
            if one.row in known and self._is_there(known[one.row], one.stem):
                names = tuple(one.stem + file.suffix for file in known[one.row].files)
                done[one.row] = Delivery(one.row, Outcome.THERE, names)
            else:
                self._refuse_foreign(one)
                waiting[one.row] = one
        begun = (
            Entry(
                row,
                one.identity,
                State.BEGUN,
                files=tuple(WrittenFile(suffix, name, b"", 0) for suffix, name in one.names),
                told=one.told,
            )
            for row, one in waiting.items()
        )
        self.ledger.put(begun, there=list(done))
        self._write(waiting, done)
        yield from (done[row] for row, _ in group if row in done)

    def _planned(self, row: int, data: object, common: Sequence[bytes]) -> _Waiting:
        kind, given = parted(data)
        values = given.values if isinstance(given, DataFile) else given
        identity, stem = self._identity(row, values, common[kind]), self._stem(row, values)
        names = tuple((suffix, self.ledger.digest_of(stem + suffix)) for suffix in self.suffixes)
        told = tuple((name, text_of(parse_path(name), values)) for name in self.of.told)
        return _Waiting(row, identity, stem, data, names, told)

    def _refuse_foreign(self, one: _Waiting) -> None:
        """Nothing is written where something stands that is not ours."""
        if any(self.to.holds(one.stem + suffix) and not self.ledger.knows(name) for suffix, name in one.names):
            raise foreign(self.of.out.shown)

    def _identity(self, row: int, values: object, common: bytes) -> bytes:
        """The digest of all that a letter is made of."""
        try:
            return self.ledger.digests.of(common, written_out(values))
        except TypeError as fault:
            message = f"row {row}: {fault}; give texts, numbers, dates, lists and dictionaries of them, or a model"
            raise UsageError(message) from None

    def _stem(self, row: int, values: object) -> str:
        pattern = self.of.names
        stem = pattern.stem(row, values)
        return stem if pattern.is_row_alone else self.names.own(stem, row)

    def _is_there(self, entry: Entry, stem: str) -> bool:
        """Whether the files of a letter are what they were when they were written."""
        for one in entry.files:
            name = stem + one.suffix
            content = self.to.read(one, name) if one.name == self.ledger.digest_of(name) else None
            if content is None or len(content) != one.size or self.ledger.digests.of(content) != one.digest:
                return False
        return bool(entry.files)

    def _write(self, waiting: Mapping[int, _Waiting], done: dict[int, Delivery]) -> None:
        files: list[NewFile] = []
        sound: list[Made] = []
        aside: list[Entry] = []
        rows = [(row, one.data) for row, one in waiting.items()]
        for made in results(self.workers, make, self.packed, rows, stopped=self.of.stopped):
            of = waiting[made.row]
            if made.is_sound:
                sound.append(made)
                files += [NewFile(of.stem + suffix, content) for suffix, content in sorted(made.files)]
                names = tuple(of.stem + suffix for suffix, _ in made.files)
                done[made.row] = Delivery(made.row, Outcome.WRITTEN, names)
                continue
            reason = made.fault if made.fault is not None else f"{len(made.findings)} findings"
            aside.append(Entry(made.row, of.identity, State.SET_ASIDE, reason, told=of.told))
            outcome = Outcome.INVALID if made.findings else Outcome.SET_ASIDE
            done[made.row] = Delivery(made.row, outcome, findings=made.findings, reason=made.fault)
        spots = iter(self.to.write(files))
        written = [self._written(made, waiting[made.row], spots) for made in sound]
        self.ledger.put([*written, *aside])

    def _written(self, made: Made, of: _Waiting, spots: Iterator[Spot]) -> Entry:
        files = tuple(
            WrittenFile(
                suffix,
                self.ledger.digest_of(of.stem + suffix),
                self.ledger.digests.of(content),
                len(content),
                next(spots),
            )
            for suffix, content in sorted(made.files)  # the order that the ledger has them in
        )
        return Entry(made.row, of.identity, State.WRITTEN, files=files, told=of.told)
