"""Report all that is wrong with several TEMPLATEs, as check does for one, in one report."""

from __future__ import annotations

import sys

import click

from letterforge import api
from letterforge.cli import completion
from letterforge.cli.messages import report
from letterforge.cli.options import format_option, model_class, model_option, stationery_of, stationery_option
from letterforge.errors import FindingsError
from letterforge.findings import Findings


@click.command(help=__doc__)
@click.argument("templates", nargs=-1, required=True, metavar="TEMPLATE...", shell_complete=completion.template)
@format_option
@model_option
@stationery_option
def command(templates: tuple[str, ...], form: str, model: str | None, stationery: str | None) -> None:
    """Print the findings of each after the other; 1 if there is an error among them."""
    expected = model_class(model)
    try:
        look = stationery_of(stationery)
        findings = Findings()
        for template in templates:
            findings.extend(api.check(template, model=expected, stationery=look))
    except FindingsError as fault:  # of the stationery: what is wrong with a template is returned
        findings = Findings(fault.findings)
    sys.exit(report(dict.fromkeys(findings), form))
