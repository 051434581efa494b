from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import letterforge
from letterforge import LetterData, Line
from letterforge.errors import TemplateError
from letterforge.loading.companion_files import CompanionFiles
from letterforge.template import read

HEAD = b"---\ntitle: T\nlang: cy\n---\n"


class Model(LetterData):
    name: Line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "parts").mkdir()
    (tmp_path / "letter.md").write_bytes(HEAD + b'{{ name }}\n\n{% include "parts/end.md" %}\n')
    (tmp_path / "parts" / "end.md").write_text("The end.\n", encoding="utf-8")
    return tmp_path


def test_a_template_knows_its_name_language_and_model(folder: Path) -> None:
    template = letterforge.load(folder / "letter.md", model=Model)
    assert (template.name, template.language, template.kind, template.model) == ("letter", "cy", None, Model)
    assert template.file == str(folder / "letter.md")


def test_its_source_is_not_in_its_repr() -> None:
    assert "SECRETWORDS" not in repr(letterforge.load(HEAD + b"SECRETWORDS"))


def test_it_pickles_with_its_parts_though_they_are_gone(folder: Path) -> None:
    template = letterforge.load(folder / "letter.md", model=Model)
    pickled = pickle.dumps(template)
    (folder / "parts" / "end.md").unlink()
    (folder / "letter.md").unlink()
    again = pickle.loads(pickled)  # noqa: S301  (made here)
    assert again.wording == template.wording
    assert again.digest == template.digest
    assert again.model is Model


def test_the_digest_is_of_the_source_and_of_its_parts(folder: Path) -> None:
    def digest() -> str:
        return letterforge.load(folder / "letter.md").digest

    before = digest()
    assert digest() == before
    (folder / "parts" / "end.md").write_text("Another end.\n", encoding="utf-8")
    changed = digest()
    assert changed != before
    (folder / "letter.md").write_bytes((folder / "letter.md").read_bytes() + b"\nMore.\n")
    assert digest() not in (before, changed)


@pytest.mark.parametrize(
    ("content", "line"),
    [("Siân".encode("latin-1"), 5), (b"\xff\xfeD\x00", 5), (b"x\ny\nz \x80", 7), (b"PK\x03\x04\x80", 5)],
)
def test_a_template_that_is_not_utf_8(content: bytes, line: int) -> None:
    with pytest.raises(TemplateError) as caught:
        letterforge.load(HEAD + content)
    (finding,) = caught.value.findings
    assert (finding.rule, finding.place.line) == ("encoding", line)
    assert finding.message == "the template is not text in UTF-8"
    assert finding.hint == "Save it as UTF-8; a Word file has the suffix .docx."


def test_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    plain = HEAD + b"One\n\n{% if name %}\ntwo {{ name }}\n{% endif %}\n"
    there = letterforge.load(plain).wording
    assert letterforge.load(plain.replace(b"\n", b"\r\n")).wording.blocks == there.blocks
    assert letterforge.load(b"\xef\xbb\xbf" + plain).wording.blocks == there.blocks


def test_reading_gives_the_findings_with_what_could_be_read() -> None:
    template, findings = read(HEAD + b"{{ name", name="letter", beside=CompanionFiles(None))
    assert template is not None
    assert [one.rule for one in findings] == ["syntax"]


def test_a_damaged_pickle_source_is_a_template_error() -> None:
    template, _ = read(HEAD + b"{{ name", name="letter")
    with pytest.raises(TemplateError):
        pickle.loads(pickle.dumps(template))  # noqa: S301  (made here)
