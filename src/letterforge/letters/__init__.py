"""The built-in kinds of letter."""
