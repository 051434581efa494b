"""What makes a PDF accessible: the structure tree, artifacts, what links and glyphs say, and what the file claims to be."""
