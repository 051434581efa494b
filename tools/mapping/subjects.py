"""The models that prompts are held against: one for each subject, each from a file of ``models/``, and which file is of which."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, create_model

from letterforge import Date, Duration, Email, LetterData, Line, Lines, Month, Telephone, Time

MODELS = Path(__file__).parent / "models"
OWN = Path(__file__).parent / "own"
TYPES: dict[str, Any] = {
    "line": Line,
    "lines": Lines,
    "date": Date,
    "month": Month,
    "time": Time,
    "duration": Duration,
    "money": Decimal,
    "number": Decimal,
    "int": int,
    "email": Email,
    "tel": Telephone,
}
# The subject of a file, by a word of its name.
SUBJECTS = (
    ("Mutual-NDA", "nda"),
    ("fedramp", "security"),
    ("handbook", "handbook"),
    ("service-agreement", "service"),
    ("inspection", "inspection"),
    ("service-checklist", "inspection"),
    ("quote", "quote"),
    ("calendar", "calendar"),
    ("incident-response", "incident"),
    ("offer-letter", "offer"),
    ("share-repurchase", "repurchase"),
    ("restrictive-covenant", "covenant"),
    ("lease", "lease"),
    ("agreement", "agreement"),
    ("locale", "agreement"),
    ("bianca", "privacy"),
    ("documenter", "demand"),
)


def subject_of(name: str) -> str | None:
    """The subject of a file of that name, None where there is no model for it."""
    return next((subject for word, subject in SUBJECTS if word in name), None)


def half_of(name: str) -> str:
    """Which half, "tuned" or "kept back": by a hash of the subject, since files of one subject are much alike."""
    subject = subject_of(name) or name
    return ("tuned", "kept back")[hashlib.sha256(subject.encode()).digest()[0] % 2]


def model_of(subject: str, without: frozenset[str] = frozenset()) -> type[LetterData]:
    """The model of a subject; ``without`` are the paths of fields that are left out."""
    said = yaml.load((MODELS / f"{subject}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  (texts, lists and dictionaries)
    return _made(subject, said, "", without)


def made_up() -> Iterator[tuple[str, Callable[[frozenset[str]], type[LetterData]], list[dict[str, str]]]]:
    """The letters of ``own/``: a name, its model without some fields, and its prompts with their right answers."""
    for path in sorted(OWN.glob("*.yaml")):
        said = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  (as below)
        model = said["model"]
        made = (
            functools.partial(model_of, model)
            if isinstance(model, str)
            else functools.partial(_made, path.stem, model, "")
        )
        yield path.stem, made, said["prompts"]


def _made(name: str, said: dict[str, Any], over: str, without: frozenset[str]) -> type[LetterData]:
    fields: dict[str, Any] = {}
    for key, value in said.items():
        path = f"{over}{key}"
        if key == "_" or path in without:
            continue
        if isinstance(value, dict):
            inner = _made(key.removesuffix("[]").title().replace("_", ""), value, f"{path}.", without)
            if inner.model_fields:
                kind: Any = tuple.__class_getitem__((inner, ...)) if key.endswith("[]") else inner
                fields[key.removesuffix("[]")] = (kind, Field(description=value["_"]))
            continue
        sort, meaning = (part.strip() for part in value.split("|", 1))
        kind = _kind(sort.removesuffix("?"))
        absent = sort.endswith("?")
        fields[key] = (
            kind | None if absent else kind,
            Field(default=None, description=meaning) if absent else Field(description=meaning),
        )
    return create_model(name.title(), __base__=LetterData, **fields)


def _kind(sort: str) -> Any:  # noqa: ANN401  (a type of pydantic's)
    if sort.startswith("choice("):
        return Literal[tuple(one.strip() for one in sort[7:-1].split(","))]
    return TYPES[sort]


def paths(subject: str) -> tuple[str, ...]:
    """Every field of a subject's model."""
    from letterforge.adopting.mapping.catalogue import catalogue  # noqa: PLC0415  (this file is about models)

    return tuple(one.path for one in catalogue(model_of(subject)))
