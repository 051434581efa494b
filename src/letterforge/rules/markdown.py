"""What can be wrong with a template as Markdown."""

from __future__ import annotations

from letterforge.findings import Rule, Severity

MARKDOWN = Rule(
    "markdown",
    Severity.ERROR,
    meaning="Markdown would read this in another way than it seems to be meant.",
    mend="Write it so that it can be read in one way only.",
)
LITERAL = Rule(
    "literal",
    Severity.ERROR,
    meaning="A character of Markdown or HTML was not read as markup, and would be printed.",
    mend="Close it, put an empty line before it, or put a backslash before it.",
)
ROLE = Rule(
    "role",
    Severity.ERROR,
    meaning="A paragraph is given a role that does not exist.",
    mend="Write one of the roles that the reference lists.",
)
LINK = Rule(
    "link",
    Severity.ERROR,
    meaning="A link has an address with another scheme or a space, no words, or a title.",
    mend="Write [words](https://address), or mailto: or tel: instead of https:.",
)
PICTURE = Rule(
    "picture",
    Severity.ERROR,
    meaning="A picture has no words, comes from the data, is not beside the template, or is neither PNG nor JPEG.",
    mend="Put a PNG or JPEG file beside the template and write ![words](file).",
)
INCLUDE = Rule(
    "include",
    Severity.ERROR,
    meaning="A part does not exist, is outside the folder, is not UTF-8, or includes itself.",
    mend="Name another file in the folder of the template.",
)
INVISIBLE_BREAK = Rule(
    "invisible-break",
    Severity.WARNING,
    meaning="Two spaces at the end of a line break it, and nobody sees them.",
    mend="Write a backslash there, or delete the spaces.",
)
