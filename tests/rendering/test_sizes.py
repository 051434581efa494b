"""The same letter in every format: sizes, columns, what stays together, and what runs at the head of later pages."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import docx
import docx.text.paragraph
import pytest
from tests.pdf import pages, sizes

import letterforge
from letterforge import Letter, Stationery
from letterforge.stationery import plain
from letterforge.styling import Role
from letterforge.type_scale import TYPES, size_of
from letterforge_docx.renderer import DocxRenderer
from letterforge_html import HtmlRenderer
from letterforge_pdf import PdfRenderer
from letterforge_typst import TypstRenderer

RENDERERS = {"docx": DocxRenderer, "pdf": PdfRenderer, "typst": TypstRenderer, "html": HtmlRenderer}
ROLES = [role for role in Role if role not in (Role.SENDER, Role.SUBJECT)]
WORDS = {
    "Bodytext": "text", "Subjectline": "subject", "Headtwo": "heading-2", "Headthree": "heading-3", "Bulletone": "text",
    "Numberone": "text", "Celltext": "table", "Cellhead": "table", "Quoted": "text", "Page": "footer",
    **{f"Role{role.value.replace('-', '')}": role.value for role in ROLES},
}  # fmt: skip


def body() -> str:
    roles = "".join(f"Role{role.value.replace('-', '')} words\n{{: .{role.value} }}\n\n" for role in ROLES)
    return (
        "---\nlang: en-GB\ntitle: Sizes\n---\n\nSubjectline\n{: .subject }\n\nBodytext\n\n## Headtwo\n\n### Headthree\n\n"
        "- Bulletone\n\n1. Numberone\n\n| Cellhead | b |\n|---|---|\n| Celltext | c |\n\n> Quoted\n\n" + roles
    )


@pytest.fixture(scope="module")
def letter() -> Letter:
    """One letter with all that has a size."""
    return Letter(letterforge.load(body().encode()), {})


def in_word(content: bytes) -> dict[str, float]:
    """How large the first word of each paragraph of a Word file is, in points."""
    opened = docx.Document(io.BytesIO(content))
    defaults = opened.styles.element.xpath("w:docDefaults//w:sz/@w:val")
    found: dict[str, float] = {}
    cells = [one for table in opened.tables for cell in table._cells for one in cell.paragraphs]
    section = opened.sections[0]
    for paragraph in (*opened.paragraphs, *cells, *section.first_page_footer.paragraphs):
        style = paragraph.style
        size = None
        while style is not None and size is None:
            size, style = style.font.size, style.base_style
        word = (paragraph.text.split() or [""])[0]
        found[word] = size.pt if size is not None else int(defaults[0]) / 2
    return found


def in_html(content: bytes, text_size: float) -> dict[str, float]:
    """The same of an HTML page, by the rules of its style sheet: each word's own element, or that around it."""
    page = content.decode()
    rules: dict[str, float] = {}
    for names, said in re.findall(r"^([^{}@\n]+?) \{ ([^{}]*) \}$", page, re.MULTILINE):
        size = re.search(r"font-size: ([\d.]+)rem", said)
        for name in names.split(", "):
            if size:
                rules[name] = float(size[1]) * text_size
    assert "html{font-family" in page
    assert f"font-size:{text_size:g}pt" in page
    found = {}
    start = page.index("<body")
    for word in WORDS.keys() - {"Page"}:  # lines that only number pages are not in an HTML page
        opened = re.findall(r"<(\w+)([^<>]*)>(?=[^<>]*$)", page[: page.index(word, start)])
        names = [name for tag, more in opened[-1:] for name in (*(f".{one}" for one in _classes(more)), tag)]
        found[word] = round(next((rules[name] for name in names if name in rules), text_size), 1)
    return found


def _classes(attributes: str) -> list[str]:
    said = re.search(r'class="([^"]*)"', attributes)
    return said[1].split() if said else []


def measured(letter: Letter, to: str, *, large: bool = False) -> Mapping[str, float]:
    content = letterforge.render(letter, to=RENDERERS[to](large_print=large)).content  # type: ignore[operator]  # each takes it
    if to == "docx":
        return in_word(content)
    size = letter.stationery.large.text_size if large else letter.stationery.text_size
    return in_html(content, size) if to == "html" else sizes(content)


