"""A letterhead: a Word file with a slot for the letter, and perhaps slots for header and footer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from letterforge.document import Picture
from letterforge.findings import Finding, Findings, Place
from letterforge.formatting.printer import Printer
from letterforge.loading.own_words import OwnWords
from letterforge.loading.tree import Block, For, If, Placeholder, Sheet, Spanning, walk
from letterforge.loading.word.file import read
from letterforge.loading.word.tokens import Tokens
from letterforge.loading.word.tree import SLOTS
from letterforge.rules.stationery import SLOT
from letterforge.rules.word import LOSS
from letterforge.scanning.allowed import Allowed


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a letterhead says around the letter (``blocks``) and in its margins (``sheet``), and its slots."""

    blocks: tuple[Block, ...]
    sheet: Sheet | None
    images: Mapping[str, Picture]
    slots: Mapping[str, int]
    tokens: Tokens
    content: bytes = field(repr=False)
    """The file, its fields worked out whose meaning is defined."""
    allow: Allowed = ()
    own: tuple[OwnWords, ...] = ()
    """What waits to be filled in its own words, allowed or not."""
    losses: tuple[Finding, ...] = ()
    """What of it PDF and HTML leave out: warnings, since it is no letter's own."""

    @property
    def margins(self) -> tuple[tuple[Block, ...], ...]:
        """The trees of its sheet."""
        pages = () if self.sheet is None else (self.sheet.first, self.sheet.following)
        return tuple(blocks for page in pages for blocks in (page.header, page.footer))

    @property
    def has_tags(self) -> bool:
        """Whether there is anything in it but slots that depends on data, or on the language of a letter."""
        trees = (self.blocks, *self.margins)
        return any(isinstance(node, Placeholder | If | For | Spanning) for nodes in trees for node in walk(nodes))


def read_letterhead(content: bytes, *, file: str | None, printer: Printer, findings: Findings) -> Letterhead:
    """Read a letterhead in the language of a letter. It must have one slot for the body.

    Raises:
        UnreadableFileError: it is not a Word file, or is built to do harm.
    """
    found = read(content, file=file, slots=True, language=printer.language)
    findings.extend(finding for finding in found.findings if finding.rule != LOSS.code)
    losses = tuple(replace(one, hint=_hint(one)) for one in found.findings if one.rule == LOSS.code)
    count = found.slots.get(SLOTS[0], 0)
    if count != 1:
        message = f"the letterhead has {count or 'no'} slot{'s' if count else ''} for the letter"
        hint = "Write {{p body }} in a paragraph of its own, once, where the letter begins."
        findings.add(SLOT.at(Place(file), message=message, hint=hint))
    wording = found.wording
    return Letterhead(
        wording.blocks,
        wording.sheet,
        wording.images,
        found.slots,
        found.tokens,
        found.content,
        found.allow,
        found.own,
        losses,
    )


def _hint(loss: Finding) -> str:
    """What to do, where nobody has to allow it."""
    return (
        "Letters in PDF and HTML are without it." if loss.hint == LOSS.mend else (loss.hint or "").split(";")[0] + "."
    )
