"""What is wrong with a field that stays one: its result was worked out for another letter, or on another day.

Asked when all fields have been resolved whose meaning is defined; those that are Word's own, such as PAGE, are in order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from letterforge.office.fields import unfilled
from letterforge.office.xml import Element, child, value

_NAME = re.compile(r"\s*(=|[^\s\\\"“”{]+)")
_CHOSEN = re.compile(r"\s*[^\s\\{]*\{[{%]")
_CLOCK = frozenset(("DATE", "TIME", "PRINTDATE", "SAVEDATE", "CREATEDATE", "EDITTIME"))
_MERGED = frozenset(("MERGEFIELD", "ADDRESSBLOCK", "GREETINGLINE"))
_FORMS = {"FORMCHECKBOX": "a box of a form to tick", "FORMDROPDOWN": "a drop-down list of a form"}
_DRAWN = {
    "EQ": "a formula",
    "SYMBOL": "a character of a symbol font",
    **dict.fromkeys(("BARCODE", "DISPLAYBARCODE", "MERGEBARCODE"), "a bar code"),
}
_WORDS = frozenset((
    "PAGE", "NUMPAGES", "SECTIONPAGES", "HYPERLINK", "FORMTEXT", "MACROBUTTON", "GOTOBUTTON", "EMBED", "CONTROL", "ADDIN",
    "ADVANCE", "BIBLIOGRAPHY", "CITATION", "PRIVATE", "XE", "TC", "TA", "RD", "HTMLCONTROL", "SHAPE", "",
))  # fmt: skip
"""Those that are Word's own, show nothing, or whose results are words as any others."""


