"""What ``stationery.toml`` may say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from letterforge.loading.tree import Page
from letterforge.models.fields.refusal import refused
from letterforge.rules.data import LIMIT
from letterforge.windows import LINE_HEIGHT, SIZE, WINDOWS, Box, Window

SETTINGS = "stationery.toml"
_SIZES: Mapping[str, tuple[float, float]] = {"A4": (210.0, 297.0), "A5": (148.0, 210.0), "Letter": (215.9, 279.4)}

_Length = Annotated[float, Field(ge=0, le=1000)]


def _colour(text: str) -> str:
    if not re.fullmatch("#[0-9a-fA-F]{6}", text):
        message = "is not a colour such as #1f3a5f"
        raise refused(LIMIT, message)
    return text


_Colour = Annotated[str, AfterValidator(_colour)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class PageSettings(_Strict):
    """The table ``[page]``."""

    size: Literal["A4", "A5", "Letter"] | tuple[_Length, _Length] = "A4"
    margins: tuple[_Length, _Length, _Length, _Length] = (25, 25, 25, 25)

    @property
    def page(self) -> Page:
        """The page that it means."""
        width, height = _SIZES[self.size] if isinstance(self.size, str) else self.size
        return Page(width, height, *self.margins)


class TextSettings(_Strict):
    """The table ``[text]``."""

    size: float = Field(default=11, ge=6, le=40, multiple_of=0.5)
    line_height: float = Field(default=1.4, ge=0.8, le=4, alias="line-height")
    embed_fonts: bool = Field(default=True, alias="embed-fonts")


class ColourSettings(_Strict):
    """The table ``[colours]``."""

    text: _Colour = "#000000"
    heading: _Colour = "#000000"
    accent: _Colour = "#000000"
    rule: _Colour = "#808080"
    table_head: _Colour = Field(default="#eeeeee", alias="table-head")


class FontSettings(_Strict):
    """One of ``[[fonts]]``."""

    name: str = Field(min_length=1, pattern=r"^[^\"'\\<>;{}]+$")
    regular: str
    bold: str
    italic: str
    bold_italic: str = Field(alias="bold-italic")


class LogoSettings(_Strict):
    """The table ``[logo]``."""

    file: str
    alt: str = Field(min_length=1)
    width: float = Field(gt=0, le=500)


class FurnitureSettings(_Strict):
    """The table ``[furniture.LANGUAGE]``."""

    header: str = ""
    footer: str = ""
    first_header: str | None = Field(default=None, alias="first-header")
    first_footer: str | None = Field(default=None, alias="first-footer")


_Name = Literal["c5-dl-uk", "din-5008-a", "din-5008-b", "us-10"]
_Box = tuple[_Length, _Length, _Length, _Length]


def _box(numbers: _Box) -> _Box:
    left, top, right, bottom = numbers
    if right <= left or bottom <= top:
        message = "must be left, top, right, bottom, from the upper left corner of the page"
        raise refused(LIMIT, message)
    return numbers


_Rectangle = Annotated[_Box, AfterValidator(_box)]


def _envelope(value: object) -> object:
    return {"envelope": value} if isinstance(value, str) else value


class WindowSettings(_Strict):
    """The table ``[window]``; ``window = "c5-dl-uk"`` at the head of the file is that envelope and nothing else."""

    envelope: _Name | None = None
    box: _Rectangle | None = None
    clear: _Rectangle | None = None
    beside: _Length | None = None
    size: float = Field(default=SIZE, ge=6, le=20)
    line_height: float = Field(default=LINE_HEIGHT, ge=0.8, le=2, alias="line-height")
    folds: tuple[_Length, ...] | None = None
    punch: _Length | None = None
    marks: bool = True

    @model_validator(mode="after")
    def _somewhere(self) -> WindowSettings:
        if self.envelope is None and self.box is None:
            message = "needs an envelope, or the box of its window"
            raise refused(LIMIT, message)
        window = self.window
        box, clear = window.box, window.clear
        if not (
            clear.left <= box.left and clear.top <= box.top and box.right <= clear.right and box.bottom <= clear.bottom
        ):
            message = "has a clear area that does not hold the window"
            raise refused(LIMIT, message)
        if not window.lines:
            message = "is less than a line high"
            raise refused(LIMIT, message)
        return self

    @property
    def window(self) -> Window:
        """The window that it means."""
        known = None if self.envelope is None else WINDOWS[self.envelope]
        if self.box is not None:
            box = Box(*self.box)
        else:
            assert known is not None  # noqa: S101  (`_somewhere` has seen to it)
            box = known.box
        clear = Box(*self.clear) if self.clear else known.clear if known else box
        beside = self.beside if self.beside is not None else known.beside if known else clear.right
        folds = self.folds if self.folds is not None else known.folds if known else ()
        punch = self.punch if self.punch is not None else known.punch if known else None
        return Window(
            box,
            clear,
            beside,
            size=self.size,
            line_height=self.line_height,
            folds=folds if self.marks else (),
            punch=punch if self.marks else None,
        )


class Settings(_Strict):
    """The whole file."""

    page: PageSettings = PageSettings()
    text: TextSettings = TextSettings()
    colours: ColourSettings = ColourSettings()
    fonts: tuple[FontSettings, ...] = Field(min_length=1)
    logo: LogoSettings | None = None
    furniture: dict[str, FurnitureSettings] = Field(default_factory=dict)
    window: Annotated[WindowSettings | None, BeforeValidator(_envelope)] = None
    allow: tuple[str, ...] = ()
    """Rules of leftovers, and texts, that are meant as they stand."""
    renderer: dict[str, dict[str, str]] = Field(default_factory=dict)
    """What is said to renderers, by their names, as it is written: they themselves know what they take."""
