"""What template and model allow, and which fields are names, dates and addresses."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import Field

import letterforge
from letterforge import Allow, Letter, LetterData, Line, Lines
from letterforge.filling.meant import NOTHING_MEANT, Meant
from letterforge.models.annotations import shape_of_model
from letterforge.models.text_rules import TextRule, judged
from letterforge.rules.data import NO_VALUE, NO_WORD
from letterforge.rules.scanning import PROMISE_WORD

HEAD = "---\ntitle: T\nlang: en-GB\n---\n"


class Person(LetterData):
    called: Annotated[str, Field(description="Name of the child")]
    colour: Annotated[str, Field(description="The one that is liked best, by name or number")]
    date_of_birth: str = "x"


class Model(LetterData):
    said: Annotated[Lines, Allow("promise-word")]
    many: Annotated[list[Line], Allow("promise-word")] = []
    people: list[Person] = []
    one: Person
    other: Line = "x"


SHAPE = shape_of_model(Model)
OF_MODEL = Meant(SHAPE, (), has_model=True)
PROMISE = next(rule for rule in judged("XXXX said no").broken)


@pytest.mark.parametrize(
    ("path", "named"),
    [
        (None, False),
        ("name", True),
        ("first_name", True),
        ("firstName", True),
        ("surname", True),
        ("file_name", False),
        ("fileName", False),
        ("productName", False),
        ("template.name", True),
        ("people[0].date_of_birth", True),
        ("names[3]", True),
        ("dates[0][1]", True),
        ("dateOfBirth", True),
        ("update", False),
        ("agencies", False),
        ("name_of_product", True),
        ("adresse", True),
        ("DATE", True),
    ],
)
def test_a_field_is_known_by_its_name(path: str | None, named: bool) -> None:  # noqa: FBT001  (a case)
    assert NOTHING_MEANT.is_named(path) is named


@pytest.mark.parametrize(
    ("path", "named"),
    [("one.called", True), ("people[0].called", True), ("one.colour", False), ("one.nothing", False), ("other", False)],
)
def test_or_by_the_first_words_of_its_description(path: str, named: bool) -> None:  # noqa: FBT001  (a case)
    assert OF_MODEL.is_named(path) is named
    assert Meant(SHAPE, (), has_model=False).is_named(path) is False


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("said", True), ("many[0]", True), ("many", True), ("other", False), ("one.called", False), (None, False)],
)
def test_a_field_of_the_model_allows_by_rule(path: str | None, allowed: bool) -> None:  # noqa: FBT001  (a case)
    assert OF_MODEL.by_field(PROMISE, path, "XXXX said no") is allowed
    assert Meant(SHAPE, (), has_model=False).by_field(PROMISE, path, "XXXX said no") is False


def meant(allow: str) -> Meant:
    template = letterforge.load(f"{HEAD}{allow}\n\n{{{{ said }}}} {{{{ many[0].text }}}}\n".encode())
    return Meant((), template.allow, has_model=False)


@pytest.mark.parametrize(
    ("allow", "path", "text", "allowed"),
    [
        ("{# allow promise-word #}", "said", "XXXX said no", True),
        ("{# allow promise-word #}", None, "XXXX said no", True),
        ("{# allow bracketed-prompt #}", "said", "XXXX said no", False),
        ("{# allow said: promise-word #}", "said", "XXXX said no", True),
        ("{# allow said: promise-word #}", "other", "XXXX said no", False),
        ("{# allow said: promise-word #}", None, "XXXX said no", False),
        ("{# allow many[].text: promise-word #}", "many[3].text", "XXXX said no", True),
        ("{# allow many.text: promise-word #}", "many[3].text", "XXXX said no", True),
        ('{# allow "XXXX said" #}', "said", "XXXX said no", True),
        ('{# allow "said no" #}', "said", "XXXX said no", False),
        ('{# allow "TBC" #}', "said", "TBC", True),
        # Of a text that only stands in for another, all of it must be allowed.
        ('{# allow "BC" #}', "said", "TBC", False),
        ('{# allow "TB" #}', "said", "TBC", False),
    ],
)
def test_a_template_allows_by_field_rule_or_text(allow: str, path: str | None, text: str, allowed: bool) -> None:  # noqa: FBT001  (a case)
    (rule,) = judged(text).broken
    assert meant(allow).by_field(rule, path, text) is allowed


@pytest.mark.parametrize(
    ("allow", "span", "allowed"),
    [
        ("{# allow promise-word #}", (4, 8), True),
        ("{# allow said: promise-word #}", (4, 8), False),
        ('{# allow "and XXXX" #}', (4, 8), True),
        ('{# allow "no XXXX" #}', (4, 8), False),
    ],
)
def test_a_template_allows_in_its_wording(allow: str, span: tuple[int, int], allowed: bool) -> None:  # noqa: FBT001  (a case)
    assert meant(allow).in_wording("promise-word", "and XXXX said no", span) is allowed
    assert NOTHING_MEANT.in_wording("promise-word", "and XXXX said no", span) is False


def test_how_it_is_allowed_is_said_where_it_can_be() -> None:
    assert OF_MODEL.how(PROMISE_WORD, "many[0]") == (
        ' If it is meant, let the field say so: Annotated[..., letterforge.Allow("promise-word")].'
    )
    assert NOTHING_MEANT.how(NO_VALUE, "many[2].text") == (
        " If it is meant, let the template say so: {# allow many[].text: no-value #}."
    )
    assert NOTHING_MEANT.how(PROMISE_WORD, None) == ""
    assert NOTHING_MEANT.how(NO_WORD, "said") == ""


def test_a_name_that_only_its_description_tells_is_refused_when_it_holds_none() -> None:
    data = {"said": "x", "one": {"called": "None", "colour": "None"}}
    template = letterforge.load(f"{HEAD}{{{{ one.called }}}} {{{{ one.colour }}}}\n".encode(), model=Model)
    with pytest.raises(letterforge.errors.DataError) as caught:
        Letter(template, data)
    assert [one.place.path for one in caught.value.findings] == ["one.called"]


def test_rules_of_texts_are_what_is_asked_for() -> None:
    assert isinstance(PROMISE, TextRule)
    assert PROMISE.rule.code == "promise-word"
