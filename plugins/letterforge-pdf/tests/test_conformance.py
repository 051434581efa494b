"""What veraPDF says of our PDFs, in each variant. Run by ``make conformance``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import awkward
import pikepdf
import pytest
from tests.verapdf import verdicts

import letterforge
from letterforge.datafile import read_data
from letterforge.document import Document
from letterforge.letter import Letter
from letterforge_pdf import PdfRenderer
from letterforge_pdf.variants import Variant
from pytest_letterforge import subjects

pytestmark = pytest.mark.conformance

SAMPLE = Path("templates/introductory-letter/sample.yaml")
STANDARDS: dict[Variant, tuple[str, ...]] = {
    "ua-1": ("PDFUA_1",),
    "ua-1+a-2a": ("PDFUA_1", "PDFA_2_A"),
    "ua-1+a-3a": ("PDFUA_1", "PDFA_3_A"),
}


@pytest.fixture
def gallery(written: Callable[[Document], Any]) -> dict[str, Any]:
    """The letters of the contract, the built-in one, one in each language that we have, and the awkward ones."""
    letters: dict[str, Any] = {f"contract-{source}": subjects.letter(source) for source in subjects.SOURCES}
    letters["introductory"] = Letter(letterforge.load("introductory-letter"), read_data(SAMPLE))
    return letters | {name: written(made()) for name, made in awkward.AWKWARD.items()}


@pytest.mark.parametrize("variant", STANDARDS)
def test_verapdf_finds_nothing_in_any_letter(gallery: dict[str, Any], variant: Variant, tmp_path: Path) -> None:
    paths = []
    for name, letter in gallery.items():
        paths.append(tmp_path / f"{name}.pdf")
        paths[-1].write_bytes(PdfRenderer(variant=variant).render(letter))
    for standard in STANDARDS[variant]:
        found = {path.stem: verdict for path, verdict in zip(paths, verdicts(paths, standard), strict=True)}
        assert {name: one.failed for name, one in found.items() if not one.compliant} == {}
        assert all(one.checks > 300 for one in found.values())


def test_verapdf_notices(written: Callable[[Document], Any], tmp_path: Path) -> None:
    """That it finds nothing says something only if it finds what is wrong."""
    path, spoilt = tmp_path / "links.pdf", tmp_path / "spoilt.pdf"
    path.write_bytes(PdfRenderer(variant="ua-1+a-2a").render(written(awkward.links())))
    with pikepdf.open(path) as pdf:
        for annotation in pdf.pages[0].obj.Annots:
            del annotation.StructParent, annotation.F
        pdf.save(spoilt)
    assert "7.18.5-1" in verdicts([spoilt])[0].failed
    assert "6.3.2-1" in verdicts([spoilt], "PDFA_2_A")[0].failed
