"""List the installed renderers: distribution, version, and what is broken and why."""

from __future__ import annotations

import sys

import click

from letterforge import plugins
from letterforge.cli.installed import told


@click.command(help=__doc__)
def command() -> None:
    """Print a line for each; 1 if one is broken."""
    sound = told(plugins.RENDERERS, plugins.renderer, lambda found: f"{found.media_type}, {found.suffix}")
    for distribution in plugins.damaged():
        sound = False
        click.echo(f"{distribution}: broken: its entry_points.txt cannot be read; reinstall it")
    if not plugins.offers(plugins.RENDERERS):
        click.echo("no renderer is installed; pip install 'letterforge[all]' brings html, pdf and docx", err=True)
    sys.exit(int(not sound))
