"""The sizes of a letter and the room around its parts as CSS, from the table that every renderer has them from.

Sizes are in ``rem``: the same within a footer or a cell, and larger with the text that a reader has set their browser to. The
style sheet of a stationery comes after, and may say otherwise, for HTML and PDF alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letterforge.document import Role
from letterforge.type_scale import (
    BULLETS,
    CELL_PADDING,
    ITEM_SPACE,
    LIST_INDENT,
    OPENING,
    QUOTE_BAR,
    QUOTE_INDENT,
    TO_SIGN,
    TYPES,
    rank_type,
    scale_of,
)

if TYPE_CHECKING:
    from letterforge.stationery import Stationery

_BLOCKS = {"ul, ol": "list", "blockquote": "quotation", "table": "table", ".reply": "slip", "hr": "rule"}
_LAST = "td p:last-child, th p:last-child, td ul:last-child, td ol:last-child, blockquote > :last-child, .reply > :last-child"


def rules(stationery: Stationery) -> str:
    """The rules for one stationery."""
    headings = [f"h{rank}" for rank in range(1, 7)]
    above, beside = CELL_PADDING
    nested = f"{BULLETS[1]}\\00a0\\00a0"
    return "\n".join(
        (
            _rule(stationery, "p", "text"),
            *(_rule(stationery, tag, f"heading-{tag[1:]}") for tag in headings),
            _rule(stationery, ".heading", rank_type(0)),
            *(_rule(stationery, names, kind) for names, kind in _BLOCKS.items()),
            *(_rule(stationery, f".{role.value}", role.value) for role in Role),
            f".date + :not(.reference), .reference + :not(.date) {{ margin-top: {OPENING:g}rem }}",
            f".closing + .signature {{ margin-top: {TO_SIGN:g}rem }}",
            f"ul, ol {{ padding-left: {LIST_INDENT:g}rem }}",
            "ul { list-style-type: disc }",
            f'ul ul {{ list-style-type: "{nested}" }}',
            f"li {{ margin-bottom: {ITEM_SPACE:g}em }}",
            "li > p { margin-bottom: 0.4em }",
            f"li > ul, li > ol {{ margin: {ITEM_SPACE:g}em 0 0 }}",
            f"blockquote {{ padding-left: {QUOTE_INDENT:g}rem; border-left: {QUOTE_BAR:g}pt solid var(--rule) }}",
            "table { width: 100%; border-collapse: collapse }",
            f"th, td {{ padding: {above:g}em {beside:g}em; font-variant-numeric: tabular-nums }}",
            f"th, td {{ {_type(stationery, 'table')} }}",
            ".closing { break-before: avoid }",
            "p { orphans: 2; widows: 2 }",
            f"[role=note] {{ {_type(stationery, 'note')} }}",
            f"header, .running-header {{ {_type(stationery, 'header')} }}",
            f"footer, .running-footer {{ {_type(stationery, 'footer')} }}",
            f"{_LAST} {{ margin-bottom: 0 }}",
        )
    )


def _rule(stationery: Stationery, names: str, kind: str) -> str:
    own = TYPES[kind]
    said = [f"margin: {own.above:g}em 0 {own.below:g}em"]
    if own_type := _type(stationery, kind):
        said.append(own_type)
    if own.bold:
        said.append("font-weight: 700")
    elif kind.startswith("heading"):
        said.append("font-weight: 400")
    if own.colour != "text":
        said.append(f"color: var(--{own.colour})")
    if own.keeps_next:
        said.append("break-after: avoid")
    if own.whole:
        said.append("break-inside: avoid")
    return f"{names} {{ {'; '.join(said)} }}"


def _type(stationery: Stationery, kind: str) -> str:
    height, scale = TYPES[kind].line_height, scale_of(stationery, kind)
    said = [f"font-size: {scale:.5g}rem"] if scale != 1 or kind.startswith("heading") else []
    return "; ".join(said if height is None else [*said, f"line-height: {height:g}"])
