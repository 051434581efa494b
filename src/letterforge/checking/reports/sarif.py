"""Findings as a SARIF log, version 2.1.0 (OASIS)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from letterforge.findings import Finding

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
"""Names the schema, as the standard asks (3.13.3); nothing is ever fetched from there."""


def report(findings: Sequence[Finding], version: str) -> str:
    """As a SARIF log with one run (SARIF 2.1.0, OASIS, errata 01).

    Columns count Unicode code points, as those of a finding do. A place in words, such as a paragraph of a Word file
    or a field of the data, is a logical location.
    """
    names = list(dict.fromkeys(finding.rule for finding in findings))
    driver = {
        "name": "letterforge",
        "semanticVersion": version,
        "rules": [_descriptor(name, findings) for name in names],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, names.index(finding.rule)) for finding in findings],
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _descriptor(code: str, findings: Sequence[Finding]) -> dict[str, Any]:
    """The rule in its own words; a finding that was made without one has only its code."""
    rule = next((finding.record for finding in findings if finding.rule == code and finding.record), None)
    if rule is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": rule.meaning},
        "help": {"text": rule.mend},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    message = finding.message if finding.hint is None else f"{finding.message}\n{finding.hint}"
    out: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.severity.value,
        "message": {"text": message},
    }
    place = finding.place
    location: dict[str, Any] = {}
    if place.file is not None:
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
        if place.line is not None:
            physical["region"] = {"startLine": place.line} | ({"startColumn": place.column} if place.column else {})
        location["physicalLocation"] = physical
    if place.path is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": place.path}]
    if location:
        out["locations"] = [location]
    return out


def _uri(file: str) -> str:
    """A relative path as a relative reference (RFC 3986), a whole one as a file: URI."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
