from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from typing import Any

import pytest

from letterforge.data import reading as source
from letterforge.data.data_file import KEY, MOST, DataFile
from letterforge.errors import DataError

Refused = Callable[[Callable[[], Any]], list[str]]


def yaml(text: str) -> DataFile:
    return source.read(textwrap.dedent(text), file="d.yaml")


# --- YAML: as written --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "NO", "yes", "on", "Off", "true", "14:30", "01234567", "1.10", "1_000", "0x1F", "0o17", "1e3", "2026-03-03", ".inf",
        "2026-03-03 10:00:00", "12:30:45", "NULL", "Null", "=", "0b11", "+1", "1e", "..", "None",
    ],
)  # fmt: skip
def test_a_plain_scalar_stays_what_somebody_wrote(written: str) -> None:
    assert yaml(f"a: {written}").values == {"a": written}
    assert yaml(f"- {written}").values == [written]


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_nothing_is_none_unless_it_is_quoted(written: str) -> None:
    assert yaml(f"a: {written}").values == {"a": None}
    assert yaml(f"a: '{written}'").values == {"a": written}


@pytest.mark.parametrize("tagged", ["!!python/object/apply:os.system [echo]", "!!binary aGk=", "!!int 'x'", "!mine x"])
def test_tags_of_yaml_do_nothing(tagged: str) -> None:
    assert "a" in yaml(f"a: {tagged}").values


def test_keys_stay_texts() -> None:
    assert yaml("1: a\nNO: b\n2026-03-03: c\n").values == {"1": "a", "NO": "b", "2026-03-03": "c"}


def test_block_scalars_and_quotes() -> None:
    found = yaml(
        r"""
        a: |
          one
          two
        b: >
          one
          two
        c: "tab\tand \u00e9"
        d: 'it''s'
        """
    )
    assert found.values == {"a": "one\ntwo\n", "b": "one two\n", "c": "tab\tand é", "d": "it's"}


def test_every_value_and_key_has_its_place() -> None:
    found = yaml("team:\n  members:\n    - name: Ann\n      role:\n    - {name: Bo}\n")
    at = {steps: place for steps, place in found.places.items() if KEY not in steps}
    assert at == {
        (): (1, 1),
        ("team",): (2, 3),
        ("team", "members"): (3, 5),
        ("team", "members", 0): (3, 7),
        ("team", "members", 0, "name"): (3, 13),
        ("team", "members", 0, "role"): (4, 7),  # an empty value stands at its key
        ("team", "members", 1): (5, 7),
        ("team", "members", 1, "name"): (5, 14),
    }
    assert found.places["team", "members", 0, "name", KEY] == (3, 7)


def test_the_place_of_what_is_not_there_is_that_of_what_would_hold_it() -> None:
    found = yaml("team:\n  members: []\n")
    place = found.place(("team", "members", 3, "name"), "team.members[3].name")
    assert str(place) == "d.yaml:2:12: team.members[3].name"


def test_a_file_without_values_has_no_fields() -> None:
    assert yaml("").values == {}
    assert yaml("# nothing yet\n").values == {}
    assert yaml("---\n...\n").values in ({}, None)


def test_line_ends_of_windows_and_a_byte_order_mark() -> None:
    assert source.read("\ufeffa: b\r\nc: d\r\n", file="d.yaml").values == {"a": "b", "c": "d"}


