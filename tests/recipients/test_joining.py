"""Lists from a table of their own: each item reaches the person whose key it has, and nobody's is lost without a word."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field
from xlsxwriter import Workbook

import letterforge
from letterforge import Date, LetterData, Line, Telephone
from letterforge.cli.second_tables import tables_of
from letterforge.errors import UsageError
from letterforge.findings import Place
from letterforge.recipients.reading import read_table, table_of
from letterforge.recipients.recipients import Recipients, recipients
from letterforge.recipients.sheets import SheetWriter
from letterforge.recipients.table import ERROR_CELL, Cell, Table, Wishes

CANARY = "Qanary"


class Address(LetterData):
    street: Line
    floor: Line | None = None


class Member(LetterData):
    name: Line = Field(description="Who comes")
    day: Date | None = None
    telephone: Telephone | None = None
    address: Address | None = None


class Team(LetterData):
    name: Line
    members: list[Member]


class Data(LetterData):
    reference: Line = Field(description="Our reference")
    name: Line
    members: list[Member] = []
    notes: list[Line] = []
    team: Team | None = None


TEMPLATE = letterforge.load(b"---\nlang: en\ntitle: T\n---\nDear {{ name }}.", model=Data)
PEOPLE = "reference,name\nA1,Ann Ash\nB2,Ben Birch\nC3,Cy Cole\n"


def csv(text: str, name: str = "members.csv") -> Table:
    return read_table(text.encode(), name=name)


def joined(members: str, people: str = PEOPLE, field: str = "members", **wishes: Any) -> Recipients:
    wishes = {"key": "reference", **wishes}
    return recipients(TEMPLATE, csv(people, "people.csv"), lists={field: csv(members)}, **wishes)


def lists(found: Recipients, field: str = "members") -> dict[int, Any]:
    return {row: dict(data).get(field) for row, data in found}


def said(found: Recipients) -> list[tuple[str, str | None, int | None, int | None, str | None]]:
    assert CANARY not in " ".join(map(str, found.findings))
    return [(one.rule, one.place.file, one.place.line, one.place.column, one.place.path) for one in found.findings]


def test_each_has_their_items_in_the_order_of_their_rows_and_else_none() -> None:
    found = joined("reference,name,day\nB2,Di,3 March 2026\nA1,Ed,\n b2 ,Flo,\n\n")
    assert found.findings == ()
    assert lists(found) == {
        2: [{"name": "Ed", "day": None}],
        3: [{"name": "Di", "day": "3 March 2026"}, {"name": "Flo", "day": None}],
        4: [],
    }
    for _, data in found:
        letterforge.Letter(TEMPLATE, data)


@pytest.mark.parametrize(
    "headings",
    ["reference,name", "Our reference,Who comes", "ref,members.name", "REFERENCE.,members[].name"],
)
def test_the_key_goes_by_its_heading_and_a_field_by_its_path_or_description(headings: str) -> None:
    people = PEOPLE.replace("reference", "ref") if "ref," in headings else PEOPLE
    columns = {"ref": "reference"} if "ref," in headings else {}
    headings = headings.replace("REFERENCE.", "our  reference:")
    found = joined(f"{headings}\nA1,Ed\n", people, columns=columns)
    assert said(found) == []
    assert lists(found)[2][0]["name"] == "Ed"


def test_a_mapping_names_headings_of_a_list_too() -> None:
    columns = {"Ref": "reference", " Guest ": "members.name", "Floor": "members[].address.floor"}
    people = PEOPLE.replace("reference", "Ref")
    found = joined("Ref,Guest,address.street,Floor\nA1,Ed,Ash Lane,2\n", people, columns=columns)
    assert said(found) == []
    assert lists(found)[2] == [{"name": "Ed", "address": {"street": "Ash Lane", "floor": "2"}}]
    with pytest.raises(UsageError, match=r"a heading for members\.name that the table for members does not have"):
        joined("Ref,Visitor\nA1,Ed\n", people, columns=columns)


def test_items_have_groups_and_a_group_that_is_empty_is_left_out() -> None:
    found = joined("reference,name,address.street\nA1,Ed,Ash Lane\nA1,Flo,\n")
    assert [one.get("address") for one in lists(found)[2]] == [{"street": "Ash Lane"}, None]


def test_a_list_of_texts_has_one_column_of_any_heading() -> None:
    found = joined("reference,What to bring\nA1,A pen\nC3,Tea\n", field="notes")
    assert found.findings == ()
    assert lists(found, "notes") == {2: ["A pen"], 3: [], 4: ["Tea"]}
    two = joined("What,reference,to bring\nx,A1,y\n", field="notes")
    assert said(two) == [("unknown-column", "members.csv", 1, 3, None)]
    assert not two.is_sound
    none = joined("reference\nA1\n", field="notes")
    assert said(none)[0] == ("missing-column", "members.csv", 1, None, None)


def test_a_group_that_may_be_left_out_is_where_its_list_is_empty() -> None:
    people = "reference,name,team.name\nA1,Ann,North\nB2,Ben,\nC3,Cy,South\n"
    found = joined("reference,name\nA1,Ed\n", people, field="team.members")
    assert found.findings == ()
    assert lists(found, "team") == {
        2: {"name": "North", "members": [{"name": "Ed"}]},
        3: None,
        4: {"name": "South", "members": []},
    }


def test_several_letters_for_one_person_each_have_the_list() -> None:
    found = joined("reference,name\nA1,Ed\n", PEOPLE + "a1,Ann again\n", several=True)
    assert found.findings == ()
    assert lists(found)[2] == lists(found)[5] == [{"name": "Ed"}]


# --- what is wrong --------------------------------------------------------------------------------------------------------


def test_what_is_wrong_with_an_item_stands_at_its_cell_and_stops_only_its_letter() -> None:
    members = f"reference,name,day\nB2,Di,{CANARY}\nA1,Ed,\nB2,[{CANARY}],3 March 2026\nC3,,3 March 2026\n"
    found = joined(members)
    assert said(found) == [
        ("date", "members.csv", 2, 3, "day"),
        ("stands-in", "members.csv", 4, 2, "name"),
        ("missing", "members.csv", 5, 2, "name"),
    ]
    assert (set(found.faulty), found.is_sound) == ({3, 4}, True)
    assert lists(found) == {2: [{"name": "Ed", "day": None}]}


def test_a_row_that_belongs_to_nobody_stops_all_since_somebody_may_lack_it() -> None:
    found = joined(f"reference,name\nA1,Ed\n{CANARY},Flo\n")
    assert said(found) == [("orphan-row", "members.csv", 3, 1, "reference")]
    assert not found.is_sound
    assert list(found) == []


@pytest.mark.parametrize(
    ("members", "finding"),
    [
        ("reference,name\n,Ed\n", ("missing", "members.csv", 2, 1, "reference")),
        ("reference,name\nA1\n", ("row-length", "members.csv", 2, None, None)),
        ('reference,name\nA1,"Ed\n', ("table-file", "members.csv", 2, None, None)),
        ("name,day\nEd,\n", ("missing-column", "members.csv", 1, None, None)),
        ("reference,day\nA1,3 March 2026\n", ("missing-column", "members.csv", 1, None, None)),
        ("reference,Our reference,name\nA1,A1,Ed\n", ("duplicate-column", "members.csv", 1, 2, None)),
        ("reference,name,nmae\nA1,Ed,x\n", ("unknown-column", "members.csv", 1, 3, None)),
    ],
)
def test_what_leaves_a_list_open_stops_all(members: str, finding: tuple[Any, ...]) -> None:
    found = joined(members)
    assert finding in said(found)
    assert not found.is_sound
    assert list(found) == []


def test_an_error_in_a_cell_is_said_once_and_stops_the_letter_that_would_lack_it() -> None:
    sheet = SheetWriter()
    rows: list[tuple[Cell, ...]] = [("reference", "name", "day"), ("A1", ERROR_CELL, None), ("B2", "Di", ERROR_CELL)]
    for row, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells, 1):
            sheet.cell(row, column, cell)
    table = read_table(sheet.content(), name="members.xlsx")
    found = recipients(TEMPLATE, csv(PEOPLE), key="reference", lists={"members": table})
    assert [one[:4] for one in said(found)] == [("no-value", "members.xlsx", 2, 2), ("no-value", "members.xlsx", 3, 3)]
    assert (set(found.faulty), set(lists(found))) == ({2, 3}, {4})


def test_a_cell_below_no_heading_stops_the_letter_that_would_lack_it() -> None:
    found = joined(f"reference,name,\nA1,Ed,{CANARY}\nB2,Di,\n")
    assert said(found) == [("unknown-column", "members.csv", 2, 3, None)]
    assert (set(found.faulty), set(lists(found))) == ({2}, {3, 4})


def test_a_row_that_is_there_twice_is_a_warning() -> None:
    found = joined("reference,name\nA1,Ed\nA1,Ed\n")
    assert said(found) == [("duplicate-row", "members.csv", 3, None, None)]
    assert len(lists(found)[2]) == 2


def test_a_list_that_columns_give_too_is_refused() -> None:
    found = joined("reference,name\nA1,Ed\n", "reference,name,members[0].name\nA1,Ann,Flo\n")
    assert ("duplicate-column", "people.csv", 1, 3, None) in said(found)
    assert list(found) == []


class Needs(LetterData):
    reference: Line
    members: list[Member] = Field(min_length=1)


def test_who_needs_an_item_and_has_none_is_said_at_their_row() -> None:
    template = letterforge.load(b"---\nlang: en\ntitle: T\n---\n{{ reference }}", model=Needs)
    people = csv("reference\nA1\nB2\n", "people.csv")
    found = recipients(template, people, key="reference", lists={"members": csv("reference,name\nA1,Ed\n")})
    assert said(found) == [("length", "people.csv", 3, None, "members")]
    assert [row for row, _ in found] == [2]


def test_what_is_found_in_a_letter_is_said_at_the_item() -> None:
    found = joined("reference,name\nA1,Ed\nA1,Flo\n")
    finding = joined(f"reference,name\nA1,[{CANARY}]\n").findings[0]
    place = finding.at(Place(path="members[1].name"))
    (placed,) = found.placed([place], 2)
    assert (placed.place.file, placed.place.line, placed.place.column) == ("members.csv", 3, 2)
    (elsewhere,) = found.placed([place], 4)
    assert (elsewhere.place.file, elsewhere.place.line) == ("people.csv", 4)


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        ({"key": None}, "a key is missing"),
        ({"field": "name"}, "name is no list of the model"),
        ({"field": "nothing"}, "nothing is no list of the model"),
    ],
)
def test_what_is_asked_for_wrongly(wishes: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        joined("reference,name\nA1,Ed\n", **wishes)


def test_a_list_needs_headings_and_one_table() -> None:
    people, rows = csv(PEOPLE), table_of([{"reference": "A1"}])
    with pytest.raises(UsageError, match="has no headings"):
        recipients(TEMPLATE, people, key="reference", lists={"members": rows})
    twice = {"members": csv("reference,name\nA1,Ed\n"), "members[0].address": csv("reference,street\nA1,x\n")}
    with pytest.raises(UsageError, match=r"is no list of the model|by two tables"):
        recipients(TEMPLATE, people, key="reference", lists=twice)


def test_rows_of_json_and_of_python_have_their_lists() -> None:
    members = csv("reference,name\nA1,Ed\n")
    lines = read_table(b'{"reference": "A1", "name": "Ann"}\n{"reference": "B2", "name": "Ben"}\n', name="p.jsonl")
    for people in (lines, [{"reference": "A1", "name": "Ann"}, Data(reference="B2", name="Ben")]):
        found = recipients(TEMPLATE, people, key="reference", lists={"members": members})
        assert found.findings == ()
        assert lists(found) == {1: [{"name": "Ed"}], 2: []}


def test_without_a_model_items_are_what_the_headings_say() -> None:
    template = letterforge.load(
        b"---\nlang: en\ntitle: T\n---\n{% for one in team %}{{ one.name.first }} {% endfor %}."
    )
    people, members = csv("reference\nA1\n"), csv("reference,name.first\nA1,Ed\nA1,Flo\n")
    found = recipients(template, people, key="reference", lists={"team": members})
    assert lists(found, "team") == {2: [{"name": {"first": "Ed"}}, {"name": {"first": "Flo"}}]}


@given(st.lists(st.integers(0, 5), max_size=20), st.integers(0, 5))
def test_every_item_reaches_its_owner_and_nobody_else(owners: list[int], people: int) -> None:
    first = "reference,name\n" + "".join(f"R{one},P{one}\n" for one in range(people + 1))
    second = "reference,name\n" + "".join(f"R{owner},item {at}\n" for at, owner in enumerate(owners))
    found = joined(second, first)
    orphans = [at for at, owner in enumerate(owners) if owner > people]
    assert [one.place.line for one in found.findings] == [at + 2 for at in orphans]
    if not orphans:
        had = {row - 2: [one["name"] for one in items] for row, items in lists(found).items()}
        assert had == {
            one: [f"item {at}" for at, owner in enumerate(owners) if owner == one] for one in range(people + 1)
        }


# --- the option -----------------------------------------------------------------------------------------------------------


def workbook(**sheets: list[tuple[Cell, ...]]) -> bytes:
    """A workbook of several sheets, by XlsxWriter alone."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            sheet.write_row(row, 0, cells)
    book.close()
    return out.getvalue()


