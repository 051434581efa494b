"""The page around the letter: the head, and the body with its landmarks."""

from __future__ import annotations

from letterforge.document import Document
from letterforge.windows import Window
from letterforge_html import furniture, markup, windows
from letterforge_html.attributes import escape

# Languages written from right to left (Unicode CLDR, characterOrder), by their primary subtag.
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})

# Nothing may be loaded or run. A letter is nobody's business but its reader's: it tells no site where a
# link was followed from, and asks search engines to pass by.
_META = (
    '<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; font-src data:; base-uri 'none'; form-action 'none'\">\n"
    '<meta name="referrer" content="no-referrer">\n'
    '<meta name="robots" content="noindex">\n'
)


def opening(document: Document) -> str:
    """From the doctype to the title; what comes next is the style element."""
    language = document.language
    direction = ' dir="rtl"' if language.split("-")[0].lower() in _RIGHT_TO_LEFT else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}"{direction}>\n<head>\n{_META}'
        f"<title>{escape(document.title)}</title>\n"
    )


def body(document: Document, *, window: Window | None = None) -> str:
    """The body: the first page's furniture once, above and below the letter.

    Furniture of following pages is left out: there are none. What stands in the margin of the first page
    is part of the letter here, and a landmark.
    """
    above = markup.blocks(furniture.unnumbered(document.first.header))
    below = markup.blocks(furniture.unnumbered(document.first.footer))
    header = f"<header>\n{above}</header>\n" if above else ""
    footer = f"<footer>\n{below}</footer>\n" if below else ""
    strut = windows.strut(window)
    letter = windows.letter(document, window)
    return f"<body>\n{strut}{header}<main>\n{letter}</main>\n{footer}</body>\n</html>\n"
