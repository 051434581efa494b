"""What a fresh file says without printing it, and a scan reads: properties, alternative texts, addresses.

The quick look at the words of a letter passes it by, since it stands in no flow: it is asked here, in the markup itself,
whether something in it waits to be filled beyond doubt. A yes may be wrong, since nothing is known here of what is meant;
a no is sure but for what is cut into pieces by markup.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable
from html import unescape
from urllib.parse import unquote

from letterforge.scanning.leftovers.certain import certain, signed

_BETWEEN_TAGS = re.compile(r">([^<>\0]*[^\s<>\0][^<>\0]*)<")
# Of any name: what holds a sign and is nobody's words costs a closer look, and most are a few short words of markup. A
# pattern that begins with a sign is searched much quicker than one that begins with names.
_ATTRIBUTES = re.compile(r'="([^"]+)"')
_IN_SINGLE_QUOTES = re.compile(r"='([^']+)'")


def waits_in_word(markup: str) -> bool:
    """Whether something waits in the markup of a part, whose printed texts were taken out and left a NUL each."""
    # What has a tag of its own within it, a comment or a section of characters, is not looked through here.
    return "<!" in markup or _waits(_BETWEEN_TAGS.findall(markup)) or waits_in_attributes(markup)


def waits_in_attributes(markup: str) -> bool:
    """Whether something waits in an attribute: an alternative text, an address, a tip."""
    return _waits(set(_ATTRIBUTES.findall(markup))) or ("='" in markup and _waits(_IN_SINGLE_QUOTES.findall(markup)))


def waits_in_tags(tags: Iterable[str]) -> bool:
    """As `waits_in_attributes`, of a page that is cut into its tags: most are the same as in the page before."""
    return any(_tag_waits(one) if len(one) < _SHORT else waits_in_attributes(one) for one in set(tags) if "=" in one)


def waits_in_title(title: str) -> bool:
    """Whether something waits in the title of a page, written as HTML."""
    return _waits((title,))


def _waits(said: Collection[str]) -> bool:
    if len(said) > _MANY:  # one look at all of them is quicker, and mostly enough
        whole = "\n".join(said)
        if not ("&" in whole or "%" in whole or signed(whole)):
            return False
    return any(_left(one) if len(one) < _SHORT else _left.__wrapped__(one) for one in said)


_SHORT = 512
_MANY = 64


_tag_waits = functools.lru_cache(maxsize=512)(waits_in_attributes)


@functools.lru_cache(maxsize=512)  # most of it is the same in all letters
def _left(written: str) -> bool:
    text = unescape(written)
    # An address may have brackets and braces as %5B and %7B.
    return bool(certain(text)) or ("%" in text and bool(certain(unquote(text))))
