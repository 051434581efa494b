"""Whether the address of a letter stands in the window of its envelope: worked out beforehand, and measured afterwards."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from letterforge.document import (
    Coloured,
    Emphasis,
    Image,
    Inline,
    LineBreak,
    Link,
    Marked,
    Note,
    PageCount,
    PageNumber,
    Paragraph,
    Phrase,
    Role,
    Strong,
    Tab,
    Text,
    Underline,
    passages,
    walk,
)
from letterforge.errors import DataError, FindingsError, StationeryError, TemplateError
from letterforge.findings import Finding, Place, Severity
from letterforge.fonts import Style
from letterforge.loading import tree
from letterforge.rules.rendering import WINDOW
from letterforge.windows import Box, Window, opening

if TYPE_CHECKING:
    from letterforge.document import Block
    from letterforge.fonts import Family
    from letterforge.letter import Letter
    from letterforge.stationery import Stationery
    from letterforge.template import Template

_POINT = 25.4 / 72
_CLOSE = 0.1
"""Millimetres that no machine sees."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of an address: how wide it is, in millimetres, and the fields that it prints."""

    width: float
    fields: tuple[str, ...]


def overlooked(template: Template, stationery: Stationery) -> tuple[Finding, ...]:
    """What a person should know of a template on a stationery with a window: warnings."""
    if stationery.window is None:
        return ()
    place, hint, message = Place(template.file), None, ""
    if template.word is not None:
        message = "nobody measures where the address of a Word template stands in DOCX: it is filled as itself"
    elif not any(_is_address(node) for node in tree.walk(template.wording.blocks)):
        message = "the envelope of the stationery has a window, and the letter has no address to stand in it"
        hint = "Mark the paragraph that has it: {: .address }"
    if not message:
        return ()
    return (WINDOW.at(place, message=message, hint=hint, severity=Severity.WARNING),)


def refuse_misfit(letter: Letter) -> None:
    """Work out whether the address fits its window, by the widths of its typeface.

    Raises:
        DataError: it has too many lines, or one that is too wide.
        TemplateError: the same, where all of it is wording.
    """
    window = letter.stationery.window
    if window is None:
        return
    address = opening(letter.document.blocks).address
    if not address and any(_is_address(node) for node in walk(letter.document.blocks)):
        message = "the address stands within another part of the letter, and only one by itself is put into the window"
        raise TemplateError((WINDOW.at(Place(letter.template.file), message=message, hint="Put it before that part."),))
    lines = [line for paragraph in address for line in _lines(paragraph, letter.family, window)]
    room = window.area(letter.stationery.page.left).width
    faults: list[tuple[tuple[str, ...], str]] = []
    if (more := len(lines) - window.lines) > 0:
        message = (
            f"the address has {len(lines)} lines, and the window of the envelope takes {window.lines}: "
            f"{more} too many, {len(lines) * window.pitch - window.box.height:.1f} mm"
        )
        faults.append((tuple(dict.fromkeys(name for line in lines for name in line.fields)), message))
    for line in lines:
        if (over := line.width - room) > 0:
            message = f"a line of the address is {over:.1f} mm too wide for the window of the envelope, which takes {room:.1f} mm"
            faults.append((line.fields, message))
    if faults:
        raise _by_field(letter, faults)


def refuse_misplaced(content: bytes, letter: Letter) -> None:
    """Measure a finished PDF.

    Raises:
        DataError: the address does not stand in its window.
        TemplateError: the same, where all of it is wording.
        StationeryError: something else stands in the window, or where nothing may be printed.
    """
    window = letter.stationery.window
    if window is None:
        return
    from letterforge.scanning.readers.pdf_places import first_page  # noqa: PLC0415  (few stationeries have a window)

    places = first_page(content)
    address = opening(letter.document.blocks).address
    wanted = "".join(_bare("".join(passages((paragraph,)))) for paragraph in address)
    own = _found(wanted, places.characters)
    fields = tuple(dict.fromkeys(text.field for text in _texts(address) if text.field is not None))
    if own is None:
        raise _by_field(letter, [(fields, "the address does not stand whole on page 1, where the window shows it")])
    start, end = own
    inside = [box for _, box in places.characters[start:end]]
    if inside and (how := _beyond(inside, window.box)):
        raise _by_field(letter, [(fields, f"the address reaches {how} the window of the envelope on page 1")])
    pictures = any(isinstance(node, Image) for node in walk(address))
    others = [box for _, box in (*places.characters[:start], *places.characters[end:])]
    drawn = [box for box in places.drawn if not (pictures and not _beyond([box], window.box))]
    reach = [depth for box in (*others, *drawn) if (depth := _depth(box, window.clear)) > _CLOSE]
    if reach:
        message = (
            f"page 1 has something other than the address {max(reach):.1f} mm within the area around its window, "
            f"{_said(window.clear)}, where nothing may be printed"
        )
        hint = (
            "Make the header of the first page lower, or give the letter another place: beside and clear of [window]."
        )
        raise StationeryError((WINDOW.at(letter.stationery.place("window"), message=message, hint=hint),))


