"""Welsh: how it is written, and how a text in it says that something is still to be filled in."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from letterforge.languages.language import (
    Conventions,
    DateLetters,
    Language,
    Promises,
    Prompts,
    TemplatePrompts,
    vocabulary,
)


def _list(texts: Sequence[str]) -> str:
    """A, B a C, or A, B ac C before a vowel."""
    if len(texts) == 1:
        return texts[0]
    joint = "ac" if texts[-1][:1].lower() in "aâáàäeêéèëiîíìïoôóòöuûúùüwŵẃẁẅyŷýỳÿ" else "a"
    return f"{', '.join(texts[:-1])} {joint} {texts[-1]}"


WELSH = Language(
    tags=("cy", "cy-GB"),
    conventions=Conventions(
        dates=MappingProxyType({"long": "d MMMM y", "full": "EEEE d MMMM y", "short": "d MMM y", "numeric": "dd/MM/y"}),
        time="HH:mm",
        month="MMMM y",
        hours=("awr", "awr"),
        minutes=("munud", "munud"),
        join=_list,
    ),
    prompts=Prompts(
        asking=vocabulary(
            "mewnosod mewnosoder mewnosodwch nodwch rhowch ychwanegu ychwanegwch dewiswch llenwi llenwch dilëer dileu"
        ),
        asked=vocabulary(
            "enw enwau dyddiad cyfeiriad lle lleoliad swydd teitl rhif swm blwyddyn mis amser plentyn ysgol "
            "sefydliad cyfenw"
        ),
        beside=vocabulary("y yr neu"),
        signing=vocabulary("llofnod llofnodwyd"),
        block=vocabulary("enw dyddiad"),
        dated=vocabulary("dyddiad"),
    ),
    template_prompts=TemplatePrompts(asks="mewnosod", by_hand="llofnod|dyddiad"),
    promises=Promises(r"i['\u2019]w gadarnhau", ("adarn",)),
    date_letters=DateLetters("", "[Bb]{4}", ("bbbb", "BB")),
)
