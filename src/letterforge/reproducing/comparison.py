"""What has changed between a manifest and what is here now, in words without a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from letterforge.data.digests import Digests
from letterforge.errors import UsageError
from letterforge.letter import Letter
from letterforge.reproducing.manifest import Manifest
from letterforge.reproducing.taking import (
    core_versions,
    data_digest,
    fonts_made,
    model_made,
    proof_of,
    stationery_made,
)
from letterforge.stationery import Stationery
from letterforge.template import Template


def refuse_other_key(manifest: Manifest, key: Digests) -> None:
    """Raise unless a manifest was written under this key.

    Raises:
        UsageError: it was written under another.
    """
    if manifest.key != proof_of(key):
        message = "the manifest was written with another key; give it with --key-file"
        raise UsageError(message)


def before(manifest: Manifest, template: Template, stationery: Stationery) -> tuple[str, ...]:
    """What has changed that can be seen before there is a letter."""
    return (*_template(manifest, template), *_stationery(manifest, stationery), *_versions(manifest))


def data(manifest: Manifest, letter: Letter, key: Digests) -> tuple[str, ...]:
    """Whether the data are those of the letter."""
    return () if data_digest(letter, key) == manifest.data else ("the data are not those of the letter",)


def renderers(manifest: Manifest, name: str, found: Mapping[str, str], libraries: Mapping[str, str]) -> tuple[str, ...]:
    """Which versions below a renderer are others now."""
    old = manifest.outputs[name]
    now = {package: version for package, version in found.items() if package not in manifest.versions}
    return (*_differing(old.versions, now, name), *_differing(old.libraries, libraries, name))


def _template(manifest: Manifest, template: Template) -> Iterator[str]:
    if template.digest != manifest.template.digest:
        yield "the template has changed"
    now = None if template.model is None else model_made(template.model)
    old = manifest.model
    if (now is None) != (old is None):
        yield "the letter had no model" if old is None else "the letter had a model, and there is none now"
    elif now is not None and old is not None:
        if now.fields != old.fields:
            yield "the fields of the model have changed"
        elif now.source != old.source:
            yield "the module of the model has changed"


def _stationery(manifest: Manifest, stationery: Stationery) -> Iterator[str]:
    old, now = manifest.stationery, stationery_made(stationery)
    fonts = tuple(_fonts(manifest, stationery))
    yield from fonts
    if now.style != old.style:
        yield "the style sheet of the stationery has changed"
    if now.letterhead != old.letterhead:
        yield "the letterhead of the stationery has changed"
    if now.digest != old.digest and not fonts and now.style == old.style and now.letterhead == old.letterhead:
        yield "the settings of the stationery have changed"


def _fonts(manifest: Manifest, stationery: Stationery) -> Iterator[str]:
    old = {(font.family, font.style): font.digest for font in manifest.fonts}
    now = {(font.family, font.style): font.digest for font in fonts_made(stationery)}
    for family, style in dict.fromkeys([*old, *now]):
        if old.get((family, style)) == now.get((family, style)):
            continue
        what = "is new" if (family, style) not in old else "is gone" if (family, style) not in now else "has changed"
        yield f"the font {family} {style} {what}"


def _versions(manifest: Manifest) -> Iterator[str]:
    yield from _differing(manifest.versions, core_versions(), None)


def _differing(old: Mapping[str, str], now: Mapping[str, str], of: str | None) -> Iterator[str]:
    whose = "" if of is None else f" (of {of})"
    for name in sorted({*old, *now}):
        if old.get(name) != now.get(name):
            yield f"{name} was {old.get(name, 'not there')}, and is {now.get(name, 'not there')} now{whose}"
