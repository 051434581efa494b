"""A letter becomes the bytes of one format, and these are read back before anybody gets them."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from letterforge import plugins
from letterforge.artifact import Artifact
from letterforge.errors import LetterforgeError, ReadBackError, RenderError, TemplateError, WrongShapeError
from letterforge.filekinds import PDF, WORD
from letterforge.findings import Finding, Severity
from letterforge.letter import Letter
from letterforge.passages import Passage
from letterforge.patterns import late
from letterforge.renderer import ReadsBack, Renderer, wrong_shape
from letterforge.rules.word import LOSS

log = logging.getLogger("letterforge")


def render(letter: Letter, *, to: str | Renderer, allow_loss: bool = False, keep: Iterable[str] = ()) -> Artifact:
    """The finished file of a letter, read back and found whole.

    Args:
        letter: what to render.
        to: the name of an installed renderer, which is made with the options that the stationery says, or a renderer.
        allow_loss: leave out what only the Word file itself can show, where the template is one and the format is
            another; unless given, such a loss is an error.
        keep: what of the Word file of the template or letterhead its letters are to carry, although it is for whoever
            edits it: "comments", "changes" (tracked), "authors", "properties" (custom ones), "custom-xml".

    Raises:
        UsageError: there is nothing of a name that could be kept.
        TemplateError: the format would lose something of the template.
        StationeryError: the stationery says to the renderer what it does not take.
        RendererError: there is no such renderer, or it cannot be used.
        RenderError: it could not make the file.
        ReadBackError: the file does not hold the whole letter, or holds something that still waits to be filled in.
    """
    renderer = plugins.renderer_for(to, letter.stationery) if isinstance(to, str) else to
    name = to if isinstance(to, str) else type(renderer).__name__
    if (wrong := wrong_shape(renderer)) is not None:
        message = f"{name} does not keep the protocol of a renderer: {wrong}"
        raise WrongShapeError(message)
    lost = losses(letter, renderer.media_type, allow_loss=allow_loss)
    if any(finding.is_error for finding in lost):
        raise TemplateError(lost)
    placed = letter.stationery.window is not None and not (
        letter.template.word and renderer.media_type == WORD.media_type
    )
    if placed:
        from letterforge.rendering import placing  # noqa: PLC0415  (few stationeries have a window)

        placing.refuse_misfit(letter)
    content = _made(letter.keeping(asked_for(keep)), renderer, name)
    log.debug("render: %s to %s", letter.template.name, name)
    _read_back(content, letter, renderer, name)
    if placed and renderer.media_type == PDF.media_type:
        placing.refuse_misplaced(content, letter)
    log.debug("scan: %s as %s", letter.template.name, name)
    return Artifact(content, renderer.media_type, renderer.suffix)


def asked_for(keep: Iterable[str]) -> tuple[str, ...]:
    """What is to be kept, by names that there are.

    Raises:
        UsageError: there is nothing of a name that could be kept.
    """
    if not keep:
        return ()
    from letterforge.loading.word.outgoing import kept  # noqa: PLC0415  (few letters keep anything)

    names = tuple(sorted({keep} if isinstance(keep, str) else set(keep)))
    kept(names)
    return names


def _made(letter: Letter, renderer: Renderer, name: str) -> bytes:
    try:
        content = renderer.render(letter)
    except (LetterforgeError, KeyboardInterrupt):
        raise
    except BaseException as fault:  # noqa: BLE001  (a plugin can raise anything; its words could hold a value)
        message = f"the renderer {name} failed with {type(fault).__name__}; nothing was written; tell its authors"
        raise RenderError(message) from None
    if type(content) is not bytes or not content:
        message = f"the renderer {name} gave no bytes"
        raise RenderError(message)
    return content


def _read_back(content: bytes, letter: Letter, renderer: Renderer, name: str) -> None:
    """Raise unless the file holds the whole letter."""
    try:
        findings = read_back_letter(content, renderer.media_type, letter, renderer)
    except (LetterforgeError, KeyboardInterrupt):
        raise
    except BaseException as fault:  # noqa: BLE001  (as above)
        message = f"what {name} made could not be read back: {type(fault).__name__}; nothing was written"
        raise ReadBackError(message) from None
    if findings:
        first = f"the file that {name} made is not the whole letter; nothing was written"
        raise ReadBackError("\n".join([first, *map(str, findings)]))


def read_back_letter(
    content: bytes, media_type: str, letter: Letter, renderer: Renderer | None = None
) -> tuple[Finding, ...]:
    """How a fresh file and its letter differ; the document is made only where the letter's words do not settle it."""
    from letterforge.scanning.read_back import Means, read_back, read_back_words  # noqa: PLC0415  (many name `render` alone)

    said, like = letter.said, letter.template.digest + letter.stationery.digest
    text = None if renderer is None else _reader_of(renderer)
    means = Means(
        letter.means,
        lambda: tuple(_own_words(letter, media_type, renderer)),
        lambda: tuple(_printed(letter, media_type)),
    )
    if text is not None or said is None:
        return read_back(content, media_type, letter.document, text=text, like=like, means=means)
    return read_back_words(
        content,
        media_type,
        said.flow,
        furniture=said.furniture,
        document=lambda: letter.document,
        like=like,
        means=means,
    )


_TAG = late(r"(?s:\{[{%#].*?[}%#]\})")
_CONTENT = late(r"""\bcontent\s*:([^;}]*)""")
_STRING = late(r""""([^"\\]*)"|'([^'\\]*)'""")


def _own_words(letter: Letter, media_type: str, renderer: Renderer | None) -> Iterator[str]:
    """Words that are not the letter's and may be in its file: those of the renderer and of the style sheet.

    In Word also those that only the Word file of the template or letterhead can show.
    """
    yield from getattr(renderer, "own_words", None) or ()
    for found in _CONTENT.finditer(letter.stationery.style):
        yield from (one[1] or one[2] for one in _STRING.finditer(found[1]))
    if media_type == WORD.media_type:
        for file in (letter.template.word, letter.stationery.letterhead):
            if file is not None:
                yield from _words_of_file(file)


@functools.lru_cache(maxsize=16)
def _words_of_file(file: bytes) -> tuple[str, ...]:
    from letterforge.scanning.readers import word  # noqa: PLC0415  (other formats hold no words of Word's)

    return tuple(text for passage in word.passages(file) for text in _TAG.split(passage.text))


def _printed(letter: Letter, media_type: str) -> Iterator[str]:
    """What the tags of its Word file have printed."""
    if media_type == WORD.media_type:
        for values in letter.decisions.printed.values():
            yield from (one if isinstance(one, str) else one.text for one in values)


def _reader_of(renderer: Renderer) -> Callable[[bytes], Iterable[Passage]] | None:
    """How to read a format that letterforge does not know. To ask a protocol costs 10 us, a letter as much as 500."""
    return renderer.text if hasattr(renderer, "text") and isinstance(renderer, ReadsBack) else None


def losses(letter: Letter, media_type: str, *, allow_loss: bool = False) -> tuple[Finding, ...]:
    """What a format would lose of the template, which is an error unless it is allowed, and of the letterhead."""
    if media_type == WORD.media_type:
        return ()
    severity = Severity.WARNING if allow_loss else Severity.ERROR
    own = (replace(one, severity=severity) if one.rule == LOSS.code else one for one in letter.losses)
    around = () if letter.template.word is not None else letter.stationery.warnings
    return (*own, *(one for one in around if one.rule == LOSS.code))