def test_an_alias_stands_for_what_it_names() -> None:
    assert yaml("a: &x {n: 1}\nb: *x\n").values == {"a": {"n": "1"}, "b": {"n": "1"}}


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("a: 1\na: 2\n", "d.yaml:2:1: data-file: this key is given twice"),
        ("x:\n  a: 1\n  'a': 2\n", "d.yaml:3:3: data-file: this key is given twice"),
        ("? [a]\n: b\n", "d.yaml:1:3: data-file: a key that is not text"),
        ("a: &x [*x]\n", "d.yaml:1:4: data-file: an alias that contains itself"),
        ("a: CANARY: b\n", "d.yaml:1:10: data-file: this is not YAML: a second colon"),
        ("a:\n\t- CANARY\n", "d.yaml:2:1: data-file: this is not YAML: a tab"),
        ("a: 'CANARY\n", "d.yaml:1:4: data-file: this is not YAML: a quotation mark that is not closed"),
        ("a: b\n---\nc: CANARY\n", "d.yaml:2:1: data-file: this is not YAML: a second set of data"),
        ("a: *CANARY\n", "d.yaml:1:4: data-file: this is not YAML"),
        ("a: [CANARY\n", "d.yaml:2:1: data-file: this is not YAML: a bracket is not closed"),
        ("%CANARY\n", None),
    ],
)
def test_what_is_not_yaml_is_refused_with_its_place_and_without_a_value(
    text: str, finding: str | None, refused: Refused
) -> None:
    (found,) = refused(lambda: yaml(text))
    assert "CANARY" not in found
    assert found == finding or (finding is None and "this is not YAML" in found)


@pytest.mark.parametrize(
    "text", ["a: \x00CANARY", "a: \x07CANARY", "a: \ufffeCANARY", "[" * 5_000, "a: " + "{a: " * 2_000]
)
def test_what_pyyaml_cannot_carry(text: str, refused: Refused) -> None:
    (found,) = refused(lambda: yaml(text))
    assert "CANARY" not in found
    assert "data-file: this" in found


def test_all_repeated_keys_are_found_at_once(refused: Refused) -> None:
    assert len(refused(lambda: yaml("a: 1\na: 2\nb: 1\nb: 2\n"))) == 2


def test_a_billion_laughs_are_cut_short(refused: Refused) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    (found,) = refused(lambda: yaml("\n".join(lines)))
    assert found == f"d.yaml: data-file: this has more than {MOST:,} values; aliases count each time"


def test_a_file_that_is_too_large(refused: Refused) -> None:
    assert refused(lambda: source.read("a" * 10_000_001, file="d.yaml")) == [
        "d.yaml: data-file: the file is larger than a million characters"
    ]


# --- JSON --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Zoë", "𠮷野", "a\nb", "a\tb", 'say "x"', "a/b", "\u2028", ""])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_texts_of_json_come_back_as_they_were(text: str, ascii_only: bool) -> None:  # noqa: FBT001  (a case)
    written = json.dumps({"a": text, text or "b": [text]}, ensure_ascii=ascii_only)
    assert source.read(written, suffix=".json").values == {"a": text, text or "b": [text]}


def test_numbers_and_words_of_json_stay_as_written_or_are_what_they_say() -> None:
    found = source.read('{"a": 1.10, "b": 01234, "c": 1}'.replace("01234", "1234"), suffix=".json").values
    assert found == {"a": "1.10", "b": "1234", "c": "1"}
    assert source.read('{"n": 1' + "0" * 6_000 + "}", suffix=".json").values["n"].startswith("1000")
    assert source.read('{"a": null}', suffix=".json").values == {"a": None}


def test_json_may_have_tabs_long_keys_and_one_line() -> None:
    assert source.read('{\t"a"\t:\t"b"\t}', suffix=".json").values == {"a": "b"}
    assert source.read(json.dumps({"k" * 3_000: "b"}), suffix=".json").values == {"k" * 3_000: "b"}


def test_json_has_places_too() -> None:
    found = source.read('{\n  "a": [\n    {"b": "x, {y}: [z]"},\n    {"b": "\\"", "c": null}\n  ]\n}', file="d.json")
    at = {steps: place for steps, place in found.places.items() if KEY not in steps}
    assert at == {
        (): (1, 1),
        ("a",): (2, 8),
        ("a", 0): (3, 5),
        ("a", 0, "b"): (3, 11),
        ("a", 1): (4, 5),
        ("a", 1, "b"): (4, 11),
        ("a", 1, "c"): (4, 22),
    }
    assert found.places["a", 1, "c", KEY] == (4, 17)


