"""How many examples each property tries, and the seeds that some are drawn from."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

PROVE = bool(os.environ.get("LETTERFORGE_PROVE"))


def examples(quick: int, proof: int | None = None) -> settings:
    """So many examples in ``make test``, always the same; more in ``make prove`` (ten times as many), always others."""
    return settings(
        max_examples=(proof or quick * 10) if PROVE else quick,
        deadline=None,
        derandomize=not PROVE,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


seeds = st.integers(0, 2**32)
"""What a model, a letter over it and data for it are drawn from: `cases.case(seed)`."""