def test_a_sheet_of_the_same_workbook_a_file_or_a_sheet_of_another(tmp_path: Any) -> None:
    members: list[tuple[Cell, ...]] = [("reference", "name"), ("A1", "Ed")]
    people: list[tuple[Cell, ...]] = [("reference", "name"), ("A1", "Ann")]
    rows, more, text = tmp_path / "people.xlsx", tmp_path / "more.xlsx", tmp_path / "members.csv"
    rows.write_bytes(workbook(People=people, Members=members))
    more.write_bytes(workbook(One=people, Two=members))
    text.write_text("reference,name\nA1,Ed\n", encoding="utf-8")
    for source, file in (("Members", f"{rows}:Members"), (f"{more}:Two", f"{more}:Two"), (str(text), str(text))):
        tables, sheets = tables_of([f"members={source}"], str(rows))
        assert tables["members"].file == file
        assert sheets == (("Members",) if source == "Members" else ())
        table = read_table(rows, wishes=Wishes(sheet=None if sheets else "People", besides=sheets))
        found = recipients(TEMPLATE, table, key="reference", lists=tables)
        assert lists(found) == {2: [{"name": "Ed"}]}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("members", "write it as FIELD=SHEET, FIELD=FILE or FIELD=FILE:SHEET"),
        ("=Members", "write it as"),
        ("members=", "write it as"),
        ("members=Members", "people.csv has no sheets; name the file of the list"),
        ("members=none.csv", "the table none.csv cannot be read"),
    ],
)
def test_an_option_that_is_written_wrongly(given: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        tables_of([given], "people.csv")


def test_a_list_is_given_once(tmp_path: Any) -> None:
    text = tmp_path / "members.csv"
    text.write_text("reference,name\nA1,Ed\n", encoding="utf-8")
    with pytest.raises(UsageError, match="another table gives this list"):
        tables_of([f"members={text}", f"members ={text}"], "people.csv")
