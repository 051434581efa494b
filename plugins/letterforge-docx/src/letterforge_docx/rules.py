"""What this renderer finds wrong with letterheads and Word templates: each rule once."""

from __future__ import annotations

from letterforge.findings import Rule, Severity

LETTERHEAD_MISSING = Rule(
    "letterhead-missing",
    Severity.ERROR,
    meaning="The stationery has no letterhead, and a Word file is asked for.",
    mend="Put a letterhead.docx into the folder of the stationery.",
)
LETTERHEAD_UNREADABLE = Rule(
    "letterhead-unreadable",
    Severity.ERROR,
    meaning="The letterhead is not a valid Word file.",
    mend="Open it in Word and save it as .docx.",
)
LETTERHEAD_SLOT = Rule(
    "letterhead-slot",
    Severity.ERROR,
    meaning="A slot of the letterhead is missing, stands where it cannot be filled, or stands there twice.",
    mend="One paragraph of its own must read {{p body }}.",
)
LETTERHEAD_TAG = Rule(
    "letterhead-tag",
    Severity.ERROR,
    meaning="A tag in the letterhead is wrong, or cuts through a paragraph.",
    mend="Give it a paragraph of its own.",
)
UNREADABLE = Rule(
    "unreadable",
    Severity.ERROR,
    meaning="The Word template is not a valid Word file.",
    mend="Open it in Word and save it as .docx.",
)
WORD_TAG = Rule(
    "word-tag",
    Severity.ERROR,
    meaning="A tag in the Word template cannot be evaluated where it stands.",
    mend="Move it into the text of the page, or write it more simply.",
)
RULES = (LETTERHEAD_MISSING, LETTERHEAD_UNREADABLE, LETTERHEAD_SLOT, LETTERHEAD_TAG, UNREADABLE, WORD_TAG)
