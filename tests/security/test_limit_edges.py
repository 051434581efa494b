"""Every limit of the table at its edge: what has just so much is not refused for it, and what has one more is.

A limit that joins the table without an entry here fails the first test.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import letterforge
from letterforge import limits, pictures
from letterforge.data.data_file import Meter
from letterforge.data.walk import Walk
from letterforge.document import Document, Image, Paragraph, Picture
from letterforge.errors import LetterforgeError, UnreadableFileError
from letterforge.filling import program
from letterforge.findings import Findings
from letterforge.limits import Limit
from letterforge.recipients.formats.look import Look
from letterforge.recipients.reading import read_table
from letterforge.recipients.table import Wishes
from letterforge.scanning.readers import pdf, pdf_apart

NAMES = {name: value for name, value in vars(limits).items() if isinstance(value, Limit)}
SETTERS = ("PDF_SECONDS", "PDF_MEMORY")
"""Kept by the system, which has a test of its own below."""


@dataclass(frozen=True)
class Edge:
    """``use`` uses so much of a limit; where that is refused for it, it says what ``said`` says."""

    use: Callable[[int, Path], object]
    said: str


def _png(width: int, height: int, size: int = 40) -> bytes:
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", width, height)
    return head + bytes(size - len(head))


def _file(folder: Path, name: str, size: int) -> Path:
    path = folder / name
    with path.open("wb") as file:
        file.truncate(size)
    return path


def _data(text: str) -> object:
    return letterforge.read_data(text.encode(), name="a.json")


def _model(fields: str) -> object:
    return letterforge.read_model(f"fields:\n{fields}".encode(), name="a.model.yaml")


def _walked(count: int) -> None:
    """The last of so many values of a program's data: each costs the same, and all of them a quarter of a minute."""
    walk = Walk(Findings())
    walk.left -= count - 1
    walk.enter("x", "")
    for finding in walk.findings:
        raise UnreadableFileError(finding.message)


def _shown(*some: Picture) -> None:
    """A letter that shows pictures, one after the other."""
    images = {f"{at}": one for at, one in enumerate(dict.fromkeys(some))}
    digests = {id(one): digest for digest, one in images.items()}
    nodes = tuple(Image(digests[id(one)], "x", None) for one in some)
    said = program._pictures_grow(Document("en", "T", (Paragraph(nodes),), images=images))
    if said is not None:
        raise UnreadableFileError(said)


def _meter(depth: int, values: int) -> None:
    meter = Meter(None)
    meter.steps = values - depth
    meter.count(depth)


