"""The PDF renderer that needs no library of the system: Typst sets the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from letterforge.cache import Cache

if TYPE_CHECKING:
    from letterforge.letter import Letter
    from letterforge_typst.setting import LetterSetter

__all__ = ["TypstRenderer"]

_setters: Cache[tuple[str, str], LetterSetter] = Cache(room=4)


class TypstRenderer:
    """A PDF that is PDF/UA-1 and PDF/A-2a at once, or refused; the same bytes for the same letter."""

    media_type = "application/pdf"
    suffix = ".pdf"

    def __init__(
        self,
        *,
        variant: Annotated[
            Literal["ua-1+a-2a", "ua-1+a-3a"], "the standards that the file keeps; a-3a carries the data of the letter"
        ] = "ua-1+a-2a",
        large_print: Annotated[bool, "no word is smaller than 18 points"] = False,
    ) -> None:
        self.variant = variant
        self.large_print = large_print

    def render(self, letter: Letter) -> bytes:
        """The file.

        Raises:
            RenderError: Typst could not print all of it as the standards ask.
        """
        from letterforge_typst.attachment import attached  # noqa: PLC0415  (few letters carry any)
        from letterforge_typst.setting import LetterSetter  # noqa: PLC0415  (Typst is not imported before the first letter)

        family = letter.family
        stationery = (letter.stationery.large if self.large_print else letter.stationery).set_in(family)
        setter = _setters.made((stationery.digest, family.name), lambda: LetterSetter(stationery, family))
        data = attached(letter.values) if self.variant == "ua-1+a-3a" else None
        return setter.set(letter.document, self.variant.split("+"), data)
