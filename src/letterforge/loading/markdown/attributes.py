"""What a list of attributes says of words or of a block: ``{: lang=cy }``, ``{: .strike }``, ``{: .address lang=cy }``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from letterforge.document import BlockQuote, Heading, List, Mark, Marked, Paragraph, Phrase, Reply, Section, Table
from letterforge.loading import tree

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ONE = r"(?:\.[\w-]++|lang=[\w-]++)"
LISTED = re.compile(rf"\{{:[ ]*+({_ONE}(?:[ ]++{_ONE})*+)[ ]*+\}}")
"""A list of attributes within a line."""
_LAST = re.compile(r"(?:\A|\n)[ ]*+\{:([^}\n]*)\}\s*+\Z")
_LANGUAGE = re.compile(r"(?<!\S)lang=([\w-]++)")
_TAG = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*+\Z"
)  # of BCP 47 what names a language, script, region or variant


def language_of(element: Element) -> str | None:
    """Take the language off the attributes at the end of a paragraph; a role beside it stays."""
    holder = element[-1] if len(element) else None
    text = (holder.tail if holder is not None else element.text) or ""
    found = _LAST.search(text)
    language = None if found is None else _LANGUAGE.search(found[1])
    if found is None or language is None:
        return None
    if found.start() == 0 and text[0] != "\n" and holder is not None and holder.tag != "br":
        return None
    rest = _LANGUAGE.sub("", found[1], count=1).strip()
    kept = text[: found.start()] + (found[0].replace(found[1], f" {rest} ") if rest else "")
    if holder is not None:
        holder.tail = kept
    else:
        element.text = kept
    return language[1]


def is_language(tag: str) -> bool:
    """Whether it is written as the tag of a language."""
    return _TAG.match(tag) is not None


def spoken(block: tree.Block, language: str) -> tree.Block:
    """A block in a language: that of the words of a paragraph or heading, and around what holds blocks."""
    if isinstance(block, Paragraph):
        return replace(block, children=(Phrase(block.children, language),))
    if isinstance(block, Heading):
        return replace(block, children=(Phrase(block.children, language),))
    return Section((block,), language)


def can_speak(block: tree.Block | int) -> bool:
    """Whether a block has words of its own that a list of attributes below it can mean."""
    return isinstance(block, (Paragraph, Heading, List, Table, BlockQuote, Reply))


@dataclass(frozen=True, slots=True)
class Said:
    """What a list of attributes says of words."""

    language: str | None
    marks: tuple[Mark, ...]
    faults: tuple[tuple[str, str], ...]
    """What is wrong, and how to mend it."""

    def around(self, children: tuple[tree.Inline, ...]) -> tuple[tree.Inline, ...]:
        """The words as they are said to be."""
        for mark in reversed(self.marks):
            children = (Marked(children, mark),)
        return children if self.language is None else (Phrase(children, self.language),)


def said(listed: str) -> Said:
    """Read a list of attributes within a line."""
    language: str | None = None
    marks: list[Mark] = []
    faults: list[tuple[str, str]] = []
    for one in listed.split():
        if one.startswith("lang="):
            if language is not None:
                faults.append(("a language that is given twice", "Words are in one language."))
            language = one.removeprefix("lang=")
            faults += language_faults(language)
            continue
        try:
            marks.append(Mark(one[1:]))
        except ValueError:
            names = [mark.value for mark in Mark]
            close = get_close_matches(one[1:], names, n=1)
            hint = f"Did you mean {close[0]}?" if close else f"Use one of: {', '.join(names)}, or lang=."
            faults.append(("words cannot be marked so", hint))
    return Said(language if language and is_language(language) else None, tuple(dict.fromkeys(marks)), tuple(faults))


def language_faults(tag: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the tag of a language."""
    if not is_language(tag):
        yield "this is not the tag of a language", "Write it as BCP 47 has it: cy, en-GB, zh-Hans."
