"""What `batch` writes of a table itself: a copy with its faults marked, and the rows that were skipped. Both hold its data."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import click

from letterforge.artifact import Artifact, folder_made, taken
from letterforge.errors import UsageError
from letterforge.filekinds import JSON_LINES, XLSX
from letterforge.findings import Finding
from letterforge.recipients.table import Table

SKIPPED = "skipped-rows"
"""The name of the file of rows that were skipped, without its suffix: it stands beside the letters."""


def annotated_path(rows: str, folder: str, inputs: Iterable[str | None], *, force: bool) -> Path:
    """Where the annotated copy of a table goes; over nothing that is read, and over a file only if asked to."""
    path = Path(rows)
    if path.suffix.lower() in JSON_LINES.table_suffixes:
        message = f"{rows} has no cells that --annotate could mark; the report names the line and field of each finding"
        raise UsageError(message)
    target = Path(folder) / f"{path.stem}{XLSX.table_suffixes[0]}"
    from letterforge.rendering.saving import refuse_inputs  # noqa: PLC0415  (few runs annotate)

    refuse_inputs([target], [Path(one) for one in (rows, *inputs) if one is not None])
    if taken(target) and not force:
        message = f"{target} already exists; choose another folder, or say --force to replace it"
        raise UsageError(message)
    return target


def annotate(table: Table, findings: Iterable[Finding], target: Path) -> None:
    """Write the annotated copy, where there is anything to mark, and say so."""
    from letterforge.recipients.annotating import NOTES, annotated  # noqa: PLC0415  (as above)

    found = [one for one in findings if one.place.file == table.file]
    if not found:
        click.echo("nothing is wrong in the table, so no copy was annotated", err=True)
        return
    copy = annotated(table, found)
    folder_made(target.parent)
    click.echo(f"annotated: {Artifact(copy.content, XLSX.media_type, target.suffix).save(target)}", err=True)
    if copy.without_note:
        click.echo(f"the first {NOTES:,} marked cells have notes, {copy.without_note:,} more are marked only", err=True)


def save_skipped(table: Table, rows: Collection[int], folder: Path) -> None:
    """Write a table of the rows that have no letter beside the letters, over nothing else, and say where it is."""
    if not rows:
        return
    from letterforge.recipients.skipped import skipped_kind, skipped_rows  # noqa: PLC0415  (few runs skip)

    kind, content = skipped_kind(table), skipped_rows(table, rows)
    suffix = kind.table_suffixes[0]
    number, target = 1, folder / f"{SKIPPED}{suffix}"
    while taken(target) and not _holds(target, content):  # of another run: somebody may be mending it
        number += 1
        target = folder / f"{SKIPPED}-{number}{suffix}"
    folder_made(folder)
    if not taken(target):
        Artifact(content, kind.media_type, suffix).save(target, overwrite=False)
    count = f"{len(rows):,} row{'' if len(rows) == 1 else 's'}"
    click.echo(f"{count} skipped; a copy to mend, with the data of people: {target}", err=True)


def _holds(target: Path, content: bytes) -> bool:
    try:
        return target.read_bytes() == content
    except OSError:
        return False
