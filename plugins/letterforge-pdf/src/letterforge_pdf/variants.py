"""The standards that a file may keep: PDF/UA-1 always, for who hears it; PDF/A with it, for who keeps it."""

from __future__ import annotations

from typing import Literal

Variant = Literal["ua-1", "ua-1+a-2a", "ua-1+a-3a"]


def is_archival(variant: Variant) -> bool:
    """Whether the file is PDF/A, too."""
    return variant != "ua-1"
