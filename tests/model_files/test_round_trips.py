"""Model to YAML, to Python, to JSON Schema, and back: the same model, whatever it says."""

from __future__ import annotations

import copy
import importlib.util
import json
import pickle
import sys
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from tests.model_files.drawn import models

from letterforge.model_files.building import built, described_by
from letterforge.model_files.classes import described
from letterforge.model_files.description import ModelDescription
from letterforge.model_files.json_schema import schema_of
from letterforge.model_files.json_schema_reading import read_schema
from letterforge.model_files.python import source
from letterforge.model_files.reading import read_model_file
from letterforge.model_files.writing import written

some = settings(
    max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)


def imported(code: str) -> Any:
    """The module that some source makes, imported as a file is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "drawn_model.py"
        path.write_text(code, encoding="utf-8")
        spec = importlib.util.spec_from_file_location("drawn_model", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["drawn_model"] = module
        try:
            spec.loader.exec_module(module)
        finally:
            del sys.modules["drawn_model"]
        return module


@given(models())
@some
def test_to_yaml_and_back_it_is_the_same_model(model: ModelDescription) -> None:
    assert read_model_file(written(model).encode(), file=None, name="Other") == model


@given(models())
@some
def test_to_python_and_back_it_is_the_same_model(model: ModelDescription) -> None:
    assert described(getattr(imported(source(model)), model.name)) == model


@given(models())
@some
def test_to_json_schema_and_back_it_is_the_same_model(model: ModelDescription) -> None:
    text = json.dumps(schema_of(model))
    assert read_schema(text.encode(), file=None, name="Other") == model


@given(models())
@some
def test_to_a_class_and_back_it_is_the_same_model(model: ModelDescription) -> None:
    made = built(model)
    assert described(made) is model or described_by(made) == model
    assert pickle.loads(pickle.dumps(made)) is made  # noqa: S301  (made here)
    assert copy.deepcopy(made) is made
    assert made.model_json_schema() == schema_of(model)
