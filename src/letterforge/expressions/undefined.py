"""What a name means that is not there."""

from __future__ import annotations


class _Undefined:
    """There is one, `UNDEFINED`."""

    __slots__ = ()

    def __bool__(self) -> bool:
        """Nothing is false."""
        return False

    def __repr__(self) -> str:
        """As code names it."""
        return "UNDEFINED"


UNDEFINED = _Undefined()
