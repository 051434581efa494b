"""Spaces of a text that count: several side by side, and those where the recipient is to write or to tick."""

from __future__ import annotations

import re

from letterforge_html.attributes import escape

# A browser draws spaces together; those within a value are part of it.
_SPACES = re.compile(" {2,}")
SPACED = re.compile('<span style="white-space:pre-wrap">( +)</span>')
"""Spaces that stay as they are, as they stand in the markup."""


def kept_spaces(markup: str) -> str:
    """Markup of a text with several spaces side by side as they are."""
    return _SPACES.sub(lambda spaces: f'<span style="white-space:pre-wrap">{spaces[0]}</span>', markup)


# In what the recipient is to fill in, `styles.REPLY` draws a line and a box there; elsewhere they are their signs.
_ANSWER = re.compile(r"(?P<line>(?<![^\W\d_])_{2,}+(?!\w)|\.{4,})|(?P<box>\u2610|\[ {1,3}\])")


def with_answers(text: str) -> str:
    """Wording with the places marked where something is to be written or ticked."""
    pieces, last = [], 0
    for found in _ANSWER.finditer(text):
        pieces += [escape(text[last : found.start()]), f'<span class="{found.lastgroup}">{found[0]}</span>']
        last = found.end()
    return "".join([*pieces, escape(text[last:])])
