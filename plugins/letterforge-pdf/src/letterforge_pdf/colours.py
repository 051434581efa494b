"""What the colours of an archived file mean: sRGB, by the profile that WeasyPrint brings."""

from __future__ import annotations

import io
from importlib.resources import files

from weasyprint.css import ColorProfile

NAME = "srgb"
_FILE = "sRGB2014.icc"


class _AsItIs(ColorProfile):  # type: ignore[misc]  # WeasyPrint says nothing of its types
    """A profile whose bytes are those of its file: Pillow would write others, and the second time others again."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content), _FILE, "relative-colorimetric", (["r"], ["g"], ["b"]))
        self._content = content

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return self._content


def profile() -> ColorProfile:
    """The profile. WeasyPrint 70 opens it for each file anew, and leaves it open (`weasyprint/pdf/__init__.py`)."""
    return _AsItIs((files("weasyprint.pdf") / _FILE).read_bytes())
