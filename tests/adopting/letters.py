"""What the tests of adopting share: the original letter as files of each kind, and a file adopted from end to end."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel
from word_files import package, paragraph

from letterforge.adopting import plan as plans
from letterforge.adopting.applying import Application, Applied, applied
from letterforge.adopting.plan import Entry, Plan
from letterforge.adopting.planning import Request, planned
from letterforge.adopting.reading import read
from letterforge.datafile import read_data

REVIEW = "[relevant details of the case review]"
DATE_AND_PLACE = "[insert date and place]"
LEADER = "[name of person giving the introduction]"
MONTH = "[month]"
TEAM = "[names of review team]"

SAID = (
    f"You may already have heard that we plan to review a case in which you were involved: {REVIEW}.",
    f"The introduction to systems analysis will be held on {DATE_AND_PLACE}, and will be given by {LEADER}.",
    f"The conversations are to be held during {MONTH}. Each takes up to an hour and a half.",
)
MARKDOWN = f"""\
# Invitation to take part

Dear colleague,

{SAID[0]}

## Introduction to systems analysis

{SAID[1]}

## One-to-one conversations

{SAID[2]}

Yours sincerely

{TEAM}
"""
TEXT = MARKDOWN.replace("# Invitation to take part", "Invitation to take part\n=======================").replace(
    "#", ""
)
HTML = (
    "<!doctype html><html><head><title>Invitation to take part</title></head><body><p>Dear colleague,</p>"
    f"<p>{SAID[0]}</p><h2>Introduction to systems analysis</h2><p>{SAID[1]}</p><h2>One-to-one conversations</h2>"
    f"<p>{SAID[2]}</p><p>Yours sincerely</p><p>{TEAM}</p></body></html>"
)


def heading(text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def word_letter() -> bytes:
    """The letter in Word, its second prompt in three runs of which one is bold."""
    before, after = SAID[1].split(DATE_AND_PLACE)
    cut = (
        f'<w:p><w:r><w:t xml:space="preserve">{before}[insert </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>date and</w:t></w:r>'
        f'<w:r><w:t xml:space="preserve"> place]{after}</w:t></w:r></w:p>'
    )
    return package(
        paragraph("Dear colleague,")
        + paragraph(SAID[0])
        + heading("Introduction to systems analysis")
        + cut
        + heading("One-to-one conversations")
        + paragraph(SAID[2])
        + paragraph("Yours sincerely")
        + paragraph(TEAM)
    )


FILES = {"docx": word_letter, "md": MARKDOWN.encode, "txt": TEXT.encode, "html": HTML.encode}


@dataclass(frozen=True)
class Adopted:
    """A file that was adopted: its plan as it is read back, and what came of it."""

    plan: Plan
    done: Applied


def plan_of(content: bytes, name: str, model: type[BaseModel] | None = None, spelt: str | None = None) -> Plan:
    """The plan of a file, written and read again as a person would have it."""
    path = Path(name)
    plan = planned(Request(path, content, read(content, path), model, spelt))
    text = plans.written(plan, "x.plan.yaml")
    again = plans.read(read_data(text.encode(), name="x.plan.yaml").values, "x.plan.yaml")
    assert replace(again, source=None) == plan
    return again


def apply(content: bytes, name: str, plan: Plan, model: type[BaseModel] | None = None, data: object = None) -> Applied:
    """What a plan makes of a file."""
    path = Path(name)
    return applied(Application(plan, content, read(content, path), Path(plan.template), model, None, None, data))


def adopted(content: bytes, name: str, **changes: Entry | dict[str, str | None]) -> Adopted:
    """A file adopted with a drafted model; ``changes`` are made to the entries of prompts, by ``p1``, ``p2`` ..."""
    plan = changed(plan_of(content, name), **changes)
    return Adopted(plan, apply(content, name, plan))


def changed(plan: Plan, **changes: dict[str, str | None]) -> Plan:
    """A plan that a person has mended."""
    entries = tuple(replace(one, **changes.get(f"p{one.prompt}", {})) for one in plan.entries)
    return replace(plan, entries=entries)


def parts(content: bytes) -> dict[str, bytes]:
    """The parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def body(content: bytes) -> str:
    """The XML of its main part."""
    return parts(content)["word/document.xml"].decode()
