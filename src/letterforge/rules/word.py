"""What can be wrong with a template as a Word file."""

from __future__ import annotations

from letterforge.findings import Rule, Severity

WORD_FILE = Rule(
    "word-file",
    Severity.ERROR,
    meaning="The file is not a Word document that can be read.",
    mend="Open it in Word and save it as .docx, without a password.",
)
SWALLOWED = Rule(
    "swallowed",
    Severity.ERROR,
    meaning="A tag takes its whole paragraph, row or cell away, with words that stand beside it.",
    mend="Give the tag a paragraph, row or cell of its own.",
)
"""A warning where only words stand beside it; an error where another tag does."""
TRACKED_DELETION = Rule(
    "tracked-deletion",
    Severity.ERROR,
    meaning="A tracked deletion holds a placeholder: a name could stay behind in the history.",
    mend="Accept or reject the change in Word: Review > Accept.",
)
TRACKED_TAG = Rule(
    "tracked-tag",
    Severity.ERROR,
    meaning="A tag stands half within a tracked change: who rejects the change has half a tag, or half of its value.",
    mend="Accept or reject the change in Word: Review > Accept.",
)
STALE_FIELD = Rule(
    "stale-field",
    Severity.ERROR,
    meaning="A field of Word shows what was worked out on another day, or for another letter.",
    mend="Write the words, or a placeholder such as {{ date }}, in its place.",
)
AMBIGUOUS_FIELD = Rule(
    "ambiguous-field",
    Severity.ERROR,
    meaning="A merge field of Word has a name that fits more than one field, or a field that cannot stand there.",
    mend="Write the path of the field, such as person.name, as the name of the merge field.",
)
MAIL_MERGE = Rule(
    "mail-merge",
    Severity.WARNING,
    meaning="The merge fields and controls of the template are filled with data, and there is neither a model nor data to say whether they have them.",
    mend="Check the template with data, or with a model: --model.",
)
LOSS = Rule(
    "loss",
    Severity.WARNING,
    meaning="The Word file has something that no other format can show, such as a drawing.",
    mend="Say --allow-loss to leave it out of other formats.",
)
"""An error where another format is asked for and the loss is not allowed."""
TAG_PLACE = Rule(
    "tag-place",
    Severity.ERROR,
    meaning="A tag stands where a Word file is not filled, or where a value cannot stand.",
    mend="Write the tag into the text of a paragraph.",
)
CONTROL = Rule(
    "control",
    Severity.ERROR,
    meaning="A content control or form field is named after a field whose values it cannot hold.",
    mend="Give the field a type that fits the control, or the control another name.",
)
PRIVATE = Rule(
    "private",
    Severity.WARNING,
    meaning="The Word file holds something that is for whoever edits it, such as a comment; no letter carries it.",
    mend="Nothing has to be done: letters are without it.",
)
HIDDEN_TAG = Rule(
    "hidden-tag",
    Severity.ERROR,
    meaning="A tag stands in hidden text, which no letter carries.",
    mend="Make it visible in Word, or delete it: Home > Font > Hidden.",
)
TRACKED_CHANGE = Rule(
    "tracked-change",
    Severity.ERROR,
    meaning="A tracked change joins two paragraphs into one.",
    mend="Accept or reject the change in Word: Review > Accept.",
)
