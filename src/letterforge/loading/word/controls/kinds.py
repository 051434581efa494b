"""What stands in a control of each kind, as tags: what it shows, what data keep of it, and what its properties say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from letterforge.loading.word.controls.markup import Control, Entry, entries
from letterforge.loading.word.controls.names import Meant
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Leaf, Shape, described, may_be_absent
from letterforge.office.fields import asks_to_choose
from letterforge.office.xml import Element, attribute, child, value

_DAYS = frozenset((Kind.DATE, Kind.DATETIME))
TICKED, BOX = "\u2612", "\u2610"


class UnfitError(Exception):
    """A field does not fit a control: what the control takes, and what to do."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Sign:
    """A character that a check box shows, and the typeface that has it."""

    text: str
    typeface: str | None


@dataclass(frozen=True, slots=True)
class Filling:
    """Tags for a control.

    ``shown`` is what it shows, ``kept`` what data that it is bound to keep. ``state`` is what an attribute of its
    properties says. Of a check box, ``signs`` are what it shows ticked and not, and ``asked`` the condition.
    """

    shown: str
    kept: str | None
    state: str | None = None
    asked: str = ""
    signs: tuple[Sign, Sign] | None = None


def filling(control: Control, meant: Meant, language: str) -> Filling:
    """The tags for a control.

    Raises:
        UnfitError: no value of the field fits it.
    """
    return _FILLINGS[control.kind](control, meant, language)


def _text(_control: Control, meant: Meant, _language: str) -> Filling:
    tag = f"{{{{ {meant.expression} }}}}"
    return Filling(tag, tag)


def _picture(control: Control, meant: Meant, language: str) -> Filling:
    if meant.shape is not None and not _kinds(meant.shape) <= {Kind.RICH, Kind.PICTURE}:
        message = f"takes a picture, and the field {meant.expression} is {described(meant.shape)}"
        raise UnfitError(message, "Give the field a type with a picture, or delete the control.")
    return replace(_text(control, meant, language), kept=None)


# --- dates -------------------------------------------------------------------------------------------------------------


def _date(control: Control, meant: Meant, language: str) -> Filling:
    said = control.said
    spoken = value(said, "lid")
    if spoken and _tongue(spoken) != _tongue(language):
        message = f"is in {spoken}, and the file in {language}"
        raise UnfitError(message, "Give the control the language of the file: Properties > Locale.")
    shown = dated(meant, value(said, "dateFormat"))
    day = f'{{{{ {meant.expression} | date_as("yyyy-MM-dd") }}}}'
    kept = {"text": shown, "date": day}.get(value(said, "storeMappedDataAs") or "", f"{day}T00:00:00")
    return Filling(shown, kept, state=f"{day}T00:00:00Z")


def dated(meant: Meant, picture: str | None) -> str:
    """A date by a picture of Word's (17.16.4.1), as "3 March 2026" where there is none.

    Raises:
        UnfitError: the field is no date.
    """
    # Data without a model may have dates as texts: then each is read when it is printed.
    if meant.shape is not None and not _kinds(meant.shape) <= (_DAYS | {Kind.TEXT} if meant.given else _DAYS):
        message = f"takes a date, and the field {meant.expression} is {described(meant.shape)}"
        raise UnfitError(message, "Give the field the type of a date.")
    return f"{{{{ {meant.expression} | date_as({quoted_text(picture or 'd MMMM yyyy')}) }}}}"


def _tongue(tag: str) -> str:
    return tag.partition("-")[0].lower()


# --- lists -------------------------------------------------------------------------------------------------------------


def _chosen(control: Control, meant: Meant, _language: str) -> Filling:
    return choice(entries(control.said), meant, may_be_other=control.kind == "comboBox")


