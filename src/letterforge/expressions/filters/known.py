"""Every filter, by each of its names."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from letterforge.discovery import records
from letterforge.expressions import filters
from letterforge.expressions.filters.filter import Filter

FILTERS: Mapping[str, Filter] = MappingProxyType(
    dict(sorted((name, found) for found in records(filters, Filter, but=("filter", "known")) for name in found.names))
)
