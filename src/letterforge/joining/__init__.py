"""Many finished PDFs in one file for a printer, which stays as accessible as they are."""
