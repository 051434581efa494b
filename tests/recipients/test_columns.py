"""Headings: paths, descriptions, titles, mappings; what they do not mean is said, and no heading that may be a value."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ConfigDict, Field

from letterforge import LetterData, Line
from letterforge.findings import Finding, Findings
from letterforge.models.annotations import shape_of_model
from letterforge.recipients.columns import Columns, Fields, columns_of
from letterforge.recipients.reading import read_table


class Person(LetterData):
    name: Line = Field(description="First name and surname")
    role: Line | None = Field(default=None, title="Office")


class Data(LetterData):
    reference: Line
    participant: Person
    members: tuple[Person, ...] = ()
    notes: tuple[Line, ...] = ()
    extra: dict[str, str] = {}

    @property
    def shouted(self) -> str:
        return self.reference.upper()


class Aliased(BaseModel):
    model_config = ConfigDict(validate_by_alias=True)
    family: Line = Field(alias="familyName", description="The name")
    given: Line = Field(description="The name")


def found(*headings: str, model: type[BaseModel] | None = Data, **mapping: str) -> tuple[Columns, list[Finding]]:
    findings = Findings()
    table = read_table("\t".join(headings).encode(), name="people.tsv")
    shape = None if model is None else shape_of_model(model)
    return columns_of(table, Fields(shape, mapping), findings), list(findings)


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("reference", "reference"),
        (" participant.name ", "participant.name"),
        ("First name and surname", "participant.name"),
        ("first name  and surname:", "participant.name"),
        ("Office", "participant.role"),
        ("members[0].name", "members[0].name"),
        ("members[12].role", "members[12].role"),
        ("notes[1]", "notes[1]"),
        ("extra.colour", "extra.*"),
        ("Who", "participant.name"),
    ],
)
def test_a_heading_is_a_path_a_description_a_title_or_what_a_mapping_says(heading: str, path: str) -> None:
    columns, findings = found(heading, **({"Who": "participant.name"} if heading == "Who" else {}))
    assert findings == []
    assert [column.target.path for column in columns.known] == [path]


@pytest.mark.parametrize(
    ("heading", "hint"),
    [
        ("participant.nmae", "Did you mean participant.name?"),
        ("Name", "Did you mean participant.name?"),
        ("ofice", "Did you mean participant.role?"),
        ("participant", "Name one of them: participant.name."),
        ("members", "Name one of them: members[0]."),
        ("members.name", "Did you mean members[0].name?"),
        ("participant[0]", None),
        (
            "CANARY",
            "The fields are: reference, participant.name, participant.role, members[0].name, members[0].role, notes[0], extra.",
        ),
    ],
)
def test_a_heading_that_is_no_field_is_not_shown(heading: str, hint: str | None) -> None:
    columns, (finding,) = found("reference", heading)
    assert (finding.rule, finding.place.line, finding.place.column) == ("unknown-column", 1, 2)
    assert hint is None or finding.hint == hint
    assert "CANARY" not in str(finding)
    assert len(columns.known) == 1


def test_two_columns_for_one_field_are_an_error() -> None:
    for twin in ("participant.name", "First name and surname"):
        _, (finding,) = found("participant.name", "reference", twin)
        assert finding.rule == "duplicate-column"
        assert finding.message == "column C gives participant.name, as column A does"


def test_a_description_of_two_fields_means_neither() -> None:
    _, (finding,) = found("The name", model=Aliased)
    assert (finding.rule, finding.hint) == ("unknown-column", "It describes more than one: family, given.")
    columns, findings = found("familyName", "given", model=Aliased)
    assert (findings, [one.target.steps[0].keys[0] for one in columns.known]) == ([], ["familyName", "given"])


def test_a_mapping_that_fits_nothing_is_said() -> None:
    _, findings = found("reference", Who="participant.name")
    assert [one.message for one in findings] == [
        "the mapping names a heading for participant.name that the table does not have"
    ]
    _, findings = found("Who", Who="participant.nmae")
    assert "the mapping names a field that does not exist" in [one.message for one in findings]


def test_without_a_model_every_path_is_a_field() -> None:
    columns, findings = found("a.b", "c[0]", "", model=None)
    assert ([one.target.path for one in columns.known], columns.blank, findings) == (["a.b", "c[0]"], (2,), [])
    _, findings = found("a", "a.b", "Two words", model=None)
    assert [one.rule for one in findings] == ["duplicate-column", "unknown-column"]


def test_columns_have_letters() -> None:
    headings = ["reference", *(f"members[{index}].name" for index in range(27)), "members[26].name"]
    _, (finding,) = found(*headings)
    assert finding.message == "column AC gives members[26].name, as column AB does"
