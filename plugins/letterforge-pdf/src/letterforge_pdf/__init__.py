"""The PDF renderer: WeasyPrint on the page that letterforge-html makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from letterforge.cache import Cache
from letterforge_pdf import page, style_sheet
from letterforge_pdf.tagging import accents

if TYPE_CHECKING:
    from letterforge.letter import Letter
    from letterforge_pdf.printing import PagePrinter

__all__ = ["PdfRenderer"]

_printers: Cache[tuple[str, str], PagePrinter] = Cache(room=4)


class PdfRenderer:
    """A tagged PDF (PDF/UA-1), the same bytes for the same letter."""

    media_type = "application/pdf"
    suffix = ".pdf"

    def render(self, letter: Letter) -> bytes:
        """The file.

        Raises:
            MissingResourceError: Pango, which WeasyPrint needs, is not on this machine.
            DataError: a value has an accent that the file does not hold as text.
            RenderError: WeasyPrint could not print all of it, or a header or footer leaves no room for it.
        """
        # WeasyPrint takes a second to import, and fails without Pango: not before the first letter.
        from letterforge_pdf.printing import PagePrinter  # noqa: PLC0415

        stationery, family = letter.stationery, letter.family
        printer = _printers.made(
            (stationery.digest, family.name), lambda: PagePrinter(style_sheet.on_paper(stationery, family), family)
        )
        content = printer.print(page.page(letter.document), letter.document.images)
        accents.refuse_lost(content, letter.document)
        return content

    def libraries(self) -> dict[str, str]:
        """The libraries outside of Python that set the text, with their versions, for a manifest."""
        from letterforge_pdf.printing import pango_version  # noqa: PLC0415  (as above)

        return {"pango": pango_version()}
