"""The walk of the check: where findings come from, warnings, fields that nothing prints, uses."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
import word_files
from pydantic import Field, create_model

import letterforge
from letterforge import LetterData, Line, Stationery
from letterforge.checking.check import check
from letterforge.expressions.paths import format_path
from letterforge.findings import Severity
from letterforge.models.annotations import shape_of_model
from letterforge.template import Template

Check = Callable[..., list[str]]
Make = Callable[..., Template]


class Member(LetterData):
    name: Line
    role: Line
    note: Line | None = None


class Model(LetterData):
    title: Line
    members: Annotated[list[Member], Field(min_length=1)]
    guests: list[Member] = []
    towns: list[Line]
    plain: str = "x"
    note: Line | None = None


def all_of(template: Template) -> list[str]:
    return [f"{one.severity.value}: {one.message}" for one in letterforge.check(template)]


def test_required_fields_that_nothing_prints_are_warned_of(template: Make) -> None:
    assert all_of(template("{{ title }}{% for m in members %}{{ m.name }}{% endfor %}", Model)) == [
        "warning: the model asks for members[].role, and the letter does not use it",
        "warning: the model asks for towns, and the letter does not use it",
    ]


def test_a_field_that_a_condition_asks_for_is_used(template: Make) -> None:
    body = "{% if towns %}{{ title }}{% endif %}{% for m in members if m.role == 'Chair' %}{{ m.name }}{% endfor %}"
    assert all_of(template(body, Model)) == []


def test_a_list_of_which_one_item_is_printed_is_used(template: Make) -> None:
    body = "{{ title }} {{ towns[0] or '-' }}{% for m in members %}{{ m.name }}, {{ m.role }}{% endfor %}"
    assert all_of(template(body, Model)) == []


def test_no_field_is_called_unused_while_there_is_an_error(template: Make) -> None:
    assert all_of(template("{{ titel }}", Model)) == ["error: there is no field 'titel'"]


def test_the_title_uses_fields_too() -> None:
    source = b"---\ntitle: '{{ title }}'\nlang: en-GB\n---\n{{ towns | length }}{% for m in members %}{{ m.name }}, {{ m.role }}{% endfor %}\n"
    assert letterforge.check(source, model=Model) == ()
    wrong = b"---\ntitle: '{{ titel }}'\nlang: en-GB\n---\nx\n"
    (finding,) = letterforge.check(wrong, model=Model)
    assert (finding.place.line, finding.place.column, finding.hint) == (2, 12, "Did you mean title?")


def test_fields_that_the_stationery_prints_are_used(template: Make, project: Path, tmp_path: Path) -> None:
    look = _stationery(project, tmp_path, "{{ title }}, {{ towns | length }}")
    body = "{% for m in members %}{{ m.name }}, {{ m.role }}{% endfor %}"
    assert letterforge.check(template(body, Model), stationery=look) == ()


def test_findings_about_the_stationery_name_its_file(template: Make, project: Path, tmp_path: Path) -> None:
    look = _stationery(project, tmp_path, "{{ titel }}")
    (finding,) = letterforge.check(template("x", Model), stationery=look)
    assert finding.place.file is not None
    assert finding.place.file.endswith("stationery.toml: furniture.en-GB.footer")
    assert finding.message == "there is no field 'titel'"


def _stationery(project: Path, folder: Path, footer: str) -> Stationery:
    plain = project / "templates" / "stationery" / "plain"
    fonts = (plain / "stationery.toml").read_text(encoding="utf-8").split("[[fonts]]")[1]
    look = folder / "look"
    look.mkdir()
    shutil.copytree(plain / "fonts", look / "fonts")
    (look / "stationery.toml").write_text(f'[[fonts]]{fonts}\n[furniture.en]\nfooter = "{footer}"\n', encoding="utf-8")
    return Stationery.read(look)


@pytest.mark.parametrize(
    ("body", "warned"),
    [
        ("# Guests\n\n{% for g in guests %}\n- {{ g.name }}\n{% endfor %}", True),  # joined into a list
        ("# Guests\n\n- One more\n{% for g in guests %}\n- {{ g.name }}\n{% endfor %}", False),
        ("# Guests\n\n{% for g in guests %}\n{{ g.name }}\n{% endfor %}", True),
        ("# Guests\n\n{% for g in guests %}\n{{ g.name }}\n{% endfor %}\n\n# Next", True),
        ("# Guests\n\n{% for g in guests %}\n{{ g.name }}\n{% endfor %}\n\nMore.", False),
        ("# Guests\n\n{% for g in guests %}\n{{ g.name }}\n{% else %}\nNobody.\n{% endfor %}", False),
        ("# Members\n\n{% for m in members %}\n{{ m.name }}\n{% endfor %}", False),
        ("# Members\n\n{% for m in members if m.note %}\n{{ m.name }}\n{% endfor %}\n\n# Next", True),
        ("{% if guests %}\n# Guests\n\n{% for g in guests %}\n{{ g.name }}\n{% endfor %}\n{% endif %}", False),
        ("Words.\n\n{% for g in guests %}\n{{ g.name }}\n{% endfor %}", False),
    ],
)
def test_a_heading_that_may_stand_over_nothing(body: str, warned: bool, check_body: Check) -> None:  # noqa: FBT001  (a case)
    found = [one.split(" ", 1)[1] for one in check_body(body, Model)]
    wanted = ["empty-section: if this list is empty, the heading above has nothing below it"]
    assert found == (wanted if warned else [])


def test_a_plain_text_is_warned_of_once(check_body: Check) -> None:
    assert check_body("{{ plain }} and\n{{ plain }} and {{ title }}", Model) == [
        "5:1 plain-text: the model allows plain to be blank or a stand-in such as TBC; the letter would then be refused"
    ]


def test_warnings_do_not_stop_a_letter(template: Make) -> None:
    made = template("{{ plain }}{% for m in members %}{{ m.name }}{% endfor %}", Model)
    assert {one.severity for one in letterforge.check(made)} == {Severity.WARNING}
    data = {"title": "T", "members": [{"name": "A", "role": "r"}], "towns": []}
    assert letterforge.Letter(made, data)


def test_an_error_in_the_head_of_a_loop_is_not_told_again_for_its_body(check_body: Check) -> None:
    body = "{% for m in membrs %}{{ m.name }}{{ m.nmae }}{% endfor %}"
    assert check_body(body, Model) == ["5:13 unknown-field: there is no field 'membrs'"]


def test_the_same_fault_at_two_places_is_told_twice(check_body: Check) -> None:
    assert len(check_body("{{ x1 }} {{ x1 }}", Model)) == 2


def test_all_findings_come_in_the_order_of_the_file(check_body: Check) -> None:
    found = check_body("{{ x1 }}\n\n{% if x2 %}\n{{ x3 }}\n{% endif %}\n\n- {{ x4 }}\n- {{ note }}\n", Model)
    assert [one.split(":")[0] for one in found] == ["5", "7", "8", "11", "12"]


def test_uses_know_the_field_in_the_data_and_the_place(template: Make) -> None:
    made = template(
        "{% for m in members %}{{ m.name }}{% for t in towns %}{{ t }}{% endfor %}{% endfor %}{{ members[0].role }}",
        Model,
    )
    found = check(made.wording.blocks, shape_of_model(Model))
    used = {format_path(use.path) for use in found.uses}
    assert used == {"members", "members[].name", "towns", "towns[]", "members[].role"}
    assert all(use.place.line == 5 for use in found.uses)


class Branch(LetterData):
    name: Line
    below: list[Branch]
    first: Branch


def test_a_model_that_requires_itself_is_checked_without_end(check_body: Check, template: Make) -> None:
    assert check_body("{{ name }}{% for one in below %}{{ one.name }}{% endfor %}", Branch) == []
    found = template("{{ name }}", Branch).findings
    assert [one.message for one in found] == []


def test_of_a_list_that_is_always_none_only_that_is_told(check_body: Check) -> None:
    model = create_model("Made", __base__=LetterData, gone=(None, None))
    for body in ("{{ x }}{{ nothing }}", "{{ x or '' }}", "{% if loop.indx %}{{ x }}{% endif %}"):
        (found,) = check_body(f"{{% for x in gone %}}{body}{{% endfor %}}", model)
        assert "gone may be absent here" in found


@pytest.mark.parametrize(
    "body",
    [
        "{{ name or '' }}",
        "{{ name | default('') }}",
        "{{ name | default(' ') }}",
        "{{ name | default }}",
        "{{ (name or '') | upper }}",
        "{{ (name or '') or name }}",
        "{{ name if name else (name | default('')) }}",
        "{{ (name or '') if name else 'x' }}",
        "{{ name or (name or '') }}",
    ],
)
def test_a_blank_that_stands_in_is_warned_of(body: str, check_body: Check) -> None:
    model = create_model("Made", __base__=LetterData, name=(Line | None, None))
    warned = [one for one in check_body(body, model) if "blank-default" in one]
    source = body.removeprefix("{{ ").removesuffix(" }}")
    assert warned == [
        f"5:1 blank-default: where there is no value, {source} prints nothing, and the sentence has a hole"
    ]


@pytest.mark.parametrize("made", ["upper", "trim", "replace('n', 'm')", "replace('n', '')"])
def test_what_is_made_of_a_blank_is_a_hole(made: str, check_body: Check) -> None:
    model = create_model("Made", __base__=LetterData, names=(list[Line], []))
    found = check_body(f"{{{{ names[0] | default | {made} }}}}", model)
    assert [one for one in found if one.startswith(("5:1 blank:", "5:1 may-be-absent:"))]


@pytest.mark.parametrize(
    "body",
    [
        "{{ name or 'x' }}",
        "{{ name | default('x', true) }}",
        "{{ 'x' | upper }}",
        "{{ name if name else 'x' }}",
        "{{ '' if name else 'x' }}",
    ],
)
def test_what_is_no_blank_that_stands_in(body: str, check_body: Check) -> None:
    model = create_model("Made", __base__=LetterData, name=(Line | None, None))
    assert [one for one in check_body(body, model) if "blank-default" in one] == []


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("n", ["n"]),
        ("not n", ["n"]),
        ("n or m", ["n", "m"]),
        ("name and n", ["n"]),
        ("name", []),
        ("n != 0", []),
        ("n is odd", []),
        ("loop.index0", []),
        ("loop.index0 or n", ["n"]),
    ],
)
def test_a_condition_that_takes_zero_for_nothing(condition: str, told: list[str], check_body: Check) -> None:
    model = create_model(
        "Made", __base__=LetterData, name=(Line, ...), n=(int, ...), m=(int | None, None), xs=(list[Line], [])
    )
    body = f"{{% for x in xs %}}{{% if {condition} %}}y{{% endif %}}{{% endfor %}}{{{{ name }}}}"
    found = [one for one in check_body(body, model, hints=True) if "takes 0 for nothing" in one]
    assert [one.split("hidden-zero: ")[1].split()[0] for one in found] == told
    for name, one in zip(told, found, strict=True):
        asked = f"{name} is not none" if name == "m" else one.split("Write ")[1].split(" if 0")[0]
        assert one.endswith(f"Write {asked} if 0 is a value like any other, or {name} != 0 if it is not.")


def test_a_recursive_model_is_checked_without_end(check_body: Check) -> None:
    found: Any = create_model("Tree", __base__=LetterData, name=(Line, ...), children=("list[Tree]", []))
    body = "{{ name }}{% for c in children %}{{ c.name }}{% for d in c.children %}{{ d.name }}{{ d.nmae }}{% endfor %}{% endfor %}"
    assert check_body(body, found) == ["5:86 unknown-field: d has no field 'nmae'"]


class Wide(LetterData):
    number: int
    maybe: int | None = None
    text: Line
    way: Literal[1, 2] = 1
    far: Literal[0, 64] = 0
    said: Literal["2", "3"] = "2"


@pytest.mark.parametrize(
    ("expression", "rule"),
    [
        ("number", None),
        ("number + 1", None),
        ("way", None),
        ("said", None),
        ("2", None),
        ("64", "columns"),
        ("far", "columns"),
        ("text", "columns"),
        ("maybe", "may-be-absent"),
        ("maybe or 'x'", "columns"),
        ("text | length", None),
        ("[number]", "columns"),
    ],
)
def test_the_columns_that_a_cell_spans_are_a_number(expression: str, rule: str | None) -> None:
    table = word_files.table((f"{{% colspan {expression} %}}x", "y"))
    found = letterforge.check(word_files.package(table), model=Wide)
    assert [one.rule for one in found if one.is_error] == ([] if rule is None else [rule])


def test_without_a_model_a_text_may_be_a_number_of_columns() -> None:
    template = letterforge.load(word_files.package(word_files.table(("{% colspan number %}x", "y"))))
    assert [one.rule for one in letterforge.check(template, {"number": "2"}) if one.is_error] == []
    assert letterforge.Letter(template, {"number": "2"})
    assert [one.rule for one in letterforge.check(template, {"number": [2]}) if one.is_error] == ["columns"]
