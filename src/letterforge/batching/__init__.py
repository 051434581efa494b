"""Many letters: names for their files, the ledger of what is written, the workers that make them."""
