"""A Word template filled as itself."""
