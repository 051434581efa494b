"""What every renderer owes."""

from __future__ import annotations

from letterforge_typst import TypstRenderer
from pytest_letterforge import RendererContract


class TestContract(RendererContract):
    renderer = TypstRenderer
    adds = (r"Typst [\d.]+", r"Email \S+", r"Telephone \S+", r"Footnote \d+")  # what Typst says of a link
