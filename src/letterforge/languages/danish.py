"""Danish: how a text in it says that something is still to be filled in. It is written by CLDR."""

from __future__ import annotations

from letterforge.languages import ordinals
from letterforge.languages.language import Greetings, Language, Office, Prompts, Reading
from letterforge.languages.vocabulary import vocabulary

DANISH = Language(
    tags=("da",),
    # The names are CLDR's, as a test says.
    reading=Reading(
        months=(
            *("januar", "februar", "marts", "april", "maj", "juni"),
            *("juli", "august", "september", "oktober", "november", "december"),
        ),
        weekdays=("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
        ordinals=vocabulary("."),
        articles=vocabulary("den"),
        at=vocabulary("kl kl. klokken"),
        hours=vocabulary("time timer t"),
        minutes=vocabulary("minut minutter min"),
        joint=vocabulary("og"),
    ),
    greetings=Greetings(words="K\u00e6re", titles="hr\\.|fru", casual="Hej"),
    office=Office(
        errors=r"Fejl! ?(?:Henvisningskilde(?:n)? (?:er )?ikke fundet|Bogm\u00e6rke er ikke defineret)\.?",
        prompts=r"Klik (?:eller tryk )?her for at (?:skrive tekst|angive en dato|indtaste tekst)\.?",
        choices=r"V\u00e6lg et element\.?",
        signs=("Fejl!", "Klik ", "V\u00e6lg et"),
    ),
    prompts=Prompts(
        asking=vocabulary("indsæt udfyld angiv"),
    ),
    field_labels=(
        "fornavn",
        "efternavn",
        "navn",
        "dit navn",
        "dato",
        "fødselsdato",
        "adresse",
        "gade",
        "postnummer",
    ),
    ordinal=ordinals.with_point,
)
