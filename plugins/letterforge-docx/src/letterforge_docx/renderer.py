"""The renderer: a letter in, the bytes of a Word file out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from letterforge_docx.filling import Filling
from letterforge_docx.letterhead import fault
from letterforge_docx.names import MEDIA_TYPE
from letterforge_docx.preparation import prepare
from letterforge_docx.recent import Recent

if TYPE_CHECKING:
    from letterforge.letter import Letter

_prepared: Recent[tuple[str, str, str], Filling] = Recent(8)


@dataclass(frozen=True)
class DocxRenderer:
    """Fills the letterhead of the stationery with the letter."""

    media_type: str = MEDIA_TYPE
    suffix: str = ".docx"

    def render(self, letter: Letter) -> bytes:
        """The whole Word file.

        Raises:
            StationeryError: the letterhead cannot be read or has no place for a part of the letter.
            RenderError: something of the letter cannot stand in a Word file.
        """
        stationery, document = letter.stationery, letter.document
        key = (stationery.digest, letter.family.name, document.language)
        filling = _prepared.made(key, lambda: Filling(prepare(stationery, letter.family, document.language)))
        missing = filling.missing_furniture(document)
        if missing:
            message = f"the letter has a {missing[1]} for the {missing[0]} page, and the letterhead has no place for it"
            hint = f"In that {missing[1]}, one paragraph must read {{{{p {missing[1]} }}}}."
            raise fault(message, rule="letterhead-slot", hint=hint)
        return filling.fill(document, letter.values)
