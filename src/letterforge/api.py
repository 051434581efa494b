"""The verbs: load, check, render, scan."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from letterforge import modelfile, plugins
from letterforge import stationery as stationeries
from letterforge import template as templates
from letterforge.errors import DataError, ModelError, StationeryError, TemplateError, UnknownNameError, UsageError
from letterforge.filekinds import TEMPLATE_KINDS, TEMPLATE_SUFFIXES
from letterforge.files.reading import OversizeError, read_file
from letterforge.findings import Finding, Findings, Place, in_order
from letterforge.letter import Letter, value_faults
from letterforge.limits import FILE_BYTES
from letterforge.loading.companion_files import CompanionFiles
from letterforge.rules.data import MISSING
from letterforge.rules.reading import KIND, MODEL_FILE
from letterforge.rules.word import MAIL_MERGE
from letterforge.stationery import Stationery
from letterforge.template import Template

if TYPE_CHECKING:
    from pydantic import BaseModel

    from letterforge.models.letter_data import LetterKind
    from letterforge.models.shapes import Shape
    from letterforge.rendering.render import render
    from letterforge.scanning.scan import scan

__all__ = ["LARGEST", "Source", "check", "is_path", "load", "read", "render", "scan"]

Source: TypeAlias = "str | os.PathLike[str] | bytes | BinaryIO"
LARGEST = FILE_BYTES.most
log = logging.getLogger("letterforge")

if not TYPE_CHECKING:  # as in `letterforge`: to check takes neither of them, and they are a fifth of all imports
    _MODULES = {"render": "letterforge.rendering.render", "scan": "letterforge.scanning.scan"}

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message, name=name)
        return getattr(import_module(_MODULES[name]), name)


def load(source: Source, *, model: type[BaseModel] | None = None) -> Template:
    """Read a template.

    Args:
        source: the name of a kind of letter, or the path of a Markdown or Word file, or its bytes, or a file that is
            open for reading bytes. A text with a suffix or a separator in it is a path.
        model: the pydantic class that says what data it needs; if not given, that of the model file which the template
            names or which lies beside it, ``letter.model.yaml`` beside ``letter.docx``, or that of its kind.

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
        return _with_kind(source, "letter", None, model, CompanionFiles(None))
    if not isinstance(source, (str, os.PathLike)):
        return _with_kind(_content(source), "letter", None, model, CompanionFiles(None))
    if not is_path(source):
        kind = _kind(str(source))
        template, findings = templates.read(
            _file_content(kind.template),
            name=str(source),
            file=str(kind.template),
            model=model or kind.model,
            beside=CompanionFiles(kind.template.parent),
        )
        return template and replace(template, look=kind.stationery), findings
    path = Path(source)
    if path.suffix.lower() not in TEMPLATE_SUFFIXES:
        kinds = " and ".join(f"{kind.name} ({', '.join(kind.template_suffixes)})" for kind in TEMPLATE_KINDS)
        message = f"{path} is not a template that letterforge reads; it reads {kinds}"
        raise UsageError(message)
    return _with_kind(_file_content(path), path.stem, str(path), model, CompanionFiles(path.parent))


def _file_content(path: Path) -> bytes:
    """What the file of a template holds."""
    try:
        return read_file(path, most=LARGEST)
    except OSError as fault:
        message = f"the template {path} cannot be read: {fault.strerror}"
        raise UsageError(message) from fault
    except ValueError as fault:
        message = "this is not a file path"
        raise UsageError(message) from fault
    except OversizeError:
        message = f"the template {path} is larger than {LARGEST >> 20} MB"
        raise UsageError(message) from None


def _kind(name: str) -> LetterKind:
    try:
        return plugins.kind(name)
    except UnknownNameError as fault:
        here = next((one for one in (f"{name}{suffix}" for suffix in TEMPLATE_SUFFIXES) if Path(one).is_file()), None)
        if here is None:
            raise
        message = f"{fault}; for the file write {here}"
        raise UnknownNameError(message) from None


def _content(file: BinaryIO) -> bytes:
    """What an open file holds."""
    content = file.read(LARGEST + 1) if callable(getattr(file, "read", None)) else None
    if not isinstance(content, bytes):
        message = "a template is a name, a path, bytes, or a file that is open for reading bytes"
        raise UsageError(message)
    if len(content) > LARGEST:
        message = f"the template is larger than {LARGEST >> 20} MB"
        raise UsageError(message)
    return content


