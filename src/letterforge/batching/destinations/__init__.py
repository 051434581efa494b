"""Where letters go, one file each: a folder, a zip, one PDF for the printer."""
