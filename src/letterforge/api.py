"""The five steps one after the other: load, check, fill, render, scan."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from pydantic import BaseModel

from letterforge import plugins
from letterforge import stationery as stationeries
from letterforge import template as templates
from letterforge.artifact import Artifact
from letterforge.data.data_file import DataFile
from letterforge.data.validation import located, validated
from letterforge.errors import (
    DataError,
    LetterforgeError,
    ReadBackError,
    RenderError,
    StationeryError,
    TemplateError,
    UnknownNameError,
    UsageError,
    WrongShapeError,
)
from letterforge.filling.program import checked
from letterforge.findings import Finding, Place, Severity, error, in_order
from letterforge.letter import Letter
from letterforge.loading.companion_files import Beside
from letterforge.models.shapes import shape_of_value
from letterforge.passages import Passage
from letterforge.renderer import ReadsBack, Renderer
from letterforge.scanning.read_back import read_back, read_back_words
from letterforge.scanning.readers.word import MEDIA_TYPE as WORD
from letterforge.stationery import Stationery
from letterforge.template import Template

Source: TypeAlias = "str | os.PathLike[str] | bytes"
SUFFIXES = (".md", ".markdown", *templates.WORD_SUFFIXES)
LARGEST = 128 << 20  # bytes; a Word file with pictures
log = logging.getLogger("letterforge")


def load(source: Source, *, model: type[BaseModel] | None = None) -> Template:
    """Read a template.

    Args:
        source: the name of a kind of letter, or the path of a Markdown file, or its bytes. A text with a suffix or a
            separator in it is a path.
        model: the pydantic class that says what data it needs; if not given, that of the kind.

    Raises:
        UsageError: there is no such file, or it is not a template.
        UnknownNameError: there is no such kind.
        TemplateError: it cannot be read; all findings at once.
    """
    template, findings = read(source, model=model)
    if template is None or any(finding.is_error for finding in findings):
        raise TemplateError(findings)
    log.debug("load: %s", template.name)
    return template


def read(source: Source, *, model: type[BaseModel] | None = None) -> tuple[Template | None, tuple[Finding, ...]]:
    """Read a template with all that is wrong with it, and raise only where there is nothing to read."""
    if isinstance(source, bytes):
        return _with_kind(source, "letter", None, model, Beside(None))
    if not is_path(source):
        kind = plugins.kind(str(source))
        return templates.read(
            kind.template.read_bytes(),
            name=str(source),
            file=str(kind.template),
            model=model or kind.model,
            beside=Beside(kind.template.parent),
        )
    path = Path(source)
    if path.suffix.lower() not in SUFFIXES:
        message = f"{path} is not a template that letterforge reads; it reads Markdown (.md, .markdown) and Word (.docx, .dotx)"
        raise UsageError(message)
    try:
        with path.open("rb") as file:  # it may be a link to something without end
            content = file.read(LARGEST + 1)
    except OSError as fault:
        message = f"the template {path} cannot be read: {fault.strerror}"
        raise UsageError(message) from fault
    except ValueError as fault:
        message = "this is no path of a file"
        raise UsageError(message) from fault
    if len(content) > LARGEST:
        message = f"the template {path} is larger than {LARGEST >> 20} MB"
        raise UsageError(message)
    return _with_kind(content, path.stem, str(path), model, Beside(path.parent))


def _with_kind(
    content: bytes, name: str, file: str | None, model: type[BaseModel] | None, beside: Beside
) -> tuple[Template | None, tuple[Finding, ...]]:
    """A template with the model of the kind that it names, unless another is given."""
    template, findings = templates.read(content, name=name, file=file, model=model, beside=beside)
    if template is None or template.kind is None:
        return template, findings
    if model is not None:  # the kind still gives the letter its name
        return templates.read(content, name=template.kind, file=file, model=model, beside=beside)
    try:
        kind = plugins.kind(template.kind)
    except UnknownNameError as fault:
        hint = "Install the package that has it, or give a model: --model package.module:Class"
        return template, in_order([*findings, error("kind", Place(file), message=str(fault), hint=hint)])
    return templates.read(content, name=template.kind, file=file, model=kind.model, beside=beside)


def is_path(source: str | os.PathLike[str]) -> bool:
    """Whether a source names a file, and not a kind of letter."""
    return not isinstance(source, str) or bool(Path(source).suffix) or "/" in source or os.sep in source


def check(
    source: Source | Template,
    data: object = None,
    *,
    model: type[BaseModel] | None = None,
    stationery: Stationery | None = None,
) -> tuple[Finding, ...]:
    """All that is wrong with a template, with the stationery under it and with data for it, errors and warnings.

    Without a model, a template is checked against the data; without either, only what it says by itself is.

    Raises:
        UsageError, UnknownNameError: as `load`. What is wrong with the template is returned, not raised.
    """
    template, findings = (source, source.findings) if isinstance(source, Template) else read(source, model=model)
    if template is None:
        return findings
    out = list(findings)
    plain = stationery if stationery is not None else stationeries.plain()
    out += plain.warnings
    shape = template.shape
    try:
        if shape is None and data is not None:
            raw = data.values if isinstance(data, DataFile) else data
            shape = shape_of_value(raw.model_dump() if isinstance(raw, BaseModel) else raw)
        if shape is not None:
            out += checked(template, plain, shape).findings
    except StationeryError as fault:
        out += fault.findings
    if data is not None:
        out += _data_findings(template, data, plain, fit=not any(finding.is_error for finding in out))
    log.debug("check: %s", template.name)
    return in_order(out)


def _data_findings(template: Template, data: object, stationery: Stationery, *, fit: bool) -> Sequence[Finding]:
    try:
        if fit:
            Letter(template, data, stationery=stationery)
        elif template.model is not None:
            validated(template.model, data)
    except DataError as fault:
        return located(fault.findings, data, template.shape or ())
    return ()


def render(letter: Letter, *, to: str | Renderer, allow_loss: bool = False) -> Artifact:
    """The finished file of a letter, read back and found whole.

    Args:
        letter: what to render.
        to: the name of an installed renderer, or a renderer.
        allow_loss: leave out what only the Word file itself can show, where the template is one and the format is
            another; unless given, such a loss is an error.

    Raises:
        TemplateError: the format would lose something of the template.
        RendererError: there is no such renderer, or it cannot be used.
        RenderError: it could not make the file.
        ReadBackError: the file does not hold the whole letter, or holds a mark of a template.
    """
    renderer = plugins.renderer(to) if isinstance(to, str) else to
    name = to if isinstance(to, str) else type(renderer).__name__
    if (wrong := plugins.wrong_shape(renderer)) is not None:
        message = f"{name} does not keep the protocol of a renderer: {wrong}"
        raise WrongShapeError(message)
    lost = losses(letter, renderer.media_type, allow_loss=allow_loss)
    if any(finding.is_error for finding in lost):
        raise TemplateError(lost)
    try:
        content = renderer.render(letter)
    except LetterforgeError:
        raise
    except (Exception, SystemExit) as fault:  # noqa: BLE001  (a plugin can raise anything; its words could hold a value)
        message = f"the renderer {name} failed with {type(fault).__name__}; nothing was written; tell its authors"
        raise RenderError(message) from None
    if type(content) is not bytes or not content:
        message = f"the renderer {name} gave no bytes"
        raise RenderError(message)
    log.debug("render: %s to %s", letter.template.name, name)
    text = _reader_of(renderer)
    try:
        findings = read_back_letter(content, renderer.media_type, letter, text=text)
    except LetterforgeError:
        raise
    except (Exception, SystemExit) as fault:  # noqa: BLE001  (as above)
        message = f"what {name} made could not be read back: {type(fault).__name__}; nothing was written"
        raise ReadBackError(message) from None
    if findings:
        raise ReadBackError(
            "\n".join([f"the file that {name} made is not the whole letter; nothing was written", *map(str, findings)])
        )
    log.debug("scan: %s as %s", letter.template.name, name)
    return Artifact(content, renderer.media_type, renderer.suffix)


def read_back_letter(
    content: bytes, media_type: str, letter: Letter, *, text: Callable[[bytes], Iterable[Passage]] | None = None
) -> tuple[Finding, ...]:
    """What a fresh file lacks of its letter; the document is made only where the letter's words do not settle it."""
    said = letter.said
    if text is not None or said is None:
        return read_back(content, media_type, letter.document, text=text)
    return read_back_words(content, media_type, said.flow, furniture=said.furniture, document=lambda: letter.document)


