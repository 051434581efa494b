"""List the installed kinds of letter: distribution, version, and what is broken and why."""

from __future__ import annotations

import sys

import click

from letterforge import plugins
from letterforge.errors import LetterforgeError


@click.command(help=__doc__)
def command() -> None:
    """Print a line for each; 1 if one is broken."""
    offers = plugins.offers(plugins.LETTERS)
    broken = False
    for name in dict.fromkeys(offer.name for offer in offers):
        try:
            found = plugins.kind(name)
        except LetterforgeError as fault:
            broken = True
            click.echo(f"{name}: broken: {fault}")
            continue
        origin = next(offer.origin for offer in offers if offer.name == name)
        click.echo(f"{name}: {origin}, {found.template.name}, {found.model.__module__}:{found.model.__name__}")
    sys.exit(int(broken))
