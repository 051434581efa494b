"""The site of `make docs`: mkdocs has checked its links; here, that it has every page and fetches nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SITE = ROOT / "out" / "site"
pytestmark = pytest.mark.docs


def test_every_page_is_there() -> None:
    pages = {path.relative_to(ROOT / "docs").with_suffix(".html") for path in (ROOT / "docs").rglob("*.md")}
    assert pages <= {path.relative_to(SITE) for path in SITE.rglob("*.html")}
    assert "make letter" in (SITE / "index.html").read_text(encoding="utf-8")


def test_no_page_fetches_anything() -> None:
    """No script, style, font or picture of another host; links that a reader follows are no such thing."""
    for page in SITE.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        loads = re.findall(
            r"<(?:script|img|iframe|source|link)\b[^>]*?\b(?:src|href)=[\"']?((?:https?:)?//[^\"' >]+)", text
        )
        assert loads == [], page
    for sheet in SITE.rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//|@import", sheet.read_text(encoding="utf-8")), sheet


def test_no_block_lost_its_fence() -> None:
    assert [page for page in SITE.rglob("*.html") if "```" in page.read_text(encoding="utf-8")] == []
