"""The PDF renderer: WeasyPrint on the page that letterforge-html makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from letterforge.cache import Cache
from letterforge_pdf import page, style_sheet
from letterforge_pdf.tagging import accents
from letterforge_pdf.variants import Variant

if TYPE_CHECKING:
    from letterforge.letter import Letter
    from letterforge_pdf.printing import PagePrinter

__all__ = ["PdfRenderer"]

_printers: Cache[tuple[str, str, Variant], PagePrinter] = Cache(room=4)


class PdfRenderer:
    """A tagged PDF: PDF/UA-1, alone or together with PDF/A; the same bytes for the same letter."""

    media_type = "application/pdf"
    suffix = ".pdf"

    def __init__(
        self,
        *,
        variant: Annotated[Variant, "the standards that the file keeps: PDF/UA-1, alone or with PDF/A"] = "ua-1",
        large_print: Annotated[bool, "no word is smaller than 18 points"] = False,
    ) -> None:
        self.variant = variant
        self.large_print = large_print

    def render(self, letter: Letter) -> bytes:
        """The file.

        Raises:
            MissingResourceError: Pango, which WeasyPrint needs, is not on this machine.
            DataError: a value has an accent that the file does not hold as text.
            RenderError: WeasyPrint could not print all of it, or a header or footer leaves no room for it.
        """
        # WeasyPrint takes a second to import, and fails without Pango: not before the first letter.
        from letterforge_pdf.printing import PagePrinter  # noqa: PLC0415

        family = letter.family
        stationery = (letter.stationery.large if self.large_print else letter.stationery).set_in(family)
        printer = _printers.made(
            (stationery.digest, family.name, self.variant),
            lambda: PagePrinter(style_sheet.on_paper(stationery, family), family, variant=self.variant),
        )
        content = printer.print(page.page(letter.document, window=stationery.window), letter.document.images)
        accents.refuse_lost(content, letter.document)
        return content

    def libraries(self) -> dict[str, str]:
        """The libraries outside of Python that set the text, with their versions, for a manifest."""
        from letterforge_pdf.printing import pango_version  # noqa: PLC0415  (as above)

        return {"pango": pango_version()}
