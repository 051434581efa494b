"""What every renderer owes."""

from __future__ import annotations

from letterforge_html import HtmlRenderer
from pytest_letterforge import RendererContract


class TestContract(RendererContract):
    renderer = HtmlRenderer
    adds = (r"width=device-width, initial-scale=1", r"default-src 'none'.*", "no-referrer", "noindex")
    lacks = ("following",)  # one page, however long
