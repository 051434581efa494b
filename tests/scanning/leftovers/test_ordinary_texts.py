"""Ordinary finished texts, whole: nothing in them waits to be filled."""

from __future__ import annotations

import pytest

from letterforge.scanning.scan import scan

DECISION = """
Dear Mr and Mrs Ash,

Decision on your request for a review (our ref. CS/2026/114)

We have decided not to change the decision of 3 March 2026. Under section 17(1) of the Act, "[the] authority shall [so far as
is consistent with that duty] promote the upbringing of such children"; see R (on the application of G) v Barnet [2003] UKHL 57
at [85]. The judge said that [the parent] "had done all that [she] could [sic]".

What we looked at:

- [x] your letter, with two pages [redacted] to protect [name withheld]
- [ ] a further report (none was sent)

You may appeal within 28 days. Please complete the enclosed form (insert your name in block capitals and sign it). Other agencies
involved: None. Costs: not applicable. The Transport Board Association (TBA) has been told; TBA will write to you.

Yours sincerely,

Ann Elm [Chair of the panel]
"""

MINUTES = """
Minutes of the governors, 4 May 2026

Present: Cllr Ann Ash (Chair), Tom Elm [Secretary], Dr Oak. [Mr Yew joined at 7.15pm]

1. The accounts are approved [quarterly]. Dates are written as dd/mm/yyyy.
2. Next meeting: the arrangements have to be agreed by both schools, and the date has yet to be set.
3. A member asked "who told [the head teacher] that?" [laughter]

Signed as a true record: ____________________ Date: ____________
"""

CONTRACT = """
1. In this agreement "Services" means the services in Schedule 2 [as amended]; [not used].
2. The fee is payable quarterly, as shown in Table 1, and [annually] after that. Interest runs at 4% a year.
3. The parties agree (see clause 4) that notice is given in writing; (a) by hand; or (b) by post.
4. Signed for the Council: ____________________   Name: ____________________   Date: ____________
"""

SOFTWARE = """
# Reading the files

Call `render("{{ name }}")`, or `[insert]` in the menu. The value is undefined until then, and NaN is never equal to itself.

```
$ scan letter.md --format json
{"files": [{"name": "letter.md", "leftovers": null}]}
```

```python
print(f"Dear {name},")
```

Licensed under [CC BY 4.0](LICENSE); see [the guide](docs/guide.md) and issue [#12](https://example.org/12). Set `PATH` to %PATH%.
"""

BESCHEID = """
Sehr geehrte Damen und Herren,

Ihr Antrag vom 3. März 2026 (Aktenzeichen 12-44) wird bewilligt. Das Gericht hat festgestellt, dass „[die] Behörde [nur] nach
Anhörung entscheidet" [Hervorhebung im Original]. Der Name des Kindes ist [geschwärzt]. Bitte wenden Sie sich bei Fragen an Frau
Müller. Datumsangaben haben das Format TT.MM.JJJJ.

Mit freundlichen Grüßen
"""

LETTRE = """
Madame, Monsieur,

Votre demande du 3 mars 2026 a été acceptée. « [L]a commune [ou son représentant] » doit y répondre ; les pièces à compléter par vos
soins sont jointes. Le tribunal a dit que [la mère] « ne [pouvait] pas venir ». J'ai lu «Le Monde» : rien à signaler.

Veuillez agréer, Madame, Monsieur, mes salutations distinguées.
"""

CARTA = """
Estimada señora García:

Su solicitud de 3 de marzo de 2026 ha sido aceptada. El formulario adjunto está por completar por el solicitante. El juez dijo que
«[la madre] no [podía] venir». El nombre del menor es [omitido]. Indique el número de expediente en su respuesta.

Atentamente,
"""

LLYTHYR = """
Annwyl Ms Jones,

Diolch am eich llythyr dyddiedig 3 Mawrth 2026. Mae'r ffurflen i'w llenwi gan y rhiant. Dywedodd y barnwr "na allai [y fam] ddod".
Rhowch eich enw llawn ar y ffurflen. Caiff y cyfrifon eu harchwilio [yn chwarterol].

Yn gywir,
"""

TEXTS = {
    "decision": DECISION,
    "minutes": MINUTES,
    "contract": CONTRACT,
    "software": SOFTWARE,
    "Bescheid": BESCHEID,
    "lettre": LETTRE,
    "carta": CARTA,
    "llythyr": LLYTHYR,
}


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_is_certain_in_an_ordinary_text(name: str) -> None:
    found = [
        (one.text, one.rule)
        for one in scan(TEXTS[name].encode(), media_type="text/markdown")
        if one.certainty.value == "certain"
    ]
    assert found == []


@pytest.mark.parametrize("name", sorted(TEXTS.keys() - {"decision"}))
def test_nor_is_anything_likely(name: str) -> None:
    assert [(one.text, one.rule) for one in scan(TEXTS[name].encode(), media_type="text/markdown")] == []


def test_what_a_letter_asks_its_reader_to_insert_is_all_that_is_likely_in_the_decision() -> None:
    asked = "(insert your name in block capitals and sign it)"
    assert [one.text for one in scan(DECISION.encode(), media_type="text/markdown")] == [asked]
