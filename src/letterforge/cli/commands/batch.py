"""Write a letter for each row of ROWS (CSV, TSV ...), with the data that all letters share.

All rows are checked first: with one error nothing is written. The same command again writes what is missing, proves what
is there, and makes anew what has changed.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import click
from pydantic import BaseModel

from letterforge import api
from letterforge.batching.cluster import executor_at
from letterforge.batching.delivery import Delivery, Outcome
from letterforge.batching.out import Out
from letterforge.batching.run import Run, prepared, shared_look
from letterforge.batching.work import OfKind, Row
from letterforge.batching.workers import Bounds, Pool, Workers
from letterforge.cli import INTERRUPTED, completion, second_tables, table_copies
from letterforge.cli.batch_options import Asked, table_options, writing_options
from letterforge.cli.counting import Tick, counting, stopping
from letterforge.cli.messages import complain, report
from letterforge.cli.options import (
    data_of,
    format_option,
    model_class,
    model_option,
    renderers_of,
    settings_of,
    stationery_of,
    stationery_option,
    template_argument,
)
from letterforge.errors import UsageError
from letterforge.findings import Finding, Findings
from letterforge.opening.source import translated as opened
from letterforge.recipients.kinds import ByKind, by_kind
from letterforge.recipients.recipients import Recipients, recipients
from letterforge.recipients.table import Table, Wishes
from letterforge.stationery import Stationery
from letterforge.template import Template

_FAILED = 1
_WELL = frozenset({Outcome.WRITTEN, Outcome.THERE})


@click.command(help=__doc__)
@template_argument
@click.argument("rows", metavar="ROWS", shell_complete=completion.files)
@table_options
@writing_options
@format_option
@model_option
@stationery_option
def command(**said: Any) -> None:  # noqa: ANN401  (click gives each option by name)
    """Check, write, and say what has become of each row that is not written."""
    asked = Asked(**said)
    kinds = _kinds(asked)
    look = _look(asked, tuple(kinds.values()))
    names = _formats(asked, look)
    wishes = Wishes(asked.encoding, asked.delimiter, asked.sheet)
    table, tables = second_tables.read_tables(asked.rows, asked.lists, wishes)
    copies = table_copies.annotated_copies((table, *tables.values()), asked.annotate, (asked.data,), force=asked.force)
    found = _recipients(asked, kinds, table, tables)
    run = prepared(
        found.templates, names, _out(asked), look, asked.name, asked.key_file, asked.told, allow_loss=asked.allow_loss
    )
    say = _silent if asked.quiet else _noted
    for note in found.notes:
        say(f"{asked.rows}: {note}")
    with _crew(asked) as crew:
        findings, invalid = _checked(found, run, crew, quiet=asked.quiet, branches=asked.only_check)
        copies.write(findings)
        if asked.only_check:
            sys.exit(report(findings, asked.form))
        if any(one.is_error for one in findings) and not (asked.skip_invalid and found.is_sound):
            code = report(findings, asked.form)
            say("nothing was written; mend these" + ("" if asked.skip_invalid else ", or give --skip-invalid"))
            sys.exit(code)
        complain(findings)
        sys.exit(_written(run, found, invalid, crew, quiet=asked.quiet))


def _kinds(asked: Asked) -> dict[str, Template]:
    """The templates by what stands in the column of kinds; that of the command by nothing, and the first."""
    model = model_class(asked.model)
    if asked.language_column is not None:
        if asked.kind is not None:
            message = "--language-column and --kind both say which letter a row is for; give one"
            raise UsageError(message)
        return _languages(asked, model)
    kinds = {"": api.load(asked.template, model=model, language=asked.language)}
    if bool(asked.letters) != (asked.kind is not None):
        message = "--kind names a column, and --letter NAME=TEMPLATE what stands in it: give both, or none"
        raise UsageError(message)
    for one in asked.letters:
        name, sign, template = one.partition("=")
        if not sign or not name.strip() or not template:
            message = f"--letter {one}: write it as NAME=TEMPLATE"
            raise UsageError(message)
        kinds[name] = api.load(template, model=model, language=asked.language)
    return kinds


def _languages(asked: Asked, model: type[BaseModel] | None) -> dict[str, Template]:
    """The letter in each of its languages, by what stands in the column of languages; the first is not the one for nothing."""
    translated = opened(asked.template, model)
    kinds = {} if asked.language is None else {"": api.load(asked.template, model=model, language=asked.language)}
    for said in translated.choices:
        kinds[said] = api.load(asked.template, model=model, language=said)
    return kinds


def _recipients(
    asked: Asked, kinds: Mapping[str, Template], table: Table, lists: Mapping[str, Table]
) -> Recipients | ByKind:
    """The rows, each for the letter of its kind where there are several."""
    shared, mapped = None if asked.data is None else data_of(asked.data), _columns(asked.columns)
    kind = asked.kind if asked.language_column is None else asked.language_column
    if kind is None:
        return recipients(
            kinds[""], table, shared=shared, columns=mapped, key=asked.key, several=asked.several, lists=lists
        )
    if lists:
        message = "--list is for letters of one kind and language; with --kind or --language-column, number the columns of a list: members[0].name"
        raise UsageError(message)
    return by_kind(kinds, table, kind, shared=shared, columns=mapped, key=asked.key, several=asked.several)


def _out(asked: Asked) -> Out:
    if asked.zipped and asked.combined:
        message = "--zip and --combined are two ways to pack letters; give one"
        raise UsageError(message)
    if asked.output is None or asked.only_check:
        return Out.of(".")
    return Out.of(asked.output, "zip" if asked.zipped else "combined" if asked.combined else None, asked.ledger)


@contextlib.contextmanager
def _crew(asked: Asked) -> Iterator[Workers]:
    """Who makes the letters: processes of this machine, or the workers of a scheduler."""
    count, bounds = asked.workers or os.cpu_count() or 1, Bounds(asked.seconds)
    with contextlib.ExitStack() as stack:
        executor = None
        if asked.scheduler is not None:
            executor = stack.enter_context(executor_at(asked.scheduler, open_network=asked.open_network))
        yield stack.enter_context(Pool(executor, count, bounds).open())


def _noted(words: str) -> None:
    click.echo(words, err=True)


def _silent(words: str) -> None:
    del words


def _look(asked: Asked, templates: Sequence[Template]) -> Stationery:
    """The stationery of all letters, with what ``--set`` says to renderers."""
    said = settings_of(asked.settings, asked.formats)
    given = stationery_of(asked.stationery)
    return (given if given is not None else shared_look(templates)).with_options(said)


def _formats(asked: Asked, look: Stationery) -> tuple[str, ...]:
    """The formats that are asked for, each once; and where they go must be said."""
    names = tuple(renderers_of(asked.formats, look))
    if not names and not asked.only_check:
        message = "--to is missing: a renderer, such as docx, pdf or html"
        raise UsageError(message)
    if asked.output is None and not asked.only_check:
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
    found: Recipients | ByKind, run: Run, workers: Workers, *, quiet: bool, branches: bool
) -> tuple[tuple[Finding, ...], frozenset[int]]:
    """All that is wrong: with the table, then with the letters of rows whose data fit the model; and what none takes."""
    findings, invalid = Findings(found.findings), set(found.faulty)
    taken = set[int]() if branches else None
    with counting("checking", found.rows - len(found.faulty), quiet=quiet) as tick:
        for one in run.proven(_ticked(_rows(found), tick), workers, taken):
            invalid.add(one.row)
            findings.extend(found.placed(one.findings, one.row))
    if taken is not None and found.rows > len(invalid):
        findings.extend(run.untaken(taken))
    return findings.sorted(), frozenset(invalid)


def _ticked(rows: Iterable[Row], tick: Tick) -> Iterator[Row]:
    for row in rows:
        tick(True)  # noqa: FBT003  (a tick)
        yield row


def _written(run: Run, found: Recipients | ByKind, invalid: frozenset[int], workers: Workers, *, quiet: bool) -> int:
    """Write the letters, and say how many; 1 where some row has none, 130 where somebody has stopped it."""
    counts: Counter[Outcome] = Counter()
    if invalid:
        counts[Outcome.INVALID] = len(invalid)
    with stopping() as stopped, counting("writing", found.rows - len(invalid), quiet=quiet) as tick:
        for one in replace(run, stopped=stopped).delivered(_sound(found, invalid), workers):
            counts[one.outcome] += 1
            _said(one, found)
            tick(one.outcome in _WELL)
    table_copies.save_skipped(found, invalid, run.out.beside)
    say = _silent if quiet else _noted
    say(", ".join(f"{count:,} {outcome.value}" for outcome, count in counts.items()) or "no rows")
    for note in run.notes:
        _noted(note)
    if stopped():
        _noted("stopped; run the same command again to go on: it writes only what is missing")
        return INTERRUPTED
    failed = counts[Outcome.INVALID] + counts[Outcome.SET_ASIDE]
    if failed:
        say("run the same command again once they are mended: it writes only what is missing")
    return _FAILED if failed else 0


def _rows(found: Recipients | ByKind) -> Iterator[Row]:
    if isinstance(found, ByKind):
        return ((row, OfKind(kind, data)) for row, (kind, data) in found)
    return iter(found)


def _sound(found: Recipients | ByKind, invalid: frozenset[int]) -> Iterator[Row]:
    return ((row, data) for row, data in _rows(found) if row not in invalid)


def _said(one: Delivery, found: Recipients | ByKind) -> None:
    """What is to be said of a row that has no letter."""
    complain(found.placed(one.findings, one.row))
    if one.reason is not None:
        click.echo(f"row {one.row}: {one.reason}", err=True)
