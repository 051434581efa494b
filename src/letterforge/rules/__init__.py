"""Every rule that letterforge has, one record each: one file for each area, and `RULES`, which holds them all.

A new rule is a record in one of these files; plugins declare theirs (`letterforge.findings.Rule`) themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from letterforge.findings import Rule
from letterforge.rules import checking, data, markdown, reading, recipients, rendering, scanning, stationery, word

AREAS = (reading, markdown, word, checking, data, recipients, stationery, rendering, scanning)
RULES: Mapping[str, Rule] = MappingProxyType(
    {rule.code: rule for area in AREAS for rule in vars(area).values() if isinstance(rule, Rule)}
)
"""Every rule of the core, by its code."""
