"""A real letter, and a document on the plain stationery: as for every renderer to PDF."""

from __future__ import annotations

from tests.pdf_letters import in_language, letter, written

__all__ = ["in_language", "letter", "written"]
