"""The key of leftovers fits its documents, its halves are fair, and measuring counts as its guide says."""

from __future__ import annotations

from pathlib import Path

import build
import pytest
from labels import DOCUMENTS, KEYS, RULES, Label, faults, files, half, read_labels
from measure import Found, Score, main, same_text, scanned

import letterforge

LABEL = Label("a.md", "line 1", 0, 10, 8, "bracketed-prompt", "certain", 1, "00000000")


@pytest.mark.parametrize(("key", "root"), KEYS, ids=["corpus", "own"])
def test_every_digest_fits_its_file(key: Path, root: Path) -> None:
    if not root.is_dir():
        pytest.skip(f"{root} is absent")
    assert faults(key, root) == []


def test_a_shifted_label_is_noticed(tmp_path: Path) -> None:
    key, root = KEYS[1]
    lines = key.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split("\t")
    cells[3] = str(int(cells[3]) + 1)
    moved = tmp_path / "own.tsv"
    moved.write_text("\n".join([lines[0], "\t".join(cells)]) + "\n", encoding="utf-8")
    assert len(faults(moved, root)) == 1


def test_each_half_of_our_own_has_every_rule_and_files_without_any_leftover() -> None:
    key, root = KEYS[1]
    labels = read_labels(key)
    for name in ("tuning", "held-out"):
        assert {label.rule for label in labels if half(label.file) == name} == set(RULES)
        assert {file for file in files(key, root) if half(file) == name} - {label.file for label in labels}


@pytest.mark.parametrize("name", build.FILES)
def test_the_word_and_pdf_files_are_those_that_build_writes(name: str) -> None:
    assert (DOCUMENTS / name).read_bytes() == build.FILES[name]


@pytest.mark.parametrize(
    ("passage", "start", "stop", "same"),
    [
        (("line 1", 0), 10, 18, True),
        (("line 1", 0), 6, 22, True),
        (("line 1", 0), 5, 22, False),
        (("line 1", 0), 14, 18, True),
        (("line 1", 0), 15, 18, False),
        (("line 1", 1), 10, 18, False),
        (("line 1", 0), 18, 26, False),
    ],
)
def test_half_of_the_longer_one_must_be_shared(passage: tuple[str, int], start: int, stop: int, *, same: bool) -> None:
    assert same_text(LABEL, Found(LABEL.rule, passage, start, stop)) is same


def test_each_label_is_matched_once_and_another_rule_is_no_match() -> None:
    score = Score()
    here = ("line 1", 0)
    score.add("a.md", [LABEL], [Found("bracketed-prompt", here, 10, 18), Found("bracketed-prompt", here, 10, 18)])
    score.add("b.md", [LABEL], [Found("date-mask", here, 10, 18)])
    assert (score.labelled["bracketed-prompt"], score.found["bracketed-prompt"]) == (2, 2)
    assert score.matched.total() == 1
    assert score.confused == {("bracketed-prompt", "date-mask"): 1}
    assert [file for file, _ in score.missed] == ["b.md"]
    assert [file for file, _ in score.surplus] == ["a.md", "b.md"]


def test_native_ones_are_compared_by_number() -> None:
    score = Score()
    native = Label("a.docx", "body", 0, 0, 0, "merge-field", "certain", 2, "-")
    score.add("a.docx", [native], [Found("merge-field", ("paragraph 1", 0), 0, 0)] * 3)
    assert (score.labelled["merge-field"], score.found["merge-field"], score.matched["merge-field"]) == (2, 3, 2)


def test_what_the_scan_finds_is_put_back_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "twice.md"
    path.write_text("{{ a }} and {{ a }}\n{{ a }}", encoding="utf-8")
    assert [(each.passage, each.start, each.stop) for each in scanned(path)] == [
        (("line 1", 0), 0, 7),
        (("line 1", 0), 12, 19),
        (("line 2", 0), 0, 7),
    ]
    assert len(letterforge.scan(path)) == 3


def test_misses_of_the_held_out_half_are_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--half", "held-out", "--key", "own", "--misses"]) == 2
    printed = capsys.readouterr()
    assert "missed:" not in printed.out
    assert "all rules" in printed.out
    assert "tuning half only" in printed.err
