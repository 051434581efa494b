"""What each rule for templates means, and how to mend what breaks it, in one line each.

Reports that others read carry these words; the pages of ``docs/reference/rules/`` say more, with an example.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Rule:
    """What is wrong where a rule is broken, and how to mend it."""

    what: str
    mend: str


_READING = {
    "encoding": Rule("The file is not a text in UTF-8.", "Save it as UTF-8."),
    "front-matter": Rule(
        "Title or language are missing, a key is unknown or given twice, or the front matter is not YAML.",
        "Write title and lang, each once, at the top of the file.",
    ),
    "kind": Rule(
        "The kind of letter that the template names is not installed.", "Install its package, or give a model."
    ),
    "word-file": Rule("The file is no Word document that can be read.", "Save it in Word as .docx."),
    "language": Rule(
        "The Word file is in a language that letterforge does not know; British English is taken.",
        "Set the language of its text in Word.",
    ),
    "swallowed": Rule(
        "A tag takes its whole paragraph, row or cell away, with words that stand beside it.",
        "Give the tag a paragraph, row or cell of its own.",
    ),
    "tracked-deletion": Rule(
        "A tracked deletion holds a placeholder: a name could stay behind in the history.",
        "Accept or reject the change in Word.",
    ),
    "loss": Rule(
        "The Word file has something that no other format can show, such as a drawing.",
        "Leave it out, or say --allow-loss.",
    ),
    "syntax": Rule(
        "A tag is not closed, closes nothing, is not known, is nested too deep, or needs a line of its own.",
        "Close each tag, and in the order in which they were opened.",
    ),
    "expression": Rule(
        "What stands between the braces is no expression, or one that is not allowed.",
        "Name a field, with filters and operators that the reference lists.",
    ),
    "crossed": Rule(
        "A tag opens in one place and closes in another.", "Put both into one paragraph, or each alone on a line."
    ),
    "markdown": Rule(
        "Markdown would read this otherwise than it seems to be meant.", "Write what the hint of the finding says."
    ),
    "literal": Rule(
        "A sign of Markdown or HTML was not read as one, and would be printed.",
        "Close it, give it an empty line, or put a backslash before it.",
    ),
    "lost": Rule("A piece of the template would be lost, doubled or out of its place.", "Write it more simply."),
    "role": Rule("There is no such role of a paragraph.", "Write one of the roles that the reference lists."),
    "link": Rule(
        "A link has an address with another scheme or a blank, no words, or a title.",
        "Write [words](https://address), or mailto: or tel:.",
    ),
    "picture": Rule(
        "A picture has no words, comes from the data, is not beside the template, or is neither PNG nor JPEG.",
        "Put the file beside the template and write ![words](file).",
    ),
    "include": Rule(
        "A part is not there, outside of the folder, not UTF-8, or includes itself.",
        "Name a file beside the template.",
    ),
    "invisible-break": Rule(
        "Two blanks at the end of a line break it, and nobody sees them.",
        "Write a backslash there, or delete the blanks.",
    ),
    "unfit-character": Rule("A character that no letter can carry.", "Delete it; it is often invisible."),
    "too-long": Rule(
        "The template, a paragraph of it, or what its loops make of the data is longer than any letter.", "Split it."
    ),
    "too-deep": Rule("More levels of quote, indent, list or part than a letter has.", "Write it flatter."),
    "prompt": Rule(
        "A prompt such as [insert date] stands in the template's own words, and would be printed.",
        "Write a placeholder in its place, or the words that are meant.",
    ),
}
_MODEL = {
    "unknown-field": Rule("There is no field of that name.", "Correct the spelling, or add the field to the model."),
    "may-be-absent": Rule(
        "Something that may not be there is printed, or looked into, without a guard.",
        "Write an if around it, or say what stands in for it.",
    ),
    "unprintable": Rule(
        "A yes or no, a model, a list of models, or a list that may be empty is printed.",
        "Name a field of it, loop over it, or write an if with words.",
    ),
    "loop": Rule("A loop goes over something that is no list.", "Loop over a list."),
    "comparison": Rule(
        "Two things are compared that are never equal, or have no order between them.",
        "Compare things of one kind, with values that the field can have, and guard what may be absent.",
    ),
    "arithmetic": Rule("A sum of things that are not numbers of one type.", "Compute it in the model."),
    "filter": Rule("A filter or test does not take this kind of value.", "Use one that does."),
    "opaque": Rule(
        "letterforge cannot look into a value of this type.", "Declare it as a model, a list or a plain value."
    ),
    "stands-in": Rule(
        "A text written between the braces only stands in for what is still to come.",
        "Write the words that are to be printed.",
    ),
    "never-taken": Rule(
        "A branch can never be taken, so that nothing in it is ever printed.",
        "Mend the condition, or leave the branch out.",
    ),
    "plain-text": Rule(
        "A field is a plain str, so that it may be blank or TBC, and the letter would be refused only then.",
        "Give it the type Line or Lines.",
    ),
    "empty-section": Rule(
        "A heading stands over a loop that may print nothing.",
        "Put the heading into an if with the loop, or write an else for the loop.",
    ),
    "unused-field": Rule(
        "The model asks for a field that neither template nor stationery uses.", "Print it, or make it optional."
    ),
}
RULES: Mapping[str, Rule] = MappingProxyType({**_READING, **_MODEL})
"""Every rule for templates, by its code."""
