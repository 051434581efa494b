"""The files of one letter in several languages: letter.en.md and letter.cy.md, or letter.md and letter.cy.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from letterforge.errors import UsageError
from letterforge.files.standing import is_file
from letterforge.languages.names import is_language, without_language

BOTH = "both"
"""Asks for both languages of a letter in one file, Welsh first."""


@dataclass(frozen=True, slots=True)
class Translations:
    """The files of a letter, by the language in the name of each; that of a file without one is ``""``."""

    whole: Path
    """What the letter is called by, whether there is such a file or not: ``letter.md``."""
    files: Mapping[str, Path]


def translations_of(path: Path) -> Translations:
    """The files of the letter that a path names: one of them, or all of them by what their names have in common."""
    head, _ = without_language(path.stem)
    whole = path.with_name(head + path.suffix)
    files = {"": whole} if is_file(whole) else {}
    try:
        beside = sorted(whole.parent.iterdir())
    except (OSError, ValueError):  # whoever reads the file itself says what is wrong
        beside = []
    for one in beside:
        if one.name.startswith(f"{head}.") and one.suffix.lower() == path.suffix.lower():
            name, tag = without_language(one.stem)
            if tag and name == head and is_file(one):
                files[tag] = one
    return Translations(whole, MappingProxyType(files))


def asked_for(said: str) -> tuple[str, ...]:
    """The languages that somebody asks for, in the order in which they are to follow one another.

    >>> asked_for("cy"), asked_for("cy, en"), asked_for("both")
    (('cy',), ('cy', 'en'), ('both',))

    Raises:
        UsageError: it is no language; or one is named twice, or more than two.
    """
    tags = tuple(one.strip() for one in said.split(","))
    if tags == (BOTH,):
        return tags
    for tag in tags:
        if not is_language(tag):
            message = f"{tag!r} is not a language that letterforge knows; write a tag such as en-GB or cy, or {BOTH}"
            raise UsageError(message)
    if len(set(tags)) != len(tags) or len(tags) > 2:  # noqa: PLR2004  (a pair)
        message = f"{said}: name one language, or two different ones, for one file"
        raise UsageError(message)
    return tags
