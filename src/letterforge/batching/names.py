"""File names of many letters, from a pattern of row number and fields: safe on every system, and no two alike."""

from __future__ import annotations

import hashlib
import re
import string
import unicodedata
from dataclasses import dataclass

from letterforge.batching.fields import text_of
from letterforge.errors import UsageError
from letterforge.expressions.paths import Path, parse_path

LONGEST = 200
"""Bytes of a name with its suffix: most file systems take 255, and an archive puts a folder before it."""
ROW = "row"
_ROOM = 24  # bytes for what tells names apart
_SPEC = re.compile(r"0?[1-9]?[0-9]?")
# What Windows forbids, what a shell or a path takes for its own, and blanks.
_FORBIDDEN = re.compile(r"[<>:\"/\\|?*'`$&;!%#\s\x00-\x1f\x7f]+")
_STEPS = re.compile(r"[-.]*-[-.]*|\.{2,}")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:\.|\Z)", re.IGNORECASE)
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"))
"""Categories of characters that nobody sees, or that turn the order of the others around."""


@dataclass(frozen=True, slots=True)
class _Field:
    steps: Path
    spec: str


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A pattern, read: ``{row:05}-{participant.organisation}``."""

    parts: tuple[str | _Field, ...]

    @classmethod
    def of(cls, pattern: str) -> NamePattern:
        """Read a pattern.

        Raises:
            UsageError: it is none; the message shows the pattern, which is no data.
        """
        try:
            pieces = list(string.Formatter().parse(pattern))
        except ValueError as fault:
            message = f"the pattern for names cannot be read: {fault}; write {{row:05}}-{{field.of.the.data}}"
            raise UsageError(message) from None
        parts: list[str | _Field] = []
        for literal, name, spec, conversion in pieces:
            if literal:
                parts.append(literal)
            if name is not None:
                parts.append(_field(name, spec or "", conversion))
        if not any(isinstance(part, _Field) for part in parts):
            message = "the pattern for names has no {row} and no field: all letters would have one name"
            raise UsageError(message)
        return cls(tuple(parts))

    @property
    def fields(self) -> tuple[Path, ...]:
        """The fields of the data in it; what they hold can be read by whoever sees the names."""
        return tuple(part.steps for part in self.parts if isinstance(part, _Field) and part.steps != (ROW,))

    @property
    def is_row_alone(self) -> bool:
        """Whether it is the row number with nothing of the data, so that no two rows have one name."""
        return not self.fields

    def stem(self, row: int, values: object) -> str:
        """The name for a row, without suffix, safe on every system.

        >>> NamePattern.of("{row:03}-{name}").stem(7, {"name": "../../etc/passwd"})
        '007-etc-passwd'
        >>> NamePattern.of("{name}").stem(7, {"name": "CON"})
        '_CON'
        """
        written = "".join(part if isinstance(part, str) else _written(part, row, values) for part in self.parts)
        return safe(written) or f"{ROW}-{row}"


def _field(name: str, spec: str, conversion: str | None) -> _Field:
    steps = parse_path(name)
    if not steps or conversion or (spec and (name != ROW or not _SPEC.fullmatch(spec))):
        message = f"the pattern for names has {{{name}}}, which is neither {{row}}, {{row:05}} nor a field of the data"
        raise UsageError(message)
    return _Field(steps, spec)


def _written(field: _Field, row: int, values: object) -> str:
    return format(row, field.spec) if field.steps == (ROW,) else text_of(field.steps, values)


def safe(text: str) -> str:
    r"""A text as a name that leads nowhere, means nothing to a system, and can be typed; empty where nothing is left.

    >>> safe("a/b"), safe("  Ann  O'Neil "), safe(".hidden"), safe("nul.txt"), safe("\u202egnp.exe")
    ('a-b', 'Ann-O-Neil', 'hidden', '_nul.txt', 'gnp.exe')
    """
    plain = "".join(
        " " if sign.isspace() else "" if unicodedata.category(sign) in _UNSEEN else sign
        for sign in unicodedata.normalize("NFC", text)
    )
    name = _cut(_STEPS.sub("-", _FORBIDDEN.sub("-", plain)).strip("-. "), LONGEST - _ROOM - len(ROW)).strip("-. ")
    return f"_{name}" if _DEVICE.match(name) else name


def _cut(text: str, most: int) -> str:
    """As much of a text as fits into so many bytes, with no mark parted from its letter."""
    cut = text.encode()[:most].decode(errors="ignore")
    rest = text[len(cut) : len(cut) + 1]
    while cut and rest and unicodedata.combining(rest):
        rest, cut = cut[-1], cut[:-1]
    return cut


class Names:
    """The names that a run has given: a second one that some system would take for the first gets its row behind it.

    >>> names = Names()
    >>> names.own("Ann", 1), names.own("ANN", 2), names.own("Bo", 3)
    ('Ann', 'ANN-2', 'Bo')
    """

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def own(self, stem: str, row: int) -> str:
        """A name that no row before has, under any folding of case and Unicode forms."""
        name, number = stem, 1
        while (key := _folded(name)) in self._taken:
            name = f"{stem}-{row}" if number == 1 else f"{stem}-{row}-{number}"
            number += 1
        self._taken.add(key)
        return name


def _folded(name: str) -> int:
    """A name as the most careless system compares it. Eight bytes of its digest: a run may have a million."""
    form = unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", name).casefold())
    return int.from_bytes(hashlib.blake2b(form.encode(), digest_size=8).digest(), "big")
