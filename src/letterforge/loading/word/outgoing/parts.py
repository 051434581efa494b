"""Which parts of a Word file go out with a letter: those that something in it uses, and no others."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from letterforge.loading.word.outgoing.kinds import Private
from letterforge.office.relationships import Relationship

PACKAGE = frozenset(("officeDocument", "core-properties", "extended-properties", "custom-properties"))
"""What the file itself may refer to."""
_OF_THE_PAGE = frozenset(
    (
        *("styles", "stylesWithEffects", "numbering", "settings", "webSettings", "fontTable", "theme"),
        *("footnotes", "endnotes", "diagramDrawing"),
    )
)
"""What a part may refer to without naming it in its text (ECMA-376 part 1, 11.3)."""
_PRIVATE = {
    **dict.fromkeys(("comments", "commentsExtended", "commentsIds", "commentsExtensible"), Private.COMMENT),
    **dict.fromkeys(("customXml", "customXmlProps"), Private.CUSTOM_XML),
    **dict.fromkeys(("package", "oleObject"), Private.EMBEDDED),
    "people": Private.AUTHOR,
    "documenttasks": Private.AUTHOR,
    "attachedTemplate": Private.TEMPLATE,
    "glossaryDocument": Private.GLOSSARY,
    "thumbnail": Private.THUMBNAIL,
    "printerSettings": Private.PRINTER,
    "mailMergeSource": Private.MERGE,
    "mailMergeHeaderSource": Private.MERGE,
    "recipientData": Private.MERGE,
}


def private(relationship: str) -> Private:
    """What a part is that stays at home, by the kind of its relationship."""
    return _PRIVATE.get(relationship, Private.UNUSED)


def goes_out(relationship: str, identifier: str, used: Collection[str] | None, kept: Collection[Private]) -> bool:
    """Whether a relationship goes out: the page needs it, an element of its part names it, or it has been asked for.

    ``used`` is what the elements of the part name; None for parts that Word does not write, such as charts.
    """
    if relationship in _PRIVATE:
        return _PRIVATE[relationship] in kept
    return used is None or relationship in _OF_THE_PAGE or identifier in used


def reached(links: Mapping[str, Mapping[str, Relationship]]) -> frozenset[str]:
    """The parts that can be come to from the file itself, by the relationships of each part."""
    found: set[str] = set()
    waiting = [""]
    while waiting:
        for one in links.get(waiting.pop(), {}).values():
            if not one.outside and one.target not in found:
                found.add(one.target)
                waiting.append(one.target)
    return frozenset(found)
