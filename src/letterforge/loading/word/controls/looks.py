"""How the words of a filled control look: as what stood there, or as the control says, and never as a prompt."""

from __future__ import annotations

import re
from dataclasses import dataclass

from letterforge.loading.word.controls.editing import Edits, quoted
from letterforge.loading.word.controls.kinds import Sign
from letterforge.loading.word.styles import Sheets
from letterforge.office.fields import shows_prompt
from letterforge.office.xml import Element, attribute, child, escaped, local, value

_FIRST_PRIVATE = 0xE000
_SYMBOLS = re.compile(r"wingdings|webdings|symbol|marlett|zapf", re.IGNORECASE)
_FACES = re.compile(rb"<[\w.-]+:rFonts\b[^>]*/>")
_EMPTY = re.compile(rb"<([\w.-]+:rPr)>\s*</\1>")
_STYLE = re.compile(rb"<[\w.-]+:rStyle\b[^>]*/>")


@dataclass(frozen=True, slots=True)
class Looks:
    """Writes runs of one part that look as they should."""

    edits: Edits
    prompts: tuple[bytes, ...]
    """The styles of prompts, as attributes name them."""

    @classmethod
    def of(cls, edits: Edits, sheets: Sheets) -> Looks:
        """For a part of a file with these styles."""
        named = (key for key, one in sheets.styles.items() if _is_of_prompts(key, one))
        return cls(edits, tuple(quoted(key) for key in {"PlaceholderText", *named}))

    def of_control(self, control: Element) -> bytes:
        """The properties of the runs of a control (17.5.2.27: those that it says are for what replaces its prompt)."""
        own = child(child(control, "sdtPr"), "rPr")
        content = child(control, "sdtContent")
        run = next((one for one in content.iter() if local(one.tag) == "r"), None) if content is not None else None
        there = child(run, "rPr")
        asked = own if own is not None and (shows_prompt(control) or there is None) else there
        return self.plain(asked)

    def plain(self, element: Element | None) -> bytes:
        """An element as it is written, without the style of a prompt."""
        return _EMPTY.sub(b"", _STYLE.sub(self._kept, self.edits.bytes_of(element)))

    def _kept(self, found: re.Match[bytes]) -> bytes:
        return b"" if any(one in found[0].replace(b"'", b'"') for one in self.prompts) else found[0]


def _is_of_prompts(key: str, style: Element) -> bool:
    name = (value(style, "name") or "").casefold()
    return attribute(style, "type") == "character" and (name == "placeholder text" or key == "PlaceholderText")


def run(prefix: str, text: str, look: bytes = b"") -> bytes:
    """A run with a text."""
    words = f'<{prefix}t xml:space="preserve">{escaped(text)}</{prefix}t>'.encode()
    return f"<{prefix}r>".encode() + look + words + f"</{prefix}r>".encode()


def is_symbol(sign: Sign) -> bool:
    """Whether a character is one of a symbol font, which has its own signs at the places of others."""
    return ord(sign.text) >= _FIRST_PRIVATE or (sign.typeface is not None and bool(_SYMBOLS.match(sign.typeface)))


def of_sign(prefix: str, sign: Sign, look: bytes, text: str | None = None) -> bytes:
    """A run with a character in its typeface, or with a text of such characters."""
    if text is None and is_symbol(sign):
        face = (sign.typeface or "Wingdings").replace('"', "")
        inner = f'<{prefix}sym {prefix}font={quoted(face).decode()} {prefix}char="{ord(sign.text):04X}"/>'.encode()
        return f"<{prefix}r>".encode() + look + inner + f"</{prefix}r>".encode()
    return run(prefix, sign.text if text is None else text, _in_typeface(prefix, sign.typeface, look))


def _in_typeface(prefix: str, typeface: str | None, look: bytes) -> bytes:
    if typeface is None:
        return look
    face = quoted(typeface).decode()
    faces = (
        f"<{prefix}rFonts {prefix}ascii={face} {prefix}eastAsia={face} {prefix}hAnsi={face} "
        f'{prefix}cs={face} {prefix}hint="eastAsia"/>'
    ).encode()
    look = _FACES.sub(b"", look)
    if not look or (look.endswith(b"/>") and look.count(b"<") == 1):
        return f"<{prefix}rPr>".encode() + faces + f"</{prefix}rPr>".encode()
    style = _STYLE.search(look)
    at = style.end() if style else look.index(b">") + 1
    return look[:at] + faces + look[at:]
