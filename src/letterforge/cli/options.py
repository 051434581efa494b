"""The arguments and options that several commands share, and what is made of each."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click
from pydantic import BaseModel

from letterforge import plugins
from letterforge import stationery as stationeries
from letterforge.checking import reports
from letterforge.cli import completion
from letterforge.datafile import DataFile, read_data
from letterforge.errors import UsageError
from letterforge.renderer import Renderer
from letterforge.stationery import Stationery

_F = TypeVar("_F", bound=Callable[..., object])

template_argument = click.argument("template", shell_complete=completion.template)
model_option = click.option(
    "--model", metavar="PACKAGE.MODULE:CLASS", help="The pydantic class that says what data the template needs."
)
stationery_option = click.option(
    "--stationery",
    metavar="DIR",
    shell_complete=completion.folders,
    help="The folder that says how the letter looks; plain unless given.",
)

set_option = click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="FORMAT.OPTION=VALUE",
    help="What to say to a renderer, for example pdf.variant=ua-1; letterforge renderers lists what each takes. May be "
    "given several times.",
)

allow_loss_option = click.option(
    "--allow-loss", is_flag=True, help="Leave out of other formats what only a Word template itself can show."
)

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(list(reports.FORMATS)),
    default="text",
    show_default=True,
    help="How the findings are written.",
)


def together(*options: Callable[[_F], _F]) -> Callable[[_F], _F]:
    """Several options as one decorator, in the order that help lists them."""

    def decorate(function: _F) -> _F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def model_class(spelt: str | None) -> type[BaseModel] | None:
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
    except KeyboardInterrupt:
        raise
    except BaseException as fault:  # noqa: BLE001  (a module can do anything when it is imported)
        message = f"--model {spelt}: cannot be imported: {type(fault).__name__}: {fault}"
        raise UsageError(message) from None
    if not (isinstance(found, type) and issubclass(found, BaseModel)):
        message = f"--model {spelt}: this is not a pydantic model"
        raise UsageError(message)
    return found


def renderers_of(formats: Iterable[str], look: Stationery) -> dict[str, Renderer]:
    """The renderers of all formats that are named, with commas or each by itself, each once, as a stationery wants them."""
    return {name: plugins.renderer_for(name, look) for name in names_of(formats)}


def names_of(formats: Iterable[str]) -> list[str]:
    """The names of formats, with commas or each by itself."""
    return [name.strip() for listed in formats for name in listed.split(",") if name.strip()]


def stationery_of(folder: str | None, settings: Iterable[str] = (), formats: Iterable[str] = ()) -> Stationery:
    """The stationery of a folder, the plain one where none is given; with what ``--set`` says to renderers over its own."""
    look = stationeries.plain() if folder is None else Stationery.read(folder)
    said = _said(settings, names_of(formats))
    for name, options in said.items():
        try:
            plugins.renderer(name, options)
        except UsageError as fault:
            message = f"--set {fault}"
            raise UsageError(message) from None
    return look.with_options(said)


def _said(settings: Iterable[str], formats: list[str]) -> dict[str, dict[str, str]]:
    """What ``--set`` says, by renderer and option."""
    said: dict[str, dict[str, str]] = {}
    for one in settings:
        key, sign, value = one.partition("=")
        name, dot, option = key.strip().rpartition(".")
        if not (sign and dot and name and option):
            message = f"--set {one}: write it as FORMAT.OPTION=VALUE, for example pdf.variant=ua-1"
            raise UsageError(message)
        if name not in formats:
            message = f"--set {one}: no --to names {name}"
            raise UsageError(message)
        if option in said.setdefault(name, {}):
            message = f"--set {name}.{option} is given twice"
            raise UsageError(message)
        said[name][option] = value.strip()
    return said


def data_of(source: str) -> DataFile:
    """A data file that was read, or standard input."""
    return read_data(sys.stdin.buffer.read(), name="standard input") if source == "-" else read_data(source)
