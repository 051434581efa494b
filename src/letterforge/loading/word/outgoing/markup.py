"""What of one part stays at home: elements that go with all that is in them, and those whose content stays.

Tracked changes are accepted (ECMA-376 part 1, 17.13.5): what was inserted is text like any other, what was struck out
or moved away is gone, and so is the memory of how things looked before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from letterforge.loading.word.outgoing.kinds import Private
from letterforge.office.xml import Element, attribute, child, local

_CHANGES = frozenset(
    (
        *("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange"),
        *("tblPrExChange", "numberingChange", "cellIns", "cellMerge"),
        *(f"{what}Range{end}" for what in ("moveFrom", "moveTo") for end in ("Start", "End")),
        *(f"customXml{w}Range{e}" for w in ("Ins", "Del", "MoveFrom", "MoveTo") for e in ("Start", "End")),
    )
)
_GOES: Mapping[str, Private] = {
    **dict.fromkeys(_CHANGES, Private.CHANGE),
    **dict.fromkeys(("trackRevisions", "revisionView"), Private.CHANGE),
    **dict.fromkeys(("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"), Private.COMMENT),
    **dict.fromkeys(("attachedTemplate", "linkStyles"), Private.TEMPLATE),
    **dict.fromkeys(("rsids", "rsid", "docId", "saveThroughXslt", "attachedSchema"), Private.HISTORY),
    "savePreviewPicture": Private.THUMBNAIL,
    "dataBinding": Private.BINDING,
    "docVar": Private.VARIABLE,
    "printerSettings": Private.PRINTER,
    "mailMerge": Private.MERGE,
    "OLEObject": Private.EMBEDDED,
    "externalData": Private.EMBEDDED,
}
"""Elements that go with all that is in them. What shows a file within the file is a picture or a chart: that stays."""
_SILENT = frozenset(("trackRevisions", "revisionView", "linkStyles", "savePreviewPicture", "annotationRef"))
_COUNTED_ELSEWHERE = (
    _SILENT
    | {"OLEObject", "externalData"}
    | {"commentRangeStart", "commentRangeEnd", "commentReference", "rsid"}
    | {name for name in _CHANGES if "Range" in name}
)
_STRUCK = frozenset(("del", "moveFrom"))
_ADDED = frozenset(("ins", "moveTo"))
_MARKS = frozenset(("rPr", "trPr", "numPr", "ctrlPr"))
"""In these, a change is said of a paragraph's end, a row or a number, and holds nothing."""
_LAST = frozenset(("tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent"))
"""What must end with a paragraph."""
_FIELD = frozenset(("fldChar", "instrText"))
_WORD = ("wordprocessingml", "microsoft.com/office/word")
_HOLDERS = ("schemas-microsoft-com:office:office", "drawingml/chart", "drawingml/2006/chart")
"""Where a file within the file is used from: ECMA-376 part 4, 19.2.2.23, and part 1, 21.2.2.63."""


_SIGNS = re.compile(
    rb"<(?:[\w.-]+:)?(?:%b)[\s/>]" % "|".join((*_GOES, *_STRUCK, *_ADDED, "permStart", "showingPlcHdr")).encode()
)


_TOLD = re.compile(
    rb"<(?:[\w.-]+:)?(?:%b)[\s/>]"
    % "|".join((*(_GOES.keys() - _COUNTED_ELSEWHERE), *_STRUCK, *_ADDED, "permStart")).encode()
)


_TOKEN = re.compile(r"\u27e6[0-9a-f]+:\d+\u27e7")
"""What stands for a tag in a part that is to be filled (`letterforge.word_tags.token`)."""


def may_tell(raw: bytes) -> bool:
    """Whether a finding may speak of something in a part."""
    return raw[:2] in {b"\xff\xfe", b"\xfe\xff"} or _TOLD.search(raw) is not None


def may_hold(raw: bytes) -> bool:
    """Whether something of a part may stay at home, as its bytes say; what is not in UTF-8 has to be walked."""
    return raw[:2] in {b"\xff\xfe", b"\xfe\xff"} or _SIGNS.search(raw) is not None


@dataclass(frozen=True, slots=True)
class Removal:
    """An element that stays at home. ``shell`` is where only its tags do, and ``counts`` whether a finding speaks of it."""

    kind: Private
    element: Element
    near: Element | None = None
    """The paragraph that it stands in."""
    shell: bool = False
    counts: bool = True


def removals(
    root: Element,
    *,
    hidden: frozenset[int] = frozenset(),
    variables: frozenset[str] = frozenset(),
    bound: frozenset[int] = frozenset(),
) -> list[Removal]:
    """What of a part stays at home.

    ``hidden`` are its hidden runs, ``variables`` those that its fields print, and ``bound`` what binds its controls to
    data that a letter fills.
    """
    return list(_Walk(hidden, variables, bound).inside(root, None))


