"""What hangs on the pages of a PDF, and that a process of its own reads the same as this one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from tests.scanning.readers.test_pdf_apart import pdf as pdf_of

from letterforge.errors import MissingResourceError
from letterforge.passages import Nature, Span
from letterforge.scanning.readers import pdf, pdf_apart

_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>/Annots[6 0 R 7 0 R]>>"
NOTE = b"<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents(ask [name])>>"
LINK = b"<</Type/Annot/Subtype/Link/Rect[10 50 90 60]/A<</S/URI/URI(https://example.org/%7B)>>>>"


def with_field(field: bytes) -> bytes:
    """A page with a note on it, a link, and a field of a form."""
    widget = b"<</Type/Annot/Subtype/Widget/FT/Tx/Rect[10 700 90 720]/P 3 0 R%s>>" % field
    page = _PAGE.replace(b"7 0 R]", b"7 0 R 8 0 R]")
    return pdf_of(root=b"/AcroForm<</Fields[8 0 R]>>", more={3: page, 6: NOTE, 7: LINK, 8: widget})


@pytest.mark.parametrize(
    ("field", "kind", "said"),
    [
        (b"/T(name)/V(Ann Ash)", "form field", "Ann Ash"),
        (b"/T(name)", "empty form field", "name"),
        (b"/T(name)/TU(Your name)", "empty form field", "Your name"),
        (b"/T(name)/Ff 1", None, ""),  # nobody can write into it
        (b"/T(name)/F 2", None, ""),  # nobody sees it
    ],
)
def test_what_hangs_on_a_page(field: bytes, kind: str | None, said: str) -> None:
    """A field that nobody has filled is known as one, whatever it is called."""
    found = {one.place.path: one for one in pdf.passages(with_field(field))}
    assert found.pop("page 1").text == "Dear [name]"
    assert found.pop("page 1, comment").text == "ask [name]"
    assert found.pop("page 1, link target").text == "https://example.org/{"
    asked = {f"page 1, {kind}": said} if kind else {}
    assert {path: one.text for path, one in found.items()} == asked
    spans = [one.spans for one in found.values()]
    assert spans == ([(Span(Nature.FORM, 0, len(said)),)] if kind == "empty form field" else [()] * len(asked))


def test_one_page_is_open_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stranger's PDF may have any number of them, and each takes room."""
    opened: list[Any] = []
    still: list[bool] = []
    load = pypdfium2.PdfDocument.get_page

    def get_page(document: object, index: int) -> object:
        still.extend(page.raw is not None for page in opened)
        opened.append(load(document, index))
        return opened[-1]

    monkeypatch.setattr(pypdfium2.PdfDocument, "get_page", get_page)
    assert len(list(pdf.passages(pdf_of(kids=3)))) == len(opened) == 3
    assert still == [False] * 3


def test_a_process_of_its_own_reads_the_same() -> None:
    content = with_field(b"/T(name)")
    assert list(pdf_apart.passages(content, "a.pdf")) == list(pdf.passages(content, "a.pdf"))


def test_without_pdfium_the_process_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pypdfium2.py").write_text("raise ImportError\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(MissingResourceError, match=r"needs pypdfium2; install letterforge\[pdf\]"):
        pdf_apart.passages(pdf_of())
