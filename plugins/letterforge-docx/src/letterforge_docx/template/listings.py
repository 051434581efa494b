"""Listings: text in which signs stand for paragraphs and pages, which docxtpl lays out once a part is whole."""

from __future__ import annotations

import functools
from typing import Any


@functools.lru_cache(maxsize=1)
def _patcher() -> Any:  # noqa: ANN401  (docxtpl has no types)
    from docxtpl import DocxTemplate  # noqa: PLC0415  (slow to import)

    return DocxTemplate(None)  # it opens nothing until it renders


def resolved(xml: str) -> str:
    r"""A filled part with ``\a`` made new paragraphs and ``\f`` new pages, in the look of the text around them."""
    done: str = _patcher().resolve_listing(xml)
    return done
