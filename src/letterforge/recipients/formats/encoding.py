"""In which encoding a table of text is written: found out from its bytes, and said in words."""

from __future__ import annotations

import codecs
import re

from letterforge.recipients.table import refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_WINDOWS = "windows-1252"
_UTF_8_WITHIN = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x90-\xbf]")
"""A letter with an accent, or a mark of punctuation, in UTF-8; in Windows-1252 it would be Ã or â with a sign behind it."""
_STEP = 1 << 20


def encoding_of(content: bytes, file: str | None, wished: str | None) -> tuple[str, str]:
    """The name of the encoding for Python, and what to say of it.

    Raises:
        DataError: the content is text in none, or may be in two.
    """
    if wished is not None:
        try:
            name = codecs.lookup(wished).name
        except (LookupError, ValueError):
            raise refused(file, None, "there is no encoding of the name that was given") from None
        if not _is_text(content, name):
            raise refused(file, None, "the table is not text in the encoding that was given")
        return name, f"{name} as asked for"
    for mark, name, words in _MARKS:
        if content.startswith(mark):
            if not _is_text(content, name):
                raise refused(file, None, f"the table begins as {words}, and is not text in it")
            return name, words
    if b"\0" in content:
        raise refused(file, None, "the table is not text", "Save it as CSV UTF-8.")
    if _is_text(content, "utf-8"):
        return "utf-8", "UTF-8"
    found = _UTF_8_WITHIN.search(content)
    if found:
        message = "this is UTF-8 in one place and not in another: two files were joined, or one was cut"
        raise refused(
            file, content[: found.start()].count(b"\n") + 1, message, "Save each as CSV UTF-8, and join them."
        )
    if not _is_text(content, _WINDOWS):
        raise refused(file, None, "the table is text neither in UTF-8 nor in Windows-1252", "Save it as CSV UTF-8.")
    return _WINDOWS, "Windows-1252, since it is not UTF-8 (look at letters with accents)"


def _is_text(content: bytes, encoding: str) -> bool:
    """Whether all of it can be decoded; no more than a piece of the text is held."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), _STEP):
            decoder.decode(content[start : start + _STEP])
        decoder.decode(b"", final=True)
    except (UnicodeError, LookupError):
        return False
    return True
