"""Without a model: what the data lack is their fault, all of it said at once, and a template can ask what is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import MakeTemplate

import letterforge
from letterforge import Letter, document, read_data
from letterforge.errors import DataError, TemplateError

CASES = Path(__file__).parent.parent / "cases"


def words(letter: Letter) -> list[str]:
    return list(document.passages(letter.document.blocks))


@pytest.mark.parametrize(
    ("body", "data", "printed"),
    [
        ("{% if ref is defined %}Ref {{ ref }}.{% endif %} Yes.", {}, "Yes."),
        ("{% if ref is defined %}Ref {{ ref }}.{% endif %} Yes.", {"ref": "R/1"}, "Ref R/1. Yes."),
        ("{% if ref is not defined %}none{% else %}Ref {{ ref }}{% endif %}", {}, "none"),
        ("{% if ref is undefined %}none{% else %}Ref {{ ref }}{% endif %}", {}, "none"),
        ("{% if not ref is defined %}none{% else %}Ref {{ ref }}{% endif %}", {}, "none"),
        ("{{ ref if ref is defined else 'none' }}", {}, "none"),
        ("{% if ref is defined and ref %}Ref {{ ref }}{% else %}none{% endif %}", {}, "none"),
        ("{% if ref is undefined or not ref %}none{% else %}Ref {{ ref }}{% endif %}", {"ref": None}, "none"),
        ("{% if p.ref is defined %}Ref {{ p.ref }}{% else %}none{% endif %}", {"p": {"name": "A"}}, "none"),
        ("{{ p.ref | default('none') }}", {"p": {"name": "A"}}, "none"),
        ("{% for p in ps if p.ref is defined %}{{ p.ref }}{% else %}none{% endfor %}", {"ps": [{"x": "A"}]}, "none"),
        ("{% for p in ps if p.ref is defined %}{{ p.ref }}{% endfor %}", {"ps": [{"x": "A"}, {"ref": "B"}]}, "B"),
    ],
)
def test_is_defined_is_a_guard(template: MakeTemplate, body: str, data: dict[str, object], printed: str) -> None:
    assert words(Letter(template(body), data)) == [printed]


def test_the_guard_of_a_word_template() -> None:
    template = letterforge.load(CASES / "14-guard-without-model" / "defined.docx")
    assert words(Letter(template, {"name": "Ann Ash", "town": "Tarn"})) == ["Dear Ann Ash,", "in Tarn"]
    assert words(Letter(template, {"name": "Ann Ash", "town": "Tarn", "ref": "R/1"}))[1] == "Ref R/1"


@pytest.mark.parametrize(
    ("body", "data", "findings"),
    [
        ("{{ name }}", "town: Tarn", ["d.yaml:1:1: name: is missing, and the template asks for it (line 5, column 4)"]),
        ("{{ name }} {{ name }}", "name:", ["d.yaml:1:1: name: is missing, and the template asks for it (line 5, column 4)"]),
        ("{% if ref %}x{% endif %}", "town: Tarn", ["d.yaml:1:1: ref: is missing, and the template asks for it (line 5, column 7)"]),
        ("{{ p.nick }}", "way: post\np:\n  name: A", ["d.yaml:3:3: p.nick: is missing, and the template asks for it (line 5, column 4)"]),
        ("{{ p.nick }}", "p:", ["d.yaml:1:1: p: is missing, and the template asks for it (line 5, column 4)"]),
        ("{% for p in ps %}{{ p.nick }}{% endfor %}", "ps:\n  - name: A", ["d.yaml:2:3: ps[].nick: is missing, and the template asks for it (line 5, column 21)"]),
        ("{% for p in ps %}x{% endfor %}", "ps:", ["d.yaml:1:1: ps: is missing, and the template asks for it (line 5, column 13)"]),
        ("{% if a.b.c is defined %}x{% endif %}", "a: {d: x}", ["d.yaml:1:4: a.b: is missing, and the template asks for it (line 5, column 7)"]),
        ("{{ ref | upper }}", "ref:", ["d.yaml:1:1: ref: is missing, and the template asks for it (line 5, column 4)"]),
    ],
)  # fmt: skip
def test_what_the_data_lack_is_said_of_the_data(
    template: MakeTemplate, body: str, data: str, findings: list[str]
) -> None:
    with pytest.raises(DataError) as caught:
        Letter(template(body), read_data(data.encode(), name="d.yaml"))
    assert [f"{one.place}: {one.message}" for one in caught.value.findings] == findings
    assert {one.rule for one in caught.value.findings} == {"missing"}


def test_a_key_that_is_close_is_named_and_no_other(template: MakeTemplate) -> None:
    with pytest.raises(TemplateError) as caught:
        Letter(template("{{ nmae }} {{ loop.index }}{{ zzz }}"), {"name": "A", "canary": "B"})
    said = [(one.rule, one.hint) for one in caught.value.findings]
    assert said == [
        ("missing", "Give it in the data, or ask in the template whether it is there: {% if zzz is defined %}."),
        ("unknown-field", "Did you mean name? Or call it nmae in the data."),
        ("unknown-field", None),
    ]


def test_the_template_and_the_values_are_judged_in_one_go(template: MakeTemplate) -> None:
    data = read_data(b"name: Ann\ntown: TBC\n", name="d.yaml")
    made = template("{{ name | date }} {{ town }} {{ ref }}")
    with pytest.raises(TemplateError) as caught:
        Letter(made, data)
    wanted = [(None, "filter"), ("d.yaml", "missing"), ("d.yaml", "stands-in")]
    assert [(one.place.file, one.rule) for one in caught.value.findings] == wanted
    assert [(one.place.file, one.rule) for one in letterforge.check(made, data)] == wanted


def test_a_template_that_cannot_be_read_hides_nothing_of_the_data() -> None:
    broken = b"---\ntitle: T\nlang: en-GB\n---\n{{ name }} {{ town }} {% if name %}\n\nMore\n"
    found = letterforge.check(broken, read_data(b"town: TBC\n", name="d.yaml"))
    assert {one.rule for one in found} == {"syntax", "missing", "stands-in"}


def test_a_template_that_cannot_be_read_uses_all_fields() -> None:
    class Model(letterforge.LetterData):
        name: letterforge.Line
        town: letterforge.Line

    broken = b"---\ntitle: T\nlang: en-GB\n---\n{{ name }} {{ town }\n"
    found = letterforge.check(broken, model=Model)
    assert {one.rule for one in found} == {"syntax"}
    sound = letterforge.check(broken.replace(b" {{ town }", b""), model=Model)
    assert {one.rule for one in sound} == {"unused-field"}


def test_what_some_items_lack_is_asked_of_the_data_first() -> None:
    source = b"---\ntitle: T\nlang: en-GB\n---\n{% for p in people %}{{ p.name }}{% endfor %}\n"
    (found,) = letterforge.check(source, {"people": [{"name": "Ann"}, {"role": "Lead"}]})
    assert found.rule == "may-be-absent"
    assert (found.hint or "").startswith("Give it in each item of the data, or guard it here. Write {% if p.name %}")
