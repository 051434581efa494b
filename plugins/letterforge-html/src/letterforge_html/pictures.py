"""Pictures within the page: their bytes as data URIs (RFC 2397)."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from letterforge.cache import Cache
from letterforge.document import Picture
from letterforge.errors import RenderError
from letterforge_html.markup import PICTURE

_addresses: Cache[str, str] = Cache(room=16)


def embedded(markup: str, images: Mapping[str, Picture]) -> str:
    """The markup with every picture in it.

    Raises:
        RenderError: it shows a picture that is not among the images.
    """
    if PICTURE not in markup:
        return markup
    for digest, picture in images.items():
        address = _addresses.made(digest, lambda picture=picture: _address(picture))  # type: ignore[misc]
        markup = markup.replace(f'{PICTURE}{digest}"', f'src="{address}"')
    if PICTURE in markup:
        message = (
            "the letter shows a picture that its document does not hold; this is a fault in what made the document"
        )
        raise RenderError(message)
    return markup


def _address(picture: Picture) -> str:
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.content).decode()}"
