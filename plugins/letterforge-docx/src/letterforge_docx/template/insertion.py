"""Rich values put into one part of a Word template: runs, pictures, listings, documents, and what they refer to."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from letterforge.decisions import DataPicture
from letterforge.errors import RenderError
from letterforge.limits import PICTURE_BYTES
from letterforge.picture_details import bare
from letterforge_docx.ooxml.characters import attribute
from letterforge_docx.ooxml.drawing import PER_MILLIMETRE, inline
from letterforge_docx.ooxml.names import R
from letterforge_docx.ooxml.relationships import referred
from letterforge_docx.rich import InlineImage, Listing, RichParagraphs, RichText, Subdocument
from letterforge_docx.template.listings import resolved
from letterforge_docx.template.output import Insert, Output
from letterforge_docx.template.position import Place
from letterforge_docx.template.rich_runs import LAYOUT, broken_text, checked_link, run
from letterforge_docx.writing.assembly import SUFFIXES, media_name, size_of

_OUT_OF_RUN, _INTO_RUN = "</w:t></w:r>", '<w:r><w:t xml:space="preserve">'


class NeedsComposingError(Exception):
    """A document stands in the letter, whose styles and lists must be brought into the file first."""


@dataclass(slots=True)
class Insertion:
    """One part in the making: what its rich values become. ``documents`` are those that have been brought in."""

    out: Output
    documents: Mapping[Subdocument, str]
    widest: int
    """How wide a picture may be, in English Metric Units."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """By the name of the member."""

    def text(self) -> str:
        """The part with its rich values in their places."""
        text = "".join([piece if isinstance(piece, str) else self._inserted(piece) for piece in self.out.pieces])  # type: ignore[arg-type]  # a template has no slots
        return resolved(text) if any(sign in text for sign in LAYOUT) else text

    def _inserted(self, insert: Insert) -> str:
        value, place = insert.value, insert.place
        match value:
            case RichText(runs=runs, paragraph_style=style):
                return self._runs("".join(run(one, self._link) for one in runs), place, style)
            case DataPicture() if place is Place.RUN:  # in the run of its tag, whose look the words behind it keep
                return f'</w:t>{self._drawn(value)}<w:t xml:space="preserve">'
            case DataPicture():
                return self._runs(f"<w:r>{self._drawn(value)}</w:r>", place)
            case RichParagraphs(paragraphs=paragraphs) if place is Place.BLOCKS:
                made = ("".join(run(one, self._link) for one in each.runs) for each in paragraphs)
                return "".join(
                    self._runs(runs, place, each.paragraph_style) for runs, each in zip(made, paragraphs, strict=True)
                )
            case RichParagraphs():
                message = "paragraphs stand in a line of text; they take a paragraph of their own: {{p field }}"
                raise RenderError(message)
            case InlineImage():
                return self._runs(f"<w:r>{self._picture(value)}</w:r>", place)
            case Listing(content=content) if place is Place.RUN:
                return broken_text(content)
            case Listing(content=content):
                return self._runs(f"{_INTO_RUN}{broken_text(content)}{_OUT_OF_RUN}", place)
            case Subdocument() if place is Place.BLOCKS:
                if value not in self.documents:
                    raise NeedsComposingError
                return self.documents[value]
            case _:
                message = "a document stands in a line of text; it takes a paragraph of its own: {{p field }}"
                raise RenderError(message)

    def _runs(self, runs: str, place: Place, style: str | None = None) -> str:
        if place is Place.RUNS:
            return runs
        if place is Place.RUN:
            return f"{_OUT_OF_RUN}{runs}{_INTO_RUN}"
        properties = f'<w:pPr><w:pStyle w:val="{attribute(style)}"/></w:pPr>' if style else ""
        return f"<w:p>{properties}{runs}</w:p>"

    def _link(self, address: str) -> str:
        return referred(self.out.added, self.out.prefix, f"{R}/hyperlink", target=address, external=True)

    def _drawn(self, picture: DataPicture) -> str:
        """A picture of the data as a letter of any format shows it: its width by the template, its height by its shape."""
        name = media_name(picture.digest, picture.shown)
        self.pictures[name] = picture.content
        identifier = referred(self.out.added, self.out.prefix, f"{R}/image", target=f"/{name}")
        size = size_of(picture.shown, picture.width, self.widest)
        return inline(len(self.pictures), identifier, size, alt=" ".join(picture.alt.split()))

    def _picture(self, image: InlineImage) -> str:
        if len(image.content) > PICTURE_BYTES.most:
            message = f"a picture of the data has more than {PICTURE_BYTES.most:,} bytes"
            raise RenderError(message)
        suffix, size = _measured(image)
        name = f"word/media/picture-{hashlib.sha256(image.content).hexdigest()[:32]}.{suffix}"
        self.pictures[name] = bare(image.content).content
        identifier = referred(self.out.added, self.out.prefix, f"{R}/image", target=f"/{name}")
        link = None if image.link is None else self._link(checked_link(image.link))
        return inline(len(self.pictures), identifier, size, alt=image.alt, link=link)


def _measured(image: InlineImage) -> tuple[str, tuple[int, int]]:
    """The suffix of a picture's kind, and its size as docxtpl reckons it."""
    from docx.image.exceptions import (  # noqa: PLC0415  (slow to import, and most letters bring no picture)
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
        UnrecognizedImageError,
    )
    from docx.image.image import Image  # noqa: PLC0415  (as above)

    try:
        found = Image.from_file(io.BytesIO(image.content))
        suffix = SUFFIXES.get(found.content_type)
    except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError):
        suffix = None
    if suffix is None:
        message = "a picture of the data cannot stand in a Word file; give it as PNG, JPEG or GIF"
        raise RenderError(message)
    wanted = [None if one is None else round(one * PER_MILLIMETRE) for one in (image.width, image.height)]
    across, down = found.scaled_dimensions(*wanted)
    return suffix, (max(1, int(across)), max(1, int(down)))
