"""Templates in Markdown."""

from letterforge.loading.markdown.file import read, read_fragment

__all__ = ["read", "read_fragment"]
