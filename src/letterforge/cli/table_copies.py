"""What `batch` writes of a table itself: a copy with its faults marked, and the rows that were skipped. Both hold its data."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

import click

from letterforge.artifact import Artifact, folder_made, taken
from letterforge.errors import UsageError
from letterforge.filekinds import JSON_LINES, XLSX
from letterforge.findings import Finding
from letterforge.recipients.kinds import ByKind
from letterforge.recipients.recipients import Recipients
from letterforge.recipients.table import Table

SKIPPED = "skipped-rows"
"""The name of the file of rows that were skipped, without its suffix: it stands beside the letters."""


@dataclass(frozen=True)
class AnnotatedCopies:
    """The tables that are to be annotated, each with where its copy goes."""

    tables: Mapping[Path, Table] = field(default_factory=dict)

    def write(self, findings: Iterable[Finding]) -> None:
        """Write the copies of those tables in which there is anything to mark, and say so."""
        if not self.tables:
            return
        from letterforge.recipients.annotating import NOTES, annotated  # noqa: PLC0415  (few runs annotate)

        by_file: dict[str | None, list[Finding]] = {}
        for one in findings:
            by_file.setdefault(one.place.file, []).append(one)
        wrong = {target: table for target, table in self.tables.items() if table.file in by_file}
        for target, table in wrong.items():
            copy = annotated(table, by_file[table.file])
            folder_made(target.parent)
            click.echo(f"annotated: {Artifact(copy.content, XLSX.media_type, target.suffix).save(target)}", err=True)
            if copy.without_note:
                click.echo(f"{NOTES:,} marked cells have notes, and {copy.without_note:,} are marked only", err=True)
        if not wrong:
            click.echo("nothing is wrong in the table, so no copy was annotated", err=True)


def annotated_copies(
    tables: Iterable[Table], folder: str | None, inputs: Iterable[str | None], *, force: bool
) -> AnnotatedCopies:
    """Where the annotated copies go, where any are asked for: over nothing that is read, and a file only if that is.

    Raises:
        UsageError: a table has no cells, or its copy would be over something.
        MissingResourceError: the system cannot say.
    """
    if folder is None:
        return AnnotatedCopies()
    targets: dict[Path, Table] = {}
    for table in tables:
        file = table.file or ""
        if PurePath(file).suffix.lower() in JSON_LINES.table_suffixes:
            message = (
                f"{file} has no cells that --annotate could mark; the report names the line and field of each finding"
            )
            raise UsageError(message)
        target = Path(folder) / f"{_name(file)}{XLSX.table_suffixes[0]}"
        if target in targets:
            message = f"the copies of two tables would both be {target}; call one of them otherwise"
            raise UsageError(message)
        targets[target] = table
    from letterforge.rendering.saving import refuse_inputs  # noqa: PLC0415  (few runs annotate)

    refuse_inputs(targets, [Path(one) for one in (*(table.file for table in targets.values()), *inputs) if one])
    for target in targets:
        if taken(target) and not force:
            message = f"{target} already exists; choose another folder, or say --force to replace it"
            raise UsageError(message)
    return AnnotatedCopies(targets)


def _name(file: str) -> str:
    """What the copy of a table is called: as its file, and the sheet where that is said (people.xlsx:Members)."""
    name, sign, sheet = PurePath(file).name.partition(":")
    return PurePath(name).stem + (f"-{_plain(sheet)}" if sign else "")


def _plain(name: str) -> str:
    """A name without the signs that a system may forbid in one."""
    return re.sub(r"[^\w .-]", "-", name)


def save_skipped(found: Recipients | ByKind, rows: Collection[int], folder: Path) -> None:
    """Write a table of the rows that have no letter beside the letters, and one of each list of theirs; say where."""
    if not rows:
        return
    count = f"{len(rows):,} row{'' if len(rows) == 1 else 's'}"
    targets = [_saved(found.table, rows, folder, SKIPPED)]
    for path, (table, items) in found.items_of(rows).items():
        targets.append(_saved(table, items, folder, f"{SKIPPED}-{_plain(path)}"))
    names = " and ".join(map(str, targets))
    click.echo(f"{count} skipped; a copy to mend, with the data of people: {names}", err=True)


def _saved(table: Table, rows: Collection[int], folder: Path, name: str) -> Path:
    """Write a table of some rows of a table under a name, or under the next where something else has it."""
    from letterforge.recipients.skipped import skipped_kind, skipped_rows  # noqa: PLC0415  (few runs skip)

    kind, content = skipped_kind(table), skipped_rows(table, rows)
    suffix = kind.table_suffixes[0]
    number, target = 1, folder / f"{name}{suffix}"
    while taken(target) and not _holds(target, content):  # of another run: somebody may be mending it
        number += 1
        target = folder / f"{name}-{number}{suffix}"
    folder_made(folder)
    if not taken(target):
        Artifact(content, kind.media_type, suffix).save(target, overwrite=False)
    return target


def _holds(target: Path, content: bytes) -> bool:
    try:
        return target.read_bytes() == content
    except OSError:
        return False
