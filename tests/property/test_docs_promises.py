"""What the property tests quote stands word for word in `docs/promises.md`, and what it claims is quoted by a test."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PAGE = (HERE.parent.parent / "docs" / "promises.md").read_text(encoding="utf-8")
CLAIMS = re.findall(
    r"(?<!\*)\*([^*\n]+[.:;\w])\*(?!\*)", "\n".join(line for line in PAGE.splitlines() if "| *" in line)
)
FILES = ("test_promises.py", "test_unicode.py", "test_own_scan.py", "test_universe.py", "test_word_property.py")


def quoted() -> dict[str, str]:
    """The docstring of each test that proves a claim, as one line."""
    out = {}
    for name in FILES:
        for node in ast.parse((HERE / name).read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                out[f"{name}::{node.name}"] = " ".join((ast.get_docstring(node) or "").split())
    return out


@pytest.mark.parametrize("test", [name for name, words in quoted().items() if not words.startswith("Else ")])
def test_what_a_test_quotes_is_promised(test: str) -> None:
    rest = quoted()[test]
    for claim in CLAIMS:
        rest = rest.replace(claim, "")
    assert quoted()[test]
    assert rest.strip(" .") == ""


@pytest.mark.parametrize("claim", CLAIMS)
def test_each_promise_is_quoted_by_a_test(claim: str) -> None:
    assert any(claim in words for words in quoted().values())


def test_the_page_makes_its_claims() -> None:
    assert len(CLAIMS) == 13
