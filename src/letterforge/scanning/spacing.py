"""Whether values keep the runs of spaces in them: "AB  12" is another reference than "AB 12"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from letterforge.document import Node, Text, walk
from letterforge.findings import Finding, Place
from letterforge.rules.rendering import LOST_VALUE

RUNS = re.compile(r" {2,}")
_RUN = re.compile(r"(?P<before>[^\s]+)(?P<run> {2,})(?=(?P<after>[^\s]+))")


def drawn_together(nodes: tuple[Node, ...], texts: Iterable[str]) -> Iterator[Finding]:
    """The values whose runs of spaces come back as one; the end of a line may stand in the place of any.

    A value whose words do not come back side by side, letter for letter, is not judged: a PDF hyphenates.
    """
    known: Sequence[str] | None = None
    reported: set[str] = set()
    for node in walk(nodes):
        if not isinstance(node, Text) or node.field is None or node.field in reported or "  " not in node.text:
            continue
        if known is None:
            known = tuple(texts)
        if any(_folded(found, known) for found in _RUN.finditer(node.text)):
            reported.add(node.field)
            message = "the finished file draws spaces within this value together"
            yield LOST_VALUE.at(Place(path=node.field), message=message, hint=None)


def _folded(found: re.Match[str], texts: Sequence[str]) -> bool:
    before, after = re.escape(found["before"]), re.escape(found["after"])
    whole = re.compile(before + rf"(?:[ \xa0]{{{len(found['run'])},}}|\s*[\r\n]\s*)" + after)
    one = re.compile(before + r"[ \xa0]+" + after)
    return any(map(one.search, texts)) and not any(map(whole.search, texts))
