"""Polish: how a text in it says that something is still to be filled in. It is written by CLDR."""

from __future__ import annotations

from types import MappingProxyType

from letterforge.languages import ordinals
from letterforge.languages.language import DateLetters, Greetings, Language, Office, Prompts, Reading
from letterforge.languages.vocabulary import vocabulary

POLISH = Language(
    tags=("pl",),
    # The names are CLDR's, as a test says.
    reading=Reading(
        months=(
            *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca"),
            *("lipca", "sierpnia", "września", "października", "listopada", "grudnia"),
        ),
        weekdays=("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"),
        also_months=MappingProxyType(
            {
                "styczeń": 1,
                "luty": 2,
                "marzec": 3,
                "kwiecień": 4,
                "maj": 5,
                "czerwiec": 6,
                "lipiec": 7,
                "sierpień": 8,
                "wrzesień": 9,
                "październik": 10,
                "listopad": 11,
                "grudzień": 12,
            }
        ),
        also_weekdays=MappingProxyType({"pon": 0, "wt": 1, "śr": 2, "czw": 3, "pt": 4, "sob": 5, "niedz": 6}),
        noon=vocabulary("południe"),
        at=vocabulary("godz godz. godzina"),
        hours=vocabulary("godzina godziny godzin godz"),
        minutes=vocabulary("minuta minuty minut min"),
        joint=vocabulary("i"),
    ),
    greetings=Greetings(
        words="Szanown[ya]|Drog[ia]", titles="Panie|Pani|Pan\u0144stwo", whole="Panie|Pani|Pan\u0144stwo"
    ),
    office=Office(
        errors=r"B\u0142\u0105d! ?(?:Nie mo\u017cna odnale\u017a\u0107 \u017ar\u00f3d\u0142a odwo\u0142ania|Nie zdefiniowano zak\u0142adki)\.?",
        prompts=r"Kliknij (?:lub naci\u015bnij )?tutaj, aby wprowadzi\u0107 (?:tekst|dat\u0119)\.?",
        choices=r"Wybierz element\.?",
        signs=("B\u0142\u0105d!", "Kliknij", "Wybierz element"),
    ),
    prompts=Prompts(
        asking=vocabulary("wpisz wstaw uzupełnij"),
    ),
    date_letters=DateLetters("", "[Rr]{4}", ("rrrr", "RR")),
    field_labels=(
        "imię",
        "nazwisko",
        "imię i nazwisko",
        "data",
        "data urodzenia",
        "adres",
        "ulica",
        "miasto",
        "kod pocztowy",
    ),
    ordinal=ordinals.with_point,
)