_INSTEAD = "Write the words, or a placeholder such as {{ name }}, in its place."
_KINDS = (
    (("ASK", "FILLIN"), "which asks whoever opens the letter", _INSTEAD),
    (
        ("AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS"),
        "which names whoever has worked on the file",
        _INSTEAD,
    ),
    (
        ("FILENAME", "FILESIZE", "TEMPLATE", "REVNUM", "NUMCHARS", "NUMWORDS", "DOCPROPERTY", "DOCVARIABLE", "INFO"),
        "which the file of the letter does not have, or has otherwise",
        _INSTEAD,
    ),
    (
        ("TOC", "TOA", "INDEX", "PAGEREF", "NOTEREF", "FTNREF", "SECTION"),
        "whose page or number is not worked out again",
        "Leave it out, or name the heading or section in words.",
    ),
    (
        ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM", "BIDIOUTLINE"),
        "which only Word counts",
        "Make the paragraphs a numbered list.",
    ),
    (
        ("INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "DATABASE"),
        "which fetches something from elsewhere",
        "Put it into the template itself.",
    ),
    (
        ("MERGEREC", "MERGESEQ", "NEXT", "NEXTIF", "SKIPIF"),
        "which belongs to Word's own mail merge",
        "Leave it out: each letter is a file of its own.",
    ),
    (
        ("IF", "COMPARE"),
        "which shows what once was true",
        "Write {% if field == 'x' %} ... {% else %} ... {% endif %} in its place.",
    ),
    (
        ("SEQ",),
        "whose number is not worked out again",
        "Write the number, or {{ loop.index }} in a loop.",
    ),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and what to write instead; ``is_loss`` where only other formats suffer."""

    message: str
    hint: str | None = None
    is_loss: bool = False


def name_of(code: str) -> str:
    """The name of a field, in capitals."""
    found = _NAME.match(code)
    return found[1].upper() if found else ""


def fault(code: str, result: str, data: Element | None) -> Fault | None:
    """What is wrong with a field by its code, its result and, for one of an old form, its data."""
    name = name_of(code)
    if _CHOSEN.match(code):
        hint = 'Write the name of the field, and the placeholder between quotes: HYPERLINK "{{ field }}".'
        return Fault("whose kind is chosen by a placeholder", hint)
    if (name == "FORMTEXT" or name in _MERGED) and result.strip() and may_say_nothing(result):
        return Fault(f"{name}, which is left empty where its condition does not hold or its default is blank", _WHOLE)
    if name in _WORDS:
        return _of_form(data) if name == "FORMTEXT" else None
    if name in _FORMS or name in _DRAWN:
        return Fault(_FORMS.get(name) or _DRAWN[name], is_loss=True)
    if name in _MERGED:
        # What still waits to be merged is a leftover; a result that is a tag is filled.
        waits = "{{" in result or "{%" in result or unfilled(code, result, data) is not None
        hint = "Write a placeholder in its place, such as {{ name }}."
        return None if waits else Fault(f"{name}, which shows what it was merged with last", hint)
    if name in _CLOCK:
        return Fault(f"{name}, which shows another day than that of the letter", _DATE)
    picture = next((one for one in _PICTURES if one in code), None)
    if picture is not None and name not in _PAGES:
        return Fault(f"{name}, whose picture {picture} no filter prints", _PICTURES[picture])
    if name.startswith("="):
        return Fault("=, whose result is not worked out again", _SUM)
    return _known(name)


_WHOLE = "Put the condition or loop around the whole field."
_STATEMENT = re.compile(r"\{%[-+]?\s*(if|elif|else|endif|for|endfor)\b(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\}", re.DOTALL)
_NOTHING = r"""(?:"\s*"|'\s*'|[\u201c\u201d\u201e]\s*[\u201c\u201d]|[\u2018\u2019]\s*\u2019)"""
_BLANK = re.compile(
    rf"\{{\{{(?:(?!\}}\}}).)*?(?:\b(?:or|else)\s*{_NOTHING}|\b(?:default|d)\s*\(\s*{_NOTHING}|{_NOTHING}\s*if\b)"
    r"(?:(?!\}\}).)*\}\}",
    re.DOTALL,
)


def may_say_nothing(words: str) -> bool:
    """Whether words with tags come to nothing where none of their conditions holds, a list is empty or a default is blank."""
    words = _BLANK.sub("", words)
    open_ones: list[_Open] = []
    says, at = False, 0
    for found in _STATEMENT.finditer(words):
        says, at = says or bool(words[at : found.start()].strip()), found.end()
        kind = found[1]
        if kind in ("if", "for"):
            open_ones.append(_Open(says))
            says = False
        elif kind is not None and open_ones:
            one = open_ones[-1]
            one.each = one.each and says
            one.ends = kind == "else" or (one.ends and kind != "elif")
            says = False
            if kind.startswith("end"):
                open_ones.pop()
                says = one.before or (one.each and one.ends)
    return not (says or words[at:].strip())


@dataclass(slots=True)
class _Open:
    """A condition or loop that is open: whether words stand before it, in each of its ways so far, and for all others."""

    before: bool
    each: bool = True
    ends: bool = False


_PICTURES = {
    "\\@": 'Write a placeholder in its place, such as {{ date | date("full") }}.',
    "\\#": "Write a placeholder in its place, such as {{ amount | number(2) }}.",
}
_PAGES = frozenset(("PAGEREF", "NOTEREF", "SECTION", "REVNUM", "NUMCHARS", "NUMWORDS", "FILESIZE"))
"""Numbers that are not worked out with any picture."""
_SUM = "Write the result, or a placeholder: {{ a + b }}. What is divided or rounded is worked out in the model."


_DATE = "The date of a letter is data: write a placeholder in its place, such as {{ date }}."


def _of_form(data: Element | None) -> Fault | None:
    kind = value(child(data, "textInput"), "type")
    if kind in ("currentDate", "currentTime"):
        return Fault("FORMTEXT, which shows the day on which it is opened", _DATE)
    if kind == "calculated":
        return Fault("FORMTEXT, which works something out", _SUM)
    return None


def _known(name: str) -> Fault:
    for names, message, hint in _KINDS:
        if name in names:
            return Fault(f"{name}, {message}", hint)
    return Fault(f"{name.partition('{')[0]}, whose result is not worked out again", _INSTEAD)
