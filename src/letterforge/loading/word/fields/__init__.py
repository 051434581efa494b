"""Word's fields that work something out: made into the words and tags that they mean, before anything else is read.

Word works such a field out again when it prints, when it opens the file, or never, as its settings say; PDF and HTML do
not. What a field means is therefore written in its place, once, in words that all formats share.
"""

from __future__ import annotations

from letterforge.loading.word.fields.resolution import resolved

__all__ = ["resolved"]
