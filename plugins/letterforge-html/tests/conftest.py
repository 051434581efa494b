"""What the tests of the page share: a real letter, and a document on the plain stationery."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import BaseModel

import letterforge
from letterforge.document import Document
from letterforge.fonts import Family
from letterforge.letter import Letter
from letterforge.stationery import Stationery

TEMPLATE = """---
title: An invitation
lang: en-GB
---

{{ address }}
{: .address }

Dear {{ name }},
{: .salutation }

# The meeting

We meet at *{{ place }}*. Ring [{{ telephone }}](tel:{{ telephone }}).

| What | When |
|------|-----:|
| Introductions & questions | 2:30 pm |

- one
- two

Yours sincerely
{: .closing }
"""


class Invitation(BaseModel):
    """What the invitation needs."""

    address: str
    name: str
    place: str
    telephone: str


DATA = {
    "address": "Moor House\nHallbeck",
    "name": 'Dr "Bo" <b>O\'Neill & Sons</b>',
    "place": "Tŷ Coch",
    "telephone": "01632 960 118",
}


@dataclass(frozen=True)
class Written:
    """A letter whose document was written by hand, for what no template of ours says: spans, styles, furniture."""

    document: Document
    stationery: Stationery
    family: Family


@pytest.fixture(scope="session")
def letter_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template as a file."""
    path: Path = tmp_path_factory.mktemp("letter") / "letter.md"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def letter(letter_file: Path) -> Letter:
    """A letter made the usual way; its data try to be markup."""
    return letterforge.Letter(letterforge.load(letter_file, model=Invitation), DATA)


@pytest.fixture
def written(letter: Letter) -> Callable[[Document], Written]:
    """Put a document of ours on the plain stationery."""
    return lambda document: Written(document, letter.stationery, letter.stationery.families[0])
