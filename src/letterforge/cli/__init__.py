"""The commands. The only file that prints: results to standard output, messages to standard error."""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel

import letterforge
from letterforge import api, plugins
from letterforge.checking import comments, reports
from letterforge.checking.inference import Use
from letterforge.checking.narrowing import EACH, shown
from letterforge.data import data_file as data_source
from letterforge.data.blank_form import blank_form
from letterforge.data.data_file import DataFile
from letterforge.errors import FindingsError, LetterforgeError, UnreadableFileError, UsageError
from letterforge.expressions.expression import first_path
from letterforge.filling.program import checked
from letterforge.findings import Finding
from letterforge.letter import Letter
from letterforge.loading.tree import Placeholder, walk
from letterforge.models.shapes import ListOf, Nothing, Record, Shape, described
from letterforge.scanning.leftovers.hit import Certainty, Leftover
from letterforge.scanning.leftovers.report import Scanned, as_json, as_text, summary
from letterforge.scanning.readers import kinds
from letterforge.scanning.readers.word import MEDIA_TYPE as WORD
from letterforge.stationery import Stationery, plain
from letterforge.template import Template

INTERNAL = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED = 130

_template = click.argument("template")
_model = click.option(
    "--model", metavar="PACKAGE.MODULE:CLASS", help="The pydantic class that says what data the template needs."
)
_stationery = click.option(
    "--stationery", metavar="DIR", help="The folder that says how the letter looks; plain unless given."
)
_format = click.option(
    "--format",
    "form",
    type=click.Choice(list(reports.FORMATS)),
    default="text",
    show_default=True,
    help="How the findings are written.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(letterforge.__version__, prog_name="letterforge")
def cli() -> None:
    """Letters with no hole in them: every placeholder is filled, or there is no letter."""


@cli.command()
@click.argument("kind")
@click.option("-o", "--output", metavar="FILE", help="Where to write it; standard output unless given.")
@_model
def new(kind: str, output: str | None, model: str | None) -> None:
    """Write a data file to fill in, for the KIND of letter or the template at that path."""
    template = api.load(kind, model=_class(model))
    if template.shape is None:
        message = f"{kind} has no model, so nobody knows its fields; name its class with --model package.module:Class"
        raise UsageError(message)
    text = blank_form(template.name, template.shape)
    if output is None:
        click.echo(text, nl=False)
        return
    target = Path(output)
    if target.exists():
        message = f"{target} is there already; choose another name"
        raise UsageError(message)
    letterforge.Artifact(text.encode(), "application/yaml", target.suffix).save(target, overwrite=False)


@cli.command()
@_template
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the data instead.")
@_model
@_stationery
def fields(template: str, schema: bool, model: str | None, stationery: str | None) -> None:  # noqa: FBT001  (click gives it by name)
    """List the fields of a TEMPLATE: type, meaning, and where each is used."""
    found = api.load(template, model=_class(model))
    if schema:
        if found.model is None:
            message = (
                f"{template} has no model, so there is no schema; name its class with --model package.module:Class"
            )
            raise UsageError(message)
        click.echo(json.dumps(found.model.model_json_schema(), indent=2, ensure_ascii=False))
        return
    shape = found.shape or ()
    uses = checked(found, _look(stationery), shape).uses if shape else _spelt_uses(found)
    where: dict[tuple[str | int, ...], list[str]] = {}
    for use in uses:
        where.setdefault(use.path, []).append(str(use.place))
    rows: list[tuple[tuple[str | int, ...], str, str]] = list(_rows(shape, (), ())) or [
        (path, "", "") for path in sorted(where, key=str)
    ]
    for path, kind, description in rows:
        click.echo(f"{shown(path)}{': ' if kind else ''}{kind}")
        if description:
            click.echo(f"    {description}")
        places = where.get(path, ())
        for place in dict.fromkeys(places):
            click.echo(f"    {place}")
        if not places:
            click.echo("    not used")


@cli.command("check")
@_template
@click.argument("data", required=False)
@_format
@click.option(
    "--annotate", "folder", metavar="DIR", help="Write a copy of a Word template there, with a comment at each finding."
)
@_model
@_stationery
def check_command(
    template: str, data: str | None, form: str, folder: str | None, model: str | None, stationery: str | None
) -> None:
    """Report all that is wrong with a TEMPLATE, and with DATA for it."""
    target = None if folder is None else _annotated_path(template, Path(folder))
    try:
        values = None if data is None else _data(data)
        findings = api.check(template, values, model=_class(model), stationery=_look(stationery))
    except FindingsError as fault:
        findings = fault.findings
    if target is not None:
        _annotate(Path(template), target, [one for one in findings if one.place.file == template])
    written = reports.FORMATS[form](findings, letterforge.__version__)
    if written:
        click.echo(written)
    sys.exit(int(any(finding.is_error for finding in findings)))


@cli.command("render")
@_template
@click.argument("data")
@click.option(
    "--to",
    "formats",
    multiple=True,
    required=True,
    metavar="FORMAT",
    help="A renderer: docx, pdf, html ...; may be given several times.",
)
@click.option(
    "-o",
    "--output",
    "folder",
    default=".",
    show_default=True,
    metavar="DIR",
    help="The folder for the files; it is made if need be.",
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
@click.option(
    "--allow-loss", is_flag=True, help="Leave out of other formats what only a Word template itself can show."
)
@_model
@_stationery
def render_command(  # noqa: PLR0913, PLR0917  (click gives each option by name)
    template: str,
    data: str,
    formats: tuple[str, ...],
    folder: str,
    force: bool,  # noqa: FBT001  (click gives it by name)
    allow_loss: bool,  # noqa: FBT001  (as above)
    model: str | None,
    stationery: str | None,
) -> None:
    """Fill a TEMPLATE with DATA (YAML, JSON or TOML; - is standard input) and write the letter."""
    look = _look(stationery)
    loaded: Template | None = None
    findings: list[Finding] = []
    try:
        loaded = api.load(template, model=_class(model))
    except FindingsError as fault:
        findings += fault.findings
    try:
        values: DataFile | None = _data(data)
    except FindingsError as fault:
        findings += fault.findings
        values = None
    if loaded is None or values is None:
        _complain(findings)
        sys.exit(1)
    for name in formats:
        plugins.renderer(name)
    try:
        letter = Letter(loaded, values, stationery=look)
    except FindingsError as fault:
        _complain(fault.findings)
        sys.exit(1)
    saved = api.save_all(letter, formats, Path(folder), overwrite=force, allow_loss=allow_loss)
    for path in saved.paths:
        click.echo(str(path))
    own = [finding for finding in loaded.findings if finding.rule != "loss"]
    around = checked(loaded, look, loaded.shape).findings if loaded.shape is not None else ()
    _complain([*saved.losses, *own, *around])


@cli.command("scan")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the leftovers are written.",
)
@click.option("--certain-only", is_flag=True, help="Leave out what is only likely.")
@click.option("--no-context", is_flag=True, help="Leave out the words around each leftover.")
def scan_command(files: tuple[str, ...], form: str, certain_only: bool, no_context: bool) -> None:  # noqa: FBT001  (click gives them by name)
    """Report what in finished FILEs still waits to be filled: Word, PDF, HTML, Markdown and plain text.

    A folder means all such files in it; - is standard input. A file that cannot be read is named, and the next is read.
    """
    scanned = [_scanned(name, certain_only=certain_only) for name in _files(files)]
    if form == "json":
        click.echo(as_json(scanned, context=not no_context))
    else:
        for one in scanned:
            if one.error:
                click.echo(f"letterforge: {one.error}", err=True)
            elif one.leftovers:
                click.echo(as_text(one, context=not no_context))
        click.echo(summary(scanned))
    sys.exit(max((one.exit_code for one in scanned), default=0))


@cli.command()
def renderers() -> None:
    """List the installed renderers: distribution, version, and what is broken and why."""
    offers = plugins.offers(plugins.RENDERERS)
    broken = False
    for name in dict.fromkeys(offer.name for offer in offers):
        try:
            found = plugins.renderer(name)
        except LetterforgeError as fault:
            broken = True
            click.echo(f"{name}: broken: {fault}")
            continue
        origin = next(offer.origin for offer in offers if offer.name == name)
        click.echo(f"{name}: {origin}, {found.media_type}, {found.suffix}")
    for distribution in plugins.damaged():
        broken = True
        click.echo(f"{distribution}: broken: its entry_points.txt cannot be read; reinstall it")
    if not offers:
        click.echo("no renderer is installed; pip install 'letterforge[all]' brings html, pdf and docx", err=True)
    sys.exit(int(broken))


# --- what the commands share -------------------------------------------------------------------------------------------


def _class(spelt: str | None) -> type[BaseModel] | None:
    """The class that ``package.module:Class`` names; the current folder is looked in, as `python -m` does."""
    if spelt is None:
        return None
    module, _, name = spelt.partition(":")
    if not module or not name:
        message = f"--model {spelt}: write it as package.module:Class"
        raise UsageError(message)
    if os.getcwd() not in sys.path:  # noqa: PTH109  (sys.path holds texts)
        sys.path.insert(0, os.getcwd())  # noqa: PTH109  (as above)
    try:
        found: Any = importlib.import_module(module)
        for part in name.split("."):
            found = getattr(found, part)
    except (Exception, SystemExit) as fault:  # noqa: BLE001  (a module can do anything when it is imported)
        message = f"--model {spelt}: cannot be imported: {type(fault).__name__}: {fault}"
        raise UsageError(message) from None
    if not (isinstance(found, type) and issubclass(found, BaseModel)):
        message = f"--model {spelt}: this is not a pydantic model"
        raise UsageError(message)
    return found


def _annotated_path(template: str, folder: Path) -> Path:
    """Where the annotated copy of a Word template goes; never over the template itself."""
    path = Path(template)
    if path.suffix.lower() not in (".docx", ".dotx"):
        message = f"{template} is not a Word template; --annotate writes comments into .docx and .dotx"
        raise UsageError(message)
    target = folder / path.name
    if target.resolve() == path.resolve():
        message = f"{target} is the template itself; choose another folder"
        raise UsageError(message)
    return target


def _annotate(template: Path, target: Path, findings: Sequence[Finding]) -> None:
    """Write the annotated copy; a file that cannot be read has none, and a finding that says so."""
    try:
        copy = comments.annotated(template.read_bytes(), findings)
        target.parent.mkdir(parents=True, exist_ok=True)
    except UnreadableFileError:
        return
    except OSError as fault:
        message = f"the folder {target.parent} cannot be made: {fault.strerror}"
        raise UsageError(message) from fault
    artifact = letterforge.Artifact(copy, WORD, target.suffix)
    click.echo(f"annotated: {artifact.save(target)}", err=True)


def _look(folder: str | None) -> Stationery:
    return plain() if folder is None else Stationery.read(folder)


def _data(source: str) -> DataFile:
    """Read a data file, or standard input."""
    if source == "-":
        try:
            return data_source.read(sys.stdin.buffer.read().decode("utf-8-sig"), file="standard input")
        except UnicodeDecodeError:
            message = "standard input is not a text in UTF-8"
            raise UsageError(message) from None
    path = Path(source)
    if path.suffix.lower() not in (".yaml", ".yml", ".json", ".toml"):
        message = f"{path} is not a data file; letterforge reads .yaml, .yml, .json and .toml"
        raise UsageError(message)
    try:
        return data_source.read(path.read_text(encoding="utf-8-sig"), file=source)
    except UnicodeDecodeError:
        message = f"the data file {path} is not a text in UTF-8; save it as UTF-8"
        raise UsageError(message) from None
    except OSError as fault:
        message = f"the data file {path} cannot be read: {fault.strerror}"
        raise UsageError(message) from None


def _files(names: Iterable[str]) -> Iterator[str]:
    """The files that are named, and those in folders that are: with a suffix that can be read, in the order of names."""
    for name in names:
        if name == "-" or not Path(name).is_dir():
            yield name
            continue
        found = [path for path in sorted(Path(name).rglob("*")) if path.suffix.lower() in kinds.SUFFIXES]
        # Hidden ones, and the locks that Word keeps beside an open file, are nobody's letters.
        seen = [
            path for path in found if not any(part.startswith((".", "~$")) for part in path.relative_to(name).parts)
        ]
        # A folder with nothing in it to read is a slip, and not a folder without leftovers.
        yield from [str(path) for path in seen if path.is_file()] or [name]


def _scanned(name: str, *, certain_only: bool) -> Scanned:
    try:
        found = _leftovers(name)
    except LetterforgeError as fault:
        message = f"standard input: {fault}" if name == "-" else str(fault)
        return Scanned(name, error=message, exit_code=fault.exit_code)
    if certain_only:
        found = tuple(leftover for leftover in found if leftover.certainty is Certainty.CERTAIN)
    return Scanned(name, found, exit_code=int(bool(found)))


def _leftovers(name: str) -> tuple[Leftover, ...]:
    if name == "-":
        return letterforge.scan(sys.stdin.buffer.read())
    if Path(name).is_dir():
        message = f"the folder {name} holds no file that letterforge reads"
        raise UsageError(message)
    return letterforge.scan(name)


def _complain(findings: Iterable[Finding]) -> None:
    """Findings as messages."""
    for finding in findings:
        click.echo(str(finding), err=True)


def _rows(
    shape: Shape, path: tuple[str, ...], above: tuple[Record, ...]
) -> Iterable[tuple[tuple[str | int, ...], str, str]]:
    """Path, type and meaning of every plain field."""
    for atom in shape:
        if isinstance(atom, ListOf) and any(isinstance(one, Record) for one in atom.item):
            yield from _rows(atom.item, (*path, EACH), above)
        if not isinstance(atom, Record) or atom in above:
            continue
        for name, field in atom.fields.items():
            inner = [one for one in field.shape if isinstance(one, (Record, ListOf))]
            nested = list(_rows(tuple(inner), (*path, name), (*above, atom)))
            if nested:
                yield from nested
            else:
                optional = (
                    "" if field.required and not any(isinstance(one, Nothing) for one in field.shape) else ", optional"
                )
                yield (*path, name), described(field.shape) + optional, field.description or ""


def _spelt_uses(template: Template) -> Sequence[Use]:
    """What a template without a model mentions."""
    return [
        Use(path, node.tag.place, ())
        for node in walk((*template.wording.title, *template.wording.blocks, *template.wording.furniture))
        if isinstance(node, Placeholder) and (path := first_path(node.expression.node)) is not None
    ]


def main() -> None:
    """Run a command; whatever happens, no stack trace reaches the user."""
    try:
        cli.main(standalone_mode=False)
    except click.ClickException as fault:
        fault.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    except FindingsError as fault:
        _complain(fault.findings)
        sys.exit(fault.exit_code)
    except LetterforgeError as fault:
        click.echo(f"letterforge: {fault}", err=True)
        sys.exit(fault.exit_code)
    except BrokenPipeError:
        os._exit(0)  # who reads has seen enough; the usual way out would complain
    except Exception as fault:  # noqa: BLE001  (its words could hold a value)
        click.echo(
            f"letterforge: an error of letterforge itself ({type(fault).__name__}); please report it with the command",
            err=True,
        )
        sys.exit(INTERNAL)
