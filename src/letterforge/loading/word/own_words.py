"""The own words of a Word file: what in them waits to be filled, and what the file says to be meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from letterforge.findings import Finding, Findings, Place, in_order
from letterforge.loading import allowing, own_words
from letterforge.loading.own_words import OwnWords
from letterforge.loading.tags import Mark
from letterforge.loading.word.text import WordText
from letterforge.office.archive import Archive
from letterforge.office.parts import ALLOW_PROPERTY, properties
from letterforge.scanning.allowed import Allowance, Allowed
from letterforge.scanning.readers.word import passages_of


def said_to_be_meant(archive: Archive, source: WordText, marks: Sequence[Mark], findings: Findings) -> Allowed:
    """What the custom property and the comments say to be meant."""
    return (*_in_property(archive, source.file, findings), *allowing.in_comments(source, marks, findings))


def _in_property(archive: Archive, file: str | None, findings: Findings) -> Iterator[Allowance]:
    for one in properties(archive):
        if one.name == ALLOW_PROPERTY:
            place = Place(file, path=one.path)
            for text, _ in one.said:
                yield from allowing.of_text(text, 0, lambda _: (place, None), findings)  # noqa: B023  (it is used at once)


def waiting(archive: Archive, source: WordText, findings: Findings) -> tuple[list[OwnWords], Allowed]:
    """What waits to be filled; and the marks that are escaped, which are meant."""
    found = own_words.in_word(passages_of(archive, source.file), source.file, source.position)
    return allowing.without_escaped(own_words.told_once(found, findings))


def in_order_of_reading(findings: Iterable[Finding], source: WordText) -> tuple[Finding, ...]:
    """All findings in the order of reading, those that know their place in words only among them."""
    placed = (
        one if one.place.position is not None else one.at(replace(one.place, position=source.position(one.place.path)))
        for one in findings
    )
    return in_order(placed)
