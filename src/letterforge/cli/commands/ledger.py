"""Show what the ledger of a mailing holds: which rows have letters, and why others have none.

PLACE is the folder of the letters, or the file of the ledger. It holds no data but the fields that `--ledger-field` named.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from letterforge.batching.entries import Entry, State, read_only
from letterforge.batching.ledger import NAME
from letterforge.cli import completion

_STATES = {state.value.replace(" ", "-"): state for state in State}
_NO_FIELDS = ("row", "state", "formats", "bytes", "reason")


@click.command(help=__doc__)
@click.argument("place", metavar="PLACE", type=click.Path(exists=True, path_type=Path), shell_complete=completion.files)
@click.option("--state", "states", multiple=True, type=click.Choice(list(_STATES)), help="Only letters in this state.")
@click.option("--rows", metavar="N[-N]", help="Only these rows: a number, or the first and last.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
def command(place: Path, states: tuple[str, ...], rows: str | None, form: str) -> None:
    """Print the letters that are asked for, and on standard error how many there are of each."""
    first, last = _bounds(rows)
    wanted = {_STATES[one] for one in states} or set(State)
    counts: Counter[State] = Counter()

    def chosen(entries: Iterable[Entry]) -> Iterator[Entry]:
        for one in entries:
            if one.state in wanted and first <= one.row and (last is None or one.row <= last):
                counts[one.state] += 1
                yield one

    with read_only(place / NAME if place.is_dir() else place) as ledger:
        _FORMS[form](chosen(ledger.entries()))
    said = ", ".join(f"{counts[state]:,} {state.value}" for state in State if counts[state])
    click.echo(said or "no letters", err=True)


def _bounds(rows: str | None) -> tuple[int, int | None]:
    if rows is None:
        return 0, None
    first, sign, last = rows.partition("-")
    try:
        return int(first), int(last) if sign else int(first)
    except ValueError:
        message = "is neither a number nor two with a hyphen between, such as 10-20"
        raise click.BadParameter(message, param_hint="--rows") from None


def _shown(one: Entry) -> dict[str, Any]:
    """A letter by the names of what is known of it."""
    formats = [file.suffix.lstrip(".") for file in one.files]
    known = {
        "row": one.row,
        "state": one.state.value,
        "formats": formats,
        "bytes": sum(file.size for file in one.files),
    }
    return {**known, "reason": one.reason, **({"fields": dict(one.told)} if one.told else {})}


def _text(entries: Iterable[Entry]) -> None:
    for one in entries:
        shown = _shown(one)
        size = f"{shown['bytes']:,} bytes" if shown["bytes"] else None
        parts = [one.state.value, *shown["formats"], size, one.reason, *(f"{name}={value}" for name, value in one.told)]
        click.echo(f"{one.row}: " + ", ".join(part for part in parts if part))


def _json(entries: Iterable[Entry]) -> None:
    """One list, an item a line: of a hundred thousand letters none is kept."""
    click.echo("[", nl=False)
    between = "\n"
    for one in entries:
        click.echo(between + json.dumps(_shown(one), ensure_ascii=False), nl=False)
        between = ",\n"
    click.echo("\n]")


def _csv(entries: Iterable[Entry]) -> None:
    names: tuple[str, ...] | None = None
    for one in entries:
        shown = _shown(one)
        if names is None:
            names = tuple(dict.fromkeys(name for name, _ in one.told))
            click.echo(_line([*_NO_FIELDS, *names]), nl=False)
        told = dict(one.told)
        formats = " ".join(shown["formats"])
        about = [one.row, one.state.value, formats, shown["bytes"], one.reason or ""]
        click.echo(_line([*about, *(told.get(name, "") for name in names)]), nl=False)


def _line(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


_FORMS: dict[str, Callable[[Iterable[Entry]], None]] = {"text": _text, "json": _json, "csv": _csv}
