"""What veraPDF says of combined files. Run by ``make conformance``."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from tests.joining.letters import changed, joined, letter, linked
from tests.verapdf import verdict

pytestmark = pytest.mark.conformance

LETTERS = 300
DISTINCT = 20
RULES = 106  # of veraPDF's profile of PDF/UA-1


def test_a_combined_file_of_300_letters_is_accessible(tmp_path: Path) -> None:
    some = [
        linked(f"Birch {n}") if n % 4 == 3 else letter(f"Ash {n}", 1 + n % 3, ("en-GB", "cy")[n % 2])
        for n in range(DISTINCT)
    ]
    found = verdict(joined(tmp_path, *(some[n % DISTINCT] for n in range(LETTERS))))
    assert (found.compliant, found.failed, found.rules) == (True, {}, RULES)
    assert found.checks > 100 * LETTERS


def test_verapdf_finds_what_is_wrong(tmp_path: Path) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.Metadata
        del pdf.pages[0].obj.Annots[0]["/Contents"]

    bad = tmp_path / "bad.pdf"
    bad.write_bytes(changed(letter("Ash"), spoil))
    found = verdict(bad)
    assert not found.compliant
    assert set(found.failed) == {"7.1-8", "7.18.1-2", "7.18.5-2"}
