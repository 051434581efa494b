"""Data that bring markup, fields, links, marks or file names: each comes out as the text that it is, or is refused."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from word_files import package, paragraph

import letterforge
from letterforge.document import passages
from letterforge.errors import DataError, LetterforgeError

HEAD = "---\ntitle: About {{ a }}\nlang: en-GB\n---\n"
BODY = "# To {{ a }}\n\nDear {{ a }}, **{{ a }}** and [words {{ a }}](https://example.org/?q={{ a }}).\n\n- {{ a }}\n\n| x |\n|---|\n| {{ a }} |\n"

TEXTS = (
    # Markdown
    "**bold** _it_ `code` ~~x~~", "# heading", "- item", "1. item", "> quote", "| a | b |", "[a](http://x)", "![a](http://x)", "a\\\nb", "--- x",
    "x {: .signature }", "[^1] note", "x <http://x.example>  ", "* * * x", "***x***", "&amp; &lt; &#65; &nbsp;", "\\newpage", "\\*x", "    indented code",
    # HTML, CSS, XML
    "<script>alert(1)</script> x", "</p><p>x", "</title><script>x</script> x", "<img src=x onerror=alert(1)> x", '" onmouseover="x', "' onclick='x",
    "<!-- x", "--> x", "<![CDATA[ x ]]> x", "]]> x", "</style><style>*{display:none}</style> x", "expression(alert(1))", "<svg onload=x> x",
    "&lt;script&gt;", "<a href=javascript:1>x</a> y", "<?php x ?> y", "<!DOCTYPE x> y", "&x; y", "%3Cscript%3E x", "\\3c script\\3e x",
    # WordprocessingML
    "</w:t></w:r><w:r><w:t>x", "</w:t></w:r></w:p><w:p><w:r><w:t>x", '<w:fldSimple w:instr="DATE"/> x', "<w:br/> x", '{ INCLUDETEXT "c:\\\\x" } y',
    "{DDEAUTO c:\\\\windows\\\\cmd} x", "=cmd|'/c calc'!A1", "\\a \\t \\n", "_x000D_ x", 'w:val="x"', "&#xD; x", "^p ^t",
    # links, paths, headers
    "javascript:alert(1)", "data:text/html,x", "../../etc/passwd", "C:\\x.txt", "\\\\server\\share", "a@b.example?bcc=c@d.example", "x%0d%0aBcc: y",
    "file:///etc/passwd", "//evil.example/x",
    # what other engines read
    "$(x) y", "`x` y", "%s y", "{0.__class__} y", "{x} y", "[[x]] y", "<<x>> y", "«x» y", "\\x41 y",
)  # fmt: skip
REFUSED = (
    "{{ x }} y", "{% x %} y", "{# x #} y", "a }} b", "a {{ b", "a %} b", "x\x00y", "x\x07y", "x\x0by", "x\ud800y", "x\ufffey", "x\u2028y", "x\u2029y",
    "x\u202ey", "x\u2066y", "x\ufeffy", "x\u0085y", "\u200b", "  ", "[x]", "<x>", "<<x>>", "${x}",
    "${x} y", "#{x} y", "<% x %> y", "%(x)s y", "\U000e0041x", "x\ufffdy",
)  # fmt: skip
KEPT = (
    "x\u200by",
    "x\u200dy",
    "\u0430\u0440\u0440\u04cf\u0435",
    "\uff5b\uff5b x \uff5d\uff5d",
    "\u2774x\u2775",
    "x\u00ady",
    "x\u00a0y",
)
"""Texts that deceive the eye and no machine: zero width, other alphabets, look-alikes of marks. They are printed."""


def letter(value: str) -> letterforge.Letter:
    return letterforge.Letter(letterforge.load((HEAD + BODY).encode()), {"a": value})


def folded(text: str) -> str:
    return " ".join(text.split())


class Page(HTMLParser):
    """A page as Python's own reader sees it: its tags, its targets, its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.targets: list[str] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        self.targets += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def plain() -> Page:
    return Page(letterforge.render(letter("words"), to="html").content.decode())


@pytest.mark.parametrize("value", TEXTS)
def test_html_has_the_text_and_no_tag_more(value: str, plain: Page) -> None:
    made = letterforge.render(letter(value), to="html").content.decode()
    page = Page(re.sub(r'<span style="white-space:pre-wrap">( +)</span>', r"\1", made))  # spaces that are kept
    assert [tag for tag in page.tags if tag != "br"] == plain.tags
    assert page.attributes == plain.attributes
    assert len(page.targets) == len(plain.targets)
    assert all(
        re.fullmatch(r"https://example\.org/\?q=[\w%.~-]*", target)
        for target in page.targets
        if "example.org" in target
    )
    assert folded(value) in folded("".join(page.words))


