"""Bookmarks, comments and moves in what a loop repeats."""

from __future__ import annotations

import re

import pytest
from word_files import filled, package, paragraph, part

from letterforge_docx.template.ranges import once

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


def looped(body: str, *, over: list[str] | None = None, tag: str = "for one in labels", end: str = "endfor") -> str:
    return part(
        filled(
            package(paragraph(f"{{%p {tag} %}}") + body + paragraph(f"{{%p {end} %}}")),
            {"labels": ["a", "b"] if over is None else over},
        )
    )


def test_comment_that_a_loop_repeats_stands_once() -> None:
    body = (
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>{{ one }}</w:t></w:r><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    assert re.findall(r"<w:comment(\w+)", looped(body)) == ["RangeStart", "RangeEnd", "Reference"]


def test_moves_and_permissions_that_a_loop_repeats_stand_once() -> None:
    body = (
        '<w:p><w:moveToRangeStart w:id="4" w:name="m" w:author="a"/><w:r><w:t>{{ one }}</w:t></w:r></w:p>'
        '<w:moveToRangeEnd w:id="4"/><w:permStart w:id="5" w:edGrp="everyone"/><w:p/><w:permEnd w:id="5"/>'
    )
    made = looped(body)
    assert re.findall(r"<w:(move\w+|perm\w+)", made) == ["moveToRangeStart", "moveToRangeEnd", "permStart", "permEnd"]


def test_content_controls_and_paragraphs_that_a_loop_repeats_have_no_number() -> None:
    control = '<w:sdt><w:sdtPr><w:alias w:val="n"/><w:id w:val="-7"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    made = looped(control.format(paragraph("{{ one }}")))
    assert made.count('<w:alias w:val="n"/>') == 2
    assert "<w:id " not in made
    kept = part(filled(package(control.format(paragraph("{{ name }}"))), {"name": "x"}))
    assert kept.count('<w:id w:val="-7"/>') == 1


@pytest.mark.parametrize(("labels", "kept"), [([], 0), (["a"], 1)])
def test_bookmark_that_a_condition_cuts_goes_with_its_other_half(labels: list[str], kept: int) -> None:
    inside = f"<w:p>{START}<w:r><w:t>one</w:t></w:r></w:p>"
    made = part(
        filled(
            package(paragraph("{%p if labels %}") + inside + paragraph("{%p endif %}") + f"<w:p>{END}</w:p>"),
            {"labels": labels},
        )
    )
    assert (made.count("bookmarkStart"), made.count("bookmarkEnd")) == (kept, kept)


def test_tracked_changes_that_a_loop_repeats_have_numbers_of_their_own() -> None:
    body = '<w:p><w:ins w:id="8" w:author="a"><w:r><w:rPr><w:rPrChange w:author="a" w:id="9"/></w:rPr><w:t>{{ one }}</w:t></w:r></w:ins></w:p>'
    assert re.findall(r'w:id="(\d+)"', looped(body)) == ["8", "9", "10", "11"]
