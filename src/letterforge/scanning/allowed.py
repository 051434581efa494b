"""What a template means as it stands, though it looks like a leftover: said once, by rule or by text."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Collection, Iterator
from typing import Protocol

from letterforge.findings import Place

__all__ = ["Allowance", "Allowed", "SaysWhatIsMeant", "is_allowed"]


@dataclasses.dataclass(frozen=True, slots=True)
class Allowance:
    """One thing that is meant: all of a ``rule``, or a ``text`` wherever it stands.

    With ``field``, the path of a field of the data, it is meant in what that field says, and nowhere else.
    ``place`` is where the template says so, ``excerpt`` the line there.
    """

    rule: str | None = None
    text: str | None = None
    field: str | None = None
    place: Place = dataclasses.field(default=Place(), compare=False)
    excerpt: str | None = dataclasses.field(default=None, compare=False)

    def covers(self, rule: str, text: str, start: int, stop: int) -> bool:
        r"""Whether a leftover of ``rule`` at ``text[start:stop]`` is meant; who asks looks at ``field``.

        >>> said = Allowance(text="the minister said: XXXX")
        >>> said.covers("promise-word", "But the minister\nsaid: XXXX.", 23, 27)
        True
        """
        if self.rule is not None:
            return self.rule == rule
        return any(one.start() <= start and stop <= one.end() for one in self._said(text))

    def _said(self, text: str) -> Iterator[re.Match[str]]:
        return _pattern(self.text or "").finditer(text) if self.text else iter(())

    def __str__(self) -> str:
        """As a template says it."""
        said = self.rule if self.rule is not None else f'"{self.text}"'
        return f"{self.field}: {said}" if self.field else str(said)


Allowed = tuple[Allowance, ...]
"""All that one template or stationery means."""


class SaysWhatIsMeant(Protocol):
    """A template or stationery, for those who stand below them."""

    @property
    def meant(self) -> Allowed:
        """What is meant as it stands, by itself and by the fields of its data."""
        ...


ANYTHING = "\ua66e"
"""Stands in a text for whatever a value says; no language that letterforge knows is written with it."""


_DRAWN = re.compile(r"_+|[\u2610-\u2612]")
_AT_VALUE = re.compile(rf"(?:\\s\+)?{ANYTHING}(?:\\s\+)?")


@functools.lru_cache(maxsize=256)
def _pattern(text: str) -> re.Pattern[str]:
    r"""A text, with any blanks where it has some: a page breaks its lines elsewhere.

    A value may be nothing, and at the edge of a line no blank is left beside it then. The lines and boxes of a slip are
    drawn on a page, a little apart from what stands beside them.

    >>> [bool(_pattern(f"{ANYTHING} (insert date)").fullmatch(said)) for said in ("Ann (insert date)", "(insert date)")]
    [True, True]
    >>> bool(_pattern("name ____☐").fullmatch("name ____ ☐"))
    True
    """
    words = _DRAWN.sub(r"\\s*\g<0>\\s*", r"\s+".join(map(re.escape, text.split())))
    return re.compile(_AT_VALUE.sub(r"\\s*[\\s\\S]{0,300}?\\s*", words))


def is_allowed(
    allowed: Collection[Allowance], rule: str, text: str, span: tuple[int, int], *, of: str | None = None
) -> bool:
    """Whether a leftover of ``rule`` is meant; ``of`` is the path of the field that it stands in, None for wording.

    What is said without a field holds for the wording and for every field.
    """
    return any(one.covers(rule, text, *span) for one in allowed if one.field in (None, of))
