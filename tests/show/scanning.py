"""What `letterforge scan` must show: its numbers, what docxtpl leaves behind, bad files, look-alikes."""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from pathlib import Path

from showing import run, scratch

NAME = "{{ name }}"
_TYPES = "application/vnd.openxmlformats-officedocument."
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ENDNOTES = f'<w:endnotes {_W}><w:endnote w:id="2"><w:p><w:r><w:t>On {NAME}.</w:t></w:r></w:p></w:endnote></w:endnotes>'
_CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Case">'
    f"<vt:lpwstr>{NAME}</vt:lpwstr></property></Properties>"
)
_PARTS = (
    (
        "word/endnotes.xml",
        _ENDNOTES,
        _TYPES + "wordprocessingml.endnotes+xml",
        "word/_rels/document.xml.rels",
        "endnotes",
    ),
    ("docProps/custom.xml", _CUSTOM, _TYPES + "custom-properties+xml", "_rels/.rels", "custom-properties"),
)


def measured() -> tuple[str, str, bool]:
    """Recall and precision by rule, for the half that was looked at and the half that was not."""
    done = run(sys.executable, "tests/scan/measure.py", "--half", "both")
    whole = [float(number) for row in re.findall(r"all rules.*", done.stdout) for number in row.split()[-2:]]
    return "python tests/scan/measure.py --half both", done.stdout + done.stderr, len(whole) == 4 and min(whole) >= 0.98


def with_a_mark_in_every_part() -> bytes:
    """A Word template with a placeholder in its text, comment, keywords, category, endnote and custom property."""
    import docx

    document = docx.Document()
    paragraph = document.add_paragraph(f"Dear {NAME},")
    document.add_comment(paragraph.runs[0], f"Ask {NAME}", author="Ann")
    document.core_properties.keywords = NAME
    document.core_properties.category = NAME
    plain, made = io.BytesIO(), io.BytesIO()
    document.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            for part, _, kind, relations, relation in _PARTS:
                if name == "[Content_Types].xml":
                    entry = f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
                    text = text.replace(b"</Types>", entry.encode())
                if name == relations:
                    entry = f'<Relationship Id="own" Type="{_RELATIONS}{relation}" Target="{part.removeprefix("word/")}"/></Relationships>'
                    text = text.replace(b"</Relationships>", entry.encode())
            target.writestr(name, text)
        for part, words, *_ in _PARTS:
            target.writestr(part, words)
    return made.getvalue()


def left_by_docxtpl() -> tuple[str, str, bool]:
    """What docxtpl 0.20.2 leaves behind in endnotes, comments, keywords, category and custom properties: all found."""
    import docxtpl

    folder = scratch()
    (folder / "template.docx").write_bytes(with_a_mark_in_every_part())
    template = docxtpl.DocxTemplate(str(folder / "template.docx"))
    template.render({"name": "Ann"})
    template.save(str(folder / "finished.docx"))
    done = run("letterforge", "scan", str(folder / "finished.docx"), "--format", "json")
    found = {each["place"] for each in json.loads(done.stdout)["files"][0]["leftovers"] if each["text"] == NAME}
    wanted = {"endnote 1, paragraph 1", "comment 1, paragraph 1", "keywords", "category", "property Case"}
    version = docxtpl.__version__
    figure = f"docxtpl {version} filled the text; still marked: {'; '.join(sorted(found))}"
    return "letterforge scan finished.docx --format json", figure, found == wanted and done.returncode == 1


def bad_files() -> tuple[str, str, bool]:
    """A damaged, an encrypted and a hostile file end in an error each, and the files between them are read."""
    folder = scratch()
    whole = with_a_mark_in_every_part()
    files = {
        "1-good.md": b"Dear [Name],",
        "2-damaged.docx": whole[: len(whole) // 2],
        "3-good.html": b"<p>Venue: TBC",
        "4-encrypted.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "5-hostile.md": b"[" * 1_000_000,
        "6-bomb.docx": _bomb(),
        "7-good.txt": b"on XX/XX/2026",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    done = run("letterforge", "scan", str(folder), "--format", "json")
    report = [
        (Path(each["file"]).name, each["error"], len(each["leftovers"])) for each in json.loads(done.stdout)["files"]
    ]
    told = "\n".join(
        f"{name}: {(error or '').rpartition(': ')[2] or f'{number} leftover'}" for name, error, number in report
    )
    good = all((error is None and number == 1) if "good" in name else error for name, error, number in report)
    return "letterforge scan FOLDER --format json", told, good and len(report) == len(files) and done.returncode == 1


def _bomb() -> bytes:
    """Forty kilobytes that unpack to forty megabytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", bytes(40 << 20))
    return stream.getvalue()


ALIKE = """As held in [2024] EWCA Civ 1 [sic], and in [12], [REDACTED] wrote to <ann@example.org>.

- [x] read [the notes](https://example.org/notes) [^1]
- [ ] `{{ name }}` in code, the set {a, b}, {"a": {"b": 1}} and \\\\textbf{x}

Dates are written as dd/mm/yyyy. The terms are to be agreed by both parties. J'ai lu «Le Monde» à Paris.

Chapter 1 ........................ 3

Signed: ______________________ Date: ____________

[^1]: A note.
"""


def look_alikes() -> tuple[str, str, bool]:
    """What looks alike stays quiet."""
    path = scratch() / "alike.md"
    path.write_text(ALIKE, encoding="utf-8")
    done = run("letterforge", "scan", str(path))
    return "letterforge scan alike.md", done.stdout + done.stderr, done.returncode == 0


LINES = (measured, left_by_docxtpl, bad_files, look_alikes)