def _reader_of(renderer: Renderer) -> Callable[[bytes], Iterable[Passage]] | None:
    """How to read a format that letterforge does not know. To ask a protocol costs 10 us, a letter as much as 500."""
    return renderer.text if hasattr(renderer, "text") and isinstance(renderer, ReadsBack) else None


def losses(letter: Letter, media_type: str, *, allow_loss: bool = False) -> tuple[Finding, ...]:
    """What a format would lose of a letter whose template is a Word file; errors, unless that is allowed."""
    if media_type == WORD:
        return ()
    severity = Severity.WARNING if allow_loss else Severity.ERROR
    return tuple(replace(one, severity=severity) if one.rule == "loss" else one for one in letter.losses)


@dataclass(frozen=True, slots=True)
class Saved:
    """The files that were written, and what their formats have lost of the template."""

    paths: tuple[Path, ...]
    losses: tuple[Finding, ...]


def save_all(
    letter: Letter, formats: Sequence[str], folder: Path, *, overwrite: bool = False, allow_loss: bool = False
) -> Saved:
    """Render a letter to several formats and write the files, all of them or none.

    A file is called after the kind of letter. The folder is made if it is not there.

    Raises:
        UsageError: a file is there already, or two formats would make the same one.
        LetterforgeError: as `render`.
    """
    renderers = {name: plugins.renderer(name) for name in dict.fromkeys(formats)}
    targets: dict[Path, str] = {}
    for name, renderer in renderers.items():
        target = folder / (letter.template.name + renderer.suffix)
        if target in targets:
            message = f"{targets[target]} and {name} would both write {target}; give them two folders"
            raise UsageError(message)
        if target.is_dir():
            message = f"{target} is a folder; nothing was written"
            raise UsageError(message)
        if target.exists() and not overwrite:
            message = f"{target} is there already; choose another folder, or say --force to replace it"
            raise UsageError(message)
        targets[target] = name
    made = {target: render(letter, to=name, allow_loss=allow_loss) for target, name in targets.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        message = f"the folder {folder} cannot be made: {fault.strerror}"
        raise UsageError(message) from fault
    there = {target for target in made if target.exists()}
    written: list[Path] = []
    try:
        for target, artifact in made.items():
            written.append(artifact.save(target, overwrite=overwrite))
    except LetterforgeError:
        for path in written:
            if path not in there:
                path.unlink(missing_ok=True)
        raise
    lost = (losses(letter, one.media_type, allow_loss=allow_loss) for one in renderers.values())
    return Saved(tuple(written), tuple(dict.fromkeys(chain.from_iterable(lost))))
