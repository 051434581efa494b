"""The parts of a Word file with tags in those of its controls and form fields that are named after a field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from letterforge.data.field_names import FieldNames
from letterforge.findings import Finding
from letterforge.loading.word.controls.bound import Bound
from letterforge.loading.word.controls.names import Scope
from letterforge.loading.word.controls.part import FileControls, PartControls
from letterforge.loading.word.styles import Sheets
from letterforge.office.archive import Archive
from letterforge.office.parts import Parts


@dataclass(frozen=True, slots=True)
class Named:
    """What becomes of the controls of a file by their names.

    ``changed`` are the parts with tags; ``findings`` say which fields do not fit their controls. ``asked`` are the names
    that controls ask for, where nobody knows the fields yet; ``by_names`` says that fields decide what a control is.
    """

    changed: Mapping[str, bytes] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    asked: tuple[str, ...] = ()
    by_names: bool = False


def controlled(
    archive: Archive,
    parts: Parts,
    sheets: Sheets,
    names: Callable[[], FieldNames | None],
    *,
    file: str | None,
    language: str,
) -> Named:
    """Those parts that hold a control or form field of a field of the data, and those with the data they are bound to.

    ``names`` gives the fields, None where nobody knows them yet.
    """
    some = (
        parts.main,
        *parts.headers,
        *parts.footers,
        *(name for name, kind in parts.others if kind.endswith("notes")),
    )
    raw = {name: archive.read(name) for name in some}
    asked = [name for name, said in raw.items() if b"sdt" in said or b"FORM" in said or said[:2] in _WIDE]
    if not asked:
        return Named()
    shared = FileControls(Scope(names()), Bound.of(archive, parts.main), sheets, language, file)
    changed = {name: PartControls(shared, name).written() for name in asked}
    written = {name: content for name, content in changed.items() if content is not None}
    return Named(
        {**written, **dict(shared.bound.written())}, shared.findings, tuple(shared.asked), by_names=shared.by_names
    )


_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How a part in UTF-16 begins."""
