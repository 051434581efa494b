"""The renderer: a letter in, the bytes of a Word file out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from letterforge.cache import Cache
from letterforge.document import Document
from letterforge.filekinds import WORD
from letterforge_docx.letterhead.filling import Filling
from letterforge_docx.letterhead.letterhead import fault
from letterforge_docx.letterhead.preparation import prepare
from letterforge_docx.rules import LETTERHEAD_SLOT
from letterforge_docx.template.filling import fill
from letterforge_docx.template.preparation import WordTemplate, prepare_template

if TYPE_CHECKING:
    from letterforge.decisions import Decisions
    from letterforge.letter import Letter
    from letterforge.template import Template

_prepared: Cache[tuple[str, ...], Filling] = Cache(room=8)
_templates: Cache[tuple[str, ...], WordTemplate] = Cache(room=32)


@dataclass(frozen=True)
class DocxRenderer:
    """Fills a Word template as itself, and for any other the letterhead of the stationery with the letter."""

    media_type: str = WORD.media_type
    suffix: str = ".docx"
    large_print: Annotated[bool, "no word is smaller than 18 points"] = False

    def render(self, letter: Letter) -> bytes:
        """The whole Word file.

        Raises:
            StationeryError: the letterhead cannot be read or has no place for a part of the letter.
            TemplateError: the Word template holds a tag that stands where it cannot be filled.
            RenderError: something of the letter cannot stand in a Word file.
        """
        if letter.template.word is not None:
            return self._as_itself(letter.template, letter.keep, letter.decisions)
        stationery, document = letter.stationery.large if self.large_print else letter.stationery, letter.document
        first, following = letter.slots
        if first is not document.first or following is not document.following:
            # What the letterhead says around its slots is in the letterhead.
            document = Document(
                document.language, document.title, document.blocks, first, following, document.images
            )  # quicker than `replace`
        keep, family, language = letter.keep, letter.family, document.language
        key = (stationery.digest, family.name, language, *keep)
        filling = _prepared.made(key, lambda: Filling(prepare(stationery, family, language, keep=keep), stationery))
        missing = filling.missing_furniture(document)
        if missing:
            message = f"the letter has a {missing[1]} for the {missing[0]} page, and the letterhead has no place for it"
            hint = f"In that {missing[1]}, one paragraph must read {{{{p {missing[1]} }}}}."
            raise fault(message, rule=LETTERHEAD_SLOT, hint=hint)
        return filling.fill(document, letter.decisions)

    def _as_itself(self, template: Template, keep: tuple[str, ...], decisions: Decisions) -> bytes:
        key = (template.digest, str(self.large_print), *keep)
        known = _templates.get(key)
        if known is None:
            ready = template.outgoing(keep)
            assert ready is not None  # noqa: S101  (the template is a Word file)
            made = prepare_template(ready.content, ready.tagged, file=template.file, large=self.large_print)
            known = _templates.put(key, made)
        return fill(known, decisions)
