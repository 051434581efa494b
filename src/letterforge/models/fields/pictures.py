"""`PictureFile`: a picture that comes with the data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from letterforge.models.data_picture import DataPicture, UnreadPicture
from letterforge.models.fields.refusal import refused
from letterforge.models.text_rules import broken_rule
from letterforge.rules.data import DATA_PICTURE

_LONGEST = 1_000  # characters of the words for it
_KEYS = frozenset(("file", "content", "alt"))


def _taken(value: object) -> DataPicture:
    """What data give for a picture: its bytes, or what `letterforge.data.picture_files` has read, alone or with words for it."""
    if isinstance(value, DataPicture):
        return value
    alt = ""
    if isinstance(value, Mapping):
        if not set(value) <= _KEYS or ("file" in value) == ("content" in value):
            raise refused(DATA_PICTURE, "with words for it, a picture has the keys file and alt, and no others")
        alt = _words(value.get("alt"))
        value = value.get("file", value.get("content"))
    if isinstance(value, UnreadPicture):
        raise refused(DATA_PICTURE, value.fault)
    if isinstance(value, str):
        raise refused(DATA_PICTURE, "is the name of a file, and these data come from no folder; give the bytes of it")
    if not isinstance(value, bytes):
        raise refused(DATA_PICTURE, "is not a picture: neither the name of a file nor the bytes of one")
    try:
        return DataPicture(value, alt)
    except ValueError as fault:
        raise refused(DATA_PICTURE, f"the picture cannot be used: {fault}") from None


def _words(alt: object) -> str:
    """What stands for a picture, one line that keeps the text rules; nothing where nothing is said."""
    if alt is None:
        return ""
    if not isinstance(alt, str) or len(alt.splitlines()) > 1 or len(alt) > _LONGEST:
        raise refused(DATA_PICTURE, f"the words for a picture (alt) are one line of at most {_LONGEST:,} characters")
    broken = broken_rule(alt)
    if broken is not None:
        raise refused(DATA_PICTURE, f"the words for a picture (alt) cannot be used: the text {broken.message}")
    return alt.strip()


PictureFile = Annotated[
    DataPicture,
    PlainValidator(_taken),
    WithJsonSchema({"type": ["string", "object"]}),
]
"""A picture: PNG, JPEG or SVG, as bytes or by the name of a file beside the data."""
