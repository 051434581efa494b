"""An empty table: a column for each field that a cell can give; filled in, it is read as the data that were meant."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any, Literal

import pytest
from pydantic import Field

import letterforge
from letterforge import Date, LetterData, Line, Month, Telephone
from letterforge.data.data_file import DataFile
from letterforge.errors import UsageError
from letterforge.recipients.blank_sheet import blank_sheet, headings
from letterforge.recipients.reading import read_table
from letterforge.recipients.recipients import Recipients, recipients
from letterforge.template import Template


class Place(LetterData):
    street: Line
    floor: Line | None = None


class Member(LetterData):
    name: Line = Field(description="Who comes.")
    telephone: Telephone | None = None


class Team(LetterData):
    name: Line
    members: list[Member] = Field(min_length=1)


class Data(LetterData):
    day: Date
    month: Month
    tone: Literal["warm", "formal"]
    place: Place | None = None
    team: Team
    notes: list[Line] = []
    answers: dict[str, Line] = {}


TEMPLATE = letterforge.load(b"---\nlang: en\ntitle: T\n---\nOn {{ day }}, {{ team.name }}.", model=Data)
GIVEN = {
    "day": "3 March 2026",
    "month": "April 2026",
    "tone": "warm",
    "place.street": "Ash Lane",
    "team.name": "North",
    "team.members[0].name": "Ann Ash",
    "team.members[0].telephone": "01632 960001",
    "team.members[1].name": "Ben Birch",
    "notes[0]": "Bring a pen.",
}


def shape() -> Any:
    assert TEMPLATE.shape is not None
    return TEMPLATE.shape


def filled(name: str, template: Template = TEMPLATE) -> Recipients:
    """What is read of the empty table when a person has filled it in."""
    assert template.shape is not None
    empty = read_table(blank_sheet(name, headings(template.shape)), name=name)
    assert empty.headings is not None
    assert list(empty) == []
    out = io.StringIO()
    csv.writer(out).writerows([empty.headings, [GIVEN.get(one, "") for one in empty.headings]])
    return recipients(template, read_table(out.getvalue().encode(), name="filled.csv"))


@pytest.mark.parametrize("name", ["people.csv", "people.tsv", "people.tab", "people.xlsx"])
def test_a_table_that_is_filled_in_gives_the_data(name: str) -> None:
    found = filled(name)
    assert found.findings == ()
    ((row, data),) = found
    assert row == 2
    assert data == {
        "day": "3 March 2026",
        "month": "April 2026",
        "tone": "warm",
        "place": {"street": "Ash Lane", "floor": None},
        "team": {
            "name": "North",
            "members": [
                {"name": "Ann Ash", "telephone": "01632 960001"},
                {"name": "Ben Birch", "telephone": None},
            ],
        },
        "notes": ["Bring a pen."],
    }


def test_what_must_be_filled_in_is_told_from_what_may() -> None:
    words = {one.path: one.words for one in headings(shape())}
    assert words["day"] == "a date: 3 March 2026 or 2026-03-03; required"
    assert words["tone"] == "one of 'warm', 'formal'; required"
    assert words["place.street"] == "text; required where anything of place is given"
    assert words["place.floor"] == "text; optional"
    assert words["team.members[0].name"] == "Who comes; text; required"
    assert words["team.members[1].name"] == "Who comes; text; required where anything of team.members[1] is given"
    assert words["notes[2]"] == "text; optional"
    assert words["answers.NAME"] == "text; add a column for each name; optional"
    assert [path for path in words if path.startswith("team.members") and path.endswith("name")] == [
        f"team.members[{number}].name" for number in range(3)
    ]


def test_what_all_letters_share_has_no_column() -> None:
    shared = {"day": "3 March 2026", "team": {"members": [{"name": "Ann Ash"}]}, "month": None}
    paths = [one.path for one in headings(shape(), DataFile(shared, None, {}))]
    assert "day" not in paths
    assert not any(path.startswith("team.members") for path in paths)
    assert {"team.name", "month"} <= set(paths)


def test_a_workbook_says_what_each_heading_means_and_keeps_zeros() -> None:
    with zipfile.ZipFile(io.BytesIO(blank_sheet("people.xlsx", headings(shape())))) as archive:
        notes = archive.read("xl/comments1.xml").decode()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    assert "a date: 3 March 2026 or 2026-03-03; required" in notes
    assert '<formula1>"warm,formal"</formula1>' in sheet
    assert 'numFmtId="49"' in styles  # Text
    assert '<pane ySplit="1"' in sheet


class Loop(LetterData):
    name: Line
    inner: Loop | None = None
    others: list[Loop] = []


def test_a_model_that_holds_itself_has_an_end() -> None:
    template = letterforge.load(b"---\nlang: en\ntitle: T\n---\n{{ name }}", model=Loop)
    assert template.shape is not None
    assert [one.path for one in headings(template.shape)] == ["name"]


class Wide(LetterData):
    rows: list[Member] = Field(min_length=501)


def test_more_columns_than_a_table_has_are_refused() -> None:
    template = letterforge.load(b"---\nlang: en\ntitle: T\n---\n{{ rows[0].name }}", model=Wide)
    assert template.shape is not None
    with pytest.raises(UsageError, match=r"more fields than a table has columns \(1,000\)"):
        headings(template.shape)
    with pytest.raises(UsageError, match="no field is left"):
        headings(template.shape, DataFile({"rows": []}, None, {}))


@pytest.mark.parametrize("name", ["people.ods", "people.xlsm", "people", "people.jsonl"])
def test_what_is_not_written_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match=r"is written as .csv, .tsv, .tab or .xlsx"):
        blank_sheet(name, headings(shape()))
