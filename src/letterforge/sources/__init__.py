"""What a template can be written in, and how data files are read."""