@pytest.mark.parametrize("to", RENDERERS)
@pytest.mark.parametrize("size", [11, 18])
def test_a_letter_has_the_same_sizes_in_every_format(tmp_path: Path, to: str, size: int) -> None:
    shutil.copytree(plain().file or "", tmp_path / "look")
    settings = tmp_path / "look" / "stationery.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("size = 11 ", f"size = {size} "), encoding="utf-8")
    stationery = Stationery.read(tmp_path / "look")
    letter = Letter(letterforge.load(body().encode()), {}, stationery=stationery)
    found = measured(letter, to)
    wanted = {word: size_of(stationery, name) for word, name in WORDS.items() if (word, to) != ("Page", "html")}
    assert {word: found.get(word) for word in wanted} == wanted
    assert wanted["Bodytext"] == size


@pytest.mark.parametrize("to", RENDERERS)
def test_no_word_in_large_print_is_smaller_than_18_points(letter: Letter, to: str) -> None:
    found = measured(letter, to, large=True)
    words = {word: found[word] for word in WORDS if (word, to) != ("Page", "html")}
    assert min(words.values()) == 18
    assert words["Subjectline"] == 21.5, "what is larger than the text still is"


def test_every_role_has_a_type() -> None:
    assert {role.value for role in Role} < set(TYPES)


CONTINUED = (
    '[furniture.en]\nheader = "{{ name }} · 3 March 2026 · Page {{ page_number }}"\nfirst-header = ""\n'
    'footer = ""\n\n[furniture.de]'
)


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Letter:
    """A letter over three pages, on a stationery with continuation headers, that eight people sign."""
    folder = tmp_path_factory.mktemp("look") / "continued"
    shutil.copytree(plain().file or "", folder)
    settings = folder / "stationery.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[furniture.en]", CONTINUED, 1), encoding="utf-8")
    paragraphs = "Words of a letter that goes on and on, so that it has more pages than one.\n\n" * 70
    signed = "".join(f"Signer {n}\\\nHead of Something\n{{: .signature }}\n\n" for n in range(8))
    words = f"---\nlang: en-GB\ntitle: Long\n---\n\nDear {{{{ name }}}},\n\n{paragraphs}- last item\n\nYours sincerely,\n{{: .closing }}\n\n{signed}"
    return Letter(letterforge.load(words.encode()), {"name": "Ann Ashgrove"}, stationery=Stationery.read(folder))


@pytest.mark.parametrize("to", ["pdf", "typst"])
def test_later_pages_have_a_header_of_their_own(long: Letter, to: str) -> None:
    first, *later = pages(letterforge.render(long, to=RENDERERS[to]()).content)
    assert "3 March 2026" not in first
    assert len(later) >= 2
    for number, page in enumerate(later, 2):
        assert f"Ann Ashgrove · 3 March 2026 · Page {number}" in page


def test_later_pages_have_a_header_of_their_own_in_word(long: Letter) -> None:
    section = docx.Document(io.BytesIO(letterforge.render(long, to="docx").content)).sections[0]
    assert [one.text for one in section.first_page_header.paragraphs] == [""]
    assert section.header.paragraphs[0].text.startswith("Ann Ashgrove · 3 March 2026 · Page ")


@pytest.mark.parametrize("to", ["pdf", "typst"])
def test_the_closing_stays_with_the_end_of_the_letter_and_each_signature_is_whole(long: Letter, to: str) -> None:
    found = pages(letterforge.render(long, to=RENDERERS[to]()).content)
    closing = next(page for page in found if "Yours sincerely," in page)
    assert "last item" in closing
    assert "Signer 0" in closing
    for page in found:
        assert page.count("Signer") == page.count("Head of Something")
    assert all(len(page.split()) > 100 for page in found[:-2]), "no page is left empty"


def test_the_closing_stays_with_a_list_or_a_table_above_it_in_word() -> None:
    for above in ("- first\n- last", "| a | b |\n|---|---|\n| first | x |\n| last | y |", "> last"):
        words = f"---\nlang: en-GB\ntitle: T\n---\n\nText.\n\n{above}\n\nYours,\n{{: .closing }}\n\nAnn\n{{: .signature }}\n"
        content = letterforge.render(Letter(letterforge.load(words.encode()), {}), to="docx").content
        opened = docx.Document(io.BytesIO(content))
        kept = {one.text: one.paragraph_format.keep_with_next for one in _all(opened)}
        assert kept["last"] is True, above
        assert kept["Text."] is None
        assert kept["Yours,"] is True


def _all(opened: docx.document.Document) -> list[docx.text.paragraph.Paragraph]:
    cells = [one for table in opened.tables for cell in table._cells for one in cell.paragraphs]
    return [*opened.paragraphs, *cells]
