"""Begin a stationery of your own with a copy of the plain one, or list those that are installed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from letterforge import plugins
from letterforge import stationery as stationeries
from letterforge.artifact import Artifact, folder_made, save_together, taken
from letterforge.cli import completion
from letterforge.cli.installed import told
from letterforge.errors import UsageError

_BYTES = "application/octet-stream"


@click.group(help=__doc__)
def command() -> None:
    """One of the two."""


@command.command()
@click.argument("folder", metavar="DIR", shell_complete=completion.folders)
@click.option("--from", "name", metavar="NAME", help="Copy an installed stationery instead of the plain one.")
def new(folder: str, name: str | None) -> None:
    """Copy the plain stationery to DIR, with its letterhead and fonts, to be changed there."""
    target = Path(folder)
    if taken(target) and not (target.is_dir() and not any(target.iterdir())):
        message = f"{target} already exists; choose another name"
        raise UsageError(message)
    source = stationeries.PLAIN if name is None else plugins.stationery(name)
    files = {
        target / path.relative_to(source): Artifact(path.read_bytes(), _BYTES, path.suffix)
        for path in sorted(source.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    for parent in dict.fromkeys(path.parent for path in files):
        folder_made(parent)
    save_together(files, overwrite=False)
    click.echo(str(target))


@command.command("list")
def listed() -> None:
    """List the installed stationeries: distribution, version, and what is broken and why."""
    sys.exit(int(not told(plugins.STATIONERIES, plugins.stationery, str)))
