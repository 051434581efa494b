"""Values in the addresses of links, the same in every format."""

from __future__ import annotations

import re
from urllib.parse import quote

_EXTENSION = re.compile(r"\s*(?:ext\.?|x|extension)\s*(\d+)\Z", re.IGNORECASE)


def encoded(scheme: str, value: str) -> str:
    """A value as part of a URI (RFC 3986, section 2.1); in a telephone number (RFC 3966) its digits only.

    >>> encoded("https", "a b&c")
    'a%20b%26c'
    >>> encoded("tel", "+44 (0)20 7946 0000 ext 12")
    '+442079460000;ext=12'
    """
    if scheme == "tel":
        together = value.replace(" ", "")
        if together.isdecimal():  # as most are
            return together
        number, extension = value, _EXTENSION.search(value)
        if extension:
            number = value[: extension.start()]
        digits = re.sub(r"[^\d+]", "", number.replace("(0)", "") if number.startswith("+") else number)
        return digits + (f";ext={extension[1]}" if extension else "")
    # Most hold nothing that is written in another way: quick to see, and `quote` takes its time.
    mail = scheme == "mailto"
    return value if mail and _PLAIN.match(value) else quote(value, safe="@+" if mail else "")


_PLAIN = re.compile(r"[A-Za-z0-9_.~-]*(?:@[A-Za-z0-9_.~-]*)?\Z")
_WHOLE = re.compile(r"https?://\Z", re.IGNORECASE)
_SCHEME = re.compile(r"\s*https?://", re.IGNORECASE)
_OF_AN_ADDRESS = "/?&=#:%,;+~"  # not @, before which a reader takes for the host what is none


def continued(begun: str, value: str) -> str:
    """A value behind an address that is written so far; where that is a scheme alone, the value is the whole address.

    >>> continued("https://example.org/about?topic=", "a/b&c")
    'a%2Fb%26c'
    >>> continued("https://", "example.org/a?b=5"), continued("https://", "https://example.org/a?b=5")
    ('example.org/a?b=5', 'example.org/a?b=5')
    """
    if _WHOLE.match(begun):
        return quote(_SCHEME.sub("", value, count=1).strip(), safe=_OF_AN_ADDRESS)
    return encoded(begun.partition(":")[0].lower(), value)
