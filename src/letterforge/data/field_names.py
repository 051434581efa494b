"""Which field of a model, or of data, a name means that is no path: of a merge field, a content control, a form field.

Word's merge writes "First Name" as ``First_Name``, people write "first name"; and a field of a group has no name of its
own in Word. The rules are tried one after the other, from what is said exactly to what is only meant; what fits two
fields by one rule fits none.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from letterforge.expressions.paths import EACH, format_path
from letterforge.limits import DATA_DEPTH
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Field, Leaf, ListOf, Record, Shape, may_be_absent

_DEEPEST, _MOST = 8, 2_000
_SHOWN = 12
_NUMBERED = re.compile(r"m_(?=\d)")
"""What Word puts before a name that begins with a digit."""
_KEYWORDS = frozenset(("and", "else", "false", "if", "in", "is", "loop", "none", "not", "or", "true"))
"""What an expression does not read as the name of a field."""


@dataclass(frozen=True, slots=True)
class NamedField:
    """A field that can be named.

    ``path`` leads to it, with `EACH` for the step to the items of a list; ``also`` are its aliases, ``words`` its
    description and title. ``kinds`` are those of the plain values that it can hold, ``listed`` says that it is a list of
    groups, which a name can mean as a whole only.
    """

    path: tuple[str, ...]
    also: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    optional: bool = False
    listed: bool = False

    @property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """Its names step by step, without the steps into lists: by its own name, and by each alias."""
        *above, own = (step for step in self.path if step != EACH)
        return tuple((*above, each) for each in (own, *self.also))

    @property
    def shown(self) -> str:
        """Its path, as it may be shown."""
        return format_path(self.path)


@dataclass(frozen=True)
class FieldNames:
    """The fields of a model, or of data without one; ``shape`` is what they were read from."""

    fields: tuple[NamedField, ...]
    shape: Shape = field(default=(), compare=False)

    @classmethod
    def of(cls, shape: Shape) -> FieldNames:
        """Those of a shape."""
        return cls(tuple(found for found, _ in zip(_named(shape, (), 0), range(_MOST), strict=False)), shape)

    def for_letters(self) -> FieldNames:
        """Those of data without a model, for all letters alike: what is empty in one of them is a text in another."""
        fields = tuple(replace(one, kinds=one.kinds - {Kind.TEXT}, optional=False) for one in self.fields)
        return FieldNames(fields, self.shape)

    @functools.cached_property
    def key(self) -> tuple[str, ...]:
        """What stands for them in a cache."""
        named = tuple(
            "\0".join((one.shown, *one.also, "", *one.words, "", *sorted(kind.name for kind in one.kinds)))
            + f"\0{one.optional}{one.listed}"
            for one in self.fields
        )
        return (*named, *(repr(path) for path in _plain_lists(self.shape, ())))

    def meant(self, name: str) -> tuple[NamedField, ...]:
        """The field that a name means: none where it means none, more than one where nobody can tell."""
        return self._by_rules(name, listed=False)

    def lists(self, name: str) -> tuple[NamedField, ...]:
        """The list of groups that a name means, as `meant`."""
        return self._by_rules(name, listed=True)

    def _by_rules(self, name: str, *, listed: bool) -> tuple[NamedField, ...]:
        for rule in range(len(_RULES)):
            found = self._index[rule, listed].get(_RULES[rule][0](name.strip()))
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    @functools.cached_property
    def _index(self) -> dict[tuple[int, bool], dict[str, list[NamedField]]]:
        index: dict[tuple[int, bool], dict[str, list[NamedField]]] = {
            (rule, listed): {} for rule in range(len(_RULES)) for listed in (False, True)
        }
        for number, (_, names) in enumerate(_RULES):
            for one in self.fields:
                for said in names(one):
                    index[number, one.listed].setdefault(said, []).append(one)
        return index

    def hint(self, name: str) -> str:
        """What may have been meant by a name that means no field, or more than one."""
        twins = self.meant(name)
        if len(twins) > 1:
            return f"It may be any of: {', '.join(one.shown for one in twins)}. Write the path of one of them."
        plain = [one for one in self.fields if not one.listed]
        words = {said: one.shown for one in reversed(plain) for said in (*_whole(one), *_described(one), *_last(one))}
        close = get_close_matches(_folded(name), words, n=1, cutoff=0.6)
        if close:
            return f"Did you mean {words[close[0]]}?"
        paths = [one.shown for one in plain]
        more = ", ..." if len(paths) > _SHOWN else ""
        return f"The fields are: {', '.join(paths[:_SHOWN])}{more}." if paths else "There are no fields."


def written_name(name: str) -> str:
    """A name as a path of an expression, where nobody knows the fields yet: as Word's merge writes the name of a column.

    >>> written_name("First Name"), written_name("2nd line"), written_name("person.name")
    ('First_Name', 'M_2nd_line', 'person.name')
    """
    return ".".join(_step(step) for step in name.strip().split(".") if step.strip()) or "_"


def nameable(values: object) -> object:
    """Data whose keys no expression can name, with those that Word's merge would write: ``First Name`` as ``First_Name``.

    A key stays as it is where another one has the name already.

    >>> nameable({"First Name": "Ann", "town": "Tarn"})
    {'First_Name': 'Ann', 'town': 'Tarn'}
    """
    return _nameable(values, {}, 0)


def _nameable(values: object, known: dict[int, object], depth: int) -> object:
    """As `nameable`; what holds itself, or is deeper than data may be, stays as it is and is refused by whoever reads it."""
    if type(values) not in (list, dict) or depth > DATA_DEPTH.most:
        return values
    if id(values) in known:
        return known[id(values)]
    known[id(values)] = values
    made: object
    if isinstance(values, dict):
        names = {key: written_name(key.replace(".", "_")) if isinstance(key, str) else key for key in values}
        taken = Counter(names.values())
        made = {
            (names[key] if taken[names[key]] == 1 else key): _nameable(one, known, depth + 1)
            for key, one in values.items()
        }
    else:
        assert isinstance(values, list)  # noqa: S101  (for the type checker: it is one of the two)
        made = [_nameable(one, known, depth + 1) for one in values]
    known[id(values)] = made
    return made


def _step(name: str) -> str:
    plain = re.sub(r"\W+", "_", name.strip())
    if plain[:1].isdigit():
        return f"M_{plain}"
    return f"{plain}_" if plain.lower() in _KEYWORDS else plain


def _named(shape: Shape, path: tuple[str, ...], depth: int) -> Iterator[NamedField]:
    for atom in shape if depth <= _DEEPEST else ():
        if isinstance(atom, ListOf):
            yield from _named(atom.item, (*path, EACH), depth + 1)
        elif isinstance(atom, Record):
            for one in atom.fields.values():
                yield from _of_field(one, atom, path, depth)


def _plain_lists(shape: Shape, path: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    """The paths to lists of plain values, with what each holds."""
    for atom in shape if len(path) <= _DEEPEST else ():
        if isinstance(atom, Record):
            for one in atom.fields.values():
                yield from _plain_lists(one.shape, (*path, one.name))
        elif isinstance(atom, ListOf):
            yield (
                *path,
                *sorted(one.kind.name for one in atom.item if isinstance(one, Leaf)),
                may_be_absent(atom.item),
            )
            yield from _plain_lists(atom.item, (*path, EACH))


def _of_field(one: Field, record: Record, path: tuple[str, ...], depth: int) -> Iterator[NamedField]:
    here = (*path, one.name)
    groups = tuple(atom for atom in one.shape if isinstance(atom, (Record, ListOf)) and _holds_fields(atom))
    kinds = frozenset(atom.kind for atom in one.shape if isinstance(atom, Leaf))
    title = getattr(getattr(record.model, "model_fields", {}).get(one.name), "title", None)
    words = tuple(said for said in (one.description, title) if said)
    optional = not one.required or may_be_absent(one.shape)
    listed = any(isinstance(atom, ListOf) for atom in groups)
    if not groups or listed:
        yield NamedField(here, one.aliases, words, kinds, optional, listed)
    yield from _named(groups, here, depth + 1)


def _holds_fields(atom: Record | ListOf) -> bool:
    return isinstance(atom, Record) or any(isinstance(one, (Record, ListOf)) for one in atom.item)


# --- the rules --------------------------------------------------------------------------------------------------------


def _folded(name: str) -> str:
    """A name as it counts where nobody minds how it is written: in small letters, whatever stands between its words."""
    return _NUMBERED.sub("", re.sub(r"[\W_]+", "_", name.casefold()).strip("_"))


def _as_it_is(name: str) -> str:
    return name


def _whole(one: NamedField) -> Iterator[str]:
    return (_folded("_".join(steps)) for steps in one.names)


def _described(one: NamedField) -> Iterator[str]:
    return map(_folded, one.words)


def _last(one: NamedField) -> Iterator[str]:
    return (_folded(steps[-1]) for steps in one.names)


_RULES: tuple[tuple[Callable[[str], str], Callable[[NamedField], Iterator[str]]], ...] = (
    (_as_it_is, lambda one: (".".join(steps) for steps in one.names)),
    (_as_it_is, lambda one: ("_".join(steps) for steps in one.names)),
    (_folded, _whole),
    (_folded, _described),
    (_folded, _last),
)
"""How a name is read, and what of a field it may be: its path, with dots or not, in any letters, its words, its own name."""
