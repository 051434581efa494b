"""Fill a TEMPLATE with DATA (YAML, JSON ...; - is standard input) and write the letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from letterforge import api
from letterforge.cli import completion
from letterforge.cli.messages import complain
from letterforge.cli.options import (
    allow_loss_option,
    data_of,
    model_class,
    model_option,
    renderers_of,
    set_option,
    stationery_of,
    stationery_option,
    template_argument,
)
from letterforge.cli.progress import watching
from letterforge.data.data_file import DataFile
from letterforge.data.validation import located
from letterforge.errors import DataError, FindingsError, UsageError
from letterforge.filekinds import FINISHED_SUFFIXES
from letterforge.files.standing import is_folder
from letterforge.filling.program import checked
from letterforge.findings import Finding, Findings
from letterforge.letter import Letter
from letterforge.renderer import Renderer
from letterforge.rendering.render import losses, render
from letterforge.rendering.saving import Output, save_all
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
    shell_complete=completion.formats,
    help="A renderer: docx, pdf, html ...; several with commas, or each with its own --to.",
)
@click.option(
    "-o",
    "--output",
    "output",
    default=".",
    show_default=True,
    metavar="PATH",
    shell_complete=completion.files,
    help="The folder for the files, which is created if it does not exist; of one format also the file, or - for "
    "standard output.",
)
@click.option("--force", is_flag=True, help="Replace existing files.")
@allow_loss_option
@click.option(
    "--keep",
    "keep",
    multiple=True,
    metavar="WHAT",
    help="What the Word file of the letter is to carry, although it is for whoever edits the template: comments, "
    "changes, authors, properties or custom-xml; may be given several times.",
)
@set_option
@model_option
@stationery_option
def command(  # noqa: PLR0913, PLR0917  (click gives each option by name)
    template: str,
    data: str,
    formats: tuple[str, ...],
    output: str,
    force: bool,  # noqa: FBT001  (click gives it by name)
    allow_loss: bool,  # noqa: FBT001  (as above)
    keep: tuple[str, ...],
    settings: tuple[str, ...],
    model: str | None,
    stationery: str | None,
) -> None:
    """Write the files and print their paths; warnings do not stop a letter."""
    look = stationery_of(stationery, settings, formats)
    loaded, values = _both(template, data, model, look)
    renderers = _renderers(formats, look)
    where = _output(output, renderers, force=force)
    letter = Letter(loaded, values, stationery=look)
    inputs = () if values.file is None else (Path(values.file),)
    lost = _made(letter, tuple(renderers), where, inputs, allow_loss=allow_loss, keep=keep)
    own = [finding for finding in loaded.findings if finding.rule != LOSS.code]
    around = checked(loaded, look, loaded.shape).findings if loaded.shape is not None else ()
    complain([*lost, *own, *around, *located(letter.warnings, values, loaded.shape or ())])


def _renderers(formats: Sequence[str], look: Stationery) -> dict[str, Renderer]:
    """The renderers of all formats that are named, each once."""
    found = renderers_of(formats, look)
    if not found:
        message = "--to names no format"
        raise UsageError(message)
    return found


def _made(
    letter: Letter,
    names: Sequence[str],
    where: Output | None,
    inputs: Sequence[Path],
    *,
    allow_loss: bool,
    keep: Sequence[str],
) -> Sequence[Finding]:
    """The files, on the disk or on standard output; what their formats have lost."""
    with watching() as at_work:
        if where is not None:
            saved = save_all(letter, names, where, allow_loss=allow_loss, keep=keep, inputs=inputs, at_work=at_work)
        else:
            at_work(names[0])
            artifact = render(letter, to=names[0], allow_loss=allow_loss, keep=keep)
    if where is None:
        click.echo(artifact.content, nl=False)
        return losses(letter, artifact.media_type, allow_loss=allow_loss)
    for path in saved.paths:
        click.echo(str(path))
    return saved.losses


def _output(output: str, renderers: Mapping[str, Renderer], *, force: bool) -> Output | None:
    """Where the files go, by what ``-o`` says: a folder, for one format a file with its suffix; None for ``-``."""
    path = Path(output)
    suffixes = {one.suffix.lower() for one in renderers.values()}
    if len(renderers) != 1:
        if output == "-" or (path.suffix.lower() in suffixes and not is_folder(path)):
            message = f"-o {output} is for one format; for several name a folder"
            raise UsageError(message)
        return Output(path, overwrite=force)
    (suffix,) = suffixes
    if output == "-":
        return None
    if is_folder(path) or not path.suffix:
        return Output(path, overwrite=force)
    if path.suffix.lower() == suffix:
        return Output(path.parent, path, overwrite=force)
    if path.suffix.lower() in FINISHED_SUFFIXES:
        message = f"-o {output} ends in {path.suffix}, and --to {next(iter(renderers))} writes {suffix}"
        raise UsageError(message)
    return Output(path, overwrite=force)


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
