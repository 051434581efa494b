"""List the installed renderers: distribution, version, and what is broken and why."""

from __future__ import annotations

import sys

import click

from letterforge import plugins
from letterforge.errors import LetterforgeError


@click.command(help=__doc__)
def command() -> None:
    """Print a line for each; 1 if one is broken."""
    offers = plugins.offers(plugins.RENDERERS)
    broken = False
    for name in dict.fromkeys(offer.name for offer in offers):
        try:
            found = plugins.renderer(name)
        except LetterforgeError as fault:
            broken = True
            click.echo(f"{name}: broken: {fault}")
            continue
        origin = next(offer.origin for offer in offers if offer.name == name)
        click.echo(f"{name}: {origin}, {found.media_type}, {found.suffix}")
    for distribution in plugins.damaged():
        broken = True
        click.echo(f"{distribution}: broken: its entry_points.txt cannot be read; reinstall it")
    if not offers:
        click.echo("no renderer is installed; pip install 'letterforge[all]' brings html, pdf and docx", err=True)
    sys.exit(int(broken))
