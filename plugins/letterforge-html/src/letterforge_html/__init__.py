"""The HTML renderer: a letter as one page for screen and print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from letterforge_html import page, pictures, styles

if TYPE_CHECKING:
    from letterforge.letter import Letter

__all__ = ["HtmlRenderer"]


class HtmlRenderer:
    """One HTML file that needs nothing else: fonts and pictures are in it, and no script."""

    media_type = "text/html"
    suffix = ".html"

    def render(self, letter: Letter) -> bytes:
        """The page, in UTF-8.

        Raises:
            RenderError: the document shows a picture that it does not hold.
        """
        document = letter.document
        body = page.body(document, window=letter.stationery.window)
        head = styles.head(letter.stationery, letter.family, body)
        body = pictures.embedded(body, document.images)
        # The head is hundreds of kilobytes of fonts, the same for every letter: it is kept as bytes.
        return b"".join((page.opening(document).encode(), head, body.encode()))
