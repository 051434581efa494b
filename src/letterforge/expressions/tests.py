"""The tests behind ``is``: what each asks, and what its answer says of what it was asked of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from letterforge.expressions.undefined import UNDEFINED
from letterforge.models.alternatives import By, being_absent, being_none
from letterforge.models.kinds import Kind


@dataclass(frozen=True, slots=True)
class Test:
    """One test.

    ``takes`` is the kind that it can be asked of, None for anything; ``narrows`` what its answer excludes;
    ``of_absent`` says that it asks whether something is there, so that nothing is wrong where it is not.
    """

    name: str
    function: Callable[[object], bool]
    takes: Kind | None = None
    narrows: Callable[[bool], By] | None = None
    of_absent: bool = False


def _is_odd(value: object) -> bool:
    return isinstance(value, int) and value % 2 == 1


def _is_even(value: object) -> bool:
    return isinstance(value, int) and value % 2 == 0


TESTS: Mapping[str, Test] = MappingProxyType(
    {
        test.name: test
        for test in (
            Test(
                "defined",
                lambda value: value is not UNDEFINED,
                None,
                lambda holds: being_absent(wanted=not holds),
                of_absent=True,
            ),
            Test(
                "undefined",
                lambda value: value is UNDEFINED,
                None,
                lambda holds: being_absent(wanted=holds),
                of_absent=True,
            ),
            Test("none", lambda value: value is None, None, lambda holds: being_none(wanted=holds)),
            Test("odd", _is_odd, Kind.INTEGER),
            Test("even", _is_even, Kind.INTEGER),
        )
    }
)
"""Every test by its name."""
