"""What a finished file prints, sheet by sheet, and what it says beside that."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from letterforge.filekinds import PDF
from letterforge.finished_files import passages_of
from letterforge.passages import Passage
from letterforge.renderer import Renderer

# Where the words stand that a reader sees, as the readers of letterforge name it: a page of a PDF, or paragraphs and
# tables, in a header, a footer, a note, or in the flow.
_PRINTED = re.compile(
    r"(?P<sheet>(?:(?:first |even )?(?:page )?(?:header|footer)[^,]*|(?:footnote|endnote) \d+), )?"
    r"(?:(?:paragraph|table|row|cell|text box|list|item) \d+(?:, |\Z))+\Z|(?P<page>page \d+)(?:, line \d+)?\Z"
)
_INVISIBLE = re.compile("[\\s\u00ad\u0002\u200b\ufeff]+")


def squeezed(text: str) -> str:
    """Text without white space and hyphens that only break a line; compatibility forms as the letters they are."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text).replace("\u2010", "-").replace("\u2011", "-"))


@dataclass(frozen=True, slots=True)
class Reading:
    """``sheets`` are the words of a page, a header, a note, or all of a file without such; ``unprinted`` is all the rest."""

    sheets: dict[str, str]
    unprinted: tuple[Passage, ...]
    known: bool
    """Whether the format has a place for titles and targets of links, and letterforge reads it."""
    pictures: bool = True
    """Whether letterforge's reader gives the words for pictures, which that of PDF does not."""


def reading(content: bytes, renderer: Renderer) -> Reading:
    """Read a file by letterforge's own reader, or by the ``text`` of its renderer."""
    text: Callable[[bytes], Iterable[Passage]] | None = getattr(renderer, "text", None)
    if text is not None:
        return Reading({"": squeezed("\n".join(passage.text for passage in text(content)))}, (), known=False)
    sheets: dict[str, list[str]] = {}
    unprinted = []
    located = False
    for passage in passages_of(content, renderer.media_type):
        path = passage.place.path
        located = located or path is not None
        found = _PRINTED.match(path) if path else None
        if path and not found:
            unprinted.append(passage)
        else:
            name = (found["sheet"] or found["page"] or "") if found else ""
            sheets.setdefault(name.removesuffix(", "), []).append(passage.text)
    return Reading(
        {name: squeezed("\n".join(texts)) for name, texts in sheets.items()},
        tuple(unprinted),
        known=located,  # lines of text have numbers, and no places
        pictures=renderer.media_type != PDF.media_type,
    )
