"""Word files for letterforge: the renderer ``docx``, and values that only a Word file shows in full."""

from letterforge_docx.renderer import DocxRenderer
from letterforge_docx.rich import InlineImage, Listing, RichParagraphs, RichText, Run, Subdocument

__all__ = ["DocxRenderer", "InlineImage", "Listing", "RichParagraphs", "RichText", "Run", "Subdocument"]
