"""Findings for people: each with place, message and hint, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence

from letterforge.findings import Finding


def report(findings: Sequence[Finding], _version: str) -> str:
    """As a person reads them, with the number of each kind below."""
    errors = sum(finding.is_error for finding in findings)
    count = f"{_counted(errors, 'error')}, {_counted(len(findings) - errors, 'warning')}"
    return "\n".join([*map(str, findings), count])


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")
