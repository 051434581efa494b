"""The renderer: a letter in, the bytes of a Word file out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from letterforge.cache import Cache
from letterforge.document import Document
from letterforge_docx.letterhead.filling import Filling
from letterforge_docx.letterhead.letterhead import fault
from letterforge_docx.letterhead.preparation import prepare
from letterforge_docx.ooxml.names import MEDIA_TYPE
from letterforge_docx.rules import LETTERHEAD_SLOT
from letterforge_docx.template.filling import fill
from letterforge_docx.template.preparation import WordTemplate, prepare_template

if TYPE_CHECKING:
    from letterforge.decisions import Decisions
    from letterforge.letter import Letter
    from letterforge.template import Template

_prepared: Cache[tuple[str, str, str], Filling] = Cache(room=8)
_templates: Cache[str, WordTemplate] = Cache(room=32)


@dataclass(frozen=True)
class DocxRenderer:
    """Fills a Word template as itself, and for any other the letterhead of the stationery with the letter."""

    media_type: str = MEDIA_TYPE
    suffix: str = ".docx"

    def render(self, letter: Letter) -> bytes:
        """The whole Word file.

        Raises:
            StationeryError: the letterhead cannot be read or has no place for a part of the letter.
            TemplateError: the Word template holds a tag that stands where it cannot be filled.
            RenderError: something of the letter cannot stand in a Word file.
        """
        if letter.template.word is not None:
            return _as_itself(letter.template, letter.template.word, letter.decisions)
        stationery, document = letter.stationery, letter.document
        first, following = letter.slots
        if first is not document.first or following is not document.following:
            # What the letterhead says around its slots is in the letterhead.
            document = Document(
                document.language, document.title, document.blocks, first, following, document.images
            )  # quicker than `replace`
        key = (stationery.digest, letter.family.name, document.language)
        filling = _prepared.made(key, lambda: Filling(prepare(stationery, letter.family, document.language)))
        missing = filling.missing_furniture(document)
        if missing:
            message = f"the letter has a {missing[1]} for the {missing[0]} page, and the letterhead has no place for it"
            hint = f"In that {missing[1]}, one paragraph must read {{{{p {missing[1]} }}}}."
            raise fault(message, rule=LETTERHEAD_SLOT, hint=hint)
        return filling.fill(document, letter.decisions)


def _as_itself(template: Template, word: bytes, decisions: Decisions) -> bytes:
    known = _templates.get(template.digest)
    if known is None:
        known = _templates.put(template.digest, prepare_template(word, template.tagged_parts, file=template.file))
    return fill(known, decisions)
