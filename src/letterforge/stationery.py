"""`Stationery`: how a letter looks. A folder with ``stationery.toml``, ``style.css``, fonts and a letterhead."""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from letterforge.cache import Cache
from letterforge.errors import StationeryError, UsageError
from letterforge.findings import Finding, Place
from letterforge.rules.stationery import STATIONERY
from letterforge.type_scale import LARGE_PRINT

if TYPE_CHECKING:
    from letterforge.fonts import Family
    from letterforge.formatting.printer import Printer
    from letterforge.loading.stationery.letterhead import FurnishedLetterhead, FurnitureSource
    from letterforge.loading.tree import Page
    from letterforge.loading.word import Letterhead, Outgoing
    from letterforge.options import Value
    from letterforge.scanning.allowed import Allowed
    from letterforge.template import Template
    from letterforge.windows import Window
    from letterforge.word_tags import TaggedParts

PLAIN = Path(__file__).parent / "templates" / "stationery" / "plain"
"""The folder of the stationery that comes with letterforge."""
_LANGUAGES = 64  # more than a stationery has
_BRITISH = "en-GB"


def _none_furnished() -> Cache[str, FurnishedLetterhead]:
    return Cache(room=_LANGUAGES)


def _none_set() -> Cache[str, Stationery]:
    return Cache(room=_LANGUAGES)


def _none_drawn() -> Cache[str, Letterhead]:
    return Cache(room=_LANGUAGES)


