"""Templates that nobody made for this: documents that hold prompts, marks and fields, with a placeholder in the place of each.

They are those of the corpus beside the project, where it is there, and those that the scan is measured on: some paragraphs of
one at a time, in Markdown or in Word; and each Word file of theirs as it is.
"""

from __future__ import annotations

import functools
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any
from xml.sax.saxutils import escape

import docx
import word_files
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from letterforge.errors import LetterforgeError
from letterforge.passages import Passage
from letterforge.scanning.leftovers.detector import Strength
from letterforge.scanning.leftovers.search import search
from letterforge.scanning.readers import kinds

HERE = Path(__file__)
CORPUS = HERE.parents[3] / "shared" / "corpus"
OWN = HERE.parents[1] / "scan" / "documents"
SUFFIXES = (".docx", ".md", ".html", ".pdf", ".txt")
MOST = 8  # paragraphs
_FRONT = "---\ntitle: A letter\nlang: en-GB\n---\n"
_SIGNS = frozenset("\\\\`*_{}[]()<>#+-.!|~^:=&\"'/%$@;?,")
_FIELDS = {qn("w:fldChar"), qn("w:fldSimple"), qn("w:sdt"), qn("w:instrText")}


@functools.cache
def documents() -> tuple[Path, ...]:
    """Every document of theirs, in one order wherever they lie."""
    found = [path for root in (CORPUS, OWN) if root.is_dir() for path in root.rglob("*") if path.suffix in SUFFIXES]
    return tuple(sorted((path for path in found if path.stem != "expected"), key=lambda path: path.parts[-2:]))


@functools.lru_cache(maxsize=256)
def paragraphs(path: Path) -> tuple[str, ...]:
    """The paragraphs of a document with ``{{ f1 }}`` for the first thing that waits in each, and so on."""
    try:
        passages = list(kinds.kind_of(path.read_bytes(), suffix=path.suffix).passages(path.read_bytes()))
    except LetterforgeError:
        return ()
    if path.suffix == ".pdf":
        passages = [Passage(line, one.place) for one in passages for line in one.text.split("\n")]
    waiting: dict[int, list[tuple[int, int]]] = {}
    for one in search(passages):
        if one.candidate.strength is Strength.CERTAIN:
            waiting.setdefault(one.number, []).append(one.candidate[:2])
    found = (_filled(one.text, waiting.get(number, [])) for number, one in enumerate(passages))
    return tuple(one for one in found if one.strip())


def _filled(text: str, waiting: list[tuple[int, int]]) -> str:
    for number, (start, stop) in reversed(list(enumerate(waiting, 1))):
        text = f"{text[:start]}{{{{ f{number} }}}}{text[stop:]}"
    return " ".join(text.split())


def drawn(random: Random) -> tuple[str, ...]:
    """Some paragraphs of one document, as they follow one another; mostly one of them has something to fill."""
    whole = paragraphs(random.choice(documents()))
    marked = [number for number, text in enumerate(whole) if "{{ f" in text]
    at = random.choice(marked) if marked and random.random() < 0.8 else random.randrange(max(1, len(whole)))
    begin = max(0, at - random.randrange(MOST))
    return whole[begin : begin + random.randint(1, MOST)]


def markdown(lines: tuple[str, ...]) -> bytes:
    """A Markdown template of paragraphs; what looks like markup is meant as it stands."""
    return (_FRONT + "\n\n".join(map(_as_meant, lines)) + "\n").encode()


def _as_meant(text: str) -> str:
    pieces = text.split("{{ f")
    first = _escaped(pieces[0])
    return first + "".join(
        f"{{{{ f{number} }}}}{_escaped(rest)}" for number, _, rest in (p.partition(" }}") for p in pieces[1:])
    )


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in text)


def word(random: Random, lines: tuple[str, ...]) -> bytes:
    """A Word template of the same, its paragraphs cut into runs as Word cuts them."""
    return word_files.package("".join(_paragraph(random, text) for text in lines))


def _paragraph(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    runs = (f'<w:r><w:t xml:space="preserve">{escape(one)}</w:t></w:r>' for one in (text[:at], text[at:]) if one)
    return f"<w:p>{''.join(runs)}</w:p>"


# ---- Word files as they are ----


def word_templates() -> Iterator[tuple[str, bytes, Mapping[str, Any]]]:
    """Each Word file with placeholders for what waits in its paragraphs, and the data that it comes with."""
    for path in documents():
        if path.suffix == ".docx":
            context = path.with_name("context.json")
            data = json.loads(context.read_text(encoding="utf-8")) if context.is_file() else {}
            try:
                yield f"{path.parent.name}/{path.name}", _of_word(path.read_bytes()), data
            except (LetterforgeError, KeyError):  # python-docx does not read it
                continue


def _of_word(content: bytes) -> bytes:
    names: dict[str, str] = {}
    for one in search(kinds.WORD.passages(content)):
        start, stop, strength = one.candidate
        text = one.passage.text[start:stop]
        if strength is Strength.CERTAIN and not text.startswith(("{{", "{%", "{#")):
            names.setdefault(text, f"{{{{ f{len(names) % 3 + 1} }}}}")
    if not names:
        return content
    document = docx.Document(io.BytesIO(content))
    for element in document.element.body.iter(qn("w:p")):
        _fill(Paragraph(element, document), names)  # type: ignore[arg-type]  # a document is a parent, too
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _fill(paragraph: Paragraph, names: Mapping[str, str]) -> None:
    element = paragraph._p
    text = "".join(one.text or "" for one in element.iter(qn("w:t")))
    filled = text
    for one in sorted(filter(str.strip, names), key=len, reverse=True):
        filled = filled.replace(one, names[one])
    blank = not text.strip() and any(one.tag in _FIELDS for one in element.iter())
    if filled == text and not blank:
        return
    for one in list(element):  # what Word has cut into runs, or keeps in a field, becomes one run
        if one.tag != qn("w:pPr"):
            element.remove(one)
    paragraph.add_run(filled or "{{ f1 }}")
