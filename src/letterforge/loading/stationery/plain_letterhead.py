"""The letterhead of the plain stationery, known by its bytes: it has slots on a page, and says nothing itself.

So a letter in another format than Word needs nothing of it, and the first one of a process takes a fifth less time for
that. A test reads it, and finds what is said here; `tools/make_letterhead.py` makes it.
"""

from __future__ import annotations

import hashlib

from letterforge.loading.tree import Page

PAGE = Page(210.0, 297.0, 25.0, 25.0, 25.0, 25.0)
_DIGEST = "5f0ed3de9097163ba35cac4417cf1f615f4dca31d7db52505ecb37148c050b1d"


def is_plain(letterhead: bytes) -> bool:
    """Whether it is that letterhead, byte for byte."""
    return hashlib.sha256(letterhead).hexdigest() == _DIGEST
