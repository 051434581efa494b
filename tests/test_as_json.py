"""Findings, leftovers and errors as plain data for JSON."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import letterforge
from letterforge.errors import DataError, UsageError

TEMPLATE = b"---\ntitle: T\nlang: en-GB\n---\nDear {{ name }},\n"


def test_an_error_and_its_findings() -> None:
    with pytest.raises(DataError) as caught:
        letterforge.Letter(letterforge.load(TEMPLATE), letterforge.read_data(b"name: TBC\n", name="d.yaml"))
    said = json.loads(json.dumps(caught.value.to_dict()))
    assert (said["error"], said["message"]) == ("DataError", str(caught.value))
    (found,) = said["findings"]
    assert found["rule"] == "stands-in"
    assert (found["severity"], found["file"], found["line"], found["column"]) == ("error", "d.yaml", 1, 7)
    assert found["place"] == "name"


def test_an_error_without_findings() -> None:
    assert UsageError("no").to_dict() == {"error": "UsageError", "message": "no", "findings": []}


def test_a_leftover() -> None:
    (found,) = letterforge.scan(b"Dear {{ name }},")
    assert json.loads(json.dumps(found.to_dict())) == {
        "rule": "template-mark",
        "certainty": "certain",
        "place": "line 1",
        "text": "{{ name }}",
        "context": "Dear {{ name }},",
    }


def test_a_template_from_an_open_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(TEMPLATE)
    with (tmp_path / "a.md").open("rb") as file:
        assert letterforge.load(file).digest == letterforge.load(TEMPLATE).digest
    assert letterforge.load(io.BytesIO(TEMPLATE)).name == "letter"
    for wrong in (io.StringIO("x"), 5, None):
        with pytest.raises(UsageError, match="a template is a name, a path, bytes, or a file"):
            letterforge.load(wrong)  # type: ignore[arg-type]  # what a caller may do
