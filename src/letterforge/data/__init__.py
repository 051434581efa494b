"""What data come from: files, validation, the snapshot that a letter takes, blank forms."""
