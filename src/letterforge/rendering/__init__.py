"""From a letter to a whole file on the disk: rendered, read back, saved."""
