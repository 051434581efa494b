"""The arguments and options that several commands share, and what is made of each."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel

from letterforge import stationery as stationeries
from letterforge.data import data_file as data_source
from letterforge.data.data_file import DataFile
from letterforge.errors import UsageError
from letterforge.filekinds import DATA_SUFFIXES, listed
from letterforge.stationery import Stationery

template_argument = click.argument("template")
model_option = click.option(
    "--model", metavar="PACKAGE.MODULE:CLASS", help="The pydantic class that says what data the template needs."
)
stationery_option = click.option(
    "--stationery", metavar="DIR", help="The folder that says how the letter looks; plain unless given."
)


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
    except (Exception, SystemExit) as fault:  # noqa: BLE001  (a module can do anything when it is imported)
        message = f"--model {spelt}: cannot be imported: {type(fault).__name__}: {fault}"
        raise UsageError(message) from None
    if not (isinstance(found, type) and issubclass(found, BaseModel)):
        message = f"--model {spelt}: this is not a pydantic model"
        raise UsageError(message)
    return found


def stationery_of(folder: str | None) -> Stationery:
    """The stationery of a folder, the plain one where none is given."""
    return stationeries.plain() if folder is None else Stationery.read(folder)


def data_of(source: str) -> DataFile:
    """A data file that was read, or standard input."""
    if source == "-":
        try:
            return data_source.read(sys.stdin.buffer.read().decode("utf-8-sig"), file="standard input")
        except UnicodeDecodeError:
            message = "standard input is not a text in UTF-8"
            raise UsageError(message) from None
    path = Path(source)
    if path.suffix.lower() not in DATA_SUFFIXES:
        message = f"{path} is not a data file; letterforge reads {listed(DATA_SUFFIXES)}"
        raise UsageError(message)
    try:
        return data_source.read(path.read_text(encoding="utf-8-sig"), file=source)
    except UnicodeDecodeError:
        message = f"the data file {path} is not a text in UTF-8; save it as UTF-8"
        raise UsageError(message) from None
    except OSError as fault:
        message = f"the data file {path} cannot be read: {fault.strerror}"
        raise UsageError(message) from None
