"""An output is never an input, by whatever name, and nothing is replaced that nobody asked to replace."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from word_files import package, paragraph

import letterforge

Run = Callable[..., Any]
PLAIN = Path(letterforge.__file__).parent / "templates" / "stationery" / "plain"
MODEL = "from letterforge import LetterData, Line\nclass Data(LetterData):\n    name: Line\n"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delitem(sys.modules, "shape", raising=False)
    (tmp_path / "letter.docx").write_bytes(package(paragraph("Dear {{ name }},")))
    (tmp_path / "letter.md").write_text(
        '---\ntitle: T\nlang: en-GB\n---\nDear {{ name }}\n\n{% include "part.html" %}\n', encoding="utf-8"
    )
    (tmp_path / "part.html").write_text("in a part", encoding="utf-8")
    (tmp_path / "data.yaml").write_text("name: Ann Ash\n", encoding="utf-8")
    (tmp_path / "shape.py").write_text(MODEL, encoding="utf-8")
    shutil.copytree(PLAIN, tmp_path / "look")
    return tmp_path


def _by_symbolic_link(real: Path, name: Path) -> None:
    name.symlink_to(real)


def _by_hard_link(real: Path, name: Path) -> None:
    os.link(real, name)


LINKS = [_by_symbolic_link, _by_hard_link]


def test_the_template_is_not_written_over(run: Run, files: Path) -> None:
    before = (files / "letter.docx").read_bytes()
    for folder in (".", "./", str(files), "look/.."):
        done = run("render", "letter.docx", "data.yaml", "--to", "docx", "--force", "-o", folder)
        assert done.code == 2
        assert "is what is read here" in done.err
        assert (files / "letter.docx").read_bytes() == before


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("victim", ["letter.docx", "data.yaml", "shape.py", "look/stationery.toml", "look/style.css"])
def test_no_input_is_written_over_by_another_name(
    run: Run, files: Path, link: Callable[[Path, Path], None], victim: str
) -> None:
    (files / "out").mkdir()
    link(files / victim, files / "out" / "letter.docx")
    before = (files / victim).read_bytes()
    done = run(
        "render",
        "letter.docx",
        "data.yaml",
        "--to",
        "docx",
        "--force",
        "-o",
        "out",
        "--model",
        "shape:Data",
        "--stationery",
        "look",
    )
    assert (done.code, "is what is read here" in done.err) == (2, True)
    assert (files / victim).read_bytes() == before
    assert (files / "out" / "letter.docx").exists()


@pytest.mark.parametrize("link", LINKS)
def test_no_part_of_the_template_is_written_over(run: Run, files: Path, link: Callable[[Path, Path], None]) -> None:
    (files / "letter.md").write_text(
        "---\ntitle: T\nlang: en-GB\n---\nDear {{ name }}\n\n![a](a.png)\n", encoding="utf-8"
    )
    shutil.copy(next(Path(__file__).parents[2].rglob("docs/**/*.png"), None) or _png(files), files / "a.png")
    (files / "out").mkdir()
    link(files / "a.png", files / "out" / "letter.html")
    before = (files / "a.png").read_bytes()
    done = run("render", "letter.md", "data.yaml", "--to", "html", "--force", "-o", "out")
    assert (done.code, "is what is read here" in done.err) == (2, True)
    assert (files / "a.png").read_bytes() == before


def _png(folder: Path) -> Path:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    path = folder / "made.png"
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b""))
    return path


def test_a_letter_is_not_annotated_away(run: Run, files: Path) -> None:
    assert run("render", "letter.docx", "data.yaml", "--to", "docx", "-o", "out").code == 0
    before = (files / "out" / "letter.docx").read_bytes()
    done = run("check", "letter.docx", "data.yaml", "--annotate", "out")
    assert done.code == 2
    assert "already exists; choose another folder, or say --force to replace it" in done.err
    assert (files / "out" / "letter.docx").read_bytes() == before
    assert run("check", "letter.docx", "data.yaml", "--annotate", "out", "--force").code == 0


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("victim", ["letter.docx", "data.yaml", "look/style.css"])
def test_no_input_is_annotated_away(run: Run, files: Path, link: Callable[[Path, Path], None], victim: str) -> None:
    (files / "out").mkdir()
    link(files / victim, files / "out" / "letter.docx")
    before = (files / victim).read_bytes()
    done = run("check", "letter.docx", "data.yaml", "--annotate", "out", "--force", "--stationery", "look")
    assert done.code == 2
    assert "is what is read here" in done.err or "is the template itself" in done.err
    assert (files / victim).read_bytes() == before
