"""Word files as zip and XML, for loading and scanning."""
