"""What somebody names becomes a template: a kind of letter, a file, bytes; one language of it, or both."""
