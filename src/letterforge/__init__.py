"""letterforge: letters with no hole in them.

A template is filled with typed data and printed on stationery, as DOCX, PDF or HTML; every placeholder is filled,
or there is no letter.
"""

from letterforge.api import check, load, render
from letterforge.artifact import Artifact
from letterforge.errors import LetterforgeError
from letterforge.findings import Finding
from letterforge.letter import Letter
from letterforge.models.fields import Date, Duration, Email, Line, Lines, Month, Telephone, Time
from letterforge.models.letter_data import LetterData, LetterKind, rule
from letterforge.models.month import MonthOfYear
from letterforge.renderer import Renderer
from letterforge.scanning.scan import scan
from letterforge.stationery import Stationery

__version__ = "0.1.0"

__all__ = [
    "Artifact",
    "Date",
    "Duration",
    "Email",
    "Finding",
    "Letter",
    "LetterData",
    "LetterKind",
    "LetterforgeError",
    "Line",
    "Lines",
    "Month",
    "MonthOfYear",
    "Renderer",
    "Stationery",
    "Telephone",
    "Time",
    "check",
    "load",
    "render",
    "rule",
    "scan",
]
