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
    meaning="A content control of Word still shows its prompt.",
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
