"""Findings as others read them: one file for each format, called after it, whose ``report`` writes them.

A new format is a file here with ``report(findings, version)``; the version is that of letterforge.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from importlib import import_module

from letterforge.findings import Finding

_COMMON = ("text", "json")
FORMATS = (*_COMMON, *sorted({module.name for module in pkgutil.iter_modules(__path__)}.difference(_COMMON)))
"""The names of the formats, the most common first."""


def written(findings: Sequence[Finding], form: str, *, version: str) -> str:
    """The findings in one of the `FORMATS`."""
    report: str = import_module(f"{__name__}.{form}").report(findings, version)
    return report
