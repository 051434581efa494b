"""A letter in several formats, saved all of them or none."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from letterforge import plugins
from letterforge.artifact import Artifact, folder_made, save_together, taken
from letterforge.errors import MissingResourceError, UsageError
from letterforge.files.identity import same_file
from letterforge.files.standing import is_folder
from letterforge.findings import Finding
from letterforge.letter import Letter
from letterforge.renderer import Renderer
from letterforge.rendering.render import losses, render


@dataclass(frozen=True, slots=True)
class Saved:
    """The files that were written, and what their formats have lost of the template."""

    paths: tuple[Path, ...]
    losses: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Output:
    """Where the files go: into ``folder``, each called after the kind of letter, or the only one to ``file``."""

    folder: Path
    file: Path | None = None
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class Companion:
    """A file about the letter's files, written with them: called as they are, with a suffix of its own."""

    suffix: str
    made: Callable[[Mapping[str, Artifact]], Artifact]
    """Makes it of the files, by the names of their renderers."""


def save_all(  # noqa: PLR0913  (what a caller says, by name)
    letter: Letter,
    formats: Sequence[str],
    output: Output | Path,
    *,
    allow_loss: bool = False,
    keep: Sequence[str] = (),
    inputs: Iterable[Path] = (),
    at_work: Callable[[str], None] = lambda _: None,
    companion: Companion | None = None,
) -> Saved:
    """Render a letter to several formats and write the files, all of them or none.

    A path is a folder, as ``Output(path)``; it is made if it is not there. ``at_work`` is told the name of each format
    before it is made. A ``companion`` is written with them. No file is written over the
    template, stationery or model, nor over one of the other ``inputs``.

    Raises:
        UsageError: a file is there already, is an input, or two formats would make the same one.
        LetterforgeError: as `render`.
    """
    renderers = {name: plugins.renderer_for(name, letter.stationery) for name in dict.fromkeys(formats)}
    output = Output(output) if isinstance(output, Path) else output
    targets = _targets(letter, renderers, output)
    beside = {} if companion is None else {_name(letter, output, companion.suffix): companion}
    refuse_inputs((*targets, *beside), (*inputs_of(letter), *inputs))
    _refuse_taken((*targets, *beside), overwrite=output.overwrite)
    made = {}
    for target, name in targets.items():
        at_work(name)
        made[target] = render(letter, to=name, allow_loss=allow_loss, keep=keep)
    files = {name: made[target] for target, name in targets.items()}
    made |= {target: one.made(files) for target, one in beside.items()}
    for target in made:
        folder_made(target.parent)
    save_together(made, overwrite=output.overwrite)
    lost = (losses(letter, one.media_type, allow_loss=allow_loss) for one in renderers.values())
    return Saved(tuple(made), tuple(dict.fromkeys(chain.from_iterable(lost))))


def _targets(letter: Letter, renderers: Mapping[str, Renderer], output: Output) -> dict[Path, str]:
    """The path for each renderer."""
    targets: dict[Path, str] = {}
    for name, renderer in renderers.items():
        target = output.file or _name(letter, output, renderer.suffix)
        if target in targets:
            message = f"{targets[target]} and {name} would both write {target}; give them two folders"
            raise UsageError(message)
        targets[target] = name
    return targets


def _name(letter: Letter, output: Output, suffix: str) -> Path:
    """The path of a file with a suffix: called as the file that was named, else as the kind of letter."""
    name = letter.template.name if output.file is None else output.file.stem
    return output.folder / (name + suffix)


def _refuse_taken(targets: Iterable[Path], *, overwrite: bool) -> None:
    for target in targets:
        there = taken(target)
        if is_folder(target):
            message = f"{target} is a folder; nothing was written"
            raise UsageError(message)
        if there and not overwrite:
            message = f"{target} already exists; choose another folder, or say --force to replace it"
            raise UsageError(message)


def inputs_of(letter: Letter) -> Iterator[Path]:
    """The files and folders that a letter was read from."""
    template = letter.template
    if template.file is not None:
        yield Path(template.file)
        yield from (Path(template.file).parent / name for name in template.beside.files)
    if template.model_file is not None:
        yield Path(template.model_file)
    if letter.stationery.file is not None:
        yield Path(letter.stationery.file)
    module = sys.modules.get(template.model.__module__) if template.model is not None else None
    source = getattr(module, "__file__", None)
    if isinstance(source, str):
        yield Path(source)


def refuse_inputs(targets: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Refuse to write over what is read: the next letter would be made of this one.

    Raises:
        UsageError: a target is one of the inputs, whatever it is called.
        MissingResourceError: the system cannot say whether it is.
    """
    read = tuple(inputs)
    for target in targets:
        try:
            found = same_file(target, read)
        except OSError as fault:
            message = f"{target} could not be told from what is read here: {fault.strerror}; nothing was written"
            raise MissingResourceError(message) from fault
        if found is not None:
            message = f"{target} is what is read here ({found}); choose another folder; nothing was written"
            raise UsageError(message)
