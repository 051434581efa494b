"""What a template and its model allow in a letter, though it looks like something that is still to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from letterforge.data.descent import descend
from letterforge.expressions.paths import parse_path
from letterforge.findings import Rule
from letterforge.languages.vocabulary import vocabulary
from letterforge.models.allow import allowable
from letterforge.models.shapes import Field, Leaf, ListOf, Shape
from letterforge.models.text_rules import TextRule, is_allowed
from letterforge.rules.data import BLANK, NO_WORD, STANDS_IN, TEMPLATE_MARK
from letterforge.scanning.allowed import Allowed
from letterforge.scanning.allowed import is_allowed as is_meant

_INDEX = re.compile(r"\[\d+\]")
_WORD = re.compile(r"[^\W\d_]+")
# As models call their fields: in English, and in the languages of the stationery and its neighbours.
_NAMES = vocabulary(
    "name names firstname lastname surname forename fullname addressee recipient date dates day birthday dob address street "
    "town city postcode zipcode vorname nachname datum geburtsdatum adresse anschrift strasse ort plz nom prenom prénom "
    "nombre apellido apellidos fecha direccion dirección enw cyfenw dyddiad cyfeiriad nome cognome indirizzo"
)
_DATES = vocabulary("date dates birthday dob datum geburtsdatum fecha dyddiad")
_OF_OTHERS = vocabulary("file template product event company department field user domain brand")
"""Before ``name`` they say that it is nobody's."""


@dataclass(frozen=True)
class Meant:
    """By the shape of the data, where there is a model, and by what the template says."""

    shape: Shape
    said: Allowed
    has_model: bool

    def in_wording(self, rule: str, text: str, span: tuple[int, int]) -> bool:
        """Whether the template means what stands in a text of the letter."""
        return bool(self.said) and is_meant(self.said, rule, text, span)

    def by_field(self, rule: TextRule, path: str | None, text: str) -> bool:
        """Whether the field at a path may hold a text that breaks a rule."""
        if self.said:
            paths: list[str | None] = [None] if path is None else [_INDEX.sub("[]", path), _INDEX.sub("", path)]
            span = rule.span or (0, len(text))
            codes = (rule.name, *rule.leftovers)
            if any(is_meant(self.said, code, text, span, of=one) for code in codes for one in paths):
                return True
        if path is None or not self.has_model:
            return False
        return any(is_allowed(rule, leaf.allow) for leaf in _leaves(descend(self.shape, parse_path(path)).shape))

    def is_named(self, path: str | None) -> bool:
        """Whether the field at a path is that of a name, a date or an address, by its name or what its model says of it."""
        return self._is_of(path, _NAMES)

    def is_dated(self, path: str | None) -> bool:
        """Whether the field at a path is that of a date, in the same way."""
        return self._is_of(path, _DATES)

    def _is_of(self, path: str | None, names: frozenset[str]) -> bool:
        if path is None:
            return False
        words = _words(re.split(r"[.\[]", _INDEX.sub("", path))[-1])
        field: Field | None = descend(self.shape, parse_path(path)).field if self.has_model else None
        if _tells(words, names):
            return True
        return field is not None and field.description is not None and _tells(_words(field.description)[:_FIRST], names)

    def how(self, rule: Rule, path: str | None) -> str:
        """How a field may say that it is meant; nothing where no field can."""
        if path is None or rule.code not in allowable() or rule in (BLANK, NO_WORD, STANDS_IN, TEMPLATE_MARK):
            return ""
        name = _INDEX.sub("[]", path)
        if self.has_model:
            return f' If it is meant, let the field say so: Annotated[..., letterforge.Allow("{rule.code}")].'
        return f" If it is meant, let the template say so: {{# allow {name}: {rule.code} #}}."


NOTHING_MEANT = Meant((), (), has_model=False)
_FIRST = 4


def _leaves(shape: Shape) -> Iterator[Leaf]:
    for atom in shape:
        if isinstance(atom, Leaf):
            yield atom
        elif isinstance(atom, ListOf):
            yield from _leaves(atom.item)


def _words(text: str) -> list[str]:
    """``dateOfBirth`` and ``date_of_birth`` as words."""
    return [word.casefold() for word in _WORD.findall(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text.replace("_", " ")))]


def _tells(words: list[str], names: frozenset[str]) -> bool:
    return any(word in names and (index == 0 or words[index - 1] not in _OF_OTHERS) for index, word in enumerate(words))