@dataclass(frozen=True, slots=True)
class _Walk:
    hidden: frozenset[int]
    variables: frozenset[str]
    bound: frozenset[int]

    def inside(self, parent: Element, near: Element | None) -> Iterator[Removal]:
        """What is within an element; how deep elements nest is bounded by `xml.parse_xml`."""
        above = local(parent.tag)
        for place, element in enumerate(parent):
            name = local(element.tag)
            kind = _GOES.get(name)
            if kind is not None and (_is_word(element) or (kind is Private.EMBEDDED and _holds_a_file(element))):
                if name == "docVar" and attribute(element, "name") in self.variables:
                    continue
                if id(element) in self.bound:
                    continue
                yield Removal(kind, element, near, counts=name not in _COUNTED_ELSEWHERE)
            elif name in _STRUCK and _is_word(element):
                yield Removal(Private.CHANGE, element, near)
            elif name in _ADDED and _is_word(element):
                yield Removal(Private.CHANGE, element, near, shell=above not in _MARKS or len(element) > 0)
                yield from self.inside(element, near)
            elif name == "r" and (gone := self._run(element, near)) is not None:
                yield from gone
            elif name == "p" and _is_word(element) and _goes(element, parent, place):
                yield Removal(Private.CHANGE, element, element)
            elif name == "tr" and _struck_row(element):
                yield Removal(Private.CHANGE, element, near)
            elif name == "permStart" and attribute(element, "ed") is not None:
                yield Removal(Private.AUTHOR, element, near)
            elif len(element):
                if name == "sdt" and (prompt := _filled_prompt(element)) is not None:
                    yield Removal(Private.BINDING, prompt, near, counts=False)
                yield from self.inside(element, element if name == "p" else near)
                if name == "docVars" and all(attribute(one, "name") not in self.variables for one in element):
                    yield Removal(Private.VARIABLE, element, counts=False)  # it says of itself that there are some

    def _run(self, run: Element, near: Element | None) -> list[Removal] | None:
        """A run that goes: a hidden one, or one that only calls a comment; None for any other."""
        content = [one for one in run if local(one.tag) != "rPr"]
        names = [local(one.tag) for one in content]
        if "commentReference" in names and all(name in {"commentReference", "annotationRef"} for name in names):
            return [Removal(Private.COMMENT, run, near, counts=False)]
        if id(run) not in self.hidden:
            return None
        if not _FIELD.intersection(names):
            return [Removal(Private.HIDDEN, run, near, counts=bool(names))]
        # A field that is hidden only in part goes on working.
        return [Removal(Private.HIDDEN, one, near) for one in content if local(one.tag) not in _FIELD]


def _filled_prompt(control: Element) -> Element | None:
    """What says that a control still shows its prompt, where a placeholder stands in it: a letter fills it."""
    prompt = child(child(control, "sdtPr"), "showingPlcHdr")
    return prompt if prompt is not None and _TOKEN.search("".join(control.itertext())) else None


def _is_word(element: Element) -> bool:
    space = element.tag.partition("}")[0]
    return any(one in space for one in _WORD)


def _holds_a_file(element: Element) -> bool:
    return any(one in element.tag for one in _HOLDERS)


def _struck_row(row: Element) -> bool:
    return child(child(row, "trPr"), "del") is not None


def ends_struck(paragraph: Element) -> bool:
    """Whether the end of a paragraph was struck out or moved away: with the change accepted, the next one goes on in it."""
    mark = child(child(paragraph, "pPr"), "rPr")
    return mark is not None and any(local(one.tag) in _STRUCK for one in mark)


def is_bare(paragraph: Element) -> bool:
    """Whether nothing is left in a paragraph once what was struck out is gone."""
    return all(
        local(one.tag) in {*_STRUCK, *_CHANGES, "pPr", "proofErr", "bookmarkStart", "bookmarkEnd"} for one in paragraph
    )


def _goes(paragraph: Element, parent: Element, place: int) -> bool:
    """Whether a paragraph goes that was struck out with its end; the last one of a cell must stay."""
    if not ends_struck(paragraph) or not is_bare(paragraph) or child(child(paragraph, "pPr"), "sectPr") is not None:
        return False
    if any(local(one.tag).startswith("bookmark") for one in paragraph):
        return False
    behind: Sequence[Element] = parent[place + 1 :]
    return local(parent.tag) not in _LAST or any(local(one.tag) == "p" and not ends_struck(one) for one in behind)
