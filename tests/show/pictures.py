"""A picture that comes with the data: a signature in a Markdown and a Word letter, in every format, with its words, valid."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pikepdf
import showing
from tests import verapdf
from tests.drawings import AUTHOR, SVG, png

Line = tuple[str, str, bool]
ALT = 'Signature of "Ann" Ash & Co'
WIDTH = 40
MODEL = "fields:\n  name: line\n  signature: picture\n"
MARKDOWN = """---
title: A visit
lang: en-GB
---
Dear {{ name }},

Yours sincerely,

{{ signature | picture(40) }}

Ann Ash, who signs {{ signature | picture(40) }} here
"""


def _inputs(folder: Path) -> None:
    """A Markdown and a Word template, and data beside a scanned signature."""
    (folder / "letter.md").write_text(MARKDOWN, encoding="utf-8")
    (folder / "letter.model.yaml").write_text(MODEL, encoding="utf-8")
    (folder / "data.yaml").write_text(f"name: Bo Birch\nsignature: {{file: ann.png, alt: '{ALT}'}}\n", encoding="utf-8")
    (folder / "drawn.yaml").write_text(
        f"name: Bo Birch\nsignature: {{file: ann.svg, alt: '{ALT}'}}\n", encoding="utf-8"
    )
    (folder / "ann.png").write_bytes(png())
    (folder / "ann.svg").write_text(SVG, encoding="utf-8")
    # A Word file that is valid: our own, without a value in it.
    made = showing.run("letterforge", "render", "letter.md", "data.yaml", "--to", "docx", "-o", "blank", cwd=folder)
    assert made.returncode == 0, made.stderr
    word = docx.Document(str(folder / "blank" / "letter.docx"))
    for block in list(word.element.body)[:-1]:
        word.element.body.remove(block)
    word.add_paragraph("Dear {{ name }},")
    word.add_paragraph("{{ signature | picture(40) }}")
    word.add_paragraph("Ann Ash, who signs ").add_run("{{ signature | picture(40) }} here").bold = True
    word.save(str(folder / "word.docx"))
    (folder / "word.model.yaml").write_text(MODEL, encoding="utf-8")


def _letters(folder: Path, data: str, *formats: str) -> dict[str, Path]:
    """By template and format."""
    found = {}
    for template in ("letter.md", "word.docx"):
        for to in formats:
            out = folder / f"{Path(data).stem}-{Path(template).stem}-{to}"
            done = showing.run("letterforge", "render", template, data, "--to", to, "-o", str(out), cwd=folder)
            assert done.returncode == 0, done.stderr
            (found[f"{template} to {to}"],) = out.iterdir()
    return found


class _Images(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[tuple[str | None, float]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            held = dict(attrs)
            self.said.append((held.get("alt"), float(held.get("width") or 0) * 25.4 / 96))


def _figures(node: Any, seen: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """The figures among the tags of a PDF, each with its words and its width in millimetres."""
    if isinstance(node, pikepdf.Array):
        for one in node:
            _figures(one, seen)
    elif isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == "/Figure":
            attributes = node.get("/A", pikepdf.Dictionary())
            boxes = [
                one.get("/BBox") for one in (attributes if isinstance(attributes, pikepdf.Array) else [attributes])
            ]
            box = next((one for one in boxes if one is not None), None)
            seen.append((str(node.get("/Alt", "")), 0.0 if box is None else float(box[2] - box[0]) * 25.4 / 72))
        if "/K" in node:
            _figures(node["/K"], seen)
    return seen


def _shown(path: Path) -> list[tuple[str | None, float]]:
    """The words and the width of each picture of a letter, by readers that are not ours: html.parser, pikepdf, python-docx."""
    if path.suffix == ".html":
        reader = _Images()
        reader.feed(path.read_text(encoding="utf-8"))
        return reader.said
    if path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            return [*_figures(pdf.Root["/StructTreeRoot"]["/K"], [])]
    word = docx.Document(str(path))
    return [(one._inline.docPr.get("descr"), one.width.mm) for one in word.inline_shapes]


def _near(width: float) -> bool:
    return width == 0 or abs(width - WIDTH) < 0.3


def in_every_format() -> Line:
    """A signature picture in a Markdown and a Word letter: there in DOCX, PDF (both) and HTML, twice each, 40 mm wide, with alt text and nothing of who drew it"""
    folder = showing.scratch()
    _inputs(folder)
    made = _letters(folder, "data.yaml", "docx", "pdf", "html", "typst")
    lines, good = [], True
    for name, path in made.items():
        found = _shown(path)
        sound = [alt for alt, _ in found] == [ALT, ALT] and all(_near(width) for _, width in found)
        told = AUTHOR.encode() in path.read_bytes()
        lines.append(
            f"{name}: {len(found)} pictures, {', '.join(f'{width:.1f} mm' for _, width in found)}, alt {sound}"
        )
        good = good and sound and not told
    return "letterforge render letter.md | word.docx data.yaml --to docx | pdf | html | typst", "\n".join(lines), good


def valid() -> Line:
    """The same letters are valid, and so are those with an SVG: openxml-audit, veraPDF (UA-1), html-validate"""
    folder = showing.scratch()
    _inputs(folder)
    made = {**_letters(folder, "data.yaml", "docx", "pdf", "html", "typst")}
    made |= {f"{name}, SVG": path for name, path in _letters(folder, "drawn.yaml", "pdf", "html", "typst").items()}
    faults: list[str] = []
    audit = str(Path(sys.executable).with_name("openxml-audit"))
    for name, path in made.items():
        if path.suffix == ".docx":
            (report,) = json.loads(showing.run(audit, "-o", "json", "-m", "0", str(path)).stdout)
            faults += [f"{name}: {one}" for one in report["errors"]]
        elif path.suffix == ".html":
            faults += [f"{name}: {one}" for one in showing.html_errors(path)]
    papers = [(name, path) for name, path in made.items() if path.suffix == ".pdf"]
    found = verapdf.verdicts([path for _, path in papers])
    faults += [f"{name}: {said.failed}" for (name, _), said in zip(papers, found, strict=True) if not said.compliant]
    figure = f"{len(made)} letters, {len(papers)} of them PDF; faults: {faults or 'none'}"
    return "openxml-audit, veraPDF, html-validate", figure, not faults and all(one.checks for one in found)


def refused() -> Line:
    """No alt text, a path, a link out of the folder, a script, an SVG for DOCX: no letter, and no name of a file in what is said"""
    folder = showing.scratch()
    _inputs(folder)
    (folder / "linked.png").symlink_to("/etc/hostname")
    (folder / "active.svg").write_text(SVG.replace("<defs>", "<script>x()</script><defs>"), encoding="utf-8")
    tried = {
        "no alt": ("ann.png", "html", "picture-words"),
        "a path": ("{file: ../ann.png, alt: A}", "html", "data-picture"),
        "a link": ("{file: linked.png, alt: A}", "html", "data-picture"),
        "an address": ("{file: 'https://example.org/ann.png', alt: A}", "html", "data-picture"),
        "a script": ("{file: active.svg, alt: A}", "html", "data-picture"),
        "SVG for DOCX": ("{file: ann.svg, alt: A}", "docx", "give it as PNG or JPEG"),
    }
    lines, good = [], True
    for what, (value, to, wanted) in tried.items():
        (folder / "wrong.yaml").write_text(f"name: Bo\nsignature: {value}\n", encoding="utf-8")
        done = showing.run("letterforge", "render", "letter.md", "wrong.yaml", "--to", to, "-o", "none", cwd=folder)
        said = done.stdout + done.stderr
        hides = not re.search(
            r"ann\.|linked|active|example", said.replace('file: ann.png, alt: "Signature of Ann"', "")
        )
        good = good and done.returncode != 0 and wanted in said and hides and not (folder / "none").exists()
        lines.append(f"{what}: {said.strip().splitlines()[0]}")
    return "letterforge render letter.md wrong.yaml", "\n".join(lines), good


LINES: tuple[Callable[[], Line], ...] = (in_every_format, valid, refused)
