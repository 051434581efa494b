"""The style sheet of the printed page: fonts, page, margins and what runs in them, then the stationery's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from letterforge.windows import HEAD
from letterforge_html import styles, type_sheet, windows
from letterforge_pdf import notes

if TYPE_CHECKING:
    from letterforge.fonts import Family
    from letterforge.stationery import Stationery

# The scheme of the addresses that `letterforge_pdf.fetcher` answers.
FONT = "letterforge-font:"


_MARGINS = """
@page {
  @top-left { content: element(header); width: 100%; vertical-align: middle }
  @bottom-left { content: element(following-footer); width: 100%; vertical-align: middle }
}
@page :first { @top-left { content: none } @bottom-left { content: element(first-footer) } }
"""
# A font may take a letter apart, "ẹ" into "e" and a dot, and WeasyPrint 70 then says of one of the two glyphs that it is
# the whole letter: what is copied or searched is "eẹ". HarfBuzz puts together what the font has in one without this
# feature (OpenType, `ccmp`), and sets marks by another (`mark`).
_COMPOSED = '* { font-feature-settings: "ccmp" 0 }'
# At the top of a page a heading needs no room above it (CSS Fragmentation 4, section 5.2). No browser knows this property.
_HEADINGS = "h1, h2, h3, h4, h5, h6, .heading { margin-break: discard }"
_FURNITURE = """
.page-number::before { content: counter(page) }
.page-count::before { content: counter(pages) }
.running-header { position: running(header) }
.first-footer { position: running(first-footer) }
.following-footer { position: running(following-footer) }
.letterhead { page: letterhead }
"""


def on_paper(stationery: Stationery, family: Family) -> str:
    """The whole style sheet.

    ``html`` and ``@page`` are both given their type: text in a margin inherits from the page, not from the
    document (CSS Paged Media 3, section 6).
    """
    page = stationery.page
    kind = styles.type_of(stationery, family)
    top = min(page.top, HEAD)
    return "\n".join(
        (
            *(_face(family.name, style.value, css) for style, css in styles.FACES.items() if style in family.faces),
            styles.variables(stationery),
            styles.base(stationery, family),
            "body { margin: 0 }",  # the page has margins of its own, as its furniture does
            f"@page {{ size: {page.width:g}mm {page.height:g}mm; margin: {styles.margins(stationery)}; {kind} }}",
            styles.turned(stationery),
            _MARGINS,
            _COMPOSED,
            _HEADINGS,
            f"@page letterhead:first {{ margin-top: {top:g}mm }}",
            # The letter begins no higher under a letterhead than it would without one.
            f".letterhead > header {{ min-height: {page.top - top:g}mm }}",
            type_sheet.rules(stationery),
            styles.ALIGNMENT,
            styles.REPLY,
            styles.LOOKS,
            stationery.style,
            notes.STYLE,
            # Last, so that a stationery cannot take furniture out of the margins unawares.
            _FURNITURE,
            windows.style(stationery, top),
            f".headroom {{ height: {page.top - top:g}mm }}",
        )
    )


def _face(name: str, style: str, css: str) -> str:
    return f'@font-face {{ font-family: {styles.quoted(name)}; {css}; src: url("{FONT}{style}") format("truetype") }}'
