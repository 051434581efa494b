"""The tests behind ``is``: what each asks, and what its answer says of what it was asked of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from letterforge.expressions.undefined import UNDEFINED
from letterforge.models.alternatives import By, being_absent, being_none
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Atom, Leaf, ListOf, MapOf, Opaque, Record


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


_NUMBERS = (bool, int, float, Decimal)


def _of(*types: type) -> Callable[[object], bool]:
    """Whether a value is of one of some types of plain data."""
    return lambda value: type(value) in types


def _kinds(*some: Kind | type[Atom]) -> Callable[[bool], By]:
    """What of a shape is of some kinds, or is not; nobody knows what cannot be looked into."""

    def among(atom: Atom) -> bool:
        return any(isinstance(atom, one) if isinstance(one, type) else _is_kind(atom, one) for one in some)

    def narrows(holds: bool) -> By:  # noqa: FBT001  (as the field says)
        return lambda shape: tuple(atom for atom in shape if isinstance(atom, Opaque) or among(atom) is holds)

    return narrows


def _is_kind(atom: Atom, kind: Kind) -> bool:
    return isinstance(atom, Leaf) and atom.kind is kind


_TEXT, _LISTS, _NAMED = (Kind.TEXT,), (ListOf,), (MapOf, Record)
_NUMERIC = (Kind.BOOLEAN, Kind.INTEGER, Kind.FLOAT, Kind.DECIMAL)

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
            # As Jinja has them: a yes or no is a number, and all that has a length is a sequence.
            Test("string", _of(str), None, _kinds(*_TEXT)),
            Test("number", _of(*_NUMBERS), None, _kinds(*_NUMERIC)),
            Test("integer", _of(int), None, _kinds(Kind.INTEGER)),
            Test("float", _of(float), None, _kinds(Kind.FLOAT)),
            Test("boolean", _of(bool), None, _kinds(Kind.BOOLEAN)),
            Test("mapping", _of(dict), None, _kinds(*_NAMED)),
            Test("sequence", _of(str, list, dict), None, _kinds(*_TEXT, *_LISTS, *_NAMED)),
            Test("iterable", _of(str, list, dict), None, _kinds(*_TEXT, *_LISTS, *_NAMED)),
        )
    }
)
"""Every test by its name."""
