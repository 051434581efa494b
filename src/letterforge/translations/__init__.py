"""A letter in several languages: its files, which of them is asked for, and what one says and another does not."""
