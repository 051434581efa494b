from __future__ import annotations

from pathlib import Path

import pytest

import letterforge
from letterforge import filekinds
from letterforge.data.reading import known_formats
from letterforge.datafile import DataFile, read_data
from letterforge.errors import DataError, UsageError


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.yaml", "name: NO\n"), ("a.YML", "name: NO\r\n"), ("a.json", '{"name": "NO"}'), ("a.toml", 'name = "NO"\n')],
)
def test_a_file_is_read_by_its_suffix(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text("\ufeff" + content, encoding="utf-8", newline="")
    found = read_data(tmp_path / name)
    assert isinstance(found, DataFile)
    assert found.values == {"name": "NO"}
    assert found.file == str(tmp_path / name)
    assert found.place(("name",), "name").line == 1


def test_bytes_go_by_what_they_begin_with_or_by_the_name_that_they_are_given() -> None:
    assert read_data(b"time: 14:30").values == {"time": "14:30"}
    assert read_data(b' {"time": 1.10}').values == {"time": "1.10"}
    assert read_data(b"cost = 1.10", name="a.toml").values == {"cost": "1.10"}


def test_findings_about_the_data_name_line_and_column(tmp_path: Path) -> None:
    class Visit(letterforge.LetterData):
        day: letterforge.Date

    template = tmp_path / "a.md"
    template.write_text("---\ntitle: t\nlang: en-GB\n---\n{{ day }}\n")
    with pytest.raises(DataError) as caught:
        letterforge.Letter(letterforge.load(template, model=Visit), read_data(b"day: someday", name="visit.yaml"))
    assert [str(one.place) for one in caught.value.findings] == ["visit.yaml:1:6: day"]


def test_findings_about_the_data_come_in_the_order_of_the_file() -> None:
    """And not by their names, whether they are of values or of what is missing."""
    source = "---\ntitle: t\nlang: en-GB\n---\n{{ a }} {{ z }} {{ m }}\n"
    content = b"z: TBC\nm: '[name]'\nb: x\n"
    for data in (read_data(content, name="visit.yaml"), read_data(content + b"a: XXXX\n", name="visit.yaml")):
        with pytest.raises(DataError) as caught:
            letterforge.Letter(letterforge.load(source.encode()), data)
        places = [(one.place.line, one.place.column) for one in caught.value.findings]
        assert places == sorted(places)
        assert places == [
            (one.place.line, one.place.column) for one in letterforge.check(letterforge.load(source.encode()), data)
        ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"a: b", f"a.txt is not a data file; letterforge reads {filekinds.listed(filekinds.DATA_SUFFIXES)}"),
        ("a.yaml", b"\xff", "the data file a.yaml is not text in UTF-8; save it as UTF-8"),
        ("a.yaml", None, "the data file a.yaml cannot be read: No such file or directory"),
    ],
)
def test_what_is_no_data_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes | None, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if content is not None:
        Path(name).write_bytes(content)
    with pytest.raises(UsageError) as caught:
        read_data(name)
    assert str(caught.value) == message


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(UsageError, match="^standard input is not text in UTF-8$"):
        read_data(b"\xff", name="standard input")


def test_every_kind_of_data_file_has_its_format() -> None:
    assert {one.kind.name for one in known_formats()} == {k.name for k in filekinds.FILE_KINDS if k.data_suffixes}
    assert len([one for one in known_formats() if one.begins is None]) == 1
