"""Italian: how a text in it says that something is still to be filled in. It is written by CLDR."""

from __future__ import annotations

from letterforge.languages.language import DateLetters, Language, Promises, Prompts, vocabulary

ITALIAN = Language(
    tags=("it",),
    prompts=Prompts(
        asking=vocabulary("inserire compilare indicare specificare completare aggiungere"),
        asked=vocabulary("nome cognome data luogo indirizzo città importo società telefono"),
        beside=vocabulary("di della delle il lo gli"),
        signing=vocabulary("firma"),
    ),
    promises=Promises(r"da (?:confermare|definire|completare)", ("onf", "definire", "omp")),
    date_letters=DateLetters("[Gg]{2}", "[Aa]{4}|AA", ("aaaa", "AA")),
)
