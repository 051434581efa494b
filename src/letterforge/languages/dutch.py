"""Dutch: how a text in it says that something is still to be filled in. It is written by CLDR."""

from __future__ import annotations

from letterforge.languages.language import DateLetters, Language, Promises, Prompts, vocabulary

DUTCH = Language(
    tags=("nl",),
    prompts=Prompts(
        asking=vocabulary("invullen invoegen vul aanvullen kiezen"),
        asked=vocabulary("naam achternaam voornaam plaats bedrag adres"),
        beside=vocabulary("het een van"),
        signing=vocabulary("handtekening"),
    ),
    promises=Promises(r"nog (?:te bepalen|in te vullen)", ("nog ",)),
    date_letters=DateLetters("", "[Jj]{4}|[Jj]{2}", ("jj", "JJ")),
)
