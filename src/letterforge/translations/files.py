"""The files of one letter in several languages: letter.en.md and letter.cy.md, or letter.md and letter.cy.md."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from letterforge.errors import UsageError
from letterforge.languages.cldr import locale_of
from letterforge.languages.known import known_languages

_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")


@dataclass(frozen=True, slots=True)
class Translations:
    """The files of a letter, by the language in the name of each; that of a file without one is ``""``."""

    whole: Path
    """What the letter is called by, whether there is such a file or not: ``letter.md``."""
    files: Mapping[str, Path]

    @property
    def name(self) -> str:
        """What the letter is called."""
        return self.whole.stem


def translations_of(path: Path) -> Translations:
    """The files of the letter that a path names: one of them, or all of them by what their names have in common."""
    whole = path
    head, _, tag = path.stem.rpartition(".")
    if head and is_language(tag):
        whole = path.with_name(head + path.suffix)
    files = {"": whole} if whole.is_file() else {}
    head, suffix = f"{whole.stem}.", whole.suffix
    try:
        beside = sorted(whole.parent.iterdir())
    except OSError:
        beside = []
    for one in beside:
        tag = one.name[len(head) : len(one.name) - len(suffix)]
        if one.name.startswith(head) and one.suffix.lower() == suffix.lower() and is_language(tag) and one.is_file():
            files[tag] = one
    return Translations(whole, MappingProxyType(files))


def is_language(tag: str) -> bool:
    """Whether a part of a file's name is the tag of a language: ``cy``, ``en-GB``."""
    if not _TAG.match(tag):
        return False
    if any(tag in known.tags for known in known_languages()):
        return True
    try:
        locale_of(tag)
    except UsageError:
        return False
    return True


def asked_for(said: str) -> tuple[str, ...]:
    """The languages that somebody asks for, in the order in which they are to follow one another.

    >>> asked_for("cy"), asked_for("cy, en"), asked_for("both")
    (('cy',), ('cy', 'en'), ('both',))

    Raises:
        UsageError: it is no tag of a language; or one is named twice.
    """
    tags = tuple(one.strip() for one in said.split(","))
    if tags == (BOTH,):
        return tags
    for tag in tags:
        if not is_language(tag):
            message = f"{tag!r} is not a language that letterforge knows; write a tag such as en-GB or cy, or {BOTH}"
            raise UsageError(message)
    if len(set(tags)) != len(tags):
        message = f"{said} names a language twice"
        raise UsageError(message)
    return tags


BOTH = "both"
"""Asks for all languages of a letter in one file, Welsh first."""


def is_in(language: str, tag: str) -> bool:
    """Whether a language is one that a tag asks for: en-GB is for en, and cy for cy-GB."""
    return language.lower() == tag.lower() or (
        language.split("-")[0] == tag.split("-")[0] and ("-" not in language or "-" not in tag)
    )


def in_order_of(languages: Sequence[str]) -> tuple[int, ...]:
    """The places of languages in a letter that has all of them: Welsh first, the others by their tags."""
    return tuple(sorted(range(len(languages)), key=lambda at: (not is_in(languages[at], "cy"), languages[at])))


