"""Word files: where their prompts stand, and how tags come in their place with no other byte touched."""