@dataclass(frozen=True, eq=False)
class Stationery:
    """How a letter looks. Read one with `Stationery.read`; it is immutable, safe in threads, and pickles.

    ``families`` are the typefaces in order of preference: a letter is set in the first that has all of its
    characters. ``text_size`` is in points, ``line_height`` a multiple of it, ``colours`` are ``#rrggbb`` by the
    names text, heading, accent, rule and table-head. ``style`` is a style sheet, ``letterhead`` a Word file.
    """

    name: str
    digest: str
    page: Page
    families: tuple[Family, ...] = field(repr=False)
    text_size: float
    line_height: float
    colours: Mapping[str, str] = field(repr=False)
    style: str = field(repr=False)
    letterhead: bytes | None = field(repr=False)
    file: str | None
    _furniture: FurnitureSource = field(repr=False)
    warnings: tuple[Finding, ...] = ()
    """What in the settings does not do what it seems to: `letterforge.check` says so."""
    allow: Allowed = ()
    """What its own words mean as they stand, though it looks like a leftover."""
    embeds_fonts: bool = True
    """Whether a Word or HTML file holds the typefaces; without, whoever reads it has them, or sees others. A PDF holds them."""
    renderer_options: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    """What it says to renderers, by their names: see `with_options`."""
    window: Window | None = None
    """Where the address stands, for an envelope with a window; None where it stands as it comes."""
    least_size: float = 0.0
    """Points: no word is set smaller; see `large`."""
    _furnished: Cache[str, FurnishedLetterhead] = field(init=False, repr=False, default_factory=_none_furnished)
    _set: Cache[str, Stationery] = field(init=False, repr=False, default_factory=_none_set)
    _drawn: Cache[str, Letterhead] = field(init=False, repr=False, default_factory=_none_drawn)

    @property
    def meant(self) -> Allowed:
        """What a finished file may hold though it looks like a leftover."""
        return self.allow

    @classmethod
    def read(cls, folder: str | os.PathLike[str]) -> Stationery:
        """Read a stationery from its folder, or from a Word letterhead alone.

        A folder that holds a ``letterhead.docx`` and no ``stationery.toml``, like a path that ends in ``.docx``, has the
        typefaces, colours and style sheet of the plain stationery.

        Raises:
            UsageError: there is no such folder or file, or neither ``stationery.toml`` nor ``letterhead.docx`` in it.
            StationeryError: something in it is wrong; all findings at once.
        """
        from letterforge.formatting.printer import Printer  # noqa: PLC0415  (as below)
        from letterforge.loading.stationery import folder as folders  # noqa: PLC0415  (a third of all imports)

        found = folders.read(Path(folder))
        stationery = cls(
            name=found.path.resolve().name,
            digest=found.digest,
            page=found.page,
            families=found.families,
            text_size=found.text_size,
            line_height=found.settings.text.line_height,
            colours=found.settings.colours.model_dump(by_alias=True),
            style=found.style,
            letterhead=found.letterhead,
            file=str(found.path),
            _furniture=found.furniture,
            warnings=found.warnings,
            allow=found.allow,
            embeds_fonts=found.settings.text.embed_fonts,
            renderer_options=found.settings.renderer,
            window=None if found.settings.window is None else found.settings.window.window,
        )
        if found.drawn is not None:
            stationery._drawn.put(_BRITISH, found.drawn)
        for language in found.settings.furniture:
            try:
                stationery.furnished(Printer(language))
            except UsageError as fault:
                place = stationery.place(f"furniture.{language}")
                raise StationeryError((STATIONERY.at(place, message=str(fault)),)) from None
        return stationery

    def place(self, setting: str) -> Place:
        """Where a setting stands, for a finding."""
        from letterforge.loading.stationery.settings import SETTINGS  # noqa: PLC0415  (as in `read`)

        return Place(None if self.file is None else str(Path(self.file) / SETTINGS), path=setting)

    def family_for(self, characters: Iterable[str]) -> Family | None:
        """The first family that has all of the characters, None where none has."""
        wanted = set(characters)
        return next((family for family in self.families if not family.missing(wanted)), None)

    def furnished(self, printer: Printer) -> FurnishedLetterhead:
        """The letterhead with its furniture in the language of a printer, read once for each.

        Raises:
            StationeryError: a tag in them is wrong.
        """
        from letterforge.loading.stationery.letterhead import furnish  # noqa: PLC0415  (as in `read`)

        return self._furnished.made(
            printer.language,
            lambda: furnish(self._furniture, self.speaking(printer), folder=str(self.file), printer=printer),
        )

    def drawn(self, printer: Printer) -> Letterhead | None:
        """The letterhead by itself in the language of a printer, read once for each; once for all where it has no tag.

        Raises:
            StationeryError: it cannot be read.
        """
        letterhead = self.letterhead
        if letterhead is None:
            return None

        def read() -> Letterhead:
            from letterforge.loading.stationery.letterhead import LETTERHEAD, read_letterhead  # noqa: PLC0415  (as in `read`)

            british = self._drawn.get(_BRITISH)
            if british is not None and not british.has_tags:
                return british
            return read_letterhead(letterhead, f"{self.file}/{LETTERHEAD}", printer)

        return self._drawn.made(printer.language, read)

    def speaking(self, printer: Printer) -> Letterhead | None:
        """The letterhead as `drawn` has it, where it may say something itself: ours is known to say nothing.

        Raises:
            StationeryError: it cannot be read.
        """
        from letterforge.loading.stationery.plain_letterhead import is_plain  # noqa: PLC0415  (as in `read`)

        return None if self.letterhead is None or is_plain(self.letterhead) else self.drawn(printer)

    def tagged_parts(self, language: str) -> TaggedParts:
        """The parts of the letterhead with a token for each tag, read in a language, for a renderer that fills it.

        Raises:
            StationeryError: a tag in them is wrong.
        """
        from letterforge.formatting.printer import Printer  # noqa: PLC0415  (as in `read`)

        drawn = self.drawn(Printer(language))
        return {} if drawn is None else drawn.tokens.parts

    def outgoing(self, language: str, keep: tuple[str, ...] = ()) -> Outgoing | None:
        """The letterhead that letters are made of, as `Template.outgoing` has it of a template.

        Raises:
            StationeryError: a tag in it is wrong.
        """
        from letterforge.formatting.printer import Printer  # noqa: PLC0415  (as in `read`)

        drawn = self.drawn(Printer(language))
        return None if drawn is None else drawn.tokens.outgoing(keep)

    def on_page(self, page: Page) -> Stationery:
        """The same look on another page: that of a template which is a Word file."""
        if page == self.page:
            return self
        return replace(self, page=page, digest=self._digest_with(page))

    @functools.cached_property
    def large(self) -> Stationery:
        """The same look in large print: no word is smaller than 18 points, and what was larger than the text still is.

        >>> plain().large.text_size
        18.0
        """
        size = max(self.text_size, LARGE_PRINT)
        return replace(self, text_size=size, least_size=LARGE_PRINT, digest=self._digest_with(LARGE_PRINT))

    def set_in(self, family: Family) -> Stationery:
        """The look of a letter in one of the typefaces: its small letters are as high as those of the first would be.

        The size is to the half of a point, and no smaller than `least_size`.
        """
        first = self.families[0]
        if family.name == first.name:
            return self
        return self._set.made(family.name, lambda: self._matched(first, family))

    def _matched(self, first: Family, family: Family) -> Stationery:
        from letterforge.fonts import Style  # noqa: PLC0415  (as in `read`)

        wanted = first.faces[Style.REGULAR].x_height / family.faces[Style.REGULAR].x_height
        size = max(round(2 * self.text_size * wanted) / 2, self.least_size)
        return self if size == self.text_size else replace(self, text_size=size, digest=self._digest_with(size))

    def with_window(self, window: Window | None) -> Stationery:
        """The same look for an envelope with a window, or with none."""
        if window == self.window:
            return self
        return replace(self, window=window, digest=self._digest_with(window))

    def with_options(self, options: Mapping[str, Mapping[str, Value]]) -> Stationery:
        """The same look, with something said to renderers, over what ``stationery.toml`` says to them.

        >>> plain().with_options({"pdf": {"variant": "ua-1"}}).renderer_options
        {'pdf': {'variant': 'ua-1'}}
        """
        from letterforge.options import written  # noqa: PLC0415  (few letters say anything to a renderer)

        said = {name: dict(own) for name, own in self.renderer_options.items()}
        for name, more in options.items():
            said.setdefault(name, {}).update({option: written(value) for option, value in more.items()})
        if said == self.renderer_options:
            return self
        told = sorted((name, sorted(own.items())) for name, own in said.items())
        return replace(self, renderer_options=said, digest=self._digest_with(told))

    def _digest_with(self, other: object) -> str:
        """The digest of the same look with something else in it: what renderers keep, they keep by it."""
        return hashlib.sha256(f"{self.digest} {other}".encode()).hexdigest()

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle without what was made of it; the plain stationery only as what it is."""
        if plain.cache_info().currsize and plain() is self:
            return plain, ()
        return Stationery, tuple(getattr(self, each.name) for each in fields(self) if each.init)


@functools.lru_cache(maxsize=1)
def plain() -> Stationery:
    """The stationery that comes with letterforge."""
    return Stationery.read(PLAIN)


def of(template: Template) -> Stationery:
    """The stationery of a template's letters where none is given: that of its kind, else the plain one.

    Raises:
        UsageError, StationeryError: as `Stationery.read`, for that of a kind.
    """
    return plain() if template.look is None else _brought(template.look)


@functools.lru_cache(maxsize=16)
def _brought(folder: Path) -> Stationery:
    """The stationery of a package, which does not change while a program runs."""
    return Stationery.read(folder)
