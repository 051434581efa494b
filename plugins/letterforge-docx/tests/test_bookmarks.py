"""Bookmarks in what a loop repeats."""

from __future__ import annotations

import pytest

from letterforge_docx.bookmarks import once

START, END = '<w:bookmarkStart w:id="1" w:name="b"/>', '<w:bookmarkEnd w:id="1"/>'
OTHER = '<w:bookmarkStart w:name="c" w:id="2"></w:bookmarkStart><w:bookmarkEnd w:id="2"></w:bookmarkEnd>'


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (f"{START}one{END}{START}two{END}", f"{START}one{END}two"),
        (f"{START}one{START}two{END}", f"{START}onetwo{END}"),
        (f"{START}one{END}two{END}", f"{START}one{END}two"),
        (f"none{END}", "none"),
        (f"{START}none", "none"),
        (f"{OTHER}{OTHER}{START}{END}", f"{OTHER}{START}{END}"),
    ],
    ids=["whole", "end outside", "start outside", "end alone", "start alone", "another"],
)
def test_the_first_of_each_bookmark_stays(written: str, kept: str) -> None:
    assert once(written) == kept
