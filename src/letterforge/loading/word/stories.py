"""The stories of a part of a Word template: paragraphs and tables, with the text of the file written as they are read."""

from __future__ import annotations

from collections.abc import Iterable

from letterforge.errors import UnreadableFileError
from letterforge.findings import Place
from letterforge.loading.word import word_only
from letterforge.loading.word.paragraphs import ParagraphReading
from letterforge.loading.word.raw_blocks import RawBlock, RawCell, RawParagraph, RawRow, RawTable
from letterforge.loading.word.reading import Part, Shared, lost
from letterforge.loading.word.styles import whole
from letterforge.office.blocks import Block, blocks, rows, within
from letterforge.office.fields import for_reply, prompted
from letterforge.office.relationships import relationships
from letterforge.office.walk import Aside, asides_of_control
from letterforge.office.xml import Element, attribute, child, is_on, local, value
from letterforge.rules.word import STALE_FIELD


class Story:
    """Reads the stories of one part."""

    def __init__(self, shared: Shared, part: str) -> None:
        self._part = Part(part, shared, relationships(shared.archive, part))
        self._replies = frozenset[Element]()
        self._prompts = frozenset[Element]()
        self._asides: dict[Element, list[Aside]] = {}
        """What controls around whole paragraphs say of themselves, by their first paragraphs."""

    def blocks(self, root: Element, path: str, depth: int = 0, *, struck: bool = False) -> list[RawBlock]:
        """The paragraphs and tables of a body, header, cell, note or text box."""
        if not depth:
            self._replies |= for_reply(root)
            self._prompts |= prompted(root) if self._replies else frozenset()
            self._asides |= _of_controls(root)
        found = [
            self._table(block) if block.is_table else self._paragraph(block)
            for block in blocks(root, path, depth, struck=struck)
        ]
        if depth == 0 and self._part.fields:
            message = "a field begins and never ends, so that nobody can tell what it shows"
            place = Place(self._part.shared.file, path=path or None)
            self._part.shared.findings.add(STALE_FIELD.at(place, message=message, hint="Delete it in Word."))
            self._part.fields.clear()
        return found

    def _paragraph(self, block: Block) -> RawParagraph:
        reading = ParagraphReading(self._part, block, reply=block.element in self._replies)
        for aside in self._asides.get(block.element, ()):
            reading.described(aside)
        raw = reading.read()
        if raw.reply and raw.segments and block.element in self._prompts:
            reading.answers.replace(0)
        for number, box in enumerate(reading.boxes, 1):
            path = within(raw.path, f"text box {number}")
            raw.boxes.append(self.blocks(box, path, block.depth + 1, struck=block.struck))
        return raw

    def _table(self, block: Block) -> RawTable:
        writing = self._part.shared.writing
        if child(child(block.element, "tblPr"), "tblpPr") is not None:
            self._lost(["a table that stands out of the flow"], block.path)
        grid = child(block.element, "tblGrid")
        table = RawTable(block.path, writing.length, [], columns=_columns(len(grid) if grid is not None else 0))
        table.row_headers = self._part.shared.sheets.heads_rows(child(block.element, "tblPr"))
        for one in rows(block):
            properties = child(one.element, "trPr")
            self._lost(word_only.of_row(properties), block.path)
            row = RawRow(writing.length, [], header=is_on(properties, "tblHeader"))
            row.before, row.after = (_columns(whole(value(properties, name))) for name in ("gridBefore", "gridAfter"))
            for path, element in one.cells:
                cell_properties = child(element, "tcPr")
                self._lost(word_only.of_cell(cell_properties), path)
                start = writing.length
                cell = RawCell(
                    path, start, self.blocks(element, path, block.depth + 1, struck=block.struck), writing.length
                )
                cell.columns = max(_columns(whole(value(cell_properties, "gridSpan"), 1)), 1)
                merge = child(cell_properties, "vMerge")
                cell.covered = merge is not None and attribute(merge) != "restart"
                row.cells.append(cell)
            row.end = writing.length
            if child(properties, "del") is None:  # a row that was struck out is read, lest a tag hide in it
                table.rows.append(row)
        table.end = writing.length
        return table

    def _lost(self, whats: Iterable[str], path: str) -> None:
        for what in whats:
            self._part.shared.findings.add(lost(what, Place(self._part.shared.file, path=path)))


def _of_controls(root: Element) -> dict[Element, list[Aside]]:
    found: dict[Element, list[Aside]] = {}
    for control in root.iter():
        asides = asides_of_control(control) if local(control.tag) == "sdt" else []
        first = next((one for one in control.iter() if local(one.tag) == "p"), None) if asides else None
        if first is not None:  # one within a paragraph is read there
            found.setdefault(first, []).extend(asides)
    return found


_MOST_COLUMNS = 256  # Word makes no more than 63; one number could ask for more than a machine has memory for


def _columns(number: int) -> int:
    if number > _MOST_COLUMNS:
        message = f"a table of the file has more than {_MOST_COLUMNS} columns"
        raise UnreadableFileError(message)
    return max(number, 0)
