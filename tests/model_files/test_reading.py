"""Model files as people write them, and each mistake that they make in one: told with its line, and how to mend it."""

from __future__ import annotations

import pytest

import letterforge
from letterforge.errors import ModelError
from letterforge.model_files.building import described_by
from letterforge.model_files.description import Bounds, FieldDescription, Group, ModelDescription, Plain


def description(text: str) -> ModelDescription:
    found = described_by(letterforge.read_model(text.encode(), name="visit.model.yaml"))
    assert found is not None
    return found


def wrong(text: str) -> list[str]:
    """What is found wrong, each as ``line:column message | hint``."""
    with pytest.raises(ModelError) as caught:
        letterforge.read_model(text.encode(), name="visit.model.yaml")
    assert {one.place.file for one in caught.value.findings} == {"visit.model.yaml"}
    assert {one.rule for one in caught.value.findings} == {"model-file"}
    return [f"{one.place.line}:{one.place.column} {one.message} | {one.hint}" for one in caught.value.findings]


def fields(text: str) -> tuple[FieldDescription, ...]:
    return description(f"fields:\n{text}").fields


def test_a_field_is_a_name_and_a_type_in_one_line_or_in_several() -> None:
    short = fields("  day: date\n  note: lines, optional\n  names: list of line\n  more: list of e-mail, optional\n")
    long = fields(
        "  day: {type: Date}\n  note:\n    type: LINES\n    optional: Yes\n  names: {list: line}\n"
        "  more: {type: list of Email, optional: true, at least: 0}\n"
    )
    assert short == long
    assert short[2] == FieldDescription("names", Plain("line"), items=Bounds(1))
    assert short[3] == FieldDescription("more", Plain("e-mail"), optional=True, items=Bounds(0))


def test_a_group_is_written_with_dots_or_below_fields_and_both_are_one() -> None:
    dots = fields("  review.title: line\n  review.ref: line\n")
    below = fields("  review:\n    fields:\n      title: line\n      ref: line\n")
    both = fields("  review.title: line\n  review:\n    fields:\n      ref: line\n")
    said_first = fields("  review:\n    fields:\n      title: line\n  review.ref: line\n")
    assert (
        dots
        == below
        == both
        == said_first
        == (
            FieldDescription(
                "review", Group((FieldDescription("title", Plain("line")), FieldDescription("ref", Plain("line"))))
            ),
        )
    )
    assert fields("  review.title: line\n  review: {optional: yes}\n")[0].optional


def test_words_that_yaml_takes_for_other_things_stay_words() -> None:
    assert fields("  where: {choices: [NO, SE, 1.10, 0123, on, 2026-03-03]}\n")[0].content == Plain(
        "choice", ("NO", "SE", "1.10", "0123", "on", "2026-03-03")
    )
    assert fields("  no: yes/no\n")[0] == FieldDescription("no", Plain("yes or no"))
    assert fields("  at: {type: time, default: 14:30}\n")[0].default == "14:30"


