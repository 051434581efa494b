"""Dutch: how a text in it says that something is still to be filled in. It is written by CLDR."""

from __future__ import annotations

from types import MappingProxyType

from letterforge.languages import ordinals
from letterforge.languages.language import DateLetters, Greetings, Language, Office, Promises, Prompts, Reading
from letterforge.languages.vocabulary import vocabulary

DUTCH = Language(
    tags=("nl", "nl-NL", "nl-BE"),
    hours=("uur", "uur"),
    # The names are CLDR's, as a test says.
    reading=Reading(
        months=(
            *("januari", "februari", "maart", "april", "mei", "juni"),
            *("juli", "augustus", "september", "oktober", "november", "december"),
        ),
        weekdays=("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
        also_months=MappingProxyType({"mrt": 3}),
        also_weekdays=MappingProxyType({"ma": 0, "di": 1, "wo": 2, "do": 3, "vr": 4, "za": 5, "zo": 6}),
        ordinals=vocabulary("e"),
        oclock=vocabulary("uur u"),
        hours=vocabulary("uur uren u"),
        minutes=vocabulary("minuut minuten min"),
        joint=vocabulary("en"),
    ),
    greetings=Greetings(
        words="Beste|Geachte",
        titles="heer|mevrouw|meneer|de heer|dhr\\.|mevr\\.",
        casual="Hallo|Goedemorgen|Goedemiddag",
        whole="heer|mevrouw",
    ),
    office=Office(
        errors=r"Fout! ?(?:Verwijzingsbron niet gevonden|Bladwijzer niet gedefinieerd|De hyperlinkverwijzing is ongeldig|Geen tekst met de opgegeven stijl[\w ]{0,30}|Onbekende naam voor documenteigenschap|Ongeldige koppeling)\.?",
        prompts=r"Klik (?:of tik )?(?:hier )?(?:als u|om) (?:tekst|een datum)(?: wilt invoeren| in te voeren)\.?",
        choices=r"Kies een item\.?",
        signs=("Fout!", "Klik ", "Kies een"),
    ),
    prompts=Prompts(
        asking=vocabulary("invullen invoegen vul aanvullen kiezen"),
        asked=vocabulary("naam achternaam voornaam plaats bedrag adres"),
        beside=vocabulary("het een van"),
        signing=vocabulary("handtekening"),
    ),
    promises=Promises(r"nog (?:te bepalen|in te vullen)", ("nog ",)),
    date_letters=DateLetters("", "[Jj]{4}|[Jj]{2}", ("jj", "JJ")),
    field_labels=(
        "voornaam",
        "achternaam",
        "naam",
        "uw naam",
        "datum",
        "geboortedatum",
        "adres",
        "uw adres",
        "straat",
        "woonplaats",
        "postcode",
    ),
    ordinal=ordinals.dutch,
)