def choice(offered: Sequence[Entry], meant: Meant, *, may_be_other: bool) -> Filling:
    """What is shown for an entry, whether data name it by what is shown or by what is kept for it.

    Raises:
        UnfitError: the field can be what the list has not.
    """
    offered = [one for at, one in enumerate(offered) if at or not asks_to_choose(one.shown)]
    if not offered and not may_be_other:
        message = "has no entries to choose from"
        raise UnfitError(message, "Give it entries in its properties.")
    if meant.shape is None:
        tag = f"{{{{ {meant.expression} }}}}"
        return Filling(tag, tag)
    known = {name: one for one in offered for name in (one.shown, one.kept)} | {one.kept: one for one in offered}
    leaves = [atom for atom in meant.shape if isinstance(atom, Leaf)]
    if any(atom.kind is not Kind.TEXT for atom in leaves) or len(leaves) < len(_there(meant.shape)):
        message = f"takes one of {_listed(offered)}, and the field {meant.expression} is {described(meant.shape)}"
        raise UnfitError(message, "Give the field these choices, as texts.")
    free = meant.given or any(atom.choices is None for atom in leaves)  # what is empty now is a text in another letter
    values = [one for atom in leaves for one in atom.choices or ()]
    if not may_be_other and not free and (lacking := [one for one in values if one not in known]):
        message = f"takes one of {_listed(offered)}, and the field {meant.expression} may be {_said(lacking)}"
        raise UnfitError(message, "Give the list an entry for each choice of the field.")
    if not may_be_other and free and not meant.given:
        message = f"takes one of {_listed(offered)}, and the field {meant.expression} may be any text"
        raise UnfitError(message, "Give the field these choices: Literal in a model in Python, choices in one in YAML.")
    asked = list(known) if free else [one for one in dict.fromkeys(values) if one in known]
    whole = not free and len(asked) == len(dict.fromkeys(values)) and not may_be_absent(meant.shape)
    return Filling(
        _chain(meant.expression, [(one, known[one].shown) for one in asked], whole=whole),
        _chain(meant.expression, [(one, known[one].kept) for one in asked], whole=whole),
    )


def _chain(expression: str, ways: Sequence[tuple[str, str]], *, whole: bool) -> str:
    """A tag with one text for each value; without one for the rest where the values are ``whole``."""
    if all(one == said for one, said in ways):
        return f"{{{{ {expression} }}}}"
    *others, (last, said) = ways
    rest = (
        quoted_text(said) if whole else f"{quoted_text(said)} if {expression} == {quoted_text(last)} else {expression}"
    )
    pieces = [f"{quoted_text(other)} if {expression} == {quoted_text(one)} else " for one, other in others]
    return f"{{{{ {''.join(pieces)}{rest} }}}}"


def quoted_text(text: str) -> str:
    """A text as an expression writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _listed(offered: Sequence[Entry]) -> str:
    return _said([one.shown for one in offered])


_SHOWN = 8


def _said(texts: Sequence[object]) -> str:
    more = ", ..." if len(texts) > _SHOWN else ""
    return ", ".join(repr(one) for one in texts[:_SHOWN]) + more


# --- check boxes -------------------------------------------------------------------------------------------------------


def _box(control: Control, meant: Meant, _language: str) -> Filling:
    signs = (_sign(control.said, "checkedState", TICKED), _sign(control.said, "uncheckedState", BOX))
    return ticked(meant, signs)


def _sign(said: Element | None, name: str, otherwise: str) -> Sign:
    state = child(said, name)
    number, typeface = attribute(state) or "", attribute(state, "font")
    try:
        return Sign(chr(int(number, 16)), typeface)
    except ValueError:
        return Sign(otherwise, typeface)


def ticked(meant: Meant, signs: tuple[Sign, Sign]) -> Filling:
    """A box that is ticked where a field says yes.

    Raises:
        UnfitError: the field says neither yes nor no.
    """
    shape = meant.shape or ()
    if meant.shape is not None and _kinds(shape) != {Kind.BOOLEAN} and not (meant.given and not _kinds(shape)):
        message = f"takes a yes or no, and the field {meant.expression} is {described(shape)}"
        raise UnfitError(message, "Give the field the type of a yes or no (bool in Python).")
    name = meant.expression
    # Of what may be absent nobody says no: then neither is printed, and the check says so.
    no = f" if {name} == false" if may_be_absent(shape) else ""
    yes = f"{name} == true" if may_be_absent(shape) else name

    def either(one: str, other: str) -> str:
        last = f" else {name}" if no else ""
        return f'{{{{ "{one}" if {yes} else "{other}"{no}{last} }}}}'

    return Filling(either(signs[0].text, signs[1].text), either("true", "false"), either("1", "0"), yes, signs)


def _there(shape: Shape) -> Shape:
    return tuple(atom for atom in shape if not may_be_absent((atom,)))


def _kinds(shape: Shape) -> set[Kind | None]:
    return {atom.kind if isinstance(atom, Leaf) else None for atom in _there(shape)}


_FILLINGS: Mapping[str, Callable[[Control, Meant, str], Filling]] = {
    "text": _text,
    "richText": _text,
    "picture": _picture,
    "date": _date,
    "dropDownList": _chosen,
    "comboBox": _chosen,
    "checkbox": _box,
}
