"""What is blank: signs without a shape, and blank values behind a default that is as blank. No hole is let through."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pydantic import BaseModel
from word_files import package, paragraph

import letterforge
from letterforge import Letter, LetterData, Line, Lines
from letterforge.errors import DataError

HEAD = "---\ntitle: T\nlang: en-GB\n---\n"
FILLERS = "\u3164\u115f\u1160\uffa0"
UNSEEN = [
    *FILLERS,
    *"\u00ad\u200b\u200c\u200d\u2060\u180e\ufe0f\u2800\u034f\u17b4",
    FILLERS,
    " \u3164 ",
    "\u3164\u00a0",
]


class Typed(LetterData):
    name: Line


class Longer(LetterData):
    name: Lines


class Plain(BaseModel):
    name: str
    n: int = 1


@pytest.mark.parametrize("value", UNSEEN, ids=ascii)
@pytest.mark.parametrize("model", [Typed, Longer, Plain, None])
def test_signs_without_a_shape_are_blank(value: str, model: type[BaseModel] | None) -> None:
    for source in ((HEAD + "Dear {{ name }},\n").encode(), package(paragraph("Dear {{ name }},"))):
        with pytest.raises(DataError, match="^name: error: is blank"):
            Letter(letterforge.load(source, model=model), {"name": value})


@pytest.mark.parametrize("value", ["\u3164.", "-\u115f", "\u3164_"], ids=ascii)
def test_signs_without_a_shape_are_no_letters(value: str) -> None:
    with pytest.raises(DataError, match="^name: error: holds no letter or digit"):
        Letter(letterforge.load((HEAD + "{{ name }}\n").encode(), model=Typed), {"name": value})


def test_letters_of_hangul_are_letters() -> None:
    letter = Letter(letterforge.load(package(paragraph("{{ name }}")), model=Typed), {"name": "\uae40 \u115f\u1161"})
    assert letter.values["name"] == "\uae40 \u115f\u1161"


GUARDS = [
    "name|default('')",
    "name|default",
    "name|d('', false)",
    "name if n else ''",
    "('' if not n else name)",
    "name|default('')|upper",
    "(name or name)",
    "'' if n == 2 else (name if n else '-')",
    "name|trim|default('')",
    "name|default(name)",
]


@pytest.mark.parametrize("guard", GUARDS)
@pytest.mark.parametrize("value", ["", " ", "-"])
def test_a_blank_value_is_the_datas_own_whatever_stands_beside_it(guard: str, value: str) -> None:
    with pytest.raises(DataError, match="name: error: (is blank|holds no letter)"):
        Letter(letterforge.load((HEAD + f"Dear {{{{ {guard} }}}}!\n").encode(), model=Plain), {"name": value})


WRITTEN = [
    ("'-' if n else name", "Dear -!"),
    ("name if n == 2 else '-'", "Dear -!"),
    ("(name and 'x') or '-'", "Dear x!"),
    ("name|default('-', true)", "Dear Ash!"),
    ("'-'|upper", "Dear -!"),
    ("nick|default('-')", "Dear -!"),
    ("nick or '-'", "Dear -!"),
    ("(nick or '')|default('-', true)", "Dear -!"),
]


@pytest.mark.parametrize(("expression", "wanted"), WRITTEN)
def test_what_the_author_wrote_is_wording(expression: str, wanted: str) -> None:
    class Nick(Plain):
        nick: str | None = None

    data: Any = {"name": "Ash"}
    model = None if "default('-')" in expression and "nick|" in expression else Nick
    if model is None:
        data["people"] = [{"nick": "x"}, {}]
        body = f"{{% for p in people %}}{{% if loop.last %}}Dear {{{{ {expression.replace('nick', 'p.nick')} }}}}!{{% endif %}}{{% endfor %}}"
    else:
        body = f"Dear {{{{ {expression} }}}}!"
    letter = Letter(letterforge.load((HEAD + body + "\n").encode(), model=model), data)
    page = letterforge.render(letter, to="html").content.decode()
    assert re.sub("<[^>]+>", "", page.split("<main>")[-1].split("</main>")[0]).strip() == wanted
