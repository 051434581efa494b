"""A document as WordprocessingML."""
