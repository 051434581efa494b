"""Danish: how a text in it says that something is still to be filled in. It is written by CLDR."""

from __future__ import annotations

from letterforge.languages.language import Language, Prompts, vocabulary

DANISH = Language(
    tags=("da",),
    prompts=Prompts(
        asking=vocabulary("indsæt udfyld angiv"),
    ),
)
