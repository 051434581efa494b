"""Report what in finished FILEs still waits to be filled: Word, PDF, HTML, Markdown and plain text.

A folder means all such files in it; - is standard input. A file that cannot be read is named, and the next is read.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeAlias

import click

from letterforge.cli import completion
from letterforge.errors import LetterforgeError, UsageError
from letterforge.filekinds import FINISHED_SUFFIXES
from letterforge.files.standing import is_folder
from letterforge.scanning.allowed import SaysWhatIsMeant
from letterforge.scanning.leftovers.detector import Certainty, Leftover
from letterforge.scanning.leftovers.report import Scanned, as_json, as_text, summary
from letterforge.scanning.scan import scan

_Scan: TypeAlias = Callable[[str | bytes], tuple[Leftover, ...]]


@click.command(help=__doc__)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=completion.files)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the leftovers are written.",
)
@click.option("--certain-only", is_flag=True, help="Leave out what is only likely.")
@click.option("--template", help="The template that the FILEs were made from: what it allows is left out.")
@click.option("--model", metavar="MODEL", help="The class of its data: what its fields allow is left out.")
@click.option("--stationery", metavar="DIR", help="The stationery under them: what it allows is left out.")
@click.option("--no-context", is_flag=True, help="Leave out the words around each leftover.")
def command(
    files: tuple[str, ...],
    form: str,
    template: str | None,
    model: str | None,
    stationery: str | None,
    *,
    certain_only: bool,
    no_context: bool,
) -> None:
    """Print the leftovers of every file; the worst of their exit codes."""
    read = partial(scan, template=_template(template, model), stationery=_stationery(stationery))
    scanned = [_scanned(name, read, certain_only=certain_only) for name in _files(files)]
    if form == "json":
        click.echo(as_json(scanned, context=not no_context))
    else:
        for one in scanned:
            if one.error:
                click.echo(f"letterforge: {one.error}", err=True)
            elif one.leftovers:
                click.echo(as_text(one, context=not no_context))
        click.echo(summary([one for one in scanned if not one.empty]))
    sys.exit(max((one.exit_code for one in scanned), default=0))


_NO_LETTERS = (".", "~$")
"""How hidden files begin, and the locks that Word keeps beside an open file."""


def _files(names: Iterable[str]) -> Iterator[str]:
    """The files that are named, and those in folders that are: with a suffix that can be read, in the order of names."""
    for name in names:
        if name == "-" or not is_folder(name):
            yield name
        else:
            # A folder with nothing in it to read is a slip, and not a folder without leftovers.
            yield from sorted(_within(Path(name)), key=Path) or [name]


def _within(folder: Path) -> Iterator[str]:
    """The files of a folder, and the folders in it that cannot be searched: what is asked of those says why."""
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    path = Path(entry.path)
                    if entry.name.startswith(_NO_LETTERS):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(path)
                    elif path.suffix.lower() in FINISHED_SUFFIXES and entry.is_file():
                        yield str(path)
        except OSError:
            yield str(place)


def _template(source: str | None, model: str | None) -> SaysWhatIsMeant | None:
    if source is None:
        if model is not None:
            message = "--model is that of a template; give --template, too"
            raise UsageError(message)
        return None
    from letterforge.api import load  # noqa: PLC0415  (a plain scan reads no template)
    from letterforge.cli.options import model_class  # noqa: PLC0415  (as above)

    return load(source, model=model_class(model))


def _stationery(folder: str | None) -> SaysWhatIsMeant | None:
    if folder is None:
        return None
    from letterforge.cli.options import stationery_of  # noqa: PLC0415  (as above)

    return stationery_of(folder)


def _scanned(name: str, read: _Scan, *, certain_only: bool) -> Scanned:
    try:
        found = _leftovers(name, read)
    except LetterforgeError as fault:
        message = f"standard input: {fault}" if name == "-" else str(fault)
        return Scanned(name, error=message, exit_code=fault.exit_code, empty=name != "-" and is_folder(name))
    if certain_only:
        found = tuple(leftover for leftover in found if leftover.certainty is Certainty.CERTAIN)
    return Scanned(name, found, exit_code=int(bool(found)))


def _nothing_in(folder: str) -> str:
    try:
        with os.scandir(folder):
            return f"the folder {folder} holds no file that letterforge reads"
    except OSError as fault:
        return f"the folder {folder} cannot be searched: {fault.strerror}"


def _leftovers(name: str, read: _Scan) -> tuple[Leftover, ...]:
    if name == "-":
        return read(sys.stdin.buffer.read())
    if is_folder(name):
        raise UsageError(_nothing_in(name))
    return read(name)
