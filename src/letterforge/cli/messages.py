"""Messages on standard error; results go to standard output."""

from __future__ import annotations

from collections.abc import Iterable

import click

from letterforge.findings import Finding


def complain(findings: Iterable[Finding]) -> None:
    """Findings as messages."""
    for finding in findings:
        click.echo(str(finding), err=True)
