"""Findings as annotations of GitHub's runners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from letterforge.findings import Finding


def report(findings: Sequence[Finding], _version: str) -> str:
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
