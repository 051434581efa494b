"""The folder of a stationery, read: its settings and the files that they name, all faults at once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from letterforge import rules
from letterforge.data import reading
from letterforge.data.data_file import DataFile
from letterforge.data.validation import validated
from letterforge.errors import DataError, StationeryError, UsageError
from letterforge.filekinds import WORD
from letterforge.files.standing import standing
from letterforge.findings import Finding, Findings, Place
from letterforge.fonts import Family
from letterforge.formatting.printer import Printer
from letterforge.loading.companion_files import CompanionFiles
from letterforge.loading.stationery import plain_letterhead
from letterforge.loading.stationery.assets import read_family, read_logo
from letterforge.loading.stationery.letterhead import LETTERHEAD, FurnitureSource, read_letterhead
from letterforge.loading.stationery.letterhead_type import type_of
from letterforge.loading.stationery.overruling import of_letterhead, overruled_look, overruled_page
from letterforge.loading.stationery.own_words import own_words_of
from letterforge.loading.stationery.settings import SETTINGS, Settings
from letterforge.loading.stationery.style_sheet import STYLE, lines_that_ask
from letterforge.loading.tree import Page
from letterforge.scanning.allowed import Allowed

if TYPE_CHECKING:
    from letterforge.loading.word import Letterhead

_PLAIN = Path(__file__).parents[2] / "templates" / "stationery" / "plain"


@dataclass(frozen=True, slots=True)
class Folder:
    """What is in the folder of a stationery. ``page`` is that of the letterhead, where there is one.

    So is ``text_size``, in points, unless the settings say one.
    """

    path: Path
    digest: str
    settings: Settings
    page: Page
    text_size: float
    families: tuple[Family, ...]
    style: str
    letterhead: bytes | None
    drawn: Letterhead | None
    """The letterhead read for British letters, where it has been read."""
    furniture: FurnitureSource
    warnings: tuple[Finding, ...]
    allow: Allowed = ()
    """What its own words mean as they stand."""


def read(path: Path) -> Folder:
    """Read the folder.

    Raises:
        UsageError: there is no such folder, or neither ``stationery.toml`` nor ``letterhead.docx`` in it.
        StationeryError: something in it is wrong; all findings at once.
    """
    alone = _lone_letterhead(path)
    if alone is not None:
        return _of_letterhead(path, alone)
    file = path / SETTINGS
    content, written = _settings(path, file)
    findings = Findings()
    beside = CompanionFiles(path)
    settings = _validated(written)
    families = tuple(read_family(font, beside, file, findings) for font in settings.fonts)
    style = _optional(path, beside, STYLE).decode("utf-8", errors="replace")
    for line in lines_that_ask(style):
        message = "the style sheet asks for another file, and nothing is ever fetched"
        findings.add(rules.stationery.OUTSIDE.at(Place(str(path / STYLE), line), message=message))
    logo = read_logo(settings.logo, beside, file, findings)
    if findings.has_errors:
        raise StationeryError(findings.sorted())
    letterhead = _optional(path, beside, LETTERHEAD) or None
    page, size = settings.page.page, settings.text.size
    warnings: tuple[Finding, ...] = ()
    drawn = None
    if letterhead is not None:
        own = plain_letterhead.PAGE
        losses: tuple[Finding, ...] = ()
        if not plain_letterhead.is_plain(letterhead):
            # Its page and its own words are those of all languages.
            drawn = read_letterhead(letterhead, f"{path}/{LETTERHEAD}", Printer("en-GB"))
            letterhead, losses = drawn.content, drawn.losses
            own = drawn.sheet.page if drawn.sheet is not None and drawn.sheet.page is not None else page
            its_type = type_of(letterhead)
            if "size" not in settings.text.model_fields_set:
                size = its_type.size
            losses = (*overruled_look(settings, its_type, written=written, letterhead=letterhead), *losses)
        warnings = (*overruled_page(settings.page, page, own, written=written), *losses)
        page = own
    found, allow = own_words_of(settings, drawn, written, folder=str(path))
    if any(one.is_error for one in found):
        raise StationeryError(found)
    warnings += found
    return Folder(
        path,
        _digest(content, beside),
        settings,
        page,
        size,
        families,
        style,
        letterhead,
        drawn,
        FurnitureSource(settings.furniture, logo, beside),
        warnings,
        allow,
    )


def _lone_letterhead(path: Path) -> Path | None:
    """The letterhead, where it is all that there is: the path itself, or the only file of the two in the folder."""
    try:
        if path.suffix.lower() == WORD.suffix and path.is_file():
            return path
        inside = path / LETTERHEAD
        return inside if inside.is_file() and not (path / SETTINGS).exists() else None
    except (OSError, ValueError):  # a name that is none
        return None


def _of_letterhead(path: Path, file: Path) -> Folder:
    """A stationery that is a letterhead: its page and furniture, and the typefaces and look of the plain one."""
    plain = CompanionFiles(_PLAIN)
    content, written = _settings(_PLAIN, _PLAIN / SETTINGS)
    settings = _validated(written).model_copy(update={"furniture": {}, "logo": None})
    families = tuple(read_family(font, plain, _PLAIN / SETTINGS, Findings()) for font in settings.fonts)
    beside = CompanionFiles(file.parent)
    letterhead = _optional(file.parent, beside, file.name)
    drawn = read_letterhead(letterhead, str(file), Printer("en-GB"))
    found, allow = own_words_of(settings, drawn, written, folder=str(path))
    if any(one.is_error for one in found):
        raise StationeryError(found)
    page = drawn.sheet.page if drawn.sheet is not None and drawn.sheet.page is not None else settings.page.page
    plain.files[LETTERHEAD] = letterhead
    its_type = type_of(drawn.content)
    families, other = of_letterhead(families, its_type, str(file))
    return Folder(
        path,
        _digest(content, plain),
        settings,
        page,
        its_type.size,
        families,
        _optional(_PLAIN, plain, STYLE).decode(),
        drawn.content,
        drawn,
        FurnitureSource(settings.furniture, None, beside),
        (*other, *drawn.losses, *found),
        allow,
    )


def _settings(path: Path, file: Path) -> tuple[bytes, DataFile]:
    try:
        found = file.is_file()
    except OSError:  # a name that is too long
        found = False
    if not found:
        message = f"{path} is not a stationery: there is neither {SETTINGS} nor {LETTERHEAD} in it"
        raise UsageError(message)
    try:
        content = file.read_bytes()
        text = content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        return content, reading.read(text, file=str(file))
    except DataError as fault:
        raise _as_written(fault) from None
    except (OSError, UnicodeDecodeError) as fault:
        message = "this cannot be read as text in UTF-8"
        raise StationeryError((rules.stationery.STATIONERY.at(Place(str(file)), message=message),)) from fault


def _validated(written: DataFile) -> Settings:
    try:
        found = validated(Settings, written)
    except DataError as fault:
        raise _as_written(fault) from None
    assert isinstance(found, Settings)  # noqa: S101  (for the type checker)
    return found


def _as_written(fault: DataError) -> StationeryError:
    """The findings with the names of settings as ``stationery.toml`` writes them: ``bold-italic``."""
    return StationeryError(tuple(map(_named_as_written, fault.findings)))


def _named_as_written(finding: Finding) -> Finding:
    path = finding.place.path
    if path is None or finding.rule == rules.data.UNKNOWN_KEY.code:  # those are as they stand in the file
        return finding
    return replace(finding, place=replace(finding.place, path=path.replace("_", "-")))


def _optional(path: Path, beside: CompanionFiles, name: str) -> bytes:
    """A file that there need not be; one that is there and cannot be read is no file that is not there."""
    try:
        return beside.read(name) if standing(path / name) is not None else b""
    except (OSError, ValueError) as fault:
        message = "this cannot be read" if isinstance(fault, OSError) else str(fault)
        raise StationeryError((rules.stationery.STATIONERY.at(Place(str(path / name)), message=message),)) from fault


def _digest(content: bytes, beside: CompanionFiles) -> str:
    digest = hashlib.sha256(content)
    for name, one in sorted(beside.files.items()):
        digest.update(f"\0{name}\0{len(one)}\0".encode() + one)
    return digest.hexdigest()
