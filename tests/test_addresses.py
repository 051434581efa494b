"""Addresses out of data: a part of one is encoded, a whole one is kept, and data never choose the scheme."""

from __future__ import annotations

import pytest
from pydantic import HttpUrl
from tests.conftest import MakeTemplate

from letterforge import Letter, LetterData
from letterforge.document import Link, walk


class Model(LetterData):
    url: HttpUrl


def target(letter: Letter) -> str:
    (link,) = [node for node in walk(letter.document.blocks) if isinstance(node, Link)]
    return link.target


@pytest.mark.parametrize(
    ("written", "value", "wanted"),
    [
        ("https://{{ url }}", "example.org/a?b=5", "https://example.org/a?b=5"),
        ("https://{{ url }}", "https://example.org/a?b=5#c", "https://example.org/a?b=5#c"),
        ("https://{{ url }}", "http://example.org/", "https://example.org/"),
        ("https://{{ url }}", "example.org/a%20b", "https://example.org/a%20b"),
        ("https://{{ url }}", "bank.example@evil.example", "https://bank.example%40evil.example"),
        ("https://{{ url }}/x", "example.org/a", "https://example.org/a/x"),
        ("https://example.org/{{ url }}", "a/b?c", "https://example.org/a%2Fb%3Fc"),
        ("https://example.org/?q={{ url }}", "https://x&y=1", "https://example.org/?q=https%3A%2F%2Fx%26y%3D1"),
        ("mailto:{{ url }}", "ann@example.org?cc=x", "mailto:ann@example.org%3Fcc%3Dx"),
    ],
)
def test_the_target_of_a_link(template: MakeTemplate, written: str, value: str, wanted: str) -> None:
    assert target(Letter(template(f"[x]({written})"), {"url": value})) == wanted


def test_an_address_of_pydantic(template: MakeTemplate) -> None:
    letter = Letter(template("[x](https://{{ url }})", Model), {"url": "https://example.org/a?b=5"})
    assert target(letter) == "https://example.org/a?b=5"
