"""What finished files may still have to be filled in; `TEMPLATE_MARK` and `BLANK` are rules of data as well.

How sure a leftover is belongs to each one: the severity here is that of the surest.
"""

from __future__ import annotations

from letterforge.findings import Rule, Severity

BRACKETED_PROMPT = Rule(
    "bracketed-prompt",
    Severity.ERROR,
    meaning="Words in brackets ask for something, or leave a choice open.",
    mend="Write what they ask for.",
)
DATE_MASK = Rule(
    "date-mask",
    Severity.ERROR,
    meaning="Only the shape of a date or time is there, such as XX/XX/XXXX.",
    mend="Write the date.",
)
PROMISE_WORD = Rule(
    "promise-word",
    Severity.ERROR,
    meaning="Words promise what is still to come, such as TBC or to be confirmed.",
    mend="Write what is meant.",
)
CONTENT_CONTROL = Rule(
    "content-control",
    Severity.ERROR,
    meaning="A content control of Word still shows its prompt, or the words of one stand there.",
    mend="Fill it in, or delete it.",
)
MERGE_FIELD = Rule(
    "merge-field",
    Severity.ERROR,
    meaning="A merge field of Word shows its name, or nothing.",
    mend="Merge the document with its data.",
)
FORM_FIELD = Rule(
    "form-field",
    Severity.ERROR,
    meaning="A form field of Word or PDF has nothing in it.",
    mend="Fill it in.",
)
NAMELESS_GREETING = Rule(
    "nameless-greeting",
    Severity.ERROR,
    meaning="A greeting has no name.",
    mend="Write the name, or a greeting that needs none.",
)
ERROR_RESULT = Rule(
    "error-result",
    Severity.ERROR,
    meaning="A field, a formula or a program shows its error where its result was to stand, such as #REF! or Invalid Date.",
    mend="Mend what it stands on, or write what was meant.",
)
