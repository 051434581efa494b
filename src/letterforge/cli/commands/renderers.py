"""List the installed renderers: distribution, version, options, and what is broken and why."""

from __future__ import annotations

import sys

import click

from letterforge import plugins
from letterforge.cli.installed import told


@click.command(help=__doc__)
def command() -> None:
    """Print a line for each; 1 if one is broken."""
    sound = told(plugins.RENDERERS, _described, "\n    ".join)
    for distribution in plugins.damaged():
        sound = False
        click.echo(f"{distribution}: broken: its entry_points.txt cannot be read; reinstall it")
    if not plugins.offers(plugins.RENDERERS):
        click.echo("no renderer is installed; pip install 'letterforge[all]' brings html, pdf and docx", err=True)
    sys.exit(int(not sound))


def _described(name: str) -> list[str]:
    """What it writes, and a line for each of its options."""
    found = plugins.renderer(name)
    return [f"{found.media_type}, {found.suffix}", *(f"{name}.{one.told}" for one in plugins.options(name))]
