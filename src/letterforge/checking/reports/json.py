"""Findings as one JSON object."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from letterforge.findings import Finding


def report(findings: Sequence[Finding], _version: str) -> str:
    """As one JSON object; keys that do not apply are null."""
    return json.dumps({"findings": [record(finding) for finding in findings]}, indent=2, ensure_ascii=False)


def record(finding: Finding) -> dict[str, Any]:
    """One finding as plain data."""
    place = finding.place
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "file": place.file,
        "place": place.path,
        "line": place.line,
        "column": place.column,
        "message": finding.message,
        "hint": finding.hint,
    }
