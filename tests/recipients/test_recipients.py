"""All rows are checked before there is a letter: every fault in one report, with its place, and without a value."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import Field

import letterforge
from letterforge import Date, Email, Letter, LetterData, Line, Lines, Month, Time
from letterforge.checking.reports import written
from letterforge.data.data_file import DataFile
from letterforge.errors import UsageError
from letterforge.models.letter_data import rule
from letterforge.recipients import checking, gathering
from letterforge.recipients.reading import read_table
from letterforge.recipients.recipients import Recipients, recipients
from letterforge.template import Template

CANARY = "Qanary"


class Person(LetterData):
    name: Line = Field(description="First name and surname")
    email: Email | None = None


class Deputy(LetterData):
    name: Line
    email: Email | None = None


class Data(LetterData):
    reference: Line
    day: Date
    month: Month | None = None
    time: Time | None = None
    address: Lines | None = None
    person: Person
    deputy: Deputy | None = None
    team: tuple[Person, ...] = ()
    sender: Line

    @staticmethod
    @rule("reference", "sender")
    def _other(reference: str, sender: str) -> str | None:
        return "is the sender" if reference == sender else None


SHARED: dict[str, Any] = {"sender": "Northmere", "day": "3 March 2026"}


def template(model: type[LetterData] | None = Data, words: str = "Dear {{ person.name }}") -> Template:
    return letterforge.load(f"---\nlang: en\ntitle: T\n---\n{words}".encode(), model=model)


def made(text: str, shared: Any = None, model: type[LetterData] | None = Data, **wishes: Any) -> Recipients:
    table = read_table(text.encode(), name="people.csv")
    return recipients(template(model), table, shared=SHARED if shared is None else shared, **wishes)


def said(found: Recipients) -> list[tuple[str, int | None, int | None, str | None]]:
    return [(one.rule, one.place.line, one.place.column, one.place.path) for one in found.findings]


def test_each_row_is_the_data_of_a_letter() -> None:
    found = made(
        "reference,day,month,time,person.name,deputy.name,team[0].name,team[1].name\n"
        "01,2026-04-01,April 2026,2 pm,Ann Ash,,Bo,Cy\n"
        "\n"
        "02,1 May 2026,,,Ben Birch,Dee,,\n"
    )
    assert said(found) == []
    assert (found.rows, found.notes[-1]) == (2, "1 empty row skipped")
    rows = [(number, dict(data)) for number, data in found]
    assert [number for number, _ in rows] == [2, 4]
    letters = [Letter(template(), data) for _, data in rows]
    assert [letter.values["reference"] for letter in letters] == ["01", "02"]
    assert [letter.values["deputy"] for letter in letters] == [None, {"name": "Dee", "email": None}]
    assert [[one["name"] for one in letter.values["team"]] for letter in letters] == [["Bo", "Cy"], []]
    assert letters[0].values["day"].isoformat() == "2026-04-01"  # the column is over the shared data
    assert SHARED == {"sender": "Northmere", "day": "3 March 2026"}


def test_an_empty_cell_is_empty_whatever_the_shared_data_have() -> None:
    found = made("reference,day,person.name\n01,,Ann\n")
    assert said(found) == [("missing", 2, 2, "day")]
    found = made("reference,person.name,address\n01,Ann,\n", {**SHARED, "address": "Leeds"})
    assert [dict(data)["address"] for _, data in found] == [None]


def test_shared_data_lie_below_the_columns_of_a_row() -> None:
    shared = {**SHARED, "person": {"name": "Nobody", "email": "a@example.org"}, "team": [{"name": "Ruth"}]}
    ((_, data),) = made("reference,person.name,team[1].name\n01,Ann,Bo\n", shared)
    assert dict(data)["person"] == {"name": "Ann", "email": "a@example.org"}
    assert dict(data)["team"] == [{"name": "Ruth"}, {"name": "Bo"}]
    ((_, data),) = made("reference,team[1].name\n01,\n", shared)
    assert dict(data)["team"] == [{"name": "Ruth"}]


def test_every_fault_is_in_one_report_at_its_place() -> None:
    found = made(
        "reference,First name and surname,person.email,month,team[0].name,team[1].name\n"
        "01,Ann Ash,ann@example.org,April 2026,,\n"
        f"02,,{CANARY},May,,{CANARY}\n"
        f"03,{CANARY}\n"
        f"04,TBC,,,{CANARY},\n"
        "01,Ann Ash,ann@example.org,April 2026,,\n"
    )
    assert said(found) == [
        ("missing", 3, 2, "First name and surname (person.name)"),
        ("email", 3, 3, "person.email"),
        ("month", 3, 4, "month"),
        ("missing", 3, 5, "team[0].name"),
        ("row-length", 4, None, None),
        ("stands-in", 5, 2, "First name and surname (person.name)"),
        ("duplicate-row", 6, None, None),
    ]
    assert found.faulty == {3, 4, 5}
    assert [number for number, _ in found] == [2, 6]
    assert CANARY not in "".join(map(str, found.findings)) + repr(found)


def test_keys_tell_people_apart() -> None:
    text = f"reference,person.name\nA 1,Ann\na  1,{CANARY}\n,Cy\n"
    found = made(text, key="reference")
    assert said(found) == [("duplicate-key", 3, 1, "reference"), ("missing", 4, 1, "reference")]
    assert next(one.message for one in found.findings) == "is the key of row 2, too"
    assert CANARY not in "".join(map(str, found.findings))
    found = made(text, key="reference", several=True)
    assert said(found) == [("missing", 4, 1, "reference")]
    assert [number for number, _ in found] == [2, 3]
    for key in ("nobody", "person"):
        with pytest.raises(UsageError, match="the key is no field"):
            made(text, key=key)


def test_what_no_column_gives_is_said_once() -> None:
    found = made("reference,deputy.email\n" + "".join(f"{n},\n" for n in range(9)), {"sender": "N"})
    assert said(found) == [("missing-column", 1, None, None)] * 3
    assert [one.message.split(",")[0] for one in found.findings] == [
        "no column gives day",
        "no column gives person.name",
        "no column gives deputy.name",
    ]
    assert list(found) == []


def test_a_list_without_its_first_item_is_said() -> None:
    found = made("reference,person.name,team[1].name\n1,Ann,Bo\n")
    assert [one.message for one in found.findings][:1] == [
        "no column gives team[0], and the shared data do not have it"
    ]


def test_a_fault_of_the_shared_data_is_said_once_and_at_its_place() -> None:
    shared = letterforge.read_data(b"sender: Northmere\nday: 31 February 2026\n", name="shared.yaml")
    found = made("reference,person.name\n1,Ann\n2,Ben\n", shared)
    assert [(str(one.place), one.rule) for one in found.findings] == [("shared.yaml:2:6: day", "date")]
    assert list(found) == []


def test_a_rule_across_fields_names_the_row() -> None:
    found = made("reference,person.name\n1,Ann\nNorthmere,Ben\n")
    assert said(found) == [("rule", 3, 1, "reference")]
    assert [number for number, _ in found] == [2]


def test_a_quotation_mark_that_swallows_a_row_is_a_warning() -> None:
    found = made(
        'reference,person.name,address\n1,Ann,"1 Mill Lane\n2,Ben,York"\n3,Cy,"2 Mill Lane\nLeeds, York, UK"\n'
    )
    assert said(found) == [("row-in-cell", 2, 3, "address")]


def test_a_file_that_breaks_off_gives_no_letter() -> None:
    found = made('reference,person.name\n1,Ann\n2,"Ben\n3,Cy\n')
    assert said(found) == [("table-file", 3, None, None)]
    assert list(found) == []


def test_a_column_without_a_heading_may_only_be_empty() -> None:
    assert said(made("reference,person.name,\n1,Ann,\n")) == []
    assert said(made(f"reference,person.name,\n1,Ann,{CANARY}\n")) == [("unknown-column", 2, 3, None)]


def test_a_template_without_a_model_is_tried_row_by_row() -> None:
    found = made(f"person.name,note\nAnn,x\n,{CANARY}\nTBC,y\n", {}, None)
    assert [(one.rule, one.place.line, one.place.column) for one in found.findings if one.is_error] == [
        ("missing", 3, 1),
        ("stands-in", 4, 1),
    ]
    assert [data for _, data in found] == [{"person": {"name": "Ann"}, "note": "x"}]


def test_what_is_found_later_has_its_place_too() -> None:
    found = made("reference,First name and surname\n1,Ann\n")
    about = letterforge.rules.data.NO_GLYPH.at(letterforge.findings.Place(path="person.name"), message="m")
    whole = letterforge.rules.data.NO_GLYPH.at(letterforge.findings.Place(path="sender"), message="m")
    places = [str(one.place) for one in found.placed([about, whole], 2)]
    assert places == ["people.csv:2:2: First name and surname (person.name)", "people.csv:2: sender"]


def test_reports_for_others_have_row_and_column() -> None:
    found = made("reference,person.email,person.name\n1,x,Ann\n")
    (log,) = json.loads(written(found.findings, "sarif", version="0"))["runs"]
    (location,) = log["results"][0]["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 2}
    assert location["logicalLocations"] == [{"fullyQualifiedName": "person.email"}]
    assert json.loads(written(found.findings, "json", version="0"))["findings"][0]["line"] == 2


def test_shared_data_are_fields() -> None:
    with pytest.raises(UsageError, match="the shared data are not fields with values"):
        made("reference\n1\n", DataFile([], None, {}))


@pytest.mark.parametrize("rows", [100, 1000])
def test_each_row_is_looked_at_once(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = {"made": 0, "judged": 0}
    assembled, judged = gathering.assembled, checking.plain_values

    def made_once(*values: Any) -> Any:
        counted["made"] += 1
        return assembled(*values)

    def judged_once(*values: Any) -> Any:
        counted["judged"] += 1
        return judged(*values)

    monkeypatch.setattr(gathering, "assembled", made_once)
    monkeypatch.setattr(checking, "plain_values", judged_once)
    found = made("reference,person.name\n" + "".join(f"{n},Ann\n" for n in range(rows)), key="reference")
    assert found.rows == rows
    assert counted == {"made": rows, "judged": rows}
