"""Which file is a table, and what of it cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from letterforge import filekinds
from letterforge.errors import DataError, UsageError
from letterforge.limits import TABLE_BYTES
from letterforge.recipients.reading import known_formats, read_table


def test_each_kind_of_table_has_a_format_and_the_other_way_round() -> None:
    assert {one.kind.name for one in known_formats()} == {k.name for k in filekinds.FILE_KINDS if k.table_suffixes}


def test_a_file_is_read_by_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "PEOPLE.CSV"
    path.write_text("name\nAnn\n", encoding="utf-8")
    found = read_table(path)
    assert (found.file, found.headings) == (str(path), ("name",))
    path.write_text("name\nBo\n", encoding="utf-8")
    assert [row.cells for row in found] == [("Ann",)]  # as it was when it was read


@pytest.mark.parametrize("name", ["people.txt", "people", "people.yaml"])
def test_other_files_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match="is not a table of recipients; letterforge reads .csv"):
        read_table(b"name\n", name=name)


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        read_table(tmp_path / "people.csv")
    with pytest.raises(UsageError, match="this is not a file path"):
        read_table("a\0.csv")


def test_how_much_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    with path.open("wb") as file:
        file.truncate(TABLE_BYTES.most + 1)
    for source in (path, path.read_bytes()):
        with pytest.raises(DataError, match="the file is larger than 134,217,728 bytes"):
            read_table(source, name="people.csv")
