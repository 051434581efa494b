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
from letterforge.office.elsewhere import is_elsewhere
from letterforge.office.parts import ALLOW_PROPERTY, properties
from letterforge.passages import Nature, Passage
from letterforge.rules.word import TAG_PLACE
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
    """What waits to be filled; and what is meant by itself: marks that are escaped, and what is for the recipient."""
    passages = list(passages_of(archive, source.file))
    found = own_words.in_word(passages, source.file, source.position)
    if any(one.rule == TAG_PLACE.code for one in findings):  # then each tag that nobody fills has been told
        found = [one for one in found if not is_elsewhere(one.finding.place)]
    own, escaped = allowing.without_escaped(own_words.told_once(found, findings))
    return own, (*escaped, *_in_controls(passages))


def _in_controls(passages: Iterable[Passage]) -> Iterator[Allowance]:
    """The words of controls within a paragraph that are for the recipient: the tree has no node for them."""
    for passage in passages:
        for nature, start, stop in passage.spans:
            words = passage.text[start:stop]
            if nature is Nature.REPLY and words != passage.text and any(map(str.isalpha, words)):
                yield Allowance(None, words)


def in_order_of_reading(findings: Iterable[Finding], source: WordText) -> tuple[Finding, ...]:
    """All findings in the order of reading, those that know their place in words only among them."""
    placed = (
        one if one.place.position is not None else one.at(replace(one.place, position=source.position(one.place.path)))
        for one in findings
    )
    return in_order(placed)
