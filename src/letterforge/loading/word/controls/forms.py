"""The fields of old forms, by the names of their bookmarks: a text stays a field, a box and a list become what they show.

Word keeps no words for a box (ECMA-376 part 1, 17.16.7) or a list (17.16.10), but draws them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from letterforge.loading.word.controls.editing import Edits
from letterforge.loading.word.controls.kinds import BOX, TICKED, Sign, UnfitError, choice, dated, quoted_text, ticked
from letterforge.loading.word.controls.looks import of_sign, run
from letterforge.loading.word.controls.markup import Entry
from letterforge.loading.word.controls.names import Meant, Scope, found
from letterforge.loading.word.fields.faults import name_of
from letterforge.loading.word.fields.parts import Field, fields_of, pieces
from letterforge.models.kinds import Kind
from letterforge.models.shapes import described, kinds
from letterforge.office.fields import unfilled
from letterforge.office.xml import Element, attribute, child, local, value

_NAMES = {"FORMTEXT": "the form field", "FORMCHECKBOX": "the box of a form", "FORMDROPDOWN": "the list of a form"}
_FACE = "MS Gothic"
"""The typeface that Word's own check boxes are set in."""
_LETTERS = {"uppercase": "upper", "lowercase": "lower", "first capital": "capitalize", "title case": "title"}
_WORDS = re.compile(r"<(?:[\w.-]+:)?t(?:\s[^>]*)?>([^<]*)<")
_WORKED_OUT = frozenset(("currentDate", "currentTime", "calculated"))


class Asked(Protocol):
    """What is told of each control and field that is named after something, and says whether it is to be filled."""

    def __call__(self, name: str, meant: Meant, *, waits: bool) -> bool:
        """``waits``: it shows that it is not filled."""


def filled_forms(
    edits: Edits,
    scopes: Callable[[Element], Sequence[Scope]],
    is_reply: Callable[[Element], bool],
    asked: Asked,
) -> Iterator[tuple[str, UnfitError]]:
    """Write tags into the fields of a part; what a field of the data does not fit, by what a message calls it.

    ``asked`` is told of each, and says whether it is to be filled.
    """
    in_line, boxed = pieces(edits.root)
    for one in fields_of([*in_line, *boxed]):
        code = "".join(piece for piece in one.code if isinstance(piece, str))
        kind = name_of(code)
        data = next((each for each in one.first.iter() if local(each.tag) == "ffData"), None)
        name = (value(data, "name") or "").strip()
        if (
            kind not in _NAMES
            or not name
            or local(one.first.tag) != "r"
            or is_reply(one.first)
            or "{" in _shown(edits, one)
        ):
            continue
        meant = found((name,), scopes(one.first))
        if not meant or value(child(data, "textInput"), "type") in _WORKED_OUT:
            continue
        if not asked(name, meant[0], waits=unfilled(code, _result(edits, one), data) is not None):
            continue
        try:
            _fill(edits, one, kind, data, meant)
        except UnfitError as fault:
            yield f"{_NAMES[kind]} {name!r}", fault


def _fill(edits: Edits, one: Field, kind: str, data: Element | None, meant: Sequence[Meant]) -> None:
    if len(meant) > 1:
        message = f"may be any of: {', '.join(each.expression for each in meant)}"
        raise UnfitError(message, "Name its bookmark after one of them.")
    if not one.whole or one.paragraph is not one.last_paragraph:
        message = "goes over several paragraphs, or holds a picture"
        raise UnfitError(message, "Make it anew in Word.")
    prefix, look = edits.prefix(one.first), edits.bytes_of(one.look)
    made = _MAKERS[kind](data, meant[0])
    kept = b"".join(edits.bytes_of(each) for each in one.inside)
    if kind == "FORMTEXT":
        edits.instead(one.first, one.last, _field(edits, one, prefix, run(prefix, made, look)) + kept)
    elif kind == "FORMCHECKBOX":
        edits.instead(one.first, one.last, of_sign(prefix, Sign(TICKED, _FACE), look, made) + kept)
    else:
        edits.instead(one.first, one.last, run(prefix, made, look) + kept)


def _field(edits: Edits, one: Field, prefix: str, result: bytes) -> bytes:
    """A field of a form with another result; Word writes its marks in runs of their own."""
    begin = next(each for each in one.first.iter() if local(each.tag) == "fldChar")
    code = f'<{prefix}instrText xml:space="preserve"> FORMTEXT </{prefix}instrText>'.encode()
    marks = [f'<{prefix}fldChar {prefix}fldCharType="{kind}"/>'.encode() for kind in ("separate", "end")]
    look = edits.bytes_of(child(one.first, "rPr"))
    start, end = f"<{prefix}r>".encode() + look, f"</{prefix}r>".encode()
    pieces_of_it = (edits.bytes_of(begin), code, marks[0])
    return b"".join(start + each + end for each in pieces_of_it) + result + start + marks[1] + end


def _shown(edits: Edits, one: Field) -> str:
    """What is written from the beginning of a field to its end."""
    return edits.raw[edits.places[id(one.first)].start : edits.places[id(one.last)].end].decode()


def _result(edits: Edits, one: Field) -> str:
    """The words that a field shows."""
    return "".join(_WORDS.findall(_shown(edits, one)))


def _text(data: Element | None, meant: Meant) -> str:
    asked = child(data, "textInput")
    kind, form = value(asked, "type") or "regular", value(asked, "format")
    plain = f"{{{{ {meant.expression} }}}}"
    if kind == "date":
        return dated(meant, form)
    if kind == "number" and meant.shape is None:
        return plain
    shape = meant.shape or ()
    if kind == "number":
        as_text = meant.given and kinds(shape) <= {Kind.TEXT}
        if not as_text and not all(one is not None and one.value.number for one in kinds(shape)):
            message = f"takes a number, and the field {meant.expression} is {described(shape)}"
            raise UnfitError(message, "Give the field the type of a number.")
        return f"{{{{ {meant.expression} | number_as({quoted_text(form)}) }}}}" if form else plain
    name = _LETTERS.get((form or "").strip().lower())
    is_text = kinds(shape) <= {Kind.TEXT}
    return f"{{{{ {meant.expression} | {name} }}}}" if name and is_text else plain


def _box(_data: Element | None, meant: Meant) -> str:
    return ticked(meant, (Sign(TICKED, _FACE), Sign(BOX, _FACE))).shown


def _list(data: Element | None, meant: Meant) -> str:
    every = data.iter() if data is not None else ()
    said = [attribute(one) or "" for one in every if local(one.tag) == "listEntry"]
    return choice([Entry(one, one) for one in said if one.strip()], meant, may_be_other=False).shown


_MAKERS: Mapping[str, Callable[[Element | None, Meant], str]] = {
    "FORMTEXT": _text,
    "FORMCHECKBOX": _box,
    "FORMDROPDOWN": _list,
}
