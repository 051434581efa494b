"""Formats of tables, one file each: a `TableFormat` record, which is found where it stands."""
