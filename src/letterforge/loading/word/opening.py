"""A Word file before anything is made of it: opened, proven to do no harm, and with its controls and fields worked out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from letterforge.data.field_names import FieldNames
from letterforge.loading.word.controls import Named, controlled
from letterforge.loading.word.fields import resolved
from letterforge.loading.word.fields.merging import Merging
from letterforge.loading.word.merge_source import without_source
from letterforge.loading.word.styles import Sheets, sheets_of
from letterforge.office.archive import Archive, open_archive
from letterforge.office.outside import refuse_outside
from letterforge.office.parts import Parts, main_part, parts_of, refuse_macros
from letterforge.office.relationships import relationships
from letterforge.office.rewriting import rewritten
from letterforge.office.xml import Element


def proven(archive: Archive) -> tuple[Element, Parts]:
    """The document and its parts, after all that could do harm has been refused."""
    refuse_macros(archive)
    parts = parts_of(archive)
    main = main_part(archive, parts)
    refuse_outside(archive)
    return main, parts


def _prove_unread(archive: Archive, parts: Parts, parsed: AbstractSet[str]) -> None:
    """Prove the parts that a template is not read from: Word reads them, so they must do no harm either."""
    read = parsed | {parts.main, *parts.headers, *parts.footers, *(name for name, _ in parts.others)}
    for name in archive.members:
        if name.endswith(".xml") and name not in read and not name.startswith("docProps/"):
            archive.prove(name)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose controls and fields are worked out; ``by_kind`` are the parts beside the main one by the kinds of their links."""

    content: bytes = field(repr=False)
    archive: Archive
    main: Element
    parts: Parts
    by_kind: Mapping[str, str]
    sheets: Sheets
    spoken: str
    merging: Merging
    named: Named
    """What becomes of its controls by their names."""

    @property
    def by_names(self) -> tuple[tuple[str, ...], bool]:
        """The names that its controls, form fields and merge fields ask for; whether fields decide what a control is."""
        return tuple(dict.fromkeys((*self.named.asked, *self.merging.asked))), self.named.by_names


def opened_file(
    content: bytes, language: str | None, names: Callable[[], FieldNames | None], *, file: str | None, slots: bool
) -> Opened:
    """Open a template or, with ``slots``, a letterhead, and work its controls and fields out.

    Raises:
        UnreadableFileError: it is not a Word file, or is built to do harm.
    """
    content, archive = without_source(content)
    main, parts = proven(archive)
    links = relationships(archive, parts.main)
    by_kind = {link.kind: link.target for link in links.values() if not link.outside and link.target in archive.members}
    sheets = sheets_of(archive, by_kind)
    settings = archive.xml(by_kind["settings"]) if "settings" in by_kind else None
    spoken = language or sheets.language or "en-GB"
    merging = Merging(names)
    named = Named()
    if not slots:
        named = controlled(archive, parts, sheets, lambda: merging.fields, file=file, language=spoken)
    content, archive = _changed(content, archive, named.changed)
    changed = resolved(archive, parts, sheets, settings, language=spoken, merging=None if slots else merging)
    content, archive = _changed(content, archive, changed)
    main, parts = proven(archive)
    _prove_unread(archive, parts, {by_kind[kind] for kind in ("styles", "numbering", "settings") if kind in by_kind})
    return Opened(content, archive, main, parts, by_kind, sheets, spoken, merging, named)


def _changed(content: bytes, archive: Archive, parts: Mapping[str, bytes]) -> tuple[bytes, Archive]:
    """A file with some of its parts written anew."""
    if not parts:
        return content, archive
    content = rewritten(archive, parts)
    return content, open_archive(content).keeping()
