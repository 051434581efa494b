"""Mail merges that nobody here wrote: filled as docx-mailmerge2 fills them with the same records, or with the reason why not.

The files are read from `../shared/corpus/mergefields`, and none of them is in the project.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.loading.word.fields.merge_files import text_of

import letterforge
from letterforge.office.archive import open_archive

mailmerge = pytest.importorskip("mailmerge", reason="docx-mailmerge2 is not installed")

CORPUS = Path(__file__).parents[5] / "shared" / "corpus" / "mergefields"
FILES = sorted(CORPUS.glob("*.docx"))
VALUES = ("Ann mac'ash & McSons", "Value <two>", "ALL LARGE", "small words only", "Ünïcode 7", "x")
RECORDS = {"classes": ("class_code", "class_name", "class_grade")}
"""The lists of records that a template with these fields has rows for, as its own tests fill it."""
DIFFERENT = {
    "* FirstCap": "Word leaves the letters behind the first as they are (its help on \\* Caps and \\* FirstCap): "
    "docx-mailmerge2 makes them small",
    "* Caps": "as FirstCap; and it takes the letter behind an apostrophe for the first of a word",
}
"""Switches whose result differs on purpose, and why ours is right."""
pytestmark = pytest.mark.skipif(not FILES, reason="the corpus is not in ../shared/corpus/mergefields")


def records(asked: tuple[str, ...]) -> dict[str, Any]:
    """Data for a template: each field another value, each list two records."""
    data: dict[str, Any] = {}
    listed = {name: fields for name, fields in RECORDS.items() if set(fields) <= set(asked)}
    for number, name in enumerate(asked):
        if not any(name in fields for fields in listed.values()):
            data[name] = VALUES[number % len(VALUES)]
    for name, fields in listed.items():
        data[name] = [{one: f"{one} {number}" for one in fields} for number in (1, 2)]
    return data


def parts_of(content: bytes) -> Iterator[str]:
    """The parts with words."""
    yield from (name for name in open_archive(content).members if name.startswith("word/") and name.endswith(".xml"))


def words_of(content: bytes) -> dict[str, list[str]]:
    """The words of each part that has any."""
    found = {name: [one for one in text_of(content, name) if one] for name in parts_of(content)}
    return {name: said for name, said in found.items() if said}


def theirs(path: Path, data: dict[str, Any]) -> bytes:
    """What docx-mailmerge2 makes of it."""
    target = io.BytesIO()
    with mailmerge.MailMerge(str(path)) as document:
        document.merge(**{name: value for name, value in data.items() if isinstance(value, str)})
        for value in data.values():
            if isinstance(value, list):
                document.merge_rows(next(iter(value[0])), value)
        document.write(target)
    return target.getvalue()


def unlike(path: Path) -> list[tuple[str, str]]:
    """The paragraphs in which ours and theirs differ."""
    template = letterforge.load(path)
    data = records(template.asked)
    ours = words_of(letterforge.render(letterforge.Letter(template, data), to="docx").content)
    other = words_of(theirs(path, data))
    assert {name: len(said) for name, said in ours.items()} == {name: len(other.get(name, ())) for name in ours}
    return [(one, two) for name in ours for one, two in zip(ours[name], other[name], strict=True) if one != two]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_same_records_make_the_same_text(path: Path) -> None:
    codes = "".join(open_archive(path.read_bytes()).read("word/document.xml").decode())
    excused = [switch for switch in DIFFERENT if f"\\{switch}" in codes]
    assert len(unlike(path)) == len(excused)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_field_that_the_data_do_not_have_is_a_finding(path: Path) -> None:
    template = letterforge.load(path)
    assert {one.rule for one in letterforge.check(path, {"another": "x"}) if one.is_error} <= {
        "missing",
        "unknown-field",
    }
    data = records(template.asked)
    for name in data:
        rest = {key: value for key, value in data.items() if key != name}
        assert [one for one in letterforge.check(path, rest) if one.is_error] != []
