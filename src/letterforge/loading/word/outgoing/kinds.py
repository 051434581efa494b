"""The kinds of things in a Word file that are for whoever edits it, and not for whoever gets the letter."""

from __future__ import annotations

from enum import Enum


class Private(Enum):
    """What no letter carries, by what a finding calls one of it, and several."""

    COMMENT = ("a comment", "{} comments")
    CHANGE = ("a tracked change", "{} tracked changes")
    HIDDEN = ("hidden text", "hidden text in {} places")
    BINDING = ("a content control bound to data in the file", "{} content controls bound to data in the file")
    TEMPLATE = ("the path of the attached template", "the path of the attached template")
    EMBEDDED = (
        "a file within it, such as the workbook of a chart",
        "{} files within it, such as the workbook of a chart",
    )
    CUSTOM_XML = ("custom XML that nothing on the page uses", "{} parts of custom XML that nothing on the page uses")
    PROPERTY = ("a custom property", "{} custom properties")
    VARIABLE = ("a document variable", "{} document variables")
    GLOSSARY = ("building blocks (AutoText)", "building blocks (AutoText)")
    THUMBNAIL = ("a picture of its first page (thumbnail)", "a picture of its first page (thumbnail)")
    PRINTER = ("settings of a printer", "settings of a printer")
    MERGE = ("settings of a mail merge", "settings of a mail merge")
    PICTURE = (
        "what a picture says of its author, place or program",
        "what {} pictures say of authors, places or programs",
    )
    UNUSED = ("a part that nothing on the page uses", "{} parts that nothing on the page uses")
    AUTHOR = ("the name of an author", "names of authors")
    HISTORY = ("dates, revision ids or how it was made", "dates, revision ids and how it was made")

    def said(self, count: int) -> str:
        """So many of it, in words."""
        one, several = self.value
        return one if count == 1 else several.format(count)


KEEPABLE = {
    "comments": Private.COMMENT,
    "changes": Private.CHANGE,
    "authors": Private.AUTHOR,
    "properties": Private.PROPERTY,
    "custom-xml": Private.CUSTOM_XML,
}
"""What a letter carries when it is asked for, by the name to ask for it."""