@pytest.mark.parametrize("value", TEXTS)
def test_word_has_the_text_and_no_field(value: str) -> None:
    for made in (letter(value), letterforge.Letter(letterforge.load(package(paragraph("Dear {{ a }}"))), {"a": value})):
        content = letterforge.render(made, to="docx").content
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            body = opened.read("word/document.xml").decode()
            links = b"".join(opened.read(name) for name in opened.namelist() if name.endswith(".rels")).decode()
        assert "INCLUDETEXT" not in re.sub(r"<w:t[ >].*?</w:t>", "", body)
        assert "DDE" not in re.sub(r"<w:t[ >].*?</w:t>", "", body)
        assert all(
            target.startswith("https://example.org/") for target in re.findall(r'Target="([^"]*)" TargetMode', links)
        )
        words = "\n".join(each.text for each in docx.Document(io.BytesIO(content)).paragraphs)
        assert folded(value) in folded(words)


@pytest.mark.parametrize("value", TEXTS[::6])
def test_pdf_is_read_back(value: str) -> None:
    assert letterforge.render(letter(value), to="pdf").content.startswith(b"%PDF-")


@pytest.mark.parametrize("value", REFUSED)
def test_what_no_letter_carries_is_refused_by_field(value: str) -> None:
    with pytest.raises(DataError) as caught:
        letter(value)
    assert {one.place.path for one in caught.value.findings} == {"a"}


@pytest.mark.parametrize("value", KEPT)
def test_what_only_deceives_the_eye_is_printed_as_it_is(value: str) -> None:
    template = letterforge.load(b"---\ntitle: T\nlang: en-GB\n---\nDear {{ a }}\n")
    try:
        made = letterforge.Letter(template, {"a": value})
    except DataError as fault:  # a font that lacks it is an error that names the field
        assert {(one.rule, one.place.path) for one in fault.findings} == {("no-glyph", "a")}  # noqa: PT017  (as above)
    else:
        assert list(passages(made.document.blocks)) == [f"Dear {value}"]


@pytest.mark.parametrize(
    ("target", "value", "wanted"),
    [
        ("https://example.org/{{ a }}", "../x?y=z#w", "https://example.org/..%2Fx%3Fy%3Dz%23w"),
        ("https://example.org/{{ a }}", "x\ny", "https://example.org/x%0Ay"),
        ("mailto:{{ a }}", "a@b.example?bcc=c@d.example", "mailto:a@b.example%3Fbcc%3Dc@d.example"),
        ("mailto:{{ a }}", "a@b.example\nBcc: c@d.example", "mailto:a@b.example%0ABcc%3A%20c@d.example"),
        (
            "mailto:x@y.example?subject={{ a }}",
            "Hi&bcc=c@d.example",
            "mailto:x@y.example?subject=Hi%26bcc%3Dc@d.example",
        ),
        ("tel:{{ a }}", "+44 1632;phone-context=x", "tel:+441632"),
    ],
)
def test_a_value_in_an_address_stays_in_its_place(target: str, value: str, wanted: str) -> None:
    made = letterforge.Letter(
        letterforge.load(f"---\ntitle: T\nlang: en-GB\n---\n[words]({target})\n".encode()), {"a": value}
    )
    assert f"target={wanted!r}" in repr(made.document.blocks)


@pytest.mark.parametrize(
    "target",
    [
        "{{ a }}",
        "{{ a }}:x",
        "java{{ a }}",
        "javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///x",
        "JAVASCRIPT:x",
        " javascript:x",
    ],
)
def test_no_value_chooses_the_scheme_of_a_link(target: str) -> None:
    with pytest.raises(LetterforgeError):
        letterforge.Letter(
            letterforge.load(f"---\ntitle: T\nlang: en-GB\n---\n[words]({target})\n".encode()),
            {"a": "javascript:alert(1)"},
        )


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/b", "a\\b", "x\0y", "..", ".", "a\nb", "C:x", "x" * 300])
def test_no_kind_leads_out_of_its_folder(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kind in the front matter names the file that is written."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LetterforgeError):
        letterforge.load(f'---\ntitle: T\nlang: en-GB\nkind: "{name}"\n---\nDear all\n'.encode())
    assert list(tmp_path.iterdir()) == []
