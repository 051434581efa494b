"""Word files for letterforge: the renderer ``docx``."""

from letterforge_docx.renderer import DocxRenderer

__all__ = ["DocxRenderer"]