def _by_field(letter: Letter, faults: Iterable[tuple[tuple[str, ...], str]]) -> FindingsError:
    """The error of an address, at the fields that it prints; at the template, where it prints none."""
    findings: list[Finding] = []
    of_data = True
    for fields, message in faults:
        findings += [WINDOW.at(Place(path=field), message=message) for field in fields]
        if not fields:
            of_data = False
            findings.append(WINDOW.at(Place(letter.template.file), message=message))
    return (DataError if of_data else TemplateError)(tuple(findings))


# --- widths ----------------------------------------------------------------------------------------------------------


def _lines(paragraph: Paragraph[Inline], family: Family, window: Window) -> Iterator[_Line]:
    width, fields = 0.0, dict[str, None]()
    for node, bold in _pieces(paragraph.children, bold=False):
        if isinstance(node, LineBreak):
            yield _Line(width, tuple(fields))
            width, fields = 0.0, {}
        elif isinstance(node, Text):
            face = family.faces.get(Style.BOLD if bold else Style.REGULAR) or next(iter(family.faces.values()))
            width += face.width(node.text) * window.size * _POINT
            if node.field is not None:
                fields[node.field] = None
        elif isinstance(node, Image):
            width += node.width or 0.0
    yield _Line(width, tuple(fields))


def _pieces(inlines: Sequence[Inline], *, bold: bool) -> Iterator[tuple[Inline, bool]]:
    for inline in inlines:
        match inline:
            case Strong():
                yield from _pieces(inline.children, bold=True)
            case Emphasis() | Underline() | Link() | Marked() | Coloured() | Phrase():
                yield from _pieces(inline.children, bold=bold)
            case Text() | LineBreak() | Image() | PageNumber() | PageCount() | Tab() | Note():
                yield inline, bold
            case _:
                assert_never(inline)


# --- places ----------------------------------------------------------------------------------------------------------


def _is_address(node: object) -> bool:
    return isinstance(node, Paragraph) and node.role is Role.ADDRESS


def _texts(blocks: Sequence[Block]) -> Iterator[Text]:
    return (node for node in walk(tuple(blocks)) if isinstance(node, Text))


def _found(wanted: str, characters: Sequence[tuple[str, Box]]) -> tuple[int, int] | None:
    """Which of the characters are a text; None where it is not there. No text is at the beginning."""
    if not wanted:
        return 0, 0
    signs: list[str] = []
    numbers: list[int] = []
    for number, (character, _) in enumerate(characters):
        bare = _bare(character)
        signs.append(bare)
        numbers += [number] * len(bare)
    at = "".join(signs).find(wanted)
    return None if at < 0 else (numbers[at], numbers[at + len(wanted) - 1] + 1)


def _bare(text: str) -> str:
    """A text without blanks, accents and hyphens, which pages have in more than one way."""
    return "".join(
        c
        for c in unicodedata.normalize("NFKD", text)
        if unicodedata.category(c) not in ("Mn", "Cf", "Cc", "Zs", "Pd", "Cn")
    )


def _beyond(boxes: Sequence[Box], around: Box) -> str:
    """How far boxes reach out of another, in words; "" where they do not."""
    sides = {
        "to the left of": around.left - min(box.left for box in boxes),
        "to the right of": max(box.right for box in boxes) - around.right,
        "above": around.top - min(box.top for box in boxes),
        "below": max(box.bottom for box in boxes) - around.bottom,
    }
    return " and ".join(f"{over:.1f} mm {side}" for side, over in sides.items() if over > _CLOSE)


def _depth(box: Box, clear: Box) -> float:
    """How far a box reaches into another from the nearest side; 0 where they do not meet."""
    return max(0.0, min(box.right - clear.left, clear.right - box.left, box.bottom - clear.top, clear.bottom - box.top))


def _said(box: Box) -> str:
    return f"{box.left:g} to {box.right:g} mm from the left and {box.top:g} to {box.bottom:g} mm from the top"
