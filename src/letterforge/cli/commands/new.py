"""Write a data file to fill in, for the KIND of letter or the template at that path."""

from __future__ import annotations

from pathlib import Path

import click

from letterforge import api
from letterforge.artifact import Artifact, taken
from letterforge.cli import completion
from letterforge.cli.options import model_class, model_option
from letterforge.data.blank_form import blank_form
from letterforge.errors import UsageError


@click.command(help=__doc__)
@click.argument("kind", shell_complete=completion.template)
@click.option("-o", "--output", metavar="FILE", help="Where to write it; standard output unless given.")
@model_option
def command(kind: str, output: str | None, model: str | None) -> None:
    """Print the form, or write it where nothing is yet."""
    template = api.load(kind, model=model_class(model))
    if template.shape is None:
        message = f"{kind} has no model, so its fields are not known; name its class with --model package.module:Class"
        raise UsageError(message)
    text = blank_form(template.name, template.shape)
    if output is None:
        click.echo(text, nl=False)
        return
    target = Path(output)
    if taken(target):
        message = f"{target} already exists; choose another name"
        raise UsageError(message)
    Artifact(text.encode(), "application/yaml", target.suffix).save(target, overwrite=False)
