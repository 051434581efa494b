"""Which family a letter is printed in, and who is told of a character that none has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest

from letterforge.document import Text
from letterforge.filling.typeface import Typefaces

PRINTABLE = "".join(map(chr, range(0x20, 0x7F)))


@dataclass(frozen=True)
class Family:
    """A family that has some characters."""

    name: str
    has: str

    def missing(self, characters: Iterable[str]) -> frozenset[str]:
        return frozenset(characters) - set(self.has)


@dataclass(frozen=True)
class Stationery:
    families: tuple[Family, ...]

    def family_for(self, characters: Iterable[str]) -> Family | None:
        return next((one for one in self.families if not one.missing(characters)), None)


LATIN, GREEK, ODD = (
    Family("latin", PRINTABLE + "\u00e9"),
    Family("greek", PRINTABLE + "\u03b1\u00e9"),
    Family("odd", "ab\u2713"),
)


def faces(*families: Family, wording: str = "ab") -> Typefaces:
    stationery: Any = Stationery(families or (LATIN, GREEK))
    return Typefaces(stationery, frozenset(wording), "letter.md")


def chosen(made: Typefaces, printed: list[Text]) -> object:
    return made.choose(printed)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ([], "latin"),
        (["Ann"], "latin"),
        (["Andr\u00e9"], "latin"),
        (["Ann", "\u03b1"], "greek"),
        (["\u03b1", "Ann"], "greek"),
        (["\u2713"], None),
        ([" !~"], "latin"),
        (["a\x7f"], None),
    ],
)
def test_the_first_family_that_has_every_character(printed: list[str], name: str | None) -> None:
    found = faces().choose([Text(one) for one in printed])
    assert (found and found.name) == name


def test_a_family_that_lacks_letters_serves_where_they_are_not_needed() -> None:
    made = faces(ODD, LATIN, wording="ab\u2713")
    assert chosen(made, []) is ODD
    assert chosen(made, [Text("ba")]) is ODD
    assert chosen(made, [Text("c")]) is None
    assert chosen(faces(ODD, LATIN), [Text("c")]) is LATIN


@pytest.mark.parametrize("lacking", [" ", "!", "~"])
def test_a_family_that_lacks_one_letter_serves_no_text_that_has_it(lacking: str) -> None:
    almost = Family("almost", PRINTABLE.replace(lacking, ""))
    made = faces(almost, LATIN)
    assert chosen(made, [Text("Ann")]) is almost
    assert chosen(made, [Text(f"Ann{lacking}Lee")]) is LATIN


def test_who_has_a_character_that_no_family_has_is_told() -> None:
    made = faces(wording="ab\u2713")
    printed = [Text("Ann", "name"), Text("\u2713!", "mark"), Text("\u2603", "snow"), Text("\u03b1", "greek")]
    found = [(one.rule, one.place.path, one.place.file, one.message) for one in made.missing(printed)]
    fields = "has a character that no font of the stationery has"
    assert found == [
        ("no-glyph", "mark", None, fields),
        ("no-glyph", "snow", None, fields),
        (
            "no-glyph",
            None,
            "letter.md",
            "no font of the stationery has the character \u2713 (U+2713) of the template",
        ),
    ]
    assert list(faces().missing([])) == []
