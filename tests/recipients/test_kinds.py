"""Letters of several kinds from one table."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel
from tests.cli.test_batch import KEY

import letterforge
from letterforge.errors import UsageError
from letterforge.models.fields.dates import Date
from letterforge.models.fields.text import Line
from letterforge.recipients.kinds import ByKind, by_kind
from letterforge.recipients.reading import read_table

HEAD = b"---\nlang: en\ntitle: T\n---\n"


class Invited(BaseModel):
    name: Line
    day: Date


class Thanked(BaseModel):
    name: Line
    gift: Line


TEMPLATES = {
    "": letterforge.load(HEAD + b"Dear {{ name }}, come on {{ day }}.\n", model=Invited),
    "Thanks": letterforge.load(HEAD + b"Dear {{ name }}, thank you for {{ gift }}.\n", model=Thanked),
}


def understood(table: str, name: str = "people.csv", **said: object) -> ByKind:
    return by_kind(TEMPLATES, read_table(table.encode(), name=name), "Letter", **said)  # type: ignore[arg-type]


def faults(found: ByKind) -> list[tuple[str, str]]:
    return [(one.rule, str(one.place)) for one in found.findings]


TABLE = "name,letter,day,gift\nAnn,,3 March 2026,\nBo, thanks ,,a book\nCy,,4 March 2026,tea\nDi,THANKS,,a pen\n"


def test_each_row_has_the_data_of_its_letter_in_their_order() -> None:
    found = understood(TABLE)
    assert (found.findings, found.rows, found.faulty, found.is_sound) == ((), 4, frozenset(), True)
    assert [(row, kind, sorted(data)) for row, (kind, data) in found] == [
        (2, 0, ["day", "name"]),
        (3, 1, ["gift", "name"]),
        (4, 0, ["day", "name"]),
        (5, 1, ["gift", "name"]),
    ]
    assert found.notes == ("read as UTF-8, its cells separated by a comma",)


def test_what_is_wrong_is_said_by_the_fields_of_its_letter() -> None:
    table = TABLE.replace("a book", "").replace("4 March", "34 March").replace("THANKS", "Invoice")
    found = understood(table)
    assert faults(found) == [
        ("missing", "people.csv:3:4: gift"),
        ("date", "people.csv:4:3: day"),
        ("unknown-kind", "people.csv:5:2: Letter"),
    ]
    assert (found.faulty, found.rows) == (frozenset({3, 4, 5}), 4)
    assert "Invoice" not in "".join(map(str, found.findings))


def test_a_column_that_no_letter_has_is_unknown_and_one_that_is_missing_is_missed() -> None:
    found = understood("name,letter,day,gift,shoe\nAnn,,3 March 2026,,\nBo,thanks,,a book,\n")
    assert {rule for rule, _ in faults(found)} == {"unknown-column"}
    found = understood("name,letter,day\nAnn,,3 March 2026\nBo,thanks,\n")
    assert [rule for rule, _ in faults(found)] == ["missing-column"]
    assert not found.is_sound


def test_keys_tell_people_apart_within_a_kind() -> None:
    table = TABLE.replace("Bo,", "Ann,").replace("Cy,", "Ann,")
    assert [rule for rule, _ in faults(understood(table, key="name"))] == ["duplicate-key"]
    assert faults(understood(table, key="name", several=True)) == []


def test_a_heading_that_a_mapping_names_is_for_the_letters_that_have_its_field() -> None:
    found = understood(TABLE.replace("gift", "present"), columns={"present": "gift"})
    assert faults(found) == []


def test_lines_of_json_name_their_kind_too() -> None:
    lines = '{"name": "Ann", "day": "2026-03-03"}\n{"name": "Bo", "Letter": "thanks", "gift": "tea"}\n'
    found = understood(lines, "people.jsonl")
    assert [(row, kind, sorted(data)) for row, (kind, data) in found] == [
        (1, 0, ["day", "name"]),
        (2, 1, ["gift", "name"]),
    ]


def test_a_table_without_the_column_is_refused() -> None:
    with pytest.raises(UsageError, match="there is no column Letter"):
        understood("name,day\nAnn,3 March 2026\n")


def test_rows_of_a_program_name_their_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LETTERFORGE_KEY", KEY["LETTERFORGE_KEY"])
    templates = {name or "invitation": one for name, one in TEMPLATES.items()}
    rows = [
        {"kind": "invitation", "name": "Ann", "day": "3 March 2026"},
        {"kind": "Thanks", "name": "Bo", "gift": "a book"},
    ]
    for outcome in ("written", "already written"):
        found = list(letterforge.batch(templates, rows, to="html", out=tmp_path, workers=1))
        assert [one.outcome.value for one in found] == [outcome] * 2
    assert "thank you for a book" in (tmp_path / "000002.html").read_text(encoding="utf-8")
    assert "come on" in (tmp_path / "000001.html").read_text(encoding="utf-8")
    with pytest.raises(
        UsageError, match=r"^row 1: its kind names none of the templates, which are: invitation, Thanks$"
    ):
        list(letterforge.batch(templates, [{"kind": "CANARY", "name": "Ann"}], to="html", out=tmp_path, workers=1))
