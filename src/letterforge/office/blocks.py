"""The paragraphs and tables of a story of a Word file, each with its place in words.

A story is a run of blocks that are numbered together: a body, header, footer, cell, note or text box.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from letterforge.errors import UnreadableFileError
from letterforge.office.xml import Element, local

DEEPEST = 40  # tables and text boxes within one another
_CLOSED = frozenset(("tbl", "tr", "tc", "p"))
_STRUCK = frozenset(("del", "moveFrom"))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table: its place in words, and how many tables and text boxes it stands in."""

    element: Element
    path: str
    depth: int
    is_table: bool
    struck: bool = False
    """Whether all of it was struck out or moved away."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, and its cells with their places."""

    element: Element
    cells: tuple[tuple[str, Element], ...]


def within(path: str, step: str) -> str:
    """A place in words, one step further in."""
    return f"{path}, {step}" if path else step


def blocks(root: Element, path: str, depth: int = 0, *, struck: bool = False) -> Iterator[Block]:
    """The blocks of a story; a paragraph has its number, unless it is the only thing in its cell.

    Raises:
        UnreadableFileError: it stands deeper in tables and text boxes than any story should.
    """
    if depth > DEEPEST:
        message = f"the file nests its tables and text boxes more than {DEEPEST} deep"
        raise UnreadableFileError(message)
    found = list(_children(root, ("p", "tbl"), struck=struck))
    alone = len(found) == 1 and local(root.tag) == "tc"
    paragraphs = tables = 0
    for element, gone in found:
        if local(element.tag) == "tbl":
            tables += 1
            yield Block(element, within(path, f"table {tables}"), depth, is_table=True, struck=gone)
        else:
            paragraphs += 1
            yield Block(
                element, path if alone else within(path, f"paragraph {paragraphs}"), depth, is_table=False, struck=gone
            )


def rows(table: Block) -> Iterator[Row]:
    """The rows of a table with their cells; those of a table within a cell are not among them."""
    for y, (row, _) in enumerate(_children(table.element, ("tr",)), 1):
        cells = enumerate(_children(row, ("tc",)), 1)
        yield Row(row, tuple((within(table.path, f"row {y}, cell {x}"), cell) for x, (cell, _) in cells))


def _children(parent: Element, names: tuple[str, ...], *, struck: bool = False) -> Iterator[tuple[Element, bool]]:
    """The nearest elements of these names, out of content controls, tracked changes and the like; whether struck out.

    Of a drawing that is there twice, for newer and older readers, the newer is taken (ECMA-376 part 3, 7.2).
    """
    open_elements = [(iter(parent), struck)]
    while open_elements:
        siblings, gone = open_elements[-1]
        found = next(siblings, None)
        if found is None:
            open_elements.pop()
        elif (name := local(found.tag)) in names:
            yield found, gone
        elif name == "AlternateContent":
            open_elements.append((iter(found[0] if len(found) else found), gone))
        elif name not in _CLOSED and not name.endswith("Pr"):
            open_elements.append((iter(found), gone or name in _STRUCK))
