"""The PDF renderer: WeasyPrint on the page that letterforge-html makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from letterforge.cache import Cache
from letterforge_pdf import page, style_sheet
from letterforge_pdf.tagging import accents

if TYPE_CHECKING:
    from letterforge.letter import Letter
    from letterforge_pdf.printing import Press

__all__ = ["PdfRenderer"]

_presses: Cache[tuple[str, str], Press] = Cache(room=4)


class PdfRenderer:
    """A tagged PDF (PDF/UA-1), the same bytes for the same letter."""

    media_type = "application/pdf"
    suffix = ".pdf"

    def render(self, letter: Letter) -> bytes:
        """The file.

        Raises:
            MissingResourceError: Pango, which WeasyPrint needs, is not on this machine.
            DataError: a value has an accent that the file does not hold as text.
            RenderError: WeasyPrint could not print all of it, or a header or footer does not fit its margin.
        """
        # WeasyPrint takes a second to import, and fails without Pango: not before the first letter.
        from letterforge_pdf.printing import Press  # noqa: PLC0415

        stationery, family = letter.stationery, letter.family
        press = _presses.made(
            (stationery.digest, family.name), lambda: Press(style_sheet.sheet(stationery, family), family)
        )
        content = press.print(page.page(letter.document), letter.document.images)
        accents.refuse_lost(content, letter.document)
        return content