def test_text_without_a_suffix_is_json_if_it_begins_like_it() -> None:
    assert source.read(' {"a": 1}', file="standard input").values == {"a": "1"}
    assert source.read("a: 1", file="standard input").values == {"a": "1"}


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ('{"a": 1, "a": 2}', "d.json:1:10: data-file: this key is given twice"),
        ('[{"x": {"a": 1,\n "a": 2}}]', "d.json:2:2: data-file: this key is given twice"),
        ('{"a": CANARY}', "d.json:1:7: data-file: this is not JSON: Expecting value"),
        ('{"a": "CANARY"', "d.json:1:15: data-file: this is not JSON: Expecting ',' delimiter"),
        ("{'CANARY': 1}", None),
        ('{"a": NaN}', "d.json: data-file: this is not JSON, or is nested too deep"),
        ('{"a": Infinity}', "d.json: data-file: this is not JSON, or is nested too deep"),
        ('{"a": "CANARY\n"}', "d.json:1:14: data-file: this is not JSON: Invalid control character at"),
        ("[" * 100_000, "d.json: data-file: this is not JSON, or is nested too deep"),
        ("", "d.json:1:1: data-file: this is not JSON: Expecting value"),
    ],
)
def test_what_is_not_json_is_refused_with_its_place_and_without_a_value(
    text: str, finding: str | None, refused: Refused
) -> None:
    (found,) = refused(lambda: source.read(text, file="d.json"))
    assert "CANARY" not in found
    assert found == finding or (finding is None and "d.json:1:2: data-file: this is not JSON" in found)


# --- TOML --------------------------------------------------------------------------------------------------------------


def test_toml_gives_texts_and_dates_as_written() -> None:
    found = source.read(
        "a = 1.10\nb = 007\n".replace("007", "7") + 'c = true\nd = 2026-03-03\ne = 14:30:00\nf = "x"\n', file="d.toml"
    )
    assert {key: str(value) for key, value in found.values.items()} == {
        "a": "1.10", "b": "7", "c": "true", "d": "2026-03-03", "e": "14:30:00", "f": "x",
    }  # fmt: skip


def test_toml_has_places_too() -> None:
    found = source.read(
        '[team]\nname = "x"\n\n[[team.members]]\nname = "Ann"\n[[team.members]]\n  name = "Bo"\n[team.members.home]\ntown = "W"\n',
        file="d.toml",
    )
    at = {steps: place for steps, place in found.places.items() if KEY not in steps}
    assert at[("team", "name")] == (2, 8)
    assert at[("team", "members", 0, "name")] == (5, 8)
    assert at[("team", "members", 1, "name")] == (7, 10)
    assert at[("team", "members", 1, "home", "town")] == (9, 8)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("a = 1\na = 2\n", "d.toml:2:6: data-file: this is not TOML, or has a key twice"),
        ("a = CANARY\n", "d.toml:1:5: data-file: this is not TOML, or has a key twice"),
        ('a = "CANARY', None),
        ("a = " + "9" * 5_000, "d.toml: data-file: this is nested too deep, or a number of too many digits"),
        ("a = 0x" + "f" * 5_000, "d.toml: data-file: this is nested too deep, or a number of too many digits"),
        ("a = " + "[" * 5_000, "d.toml: data-file: this is nested too deep, or a number of too many digits"),
    ],
)
def test_what_is_not_toml_is_refused_with_its_place_and_without_a_value(
    text: str, finding: str | None, refused: Refused
) -> None:
    (found,) = refused(lambda: source.read(text, file="d.toml"))
    assert "CANARY" not in found
    assert found == finding or (finding is None and "this is not TOML" in found)


def test_the_values_of_a_file_are_not_in_its_repr() -> None:
    assert "CANARY" not in repr(yaml("a: CANARY"))


def test_the_suffix_says_what_a_file_is() -> None:
    with pytest.raises(DataError, match="this is not TOML"):
        source.read("a: b", file="d.TOML")
    assert source.read("a: b", file="d.toml", suffix=".yml").values == {"a": "b"}
