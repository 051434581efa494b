"""Report all that is wrong with a TEMPLATE, and with DATA for it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from letterforge import api
from letterforge.artifact import Artifact, folder_made, taken
from letterforge.cli import completion
from letterforge.cli.messages import report
from letterforge.cli.options import (
    data_of,
    format_option,
    language_option,
    model_class,
    model_option,
    stationery_of,
    stationery_option,
    template_argument,
)
from letterforge.errors import FindingsError, UnreadableFileError, UsageError
from letterforge.filekinds import WORD, listed
from letterforge.findings import Finding


@click.command(help=__doc__)
@template_argument
@click.argument("data", required=False, shell_complete=completion.files)
@format_option
@click.option(
    "--annotate",
    "folder",
    metavar="DIR",
    shell_complete=completion.folders,
    help="Write a copy of a Word template there, with a comment at each finding.",
)
@click.option("--force", is_flag=True, help="Replace an annotated copy that is there.")
@language_option
@model_option
@stationery_option
def command(  # noqa: PLR0913, PLR0917  (click gives each option by name)
    template: str,
    data: str | None,
    form: str,
    folder: str | None,
    force: bool,  # noqa: FBT001  (as above)
    language: str | None,
    model: str | None,
    stationery: str | None,
) -> None:
    """Print the findings; 1 if there is an error among them."""
    inputs = [Path(one) for one in (template, data, stationery) if one is not None]
    target = None if folder is None else _annotated_path(template, Path(folder), inputs, force=force)
    try:
        values = None if data is None else data_of(data)
        look = stationery_of(stationery)
        findings = api.check(template, values, model=model_class(model), stationery=look, language=language)
    except FindingsError as fault:
        findings = fault.findings
    if target is not None:
        _annotate(Path(template), target, [one for one in findings if one.place.file == template])
    sys.exit(report(findings, form))


def _annotated_path(template: str, folder: Path, inputs: Sequence[Path], *, force: bool) -> Path:
    """Where the annotated copy of a Word template goes; over nothing that is read, and over a file only if asked to."""
    path = Path(template)
    if path.suffix.lower() not in WORD.template_suffixes:
        message = f"{template} is not a Word template; --annotate writes comments into {listed(WORD.template_suffixes)}"
        raise UsageError(message)
    target = folder / path.name
    if _is_one_path(target, path):
        message = f"{target} is the template itself; choose another folder"
        raise UsageError(message)
    from letterforge.rendering.saving import refuse_inputs  # noqa: PLC0415  (few checks annotate)

    refuse_inputs([target], inputs)
    if taken(target) and not force:
        message = f"{target} already exists; choose another folder, or say --force to replace it"
        raise UsageError(message)
    return target


def _is_one_path(target: Path, path: Path) -> bool:
    try:
        return target.resolve() == path.resolve()
    except (OSError, RuntimeError):  # what cannot be followed; whether it is one file is asked once more, of the system
        return False


def _annotate(template: Path, target: Path, findings: Sequence[Finding]) -> None:
    """Write the annotated copy; a file that cannot be read has none, and a finding that says so."""
    from letterforge.checking import comments  # noqa: PLC0415  (few checks write any)

    try:
        copy = comments.annotated(template.read_bytes(), findings)
    except UnreadableFileError:
        return
    except OSError as fault:
        message = f"the template {template} cannot be read: {fault.strerror}; no copy was annotated"
        raise UsageError(message) from fault
    folder_made(target.parent)
    artifact = Artifact(copy, WORD.media_type, target.suffix)
    click.echo(f"annotated: {artifact.save(target)}", err=True)
