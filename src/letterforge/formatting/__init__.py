"""How values print."""
