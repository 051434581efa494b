"""What a field comes to, as words with tags in them; None where nothing here defines it, and the check says so."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from letterforge.loading.word.fields.code import ONE_TAG, TAGS, Code, Word
from letterforge.loading.word.fields.conditions import apart, chosen, compared, operand
from letterforge.loading.word.fields.formulas import formula
from letterforge.loading.word.fields.merging import NEXT, Merging
from letterforge.loading.word.fields.pictures import date, number
from letterforge.models.kinds import Kind
from letterforge.office.xml import Element

_KEPT_AS_IT_IS = frozenset(("MERGEFORMAT", "MERGEFORMATINET", "CHARFORMAT", "ARABIC", "DBNUM1"))
_CASES: Mapping[str, Callable[[str], str]] = {
    "UPPER": str.upper,
    "LOWER": str.lower,
    "FIRSTCAP": lambda text: text[:1].upper() + text[1:],
    "CAPS": lambda text: re.sub(r"\S+", lambda word: word[0][0].upper() + word[0][1:], text),
}
_FILTERS = {"UPPER": "upper", "LOWER": "lower", "FIRSTCAP": "firstcap", "CAPS": "caps"}
_CORE = {"TITLE": "title", "SUBJECT": "subject", "KEYWORDS": "keywords", "COMMENTS": "description"}


@dataclass(frozen=True, slots=True)
class Around:
    """A branch of a condition, or the body of a loop; ``listed`` is what the loop goes through.

    ``number`` tells apart those that are written alike.
    """

    number: int
    part: str
    listed: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """The words of a bookmark, and the branches and loops that it stands in."""

    words: str
    around: tuple[Around, ...] = ()


@dataclass(slots=True)
class Known:
    """What fields ask of the file: its properties, variables, bookmarks, and the only paragraph of each style."""

    properties: dict[str, str] = field(default_factory=dict)
    """Core properties by their element, and those that somebody has added by their names, in small letters."""
    variables: Mapping[str, str] = field(default_factory=dict)
    language: str = "en-GB"
    names: set[str] = field(default_factory=set)
    """Of all bookmarks."""
    bookmarks: dict[str, Marked] = field(default_factory=dict)
    """Those whose words can be told."""
    styles: Mapping[str, str | None] = field(default_factory=dict)
    around: tuple[Around, ...] = ()
    """The branches and loops around the field that asks."""
    row: Element | None = None
    """The row of a table that it stands in."""
    merging: Merging | None = None
    """None where the fields of a mail merge have no meaning: in a letterhead."""

    def words_of(self, name: str) -> str | None:
        """The words of a bookmark where they are those of this turn of a loop: it stands in no other."""
        found = self.bookmarks.get(name.lower())
        return None if found is None or self.around[: len(found.around)] != found.around else found.words


def meaning(code: Code, known: Known) -> str | None:
    """The words of a field by its code."""
    words = _words(code, known)
    of_sheet = code.name == _MERGED
    for picture, drawn in (("\\@", date), ("\\#", number)):
        for asked in code.of(picture):
            words = None if words is None else drawn(words, asked, known.language, of_sheet=of_sheet)
    if of_sheet and words is not None and _has_no_cases(code, known):
        return _with_beside(words, code, known)
    said = None if words is None else _formatted(words, code)
    return _with_beside(said, code, known) if code.name == _MERGED and said is not None else said


_MERGED = "MERGEFIELD"


def as_a_line(said: str, code: Code, known: Known) -> str:
    """A merge field that is all of a line: the line goes where the model lets the field be absent, and it is."""
    merging = known.merging
    if code.name != _MERGED or merging is None or merging.keeps_blank_lines or code.has("\\b") or code.has("\\f"):
        return said
    expression, one = merging.named(code, known.row) or ("", None)
    if one is None or not one.optional:
        return said
    return f"{{%p if {expression}{'' if Kind.TEXT in one.kinds else ' is not none'} %}}\n{said}\n{{%p endif %}}"


def _with_beside(said: str, code: Code, known: Known) -> str | None:
    r"""A merge field with what stands before it (``\b``) and behind it (``\f``), where there is anything to print."""
    if not code.has("\\b") and not code.has("\\f"):
        return said
    asked = None if known.merging is None else known.merging.named(code, known.row)
    if asked is None:
        return None
    expression, found = asked
    whole = "".join(code.of("\\b")) + said + "".join(code.of("\\f"))
    if found is not None and not found.optional and found.kinds and not found.kinds & {Kind.TEXT}:
        return whole  # it is always there, and 0 is a number as any other
    never_false = found is not None and found.kinds and not found.kinds & {Kind.TEXT}
    return f"{{% if {expression}{' is not none' if never_false else ''} %}}{whole}{{% endif %}}"


def _words(code: Code, known: Known) -> str | None:
    handler = _HANDLERS.get(code.name)
    if handler is not None:
        return handler(code, known)
    # The name of a bookmark alone is a reference to it (17.16.5.50).
    return None if code.arguments else _referred(code, code.name, known)


def _merged(code: Code, known: Known) -> str | None:
    """What a merge field prints. A case is one of words, which a date has where a filter prints it."""
    found = None if known.merging is None else known.merging.named(code, known.row)
    if found is None:
        return None
    expression, one = found
    plain = not code.has("\\@") and any(form.upper() in _CASES for form in code.of("\\*"))
    day = " | date" if plain and one is not None and one.kinds == {Kind.DATE} else ""
    return f"{{{{ {expression}{day} }}}}"


def _has_no_cases(code: Code, known: Known) -> bool:
    """Whether a merge field prints numbers, which no case changes."""
    found = None if known.merging is None else known.merging.named(code, known.row)
    one = None if found is None else found[1]
    return one is not None and bool(one.kinds) and all(kind.value.number for kind in one.kinds)


def _record(code: Code, known: Known) -> str | None:
    return None if known.merging is None else known.merging.counted(code, known.row)


def _if(code: Code, known: Known) -> str | None:
    marked = _with_bookmarks(apart(code), known)
    return None if marked is None else chosen(marked, _texts(known))


def _compare(code: Code, known: Known) -> str | None:
    marked = _with_bookmarks(apart(code), known)
    return None if marked is None else compared(marked, _texts(known))


def _texts(known: Known) -> AbstractSet[str]:
    return set() if known.merging is None else known.merging.texts


def _with_bookmarks(code: Code, known: Known) -> Code | None:
    """What is compared, with the words of a bookmark in the place of its name."""
    sides: list[Word] = []
    for at, one in enumerate(code.arguments):
        if at not in (0, 2) or one.quoted or one.text.lower() not in known.names:
            sides.append(one)
            continue
        words = known.words_of(one.text)
        if words is None:
            return None
        sides.append(Word(words))
    return replace(code, arguments=tuple(sides))


def _quote(code: Code, _known: Known) -> str | None:
    return "".join(one.text for one in code.arguments) or None


def _set(code: Code, known: Known) -> str | None:
    if len(code.arguments) != 2:  # noqa: PLR2004  (a name and its words)
        return None
    name = code.arguments[0].text.lower()
    known.names.add(name)
    known.bookmarks[name] = Marked(code.arguments[1].text, known.around)
    return ""


def _variable(code: Code, known: Known) -> str | None:
    return known.variables.get(code.arguments[0].text.lower()) if len(code.arguments) == 1 else None


def _property(code: Code, known: Known) -> str | None:
    name = code.arguments[0].text.lower() if len(code.arguments) == 1 else ""
    return known.properties.get(_CORE.get(name.upper(), name))


def _core(code: Code, known: Known) -> str | None:
    """The argument of such a field is what it sets the property to (17.16.5.66), and shows."""
    return code.arguments[0].text if code.arguments else known.properties.get(_CORE[code.name])


def _info(code: Code, known: Known) -> str | None:
    kind = code.arguments[0].text.upper() if len(code.arguments) == 1 else ""
    return known.properties.get(_CORE[kind]) if kind in _CORE else None


def _styled(code: Code, known: Known) -> str | None:
    return known.styles.get(code.arguments[0].text.lower()) if len(code.arguments) == 1 and not code.switches else None


def _reference(code: Code, known: Known) -> str | None:
    return _referred(code, code.arguments[0].text, known) if code.arguments else None


def _referred(code: Code, name: str, known: Known) -> str | None:
    if any(switch not in ("\\h", "\\*") for switch, _ in code.switches):  # numbers of paragraphs and notes
        return None
    return known.words_of(name)


def _formula(code: Code, known: Known) -> str | None:
    return formula(code, known.words_of)


_HANDLERS: Mapping[str, Callable[[Code, Known], str | None]] = {
    _MERGED: _merged,
    **dict.fromkeys((NEXT, "MERGESEQ", "MERGEREC"), _record),
    "IF": _if,
    "COMPARE": _compare,
    "QUOTE": _quote,
    "SET": _set,
    "DOCVARIABLE": _variable,
    "DOCPROPERTY": _property,
    **dict.fromkeys(_CORE, _core),
    "INFO": _info,
    "STYLEREF": _styled,
    "REF": _reference,
    "=": _formula,
}


# --- how the result looks (17.16.4.3) ----------------------------------------------------------------------------------


def _formatted(words: str, code: Code) -> str | None:
    for form in code.of("\\*"):
        if form.upper() in _KEPT_AS_IT_IS or not words:
            continue
        formed = _in_form(words, form)
        if formed is None:
            return None
        words = formed
    return words


def _in_form(words: str, form: str) -> str | None:
    name = form.upper()
    if words.isdecimal() and name not in _CASES:
        return ordinal(int(words), form)
    if not TAGS.search(words):
        return _CASES[name](words) if name in _CASES else None
    if name not in _FILTERS:
        return None
    pieces = _cut(words)
    if name == "FIRSTCAP":  # of the first word, whatever says it
        if any(piece.startswith("{%") for piece in pieces):
            return None
        return _cased(pieces[0], name) + "".join(pieces[1:])
    if name == "CAPS" and any(
        not (one[-1:].isspace() or other[:1].isspace()) for one, other in itertools.pairwise(pieces)
    ):
        return None  # a word that a tag and words make together
    return "".join(_cased(piece, name) for piece in pieces)


def _cut(words: str) -> list[str]:
    """Words and tags one after the other, none of them empty."""
    out, at = [], 0
    for tag in TAGS.finditer(words):
        out += [words[at : tag.start()], tag[0]]
        at = tag.end()
    return [one for one in (*out, words[at:]) if one]


def _cased(piece: str, name: str) -> str:
    said = ONE_TAG.match(piece)
    if said is not None:
        return f"{{{{ {operand(said[1])} | {_FILTERS[name]} }}}}"
    return piece if TAGS.fullmatch(piece) else _CASES[name](piece)


ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def ordinal(count: int, form: str) -> str | None:
    """A number as a field writes it, in the form that it asks for; None for one that is not known here."""
    match form:
        case "" | "ARABIC" | "Arabic" | "arabic":
            return str(count)
        case "alphabetic" | "ALPHABETIC" if 1 <= count <= 26:  # noqa: PLR2004  (then Word doubles the letter)
            letter = chr(ord("a") + count - 1)
            return letter.upper() if form.isupper() else letter
        case "roman" | "ROMAN" if 1 <= count < 4000:  # noqa: PLR2004  (as far as there are letters)
            said = ""
            for value, sign in ROMAN:
                times, count = divmod(count, value)
                said += sign * times
            return said.upper() if form.isupper() else said
        case _:
            return None
