"""Office Open XML: names, the package, relationships."""
