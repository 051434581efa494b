"""docxtpl's own templates with rich values, through the Python API: its text, its pictures, its run properties.

The files are outside of the project; without them these tests are skipped.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree  # type: ignore[import-untyped]

import letterforge
from letterforge.errors import TemplateError
from letterforge.passages import Passage
from letterforge.picture_details import bare
from letterforge.scanning.readers.word import passages
from letterforge_docx import InlineImage, Listing, RichText, Run, Subdocument

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "docxtpl"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"there is no {CORPUS}")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
PER_MILLIMETRE = 36_000  # English metric units


def runs(items: list[Any]) -> list[Run]:
    found: list[Run] = []
    for text, look in items:
        if isinstance(text, list):
            found += runs(text)
        else:
            found.append(Run(text, **{"link" if name == "url" else name: value for name, value in look.items()}))
    return found


def ours(value: Any, folder: Path) -> Any:
    """A context of docxtpl's with our values in the place of its objects.

    A text with a tab, a bell or a form feed says so: for docxtpl it is a listing all the same, for us only a `Listing`.
    """
    match value:
        case {"$RichText": items}:
            return RichText(tuple(runs(items)))
        case {"$InlineImage": name, "width_emu": width, "height_emu": height, "anchor": anchor}:
            across, down = (None if size is None else size / PER_MILLIMETRE for size in (width, height))
            return InlineImage((folder / name).read_bytes(), across, down, link=anchor)
        case {"$Subdoc": name}:
            return Subdocument((folder / name).read_bytes())
        case {"$Listing": text}:
            return Listing(text)
        case dict():
            return {key: ours(one, folder) for key, one in value.items()}
        case list():
            return [ours(one, folder) for one in value]
        case str() if re.search("[\a\f\t]", value):
            return Listing(value)
    return value


def media(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sorted(bare(archive.read(name)).content for name in archive.namelist() if "media/" in name)


def looks(content: bytes) -> list[tuple[str, list[tuple[str, list[tuple[str, str]]]]]]:
    """Each run of the body with its properties; a shading without its pattern is a plain one (ECMA-376 17.3.5 wants it)."""
    found = []
    for run in docx.Document(io.BytesIO(content)).element.body.iter(f"{W}r"):
        text = "".join(node.text or "" for node in run.iter(f"{W}t"))
        properties = run.find(f"{W}rPr")
        look = sorted(
            (
                one.tag.rpartition("}")[2],
                sorted((key.rpartition("}")[2], value) for key, value in one.items() if value != "clear"),
            )
            for one in ([] if properties is None else properties)
        )
        if text:
            found.append((text, look))
    return found


def extents(content: bytes) -> list[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return sorted((one.get("cx"), one.get("cy")) for one in root.iter(EXTENT))


def about(passage: Passage) -> bool:
    """Whether it says how the file was made, which docxtpl keeps, and no letter of ours carries."""
    path = passage.place.path or ""
    return path in {"author", "company", "last modified by", "manager", "description", "status"} or path.startswith(
        ("property ", "name of a property")
    )


@pytest.mark.parametrize("name", ["escape", "inline_image", "richtext", "subdoc"])
def test_rich_values_are_what_docxtpl_makes_of_them(name: str) -> None:
    folder = CORPUS / name
    data = ours(json.loads((folder / "context.typed.json").read_text(encoding="utf-8")), folder)
    letter = letterforge.Letter(letterforge.load(folder / "template.docx"), data)
    made = letterforge.render(letter, to="docx").content
    expected = (folder / "expected.docx").read_bytes()
    assert [one.text for one in passages(made)] == [one.text for one in passages(expected) if not about(one)]
    assert media(made) == media(expected)
    assert extents(made) == extents(expected)
    assert looks(made) == looks(expected)


REFUSED = {"template_error": "{% endif %} without an opening before it"}
"""The templates that cannot be accepted, each with the reason."""
MORE: dict[str, dict[str, object]] = {
    # What docxtpl takes for nothing, and we ask for; with these its text is the same.
    "get_undeclared_variables-1": {
        "has_degree": False, "degree_field": "x", "projects": [], "page_number": "7", "generation_date": "today",
    },
}  # fmt: skip
NAMES = sorted(path.name for path in CORPUS.iterdir()) if CORPUS.is_dir() else []


def words(text: str) -> str:
    return "".join(text.replace("\u21b5", "").replace("\u240c", "").split())


@pytest.mark.parametrize("name", NAMES)
def test_each_template_of_the_corpus_says_what_docxtpl_says_or_is_refused_by_its_reason(name: str) -> None:
    folder = CORPUS / name
    source = folder / "template.docx"
    if name in REFUSED:
        with pytest.raises(TemplateError, match=re.escape(REFUSED[name])):
            letterforge.load(source)
        return
    typed = folder / "context.typed.json"
    data = json.loads((typed if typed.is_file() else folder / "context.json").read_text(encoding="utf-8"))
    letter = letterforge.Letter(letterforge.load(source), {**ours(data, folder), **MORE.get(name, {})})
    made = letterforge.render(letter, to="docx").content
    body = [one.text for one in passages(made) if not re.search("footnote|link", one.place.path or "")]
    expected = (folder / "expected.txt").read_text(encoding="utf-8").partition("[[document]]\n")[2]
    assert words(re.split(r"\n\[\[", expected)[0]) in words("".join(body))
