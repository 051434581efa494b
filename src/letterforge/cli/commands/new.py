"""Write a data file to fill in, for the KIND of letter or the template at that path; or a table, for many letters."""

from __future__ import annotations

from pathlib import Path

import click

from letterforge import api
from letterforge.artifact import Artifact, taken
from letterforge.cli import completion
from letterforge.cli.options import data_of, model_class, model_option
from letterforge.data.blank_form import blank_form
from letterforge.errors import UsageError
from letterforge.models.shapes import Shape


@click.command(help=__doc__)
@click.argument("kind", shell_complete=completion.template)
@click.option("-o", "--output", metavar="FILE", help="Where to write it; standard output unless given.")
@click.option(
    "--rows",
    metavar="FILE",
    help="Write an empty table there instead (.csv, .tsv or .xlsx), with a column for each field, and say what each means.",
)
@click.option(
    "--data",
    metavar="FILE",
    shell_complete=completion.files,
    help="The data that all letters share: no columns for them.",
)
@model_option
def command(kind: str, output: str | None, rows: str | None, data: str | None, model: str | None) -> None:
    """Print the form, or write it where nothing is yet."""
    template = api.load(kind, model=model_class(model))
    if template.shape is None:
        message = f"{kind} has no model, so its fields are not known; name its class with --model package.module:Class"
        raise UsageError(message)
    if rows is not None:
        if output is not None:
            message = "--rows names the file of a table, and -o that of a data file; give one of them"
            raise UsageError(message)
        _table(rows, template.shape, data)
        return
    if data is not None:
        message = "--data leaves columns out of a table; give --rows, too"
        raise UsageError(message)
    text = blank_form(template.name, template.shape)
    if output is None:
        click.echo(text, nl=False)
    else:
        _save(text.encode(), "application/yaml", Path(output))


def _table(rows: str, shape: Shape, data: str | None) -> None:
    """Write an empty table, and print what its columns mean."""
    from letterforge.recipients.blank_sheet import blank_sheet, headings, media_type  # noqa: PLC0415  (few need tables)

    columns = headings(shape, None if data is None else data_of(data))
    _save(blank_sheet(rows, columns), media_type(rows), Path(rows))
    for one in columns:
        click.echo(f"{one.path}: {one.words}")


def _save(content: bytes, media_type: str, target: Path) -> None:
    if taken(target):
        message = f"{target} already exists; choose another name"
        raise UsageError(message)
    Artifact(content, media_type, target.suffix).save(target, overwrite=False)
