"""Write a letter for each row of ROWS (CSV, TSV ...), with the data that all letters share.

All rows are checked first: with one error nothing is written. The same command again writes what is missing, proves what
is there, and makes anew what has changed.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

import click

from letterforge import api
from letterforge.batching.batch import NAME
from letterforge.batching.cluster import executor_at
from letterforge.batching.delivery import Delivery, Outcome
from letterforge.batching.out import Out
from letterforge.batching.run import Run, prepared
from letterforge.batching.work import Row
from letterforge.batching.workers import Bounds, Pool, Workers
from letterforge.cli import INTERRUPTED, completion
from letterforge.cli.counting import Tick, counting, stopping
from letterforge.cli.messages import complain, report
from letterforge.cli.options import (
    allow_loss_option,
    data_of,
    format_option,
    model_class,
    model_option,
    renderers_of,
    stationery_of,
    stationery_option,
    template_argument,
    together,
)
from letterforge.errors import UsageError
from letterforge.findings import Finding, Findings
from letterforge.recipients.reading import read_table
from letterforge.recipients.recipients import Recipients, recipients
from letterforge.recipients.table import Wishes

_Say: TypeAlias = Callable[[str], None]
_FAILED = 1
_WELL = frozenset({Outcome.WRITTEN, Outcome.THERE})


_table_options = together(
    click.option("--data", metavar="FILE", shell_complete=completion.files, help="The data that all letters share."),
    click.option(
        "--map",
        "columns",
        multiple=True,
        metavar="HEADING=FIELD",
        help="The field that a heading stands for, where it is neither its path nor its description; may be given several times.",
    ),
    click.option(
        "--key", metavar="FIELD", help="The field that tells people apart: two rows with one key are an error."
    ),
    click.option("--several", is_flag=True, help="A person may get several letters."),
    click.option("--sheet", help="The sheet of a workbook, by its name; the first unless given."),
    click.option("--encoding", help="The encoding of a text file, where it is found out wrongly."),
    click.option("--delimiter", help="What separates the cells of a text file, where it is found out wrongly."),
)
"""What the table is, and what its columns mean."""
_writing_options = together(
    click.option(
        "--to",
        "formats",
        multiple=True,
        metavar="FORMAT",
        shell_complete=completion.formats,
        help="A renderer: docx, pdf, html ...; several with commas, or each with its own --to.",
    ),
    click.option(
        "-o",
        "--output",
        metavar="DIR",
        shell_complete=completion.folders,
        help="The folder for the letters and their ledger, which is created if it does not exist, or a URL; with --zip the file.",
    ),
    click.option("--zip", "zipped", is_flag=True, help="Write one zip of all letters."),
    click.option(
        "--ledger",
        metavar="FILE",
        shell_complete=completion.files,
        help="The file of the ledger; a zip demands it. One in the folder unless given.",
    ),
    click.option(
        "--name",
        default=NAME,
        show_default=True,
        metavar="PATTERN",
        help="How files are called: {row}, and fields of the data, which whoever sees the names can read.",
    ),
    click.option("--check", "only_check", is_flag=True, help="Check all rows, and write nothing."),
    click.option("--skip-invalid", is_flag=True, help="Write the letters of the other rows where some are wrong."),
    click.option(
        "--key-file", metavar="FILE", shell_complete=completion.files, help="The key of the ledger's digests."
    ),
    click.option(
        "--ledger-field",
        "told",
        multiple=True,
        metavar="FIELD",
        help="A field that the ledger holds in plain words, so that a person is found in it; may be given several times.",
    ),
    click.option(
        "--workers", type=click.IntRange(1), help="How many processes; as many as there are cores unless given."
    ),
    click.option(
        "--executor",
        "scheduler",
        metavar="ADDRESS",
        help="A scheduler of Dask, tls://host:port or tcp://host:port, whose workers make the letters.",
    ),
    click.option(
        "--open-network", is_flag=True, help="Use a scheduler without TLS on another machine: nobody else is there."
    ),
    click.option(
        "--seconds",
        type=click.FloatRange(0, min_open=True),
        default=120,
        show_default=True,
        help="The time that one letter may take.",
    ),
    allow_loss_option,
    click.option("--quiet", is_flag=True, help="Say nothing of what goes well."),
)
"""What is written, and how."""


@click.command(help=__doc__)
@template_argument
@click.argument("rows", metavar="ROWS", shell_complete=completion.files)
@_table_options
@_writing_options
@format_option
@model_option
@stationery_option
def command(  # noqa: PLR0913, PLR0917  (click gives each option by name)
    template: str,
    rows: str,
    data: str | None,
    formats: tuple[str, ...],
    output: str | None,
    zipped: bool,  # noqa: FBT001  (as above)
    ledger: str | None,
    name: str,
    columns: tuple[str, ...],
    key: str | None,
    several: bool,  # noqa: FBT001  (as above)
    sheet: str | None,
    encoding: str | None,
    delimiter: str | None,
    only_check: bool,  # noqa: FBT001  (as above)
    skip_invalid: bool,  # noqa: FBT001  (as above)
    key_file: str | None,
    told: tuple[str, ...],
    workers: int | None,
    scheduler: str | None,
    open_network: bool,  # noqa: FBT001  (as above)
    seconds: float,
    allow_loss: bool,  # noqa: FBT001  (as above)
    quiet: bool,  # noqa: FBT001  (as above)
    form: str,
    model: str | None,
    stationery: str | None,
) -> None:
    """Check, write, and say what has become of each row that is not written."""
    names = _formats(formats, output, only_check=only_check)
    loaded, look = api.load(template, model=model_class(model)), stationery_of(stationery)
    table = read_table(rows, wishes=Wishes(encoding, delimiter, sheet))
    shared = None if data is None else data_of(data)
    found = recipients(loaded, table, shared=shared, columns=_columns(columns), key=key, several=several)
    out = Out.of(".") if output is None or only_check else Out.of(output, "zip" if zipped else None, ledger)
    run = prepared(loaded, names, out, look, name, key_file, told, allow_loss=allow_loss)
    say = _silent if quiet else _noted
    for note in found.notes:
        say(f"{rows}: {note}")
    with _crew(scheduler, workers, seconds, open_network=open_network) as crew:
        findings, invalid = _checked(found, run, crew, quiet=quiet, branches=only_check)
        if only_check or (not skip_invalid and any(one.is_error for one in findings)):
            sys.exit(_refused(findings, form, say, only_check=only_check))
        complain(findings)
        sys.exit(_written(run, found, invalid, crew, quiet=quiet))


@contextlib.contextmanager
def _crew(scheduler: str | None, workers: int | None, seconds: float, *, open_network: bool) -> Iterator[Workers]:
    """Who makes the letters: processes of this machine, or the workers of a scheduler."""
    count, bounds = workers or os.cpu_count() or 1, Bounds(seconds)
    with contextlib.ExitStack() as stack:
        executor = None
        if scheduler is not None:
            executor = stack.enter_context(executor_at(scheduler, open_network=open_network))
        yield stack.enter_context(Pool(executor, count, bounds).open())


def _refused(findings: Sequence[Finding], form: str, say: _Say, *, only_check: bool) -> int:
    code = report(findings, form)
    if not only_check:
        say("nothing was written; mend these, or give --skip-invalid")
    return code


def _noted(words: str) -> None:
    click.echo(words, err=True)


def _silent(words: str) -> None:
    del words


def _formats(formats: Sequence[str], output: str | None, *, only_check: bool) -> tuple[str, ...]:
    """The formats that are asked for, each once; and where they go must be said."""
    names = tuple(renderers_of(formats))
    if not names and not only_check:
        message = "--to is missing: a renderer, such as docx, pdf or html"
        raise UsageError(message)
    if output is None and not only_check:
        message = "-o is missing: the folder for the letters; or give --check, which writes none"
        raise UsageError(message)
    return names


def _columns(said: Sequence[str]) -> dict[str, str]:
    found = {}
    for one in said:
        heading, sign, field = one.rpartition("=")
        if not sign or not heading or not field:
            message = f"--map {one}: write it as HEADING=FIELD"
            raise UsageError(message)
        found[heading] = field
    return found


def _checked(
    found: Recipients, run: Run, workers: Workers, *, quiet: bool, branches: bool
) -> tuple[tuple[Finding, ...], frozenset[int]]:
    """All that is wrong: with the table, then with the letters of rows whose data fit the model; and what none takes."""
    findings, invalid = Findings(found.findings), set(found.faulty)
    taken = set[int]() if branches else None
    with counting("checking", found.rows - len(found.faulty), quiet=quiet) as tick:
        for one in run.proven(_ticked(found, tick), workers, taken):
            invalid.add(one.row)
            findings.extend(found.placed(one.findings, one.row))
    if taken is not None and found.rows > len(invalid):
        findings.extend(run.untaken(taken))
    return findings.sorted(), frozenset(invalid)


def _ticked(rows: Iterable[Row], tick: Tick) -> Iterator[Row]:
    for row in rows:
        tick(True)  # noqa: FBT003  (a tick)
        yield row


def _written(run: Run, found: Recipients, invalid: frozenset[int], workers: Workers, *, quiet: bool) -> int:
    """Write the letters, and say how many; 1 where some row has none, 130 where somebody has stopped it."""
    counts: Counter[Outcome] = Counter()
    if invalid:
        counts[Outcome.INVALID] = len(invalid)
    with stopping() as stopped, counting("writing", found.rows - len(invalid), quiet=quiet) as tick:
        for one in replace(run, stopped=stopped).delivered(_sound(found, invalid), workers):
            counts[one.outcome] += 1
            _said(one, found)
            tick(one.outcome in _WELL)
    say = _silent if quiet else _noted
    say(", ".join(f"{count:,} {outcome.value}" for outcome, count in counts.items()) or "no rows")
    if stopped():
        _noted("stopped; run the same command again to go on: it writes only what is missing")
        return INTERRUPTED
    failed = counts[Outcome.INVALID] + counts[Outcome.SET_ASIDE]
    if failed:
        say("run the same command again once they are mended: it writes only what is missing")
    return _FAILED if failed else 0


def _sound(found: Recipients, invalid: frozenset[int]) -> Iterator[Row]:
    return ((row, data) for row, data in found if row not in invalid)


def _said(one: Delivery, found: Recipients) -> None:
    """What is to be said of a row that has no letter."""
    complain(found.placed(one.findings, one.row))
    if one.reason is not None:
        click.echo(f"row {one.row}: {one.reason}", err=True)
