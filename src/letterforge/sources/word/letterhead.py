"""Word in: the tags of every part of a letterhead, with the place of each, and its slots.

Runs are joined, so that a tag that Word has cut in pieces is found; the prefixes of docxtpl's dialect (``{%p``,
``{%tr``, ``{%tc``, ``{%r``, ``{{r``) say how a tag is filled, not what it means, and are looked past.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from letterforge.archive import Archive, Element, open_archive, refuse_outside
from letterforge.document import Text
from letterforge.findings import Finding, Place, error
from letterforge.printing import Printer
from letterforge.sources.tags import MarkKind, Source, Statements, match, nest, scan

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SLOT = re.compile(r"\{\{p\s+(body|header|footer)\s*\}\}")
_PREFIX = re.compile(r"(\{%[-+]?)(?:p|tr|tc|r)(?=\s)|(\{\{[-+]?)r(?=\s)")
_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml\Z")
_PROPERTIES = re.compile(r"docProps/(?:core|app|custom)\.xml\Z")
_NAMES = {"document": "body", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}
SLOTS = ("body", "header", "footer")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The tags of a Word file as a tree, and how often each slot stands in it."""

    nodes: tuple[Any, ...]
    slots: dict[str, int]


class _Part(Source):
    """The text of one part, a line for each paragraph."""

    def __init__(self, text: str, file: str | None, label: str) -> None:
        super().__init__(text, file)
        self._label = label

    def place(self, offset: int) -> Place:
        """The place as a person would say it."""
        line = self.text.count("\n", 0, offset) + 1
        return Place(self.file, None, None, f"{self._label}, paragraph {line}")


def read_letterhead(content: bytes, *, file: str | None, printer: Printer, findings: list[Finding]) -> Letterhead:
    """Read the tags of a letterhead. It must have one slot for the body.

    Raises:
        UnreadableFileError: it is not a Word file, or is built to do harm.
    """
    archive = open_archive(content)
    refuse_outside(archive)
    nodes: list[Any] = []
    slots = dict.fromkeys(SLOTS, 0)
    for label, text in _texts(archive):
        for slot in _SLOT.findall(text):
            slots[slot] += 1
        rest = _SLOT.sub(lambda found: " " * len(found.group()), text)
        rest = _PREFIX.sub(_without_prefix, rest)
        nodes += _tree(_Part(rest, file, label), printer, findings)
    for slot, count in slots.items():
        if slot == "body" and count != 1:
            message = (
                f"the letterhead has {count or 'no'} slots for the letter"
                if count
                else "the letterhead has no slot for the letter"
            )
            hint = "Write {{p body }} in a paragraph of its own, once, where the letter begins."
            findings.append(error("slot", Place(file), message=message, hint=hint))
    return Letterhead(tuple(nodes), slots)


def _without_prefix(found: re.Match[str]) -> str:
    """The opening of a tag with blanks where its prefix was, so that offsets stay."""
    opening = found[1] or found[2]
    return opening + " " * (len(found.group()) - len(opening))


def _tree(source: _Part, printer: Printer, findings: list[Finding]) -> tuple[Any, ...]:
    marks = scan(source, findings)
    matched = match(source, marks, findings)
    statements = Statements(source, matched, printer, findings)
    pieces: list[Any] = []
    at = 0
    for number, mark in enumerate(marks):
        pieces += [Text(source.text[at : mark.start])] if mark.start > at else []
        if mark.kind is MarkKind.INCLUDE:
            findings.append(
                source.error(
                    "syntax",
                    mark.start,
                    message="{% include %} in a Word file",
                    hint="Only Markdown templates have parts.",
                )
            )
        elif mark.kind is not MarkKind.COMMENT:
            pieces.append(number)
        at = mark.end
    return nest(pieces, statements, findings)


def _texts(archive: Archive) -> Iterator[tuple[str, str]]:
    """What each part says, a line for each paragraph, with the name of the part."""
    for name in sorted(archive.members):
        part = _PARTS.match(name)
        if part:
            label = re.sub(r"(\D)(\d+)\Z", r"\1 \2", _NAMES.get(part[1], part[1]))
            yield label, "\n".join(_paragraph(p) for p in archive.xml(name).iter(f"{_W}p"))
        elif _PROPERTIES.match(name):
            yield "properties", "\n".join(element.text or "" for element in archive.xml(name).iter())


def _paragraph(paragraph: Element) -> str:
    out: list[str] = []
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            out.append(element.text or "")
        elif element.tag in (f"{_W}br", f"{_W}tab"):
            out.append(" ")
    return "".join(out).replace("\n", " ")
