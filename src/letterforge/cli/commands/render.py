"""Fill a TEMPLATE with DATA (YAML, JSON ...; - is standard input) and write the letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from letterforge import api
from letterforge import stationery as stationeries
from letterforge.artifact import Artifact
from letterforge.cli import completion
from letterforge.cli.messages import complain
from letterforge.cli.options import (
    allow_loss_option,
    data_of,
    key_file_option,
    language_option,
    model_class,
    model_option,
    renderers_of,
    set_option,
    settings_of,
    stationery_of,
    stationery_option,
    template_argument,
    together,
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
from letterforge.rendering.saving import Companion, Output, save_all
from letterforge.rules.word import LOSS
from letterforge.stationery import Stationery
from letterforge.template import Template

_beside = together(
    click.option(
        "--keep",
        "keep",
        multiple=True,
        metavar="WHAT",
        help="What the Word file of the letter is to carry, although it is for whoever edits the template: comments, "
        "changes, authors, properties or custom-xml; may be given several times.",
    ),
    click.option(
        "--manifest", is_flag=True, help="Write beside the files what they were made of, for `letterforge reproduce`."
    ),
    set_option,
    key_file_option,
    language_option,
    model_option,
    stationery_option,
)


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
@_beside
def command(  # noqa: PLR0913, PLR0917  (click gives each option by name)
    template: str,
    data: str,
    formats: tuple[str, ...],
    output: str,
    force: bool,  # noqa: FBT001  (click gives it by name)
    allow_loss: bool,  # noqa: FBT001  (as above)
    keep: tuple[str, ...],
    settings: tuple[str, ...],
    manifest: bool,  # noqa: FBT001  (as above)
    key_file: str | None,
    language: str | None,
    model: str | None,
    stationery: str | None,
) -> None:
    """Write the files and print their paths; warnings do not stop a letter."""
    look, said = stationery_of(stationery), settings_of(settings, formats)
    loaded, values = _both(template, data, model, look, language)
    look = (look or stationeries.of(loaded)).with_options(said)
    renderers = _renderers(formats, look)
    where = _output(output, renderers, force=force, alone=not manifest)
    letter = Letter(loaded, values, stationery=look)
    inputs = () if values.file is None else (Path(values.file),)
    companion = _manifest(letter, template, key_file, allow_loss=allow_loss, keep=keep) if manifest else None
    wanted = _Wanted(tuple(renderers), where, inputs, companion, allow_loss=allow_loss, keep=keep)
    lost = _made(letter, wanted)
    own = [finding for finding in loaded.findings if finding.rule != LOSS.code]
    around = checked(loaded, letter.stationery, loaded.shape).findings if loaded.shape is not None else ()
    complain([*lost, *own, *around, *located(letter.warnings, values, loaded.shape or ())])


def _renderers(formats: Sequence[str], look: Stationery) -> dict[str, Renderer]:
    """The renderers of all formats that are named, each once."""
    found = renderers_of(formats, look)
    if not found:
        message = "--to names no format"
        raise UsageError(message)
    return found


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked for: formats, where they go, what is read meanwhile, and what is written beside them."""

    names: tuple[str, ...]
    where: Output | None
    inputs: tuple[Path, ...]
    companion: Companion | None
    allow_loss: bool
    keep: tuple[str, ...]


def _made(letter: Letter, wanted: _Wanted) -> Sequence[Finding]:
    """The files, on the disk or on standard output; what their formats have lost."""
    allow_loss, keep, names = wanted.allow_loss, wanted.keep, wanted.names
    with watching() as at_work:
        if wanted.where is not None:
            saved = save_all(
                letter,
                names,
                wanted.where,
                allow_loss=allow_loss,
                keep=keep,
                inputs=wanted.inputs,
                at_work=at_work,
                companion=wanted.companion,
            )
        else:
            at_work(names[0])
            artifact = render(letter, to=names[0], allow_loss=allow_loss, keep=keep)
    if wanted.where is None:
        click.echo(artifact.content, nl=False)
        return losses(letter, artifact.media_type, allow_loss=allow_loss)
    for path in saved.paths:
        click.echo(str(path))
    return saved.losses


def _manifest(
    letter: Letter, source: str, key_file: str | None, *, allow_loss: bool, keep: tuple[str, ...]
) -> Companion:
    """What writes down what the files are made of; a key that cannot be used is told before there are any."""
    from letterforge.data.digests import key_of  # noqa: PLC0415  (few letters have a manifest)
    from letterforge.reproducing.manifest import MEDIA_TYPE, SUFFIX  # noqa: PLC0415  (as above)
    from letterforge.reproducing.taking import taken  # noqa: PLC0415  (as above)

    key = key_of(None if key_file is None else Path(key_file))

    def made(files: Mapping[str, Artifact]) -> Artifact:
        manifest = taken(letter, files, key, source=source, allow_loss=allow_loss, keep=keep)
        return Artifact(manifest.written(), MEDIA_TYPE, SUFFIX)

    return Companion(SUFFIX, made)


def _output(output: str, renderers: Mapping[str, Renderer], *, force: bool, alone: bool) -> Output | None:
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
        if not alone:
            message = "--manifest writes a file beside the letter, and -o - writes none; name a folder or file"
            raise UsageError(message)
        return None
    if is_folder(path) or not path.suffix:
        return Output(path, overwrite=force)
    if path.suffix.lower() == suffix:
        return Output(path.parent, path, overwrite=force)
    if path.suffix.lower() in FINISHED_SUFFIXES:
        message = f"-o {output} ends in {path.suffix}, and --to {next(iter(renderers))} writes {suffix}"
        raise UsageError(message)
    return Output(path, overwrite=force)


def _both(
    template: str, data: str, model: str | None, look: Stationery | None, language: str | None
) -> tuple[Template, DataFile]:
    """Template and data, or one error for all that is wrong with either."""
    loaded: Template | None = None
    values: DataFile | None = None
    findings = Findings()
    try:
        loaded = api.load(template, model=model_class(model), language=language)
    except FindingsError as fault:
        findings.extend(fault.findings)
    try:
        values = data_of(data)
    except FindingsError as fault:
        findings.extend(fault.findings)
    if loaded is None and values is not None:  # then the data are looked at, too
        findings = Findings(api.check(template, values, model=model_class(model), stationery=look, language=language))
    if loaded is None or values is None:
        raise DataError(tuple(findings))
    return loaded, values
