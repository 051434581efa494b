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
from letterforge.checking import reports
from letterforge.cli import completion
from letterforge.datafile import DataFile, read_data
from letterforge.errors import UsageError
from letterforge.filekinds import JSON
from letterforge.files.standing import is_folder
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
language_option = click.option(
    "--language",
    metavar="LANG",
    help="The language of a letter that is there in several (letter.en.md, letter.cy.md): its tag, such as cy; both for "
    "both in one file, Welsh first; or two tags in their order, cy,en.",
)
stationery_option = click.option(
    "--stationery",
    metavar="DIR",
    shell_complete=completion.stationeries,
    help="How the letter looks: a folder, a Word letterhead, or the name of an installed one. Unless given, that of the "
    "kind of letter, else the plain one.",
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

key_file_option = click.option(
    "--key-file",
    metavar="FILE",
    shell_complete=completion.files,
    help="The key of the digests of data and files; your own unless given.",
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
    if is_model_file(spelt) or spelt.lower().endswith(JSON.data_suffixes):
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


def renderers_of(formats: Iterable[str], look: Stationery) -> dict[str, Renderer]:
    """The renderers of all formats that are named, with commas or each by itself, each once, as a stationery wants them."""
    return {name: plugins.renderer_for(name, look) for name in names_of(formats)}


def names_of(formats: Iterable[str]) -> list[str]:
    """The names of formats, with commas or each by itself."""
    return [name.strip() for listed in formats for name in listed.split(",") if name.strip()]


def settings_of(settings: Iterable[str], formats: Iterable[str]) -> dict[str, dict[str, str]]:
    """What ``--set`` says to the renderers of formats, by renderer and option.

    Raises:
        UsageError: a renderer does not take it, or nobody has asked for its format.
    """
    said = _said(settings, names_of(formats))
    for name, options in said.items():
        try:
            plugins.renderer(name, options)
        except UsageError as fault:
            message = f"--set {fault}"
            raise UsageError(message) from None
    return said


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


def stationery_of(said: str | None) -> Stationery | None:
    """The stationery of a folder, of a Word letterhead, or installed under a name; None where none is given.

    Raises:
        UsageError: there is none; or there are two, a folder and an installed one.
    """
    if said is None:
        return None
    here = is_folder(said)
    if any(sign in said for sign in ("/", os.sep, ".")):
        return Stationery.read(said)
    installed = [offer.origin for offer in plugins.offers(plugins.STATIONERIES) if offer.name == said]
    if here and installed:
        message = (
            f"--stationery {said} is a folder here and a stationery of {installed[0]}; for the folder write ./{said}"
        )
        raise UsageError(message)
    return Stationery.read(plugins.stationery(said) if installed or not here else said)


def data_of(source: str) -> DataFile:
    """A data file that was read, or standard input."""
    return read_data(sys.stdin.buffer.read(), name="standard input") if source == "-" else read_data(source)
