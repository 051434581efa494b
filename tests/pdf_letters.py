"""What the tests of all renderers to PDF share: a real letter, and a document on the plain stationery."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import letterforge
from letterforge.document import Document
from letterforge.fonts import Family
from letterforge.letter import Letter
from letterforge.stationery import Stationery

TEMPLATE = """---
title: An invitation
lang: {language}
---

{{{{ address }}}}
{{: .address }}

Dear {{{{ name }}}},
{{: .salutation }}

{{{{ subject }}}}
{{: .subject }}

## The meeting

We meet at *{{{{ place }}}}*. See [our guide](https://www.example.gov.uk/guide).

| What | When | Minutes |
|------|------|--------:|
| Introductions & questions | 2:30 pm | 20 |
| What the review looks at | 2:50 pm | 40 |

1. first
2. second
    - inner

## What happens next

> The words of somebody else.

Yours sincerely
{{: .closing }}

{{{{ name }}}}
{{: .signature }}
"""

DATA = {"address": "Moor House\nHallbeck", "name": "Dr <b>Oduya</b> & Sons", "subject": "A review", "place": "Room 2"}


@dataclass(frozen=True)
class Written:
    """A letter whose document was written by hand, for what no template of ours says."""

    document: Document
    stationery: Stationery
    family: Family


def letter_in(language: str, folder: Path, **data: str) -> Letter:
    """The letter in a language, with some of its data changed."""
    path = folder / f"{language}.md"
    path.write_text(TEMPLATE.format(language=language), encoding="utf-8")
    return letterforge.Letter(letterforge.load(path), {**DATA, **data})


@pytest.fixture(scope="session")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Letter:
    """A letter made the usual way."""
    return letter_in("en-GB", tmp_path_factory.mktemp("letter"))


@pytest.fixture
def in_language(tmp_path: Path) -> Callable[..., Letter]:
    """Make the letter in a language, with some of its data changed."""
    return lambda language, **data: letter_in(language, tmp_path, **data)


@pytest.fixture
def written(letter: Letter) -> Callable[[Document], Written]:
    """Put a document of ours on the plain stationery."""
    return lambda document: Written(document, letter.stationery, letter.stationery.families[0])
