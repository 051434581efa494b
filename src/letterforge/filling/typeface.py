"""The typeface of a letter: one family for the whole of it, the first that has every character."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from letterforge.document import Text
from letterforge.findings import Findings, Place
from letterforge.fonts import Family
from letterforge.rules.data import NO_GLYPH
from letterforge.stationery import Stationery

_ASCII = frozenset(map(chr, range(0x20, 0x7F)))


@dataclass(frozen=True, eq=False)
class Typefaces:
    """Those of a stationery, for a template whose wording has these characters."""

    stationery: Stationery
    characters: frozenset[str]
    file: str | None
    """The template's file, for findings."""

    @functools.cached_property
    def _plain(self) -> Family | None:
        """The first typeface that has the wording's characters, if it has all of ASCII too: mostly the one for a letter."""
        family = self.stationery.family_for(self.characters)
        return family if family is not None and not family.missing(_ASCII) else None

    def choose(self, printed: Sequence[Text]) -> Family | None:
        """The first family that has every character of the wording and of what is printed; None where there is none."""
        plain = self._plain
        if plain is not None:
            signs = "".join([text.text for text in printed])
            if (signs.isascii() and signs.isprintable()) or not plain.missing(set(signs)):
                return plain
        return self.stationery.family_for(self._wanted(printed))

    def _wanted(self, printed: Sequence[Text]) -> frozenset[str]:
        return self.characters.union(*[text.text for text in printed])

    def missing(self, printed: Sequence[Text]) -> Findings:
        """What the widest of the families lacks, where no family has every character: findings that name the fields."""
        wanted = self._wanted(printed)
        best = min(self.stationery.families, key=lambda one: len(one.missing(wanted)))
        lacking = best.missing(wanted)
        findings = Findings()
        for text in printed:
            if lacking & set(text.text):
                message = "has a character that no font of the stationery has"
                findings.add(NO_GLYPH.at(Place(path=text.field), message=message))
        for character in sorted(lacking & self.characters):
            message = (
                f"no font of the stationery has the character {character} (U+{ord(character):04X}) of the template"
            )
            findings.add(NO_GLYPH.at(Place(self.file), message=message))
        return findings
