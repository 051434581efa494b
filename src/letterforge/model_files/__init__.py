"""Models without Python: descriptions of models, read from YAML, JSON Schema and classes, and written as each of them."""
