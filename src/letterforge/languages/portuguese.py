"""Portuguese: how a text in it says that something is still to be filled in. It is written by CLDR."""

from __future__ import annotations

from letterforge.languages.language import DateLetters, Language, Promises, Prompts, vocabulary

PORTUGUESE = Language(
    tags=("pt",),
    prompts=Prompts(
        asking=vocabulary("inserir preencher indicar completar especificar"),
        asked=vocabulary("morada endereço cidade local valor"),
        beside=vocabulary("o da do das dos"),
        signing=vocabulary("firma"),
    ),
    promises=Promises("a confirmar", ("onf",)),
    date_letters=DateLetters("", "[Aa]{4}|AA", ("aaaa", "AA")),
)
