"""Rows that name their fields themselves: JSON Lines, and dictionaries and models of a program's own."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import Field

import letterforge
from letterforge import Date, Letter, LetterData, Line
from letterforge.errors import DataError
from letterforge.limits import DATA_SIGNS
from letterforge.recipients.reading import read_table, table_of
from letterforge.recipients.recipients import Recipients, recipients

CANARY = "Qanary"


class Person(LetterData):
    name: Line = Field(description="Whom it greets")
    role: Line | None = None


class Data(LetterData):
    day: Date
    person: Person
    team: tuple[Person, ...] = ()
    note: Line = "none"


TEMPLATE = letterforge.load(b"---\nlang: en\ntitle: T\n---\nDear {{ person.name }}", model=Data)
SHARED = {"day": "3 March 2026", "person": {"role": "Nurse"}}


def lines(*rows: Any, shared: Any = None, **wishes: Any) -> Recipients:
    content = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode()
    return recipients(TEMPLATE, read_table(content, name="people.jsonl"), shared=shared or SHARED, **wishes)


def said(found: Recipients) -> list[tuple[str, str]]:
    return [(one.rule, str(one.place)) for one in found.findings]


def test_a_name_may_be_a_path_a_group_or_a_description() -> None:
    found = lines(
        {"person": {"name": "Ann"}},
        "",
        {"person.name": "Ben", "day": "2026-04-01", "note": None},
        {"Whom it greets": "Cy", "team[0].name": "Dee", "team[1].name": 12},
        {"Who": "Eve"},
        columns={"Who": "person.name"},
    )
    assert said(found) == []
    letters = {number: Letter(TEMPLATE, data).values for number, data in found}
    assert [(number, values["person"]) for number, values in letters.items()] == [
        (1, {"name": "Ann", "role": "Nurse"}),
        (3, {"name": "Ben", "role": "Nurse"}),
        (4, {"name": "Cy", "role": "Nurse"}),
        (5, {"name": "Eve", "role": "Nurse"}),
    ]
    assert (letters[3]["day"], letters[3]["note"]) == (datetime.date(2026, 4, 1), "none")
    assert [one["name"] for one in letters[4]["team"]] == ["Dee", "12"]
    assert SHARED == {"day": "3 March 2026", "person": {"role": "Nurse"}}
    assert found.notes == ("read as UTF-8", "1 empty row skipped")


def test_what_is_wrong_has_the_line_and_the_field() -> None:
    found = lines(
        {"person": {"name": "TBC"}},
        {"person": {"nmae": CANARY}},
        {CANARY: 1, "person.name": "Ann"},
        {"person.name": "Ann", "Whom it greets": CANARY},
        {"person": {"name": "Ann"}, "person.role": CANARY},
    )
    assert said(found) == [
        ("stands-in", "people.jsonl:1: person.name"),
        ("unknown-key", "people.jsonl:2: person"),
        ("missing", "people.jsonl:2: person.name"),
        ("unknown-key", "people.jsonl:3"),
        ("duplicate-column", "people.jsonl:4: person.name"),
        ("duplicate-column", "people.jsonl:5: person.role"),
    ]
    assert list(found) == []
    assert CANARY not in "".join(map(str, found.findings))


def test_keys_and_equal_rows_are_found() -> None:
    row = {"person": {"name": "Ann"}}
    found = lines(row, row, key="person.name")
    assert said(found) == [("duplicate-row", "people.jsonl:2"), ("duplicate-key", "people.jsonl:2: person.name")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"person": ', "this is not JSON"),
        ('{"a": 1, "a": 2}', "this key is given twice"),
        ("[]", "this line is no object"),
        ("12", "this line is no object"),
        ('{"a": "' + "x" * DATA_SIGNS.most + '"}', "this line has more than 1,000,000 characters"),
    ],
)
def test_a_line_that_is_no_object_is_refused_with_its_number(line: str, message: str) -> None:
    found = lines({"person.name": "Ann"}, line, {"person.name": CANARY})
    (finding,) = found.findings
    assert (finding.rule, finding.place.line) == ("table-file", 2)
    assert finding.message.startswith(message)
    assert list(found) == []


def test_dictionaries_of_a_program_are_taken_as_they_are() -> None:
    rows = [{"person.name": "Ann", "day": datetime.date(2026, 4, 1)}, {"person": {"name": float("nan")}}, {1: 2}]
    found = recipients(TEMPLATE, rows, shared=SHARED)
    assert [place for _, place in said(found)] == ["rows:2: person.name", "rows:3", "rows:3: person.name"]
    ((number, data),) = found
    assert (number, Letter(TEMPLATE, data).values["day"]) == (1, datetime.date(2026, 4, 1))


def test_models_are_letters_as_they_are() -> None:
    whole = Data(day=datetime.date(2026, 4, 1), person=Person(name="Ann"))
    found = recipients(TEMPLATE, [whole])
    assert list(found) == [(1, whole)]
    ((_, data),) = recipients(
        TEMPLATE,
        [Person(name="Ben")],
        shared={"day": "3 March 2026"},
        columns={"name": "person.name", "role": "person.role"},
    )
    assert Letter(TEMPLATE, data).values["person"]["name"] == "Ben"


def test_what_can_be_gone_through_once_is_held() -> None:
    taken = []

    def people() -> Iterator[dict[str, str]]:
        for name in ("Ann", "Ben"):
            taken.append(name)
            yield {"person.name": name}

    found = recipients(TEMPLATE, people(), shared=SHARED)
    assert [[number for number, _ in found] for _ in range(2)] == [[1, 2], [1, 2]]
    assert taken == ["Ann", "Ben"]


def test_other_rows_are_refused() -> None:
    with pytest.raises(DataError, match="people:2: error: this row is neither a dictionary nor a model"):
        list(table_of([{}, (CANARY,)], name="people"))
    found = recipients(TEMPLATE, [{"person.name": "Ann"}, CANARY], shared=SHARED)
    assert said(found) == [("table-file", "rows:2")]
