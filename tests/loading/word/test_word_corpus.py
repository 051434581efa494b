"""docxtpl's own templates, read as trees: what the tree says is what docxtpl prints, or a refusal with its reason.

The files are outside of the project; without them these tests are skipped.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import letterforge
from letterforge.document import passages
from letterforge.errors import DataError, TemplateError
from letterforge.letter import Letter

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "docxtpl"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"there is no {CORPUS}")

NAMES = (
    "comments",
    "doc_properties",
    "dynamic_table",
    "footnotes",
    "get_undeclared_variables-1",
    "header_footer_entities",
    "less_cells_after_loop",
    "multi_rendering-1",
    "nested_for",
    "order",
    "preserve_spaces",
    "vertical_merge",
)
# What docxtpl takes for nothing, and we ask for: the places, and values with which its text is the same.
MISSING: dict[str, tuple[set[str], dict[str, object]]] = {
    "get_undeclared_variables-1": (
        {"paragraph 9", "paragraph 14", "paragraph 16", "header, paragraph 1", "footer, paragraph 1"},
        {"has_degree": False, "degree_field": "x", "projects": [], "page_number": "7", "generation_date": "today"},
    ),
}


def squeezed(text: str) -> str:
    return "".join(text.replace("\u21b5", "").replace("\u240c", "").split())


@pytest.mark.parametrize("name", NAMES)
def test_the_body_says_what_docxtpl_prints(name: str) -> None:
    folder = CORPUS / name
    data = json.loads((folder / "context.json").read_text(encoding="utf-8"))
    template = letterforge.load(folder / "template.docx")
    if name in MISSING:
        places, more = MISSING[name]
        with pytest.raises(DataError) as caught:
            Letter(template, data)
        asked = [f.place.path or "" for f in caught.value.findings]
        assert set(asked) == set(more)
        assert all(any(place in f.message for place in places) for f in caught.value.findings)
        data |= more
    said = squeezed("\n".join(passages(Letter(template, data).document.blocks)))
    expected = (folder / "expected.txt").read_text(encoding="utf-8")
    body = squeezed(re.split(r"\n\[\[", expected.partition("[[document]]\n")[2])[0])
    if name == "vertical_merge":  # docxtpl writes the word into cells that nobody sees, covered by the one above
        body = body.replace("FREEBook", "FREE")
    if name == "footnotes":  # the tree has a note where it is called
        said = re.sub(r"\([^()]*\)", "", said)
    assert said == body


def test_an_error_of_a_template_names_its_paragraph() -> None:
    with pytest.raises(TemplateError) as caught:
        letterforge.load(CORPUS / "template_error" / "template.docx")
    (found,) = caught.value.findings
    assert found.place.path == "paragraph 5"
    assert found.message == "{% endif %} without an opening before it"


@pytest.mark.parametrize("name", ["escape", "inline_image", "richtext", "subdoc"])
def test_templates_with_rich_values_are_read(name: str) -> None:
    template = letterforge.load(CORPUS / name / "template.docx")
    assert not [f for f in template.findings if f.is_error]
