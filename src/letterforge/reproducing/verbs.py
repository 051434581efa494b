"""The verbs for a caller in Python: take down what a letter was made of, and make it again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from letterforge import stationery as stationeries
from letterforge.artifact import Artifact
from letterforge.data.digests import key_of
from letterforge.letter import Letter
from letterforge.reproducing.manifest import Manifest
from letterforge.reproducing.reproduction import Reproduction, reproduced
from letterforge.reproducing.taking import taken
from letterforge.stationery import Stationery
from letterforge.template import Template


def manifest_of(
    letter: Letter,
    files: Mapping[str, Artifact],
    *,
    source: str | None = None,
    key_file: str | os.PathLike[str] | None = None,
    allow_loss: bool = False,
    keep: Iterable[str] = (),
) -> Manifest:
    """What a letter and its finished files were made of.

    Args:
        letter: the letter.
        files: what `render` made of it, by the names of their renderers.
        source: the template as somebody names it, a kind of letter or a path, to find it again.
        key_file: the key of the digests; else that of ``LETTERFORGE_KEY``, else this user's own.
        allow_loss: as it was said to `render`.
        keep: as it was said to `render`.

    Raises:
        UsageError: the key cannot be used, or the data hold something whose digest nobody can take.
    """
    key = key_of(None if key_file is None else Path(key_file))
    return taken(letter, files, key, source=source, allow_loss=allow_loss, keep=tuple(keep))


def reproduce(
    manifest: Manifest,
    template: Template,
    data: object,
    *,
    stationery: Stationery | None = None,
    key_file: str | os.PathLike[str] | None = None,
) -> Reproduction:
    """Make the files of a manifest again, and say what has changed where they are not the same.

    Raises:
        UsageError: the manifest was written under another key, or the key cannot be used.
        TemplateError, StationeryError, DataError: there is no letter; all findings at once.
    """
    look = stationery if stationery is not None else stationeries.of(template)
    key = key_of(None if key_file is None else Path(key_file))
    return reproduced(manifest, template, data, look, key=key)
