"""A stationery read from its folder: settings, fonts and logo, style sheet, letterhead with its furniture."""
