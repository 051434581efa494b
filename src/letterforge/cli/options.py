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
from letterforge.modelfile import SUFFIXES, is_model_file, read_model
from letterforge.renderer import Renderer
from letterforge.stationery import Stationery

_F = TypeVar("_F", bound=Callable[..., object])

template_argument = click.argument("template", shell_complete=completion.template)
model_option = click.option(
    "--model",
    metavar="MODEL",
    shell_complete=completion.files,
    help="What data the template needs: a model file (.model.yaml), or a pydantic class, package.module:Class.",
)
stationery_option = click.option(
    "--stationery",
    metavar="DIR",
    shell_complete=completion.folders,
    help="The folder that says how the letter looks; plain unless given.",
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
    """The model of a model file or JSON Schema, or the class that ``package.module:Class`` names.

    For that the current folder is looked in, as `python -m` does.
    """
    if spelt is None:
        return None
    if is_model_file(spelt) or spelt.lower().endswith(".json"):
        return read_model(spelt)
    module, _, name = spelt.partition(":")
    if not module or not name:
        message = f"--model {spelt}: write it as package.module:Class, or name a model file, such as visit{SUFFIXES[0]}"
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


def renderers_of(formats: Iterable[str]) -> dict[str, Renderer]:
    """The renderers of all formats that are named, with commas or each by itself, each once."""
    names = [name.strip() for listed in formats for name in listed.split(",") if name.strip()]
    return {name: plugins.renderer(name) for name in names}


def stationery_of(folder: str | None) -> Stationery:
    """The stationery of a folder, the plain one where none is given."""
    return stationeries.plain() if folder is None else Stationery.read(folder)


def data_of(source: str) -> DataFile:
    """A data file that was read, or standard input."""
    return read_data(sys.stdin.buffer.read(), name="standard input") if source == "-" else read_data(source)
