"""What the colours of an archived file mean: sRGB, by the profile that WeasyPrint brings."""

from __future__ import annotations

import io
from importlib.resources import files

from weasyprint.css import ColorProfile

NAME = "srgb"
_FILE = "sRGB2014.icc"


def profile() -> ColorProfile:
    """The profile. WeasyPrint 70 opens it for each file anew, and leaves it open (`weasyprint/pdf/__init__.py`)."""
    content = (files("weasyprint.pdf") / _FILE).read_bytes()
    return ColorProfile(io.BytesIO(content), _FILE, "relative-colorimetric", (["r"], ["g"], ["b"]))
