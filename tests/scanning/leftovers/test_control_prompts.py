"""Prompts of Word's controls, where no control is left; and prompts in parentheses, capitals and stars."""

from __future__ import annotations

import pytest

from letterforge.scanning.scan import scan


def found(text: str) -> list[tuple[str, str, str]]:
    leftovers = scan(f"{text}\n\nBye.".encode(), media_type="text/plain")
    return [(one.rule, one.text, one.certainty.value) for one in leftovers]


@pytest.mark.parametrize(
    "prompt",
    [
        "Click here to enter text.",
        "Click or tap here to enter text.",
        "Click or tap to enter a date.",
        "Click here to enter a date.",
        "Klicken Sie hier, um Text einzugeben.",
        "Klicken oder tippen Sie hier, um Text einzugeben.",
        "Klicken oder tippen Sie, um ein Datum einzugeben.",
        "Cliquez ou appuyez ici pour entrer du texte.",
        "Cliquez ici pour entrer une date.",
        "Haga clic o pulse aquí para escribir texto.",
        "Haga clic aquí para escribir una fecha.",
        "Cliciwch neu dapiwch yma i roi testun.",
        "Klik of tik om tekst in te voeren.",
        "Fare clic o toccare qui per immettere il testo.",
    ],
)
def test_the_prompt_of_a_control_is_certain(prompt: str) -> None:
    assert found(f"Name: {prompt}") == [("content-control", prompt, "certain")]


@pytest.mark.parametrize(
    "prompt",
    [
        "Choose an item.",
        "Wählen Sie ein Element aus.",
        "Choisissez un élément.",
        "Elija un elemento.",
        "Dewiswch eitem.",
    ],
)
def test_a_choice_is_likely_where_an_answer_stands(prompt: str) -> None:
    assert found(f"Kind: {prompt}") == [("content-control", prompt, "likely")]
    assert found(f"Open the list. {prompt} Then save.") == []


@pytest.mark.parametrize(
    "text", ["Click here to read more.", "Click here to download the form.", "Choose an item from the list."]
)
def test_an_invitation_to_click_stays_quiet(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("We met on (insert date) in Bath.", "(insert date)"),
        ("(Insert name of child)", "(Insert name of child)"),
        ("(Datum einfügen)", "(Datum einfügen)"),
        ("(insérer la date)", "(insérer la date)"),
        ("(insertar fecha)", "(insertar fecha)"),
        ("(mewnosod dyddiad)", "(mewnosod dyddiad)"),
        ("(insert here)", "(insert here)"),
        ("(hier eintragen)", "(hier eintragen)"),
        ("(insérer ici)", "(insérer ici)"),
        ("(insertar aquí)", "(insertar aquí)"),
        ("(mewnosod yma)", "(mewnosod yma)"),
        ("Dear (name),", "(name)"),
        ("Sehr geehrte Frau (Nachname),", "(Nachname)"),
        ("I, (name of parent), agree.", "(name of parent)"),
        ("INSERT NAME HERE", "INSERT NAME HERE"),
    ],
)
def test_a_prompt_without_brackets_is_certain(text: str, prompt: str) -> None:
    assert found(text) == [("bracketed-prompt", prompt, "certain")]


@pytest.mark.parametrize(
    "text", ["(enter date)", "(insert your name)", "(insert reason for refusal)", "INSERT DATE", "*insert date*"]
)
def test_what_a_reader_may_be_asked_is_likely(text: str) -> None:
    assert found(text) == [("bracketed-prompt", text, "likely")]


@pytest.mark.parametrize(
    "text",
    [
        "Other (please specify), with dates (give dates)",
        "the parent (name) and the child (date of birth)",
        "Print name (in capitals)",
        "(insert coin) (insert tab A into slot B) (Insert A)",
        "Press INSERT, or INSERT INTO names",
        "Mr/Mrs (delete as appropriate)",
        "(if applicable) (see page 3) (including the address)",
        "Press Ctrl+V (insert).",
        "*insert* and *delete*",
        "(enter your password) (add to basket) (type 2 diabetes)",
        "TYPE OF SERVICE",
    ],
)
def test_what_a_form_asks_its_reader_stays_quiet(text: str) -> None:
    assert found(text) == []