def test_a_rule_has_a_message_or_its_own_words_and_may_be_wordy() -> None:
    text = "fields: {day: date, date: date}\nrules:\n"
    assert description(text + "  - day must be after date: too early\n").rules[0].message == "too early"
    assert (
        description(text + "  day is after date: too early\n").rules
        == description(text + "  - day after date: too early\n").rules
    )
    assert description(text + "  - day later than date\n").rules[0].relation == "after"
    assert description(text + "  - day after date: must be after date\n") == description(text + "  - day after date\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ["1:1 there is no field | Write one under fields:, such as name: line"]),
        ("fields:\n\tday: date\n", ["2:1 this is not YAML: a tab | Indent with spaces; a tab is not read."]),
        ("fields:\n  day: date\n  day: line\n", ["3:3 this key is given twice | Leave one of them out."]),
        ("fields:\n  a.b: date\n  a: {fields: {b: line}}\n", ["3:16 the field 'b' is given twice | Leave one of them out."]),
        ("fields:\n  a: line\n  a.b: date\n", ["3:3 'a' is no group, and this is a field of it | Leave the type of 'a' out, or give this another name."]),
        ("fields:\n  day: dat\n", ["2:8 'dat' is no type | Did you mean date?"]),
        ("fields:\n  name: Text\n", ["2:9 'Text' is no type | Write line, for one line of text, or lines, for several."]),
        ("fields:\n  cost: currency\n", ["2:9 'currency' is no type | Write money."]),
        ("fields:\n  x: xyzzy\n", ["2:6 'xyzzy' is no type | The types are: line, lines, e-mail, telephone, postal address, date, time, month, duration, date and time, picture, whole number, number, money, yes or no, choice."]),
        ("field:\n  day: date\n", ["1:1 the key 'field' is not known here | Did you mean fields?"]),
        ("fields:\n  day: {typ: date}\n", ["2:9 the key 'typ' is not known here | Did you mean type?"]),
        ("fields:\n  day: date, maybe\n", ["2:8 something behind the type that is not known | Write line, or line, optional"]),
        ("fields:\n  day:\n", ["2:3 the field 'day' has no type | Write one behind the colon, such as line or date."]),
        ("fields:\n  day: {optional: perhaps, type: date}\n", ["2:19 neither yes nor no | Write yes or no."]),
        ("fields:\n  first name: line\n", ["2:3 a name that no template can ask for | Write first_name: letters, digits and _, and a letter first."]),
        ("fields:\n  n: {type: line, at least: 2}\n", ["2:19 only a list has at least: | Leave it out, or write list: in the place of type:"]),
        ("fields:\n  n: {list: line, at least: two}\n", ["2:29 no number of items | Write a whole number."]),
        ("fields:\n  n: {type: date, default: soon}\n", ["2:28 the default is no value of the type date | Write it as in a data file."]),
        ("fields:\n  n: {choices: a}\n", ["2:16 no list of words | Write choices: [one, another], or one on each line behind a hyphen."]),
        ("fields:\n  n: choice\n", ["2:3 a choice without what may be chosen | Write choices: [one, another]"]),
        ("fields:\n  n: {type: line, allow: [promise-words]}\n", ["2:26 a rule that no field can allow | Did you mean promise-word?"]),
        ("fields: {a: date, b: date}\nrules:\n  - a afer b: x\n", ["3:5 what the fields must be to one another is not known | Did you mean after?"]),
        ("fields: {a: date, b: date}\nrules:\n  - a after c: x\n", ["3:5 a rule about a field that is not there | Name a field as templates do, with dots: meeting.date"]),
        ("fields: {a: date, b: time}\nrules: [a after b]\n", ["2:9 two fields that cannot be compared | Both must be days, times, amounts, lengths of time, or texts."]),
        ("fields: {a: date, b: date}\nrules: [a different]\n", ["2:9 only what stands in a list can be different by itself | Name the field that it must be different from."]),
        ("fields: {a: line, b: line}\nrules: [a after b]\n", ["2:9 only dates, times and months can be after | Days and times come before and after, amounts are more or less."]),
        ("fields:\n  meeting:\n    date: date\n", ["3:5 the key 'date' is not known here | The keys here are: type, meaning, optional, default, choices, list, fields, at least, at most, allow. The fields of a group stand under fields:, or are written with a dot: meeting.date"]),
        ("fields: [a, b]\n", ["1:9 no list of fields | Write a name, a colon and a type on each line: date: date"]),
        ("- a\n", ["1:1 no list of names with a colon each | Write one of: model, meaning, fields, rules."]),
        ("fields: {a: line}\nmeaning: |\n  one\n  two\n", ["2:10 this is more than one line | Write it on one line."]),
    ],
)  # fmt: skip
def test_each_mistake_is_told_with_its_line(text: str, said: list[str]) -> None:
    assert sorted(wrong(text)) == sorted(said)


def test_all_mistakes_are_told_at_once() -> None:
    found = wrong("fields:\n  day: dat\n  import: line\n  x: {type: line, optional: perhaps}\n")
    assert [one.split(":")[0] for one in found] == ["2", "3", "4"]


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(ModelError, match="not text in UTF-8"):
        letterforge.read_model("fields: {größe: line}".encode("latin-1"), name="a.model.yaml")
    assert wrong("fields: &a {x: *a}\n")


@pytest.mark.parametrize(
    "name",
    ["model_config", "model_fields", "copy", "json", "dict", "schema", "__class__", "_x", "import", "None", "none", "true", "loop", "class", "tuple", "letterforge", "pydantic", "int", "a" * 61],
)  # fmt: skip
def test_a_name_that_means_something_else_is_refused(name: str) -> None:
    found = wrong(f"fields:\n  {name}: line\n")
    assert len(found) == 1
    assert found[0].startswith("2:3 ")


@pytest.mark.parametrize(
    "name",
    ["x\u202ey", "x y", "x;y", "x\ny", "x=1", "x:int", "()", "ﬁeld", "1st", "x'", 'x"', "{{x}}", "a/b", "💥", ""],
)
def test_a_name_that_is_none_is_refused(name: str) -> None:
    import json

    assert wrong(f"fields:\n  {json.dumps(name)}: line\n")
