"""Code is spoken of and waits for nobody; words for people that somebody set as code do."""

from __future__ import annotations

import pytest

from letterforge.scanning.scan import scan

LETTER = "Dear [Name],\n\nwe met on [date] to talk about your son. Please ring [telephone number]."
FORM = "Patient ID / Name:\n1. _______________\n2. _______________\n(Or attach a list)"
ANSWER = '[Explain why this is the least that is needed]\n\nExample: "She needs to view and\nupdate what was said."'
PROGRAM = "def greet(name):\n    # say who it is\n    return f'Dear [Name], {name}'"
SESSION = "$ scan letter.md\nline 1: certain: [insert date]"
USAGE = "usage: scan [options] <file>\n\nOptions:\n  --format FORMAT  text or [json]"
DATA = "name: [Name]\ndate: [date]\nreason: [reason]"
MARKS = "Dear {{ name }},\n\nwe met on {{ date }} to talk about your son."
TREE = "templates/\n\u251c\u2500\u2500 [name].md\n\u2514\u2500\u2500 [kind].md"


def found(text: str, media_type: str = "text/markdown") -> list[str]:
    return [one.text for one in scan(text.encode(), media_type=media_type)]


@pytest.mark.parametrize("fence", ["```", "~~~", "```text", "   ```"])
@pytest.mark.parametrize(("prose", "number"), [(LETTER, 3), (FORM, 2), (ANSWER, 1)])
def test_prose_between_fences_without_a_language_is_read(fence: str, prose: str, number: int) -> None:
    assert len(found(f"Copy this:\n\n{fence}\n{prose}\n{fence.removesuffix('text')}\n\nThen send it.")) == number


@pytest.mark.parametrize("code", [PROGRAM, SESSION, USAGE, DATA, MARKS, TREE])
def test_code_between_fences_is_not(code: str) -> None:
    assert found(f"So:\n\n```\n{code}\n```\n") == []


@pytest.mark.parametrize("language", ["python", "jinja", "markdown", "yaml title=x"])
def test_a_fence_that_names_its_language_is_believed(language: str) -> None:
    assert found(f"So:\n\n```{language}\n{LETTER}\n```\n") == []


def test_an_address_that_is_set_in_is_read_and_a_program_is_not() -> None:
    assert found("Write to\n\n    [Name of the officer]\n    [Address]\n\nand wait.") == [
        "[Name of the officer]",
        "[Address]",
    ]
    assert found("So:\n\n    def greet(name):\n        return f'[Name] {name}'\n") == []


def test_a_fence_that_nobody_closes_stays_code() -> None:
    assert found(f"So:\n\n```\n{LETTER}") == []


@pytest.mark.parametrize(
    "text",
    [
        "The contact is `TODO: name the contact`.",
        "**`TODO: link to the list`**",
        "Ask `TODO add their names` first.",
        "| Owner | `TBD: after the meeting` |",
    ],
)
def test_what_is_still_to_be_done_is_found_in_a_code_span(text: str) -> None:
    assert len(found(text)) == 1
    assert found("<p>The contact is <code>TODO: name the contact</code>", "text/html") == ["TODO"]


@pytest.mark.parametrize(
    "text",
    [
        "Look for `TODO` in the files.",
        "`# TODO: fix` is a remark.",
        "`[insert]` and `{{ name }}` are marks.",
        "`TODO.md`",
        "`TODO: `",
    ],
)
def test_what_is_spoken_of_stays_quiet(text: str) -> None:
    assert found(text) == []


def test_a_target_that_is_still_to_be_found() -> None:
    assert found("Read [the plan](TODO: link to it).") == ["TODO"]
    assert found("Read [the plan](#TODO-link).") == ["TODO"]
    assert found('<a href="TODO: link">the plan</a>', "text/html") == ["TODO"]
