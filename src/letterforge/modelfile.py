"""Model files: models without Python, read and written.

`read_model` makes a model of the text of such a file; `draft` writes one for fields that somebody has found.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from letterforge.errors import ModelError, UsageError
from letterforge.filekinds import JSON
from letterforge.files.reading import OversizeError, read_file
from letterforge.files.standing import standing
from letterforge.findings import Place
from letterforge.limits import MODEL_BYTES
from letterforge.model_files.description import DraftedField
from letterforge.rules.reading import MODEL_FILE

if TYPE_CHECKING:
    from letterforge.models.letter_data import LetterData

__all__ = [
    "SUFFIXES",
    "DraftedField",
    "beside",
    "draft",
    "is_model_file",
    "likely_type",
    "model_name",
    "read_model",
    "types",
]

SUFFIXES = (".model.yaml", ".model.yml")
"""What the name of a model file ends in."""


def read_model(source: str | os.PathLike[str] | bytes, *, name: str | None = None) -> type[LetterData]:
    r"""The model of a model file: its path, or its bytes; ``name`` is what findings call it.

    A file that ends in ``.json`` is a JSON Schema.

    >>> Visit = read_model(b"fields:\n  day: date\n  place: lines, optional\n", name="visit.model.yaml")
    >>> Visit.__name__, list(Visit.model_fields)
    ('Visit', ['day', 'place'])
    >>> Visit(day="3 March 2026").day
    datetime.date(2026, 3, 3)

    Raises:
        ModelError: something in it is wrong; all findings at once.
        UsageError: there is no such file.
    """
    from letterforge.model_files.building import built  # noqa: PLC0415  (few programs have model files)
    from letterforge.model_files.json_schema_reading import read_schema  # noqa: PLC0415  (as above)
    from letterforge.model_files.reading import read_model_file  # noqa: PLC0415  (as above)

    content = source if isinstance(source, bytes) else _content(Path(source))
    file = name if name is not None or isinstance(source, bytes) else os.fspath(source)
    read = read_schema if file is not None and file.lower().endswith(JSON.data_suffixes) else read_model_file
    return built(read(content, file=file, name=model_name(file)))


def draft(fields: Iterable[DraftedField], *, name: str = "Letter", meaning: str = "") -> str:
    """The text of a model file with these fields, in their order, each group where its first field is.

    >>> print(
    ...     draft(
    ...         [
    ...             DraftedField(path="date", type="date"),
    ...             DraftedField(path="team.members[].name", meaning="First name and surname"),
    ...         ],
    ...         name="Visit",
    ...     ),
    ...     end="",
    ... )
    model: Visit
    fields:
      date: date
      team.members:
        list:
          name:
            type: line
            meaning: First name and surname

    Raises:
        ModelError: two fields cannot both be: one path is that of a field within the other; or a name, a type or a meaning
            is none that a model file has.
    """
    from letterforge.model_files.drafting import drafted  # noqa: PLC0415  (as above)
    from letterforge.model_files.writing import written  # noqa: PLC0415  (as above)

    return written(drafted(tuple(fields), name=model_name(name), meaning=meaning))


def types() -> tuple[str, ...]:
    """The names of all types that a field can have.

    >>> types()[:4]
    ('line', 'lines', 'e-mail', 'telephone')
    """
    from letterforge.model_files.types import TYPES  # noqa: PLC0415  (as above)

    return tuple(TYPES)


def likely_type(name: str) -> str | None:
    """The type that a field of this name mostly has, or None where its name says nothing.

    >>> [likely_type(name) for name in ("meeting.date", "date of birth", "EmailAddress", "review.title")]
    ['date', 'date', 'e-mail', None]
    """
    from letterforge.model_files import likely  # noqa: PLC0415  (as above)

    return likely.likely_type(name)


def is_model_file(name: str | os.PathLike[str]) -> bool:
    """Whether a name is that of a model file, by its end.

    >>> is_model_file("visit.model.yaml"), is_model_file("visit.yaml")
    (True, False)
    """
    return os.fspath(name).lower().endswith(SUFFIXES)


def beside(template: Path) -> Path | None:
    """The model file beside a template, which is called after it; None where there is none.

    One of a template in several languages may be called after all of them: ``letter.model.yaml`` beside ``letter.cy.md``.

    Raises:
        UsageError: there are two.
    """
    whole = _whole(template.stem)
    stems = (template.stem,) if whole == template.stem else (template.stem, whole)
    names = [template.with_name(stem + suffix) for stem in stems for suffix in SUFFIXES]
    try:
        found = [path for path in names if standing(path) is not None]
    except OSError as fault:
        message = f"a model file beside {template} cannot be looked for: {fault.strerror}"
        raise UsageError(message) from None
    if len(found) > 1:
        message = f"beside {template} there are {found[0].name} and {found[1].name}; leave one of them"
        raise UsageError(message)
    return found[0] if found else None


def _whole(stem: str) -> str:
    """The name of a template without its language."""
    if "." not in stem:
        return stem
    from letterforge.languages.names import without_language  # noqa: PLC0415  (few templates are there in several)

    return without_language(stem)[0]


def _content(path: Path) -> bytes:
    try:
        return read_file(path, most=MODEL_BYTES.most)
    except OSError as fault:
        message = f"the model file {path} cannot be read: {fault.strerror}"
        raise UsageError(message) from None
    except ValueError:
        message = "this is not a file path"
        raise UsageError(message) from None
    except OversizeError:
        said = f"the file is larger than {MODEL_BYTES.most:,} bytes"
        raise ModelError((MODEL_FILE.at(Place(os.fspath(path)), message=said, hint=None),)) from None


def model_name(file: str | None) -> str:
    """What the model of a file is called that does not say it: after the file.

    >>> model_name("templates/site-visit.model.yaml"), model_name(None)
    ('SiteVisit', 'Model')
    """
    from letterforge.model_files.names import class_name  # noqa: PLC0415  (as above)

    stem = "" if file is None else Path(file).name
    for suffix in (*SUFFIXES, Path(stem).suffix):
        stem = stem.removesuffix(suffix) if suffix else stem
    return class_name(stem)
