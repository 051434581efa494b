"""The fonts in a page: WOFF files with the tables of the stationery's fonts, as they are."""

from __future__ import annotations

import io

from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import SFNTReader

from letterforge.stationery import plain
from letterforge_html.woff import as_woff


def test_every_table_is_there_as_it_was() -> None:
    for content in (face.content for family in plain().families for face in family.faces.values()):
        made = as_woff(content)
        assert len(made) < len(content)
        before, after = SFNTReader(io.BytesIO(content)), SFNTReader(io.BytesIO(made), checkChecksums=2)
        assert after.flavor == "woff"
        assert {tag: before[tag] for tag in before.keys()} == {tag: after[tag] for tag in after.keys()}  # noqa: SIM118  (no mapping)


def test_it_opens_as_a_font() -> None:
    (content, *_) = (face.content for family in plain().families for face in family.faces.values())
    with TTFont(io.BytesIO(as_woff(content))) as made, TTFont(io.BytesIO(content)) as font:
        assert made.getBestCmap() == font.getBestCmap()
        assert made.reader.file.seek(0, io.SEEK_END) == made.reader.length
