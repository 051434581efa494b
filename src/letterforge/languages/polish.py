"""Polish: how a text in it says that something is still to be filled in. It is written by CLDR."""

from __future__ import annotations

from letterforge.languages.language import DateLetters, Language, Prompts, vocabulary

POLISH = Language(
    tags=("pl",),
    prompts=Prompts(
        asking=vocabulary("wpisz wstaw uzupełnij"),
    ),
    date_letters=DateLetters("", "[Rr]{4}", ("rrrr", "RR")),
)
