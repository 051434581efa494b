"""One list of kinds of file: no suffix means two of them, and everything else in the tree asks this list."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from letterforge import filekinds
from letterforge.scanning.readers import kinds

ROOT = Path(__file__).parent.parent
SUFFIX = re.compile(r"""["'](\.[a-z]{2,8})["']""")
KNOWN = {
    *filekinds.TEMPLATE_SUFFIXES,
    *filekinds.DATA_SUFFIXES,
    *filekinds.FINISHED_SUFFIXES,
    *filekinds.TABLE_SUFFIXES,
}
SOURCES = sorted(path for path in (ROOT / "src" / "letterforge").rglob("*.py") if path.name != "filekinds.py")


def test_no_suffix_and_no_media_type_is_of_two_kinds() -> None:
    for names in (
        [suffix for kind in filekinds.FILE_KINDS for suffix in {*kind.template_suffixes, *kind.refused_suffixes}],
        list(filekinds.DATA_SUFFIXES),
        list(filekinds.FINISHED_SUFFIXES),
        list(filekinds.TABLE_SUFFIXES),
        [media_type for kind in filekinds.FILE_KINDS for media_type in kind.media_types],
    ):
        assert names
        assert [name for name, count in Counter(names).items() if count > 1] == []
        assert all(name == name.lower() for name in names)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_second_list_of_suffixes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    code = re.sub(r'"""[\s\S]*?"""', "", text)
    assert {suffix for suffix in SUFFIX.findall(code) if suffix in KNOWN} == set()


def test_what_can_be_scanned_has_a_reader_and_the_other_way_round() -> None:
    assert {kind.file.name for kind in kinds.KINDS} == {k.name for k in filekinds.FILE_KINDS if k.finished_suffixes}


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.file.name)
def test_every_media_type_names_its_reader(kind: kinds.Kind) -> None:
    assert all(kinds.named(media_type) is kind for media_type in kind.file.media_types)


def test_one_suffix_is_named_alone() -> None:
    assert filekinds.listed((".toml",)) == ".toml"
