"""Values in the code of a field: where in the code they stand, and how they are written there.

A code is a name, arguments and switches. An argument with blanks stands in quotes, in which a backslash goes before a
quotation mark or a backslash that is meant (ECMA-376 part 1, 17.16.1 and 17.16.2).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import quote

from letterforge.addresses import continued
from letterforge.errors import RenderError
from letterforge_docx.template.rich_runs import ADDRESS, checked_link
from letterforge_docx.template.tag_error import TagError

VALUE = "\ufffc"
"""What stands for a value in a code that is read before there are any."""
_TOKEN = re.compile(r"<(/?)([\w:.-]+)((?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)?)(/?)>|([^<]+)")
_KIND = re.compile(r"\bw:fldCharType=[\"'](\w+)")
_SIMPLE = re.compile(r"<w:fldSimple\b[^<]*\sw:instr=(?:\"([^\"]*)|'([^']*))\Z")
_WORD = re.compile(r'[“"„]((?:\\.|[^\\“”"])*)(?:[”“"]|\Z)|([^\s"“”„]+)', re.DOTALL)
_ONE_WORD = re.compile(r"[^\s\"\\“”„]+")
_TAKES_ARGUMENT = ("\\l", "\\o", "\\t")
"""The switches of HYPERLINK that have an argument (ECMA-376 part 1, 17.16.5.25)."""


@dataclass(frozen=True, slots=True)
class _Code:
    text: str = ""
    result: bool = False


class Codes:
    """Follows the fields of a part through its constant chunks."""

    def __init__(self) -> None:
        self._fields = [_Code()]  # the lowest takes what stands in no field
        self._inside = ""
        self._entered: list[list[_Code]] = []
        self._cut = False

    def read(self, text: str) -> None:
        """Follow a chunk of whole tags."""
        for closing, name, attributes, alone, words in _TOKEN.findall(text):
            if words and self.here(self._inside):
                self._add(unescape(words))
            elif name in ("w:instrText", "w:t"):
                self._inside = "" if closing or alone else name
            elif name == "w:fldChar" and not closing:
                self._turn(_KIND.search(attributes))

    def _turn(self, kind: re.Match[str] | None) -> None:
        match kind and kind[1]:
            case "begin":
                self._fields.append(_Code())
            case "separate" if len(self._fields) > 1:
                self._fields[-1] = replace(self._fields[-1], result=True)
            case "end" if len(self._fields) > 1:
                self._fields.pop()
                self._add(VALUE)  # in the code of another field its result stands for it

    def _add(self, text: str) -> None:
        self._fields[-1] = replace(self._fields[-1], text=self._fields[-1].text + text)

    def enter(self) -> None:
        """The body of a condition or loop begins."""
        self._entered.append(list(self._fields))

    def leave(self) -> None:
        """A body ends; what comes then cannot count on what the body held."""
        before = self._entered.pop()
        if [_state(one) for one in before[1:]] != [_state(one) for one in self._fields[1:]]:
            self._cut = True
        else:
            self._fields = before

    def here(self, element: str) -> bool:
        """Whether text of this element is the code of a field."""
        return element == "w:instrText" or (element == "w:t" and len(self._fields) > 1 and not self._fields[-1].result)

    def writer(self) -> Callable[[str], str]:
        """How to write the value of the placeholder that comes next in the text.

        Raises:
            TagError: no value can stand there.
        """
        if self._cut:
            message = "a placeholder in the code of a field that a condition or loop cuts through"
            raise TagError(message, "Put the whole field into the condition or loop.")
        made = writer(self._fields[-1].text)
        self._add(VALUE)
        return made


def of_simple_field(tag: str) -> str | None:
    """The code so far of a ``w:fldSimple`` whose tag has begun, or None if it is another attribute."""
    found = _SIMPLE.search(tag)
    return found and unescape(found[1] or found[2] or "")


def _state(code: _Code) -> tuple[bool, bool]:
    return code.result, not code.result and _last(code.text)[2]


def _last(code: str) -> tuple[list[str], str, bool]:
    """The words of a code, the one that is not yet ended, and whether a quotation mark began that."""
    formula = code.lstrip().startswith("=")
    words = [(found[0], found[1] or found[2] or "", found.end()) for found in _WORD.finditer(code.lstrip().lstrip("="))]
    done = ["="] if formula else []
    length = len(code.lstrip().lstrip("="))
    for whole, word, end in words:
        quoted = whole[0] in '“"„'
        ended = len(whole) > 1 and whole[-1] in '”“"' and not _escaped_end(whole) if quoted else end < length
        if end == length and not ended:
            return done, word, quoted
        done.append(word)
    return done, "", False


def _escaped_end(whole: str) -> bool:
    before = whole[:-1]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def writer(code: str) -> Callable[[str], str]:
    """How to write a value behind this beginning of a code.

    Raises:
        TagError: the value would say what kind of field it is.
    """
    words, begun, quoted = _last(code)
    if not words:
        message = "a placeholder that stands for the kind of a field, or for a part of its name"
        raise TagError(message, 'Write the name of the field, and the placeholder between quotes: TITLE "{{ field }}".')
    if words[0].upper() == "HYPERLINK" and _is_address(words[1:]):
        return lambda value: _address(begun, value)
    return _quoted if quoted else _unquoted


def _is_address(words: list[str]) -> bool:
    """Whether what comes behind the name and these words is the address of a link."""
    left = iter(words)
    for word in left:
        if not word.startswith("\\"):
            return False
        if word.lower() in _TAKES_ARGUMENT and next(left, None) is None:
            return False
    return True


def _address(begun: str, value: str) -> str:
    """A value in the address of a link, as in the targets of links: it does not choose the scheme."""
    if begun:
        return continued(begun, value)
    return checked_link(quote(value, safe=ADDRESS))


def _quoted(value: str) -> str:
    if re.search("[“”„]", value):  # Word takes them for the straight ones
        message = "a value in the code of a field of the Word file has typographic quotation marks, which would end it"
        raise RenderError(message)
    return value.replace("\\", "\\\\").replace('"', '\\"')


def _unquoted(value: str) -> str:
    if not _ONE_WORD.fullmatch(value):
        message = (
            "a value in the code of a field of the Word file is not one word without quotation marks and backslashes; "
            "put the placeholder between quotation marks"
        )
        raise RenderError(message)
    return value
