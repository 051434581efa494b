"""To show later what was sent: what a letter was made of, by digests, and what has changed since."""
