"""A letter that people already have becomes a checked template: what waits to be filled, and what it asks for."""
