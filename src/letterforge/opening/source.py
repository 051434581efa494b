"""A source becomes a template: with the model of its kind, or that lies beside it, and in the language that is asked for."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from letterforge import modelfile, plugins
from letterforge import template as templates
from letterforge.errors import ModelError, UnknownNameError, UsageError
from letterforge.filekinds import TEMPLATE_KINDS, TEMPLATE_SUFFIXES
from letterforge.files.reading import OversizeError, read_file
from letterforge.files.standing import is_file
from letterforge.findings import Finding, Place, in_order
from letterforge.limits import FILE_BYTES
from letterforge.loading.companion_files import CompanionFiles
from letterforge.rules.reading import KIND, MODEL_FILE
from letterforge.template import Template

if TYPE_CHECKING:
    from pydantic import BaseModel

    from letterforge.models.letter_data import LetterKind
    from letterforge.translations.choosing import Translated
    from letterforge.translations.files import Translations

Source: TypeAlias = "str | os.PathLike[str] | bytes | BinaryIO"
LARGEST = FILE_BYTES.most


def read(
    source: Source, *, model: type[BaseModel] | None = None, language: str | None = None
) -> tuple[Template | None, tuple[Finding, ...]]:
    """Read a template with all that is wrong with it, and raise only where there is nothing to read."""
    if language is not None:
        return translated(source, model).chosen(language)
    if isinstance(source, bytes):
        return _with_kind(source, "letter", None, model, CompanionFiles(None))
    if not isinstance(source, (str, os.PathLike)):
        return _with_kind(_content(source), "letter", None, model, CompanionFiles(None))
    if not is_path(source):
        return _read_kind(str(source), _kind(str(source)), model)
    return _read_path(Path(source), model)


def _read_kind(
    name: str, kind: LetterKind, model: type[BaseModel] | None, path: Path | None = None
) -> tuple[Template | None, tuple[Finding, ...]]:
    """The template of a kind of letter, or one of its languages."""
    path = path or kind.template
    language = path.name.removeprefix(kind.template.stem).removesuffix(path.suffix)
    template, findings = templates.read(
        _file_content(path),
        name=name + language,
        file=str(path),
        model=model or kind.model,
        beside=CompanionFiles(path.parent),
    )
    return template and replace(template, look=kind.stationery), findings


def _read_path(path: Path, model: type[BaseModel] | None) -> tuple[Template | None, tuple[Finding, ...]]:
    if path.suffix.lower() not in TEMPLATE_SUFFIXES:
        kinds = " and ".join(f"{kind.name} ({', '.join(kind.template_suffixes)})" for kind in TEMPLATE_KINDS)
        message = f"{path} is not a template that letterforge reads; it reads {kinds}"
        raise UsageError(message)
    try:
        content = _file_content(path)
    except UsageError:
        if (several := several_of(path)) is None:
            raise
        from letterforge.translations.choosing import undecided  # noqa: PLC0415  (few letters are there in several languages)

        raise undecided(several, str(path)) from None
    return _with_kind(content, path.stem, str(path), model, CompanionFiles(path.parent))


def several_of(source: Source) -> Translations | None:
    """The files of a letter that is there in several languages; None where it is there in one, or there is none."""
    if isinstance(source, bytes) or not isinstance(source, (str, os.PathLike)):
        return None
    from letterforge.translations.files import translations_of  # noqa: PLC0415  (as in `_read_path`)

    path = Path(source) if is_path(source) else _kind(str(source)).template
    if path.suffix.lower() not in TEMPLATE_SUFFIXES:
        return None
    found = translations_of(path)
    return found if len(found.files) > 1 or (found.files and not is_file(path)) else None


def translated(source: Source, model: type[BaseModel] | None) -> Translated:
    """A letter in each of its languages."""
    from letterforge.translations.choosing import read_all  # noqa: PLC0415  (as in `_read_path`)
    from letterforge.translations.files import Translations  # noqa: PLC0415  (as above)

    if isinstance(source, bytes) or not isinstance(source, (str, os.PathLike)):
        message = "a template that is not read from a file has no other languages beside it"
        raise UsageError(message)
    if not is_path(source):
        name, kind = str(source), _kind(str(source))
        several = several_of(source) or Translations(kind.template, {"": kind.template})
        return read_all(several, name, lambda path, model: _read_kind(name, kind, model, path), model)
    path = Path(source)
    several = several_of(source) or Translations(path, {"": path})
    return read_all(several, several.whole.stem, _read_path, model)


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
        here = next((one for one in (f"{name}{suffix}" for suffix in TEMPLATE_SUFFIXES) if is_file(one)), None)
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
    look, spoken = None, "" if file is None else _language_in(Path(file).stem)
    try:
        kind = plugins.kind(template.kind)
        model, look = model or kind.model, kind.stationery
    except UnknownNameError as fault:
        if model is None:
            hint = "Install the package that has it, or give a model: --model package.module:Class"
            return template, in_order([*findings, KIND.at(Place(file), message=str(fault), hint=hint)])
    return replace(template, name=template.kind + spoken, model=model, look=look), findings


def _language_in(stem: str) -> str:
    """The language in the name of a file, with the point before it: ``.cy``."""
    if "." not in stem:
        return ""
    from letterforge.languages.names import without_language  # noqa: PLC0415  (as in `_read_path`)

    return stem.removeprefix(without_language(stem)[0])


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
