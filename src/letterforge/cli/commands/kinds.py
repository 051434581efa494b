"""List the installed kinds of letter: distribution, version, and what is broken and why."""

from __future__ import annotations

import sys

import click

from letterforge import plugins
from letterforge.cli.installed import told
from letterforge.models.letter_data import LetterKind


@click.command(help=__doc__)
def command() -> None:
    """Print a line for each; 1 if one is broken."""
    sys.exit(int(not told(plugins.LETTERS, plugins.kind, _said)))


def _said(found: LetterKind) -> str:
    return f"{found.template.name}, {found.model.__module__}:{found.model.__name__}"
