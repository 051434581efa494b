"""Italian: how a text in it says that something is still to be filled in. It is written by CLDR."""

from __future__ import annotations

from types import MappingProxyType

from letterforge.languages import ordinals
from letterforge.languages.language import DateLetters, Greetings, Language, Office, Promises, Prompts, Reading
from letterforge.languages.vocabulary import vocabulary

ITALIAN = Language(
    tags=("it",),
    # The names are CLDR's, as a test says.
    reading=Reading(
        months=(
            *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno"),
            *("luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"),
        ),
        weekdays=("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
        also_weekdays=MappingProxyType({"lunedi": 0, "martedi": 1, "mercoledi": 2, "giovedi": 3, "venerdi": 4}),
        ordinals=vocabulary("º °"),
        noon=vocabulary("mezzogiorno"),
        at=vocabulary("ore alle"),
        hours=vocabulary("ora ore h"),
        minutes=vocabulary("minuto minuti min"),
        joint=vocabulary("e"),
    ),
    greetings=Greetings(
        words="Gentil[ei]|Egregi[oa]|Car[oaie]|Spettabile",
        titles=r"Sig\.(?:ra)?|Signora?|Dott\.(?:ssa)?",
        casual="Salve|Buongiorno",
        whole="Signora?",
    ),
    office=Office(
        errors=r"Errore[.!] ?(?:L['\u2019]origine riferimento non \u00e8 stata trovata|Il segnalibro non \u00e8 definito|Riferimento a collegamento ipertestuale non valido)\.?",
        prompts=r"Fare clic (?:o toccare )?qui per (?:immettere|inserire) (?:il testo|testo|una data)\.?",
        choices=r"Scegliere un elemento\.?",
        signs=("Errore", "Fare clic", "Scegliere un"),
    ),
    prompts=Prompts(
        asking=vocabulary("inserire compilare indicare specificare completare aggiungere"),
        asked=vocabulary("nome cognome data luogo indirizzo città importo società telefono"),
        beside=vocabulary("di della delle il lo gli"),
        signing=vocabulary("firma"),
    ),
    promises=Promises(r"da (?:confermare|definire|completare)", ("onf", "definire", "omp")),
    date_letters=DateLetters("[Gg]{2}", "[Aa]{4}|AA", ("aaaa", "AA")),
    field_labels=(
        "nome",
        "cognome",
        "nome e cognome",
        "il suo nome",
        "data",
        "data di nascita",
        "indirizzo",
        "città",
        "destinatario",
    ),
    ordinal=ordinals.with_sign,
)
