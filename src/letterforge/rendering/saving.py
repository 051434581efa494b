"""A letter in several formats, saved all of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from letterforge import plugins
from letterforge.artifact import Artifact
from letterforge.errors import LetterforgeError, UsageError
from letterforge.findings import Finding
from letterforge.letter import Letter
from letterforge.renderer import Renderer
from letterforge.rendering.render import losses, render


@dataclass(frozen=True, slots=True)
class Saved:
    """The files that were written, and what their formats have lost of the template."""

    paths: tuple[Path, ...]
    losses: tuple[Finding, ...]


def save_all(
    letter: Letter,
    formats: Sequence[str],
    folder: Path,
    *,
    overwrite: bool = False,
    allow_loss: bool = False,
    keep: Sequence[str] = (),
) -> Saved:
    """Render a letter to several formats and write the files, all of them or none.

    A file is called after the kind of letter. The folder is made if it is not there.

    Raises:
        UsageError: a file is there already, or two formats would make the same one.
        LetterforgeError: as `render`.
    """
    renderers = {name: plugins.renderer(name) for name in dict.fromkeys(formats)}
    targets = _targets(letter, renderers, folder, overwrite=overwrite)
    made = {target: render(letter, to=name, allow_loss=allow_loss, keep=keep) for target, name in targets.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        message = f"the folder {folder} cannot be made: {fault.strerror}"
        raise UsageError(message) from fault
    written = _written(made, overwrite=overwrite)
    lost = (losses(letter, one.media_type, allow_loss=allow_loss) for one in renderers.values())
    return Saved(written, tuple(dict.fromkeys(chain.from_iterable(lost))))


def _targets(letter: Letter, renderers: Mapping[str, Renderer], folder: Path, *, overwrite: bool) -> dict[Path, str]:
    """The path for each renderer, none of them taken."""
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
            message = f"{target} already exists; choose another folder, or say --force to replace it"
            raise UsageError(message)
        targets[target] = name
    return targets


def _written(made: Mapping[Path, Artifact], *, overwrite: bool) -> tuple[Path, ...]:
    """Save all; where one fails, take away those that were new."""
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
    return tuple(written)
