"""Findings as others read them: text for people, JSON, SARIF 2.1.0, and the annotations of GitHub's runners."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from letterforge.findings import Finding
from letterforge.rules import RULES

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
"""Names the schema, as the standard asks (3.13.3); nothing is ever fetched from there."""


def text(findings: Sequence[Finding]) -> str:
    """As a person reads them, with the number of each kind below."""
    errors = sum(finding.is_error for finding in findings)
    count = f"{_counted(errors, 'error')}, {_counted(len(findings) - errors, 'warning')}"
    return "\n".join([*map(str, findings), count])


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def as_json(findings: Sequence[Finding]) -> str:
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


# --- SARIF ------------------------------------------------------------------------------------------------------------


def sarif(findings: Sequence[Finding], *, version: str) -> str:
    """As a SARIF log with one run (SARIF 2.1.0, OASIS, errata 01).

    Columns count Unicode code points, as those of a finding do. A place in words, such as a paragraph of a Word file
    or a field of the data, is a logical location.
    """
    names = list(dict.fromkeys(finding.rule for finding in findings))
    driver = {"name": "letterforge", "semanticVersion": version, "rules": [_descriptor(name) for name in names]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, names.index(finding.rule)) for finding in findings],
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _descriptor(name: str) -> dict[str, Any]:
    out: dict[str, Any] = {"id": name}
    rule = RULES.get(name)
    if rule is not None:
        out["shortDescription"] = {"text": rule.meaning}
        out["help"] = {"text": rule.mend}
    return out


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


# --- GitHub -----------------------------------------------------------------------------------------------------------


def github(findings: Sequence[Finding]) -> str:
    """As commands of GitHub's runners, a line each: ``::error file=...,line=...,col=...,title=...::message``.

    Source: "Workflow commands for GitHub Actions", and the escapes of @actions/core, ``command.ts``.
    """
    return "\n".join(_annotation(finding) for finding in findings)


def _annotation(finding: Finding) -> str:
    place = finding.place
    properties = {"file": place.file, "line": place.line, "col": place.column if place.line else None}
    shown = [(key, str(value)) for key, value in properties.items() if value is not None]
    shown.append(("title", f"letterforge: {finding.rule}"))
    where = f"{place.path}: " if place.path else ""
    hint = f"\n{finding.hint}" if finding.hint else ""
    settings = ",".join(f"{key}={_escaped(value, _OF_PROPERTIES)}" for key, value in shown)
    return f"::{finding.severity.value} {settings}::{_escaped(where + finding.message + hint, _OF_DATA)}"


_OF_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_OF_PROPERTIES = {**_OF_DATA, ":": "%3A", ",": "%2C"}


def _escaped(value: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in value)


FORMATS: Mapping[str, Callable[[Sequence[Finding], str], str]] = {
    "text": lambda findings, _: text(findings),
    "json": lambda findings, _: as_json(findings),
    "sarif": lambda findings, version: sarif(findings, version=version),
    "github": lambda findings, _: github(findings),
}
"""How findings are written, by the name of the format; the second argument is the version of letterforge."""
