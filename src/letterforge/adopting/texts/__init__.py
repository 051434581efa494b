"""Texts: Markdown, plain text and HTML. What is none becomes Markdown, as far as the dialect can carry it."""
