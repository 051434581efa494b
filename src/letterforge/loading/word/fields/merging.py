r"""The fields of Word's mail merge (ECMA-376 part 1, 17.16.5.35): placeholders of what their names mean.

A field of the items of a list makes the row of the table that it stands in repeat; NEXT, which goes on to the next
record, has nothing left to do there, and rows that only say the same once more for the records that follow go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from letterforge.data.field_names import FieldNames, NamedField, written_name
from letterforge.expressions.paths import EACH, Path, format_path
from letterforge.loading.word.fields import code as codes
from letterforge.loading.word.fields.code import Code
from letterforge.loading.word.fields.parts import Field
from letterforge.models.kinds import Kind
from letterforge.office.xml import Element

NEXT = "NEXT"
_COUNTS = ("MERGESEQ", "MERGEREC")


@dataclass(frozen=True, slots=True)
class Loop:
    """A row that repeats: the list that it goes through, and what an item of it is called."""

    listed: Path
    name: str

    @property
    def begins(self) -> str:
        """The tag before its rows."""
        return f"{{%tr for {self.name} in {format_path(self.listed)} %}}"


@dataclass(slots=True)
class Merging:
    """What the merge fields of a file ask for, and what is known of their names.

    ``known`` gives None where there are neither a model nor data: then a name is taken as it is written. ``unclear`` are
    the names that mean no one field here, with what may be done; ``texts`` the expressions that hold texts only.
    """

    known: Callable[[], FieldNames | None] = lambda: None
    asked: dict[str, None] = field(default_factory=dict)
    unclear: dict[str, str] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    loops: dict[int, Loop] = field(default_factory=dict)
    """The rows that repeat, by the ``id`` of their elements."""
    keeps_blank_lines: bool = False
    """Whether the file says that a line stays where all of it is empty (17.14.14, ``doNotSuppressBlankLines``)."""
    _fields: list[FieldNames | None] = field(default_factory=list)

    @property
    def fields(self) -> FieldNames | None:
        """The fields that are known; asked for only where there is a merge field."""
        if not self._fields:
            self._fields.append(self.known())
        return self._fields[0]

    def named(self, code: Code, row: Element | None) -> tuple[str, NamedField | None] | None:
        """The expression that a merge field prints, and its field where that is known; None where nobody can tell."""
        name = name_of(code)
        if not name:
            return None
        self.asked.setdefault(name)
        found = () if self.fields is None else self.fields.meant(name)
        if not found:
            return written_name(name), None
        if len(found) > 1 and self.fields is not None:
            self.unclear[name] = self.fields.hint(name)
            return None
        loop = None if row is None else self.loops.get(id(row))
        expression = self._expression(name, found[0], loop)
        if expression is not None and found[0].kinds <= {Kind.TEXT}:
            self.texts.add(expression)
        return None if expression is None else (expression, found[0])

    def _expression(self, name: str, found: NamedField, loop: Loop | None) -> str | None:
        if not all(step == EACH or step.isidentifier() for step in found.path):
            self.unclear[name] = f"No expression can name {found.shown}: give the field another name."
            return None
        if EACH not in found.path:
            if loop is not None and self.fields is not None and _is_own(self.fields, name, loop):
                item = format_path((*loop.listed, EACH, name))
                self.unclear[name] = f"In this row it may be {found.shown} or {item}. Write the path of one of them."
                return None
            return format_path(found.path)
        listed, inner = _parted(found.path)
        if loop is None or loop.listed != listed or EACH in inner:
            shown = format_path(listed)
            self.unclear[name] = (
                f"It is a field of each item of {shown}: it belongs into a row of a table, beside no other list."
            )
            return None
        return f"{loop.name}.{format_path(inner)}"

    def repeat(self, fields: Sequence[Field]) -> None:
        """Find the rows that repeat, by the merge fields that stand in them."""
        rows: dict[int, set[Path]] = {}
        for one in fields:
            for code in _codes_in(one) if one.row is not None else ():
                named = code.name == "MERGEFIELD" and self.fields is not None
                found = self.fields.meant(name_of(code)) if named and self.fields is not None else ()
                if len(found) == 1 and EACH in found[0].path:
                    rows.setdefault(id(one.row), set()).add(_parted(found[0].path)[0])
        for row, lists in rows.items():
            if len(lists) == 1:
                (listed,) = lists
                self.loops[row] = Loop(listed, f"{listed[-1]}_item")

    def counted(self, code: Code, row: Element | None) -> str | None:
        """What NEXT and the numbers of records come to in a row that repeats; elsewhere they are Word's own.

        Where nobody knows the fields yet, the data decide whether a row repeats.
        """
        if row is None or (self.fields is not None and id(row) not in self.loops):
            return None
        if self.fields is None:
            return ""
        return "" if code.name == NEXT else "{{ loop.index }}" if code.name in _COUNTS else None


def merged_name(text: str) -> str | None:
    """The name that the code of a merge field asks for, None for that of any other field."""
    code = codes.read(text)
    return name_of(code) if code is not None and code.name == "MERGEFIELD" else None


def name_of(code: Code) -> str:
    """The name that a merge field asks for."""
    return " ".join(one.text for one in code.arguments).strip()


def said_in(fields: Sequence[Field]) -> list[tuple[str, ...]]:
    """The codes of some fields but NEXT, to see whether two rows say the same."""
    said = (tuple(_texts_of(one)) for one in fields)
    return [one for one in said if "".join(one).split()[:1] != [NEXT]]


def goes_on(fields: Sequence[Field]) -> bool:
    """Whether a NEXT stands among some fields."""
    return any("".join(_texts_of(one)).split()[:1] == [NEXT] for one in fields)


def _texts_of(one: Field) -> Iterator[str]:
    for piece in one.code:
        if isinstance(piece, str):
            yield piece
        else:
            yield from _texts_of(piece)


def _codes_in(one: Field) -> Iterator[Code]:
    """The code of a field and of those in it."""
    text = "".join(piece if isinstance(piece, str) else '""' for piece in one.code)
    code = codes.read(text)
    if code is not None:
        yield code
    for piece in one.code:
        if isinstance(piece, Field):
            yield from _codes_in(piece)


def _parted(path: tuple[str, ...]) -> tuple[Path, tuple[str, ...]]:
    """The list that a path goes through first, and the rest within its items."""
    at = path.index(EACH)
    return path[:at], path[at + 1 :]


def _is_own(fields: FieldNames, name: str, loop: Loop) -> bool:
    """Whether the items of a list have a field of a name themselves."""
    inside = format_path((*loop.listed, name))
    return any(EACH in one.path for one in fields.meant(inside))
