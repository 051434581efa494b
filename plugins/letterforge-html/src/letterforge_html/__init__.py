"""The HTML renderer: a letter as one page for screen and print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from letterforge_html import page, pictures, styles

if TYPE_CHECKING:
    from letterforge.letter import Letter

__all__ = ["HtmlRenderer"]


class HtmlRenderer:
    """One HTML file that needs nothing else: fonts and pictures are in it, and no script."""

    media_type = "text/html"
    suffix = ".html"

    def __init__(self, *, large_print: Annotated[bool, "no word is smaller than 18 points"] = False) -> None:
        self.large_print = large_print

    def render(self, letter: Letter) -> bytes:
        """The page, in UTF-8.

        Raises:
            RenderError: the document shows a picture that it does not hold.
        """
        document = letter.document
        body = page.body(document, window=letter.stationery.window)
        look = letter.stationery.large if self.large_print else letter.stationery
        head = styles.head(look.set_in(letter.family), letter.family, body)
        body = pictures.embedded(body, document.images)
        # The head is hundreds of kilobytes of fonts, the same for every letter: it is kept as bytes.
        return b"".join((page.opening(document).encode(), head, body.encode()))
