"""A letterhead made ready, and filled with letters."""
