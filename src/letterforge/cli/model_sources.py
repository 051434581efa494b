"""Where a model stands that `letterforge model` is asked for: in a file of some kind, in a module, or beside a template."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from letterforge import api
from letterforge.cli.options import model_class
from letterforge.errors import UsageError
from letterforge.filekinds import JSON, TEMPLATE_SUFFIXES, YAML
from letterforge.model_files.classes import described
from letterforge.model_files.description import ModelDescription
from letterforge.modelfile import is_model_file, read_model


def described_in(source: str) -> ModelDescription:
    """The description of the model that a file, a class or a template has.

    Raises:
        ModelError: it cannot be read, or says what no model file can.
        UsageError: there is none.
    """
    path, _, name = source.partition(".py:")
    if source.lower().endswith(".py") or name:
        return described(_class_in(Path(f"{path}.py" if name else source), name))
    suffix = Path(source).suffix.lower()
    if is_model_file(source) or suffix in JSON.data_suffixes:
        return described(read_model(source))
    if suffix in YAML.data_suffixes and Path(source).is_file():
        message = f"{source} is not called as a model file is: end its name in .model.yaml"
        raise UsageError(message)
    if not is_template(source):
        return described(model_class(source) or BaseModel)
    model = api.load(source).model
    if model is None:
        message = f"{source} has no model; --draft drafts one from its tags"
        raise UsageError(message)
    return described(model)


def is_template(source: str) -> bool:
    """Whether a source is a template or a kind of letter, by its name."""
    return Path(source).suffix.lower() in TEMPLATE_SUFFIXES or (":" not in source and not Path(source).suffix)


def _class_in(path: Path, name: str) -> type[BaseModel]:
    """A class of a Python file, which is run: the one of that name, or the only one that no other one of it holds."""
    if not path.is_file():
        message = f"the Python file {path} is not there"
        raise UsageError(message)
    module = f"letterforge_model_{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}"
    spec = importlib.util.spec_from_file_location(module, path)
    if spec is None or spec.loader is None:
        message = f"{path} cannot be imported"
        raise UsageError(message)
    found = importlib.util.module_from_spec(spec)
    sys.modules[module] = found  # where pydantic looks for what annotations name
    try:
        spec.loader.exec_module(found)
    except KeyboardInterrupt:
        raise
    except BaseException as fault:  # noqa: BLE001  (a module can do anything when it is imported)
        message = f"{path} cannot be imported: {type(fault).__name__}: {fault}"
        raise UsageError(message) from None
    models: dict[str, type[BaseModel]] = {
        key: one for key, one in vars(found).items() if _is_model(one) and one.__module__ == module
    }
    if name:
        if name not in models:
            message = f"{path} has no model called {name}"
            raise UsageError(message)
        return models[name]
    held = {inner for one in models.values() for inner in _held(one)}
    outermost = [one for one in models.values() if one not in held]
    if len(outermost) != 1:
        message = f"{path} has {len(outermost) or 'no'} models that no other one holds; name one: {path}:Class"
        raise UsageError(message)
    return outermost[0]


def _is_model(one: object) -> bool:
    return isinstance(one, type) and issubclass(one, BaseModel)


def _held(model: type[BaseModel]) -> set[Any]:
    """The models in the annotations of a model's fields, and those that it was made from."""
    found: set[Any] = set(model.__mro__[1:])
    waiting: list[Any] = [info.annotation for info in model.model_fields.values()]
    while waiting:
        one = waiting.pop()
        if _is_model(one):
            found.add(one)
        waiting += getattr(one, "__args__", ())
    return found
