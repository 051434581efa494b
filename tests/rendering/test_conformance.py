"""What veraPDF says of Typst's letters, those of the contract and of the built-in one. Run by ``make conformance``."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.verapdf import verdict

import letterforge
from letterforge_typst import TypstRenderer
from pytest_letterforge import subjects

pytestmark = pytest.mark.conformance

SAMPLE = Path(__file__).parents[2] / "templates" / "introductory-letter" / "sample.yaml"
RULES = {"PDFUA_1": 106, "PDFA_2_A": 153}


def letters() -> dict[str, letterforge.Letter]:
    built_in = letterforge.Letter(letterforge.load("introductory-letter"), letterforge.read_data(SAMPLE))
    return {"built-in": built_in, **{source: subjects.letter(source, None) for source in subjects.SOURCES}}


@pytest.mark.parametrize("standard", RULES)
@pytest.mark.parametrize("name", ["built-in", *subjects.SOURCES])
def test_verapdf_passes(tmp_path: Path, name: str, standard: str) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(letterforge.render(letters()[name], to=TypstRenderer()).content)
    found = verdict(file, standard)
    assert (found.compliant, found.failed, found.rules) == (True, {}, RULES[standard])
