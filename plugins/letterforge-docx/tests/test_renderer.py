"""From a template to a Word file: the renderer as letterforge calls it."""

from __future__ import annotations

import concurrent.futures
import dataclasses
import io
import os
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from pydantic import BaseModel

import letterforge
from letterforge.errors import StationeryError
from letterforge.renderer import Renderer
from letterforge_docx import DocxRenderer

if TYPE_CHECKING:
    from letterforge.template import Template

SOURCE = """---
lang: {lang}
title: Letter to {{{{ name }}}}
---

Dear {{{{ name }}}}
{{: .salutation }}

# The review

This does not change from one letter to the next.

1. First
2. Second, for {{{{ name }}}}

| Old | New |
|---|---|
| {{{{ name }}}} | new |

That is [all](https://example.org/).
"""


class Model(BaseModel):
    name: str


def template(folder: Path, lang: str = "en-GB") -> Template:
    path = folder / f"{lang}.md"
    path.write_text(SOURCE.format(lang=lang), encoding="utf-8")
    return letterforge.load(path, model=Model)


def test_it_is_a_renderer() -> None:
    assert isinstance(DocxRenderer(), Renderer)


def test_letter_is_a_word_file_that_says_it_all(tmp_path: Path) -> None:
    made = DocxRenderer().render(letterforge.Letter(template(tmp_path), {"name": "Ann <& Co>"}))
    opened = docx.Document(io.BytesIO(made))
    assert [each.text for each in opened.paragraphs if each.text] == [
        "Dear Ann <& Co>",
        "The review",
        "This does not change from one letter to the next.",
        "First",
        "Second, for Ann <& Co>",
        "That is all.",
    ]
    assert [cell.text for cell in opened.tables[0]._cells] == ["Old", "New", "Ann <& Co>", "new"]
    assert opened.core_properties.title == "Letter to Ann <& Co>"
    assert opened.core_properties.language == "en-GB"


@pytest.mark.parametrize(("lang", "name", "family"), [("cy", "Siôn Ŵyn", "Noto Sans"), ("el", "Ελένη", "Noto Sans")])
def test_typeface_is_one_that_has_the_letters(tmp_path: Path, lang: str, name: str, family: str) -> None:
    letter = letterforge.Letter(template(tmp_path, lang), {"name": name})
    made = docx.Document(io.BytesIO(DocxRenderer().render(letter)))
    assert letter.family.name == family
    assert f'w:ascii="{family}"' in made.styles.element.xml
    assert made.paragraphs[0].text.endswith(name)


def test_same_letter_gives_the_same_bytes_after_other_letters_and_pickling(tmp_path: Path) -> None:
    read = template(tmp_path)
    letters = [letterforge.Letter(read, {"name": name}) for name in ("Ann", "Bo", "Ann")]
    first, other, again = map(DocxRenderer().render, letters)
    assert first == again != other
    copied = pickle.loads(pickle.dumps(DocxRenderer()))  # noqa: S301  (what was pickled just now)
    assert copied.render(letters[0]) == first


def test_same_bytes_in_another_process_time_zone_and_hash_seed(tmp_path: Path) -> None:
    letter = letterforge.Letter(template(tmp_path), {"name": "Ann"})
    (tmp_path / "letter").write_bytes(
        pickle.dumps(letterforge.Letter(letterforge.load(tmp_path / "en-GB.md"), {"name": "Ann"}))
    )
    program = (
        "import pickle, pathlib, sys; from letterforge_docx import DocxRenderer; "
        f"letter = pickle.loads(pathlib.Path({str(tmp_path / 'letter')!r}).read_bytes()); "
        "sys.stdout.buffer.write(DocxRenderer().render(letter))"
    )
    made = [
        subprocess.run(  # noqa: S603  (this very interpreter)
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TZ": zone, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for zone, seed in (("UTC", "1"), ("Pacific/Auckland", "2"))
    ]
    assert made == [DocxRenderer().render(letter)] * 2


def test_threads_get_their_own_letters(tmp_path: Path) -> None:
    read = template(tmp_path)
    letters = [letterforge.Letter(read, {"name": f"Person {chr(65 + n % 26)}{chr(65 + n // 26)}"}) for n in range(200)]
    alone = [DocxRenderer().render(letter) for letter in letters]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert list(pool.map(DocxRenderer().render, letters)) == alone


def test_package_is_in_order_and_says_no_time(tmp_path: Path) -> None:
    made = DocxRenderer().render(letterforge.Letter(template(tmp_path), {"name": "Ann"}))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"
        assert len(set(package.namelist())) == len(package.namelist())


def test_stationery_without_a_letterhead_is_refused(tmp_path: Path) -> None:
    from letterforge import stationery

    bare = dataclasses.replace(stationery.plain(), letterhead=None, digest="bare")
    letter = letterforge.Letter(template(tmp_path), {"name": "Ann"}, stationery=bare)
    with pytest.raises(StationeryError, match=r"no letterhead\.docx"):
        DocxRenderer().render(letter)


SPANNING = (
    '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="1000"/></w:tblGrid>'
    "<w:tr><w:tc><w:p><w:r><w:t>{% colspan 2 %}Children</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)


@pytest.mark.parametrize(
    ("above", "written"),
    [
        (SPANNING, '<w:gridSpan w:val="2"/>'),
        ("<w:p><w:r><w:t>{% if true %}Children{% endif %}</w:t></w:r></w:p>", ">Children<"),
        ("<w:p><w:r><w:t>{{ 'Children' }}</w:t></w:r></w:p>", ">Children<"),
    ],
)
def test_a_letterhead_may_have_one_kind_of_tag_alone(
    tmp_path: Path, letterhead: bytes, above: str, written: str
) -> None:
    """Whatever it is, it is decided for the letter: a `colspan` by itself was not, and no letter could be made."""
    from letterforge import stationery

    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letterhead)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<w:body>", f"<w:body>{above}".encode()))
    look = dataclasses.replace(stationery.plain(), letterhead=target.getvalue(), digest=above, file="look")
    letter = letterforge.Letter(template(tmp_path), {"name": "Ann"}, stationery=look)
    made = letterforge.render(letter, to="docx").content
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert written in package.read("word/document.xml").decode()
