"""WeasyPrint, set up for one stationery: its fonts and style sheet are read once, letters are printed one by one."""

from __future__ import annotations

import os
import shutil
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from letterforge.errors import MissingResourceError, RenderError
from letterforge.locks import lock_for_forks
from letterforge_html.markup import PICTURE_SCHEME
from letterforge_pdf import complaints, margins
from letterforge_pdf.style_sheet import FONT

try:
    import tinycss2
    import weasyprint
    from weasyprint.formatting_structure.boxes import TableCellBox
    from weasyprint.text.ffi import pango
    from weasyprint.text.fonts import FontConfiguration
except OSError as error:
    _message = (
        "WeasyPrint cannot find Pango, the library that sets its text. On Debian and Ubuntu: apt-get install "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. On Fedora: dnf install pango harfbuzz. On macOS: brew install "
        "pango. On Windows: in the shell of MSYS2, pacman -S mingw-w64-x86_64-pango. Elsewhere: "
        "https://doc.courtbouillon.org/weasyprint/stable/first_steps.html. Or install letterforge-typst: --to typst makes "
        "a PDF and needs none of it"
    )
    raise MissingResourceError(_message) from error

from letterforge_pdf import colours, columns
from letterforge_pdf.fetcher import Fetcher
from letterforge_pdf.tagging import claims, writing
from letterforge_pdf.tagging.glyphs import Fonts
from letterforge_pdf.tagging.painted import PaintedPage
from letterforge_pdf.variants import is_archival

if TYPE_CHECKING:
    from letterforge.document import Picture
    from letterforge.fonts import Family
    from letterforge_pdf.variants import Variant

# Pango's font maps belong to one thread at a time, and the log to one letter.
_LOCK = lock_for_forks()


def pango_version() -> str:
    """The version of Pango, as Pango says it."""
    number = int(pango.pango_version())  # major * 10,000 + minor * 100 + micro (Pango, "Version Checking")
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"


class PagePrinter:
    """Prints pages in one look."""

    def __init__(self, style: str, family: Family, *, variant: Variant = "ua-1") -> None:
        self._variant = variant
        archival = is_archival(variant)
        # What PDF/A asks for besides: colours that a file itself describes, an identifier, pictures that no viewer smooths.
        self._options = {"pdf_version": "1.7", "pdf_identifier": archival}
        self._colours = colours.profile() if archival else None
        if archival:
            style += "\nimg { image-rendering: crisp-edges }"
        fonts = Fetcher({FONT + style.value: (face.content, "font/ttf") for style, face in family.faces.items()})
        with _LOCK, complaints.listening() as heard:
            # One for all letters: each new one takes a quarter of a megabyte that is never given back.
            self._fonts = FontConfiguration()
            self._style = weasyprint.CSS(string=_without_screens(style), font_config=self._fonts, url_fetcher=fonts)
        _delete_in_time(self._fonts)
        if fonts.refused:
            message = "the style sheet of the stationery asks for a file or an address; put fonts into stationery.toml"
            raise RenderError(message)
        if heard:
            # These words are about the stationery; no letter has been seen yet.
            shown = "; ".join(message[:200] for message in heard[:5])
            message = f"WeasyPrint does not understand the style sheet of the stationery: {shown}"
            raise RenderError(message)

    def print(self, page: str, images: Mapping[str, Picture]) -> bytes:
        """The PDF of a page.

        Raises:
            RenderError: WeasyPrint complained, asked for something else than the letter's own pictures, or
                what runs in a margin leaves no room for the letter.
        """
        fetcher = Fetcher({PICTURE_SCHEME + digest: (p.content, p.media_type) for digest, p in images.items()})
        with _LOCK, complaints.listening() as heard:
            sheets = [self._style]
            laid_out = self._laid_out(page, fetcher, sheets)
            if "<table" in page and _too_wide(laid_out):
                # Not `overflow-wrap: anywhere`, which takes WeasyPrint 70 minutes for a few pages of cells.
                page = columns.fitted(page, laid_out)
                laid_out = self._laid_out(page, fetcher, sheets)
                if _too_wide(laid_out) or _cramped(laid_out):
                    message = "a table of the letter has more columns than fit the page; give it fewer, or a wider page"
                    raise RenderError(message)
            laid_out = self._with_room(laid_out, page, fetcher, sheets)
            laid_out.fonts = Fonts()
            laid_out.pages = [PaintedPage(page) for page in laid_out.pages]
            if self._colours is not None:
                laid_out.output_intent = colours.NAME
                laid_out.color_profiles = {colours.NAME: self._colours}
            content: bytes = laid_out.write_pdf(finisher=self._finish, **self._options)
        if fetcher.refused:
            message = (
                "the letter asks for a file or an address that is not in it; a letter may only show its own pictures"
            )
            raise RenderError(message)
        if heard:
            message = f"WeasyPrint could not print the letter as it is: {complaints.about(heard)}"
            raise RenderError(message)
        return content

    def _with_room(
        self, laid_out: weasyprint.Document, page: str, fetcher: Fetcher, sheets: list[weasyprint.CSS]
    ) -> weasyprint.Document:
        """The pages with margins that hold what runs in them."""
        for _ in range(margins.ROUNDS):
            larger = margins.grown(laid_out)
            if not larger:
                return laid_out
            sheets = [*sheets, weasyprint.CSS(string=larger, font_config=self._fonts)]
            laid_out = self._laid_out(page, fetcher, sheets)
        if margins.grown(laid_out):
            message = "a header or footer of the letter does not fit its margin; shorten it"
            raise RenderError(message)
        return laid_out

    def _laid_out(self, page: str, fetcher: Fetcher, sheets: list[weasyprint.CSS]) -> weasyprint.Document:
        return weasyprint.HTML(string=page, url_fetcher=fetcher).render(
            font_config=self._fonts,
            stylesheets=sheets,
            presentational_hints=True,  # list numbering and picture widths are attributes
        )

    def _finish(self, document: weasyprint.Document, pdf: object) -> None:
        """Add the tags and the metadata; WeasyPrint calls this before it writes the file."""
        writing.tag(pdf, document.pages)
        claims.write(document, pdf, self._variant)


