"""Findings as one JSON object."""

from __future__ import annotations

import json
from collections.abc import Sequence

from letterforge.findings import Finding


def report(findings: Sequence[Finding], _version: str) -> str:
    """As one JSON object; keys that do not apply are null."""
    return json.dumps({"findings": [finding.to_dict() for finding in findings]}, indent=2, ensure_ascii=False)
