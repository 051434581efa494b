"""A part without some of its elements, every other byte as it was."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from letterforge.loading.word.outgoing.markup import Removal
from letterforge.office.byte_offsets import some_stretches
from letterforge.office.xml import Element


def without(raw: bytes, root: Element, gone: Sequence[Removal]) -> bytes:
    """A part without some of its elements; ``root`` is the part, parsed."""
    if not gone:
        return raw
    numbers = _numbers(root, {id(one.element) for one in gone})
    places = some_stretches(raw, set(numbers.values()))
    spans: list[tuple[int, int]] = []
    for one in gone:
        place = places[numbers[id(one.element)]]
        if one.shell and not place.alone:
            spans += [(place.start, place.inner), (place.inner_end, place.end)]
        else:
            spans.append((place.start, place.end))
    out, at = [], 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= at:
            out.append(raw[at:start])
            at = end
    return b"".join([*out, raw[at:]])


def _numbers(root: Element, some: Collection[int]) -> dict[int, int]:
    """Which elements of a part some are, by their ``id``: as `stretches` counts them."""
    return {key: number for number, key in enumerate(map(id, root.iter())) if key in some}
