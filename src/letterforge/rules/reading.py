"""What can be wrong with a template by itself, however it is written."""

from __future__ import annotations

from letterforge.findings import Rule, Severity

ENCODING = Rule("encoding", Severity.ERROR, meaning="The file is not text in UTF-8.", mend="Save it as UTF-8.")
FRONT_MATTER = Rule(
    "front-matter",
    Severity.ERROR,
    meaning="The title or the language is missing, a key is unknown or given twice, or the front matter is not YAML.",
    mend="Write title and lang, each once and on one line, between two lines of three hyphens.",
)
KIND = Rule(
    "kind",
    Severity.ERROR,
    meaning="The kind of letter that the template names is not installed.",
    mend="Install the package that has it, or give a model: --model package.module:Class",
)
MODEL_FILE = Rule(
    "model-file",
    Severity.ERROR,
    meaning="A model file is not YAML, has a key or a type that is not known, or a rule about a field that is not there.",
    mend="Correct the file where the finding stands; the reference says what a model file may hold.",
)
LANGUAGE = Rule(
    "language",
    Severity.WARNING,
    meaning="The Word file is in a language that letterforge does not know, so British English is assumed.",
    mend="Set the language of its text in Word: Review > Language.",
)
TABLE_HEADER = Rule(
    "table-header",
    Severity.WARNING,
    meaning="A table has no cell that heads a column or a row: who hears it read out cannot tell what its cells say.",
    mend="Give it a header row, or row headers: in Markdown {: .row-headers } below it, in Word Layout > Repeat Header Rows.",
)
SYNTAX = Rule(
    "syntax",
    Severity.ERROR,
    meaning="A tag is not closed, closes nothing, is not known, is nested too deep, or needs a line of its own.",
    mend="Close each tag that you open, the last one first.",
)
EXPRESSION = Rule(
    "expression",
    Severity.ERROR,
    meaning="What stands between the braces is not an expression, or not one that is allowed.",
    mend="Name a field, with the filters and operators that the reference lists.",
)
CROSSED = Rule(
    "crossed",
    Severity.ERROR,
    meaning="A tag opens in one place and closes in another.",
    mend="Put both into one paragraph, or each on a line of its own.",
)
LOST = Rule(
    "lost",
    Severity.ERROR,
    meaning="A piece of the template would be lost, doubled or moved.",
    mend="Write it more simply.",
)
UNFIT_CHARACTER = Rule(
    "unfit-character",
    Severity.ERROR,
    meaning="There is a character that no letter can carry.",
    mend="Delete it; it is often invisible.",
)
TOO_LONG = Rule(
    "too-long",
    Severity.ERROR,
    meaning="The template, a paragraph of it, or what its loops make of the data is longer than any letter.",
    mend="Split it.",
)
TOO_DEEP = Rule(
    "too-deep",
    Severity.ERROR,
    meaning="There are more levels of quote, indent, list or part than a letter has.",
    mend="Use fewer levels.",
)
ALLOW = Rule(
    "allow",
    Severity.ERROR,
    meaning="What is said to be meant as it stands is no list of rules of leftovers and quoted texts.",
    mend='Write rules and quoted texts, with commas between, such as allow: [blank, "[date]"].',
)
UNUSED_ALLOW = Rule(
    "unused-allow",
    Severity.WARNING,
    meaning="Something is said to be meant as it stands, and is not there.",
    mend="Take it out of what is allowed.",
)