def _delete_in_time(fonts: FontConfiguration) -> None:
    """See that the folder to which WeasyPrint wrote the fonts goes with them, or at the end of the process.

    WeasyPrint 70 deletes it in ``__del__``. The pages that were laid out hold the fonts in circles, so that this may be
    called when Python has taken its modules apart: it fails then ("Exception ignored in ..."), and the folder stays.
    """
    folder, fonts._folder = fonts._folder, None  # noqa: SLF001  (nothing public tells where it is)
    if folder is not None:
        weakref.finalize(fonts, _delete, folder, os.getpid())


def _delete(folder: Path, owner: int) -> None:
    if os.getpid() == owner:  # a process that was forked shares the folder, and ends earlier
        shutil.rmtree(folder, ignore_errors=True)


def _too_wide(laid_out: weasyprint.Document) -> bool:
    """Whether a table reaches beyond the right margin: what is off the page is lost without a word."""
    for page in laid_out.pages:
        paper = page._page_box  # noqa: SLF001  (nothing public tells where a box lies)
        right = paper.content_box_x() + paper.width + 1
        for box in paper.children[0].descendants():
            if box.element_tag == "table" and box.position_x + box.margin_width() > right:
                return True
    return False


def _cramped(laid_out: weasyprint.Document) -> bool:
    """Whether a cell has no room for a letter: its text would run over that of its neighbours."""
    boxes = (box for page in laid_out.pages for box in page._page_box.children[0].descendants())  # noqa: SLF001
    return any(isinstance(box, TableCellBox) and box.width < box.style["font_size"] for box in boxes)


def _without_screens(style: str) -> str:
    """The style sheet without the rules for screens: WeasyPrint knows media types only, and warns of media queries."""
    rules = tinycss2.parse_stylesheet(style)
    kept: str = tinycss2.serialize([rule for rule in rules if not _for_screens(rule)])
    return kept


def _for_screens(rule: tinycss2.ast.Node) -> bool:
    if rule.type != "at-rule" or rule.lower_at_keyword != "media":
        return False
    queries = tinycss2.serialize(rule.prelude).lower().split(",")
    return all(query.split()[:1] == ["screen"] or query.split()[:2] == ["only", "screen"] for query in queries)
