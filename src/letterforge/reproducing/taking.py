"""What a letter is made of, taken down: the manifest of a letter and of its finished files."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from letterforge import plugins
from letterforge import stationery as stationeries
from letterforge.artifact import Artifact
from letterforge.data.digests import Digests, written_out
from letterforge.errors import UsageError
from letterforge.filekinds import TEMPLATE_SUFFIXES
from letterforge.letter import Letter
from letterforge.renderer import Renderer
from letterforge.reproducing.manifest import (
    FontMade,
    Manifest,
    ModelMade,
    OutputMade,
    StationeryMade,
    TemplateMade,
)
from letterforge.reproducing.versions import libraries, versions
from letterforge.stationery import Stationery

if TYPE_CHECKING:
    from pydantic import BaseModel

_PROOF = b"letterforge manifest"


def taken(
    letter: Letter,
    files: Mapping[str, Artifact],
    key: Digests,
    *,
    source: str | None = None,
    allow_loss: bool = False,
    keep: tuple[str, ...] = (),
) -> Manifest:
    """The manifest of a letter and of its files, by the names of their renderers.

    ``source`` is the template as somebody named it: a kind of letter, or a path.

    Raises:
        UsageError: the data hold something whose digest nobody can take.
    """
    core = core_versions()
    return Manifest(
        key=proof_of(key),
        data=data_digest(letter, key),
        template=template_made(letter, source),
        model=None if letter.template.model is None else model_made(letter.template.model),
        stationery=stationery_made(letter.stationery),
        fonts=fonts_made(letter.stationery),
        versions=core,
        outputs={
            name: output_made(name, plugins.renderer_for(name, letter.stationery), file, key, core=core)
            for name, file in files.items()
        },
        options=letter.stationery.renderer_options,
        allow_loss=allow_loss,
        keep=tuple(sorted(keep)),
    )


def proof_of(key: Digests) -> str:
    """What tells whether a manifest was written under a key."""
    return key.of(_PROOF).hex()


def data_digest(letter: Letter, key: Digests) -> str:
    """The keyed digest of the data that a letter was made of.

    Raises:
        UsageError: as `taken`.
    """
    try:
        return key.of(b"data", written_out(dict(letter.values))).hex()
    except TypeError as fault:
        message = f"no manifest can be written: {fault}"
        raise UsageError(message) from None


def file_digest(file: Artifact, key: Digests) -> str:
    """The keyed digest of a finished file."""
    return key.of(b"file", file.content).hex()


def template_made(letter: Letter, source: str | None) -> TemplateMade:
    """The template, by the name that finds it in another place: no folder of this machine is in it."""
    template = letter.template
    language = ",".join(template.languages) or None
    if source is not None and template.file is not None and PurePath(source).suffix.lower() not in TEMPLATE_SUFFIXES:
        return TemplateMade(kind=source, file=None, language=language, digest=template.digest)
    named = template.file or source
    file = None if named is None else portable(named)
    return TemplateMade(kind=None, file=file, language=language, digest=template.digest)


def portable(path: str) -> str:
    """A path that was given from the current folder down; of any other its name alone."""
    pure = PurePath(path)
    return pure.name if pure.is_absolute() or ".." in pure.parts else pure.as_posix()


def model_made(model: type[BaseModel]) -> ModelMade:
    """The model, by what it asks for and by the source of its module."""
    module = sys.modules.get(model.__module__)
    file = getattr(module, "__file__", None)
    source = None
    # Of a model file nothing runs: its schema says all of it, rules included, and the module is letterforge's own.
    if getattr(model, "__description__", None) is None and isinstance(file, str) and Path(file).is_file():
        source = hashlib.sha256(Path(file).read_bytes()).hexdigest()
    return ModelMade(name=f"{model.__module__}:{model.__qualname__}", fields=_fields(model), source=source)


def _fields(model: type[BaseModel]) -> str | None:
    """The digest of the JSON Schema, None where pydantic has none for a field."""
    from pydantic.errors import PydanticInvalidForJsonSchema  # noqa: PLC0415  (for few models)

    try:
        schema: Any = model.model_json_schema()
    except PydanticInvalidForJsonSchema:
        return None
    return hashlib.sha256(json.dumps(schema, sort_keys=True, default=str).encode()).hexdigest()


def stationery_made(stationery: Stationery) -> StationeryMade:
    """The stationery; its fonts are named apart."""
    letterhead = stationery.letterhead
    return StationeryMade(
        name=stationery.name,
        plain=stationery.file == stationeries.plain().file,
        digest=stationery.digest,
        style=hashlib.sha256(stationery.style.encode()).hexdigest(),
        letterhead=None if letterhead is None else hashlib.sha256(letterhead).hexdigest(),
    )


def fonts_made(stationery: Stationery) -> tuple[FontMade, ...]:
    """Every font file of a stationery, in its order."""
    return tuple(
        FontMade(family=family.name, style=style.value, digest=face.digest)
        for family in stationery.families
        for style, face in family.faces.items()
    )


def core_versions() -> dict[str, str]:
    """The versions of Python, of letterforge and of what it stands on."""
    return {"python": platform.python_version(), **versions(["letterforge"])}


def output_made(name: str, renderer: Renderer, file: Artifact, key: Digests, *, core: Mapping[str, str]) -> OutputMade:
    """A finished file and what made it, beyond the ``core`` that makes all of them."""
    owner = next(offer.distribution for offer in plugins.offers(plugins.RENDERERS) if offer.name == name)
    return OutputMade(
        digest=file_digest(file, key),
        media_type=file.media_type,
        distribution=owner,
        versions={name: version for name, version in versions([owner]).items() if name not in core},
        libraries=libraries(renderer),
    )
