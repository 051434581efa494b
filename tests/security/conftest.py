"""What the tests of attacks share: one cage for all works of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from caged import Cage

from letterforge import stationery


@pytest.fixture(scope="module")
def cage() -> Iterator[Cage]:
    """A process that works run in; what every letter needs is there already, so that bounds are for the attack alone."""
    stationery.plain()
    made = Cage()
    yield made
    made.close()
