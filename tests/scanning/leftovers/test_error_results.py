"""What Word, spreadsheets and programs write where a result was to stand; and texts that speak of it."""

from __future__ import annotations

import pytest

from letterforge.languages.known import known_languages
from letterforge.scanning.scan import scan

WORD = (
    "Error! Reference source not found.",
    "Error! Bookmark not defined.",
    "Error! No text of specified style in document.",
    "No table of contents entries found.",
    "Fehler! Verweisquelle konnte nicht gefunden werden.",
    "Fehler! Textmarke nicht definiert.",
    "Es konnten keine Einträge für ein Inhaltsverzeichnis gefunden werden.",
    "Erreur ! Source du renvoi introuvable.",
    "Erreur ! Signet non défini.",
    "¡Error! No se encuentra el origen de la referencia.",
    "¡Error! Marcador no definido.",
    "Gwall! Ni chafwyd hyd i ffynhonnell y cyfeirnod.",
    "Fout! Verwijzingsbron niet gevonden.",
    "Errore. L'origine riferimento non è stata trovata.",
    "Erro! Fonte de referência não encontrada.",
    "Fejl! Henvisningskilde ikke fundet.",
    "Fel! Hittar inte referenskälla.",
    "Błąd! Nie można odnaleźć źródła odwołania.",
)


def found(text: str) -> list[tuple[str, str, str]]:
    leftovers = scan(f"{text}\n\nBye.".encode(), media_type="text/plain")
    return [(one.rule, one.text, one.certainty.value) for one in leftovers]


@pytest.mark.parametrize("error", WORD)
def test_an_error_of_word_is_certain_within_a_sentence(error: str) -> None:
    assert found(f"See section {error}") == [("error-result", error, "certain")]


def test_each_language_that_has_errors_is_tried() -> None:
    assert sum(one.office is not None for one in known_languages()) == len(
        {error.split()[0] for error in WORD} - {"No", "Es"}
    )


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("Total: #REF!", "#REF!"),
        ("Total: £#N/A", "#N/A"),
        ("| 3 | #DIV/0! |", "#DIV/0!"),
        ("We met on #VALUE!.", "#VALUE!"),
        ("Betrag: #BEZUG!", "#BEZUG!"),
        ("Due: Invalid Date", "Invalid Date"),
        ("Dear undefined,", "undefined"),
        ("Dear Mr null,", "null"),
        ("Dear None,", "None"),
        ("Amount: £NaN", "NaN"),
        ("for [object Object] only", "[object Object]"),
    ],
)
def test_where_a_value_stands_it_is_certain(text: str, error: str) -> None:
    assert found(text) == [("error-result", error, "certain")]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("The cell shows #REF! when a row is deleted.", "#REF!"),
        ("She typed #REF!", "#REF!"),
        ("Reference: null", "null"),
        ("born on undefined.", "undefined"),
        ("Mean: NaN", "NaN"),
        ("On <NA> we met.", "<NA>"),
    ],
)
def test_elsewhere_it_is_likely(text: str, error: str) -> None:
    assert found(text) == [("error-result", error, "likely")]


@pytest.mark.parametrize(
    "text",
    [
        "Other agencies: None",
        "None of it is null and void.",
        "The term is undefined in the Act, and so is undefined behaviour.",
        "Her nan lives in Bath. Nan, come here.",
        "If it says Error! ring us.",
        "Error! Please try again.",
        'The file says {"name": null}.',
        "See #1, #REF and #N.",
        "Not applicable: N/A",
        "# Undefined terms",
        "It returns NaN, or the value is set to null.",
    ],
)
def test_what_only_looks_like_one_stays_quiet(text: str) -> None:
    assert found(text) == []


def test_code_speaks_of_them() -> None:
    assert scan(b"The value `undefined`, or `#REF!`.\n", media_type="text/markdown") == ()
