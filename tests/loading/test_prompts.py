"""Prompts left in a template's own words, and what looks like them and is none."""

from __future__ import annotations

import io

import docx
import pytest

import letterforge
from letterforge.loading.prompts import prompts

HEAD = "---\ntitle: T\nlang: en-GB\n---\n"


def found(line: str) -> list[tuple[str, bool]]:
    return [(line[one.start : one.end], one.certain) for one in prompts(line)]


@pytest.mark.parametrize(
    "prompt",
    [
        "[insert date]", "[Insert the name of the school here]", "[INSERT DATE]", "[name]", "[Your Name]", "[date; place]",
        "[full name of child]", "[•]", "[___]", "[xxx]", "<Insert Date>", "[please enter amount]", "[add your title]",
        "TBC", "TBA", "T.B.C.", "Lorem ipsum", "XX/XX/XXXX", "xx.xx.xx",
    ],
)  # fmt: skip
def test_a_prompt_is_certain(prompt: str) -> None:
    assert found(f"on {prompt} at noon") == [(prompt, True)]


@pytest.mark.parametrize("prompt", ["____", ".......", "………", "dd/mm/yyyy", "DD-MM-YY"])
def test_what_a_pen_may_fill_in_is_likely(prompt: str) -> None:
    assert found(f"Amount {prompt} pounds") == [(prompt, False)]


@pytest.mark.parametrize(
    "line",
    [
        "See [12], [sic], [REDACTED], [2024] EWCA Civ 1.", "[name](https://example.org)", "[date]: a definition", "[ ] to do [x]",
        "The place is to be confirmed.", "me <me@example.org>", "[The meeting may be moved.]", "[and/or]", "[state pension]",
        "Signed: ________", "Name ________  Date ____", "wait ... and see", "a_b__c", "NATBC", "3/3/2026", "size XX/L", "<1 hour",
        "[write to us]", "[her] mother", "the text", "[1, 2]", "[a]",
    ],
)  # fmt: skip
def test_what_looks_alike_stays_quiet(line: str) -> None:
    assert found(line) == []


def said(content: bytes) -> list[str]:
    return [
        f"{one.place}: {one.severity.value}: {one.message}"
        for one in letterforge.check(content)
        if one.rule == "prompt"
    ]


def test_in_markdown_tags_comments_and_links_are_none() -> None:
    body = (
        r"{# [insert x] #}{{ '[y]' if x else 'b' }} [name](https://a.org) \[insert place\] and [date]"
        "\n\n____\n\na ____ b\n"
    )
    assert said((HEAD + body).encode()) == [
        r"line 5, column 66: error: [insert place\] is a prompt, and would be printed as it is",
        "line 5, column 86: error: [date] is a prompt, and would be printed as it is",
        "line 9, column 3: warning: ____ is a prompt, and would be printed as it is",
    ]


def test_in_the_title() -> None:
    assert said(b"---\ntitle: To [name]\nlang: en\n---\nx\n") == [
        "line 2, column 11: error: [name] is a prompt, and would be printed as it is"
    ]


def test_in_a_word_file_with_its_place() -> None:
    document = docx.Document()
    document.add_paragraph("On [insert ").add_run("date]").bold = True
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "{{ '[a]' or b }} <Insert Date>"
    document.sections[0].header.paragraphs[0].text = "TBC"
    document.add_comment(document.paragraphs[0].runs[0], "[insert it here]")
    content = io.BytesIO()
    document.save(content)
    assert said(content.getvalue()) == [
        "header, paragraph 1: error: TBC is a prompt, and would be printed as it is",
        "paragraph 1: error: [insert date] is a prompt, and would be printed as it is",
        "table 1, row 1, cell 1: error: <Insert Date> is a prompt, and would be printed as it is",
    ]
