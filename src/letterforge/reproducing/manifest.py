"""`Manifest`: what a letter was made of. It holds no value of its data, and no digest of one that a guess could be tried on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from letterforge.errors import UsageError

MEDIA_TYPE = "application/json"
SUFFIX = ".manifest.json"
FORMAT: Literal[1] = 1
_KEYED = Field(pattern=r"^[0-9a-f]{32}$")
_OPEN = Field(pattern=r"^[0-9a-f]{64}$")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, strict=True)


class TemplateMade(_Part):
    """The template: the kind of letter, or the file as it was named, and the SHA-256 of it and what it includes.

    ``language``, of a letter that is there in several, is the one that was asked for, or both in their order.
    """

    kind: str | None
    file: str | None
    language: str | None = None
    digest: str = _OPEN


class ModelMade(_Part):
    """The model: where it is found, and the SHA-256 of its JSON Schema and of its module, where there is one."""

    name: str
    fields: str | None
    source: str | None


class StationeryMade(_Part):
    """The stationery: its name and the SHA-256 of the whole folder, of its style sheet and of its letterhead."""

    name: str
    plain: bool
    digest: str
    style: str = _OPEN
    letterhead: str | None


class FontMade(_Part):
    """A font file of the stationery, with its SHA-256."""

    family: str
    style: str
    digest: str = _OPEN


class OutputMade(_Part):
    """A finished file: its keyed digest, its renderer, and the versions of what that stands on."""

    digest: str = _KEYED
    media_type: str
    distribution: str
    versions: Mapping[str, str]
    libraries: Mapping[str, str]


class Manifest(_Part):
    """What a letter was made of: digests, names and versions.

    Digests of the data and of finished files are BLAKE2b under a key, which the manifest does not hold: without it
    nobody can try a name against them. Those of template, model, stationery and fonts are SHA-256.
    """

    format: Literal[1] = Field(default=FORMAT, alias="letterforge-manifest")
    key: str = _KEYED
    data: str = _KEYED
    template: TemplateMade
    model: ModelMade | None
    stationery: StationeryMade
    fonts: tuple[FontMade, ...]
    versions: Mapping[str, str]
    outputs: Mapping[str, OutputMade]
    options: Mapping[str, Mapping[str, str]]
    """What was said to renderers, by the stationery or with ``--set``."""
    allow_loss: bool
    keep: tuple[str, ...]

    def written(self) -> bytes:
        """The manifest as JSON, the same bytes for the same letter."""
        return (json.dumps(self.model_dump(mode="json", by_alias=True), indent=2, ensure_ascii=False) + "\n").encode()

    @classmethod
    def read(cls, content: bytes) -> Manifest:
        """Read a manifest from its bytes.

        Raises:
            UsageError: it is none.
        """
        try:
            said: Any = json.loads(content)
        except (ValueError, RecursionError):
            message = "this is not a manifest: it is not JSON"
            raise UsageError(message) from None
        version = said.get("letterforge-manifest") if isinstance(said, dict) else None
        if version != FORMAT:
            other = "it was written by another version of letterforge" if version else "it does not say that it is one"
            message = f"this is not a manifest that can be read: {other}"
            raise UsageError(message)
        try:
            return cls.model_validate_json(content)
        except ValidationError as fault:
            first = ".".join(str(step) for step in fault.errors(include_input=False, include_context=False)[0]["loc"])
            message = f"this is not a manifest of letterforge: {first or 'the whole'} is not as it should be"
            raise UsageError(message) from None
