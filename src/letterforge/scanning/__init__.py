"""Scan: finished files, ours or anybody's; what still waits to be filled in them, and the read-back."""
