"""Where in the XML a tag stands, and whether what a condition or loop holds leaves the XML whole in every case."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable
from dataclasses import dataclass

from letterforge_docx.template import field_codes

_OPENED = re.compile(r"<(/?)([\w:.-]+)(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)?(/?)>")
_STORIES = frozenset(
    ("w:body", "w:tc", "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:comment", "w:txbxContent", "w:docPartBody")
)


class Place(enum.Enum):
    """Where in the XML a placeholder stands."""

    RUN = enum.auto()  # in a w:t: newlines become breaks
    ELEMENT = enum.auto()  # in another element that holds text
    ATTRIBUTE = enum.auto()
    CODE = enum.auto()  # in the code of a field
    CODE_ATTRIBUTE = enum.auto()  # in that of a w:fldSimple
    RUNS = enum.auto()  # between runs: what {{r }} leaves
    BLOCKS = enum.auto()  # between paragraphs: what {{p }} leaves
    NOWHERE = enum.auto()  # between rows or cells, where no value can stand


@dataclass
class _Frame:
    """The body of a condition or loop: what was open where it began, and how far it has closed that."""

    open: tuple[str, ...]
    in_tag: bool
    lowest: int
    declares: bool = False


class Position:
    """Follows the constant chunks of a part. ``whole``: whichever bodies are taken, the XML stays well-formed.

    That holds where each body, once read, leaves open what it found open, and one reading of all chunks in their
    order is well-formed.
    """

    def __init__(self) -> None:
        self.whole = True
        self._open: list[str] = []
        self._pending = ""
        self._frames: list[_Frame] = []
        self._codes = field_codes.Codes()
        self._code: str | None = None

    def read(self, text: str) -> None:
        """Follow a constant chunk, which may end within a tag."""
        for frame in self._frames:
            frame.declares = frame.declares or "xmlns" in text
            if frame.in_tag and any(sign in text for sign in "<>\"'"):
                self.whole = False
        text = self._pending + text
        if "<!" in text or "<?" in text:
            self.whole = False
        start = text.rfind("<")
        self._pending = text[start:] if start > text.rfind(">") else ""
        self._codes.read(text[:start] if self._pending else text)
        for closing, name, alone in _OPENED.findall(text):
            if closing and name in self._open:
                while self._open.pop() != name:
                    pass
                for frame in self._frames:
                    frame.lowest = min(frame.lowest, len(self._open))
            elif not closing and not alone:
                self._open.append(name)

    def enter(self) -> None:
        """A body begins."""
        self._codes.enter()
        self._frames.append(_Frame(tuple(self._open), bool(self._pending), len(self._open)))

    def leave(self) -> None:
        """A body ends."""
        self._codes.leave()
        frame = self._frames.pop()
        crosses = frame.lowest < len(frame.open)
        if tuple(self._open) != frame.open or bool(self._pending) != frame.in_tag or (crosses and frame.declares):
            self.whole = False

    @property
    def between_cells(self) -> bool:
        """Whether a row is the innermost of tables, rows and cells here."""
        return next((name for name in reversed(self._open) if name in ("w:tr", "w:tc", "w:tbl")), "") == "w:tr"

    def code_writer(self) -> Callable[[str], str]:
        """How to write the value of the placeholder that was placed last, which stands in the code of a field.

        Raises:
            TagError: no value can stand there.
        """
        return self._codes.writer() if self._code is None else field_codes.writer(self._code)

    def place(self) -> Place:
        """Where the placeholder stands that comes next."""
        self._code = None
        if self._pending:
            self._code = field_codes.of_simple_field(self._pending)
            self._pending += field_codes.VALUE
            return Place.ATTRIBUTE if self._code is None else Place.CODE_ATTRIBUTE
        inside = self._open[-1] if self._open else ""
        if self._codes.here(inside):
            return Place.CODE
        if inside == "w:t":
            return Place.RUN
        if not inside.startswith("w:") or inside in ("w:delText", "w:delInstrText"):
            return Place.ELEMENT
        for name in reversed(self._open):
            if name == "w:p":
                return Place.RUNS
            if name in _STORIES:
                return Place.BLOCKS
            if name in ("w:tbl", "w:tr"):
                break
        return Place.NOWHERE
