"""A model drafted from the tags of a template: what each tag says of its field, and that the template then fits."""

from __future__ import annotations

from dataclasses import replace

import pytest

import letterforge
from letterforge import LetterData, api
from letterforge.checking.drafting import draft
from letterforge.errors import ModelError
from letterforge.model_files.building import built
from letterforge.model_files.writing import written
from letterforge.template import Template

HEAD = "---\ntitle: T\nlang: en-GB\n---\n"


def template(body: str) -> Template:
    found, findings = api.read((HEAD + body + "\n").encode(), model=LetterData)
    assert found is not None, findings
    return found


def drafted(body: str) -> str:
    """The fields of the draft, as its file has them; the template fits the draft."""
    of = template(body)
    model = draft(of, "Drafted")
    assert [str(one) for one in letterforge.check(replace(of, model=built(model))) if one.is_error] == []
    return written(model).partition("fields:\n")[2]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("{{ name }}", "  name: line\n"),
        ('{{ a | date("full") }}', "  a: date\n"),
        ("{{ a | date }} {{ a | time }}", "  a: date and time\n"),
        ("{{ a | time }}", "  a: time\n"),
        ("{{ a | duration }}", "  a: duration\n"),
        ("{{ a | number(2) }}", "  a: number\n"),
        ("{{ visits | number }}", "  visits: whole number\n"),
        ("{{ a | upper }}", "  a: line\n"),
        ("{{ place | upper }}", "  place: lines\n"),
        ("{{ month | month }}", "  month: month\n"),
        ("{{ meeting.date }} {{ meeting.start_time }} {{ email }} {{ phone }}", "  meeting.date: date\n  meeting.start_time: time\n  email: e-mail\n  phone: telephone\n"),
        ("{% if urgent %}Now{% endif %}", "  urgent: yes or no\n"),
        ("{% if not urgent %}Later{% endif %}", "  urgent: yes or no\n"),
        ("{% if note %}{{ note }}{% endif %}", "  note: lines, optional\n"),
        ("{% if ref is defined %}{{ ref }}{% endif %}", "  ref: line\n"),  # with a model all fields are there
        ("{% if ref %}{{ ref }}{% endif %} {{ ref }}", "  ref: line\n"),
        ('{{ ref | default("none", true) }}', "  ref: line, optional\n"),
        ("{% if a > 3 %}Many{% endif %}", "  a: number\n"),
        ('{% if how == "dry" %}A{% elif how == "wet" %}B{% endif %}', "  how:\n    choices: [dry, wet]\n"),
        ('{% if how in ["dry", "wet"] %}A{% endif %}', "  how:\n    choices: [dry, wet]\n"),
        ('{% if how == "dry" %}A{% endif %}', "  how: line\n"),
        ("{% for one in members %}{{ one.name }}{% endfor %}", "  members:\n    list:\n      name: line\n"),
        ("{% for one in days %}{{ one | date }}{% endfor %}", "  days: list of date\n"),
        ('{{ names | join(", ") }}', "  names: list of line\n"),
        ('{% if names %}{{ names | join(", ") }}{% endif %}', "  names: list of line, optional\n"),
        ("{% for one in members %}{{ one.name }}{% else %}nobody{% endfor %}", "  members:\n    optional: yes\n    list:\n      name: line\n"),
        ("{% if m %}{{ m.day | date }}{% endif %}", "  m:\n    optional: yes\n    fields:\n      day: date\n"),
        ("{% if m %}{{ m.day | date }}{% endif %} {{ m.day | date }}", "  m.day: date\n"),
        ("{{ members[0].name }} {{ (members | last).name }}", "  members:\n    list:\n      name: line\n"),
        ("{% for a in xs %}{% for b in a.ys %}{{ b.z }}{% endfor %}{% endfor %}", "  xs:\n    list:\n      ys:\n        list:\n          z: line\n"),
        ("{% for one in members if one.active %}{{ one.name }}{% endfor %}", "  members:\n    list:\n      active: yes or no\n      name: line\n"),
        ("{{ cost * 2 }}", "  cost: number\n"),
        ("[{{ words }}](https://example.org/{{ slug }})", "  words: line\n  slug: line\n"),
    ],
)  # fmt: skip
def test_what_a_tag_says_of_its_field(body: str, fields: str) -> None:
    assert drafted(body) == fields


def test_what_contradicts_itself_is_told_by_the_name_of_the_field() -> None:
    with pytest.raises(ModelError, match="team: error: this is printed, and is a group of fields as well"):
        draft(template("{{ team }} {{ team.name }}"), "X")
    with pytest.raises(ModelError, match="copy: error: the name copy means something else"):
        draft(template("{{ copy }}"), "X")
    with pytest.raises(ModelError, match="no tag of the template asks for a field"):
        draft(template("Words."), "X")


def test_the_draft_of_the_built_in_letter_has_what_its_own_model_has() -> None:
    """But for what no tag can say: rules, and how long a conversation takes unless data say otherwise."""
    kind = letterforge.load("introductory-letter")
    found = built(draft(kind, "Drafted"))
    assert not [one for one in letterforge.check(replace(kind, model=found)) if one.is_error]

    def names(model: type, above: str = "") -> set[str]:
        out: set[str] = set()
        for name, info in model.model_fields.items():
            inner = [
                one
                for one in (info.annotation, *getattr(info.annotation, "__args__", ()))
                if hasattr(one, "model_fields")
            ]
            out |= names(inner[0], f"{above}{name}.") if inner else {above + name}
        return out

    assert names(found) == names(kind.model)
