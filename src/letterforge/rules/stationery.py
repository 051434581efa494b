"""What can be wrong with a stationery."""

from __future__ import annotations

from letterforge.findings import Rule, Severity

STATIONERY = Rule(
    "stationery",
    Severity.ERROR,
    meaning="The settings of a stationery cannot be read, or name an unknown language.",
    mend="Save stationery.toml as UTF-8, and name languages as en-GB.",
)
FONT = Rule(
    "font",
    Severity.ERROR,
    meaning="A font file does not exist, is not a font, or is a variable font.",
    mend="Give four static TrueType or OpenType fonts: regular, bold, italic and bold-italic.",
)
LOGO = Rule(
    "logo",
    Severity.ERROR,
    meaning="The logo does not exist, or is neither PNG nor JPEG.",
    mend="Put a PNG or JPEG file into the folder of the stationery.",
)
OUTSIDE = Rule(
    "outside",
    Severity.ERROR,
    meaning="The style sheet asks for another file, and nothing is ever fetched.",
    mend="Put it into the style sheet as a data: address.",
)
OVERRULED = Rule(
    "overruled",
    Severity.WARNING,
    meaning="A setting and letterhead.docx say different things, and only one of them holds.",
    mend="Set it in Word, in letterhead.docx, as well, or take it out here.",
)
LETTERHEAD = Rule(
    "letterhead",
    Severity.ERROR,
    meaning="The letterhead cannot be read, or would load something.",
    mend="Open it in Word and save it as .docx.",
)
SLOT = Rule(
    "slot",
    Severity.ERROR,
    meaning="The letterhead has no {{p body }}, or more than one.",
    mend="Write {{p body }} into one paragraph of its own.",
)
RENDERER_OPTION = Rule(
    "renderer-option",
    Severity.ERROR,
    meaning="The stationery says to a renderer what it does not take, or names one that is not installed.",
    mend="letterforge renderers lists what each of them takes.",
)
