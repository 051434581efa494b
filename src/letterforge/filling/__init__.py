"""Fill: tree x values -> document, or its words alone."""
