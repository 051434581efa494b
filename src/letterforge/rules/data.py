"""What can be wrong with data: their file, their fit to the model, their texts, and what filling meets in them."""

from __future__ import annotations

from letterforge.findings import Rule, Severity

# --- the file ---------------------------------------------------------------------------------------------------------

DATA_FILE = Rule(
    "data-file",
    Severity.ERROR,
    meaning="The file is not of its format, has a key twice, or is too large.",
    mend="Correct the file where the finding stands; the reference says what a data file may hold.",
)
DATA = Rule(
    "data",
    Severity.ERROR,
    meaning="The data are a list or a text, not fields with values.",
    mend="Give fields with values: in a file, a name, a colon and a value on each line.",
)

# --- the model --------------------------------------------------------------------------------------------------------

MISSING = Rule("missing", Severity.ERROR, meaning="A required field is absent or empty.", mend="Fill it in.")
UNKNOWN_KEY = Rule(
    "unknown-key",
    Severity.ERROR,
    meaning="The data have a field that the model does not have.",
    mend="Correct the spelling, or leave it out.",
)
TYPE = Rule(
    "type",
    Severity.ERROR,
    meaning="A value is of another type than its field.",
    mend="Give a value of the type that the message names.",
)
LENGTH = Rule(
    "length",
    Severity.ERROR,
    meaning="A list has too few or too many items.",
    mend="Give as many as the message says.",
)
LIMIT = Rule(
    "limit",
    Severity.ERROR,
    meaning="A value is of the right type, but not one that the model allows.",
    mend="Give a value within the limit that the message names.",
)
RULE = Rule(
    "rule",
    Severity.ERROR,
    meaning="A rule across fields, or a validator of the model, refuses the value.",
    mend="Correct the fields that the rule looks at.",
)
FAILED_FIELD = Rule(
    "failed-field",
    Severity.ERROR,
    meaning="A computed field of the model, or a value with methods of its own, raised an error.",
    mend="Correct the property of the model.",
)
OTHER_TYPE = Rule(
    "other-type",
    Severity.ERROR,
    meaning="A field holds a value of another type than its model declares.",
    mend="A validator or a default of the model gives another type than the field has.",
)

# --- texts ------------------------------------------------------------------------------------------------------------

BLANK = Rule(
    "blank",
    Severity.ERROR,
    meaning="Nothing stands where an answer belongs: a text of the data is blank, or a finished file has ____ or ....",
    mend="Fill it in, or leave an optional field out.",
)
STANDS_IN = Rule(
    "stands-in",
    Severity.ERROR,
    meaning="A text only stands in for what is still to come, such as TBC or [name].",
    mend="Write the words that are to be printed.",
)
NO_WORD = Rule(
    "no-word",
    Severity.ERROR,
    meaning="A text of the data holds no letter or digit.",
    mend="Fill it in, or leave an optional field out.",
)
NO_VALUE = Rule(
    "no-value",
    Severity.ERROR,
    meaning="A value is what a program, a spreadsheet or a form shows where nothing is: None, nan, #N/A, First name.",
    mend="Give the value, or leave an optional field out.",
)
TEMPLATE_MARK = Rule(
    "template-mark",
    Severity.ERROR,
    meaning="A mark of a template, such as {{ or %}, stands in a text of the data or in a finished file.",
    mend="Delete it, or fill it in.",
)
ONE_LINE = Rule(
    "one-line",
    Severity.ERROR,
    meaning="A text that must be one line has several.",
    mend="Write it on one line, or give the field the type Lines.",
)
BLANK_LINE = Rule(
    "blank-line", Severity.ERROR, meaning="A text of several lines has an empty one.", mend="Delete the empty line."
)
EMAIL = Rule(
    "email",
    Severity.ERROR,
    meaning="The text is not an email address.",
    mend="Write one such as ann@example.org.",
)
TELEPHONE = Rule(
    "telephone",
    Severity.ERROR,
    meaning="The text is not a telephone number.",
    mend="Write one such as 01632 960 123 or +44 1632 960 123.",
)
POSTAL_ADDRESS = Rule(
    "postal-address",
    Severity.ERROR,
    meaning="A letter cannot be posted to the address.",
    mend="Write 3 to 7 lines; the last is a UK postcode, a BFPO number or, abroad, the country.",
)

# --- pictures ---------------------------------------------------------------------------------------------------------

DATA_PICTURE = Rule(
    "data-picture",
    Severity.ERROR,
    meaning="A picture of the data is not there, not in their folder, or is no PNG, JPEG or plain SVG file.",
    mend="Give the bare name of a file that lies in the folder of the data file or sheet.",
)
PICTURE_WORDS = Rule(
    "picture-words",
    Severity.ERROR,
    meaning="A picture of the data has no words that say what it shows, for who cannot see it.",
    mend='Give them in the data, as in {file: ann.png, alt: "Signature of Ann"}, or in the template.',
)

# --- dates and times --------------------------------------------------------------------------------------------------

DATE = Rule(
    "date",
    Severity.ERROR,
    meaning="The value is not a date, or not one that the calendar has.",
    mend="Write it as 3 March 2026 or 2026-03-03.",
)
WEEKDAY = Rule(
    "weekday",
    Severity.ERROR,
    meaning="The date falls on another day of the week than it says.",
    mend="Correct the day or the date.",
)
TIME = Rule("time", Severity.ERROR, meaning="The value is not a time of day.", mend="Write it as 2:30 pm or 14:30.")
TIME_ZONE = Rule(
    "time-zone",
    Severity.ERROR,
    meaning="A time of day has a time zone.",
    mend="Give the time as the clocks of the place show it.",
)
MONTH = Rule(
    "month",
    Severity.ERROR,
    meaning="The value is not a month of a year.",
    mend="Write it as April 2026 or 2026-04.",
)
DURATION = Rule(
    "duration",
    Severity.ERROR,
    meaning="The value is not a length of time.",
    mend="Write it as 90 minutes or 1 hour 30 minutes.",
)
MINUTES = Rule(
    "minutes",
    Severity.ERROR,
    meaning="A length of time is not a whole number of minutes, or not longer than nothing.",
    mend="Give whole minutes, at least one.",
)

# --- money ------------------------------------------------------------------------------------------------------------

MONEY = Rule(
    "money",
    Severity.ERROR,
    meaning="The value is not an amount of money in the currency of its field, exact to the penny.",
    mend="Write it as £1,234.50 or 1234.50.",
)
AMBIGUOUS_AMOUNT = Rule(
    "ambiguous-amount",
    Severity.ERROR,
    meaning="An amount of money can be read in two ways, one a thousand times the other.",
    mend="Write it without a sign between thousands, and with its pence: 1234.00.",
)

# --- filling ----------------------------------------------------------------------------------------------------------

ABSENT = Rule(
    "absent",
    Severity.ERROR,
    meaning="A value that the letter prints is absent.",
    mend="Give it, or write an if around it.",
)
CONDITION = Rule(
    "condition",
    Severity.ERROR,
    meaning="A condition cannot be evaluated with these data.",
    mend="Compare values of one type, and guard what may be absent.",
)
COLUMNS = Rule(
    "columns",
    Severity.ERROR,
    meaning="A row of a table has another number of columns than its table, once its loops are filled.",
    mend="Correct the loop over its cells, or the number of columns that a cell spans.",
)
NO_GLYPH = Rule(
    "no-glyph",
    Severity.ERROR,
    meaning="No font of the stationery has a character of the letter.",
    mend="Add a font that has it to the stationery.",
)
