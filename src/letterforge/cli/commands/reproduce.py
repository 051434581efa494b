"""Make the letter of a MANIFEST again from DATA, and say whether it is the same, and if not, what has changed."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from letterforge import api, plugins
from letterforge import stationery as stationeries
from letterforge.artifact import folder_made, save_together
from letterforge.cli import completion
from letterforge.cli.options import (
    data_of,
    key_file_option,
    model_class,
    model_option,
    stationery_of,
    stationery_option,
)
from letterforge.data.digests import key_of
from letterforge.errors import UsageError
from letterforge.files.reading import OversizeError, read_file
from letterforge.limits import FILE_BYTES
from letterforge.reproducing.manifest import Manifest
from letterforge.reproducing.reproduction import Reproduction, reproduced
from letterforge.stationery import Stationery
from letterforge.template import Template


@click.command(help=__doc__)
@click.argument("manifest", metavar="MANIFEST", shell_complete=completion.files)
@click.argument("data", shell_complete=completion.files)
@click.option(
    "--template",
    metavar="TEMPLATE",
    shell_complete=completion.template,
    help="The template, where it does not lie as the manifest says, in the current folder or in that of the manifest.",
)
@model_option
@stationery_option
@key_file_option
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    shell_complete=completion.folders,
    help="Write the files there, too, to look at them beside those that were sent.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(  # noqa: PLR0913, PLR0917  (click gives each option by name)
    manifest: str,
    data: str,
    template: str | None,
    model: str | None,
    stationery: str | None,
    key_file: str | None,
    output: str | None,
    form: str,
) -> None:
    """Print what is the same and what has changed; 1 if a file differs."""
    record = _manifest(Path(manifest))
    places = (Path(), Path(manifest).parent)
    key = key_of(None if key_file is None else Path(key_file))
    source = template or _template_of(record, places)
    loaded = api.load(source, model=model_class(model), language=record.template.language)
    if record.model is not None and loaded.model is None:
        message = f"the letter was made with the model {record.model.name}; give it with --model"
        raise UsageError(message)
    look = stationery_of(stationery) or _stationery_of(record, loaded, places)
    found = reproduced(record, loaded, data_of(data), look, key=key, told=_tell)
    if output is not None:
        _save(found, loaded, Path(output))
    _FORMS[form](found)
    if not found.is_same:
        sys.exit(1)


def _manifest(path: Path) -> Manifest:
    try:
        return Manifest.read(read_file(path, most=FILE_BYTES.most))
    except OSError as fault:
        message = f"the manifest {path} cannot be read: {fault.strerror}"
        raise UsageError(message) from None
    except (OversizeError, ValueError):
        message = f"{path} is not a manifest"
        raise UsageError(message) from None


def _template_of(manifest: Manifest, places: Iterable[Path]) -> str:
    """The template that a manifest names: a kind of letter, or a file that lies where it says."""
    if manifest.template.kind is not None:
        return manifest.template.kind
    name = manifest.template.file
    if name is None:
        message = "the manifest does not name the template; give it with --template"
        raise UsageError(message)
    found = next((place / name for place in places if (place / name).is_file()), None)
    if found is None:
        message = (
            f"the template {name} is neither in the current folder nor beside the manifest; give it with --template"
        )
        raise UsageError(message)
    return str(found)


def _stationery_of(manifest: Manifest, template: Template, places: Iterable[Path]) -> Stationery:
    own, name = stationeries.of(template), manifest.stationery.name
    if manifest.stationery.plain or name == own.name:
        return own
    found = next((place / name for place in places if (place / name).is_dir()), None)
    if found is None:
        installed = [offer.name for offer in plugins.offers(plugins.STATIONERIES)]
        if name in installed and (folder := plugins.stationery(name)).name == name:
            return Stationery.read(folder)
        message = (
            f"the stationery {name} is neither in the current folder nor beside the manifest; give it with --stationery"
        )
        raise UsageError(message)
    return Stationery.read(found)


def _save(found: Reproduction, template: Template, folder: Path) -> None:
    """Write the files that were made; none that is there is replaced."""
    suffixes = Counter(file.suffix.lower() for file in found.files.values())
    folder_made(folder)
    save_together(
        {
            # Two renderers may write one kind of file: then each is called by its renderer, too.
            folder / (template.name + (f".{name}" if suffixes[file.suffix.lower()] > 1 else "") + file.suffix): file
            for name, file in found.files.items()
        },
        overwrite=False,
    )


def _tell(changes: Iterable[str]) -> None:
    """What has changed, where there is no letter to compare."""
    for change in changes:
        click.echo(change, err=True)


def _text(found: Reproduction) -> None:
    for name in found.same:
        click.echo(f"{name}: the same bytes")
    for name in found.differing:
        click.echo(f"{name}: other bytes")
    for name, fault in found.faults.items():
        click.echo(f"{name}: cannot be made: {fault}")
    for change in found.changes:
        click.echo(f"changed: {change}")
    if not found.is_same and not found.changes:
        click.echo(
            "nothing that the manifest knows has changed: it may be a library outside of Python, or the renderer"
        )


def _json(found: Reproduction) -> None:
    said = {
        "is_same": found.is_same,
        "same": found.same,
        "differing": found.differing,
        "faults": dict(found.faults),
        "changes": found.changes,
    }
    click.echo(json.dumps(said, ensure_ascii=False, indent=2))


_FORMS = {"text": _text, "json": _json}
