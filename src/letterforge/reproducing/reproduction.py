"""A letter made again by its manifest, and what has changed where it is not the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from letterforge import plugins
from letterforge.artifact import Artifact
from letterforge.data.digests import Digests
from letterforge.errors import FindingsError, RendererError, RenderError
from letterforge.letter import Letter
from letterforge.rendering.render import render
from letterforge.reproducing import comparison
from letterforge.reproducing.manifest import Manifest
from letterforge.reproducing.taking import file_digest
from letterforge.reproducing.versions import libraries, versions
from letterforge.stationery import Stationery
from letterforge.template import Template


@dataclass(frozen=True, slots=True)
class Reproduction:
    """What came of making a letter again.

    ``same`` and ``differing`` name the formats; ``changes`` says what is not as it was, in words without a value.
    ``faults`` says of a format that could not be made why. ``files`` are the files that were made.
    """

    same: tuple[str, ...]
    differing: tuple[str, ...]
    changes: tuple[str, ...]
    faults: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Artifact] = field(default_factory=dict, repr=False)

    @property
    def is_same(self) -> bool:
        """Whether every file has the same bytes as then."""
        return not self.differing and not self.faults


def reproduced(
    manifest: Manifest,
    template: Template,
    data: object,
    stationery: Stationery,
    *,
    key: Digests,
    told: Callable[[tuple[str, ...]], None] = lambda _: None,
) -> Reproduction:
    """Make the files of a manifest again, and compare.

    ``told`` is given what has changed where no letter can be made at all, before its error is raised.

    Raises:
        UsageError: the manifest was written under another key.
        TemplateError, StationeryError, DataError: there is no letter; all findings at once.
    """
    comparison.refuse_other_key(manifest, key)
    stationery = stationery.with_options(manifest.options)
    try:
        letter = Letter(template, data, stationery=stationery)
    except FindingsError:
        told(comparison.before(manifest, template, stationery))
        raise
    # A template that is a Word file has a page of its own: only its letters know what they are printed on.
    changes = [*comparison.before(manifest, template, letter.stationery), *comparison.data(manifest, letter, key)]
    same: list[str] = []
    differing: list[str] = []
    faults: dict[str, str] = {}
    files: dict[str, Artifact] = {}
    for name, output in manifest.outputs.items():
        try:
            renderer = plugins.renderer_for(name, letter.stationery)
            changes += comparison.renderers(manifest, name, versions([output.distribution]), libraries(renderer))
            file = render(letter, to=name, allow_loss=manifest.allow_loss, keep=manifest.keep)
        except (RendererError, RenderError, FindingsError) as fault:
            faults[name] = str(fault)
            continue
        files[name] = file
        (same if file_digest(file, key) == output.digest else differing).append(name)
    return Reproduction(tuple(same), tuple(differing), tuple(dict.fromkeys(changes)), faults, files)
