"""Prompts in brackets by the words in them and by where they stand; beside them what a letter, a judgment or a contract says so."""

from __future__ import annotations

import pytest

from letterforge.scanning.scan import scan

FORM = "\n\nBy [Name], on [date].\n"
"""What makes a file one that holds prompts beyond doubt."""


def found(text: str, media_type: str = "text/markdown") -> list[tuple[str, str]]:
    return [(one.text, one.certainty.value) for one in scan(text.encode(), media_type=media_type)]


def beside_others(text: str) -> list[tuple[str, str]]:
    prompts = found(text + FORM)
    assert prompts[-2:] == [("[Name]", "certain"), ("[date]", "certain")]
    return prompts[:-2]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("[Insert the name of the child whose record was removed]", "certain"),
        ("[Name of the child who was removed]", "certain"),
        ("[Full legal name of the company]", "certain"),
        ("[End date]", "certain"),
        ("[Next review date]", "likely"),
        ("[SWFirstName]", "certain"),
        ("[acct_bal]", "certain"),
        ("[*acct_bal*]", "certain"),
        ("[[NAME]]", "certain"),
        ("[[first name]]", "likely"),
        ("[Next task 2]", "likely"),
        ("[Date to follow]", "certain"),
        ("[£]", "likely"),
    ],
)
def test_it_asks(text: str, certainty: str) -> None:
    assert found(text) == [(text, certainty)]


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("Passenger name record (PNR): [PNR]", "[PNR]"),
        ("UPRN: [UPRN]", "[UPRN]"),
        ("| URN | [URN] |", "[URN]"),
        ("Number: [UPRN]", "[UPRN]"),
        ("- [Next task 2]", "[Next task 2]"),
        ("- [Item 1]", "[Item 1]"),
    ],
)
def test_it_asks_beside_others(text: str, prompt: str) -> None:
    assert beside_others(text) == [(prompt, "likely")]


@pytest.mark.parametrize(
    "text",
    [
        "The rent is payable [quarterly] in advance.",
        "Accounts are reviewed [at least annually] and [every two years].",
        '"[the] authority shall [so far as it can] provide"',
        "“A local authority which, in every case that falls within this Act, must [consult] the parent”",
        "‘the child’s welfare [as defined above] is paramount’",
        "> The authority shall [, so far as is reasonable,] consult [or inform] the parent.",
        "section 17: [the] authority shall [or] may",
        "he said that [the parent] agreed",
        "Shared as [CC BY 4.0](LICENSE), see [the rest](README) and [who](AUTHORS).",
        "[redacted], [name withheld], [name redacted], [Name not given], [name changed], [sic], [L.S.]",
        "[our emphasis] and [my translation] [emphasis in original]",
        "[ ] Yes  [  ] No  [x] Maybe",
        "[Speaker 2]: Good morning.",
        "[Figure 2] and [Table 3]",
        "[next] [previous] [back to top] [end of page] [source: Hansard]",
        "[in Welsh]",
        "The rent is payable [*quarterly*] in advance.",
        "She [Ann] told him [the teacher] so.",
        "It is 5 miles [8 km] away, or ten [10] days, and costs $100 [£80].",
        "The European Convention on Human Rights [ECHR] says so.",
        "[door closes] [short break] [Interview begins at 10.05] [nods]",
        "[Cllr Jones arrived at 7.15pm] [Motion carried 5-0]",
        "[Name redacted to protect the child]",
        "(1) [repealed] [F1 the local authority] in the Act [2004 c. 31]",
        "as in [NIST SP 800-53] and [OMB Memorandum 07-16]",
        "[click to enlarge] [Not applicable]",
        "[[Effective Date]] is a term of the contract, [[Home]] a page of a wiki.",
        "- Format: see [PDF] and [HTML]",
        "party[ies], [t]he court",
    ],
)
def test_it_does_not_even_beside_others(text: str) -> None:
    assert beside_others(text) == []


def test_what_a_letter_may_say_is_never_certain() -> None:
    said = "Present: Cllr Ann Ash [Chair], Tom Elm [Secretary]. [to include the annex] [CSP to define]"
    assert {certainty for _, certainty in found(said)} <= {"likely"}


def test_the_name_of_a_file_is_none_of_a_field() -> None:
    assert found("Run [setup.exe] first.") == []


def test_what_was_said_may_go_on_over_lines() -> None:
    text = "“The authority must, in each case in which it has a duty,\nconsult [or inform] the parent,\nand [hear] the child” it said."
    assert beside_others(text) == []


def test_a_target_that_is_still_to_be_found_is_no_words_of_a_prompt() -> None:
    assert found("Read [the date](TODO: link).") == [("TODO", "certain")]
