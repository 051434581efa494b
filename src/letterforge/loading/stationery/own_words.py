"""What waits to be filled in the words of a stationery: its furniture in all languages, and its letterhead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from letterforge.data.data_file import DataFile
from letterforge.findings import Finding, in_order
from letterforge.loading import allowing
from letterforge.loading.markdown.file import fragment_words
from letterforge.loading.own_words import OwnWords, rules
from letterforge.loading.stationery.letterhead import file_of
from letterforge.loading.stationery.settings import Settings
from letterforge.scanning.allowed import Allowance, Allowed

if TYPE_CHECKING:
    from letterforge.loading.word import Letterhead


def own_words_of(
    settings: Settings, letterhead: Letterhead | None, written: DataFile, *, folder: str
) -> tuple[tuple[Finding, ...], Allowed]:
    """All that waits to be filled and is not meant, what is meant and is not there; and what is meant."""
    own: list[OwnWords] = list(letterhead.own) if letterhead is not None else []
    allow = list(_allowed(settings, written))
    allow += letterhead.allow if letterhead is not None else ()
    for language, said in settings.furniture.items():
        for name, text in said.model_dump(by_alias=True, exclude_none=True).items():
            words, meant = fragment_words(text, file=file_of(folder, language, name))
            own += words
            allow += meant
    return in_order(allowing.judged(own, tuple(allow))), tuple(allow)


def _allowed(settings: Settings, written: DataFile) -> Iterator[Allowance]:
    """In TOML every text has quotes: what is the name of a rule is that rule."""
    names = {rule.code for rule in rules()}
    for number, said in enumerate(settings.allow):
        place = written.place(("allow", number), f"allow[{number}]")
        yield Allowance(said, None, None, place) if said in names else Allowance(None, said, None, place)