def _with_kind(
    content: bytes, name: str, file: str | None, model: type[BaseModel] | None, beside: CompanionFiles
) -> tuple[Template | None, tuple[Finding, ...]]:
    """A template with the model that it names or that lies beside it, unless another is given; a kind names its letters."""
    template, findings = templates.read(content, name=name, file=file, model=model, beside=beside)
    if template is None:
        return template, findings
    if model is None:
        try:
            template, findings = _with_model_file(template, findings, beside)
        except ModelError as fault:
            return None, in_order([*findings, *fault.findings])
    if template.kind is None:
        return template, findings
    look = None
    try:
        kind = plugins.kind(template.kind)
        model, look = model or kind.model, kind.stationery
    except UnknownNameError as fault:
        if model is None:
            hint = "Install the package that has it, or give a model: --model package.module:Class"
            return template, in_order([*findings, KIND.at(Place(file), message=str(fault), hint=hint)])
    return replace(template, name=template.kind, model=model, look=look), findings


def _with_model_file(
    template: Template, findings: tuple[Finding, ...], beside: CompanionFiles
) -> tuple[Template, tuple[Finding, ...]]:
    """A template with the model of its model file, where it has one; merge fields are read again, by its fields.

    Raises:
        ModelError: that cannot be read, or the template names a kind as well.
    """
    path = None if template.file is None else Path(template.file)
    near = None if path is None or template.model_file is not None else modelfile.beside(path)
    named = template.model_file or (near.name if near is not None else None)
    if named is None:
        return template, findings
    file = named if path is None else str(path.parent / named)
    if template.kind is not None:
        message = f"the template names a kind of letter, which has its model, and there is the model file {named}"
        hint = "Leave kind: out of the front matter, or take the model file away."
        raise ModelError((MODEL_FILE.at(Place(template.file), message=message, hint=hint),))
    if near is not None:
        model = modelfile.read_model(near)
    else:
        try:
            content = beside.read(named)
        except ValueError as fault:
            message = f"the model file {named} cannot be read: {fault}"
            raise ModelError((MODEL_FILE.at(Place(template.file), message=message, hint=None),)) from None
        model = modelfile.read_model(content, name=file)
    if template.asked:
        again, found = templates.read(
            template.content, name=template.name, file=template.file, model=model, beside=beside
        )
        template, findings = again or template, found
    return replace(template, model=model, model_file=file), findings


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
    try:
        plain = stationery if stationery is not None else stationeries.of(template)
    except StationeryError as fault:
        return in_order([*findings, *fault.findings])
    shape = template.shape
    if shape is None and data is not None:
        data = template.named_data(data)
        shape = _shape_of(data)
        if template.for_data(shape) is not template:
            template = template.for_data(shape)
            findings = template.findings
    out = [*findings, *plain.warnings, *plugins.option_faults(plain)]
    try:
        if shape is not None:
            out += _unfit(template, plain, shape, data)
        else:
            out += _by_itself(template, plain)
        if data is not None:
            out += _data_findings(template, data, plain, fit=not any(finding.is_error for finding in out))
    except StationeryError as fault:
        out += fault.findings
    log.debug("check: %s", template.name)
    return in_order(out)


def _shape_of(data: object) -> Shape | None:
    """The shape of data that come without a model; what is wrong with them is found with the letter."""
    from letterforge.data.foreign import made_plain  # noqa: PLC0415  (most letters have a model)
    from letterforge.data.unmodelled import unmodelled  # noqa: PLC0415  (as above)

    return unmodelled(made_plain(data, Findings()), Findings())[1]


def _unfit(template: Template, stationery: Stationery, shape: Shape, data: object) -> Sequence[Finding]:
    """Where the template asks for what data of a shape do not have."""
    from letterforge.filling.program import checked  # noqa: PLC0415  (to load takes nothing of it)

    found = checked(template, stationery, shape).findings
    missing = [one for one in found if one.rule == MISSING.code]
    return [one for one in found if one.rule != MISSING.code] + _located(missing, data, shape) if missing else found


def _by_itself(template: Template, stationery: Stationery) -> Sequence[Finding]:
    from letterforge.filling.program import by_itself  # noqa: PLC0415  (as above)

    found = by_itself(template, stationery)
    return (*found, _undecided(template)) if template.asked and template.waits_for_data else found


def _undecided(template: Template) -> Finding:
    """What merge fields and controls ask for, where there is nothing to say whether they get it."""
    names = ", ".join(template.asked)
    what = "merge fields and controls" if template.by_names else "merge fields"
    return MAIL_MERGE.at(Place(template.file), message=f"the data decide whether these {what} are filled: {names}")


def _located(findings: Sequence[Finding], data: object, shape: Shape | None) -> list[Finding]:
    """The findings with their places in a data file."""
    from letterforge.data.validation import located  # noqa: PLC0415  (as above)

    return list(located(findings, data, shape or ()))


def _data_findings(template: Template, data: object, stationery: Stationery, *, fit: bool) -> Sequence[Finding]:
    try:
        if not fit:
            return value_faults(template, data, stationery)
        return _located(Letter(template, data, stationery=stationery).warnings, data, template.shape)
    except DataError as fault:
        return _located(fault.findings, data, template.shape)
