"""`batch`: a letter for each of many."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from typing import TYPE_CHECKING

from letterforge.batching.delivery import Delivery
from letterforge.errors import UsageError

if TYPE_CHECKING:
    from letterforge.batching.out import Pack
    from letterforge.batching.run import Run
    from letterforge.batching.workers import Pool
    from letterforge.stationery import Stationery
    from letterforge.template import Template

NAME = "{row:06}"


def batch(  # noqa: PLR0913  (each is named at the call)
    template: Template | Mapping[str, Template],
    rows: Iterable[object],
    *,
    to: str | Iterable[str],
    out: str | os.PathLike[str],
    pack: Pack | None = None,
    ledger: str | os.PathLike[str] | None = None,
    kind: str = "kind",
    stationery: Stationery | None = None,
    name: str = NAME,
    key_file: str | os.PathLike[str] | None = None,
    ledger_fields: Iterable[str] = (),
    executor: Executor | None = None,
    workers: int | None = None,
    seconds: float = 120,
    memory: int = 2 << 30,
    allow_loss: bool = False,
) -> Iterator[Delivery]:
    """Write a letter for each row into a folder, and say of each what has become of it, in their order.

    A row is a dictionary, a data file that was read, or an instance of the template's model; rows count from 1. They are
    taken as they are needed: memory does not grow with their number. The folder keeps a ledger: the same call again
    writes what is missing, proves what is there, and makes anew what has changed.

    Args:
        template: a `Template`, from `letterforge.load`; several by name, where letters are of several kinds.
        rows: the data, one for each letter.
        to: the name of an installed renderer, or several.
        out: the folder, which is made if it is not there; one elsewhere by a URL that fsspec knows, such as
            ``s3://bucket/mailing``; the file, where letters are packed.
        pack: ``"zip"`` puts all letters into one zip, ``"combined"`` all PDFs into one for a printer.
        ledger: the file of the ledger; one in the folder unless given. What is packed, or goes to a remote place, demands it.
        kind: the field of a row that names its template, where there are several.
        stationery: how the letters look; the plain stationery unless given.
        name: the pattern for names of files, of ``{row}`` and fields of the data, which whoever sees the names can read.
        key_file: the key of the ledger's digests; else that of the environment, or of this user's own file.
        ledger_fields: the fields of the data that the ledger is to hold in plain words.
        executor: what runs the work, as `concurrent.futures` has it; processes of our own unless given.
        workers: how many processes; as many as there are cores unless given.
        seconds: the time that one letter may take.
        memory: the bytes of address space that a worker may take.
        allow_loss: as for `letterforge.render`.

    Raises:
        UsageError: a name or the key is not fit, or the folder holds what is not of this run.
        MissingResourceError: pebble is not installed, or the disk is full; what is written stays.
        RendererError: there is no such renderer.
    """
    # Most who name all public names write no batch.
    from letterforge.batching.out import Out  # noqa: PLC0415
    from letterforge.batching.run import prepared  # noqa: PLC0415
    from letterforge.batching.workers import Bounds, Pool  # noqa: PLC0415

    kinds = dict(template) if isinstance(template, Mapping) else {"": template}
    place = Out.of(out, pack, ledger)
    run = prepared(list(kinds.values()), to, place, stationery, name, key_file, ledger_fields, allow_loss=allow_loss)
    pool = Pool(executor, workers or os.cpu_count() or 1, Bounds(seconds, memory))
    return _delivered(run, pool, _of_kinds(rows, list(kinds), kind) if isinstance(template, Mapping) else rows)


def _of_kinds(rows: Iterable[object], kinds: Sequence[str], field: str) -> Iterator[object]:
    """Each row with the number of its template, and without the field that named it."""
    from letterforge.batching.work import OfKind  # noqa: PLC0415  (as above)
    from letterforge.data.data_file import DataFile  # noqa: PLC0415  (as above)

    for number, row in enumerate(rows, 1):
        values = row.values if isinstance(row, DataFile) else row
        name = values.get(field) if isinstance(values, Mapping) else None
        if not isinstance(values, Mapping) or not isinstance(name, str) or name not in kinds:
            message = f"row {number}: its {field} names none of the templates, which are: {', '.join(kinds)}"
            raise UsageError(message)
        yield OfKind(kinds.index(name), {key: value for key, value in values.items() if key != field})


def _delivered(run: Run, pool: Pool, rows: Iterable[object]) -> Iterator[Delivery]:
    with pool.open() as workers:
        yield from run.delivered(enumerate(rows, 1), workers)
