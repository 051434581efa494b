"""A place in a file that waits to be filled: what stands there, the words around it, and what can become of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from letterforge.adopting.prompts import Prompt

HIGHLIGHTED = "highlighted"
"""The rule of words that are set off in yellow, which no finished letter shows as a leftover."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One prompt of a file.

    ``where`` is its place in words, ``rule`` the rule of leftovers that found it. ``alone`` says that nothing else
    stands in its paragraph, ``fixed`` why nothing can be put in its place, where that is so.
    """

    where: str
    prompt: Prompt
    rule: str
    alone: bool = False
    fixed: str | None = None


_PLAIN = re.compile(r"\{\{[\s\w.-]+\}\}")


def is_tag(words: str, *, templated: bool) -> bool:
    """Whether a mark is a tag already, and stays; in a file without statements, plain placeholders are prompts as others.

    ``templated`` says that the file has statements: then it is a template, and its placeholders are known to it.
    """
    whole = words.startswith(("{{", "{%", "{#")) and words.endswith(("}}", "%}", "#}"))
    return whole and (templated or _PLAIN.fullmatch(words) is None)


@dataclass(frozen=True, slots=True)
class Filling:
    """What comes in the place of a prompt: words and tags; and, around the whole paragraph, two statements.

    Without words the prompt stays as it is, and a comment behind it (``comment``) says that it is meant.
    """

    words: str | None
    opening: str = ""
    closing: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Some bytes of a part that are taken out, and what is put there instead; the place is that in the old part."""

    start: int
    stop: int
    new: bytes


def edited(raw: bytes, edits: Iterable[Edit]) -> bytes:
    """A part with its edits made; those at one place in the order given.

    Raises:
        ValueError: two of them are about the same bytes.
    """
    out: list[bytes] = []
    last = 0
    for one in sorted(edits, key=lambda each: (each.start, each.stop > each.start)):
        if one.start < last:
            message = "two edits are about the same bytes"
            raise ValueError(message)
        out += [raw[last : one.start], one.new]
        last = one.stop
    return b"".join([*out, raw[last:]])


def undone(old: bytes, new: bytes, edits: Sequence[Edit]) -> bytes | None:
    """The part as it was, with what was put in taken out again; None where something else stands there.

    Only what was taken out comes from the old part: every other byte is one of the new.
    """
    out: list[bytes] = []
    last = shift = 0
    for one in sorted(edits, key=lambda each: (each.start, each.stop > each.start)):
        start = one.start + shift
        if new[start : start + len(one.new)] != one.new:
            return None
        out += [new[last:start], old[one.start : one.stop]]
        last = start + len(one.new)
        shift += len(one.new) - (one.stop - one.start)
    return b"".join([*out, new[last:]])
