"""`Email` and `Telephone`: how somebody can be reached."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from letterforge.models.fields.refusal import refused
from letterforge.models.fields.text import Line
from letterforge.rules.data import EMAIL, TELEPHONE

# RFC 5321, 4.1.2, as people are written to: a dot-atom, and a name in the DNS whose labels neither begin nor end with
# a hyphen; letters of any script, since RFC 6531. docs/why.md says why no library does this.
_ATOM = r"[^\s@<>()\[\]\\,;:\".]+"
_NAME = re.compile(rf"{_ATOM}(?:\.{_ATOM})*\Z")
_LABEL = r"\w(?:[\w-]{0,61}\w)?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?:[^\W\d_]{{2,63}}|xn--[a-z0-9-]{{1,59}})\Z", re.IGNORECASE)
_LONGEST, _LONGEST_NAME = 254, 64  # RFC 5321, 4.5.3.1
_TELEPHONE = re.compile(r"\+?[\d(][\d\s().\-]{3,}\d(?:\s?(?:ext\.?|x|extension)\s?\d{1,6})?\Z")


def _email(text: str) -> str:
    name, _, domain = text.partition("@")
    fits = len(text) <= _LONGEST and len(name) <= _LONGEST_NAME
    if not (fits and "_" not in domain and _NAME.match(name) and _DOMAIN.match(domain)):
        raise refused(EMAIL, "is not an e-mail address")
    return text


def _telephone(text: str) -> str:
    if not _TELEPHONE.match(text):
        raise refused(TELEPHONE, "is not a telephone number")
    return text


Email = Annotated[Line, AfterValidator(_email), Field(json_schema_extra={"format": "email"})]
"""An e-mail address."""
Telephone = Annotated[Line, AfterValidator(_telephone)]
"""A telephone number as people write it."""
