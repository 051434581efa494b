"""The proof of a template that was made: no byte of the file is lost, and a letter can be made of it in every format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from letterforge.adopting.sample import samples
from letterforge.adopting.source import Adoptable, Made
from letterforge.adopting.spots import undone
from letterforge.artifact import Artifact
from letterforge.errors import DataError, RenderError, UsageError
from letterforge.letter import Letter
from letterforge.plugins import RENDERERS, offers
from letterforge.rendering.render import render
from letterforge.scanning.leftovers.detector import Certainty
from letterforge.scanning.scan import scan
from letterforge.template import Template


@dataclass(frozen=True, slots=True)
class Proof:
    """What has been shown: how many parts of the file are the same again, and in which formats a letter was made."""

    parts: int
    formats: tuple[str, ...]


def prove(content: bytes, source: Adoptable, made: Made, template: Template, data: object) -> Proof:
    """Take the tags out again, and make a letter.

    Raises:
        RenderError: a part is not what it was, or a letter of made-up data cannot be made whole.
        UsageError: no made-up data fit the model.
    """
    parts = _same_again(content, source, made)
    letter = _letter(template, data)
    formats = tuple(name for name in _formats() if _comes_out(letter, name, template))
    return Proof(parts, formats)


def _same_again(content: bytes, source: Adoptable, made: Made) -> int:
    """With every tag replaced again by the words that stood there, each part is byte for byte the old one."""
    now, before = source.read_again(made.content), dict(source.parts(content))
    if now.keys() != before.keys():
        message = "the template has other parts than the file; nothing was written"
        raise RenderError(message)
    edits = {one.name: one.edits for one in made.parts}
    for name, old in before.items():
        if undone(old, now[name], edits.get(name, ())) != old:
            message = f"{name or 'the text'}: without its tags the template is not the file that it was made of; nothing was written"
            raise RenderError(message)
    return len(before)


def _letter(template: Template, data: object) -> Letter:
    if data is not None:
        return Letter(template, data)
    if template.model is None:
        return Letter(template, {})
    fault: DataError | None = None
    for one in samples(template.model):
        try:
            return Letter(template, one)
        except DataError as error:
            fault = error
    message = "no made-up data fit the model; give a file with data for one letter: --data"
    raise UsageError(message) from fault


def _formats() -> Iterator[str]:
    yield from sorted(offer.name for offer in offers(RENDERERS))


def _comes_out(letter: Letter, name: str, template: Template) -> bool:
    file: Artifact = render(letter, to=name, allow_loss=True)
    left = [one for one in scan(file, template=template) if one.certainty is Certainty.CERTAIN]
    if left:
        message = f"{name}: {left[0].where}: something still waits to be filled in a letter of made-up data; nothing was written"
        raise RenderError(message)
    return True
