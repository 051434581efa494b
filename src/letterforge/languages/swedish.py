"""Swedish: how a text in it says that something is still to be filled in. It is written by CLDR."""

from __future__ import annotations

from letterforge.languages import ordinals
from letterforge.languages.language import Greetings, Language, Office, Prompts, Reading
from letterforge.languages.vocabulary import vocabulary

SWEDISH = Language(
    tags=("sv",),
    # The names are CLDR's, as a test says.
    reading=Reading(
        months=(
            *("januari", "februari", "mars", "april", "maj", "juni"),
            *("juli", "augusti", "september", "oktober", "november", "december"),
        ),
        weekdays=("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
        articles=vocabulary("den"),
        at=vocabulary("kl kl. klockan"),
        hours=vocabulary("timme timmar tim h"),
        minutes=vocabulary("minut minuter min"),
        joint=vocabulary("och"),
    ),
    greetings=Greetings(words="B\u00e4sta|K\u00e4ra", titles="herr|fru", casual="Hej"),
    office=Office(
        errors=r"Fel! ?(?:Hittar inte referensk\u00e4lla|Bokm\u00e4rket \u00e4r inte definierat)\.?",
        prompts=r"Klicka (?:eller tryck )?h\u00e4r f\u00f6r att ange (?:text|datum)\.?",
        choices=r"V\u00e4lj ett objekt\.?",
        signs=("Fel!", "Klicka", "V\u00e4lj ett"),
    ),
    prompts=Prompts(
        asking=vocabulary("ange infoga fyll"),
    ),
    field_labels=(
        "förnamn",
        "efternamn",
        "namn",
        "ditt namn",
        "datum",
        "födelsedatum",
        "adress",
        "gata",
        "ort",
        "postnummer",
    ),
    ordinal=ordinals.swedish,
)
