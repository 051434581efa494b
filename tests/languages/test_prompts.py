"""Prompts, masks and promises in each language that has words for them; and what is said in it that is none."""

from __future__ import annotations

import pytest

from letterforge.scanning.scan import scan


def found(text: str) -> list[tuple[str, str]]:
    return [(one.text, one.rule) for one in scan(f"{text}\n\n.".encode(), media_type="text/markdown")]


PROMPTS = """
[Datum einfügen]
[Name des Kindes]
[Vor- und Nachname]
[Aktenzeichen]
[Rechnungsnummer]
[Geburtsdatum]
[Anschrift des Empfängers]
[bitte ausfüllen]
[hier Text eingeben]
[Ort, Datum]
[Betrag in Euro]
[Name der Behörde]
[Unterschrift]
[insérer la date]
[Nom de l'enfant]
[nom et prénom]
[adresse du destinataire]
[à compléter]
[Date de naissance]
[Numéro de dossier]
[indiquer le motif]
[Veuillez préciser]
[montant]
[nombre del alumno]
[Nombre y apellidos]
[fecha de nacimiento]
[insertar fecha]
[indique el motivo]
[Número de expediente]
[dirección del destinatario]
[importe]
[por confirmar]
[mewnosod dyddiad]
[Enw'r plentyn]
[Dyddiad geni]
[rhowch enw llawn]
[Cyfeiriad]
[rhif cyfeirnod]
[Enw'r ysgol]
"""

MASKS = """
Datum: TT.MM.JJJJ
am tt.mm.jjjj
Tag/Monat/Jahr
le jj/mm/aaaa
Date : JJ/MM/AAAA
jour/mois/année
Fecha: dd/mm/aaaa
día/mes/año
Dyddiad: dd/mm/bbbb
diwrnod/mis/blwyddyn
"""

PROMISES = """
Ort: noch offen
Termin: wird noch bekanntgegeben
Raum: noch festzulegen
Uhrzeit: n.n.b.
Lieu : à confirmer
Heure : à préciser
Date à définir
Lugar: por confirmar
Fecha: pendiente de confirmar
Hora: por determinar
Lleoliad: i'w gadarnhau
Amser: i’w gytuno
"""

QUIET = """
Die Frage ist noch offen und wird geklärt.
[geschwärzt] und [Name geändert] [Hervorhebung im Original]
Er sagte, dass [die Mutter] zustimme.
[bitte wenden]
Das Datum ist im Format TT.MM.JJJJ anzugeben.
Les pièces à compléter par le demandeur sont jointes.
[sic] et [nom masqué] [illisible]
Elle a dit que [la mère] était là.
La date est donnée au format jj/mm/aaaa.
El formulario está por completar por el solicitante.
[omitido] y [nombre omitido]
Dijo que [la madre] estaba allí.
Dywedodd fod [y fam] yno.
[enw wedi newid]
i'w lenwi gan y rhiant
Mae'r ffurflen i'w llenwi gan y rhiant.
«Bonjour», dit-elle. «Guten Tag», sagte er.
"""


@pytest.mark.parametrize("prompt", PROMPTS.split("\n")[1:-1])
def test_a_prompt_is_found(prompt: str) -> None:
    assert [rule for _, rule in found(f"x {prompt} y")] == ["bracketed-prompt"]


@pytest.mark.parametrize("mask", MASKS.split("\n")[1:-1])
def test_a_mask_is_found(mask: str) -> None:
    assert [rule for _, rule in found(mask)] == ["date-mask"]


@pytest.mark.parametrize("promise", PROMISES.split("\n")[1:-1])
def test_a_promise_is_found(promise: str) -> None:
    assert [rule for _, rule in found(promise)] == ["promise-word"]


@pytest.mark.parametrize("text", QUIET.split("\n")[1:-1])
def test_what_is_said_in_the_language_stays_quiet(text: str) -> None:
    assert found(text) == []
