"""What WeasyPrint leaves to do for PDF/UA-1: tags, artifacts, glyph names."""
