"""Fill a TEMPLATE with DATA (YAML, JSON or TOML; - is standard input) and write the letter."""

from __future__ import annotations

from pathlib import Path

import click

from letterforge import api, plugins
from letterforge.cli.messages import complain
from letterforge.cli.options import (
    data_of,
    model_class,
    model_option,
    stationery_of,
    stationery_option,
    template_argument,
)
from letterforge.data.data_file import DataFile
from letterforge.errors import DataError, FindingsError
from letterforge.filling.program import checked
from letterforge.findings import Findings
from letterforge.letter import Letter
from letterforge.rendering.saving import save_all
from letterforge.rules.word import LOSS
from letterforge.stationery import Stationery
from letterforge.template import Template


@click.command(help=__doc__)
@template_argument
@click.argument("data")
@click.option(
    "--to",
    "formats",
    multiple=True,
    required=True,
    metavar="FORMAT",
    help="A renderer: docx, pdf, html ...; may be given several times.",
)
@click.option(
    "-o",
    "--output",
    "folder",
    default=".",
    show_default=True,
    metavar="DIR",
    help="The folder for the files; it is created if it does not exist.",
)
@click.option("--force", is_flag=True, help="Replace existing files.")
@click.option(
    "--allow-loss", is_flag=True, help="Leave out of other formats what only a Word template itself can show."
)
@click.option(
    "--keep",
    "keep",
    multiple=True,
    metavar="WHAT",
    help="What the Word file of the letter is to carry, although it is for whoever edits the template: comments, "
    "changes, authors, properties or custom-xml; may be given several times.",
)
@model_option
@stationery_option
def command(  # noqa: PLR0913, PLR0917  (click gives each option by name)
    template: str,
    data: str,
    formats: tuple[str, ...],
    folder: str,
    force: bool,  # noqa: FBT001  (click gives it by name)
    allow_loss: bool,  # noqa: FBT001  (as above)
    keep: tuple[str, ...],
    model: str | None,
    stationery: str | None,
) -> None:
    """Write the files and print their paths; warnings do not stop a letter."""
    look = stationery_of(stationery)
    loaded, values = _both(template, data, model, look)
    for name in formats:
        plugins.renderer(name)
    letter = Letter(loaded, values, stationery=look)
    inputs = () if values.file is None else (Path(values.file),)
    saved = save_all(letter, formats, Path(folder), overwrite=force, allow_loss=allow_loss, keep=keep, inputs=inputs)
    for path in saved.paths:
        click.echo(str(path))
    own = [finding for finding in loaded.findings if finding.rule != LOSS.code]
    around = checked(loaded, look, loaded.shape).findings if loaded.shape is not None else ()
    complain([*saved.losses, *own, *around])


def _both(template: str, data: str, model: str | None, look: Stationery) -> tuple[Template, DataFile]:
    """Template and data, or one error for all that is wrong with either."""
    loaded: Template | None = None
    values: DataFile | None = None
    findings = Findings()
    try:
        loaded = api.load(template, model=model_class(model))
    except FindingsError as fault:
        findings.extend(fault.findings)
    try:
        values = data_of(data)
    except FindingsError as fault:
        findings.extend(fault.findings)
    if loaded is None and values is not None:  # then the data are looked at, too
        findings = Findings(api.check(template, values, model=model_class(model), stationery=look))
    if loaded is None or values is None:
        raise DataError(tuple(findings))
    return loaded, values
