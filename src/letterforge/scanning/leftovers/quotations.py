"""What in a passage somebody else said: between quotation marks, or set apart as a quotation."""

from __future__ import annotations

from letterforge.passages import Passage
from letterforge.patterns import late
from letterforge.scanning.leftovers.detector import Surroundings

# German opens below and closes with the sign that opens in English; an apostrophe stands between letters.
_SAID = late(
    '\u201e[^\u201c\u201d]*+|\u201c[^\u201d]*+|"[^"]*+"?|(?<!\\w)\u2018(?:[^\u2019]|\u2019(?=\\w))*+|\u00ab[^\u00bb]*+'
)
_SIGNS = '\u201e\u201c"\u2018\u00ab'


def quoted(passage: Passage, around: Surroundings) -> bytearray:
    """For each sign of the passage whether it is quoted, as 1 or 0."""
    text = passage.text
    in_lines = passage.place.path is None  # in a file of text a quotation goes on over lines
    if in_lines and text.lstrip().startswith(">"):
        return bytearray(b"\1" * len(text))
    said = bytearray(len(text))
    if in_lines and sum(line.count("\u201c") - line.count("\u201d") for line in around.before) > 0:
        end = text.find("\u201d")
        end = len(text) if end < 0 else end
        said[:end] = b"\1" * end
    if any(sign in text for sign in _SIGNS):
        for found in _SAID.finditer(text):
            start, stop = found.span()
            said[start:stop] = b"\1" * (stop - start)
    return said
