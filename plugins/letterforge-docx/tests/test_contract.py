"""What every renderer owes."""

from __future__ import annotations

from letterforge_docx import DocxRenderer
from pytest_letterforge import RendererContract


class TestContract(RendererContract):
    renderer = DocxRenderer
    adds = ("letterforge",)
