"""What Typst complains of, in words of ours: its own may quote the letter."""

from __future__ import annotations

import re

from letterforge.errors import RenderError

_NO_ROOM = re.compile(r"letterforge: (header|footer) of page (\d) needs (\d+)")
_KINDS = (
    ("document title", "the title of the letter is missing"),
    ("alt text", "a picture has no words to stand for it"),
    ("alternative description", "a picture has no words to stand for it"),
    ("heading", "a heading skips a level"),
    ("could not be displayed", "no font of the stationery has a character of the letter"),
    ("font", "a font of the stationery cannot be used"),
    ("image", "a picture cannot be read"),
    ("decode", "a picture cannot be read"),
    ("svg", "a picture cannot be read"),
    ("file", "the letter asks for a file that is not in it"),
    ("converge", "the pages cannot be numbered"),
)


def refusal(message: str) -> RenderError:
    """The error for what Typst says."""
    found = _NO_ROOM.search(message)
    if found is not None:
        where, page, height = found.groups()
        return RenderError(
            f"the {where} of page {page} needs {height} mm, which leaves no room for the letter; shorten it"
        )
    about = next((words for sign, words in _KINDS if sign in message), "it gave an error")
    return RenderError(f"Typst could not print the letter as it is: {about}")
