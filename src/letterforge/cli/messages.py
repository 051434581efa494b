"""What the commands say of findings: a report on standard output, or messages on standard error."""

from __future__ import annotations

from collections.abc import Iterable

import click

import letterforge
from letterforge.findings import Finding


def complain(findings: Iterable[Finding]) -> None:
    """Findings as messages."""
    for finding in findings:
        click.echo(str(finding), err=True)


def report(findings: Iterable[Finding], form: str) -> int:
    """Print a report in one of `reports.FORMATS`; the exit code: 1 if there is an error among them."""
    from letterforge.checking import reports  # noqa: PLC0415  (most messages are none)

    found = tuple(findings)
    written = reports.written(found, form, version=letterforge.__version__)
    if written:
        click.echo(written)
    return int(any(finding.is_error for finding in found))
