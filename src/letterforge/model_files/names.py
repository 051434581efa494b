"""Which names fields and models may have: those that a template can ask for, and that mean nothing else in Python."""

from __future__ import annotations

import functools
import keyword
import re
import unicodedata

from letterforge.models.letter_data import LetterData

LONGEST = 60
_WRITTEN = frozenset(("letterforge", "pydantic", "typing", "decimal", "int", "bool", "tuple"))
"""Names that the class is written with: a field that is called so would stand for them."""
_OF_TEMPLATES = frozenset(("true", "false", "none", "loop"))
"""Names that mean something in a template."""


def fault(name: str) -> tuple[str, str] | None:
    """What is wrong with the name of a field, and how to mend it; None where it is a name.

    >>> fault("first_name"), fault("AddressLine1")
    (None, None)
    >>> fault("first name")
    ('a name that no template can ask for', 'Write first_name: letters, digits and _, and a letter first.')
    >>> fault("model_config")[0], fault("__class__")[0], fault("import")[0]
    ('the name model_config means something else', 'a name that begins with _', 'the name import means something else')
    """
    if len(name) > LONGEST:
        return f"a name of more than {LONGEST} characters", "Write a shorter one."
    if name.startswith("_"):
        return "a name that begins with _", "Begin it with a letter."
    if not name.isidentifier() or unicodedata.normalize("NFKC", name) != name:
        return (
            "a name that no template can ask for",
            f"Write {likely(name)}: letters, digits and _, and a letter first.",
        )
    if is_taken(name):
        return f"the name {name} means something else", f"Write another, such as {name}_text."
    return None


def is_taken(name: str) -> bool:
    """Whether a name means something else: to Python, to pydantic, in a template, or in a class as it is written."""
    return keyword.iskeyword(name) or name in _WRITTEN | _OF_TEMPLATES | _of_models() or name.startswith("model_")


@functools.cache
def _of_models() -> frozenset[str]:
    return frozenset(dir(LetterData))


def likely(name: str) -> str:
    """A name that is close to a text which is none.

    >>> likely("Name of child (full)"), likely("1st date"), likely("")
    ('Name_of_child_full', 'field_1st_date', 'field')
    """
    plain = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", name)).strip("_")[:LONGEST]
    if not plain or not plain.isidentifier():
        plain = f"field_{plain}".rstrip("_")[:LONGEST]
    return f"{plain}_text"[:LONGEST] if is_taken(plain) else plain


def class_fault(name: str) -> tuple[str, str] | None:
    """As `fault`, of the name of a model."""
    found = fault(name)
    if found is None and (name in _OF_PYTHON or not name[0].isupper()):
        return "a name that no model has", "Write one that begins with a capital, such as Visit."
    return found


_OF_PYTHON = frozenset(("None", "True", "False"))


def class_name(words: str, taken: frozenset[str] = frozenset()) -> str:
    """The name of a class after the words of a file or a field, and none of those that are taken.

    >>> class_name("visit-letter"), class_name("team", frozenset(("Team",))), class_name("2026")
    ('VisitLetter', 'TeamGroup', 'Model2026')
    """
    parts = [one for one in re.split(r"[^a-zA-Z0-9]+|_", words) if one]
    plain = "".join(one[0].upper() + one[1:] for one in parts)[: LONGEST - 10]
    if not plain[:1].isalpha() or class_fault(plain) is not None:
        plain = f"Model{plain}"
    if plain not in taken:
        return plain
    numbered = (f"{plain}Group{number or ''}" for number in range(len(taken) + 1))
    return next(one for one in numbered if one not in taken)
