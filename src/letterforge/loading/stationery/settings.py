"""What ``stationery.toml`` may say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from letterforge.loading.tree import Page
from letterforge.models.fields.refusal import refused
from letterforge.rules.data import LIMIT

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

    size: float = Field(default=11, ge=6, le=40)
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


class Settings(_Strict):
    """The whole file."""

    page: PageSettings = PageSettings()
    text: TextSettings = TextSettings()
    colours: ColourSettings = ColourSettings()
    fonts: tuple[FontSettings, ...] = Field(min_length=1)
    logo: LogoSettings | None = None
    furniture: dict[str, FurnitureSettings] = Field(default_factory=dict)
    allow: tuple[str, ...] = ()
    """Rules of leftovers, and texts, that are meant as they stand."""
    renderer: dict[str, dict[str, str]] = Field(default_factory=dict)
    """What is said to renderers, by their names, as it is written: they themselves know what they take."""
