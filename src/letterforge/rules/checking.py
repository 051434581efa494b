"""What can be wrong between a template and its model."""

from __future__ import annotations

from letterforge.findings import Rule, Severity

UNKNOWN_FIELD = Rule(
    "unknown-field",
    Severity.ERROR,
    meaning="There is no field of that name.",
    mend="Correct the spelling, or add the field to the model.",
)
MAY_BE_ABSENT = Rule(
    "may-be-absent",
    Severity.ERROR,
    meaning="Something that may be absent is printed, or looked into, without a guard.",
    mend="Write an if around it, or say what stands in for it.",
)
UNPRINTABLE = Rule(
    "unprintable",
    Severity.ERROR,
    meaning="A yes or no, a model, a list of models, or a list that may be empty is printed.",
    mend="Name a field of it, loop over it, or write an if with words.",
)
LOOP = Rule("loop", Severity.ERROR, meaning="A loop goes over something that is not a list.", mend="Loop over a list.")
COMPARISON = Rule(
    "comparison",
    Severity.ERROR,
    meaning="Two things are compared that are never equal, or have no order between them.",
    mend="Compare things of one type, with values that the field can have, and guard what may be absent.",
)
ARITHMETIC = Rule(
    "arithmetic",
    Severity.ERROR,
    meaning="There is a sum of things that are not numbers of one type.",
    mend="Compute it in the model.",
)
FILTER = Rule(
    "filter",
    Severity.ERROR,
    meaning="A filter or test does not take this type of value.",
    mend="Use one that does; the reference lists them.",
)
OPAQUE = Rule(
    "opaque",
    Severity.ERROR,
    meaning="letterforge cannot look into a value of this type.",
    mend="Declare it as a model, a list or a plain value.",
)
NEVER_TAKEN = Rule(
    "never-taken",
    Severity.WARNING,
    meaning="A branch can never be taken, so that nothing in it is ever printed.",
    mend="Correct the condition, or leave the branch out.",
)
PLAIN_TEXT = Rule(
    "plain-text",
    Severity.WARNING,
    meaning="A field is a plain str, so that it may be blank or TBC, and the letter would be refused only then.",
    mend="Give it the type Line or Lines.",
)
PLAIN_DURATION = Rule(
    "plain-duration",
    Severity.WARNING,
    meaning="A field is a plain timedelta, so that it may be nothing or hold seconds, and the letter would be refused only then.",
    mend="Give it the type Duration.",
)
EMPTY_SECTION = Rule(
    "empty-section",
    Severity.WARNING,
    meaning="A heading stands over a loop that may print nothing.",
    mend="Put the heading into an if with the loop, or write an else for the loop.",
)
UNUSED_FIELD = Rule(
    "unused-field",
    Severity.WARNING,
    meaning="The model asks for a field that neither template nor stationery uses.",
    mend="Print it, or make it optional in the model.",
)
HIDDEN_ZERO = Rule(
    "hidden-zero",
    Severity.WARNING,
    meaning="A condition asks whether a number is true, and so takes 0 for nothing.",
    mend="Ask for what is meant: is not none, or != 0.",
)
BLANK_DEFAULT = Rule(
    "blank-default",
    Severity.WARNING,
    meaning="What stands in for a value that is absent is blank, so that the sentence has a hole.",
    mend="Write words that fit the sentence, or an if around what needs the value.",
)
UNTRANSLATED = Rule(
    "untranslated",
    Severity.ERROR,
    meaning="One language of a letter has a field, section, loop, table, list, picture or role that another lacks.",
    mend="Say the same in each language of the letter.",
)
UNTRANSLATED_CONDITION = Rule(
    "untranslated-condition",
    Severity.WARNING,
    meaning="What one language of a letter says on a condition, another says always or never.",
    mend="Put what belongs together under the same condition, unless only the grammar of one language asks for it.",
)
OTHER_LANGUAGE = Rule(
    "other-language",
    Severity.ERROR,
    meaning="A file of a letter in several languages is not in the language that its name says, or two are in one.",
    mend="Correct lang in the front matter, in Word the language of the text, or the name of the file.",
)