def _pictures_of(count: int, _: Path) -> None:
    each = Picture(bytes(1_000_000), "image/png", 1, 1)
    _shown(*[each] * (count // 1_000_000), *[Picture(b"x", "image/png", 1, 1)] * (count % 1_000_000))


EDGES = {
    "DATA_BYTES": Edge(
        lambda n, folder: letterforge.read_data(_file(folder, "a.json", n)), "the file is larger than 4,000,000 bytes"
    ),
    "DATA_SIGNS": Edge(lambda n, _: _data('"' + "x" * (n - 2) + '"'), "larger than a million characters"),
    "DATA_VALUES": Edge(lambda n, _: _data("[" + "0," * (n - 2) + "0]"), "more than 100,000 values"),
    "DATA_DEPTH": Edge(lambda n, _: _data('{"a":' * n + "1" + "}" * n), "more than 100 levels"),
    "DATA_STEPS": Edge(lambda n, _: _meter(50, n), "too many values that are nested deep"),
    "VALUES": Edge(lambda n, _: _walked(n), "more than 250,000 values"),
    "PICTURE_BYTES": Edge(lambda n, _: pictures.picture(_png(1, 1, n)), "larger than 20 MB"),
    "PICTURE_PIXELS": Edge(
        lambda n, _: pictures.picture(_png(n // 3 if not n % 3 else n, 3 if not n % 3 else 1)), "too many pixels"
    ),
    "LETTER_PICTURE_BYTES": Edge(_pictures_of, "more than 60,000,000 bytes"),
    "LETTER_PIXELS": Edge(
        lambda n, _: _shown(Picture(b"", "image/png", 1, n - 7), Picture(b"x", "image/png", 7, 1)),
        "more than 100,000,000 pixels",
    ),
    "FILE_BYTES": Edge(lambda n, folder: letterforge.load(_file(folder, "a.docx", n)), "larger than 128 MB"),
    "PDF_SIGNS": Edge(lambda n, _: _pdf_of(n), "more than any letter needs"),
    "TABLE_BYTES": Edge(lambda n, folder: read_table(_file(folder, "a.xlsx", n)), "larger than 134,217,728 bytes"),
    "TABLE_ROWS": Edge(lambda n, _: Look().used(n, 1), "more than 1,048,576 rows"),
    "TABLE_COLUMNS": Edge(lambda n, _: _table("a" + ",a" * (n - 1)), "more than 1,000 columns"),
    "TABLE_CELL": Edge(lambda n, _: _table("a\n" + "x" * n), "more than 131,072 characters"),
    "MODEL_BYTES": Edge(
        lambda n, folder: letterforge.read_model(_file(folder, "a.model.yaml", n)), "larger than 500,000 bytes"
    ),
    "MODEL_FIELDS": Edge(lambda n, _: _model("".join(f"  f{i}: line\n" for i in range(n))), "more than 1,000 fields"),
    "MODEL_DEPTH": Edge(lambda n, _: _model(f"  {'.'.join('a' * n)}: line\n"), "more than 8 groups"),
    "MODEL_RULES": Edge(
        lambda n, _: _model("  a: date\n  b: date\nrules:\n" + "  - a after b\n" * n), "more than 200 rules"
    ),
    "MODEL_CHOICES": Edge(
        lambda n, _: _model(f"  a: {{choices: [{', '.join(f'c{i}' for i in range(n))}]}}\n"), "more than 500 choices"
    ),
    "MODEL_TEXT": Edge(lambda n, _: _model(f"  a: {{type: line, meaning: {'x' * n}}}\n"), "more than 1,000 characters"),
    "TABLE_CELLS": Edge(lambda n, _: Look().used(n // 100 + (n % 100 > 0), 100), "cells from the first to the last"),
}


def _table(text: str) -> None:
    list(read_table(text.encode(), name="a.csv", wishes=Wishes(delimiter=",")))


def _pdf_of(size: int) -> None:
    """A PDF that says so much; the limit is lowered for it, since 16 million characters take a minute to make."""
    content = (Path(__file__).parents[1] / "scan" / "documents" / "quote.pdf").read_bytes()
    said = sum(len(one.text) for one in pdf.passages(content) if (one.place.path or "").startswith("page "))
    small = Limit(said + limits.PDF_SIGNS.most - size, "", "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "PDF_SIGNS", small)
        list(pdf.passages(content))


def test_every_limit_has_an_edge() -> None:
    assert set(EDGES) | set(SETTERS) == set(NAMES)


def _refusal(edge: Edge, amount: int, folder: Path) -> str:
    try:
        edge.use(amount, folder)
    except (LetterforgeError, ValueError) as fault:
        return str(fault)
    return ""


@pytest.mark.parametrize("name", EDGES)
def test_the_edge_of_a_limit(name: str, tmp_path: Path) -> None:
    edge, most = EDGES[name], NAMES[name].most
    assert edge.said not in _refusal(edge, most, tmp_path)
    assert edge.said in _refusal(edge, most + 1, tmp_path)


def test_a_process_that_reads_a_pdf_has_so_much_time_and_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    asked: dict[int, int] = {}
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limit: asked.update({kind: limit[0]}))
    monkeypatch.setattr(resource, "getrlimit", lambda _: (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    pdf_apart._limit()
    assert asked[resource.RLIMIT_CPU] == limits.PDF_SECONDS.most
    assert asked[resource.RLIMIT_AS] == limits.PDF_MEMORY.most
