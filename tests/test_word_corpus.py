"""Word templates that nobody here wrote, filled by letterforge and by docxtpl: the same text, or a value that is missing.

They are docxtpl's own, in ../shared/corpus, each with its data and with what docxtpl made of it.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from lxml import etree  # type: ignore[import-untyped]

import letterforge
from letterforge.errors import FindingsError
from letterforge.readers import word
from letterforge_docx import InlineImage, Listing, RichText, Run, Subdocument

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus" / "docxtpl"
EMU = 36_000  # in a millimetre
ABSENT = "the documents of ../shared/corpus are not on this machine"
PLAIN = sorted(path.parent for path in CORPUS.glob("*/context.json") if (path.parent / "expected.docx").exists())
RICH = sorted(path.parent for path in CORPUS.glob("*/context.typed.json"))

MISSING: dict[str, dict[str, Any]] = {
    # docxtpl prints nothing for a name that is not there, and so would the letter have holes
    "get_undeclared_variables-1": {
        "has_degree": True,
        "degree_field": "History",
        "projects": [{"name": "Northmere", "description": "a review", "year": 2025}],
        "page_number": 1,
        "generation_date": "3 March 2026",
    },
}


def test_documents_are_there() -> None:
    if not CORPUS.exists():
        pytest.skip(ABSENT)
    assert PLAIN
    assert RICH


@pytest.mark.parametrize("folder", PLAIN, ids=lambda folder: folder.name)
def test_plain_data_give_the_same_text(folder: Path) -> None:
    data = json.loads((folder / "context.json").read_text(encoding="utf-8"))
    template = (folder / "template.docx").read_bytes()
    expected = (folder / "expected.docx").read_bytes()
    if folder.name in MISSING:
        wanted = MISSING[folder.name]
        with pytest.raises(FindingsError) as caught:
            made_of(template, data)
        refused = {finding.message for finding in caught.value.findings}
        assert refused == {f"there is no field {name!r}" for name in wanted}
        data |= wanted
        expected = by_docxtpl(template, data)
    assert text_of(made_of(template, data)) == text_of(expected)


@pytest.mark.parametrize("folder", RICH, ids=lambda folder: folder.name)
def test_rich_data_give_the_same_text_pictures_and_looks(folder: Path) -> None:
    data = rich(json.loads((folder / "context.typed.json").read_text(encoding="utf-8")), folder)
    made = made_of((folder / "template.docx").read_bytes(), data)
    expected = (folder / "expected.docx").read_bytes()
    assert text_of(made) == text_of(expected)
    assert pictures_of(made) == pictures_of(expected)
    assert sizes_of(made) == sizes_of(expected)
    assert looks_of(made) == looks_of(expected)


def test_template_that_docxtpl_cannot_read_is_refused_with_its_place() -> None:
    path = CORPUS / "template_error" / "template.docx"
    if not path.exists():
        pytest.skip(ABSENT)
    with pytest.raises(FindingsError) as caught:
        letterforge.load(path)
    (finding,) = caught.value.findings
    assert (finding.rule, finding.place.path) == ("syntax", "paragraph 5")


# --- what is compared ------------------------------------------------------------------------------------------------


def made_of(template: bytes, data: dict[str, Any]) -> bytes:
    """The Word file that letterforge makes, read back."""
    return letterforge.render(letterforge.Letter(letterforge.load(template), data), to="docx").content


def by_docxtpl(template: bytes, data: dict[str, Any]) -> bytes:
    """The Word file that docxtpl makes."""
    made = DocxTemplate(io.BytesIO(template))
    made.render(data, autoescape=True)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def text_of(content: bytes) -> list[str]:
    return [f"{passage.place}: {passage.text}" for passage in word.passages(content)]


def pictures_of(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return sorted(hashlib.sha256(package.read(n)).hexdigest() for n in package.namelist() if "/media/" in n)


def sizes_of(content: bytes) -> list[tuple[str, str]]:
    body = docx.Document(io.BytesIO(content)).element.body
    return [(each.get("cx"), each.get("cy")) for each in body.iter(qn("wp:extent"))]


def looks_of(content: bytes) -> list[tuple[str, list[tuple[str, dict[str, str]]]]]:
    """Each run's text with its properties. Their order is left aside: docxtpl's is not that of the schema."""
    looks = []
    for run in docx.Document(io.BytesIO(content)).element.body.iter(qn("w:r")):
        text = "".join(each.text or "" for each in run.iterfind(qn("w:t")))
        found = run.find(qn("w:rPr"))
        properties = [] if found is None else sorted((_look(each) for each in found), key=repr)
        if text:
            looks.append((text, properties))
    return looks


def _look(element: etree._Element) -> tuple[str, dict[str, str]]:
    attributes = {str(name): str(value) for name, value in sorted(element.attrib.items())}
    if element.tag == qn("w:shd"):
        attributes.pop(qn("w:val"), None)  # the schema asks for it, and docxtpl leaves it out
    if element.tag == qn("w:rtl"):
        attributes = {}  # "true" is what it means without
    return str(element.tag), attributes


# --- docxtpl's rich objects, as the corpus writes them ---------------------------------------------------------------


def rich(value: Any, folder: Path) -> Any:
    """The data with letterforge's rich values."""
    match value:
        case {"$RichText": runs}:
            return RichText(tuple(_runs(runs)))
        case {"$InlineImage": name, "width_emu": width, "height_emu": height, "anchor": anchor}:
            across, down = (None if side is None else side / EMU for side in (width, height))
            return InlineImage((folder / name).read_bytes(), across, down, link=anchor)
        case {"$Subdoc": name}:
            return Subdocument((folder / name).read_bytes())
        case {"$Listing": text}:
            return Listing(text)
        case dict():
            return {key: rich(item, folder) for key, item in value.items()}
        case list():
            return [rich(item, folder) for item in value]
        case str() if any(sign in value for sign in "\a\f\t"):
            return Listing(value)  # docxtpl lays out every text; a text of ours holds no such signs
        case _:
            return value


def _runs(items: list[Any]) -> list[Run]:
    runs: list[Run] = []
    for text, look in items:
        if isinstance(text, list):
            runs += _runs(text)
        else:
            runs.append(Run(text, **{"link" if name == "url" else name: value for name, value in look.items()}))
    return runs


def test_comparison_tells_a_difference() -> None:
    first, second = (by_docxtpl(_one(text), {}) for text in ("a", "b"))
    assert text_of(first) != text_of(second)


def _one(text: str) -> bytes:
    made = docx.Document()
    made.add_paragraph(text)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()
