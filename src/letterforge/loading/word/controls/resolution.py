"""The parts of a Word file with tags in those of its controls and form fields that are named after a field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from letterforge.findings import Finding
from letterforge.loading.word.controls.bound import Bound
from letterforge.loading.word.controls.names import Scope
from letterforge.loading.word.controls.part import FileControls, PartControls
from letterforge.loading.word.styles import Sheets
from letterforge.models.shapes import Shape
from letterforge.office.archive import Archive
from letterforge.office.parts import Parts


def controlled(
    archive: Archive, parts: Parts, sheets: Sheets, shape: Shape, *, file: str | None, language: str
) -> tuple[Mapping[str, bytes], Sequence[Finding]]:
    """Those parts that hold a control or form field of a field of the data, and those with the data they are bound to.

    Also what of the fields does not fit the controls that are named after them.
    """
    names = (
        parts.main,
        *parts.headers,
        *parts.footers,
        *(name for name, kind in parts.others if kind.endswith("notes")),
    )
    raw = {name: archive.read(name) for name in names}
    asked = [name for name, said in raw.items() if b"sdt" in said or b"FORM" in said or said[:2] in _WIDE]
    if not asked:
        return {}, []
    shared = FileControls(Scope(shape), Bound.of(archive, parts.main), sheets, language, file)
    changed = {name: PartControls(shared, name).written() for name in asked}
    written = {name: content for name, content in changed.items() if content is not None}
    return {**written, **dict(shared.bound.written())}, shared.findings


_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How a part in UTF-16 begins."""
