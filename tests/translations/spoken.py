"""In which language each word of a finished file is said, by the readers of others: lxml, html.parser, pikepdf and PDFium."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pikepdf
from lxml import etree  # type: ignore[import-untyped]
from tests.pdf import marked_words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Said = list[tuple[str, str]]
"""Languages, each with words that are said in it, in the order of reading; "" where nothing says which."""


def by_language(content: bytes, suffix: str) -> dict[str, str]:
    """What a file says in each language, without blanks and marks of lists."""
    found: dict[str, str] = {}
    for language, words in {".docx": _docx, ".html": _html, ".pdf": _pdf}[suffix](content):
        found[language] = found.get(language, "") + squeezed(words)
    return {language: words for language, words in found.items() if words}


def squeezed(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).replace("\u2022", "").split())


# --- Word ---------------------------------------------------------------------------------------------------------------


def _docx(content: bytes) -> Said:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document, styles = (etree.fromstring(archive.read(f"word/{name}.xml")) for name in ("document", "styles"))
    named = [one for one in styles.iter(f"{W}lang") if one.getparent().getparent().getparent().tag != f"{W}docDefaults"]
    assert not named, "a style with a language of its own, which this reader does not know"
    (default,) = (one.get(f"{W}val") for one in styles.iter(f"{W}lang"))
    said: Said = []
    for run in document.iter(f"{W}r"):
        language = run.find(f"{W}rPr/{W}lang")
        words = "".join(one.text or "" for one in run.iter(f"{W}t"))
        said.append((default or "" if language is None else language.get(f"{W}val") or "", words))
    return said


# --- HTML ---------------------------------------------------------------------------------------------------------------


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.said: Said = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"br", "meta", "img", "hr", "link"}:
            around = self.open[-1][1] if self.open else ""
            self.open.append((tag, dict(attrs).get("lang") or around))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self.open]
        if "main" in tags:
            self.said.append((self.open[-1][1], data))


def _html(content: bytes) -> Said:
    reader = _Reader()
    reader.feed(content.decode())
    return reader.said


# --- PDF ----------------------------------------------------------------------------------------------------------------


def _pdf(content: bytes) -> Said:
    marks = marked_words(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = {page.objgen: index for index, page in enumerate(pdf.pages)}
        language = str(pdf.Root.get("/Lang", ""))
        said = list(_below(pdf.Root.StructTreeRoot, language, pages, marks))
    assert not any(squeezed(words) for page in marks for words in page.values()), "words without a place in the tags"
    return said


def _below(element: Any, around: str, pages: dict[Any, int], marks: list[dict[int, str]]) -> Iterator[tuple[str, str]]:
    language = str(element.get("/Lang", around))
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield _owned(element, language, marks[pages[element.Pg.objgen]].pop(kid, ""))
        elif kid.get("/Type") == pikepdf.Name.MCR:
            page = kid.get("/Pg", element.get("/Pg"))
            yield _owned(element, language, marks[pages[page.objgen]].pop(int(kid.MCID), ""))
        elif kid.get("/Type") != pikepdf.Name.OBJR:
            yield from _below(kid, language, pages, marks)


def _owned(element: Any, language: str, words: str) -> tuple[str, str]:
    return language, "" if pikepdf.Name.Lbl == element.S else words
