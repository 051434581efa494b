"""What every renderer owes."""

from __future__ import annotations

from letterforge_pdf import PdfRenderer
from pytest_letterforge import RendererContract


class TestContract(RendererContract):
    renderer = PdfRenderer
    adds = (r"WeasyPrint [\d.]+",)
