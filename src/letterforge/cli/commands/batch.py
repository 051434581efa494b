"""Write a letter for each row of ROWS (CSV, TSV ...), with the data that all letters share.

All rows are checked first: with one error nothing is written. The same command again writes what is missing, proves what
is there, and makes anew what has changed.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import click

from letterforge import api
from letterforge.batching.batch import NAME
from letterforge.batching.delivery import Delivery, Outcome
from letterforge.batching.names import NamePattern
from letterforge.batching.run import Run
from letterforge.batching.work import Row
from letterforge.batching.workers import Bounds, Pool, Workers
from letterforge.cli import completion, second_tables, table_copies
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
_EVERY = 1000
"""Rows after which a line says how far the run has come."""


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
    click.option(
        "--list",
        "lists",
        multiple=True,
        metavar="FIELD=TABLE",
        help="A list whose items stand in another sheet or file, which has the column of --key, too; several times.",
    ),
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
        help="The folder for the letters and their ledger, which is created if it does not exist.",
    ),
    click.option(
        "--name",
        default=NAME,
        show_default=True,
        metavar="PATTERN",
        help="How files are called: {row}, and fields of the data, which whoever sees the names can read.",
    ),
    click.option("--check", "only_check", is_flag=True, help="Check all rows, and write nothing."),
    click.option(
        "--skip-invalid",
        is_flag=True,
        help="Write the letters of the other rows where some are wrong, and those rows beside them.",
    ),
    click.option(
        "--annotate",
        metavar="DIR",
        shell_complete=completion.folders,
        help="Write a copy of ROWS there, as a sheet of Excel with a note at each wrong cell.",
    ),
    click.option("--force", is_flag=True, help="Replace an annotated copy that is there."),
    click.option(
        "--key-file", metavar="FILE", shell_complete=completion.files, help="The key of the ledger's digests."
    ),
    click.option(
        "--workers", type=click.IntRange(1), help="How many processes; as many as there are cores unless given."
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
    name: str,
    columns: tuple[str, ...],
    key: str | None,
    several: bool,  # noqa: FBT001  (as above)
    lists: tuple[str, ...],
    sheet: str | None,
    encoding: str | None,
    delimiter: str | None,
    only_check: bool,  # noqa: FBT001  (as above)
    skip_invalid: bool,  # noqa: FBT001  (as above)
    annotate: str | None,
    force: bool,  # noqa: FBT001  (as above)
    key_file: str | None,
    workers: int | None,
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
    tables, sheets = second_tables.tables_of(lists, rows)
    files = (rows, *(one.file for one in tables.values()))
    marked = table_copies.annotated_paths(files, annotate, (data,), force=force) if annotate else {}
    table = read_table(rows, wishes=Wishes(encoding, delimiter, sheet, sheets))
    shared = None if data is None else data_of(data)
    found = recipients(loaded, table, shared=shared, columns=_columns(columns), key=key, several=several, lists=tables)
    pool, out = Pool(None, workers or os.cpu_count() or 1, Bounds(seconds)), Path(output or ".")
    run = Run(loaded, names, out, look, NamePattern.of(name), None if key_file is None else Path(key_file), allow_loss)
    say = _silent if quiet else _noted
    for note in found.notes:
        say(f"{rows}: {note}")
    with pool.open() as crew:
        findings, invalid = _checked(found, run, crew)
        if marked:
            table_copies.annotate((table, *tables.values()), findings, marked)
        if only_check or (any(one.is_error for one in findings) and not (skip_invalid and found.is_sound)):
            hint = "" if only_check or skip_invalid else ", or give --skip-invalid"
            sys.exit(_refused(findings, form, say, "" if only_check else f"nothing was written; mend these{hint}"))
        complain(findings)
        code = _written(run, found, invalid, crew, say=say)
        table_copies.save_skipped(found, invalid, out)
        sys.exit(code)


def _refused(findings: Sequence[Finding], form: str, say: _Say, words: str) -> int:
    code = report(findings, form)
    if words:
        say(words)
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


def _checked(found: Recipients, run: Run, workers: Workers) -> tuple[tuple[Finding, ...], frozenset[int]]:
    """All that is wrong: with the table, then with the letters of rows whose data fit the model."""
    findings, invalid = Findings(found.findings), set(found.faulty)
    for one in run.proven(found, workers):
        invalid.add(one.row)
        findings.extend(found.placed(one.findings, one.row))
    return findings.sorted(), frozenset(invalid)


def _written(run: Run, found: Recipients, invalid: frozenset[int], workers: Workers, *, say: _Say) -> int:
    """Write the letters, and say how many; 1 where some row has none."""
    counts: Counter[Outcome] = Counter()
    if invalid:
        counts[Outcome.INVALID] = len(invalid)
    for number, one in enumerate(run.delivered(_sound(found, invalid), workers), 1):
        counts[one.outcome] += 1
        _said(one, found)
        if number % _EVERY == 0:
            say(f"{number:,} rows ...")
    say(", ".join(f"{count:,} {outcome.value}" for outcome, count in counts.items()) or "no rows")
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
