"""Every word of a letter in Welsh, in English, and in both, is tagged with its language in every format."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
from tests.translations.spoken import by_language, squeezed

import letterforge
from letterforge.document import Block, Section, passages

SAMPLE = Path(__file__).parents[2] / "templates" / "introductory-letter" / "sample.yaml"
FORMATS = ("html", "docx", "pdf", "typst")


@functools.cache
def letter(language: str) -> letterforge.Letter:
    return letterforge.Letter(letterforge.load("introductory-letter", language=language), letterforge.read_data(SAMPLE))


def wanted(made: letterforge.Letter) -> dict[str, str]:
    """What a letter says in each language, by its document."""
    first: list[Block] = []
    found = {}
    for block in made.document.blocks:
        if isinstance(block, Section):
            found[block.language] = squeezed("".join(passages(block.children)))
        else:
            first.append(block)
    return {made.document.language: squeezed("".join(passages(tuple(first)))), **found}


@pytest.mark.parametrize("language", ["cy", "en", "both"])
@pytest.mark.parametrize("to", FORMATS)
def test_every_word_is_tagged_with_its_language(to: str, language: str) -> None:
    made = letter(language)
    artifact = letterforge.render(made, to=to)
    assert by_language(artifact.content, artifact.suffix) == wanted(made)


def test_the_two_languages_of_a_letter_are_the_letters_in_either() -> None:
    assert wanted(letter("both")) == {**wanted(letter("cy")), **wanted(letter("en"))}
    assert [*wanted(letter("both"))] == ["cy", "en-GB"]


def test_a_word_in_no_language_is_seen() -> None:
    """The test above fails where a renderer leaves a language out: taken out of the file, the words are the other's."""
    made = letter("both")
    artifact = letterforge.render(made, to="html")
    changed = artifact.content.replace(b'<div lang="en-GB">', b"<div>")
    assert changed != artifact.content
    assert by_language(changed, ".html") != wanted(made)
