"""A Word file that is to become a template."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from letterforge.adopting.prompts import Prompt
from letterforge.adopting.source import Made, Part
from letterforge.adopting.spots import HIGHLIGHTED, Filling, Spot, edited, is_tag
from letterforge.adopting.word.edits import PartEdits, control_around
from letterforge.adopting.word.older import older_versions
from letterforge.adopting.word.paragraphs import FieldPlace, WordParagraph, paragraphs_of
from letterforge.errors import UsageError
from letterforge.filekinds import WORD
from letterforge.office.archive import Archive, open_archive
from letterforge.office.byte_offsets import utf8
from letterforge.office.outside import refuse_outside
from letterforge.office.parts import refuse_macros
from letterforge.office.rewriting import rewritten
from letterforge.office.xml import Element, child, value
from letterforge.passages import Passage
from letterforge.rules.scanning import CONTENT_CONTROL, FORM_FIELD, MERGE_FIELD
from letterforge.scanning.leftovers.search import Found, search
from letterforge.scanning.readers.word import passages_of

_HEADING = re.compile(r"(?:heading|title|subtitle)\b.*", re.IGNORECASE)
_CELL = re.compile(r"(.*table \d+), row (\d+), cell (\d+)\b.*")
_LONGEST_HEADING = 80


class WordSource:
    """A Word file, read: its spots, and how each is written."""

    suffix = WORD.suffix
    lost: Sequence[str] = ()
    title = ""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._archive = open_archive(content).keeping()
        refuse_macros(self._archive)
        refuse_outside(self._archive)
        self._paragraphs = list(paragraphs_of(self._archive))
        self._places: list[_Place | None] = []
        self.spots: Sequence[Spot] = self._found()

    def _found(self) -> list[Spot]:
        passages = list(passages_of(self._archive, None))
        waiting: dict[tuple[str, str], list[WordParagraph]] = defaultdict(list)
        for each in reversed(self._paragraphs):
            waiting[each.path, each.text].append(each)
        of_passage = [_taken(waiting, passage) for passage in passages]
        numbers = {id(one): number for number, one in enumerate(self._paragraphs)}
        templated = any("{%" in passage.text for passage in passages)
        found = [
            (one, of_passage[one.number])
            for one in search(passages)
            if not is_tag(one.passage.text[one.candidate.start : one.candidate.stop], templated=templated)
        ]
        around = _Around(self._paragraphs)
        spots: list[tuple[tuple[int, int], Spot, _Place | None]] = []
        taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for one, paragraph in found:
            if paragraph is None:
                spots.append(((len(numbers) + one.number, one.candidate.start), _elsewhere(one), None))
                continue
            place = _Place(paragraph, one.candidate.start, one.candidate.stop, one.rule)
            taken[id(paragraph)].append((place.start, place.stop))
            spots.append(((numbers[id(paragraph)], place.start), around.spot(place), place))
        for paragraph in self._paragraphs:
            for start, stop in _free(paragraph, taken[id(paragraph)]):
                place = _Place(paragraph, start, stop, HIGHLIGHTED)
                spots.append(((numbers[id(paragraph)], start), around.spot(place), place))
        spots.sort(key=lambda each: each[0])
        self._places = [place for _, _, place in spots]
        return [spot for _, spot, _ in spots]

    def spelt(self, words: str, *, kept: bool) -> str:
        """Words are words in a Word file."""
        del kept
        return words

    def made(self, fillings: Mapping[int, Filling], head: str) -> Made:
        """The template; ``head`` is nothing to a Word file."""
        del head
        parts: dict[str, PartEdits] = {}
        for number, filling in fillings.items():
            place = self._places[number]
            spot = self.spots[number]
            if place is None or spot.fixed:
                message = f"{spot.where}: {spot.fixed}"
                raise UsageError(message)
            name = place.paragraph.part
            if name not in parts:
                parts[name] = PartEdits(self._archive.read(name), self._archive.xml(name))
            if not self._written(parts[name], place, filling):
                message = (
                    f"{spot.where}: {spot.prompt.text}: nothing can be put in the place of this; change it in Word"
                )
                raise UsageError(message)
        made = [
            Part(name, one.raw, edited(one.raw, one.edits), tuple(sorted(one.edits))) for name, one in parts.items()
        ]
        changed = {one.name: one.new for one in made if one.edits}
        content = rewritten(self._archive, changed) if changed else self._content
        return Made(content, tuple(made))

    def parts(self, content: bytes) -> Mapping[str, bytes]:
        """Every part of the file."""
        return self.read_again(content)

    def read_again(self, content: bytes) -> Mapping[str, bytes]:
        """Every part of a Word file."""
        archive = open_archive(content)
        return {name: _plain(archive, name) for name in archive.members}

    def _written(self, part: PartEdits, place: _Place, filling: Filling) -> bool:
        paragraph, words = place.paragraph, filling.words
        if words is not None and place.rule in _FIELDS:
            field = place.field()
            if field is not None:
                return part.unwrap_field(paragraph, field, words)
            control = place.control(self._archive.xml(paragraph.part))
            if control is not None:
                return part.unwrap_control(paragraph, control, (place.start, place.stop), words)
        for older in older_versions(paragraph, part.above):
            part.replace(older, place.start, place.stop, filling)  # if it cannot be, the proof finds the prompt there
        return part.replace(paragraph, place.start, place.stop, filling)


class _Place:
    """Where a spot stands: a paragraph, and from where to where in it."""

    def __init__(self, paragraph: WordParagraph, start: int, stop: int, rule: str) -> None:
        self.paragraph, self.start, self.stop, self.rule = paragraph, start, stop, rule

    def field(self) -> FieldPlace | None:
        """The field whose result it is."""
        same = [one for one in self.paragraph.fields if (one.start, one.stop) == (self.start, self.stop)]
        return same[0] if same else None

    def title(self) -> str:
        """What the author of a content control called it; "" for what is no control of its own."""
        same = (one for start, stop, one in self.paragraph.controls if (start, stop) == (self.start, self.stop))
        properties = next((child(one, "sdtPr") for one in same), None)
        return (value(properties, "alias") or "").strip() if properties is not None else ""

    def control(self, root: Element) -> Element | None:
        """The content control whose prompt it is."""
        same = [one for start, stop, one in self.paragraph.controls if (start, stop) == (self.start, self.stop)]
        return same[0] if same else control_around(root, self.paragraph.element)


_FIELDS = frozenset((CONTENT_CONTROL.code, MERGE_FIELD.code, FORM_FIELD.code))


class _Around:
    """What stands around each spot: the heading above it, the label beside it."""

    def __init__(self, paragraphs: Sequence[WordParagraph]) -> None:
        self._headings: dict[int, str] = {}
        self._cells: dict[str, list[str]] = defaultdict(list)
        heading = ""
        for one in paragraphs:
            self._headings[id(one)] = heading
            text = " ".join(one.text.split())
            if text and (_HEADING.fullmatch(one.style) or (one.bold and len(text) <= _LONGEST_HEADING)):
                heading = text
            cell = _CELL.fullmatch(one.path)
            if cell is not None and text:
                self._cells[f"{cell[1]}, row {cell[2]}, cell {cell[3]}"].append(text)

    def spot(self, place: _Place) -> Spot:
        paragraph, start, stop = place.paragraph, place.start, place.stop
        text = paragraph.text
        before, words, after = text[:start], text[start:stop], text[stop:]
        prompt = Prompt(words, before, after, self._headings[id(paragraph)], place.title() or self._label(paragraph))
        alone = not (before + after).strip(" \t\u00a0.,;:")
        return Spot(paragraph.path, prompt, place.rule, alone and not (before + after).strip())

    def _label(self, paragraph: WordParagraph) -> str:
        cell = _CELL.fullmatch(paragraph.path)
        if cell is None:
            return ""
        table, row, column = cell[1], int(cell[2]), int(cell[3])
        beside = self._cells.get(f"{table}, row {row}, cell {column - 1}")
        above = self._cells.get(f"{table}, row 1, cell {column}") if row > 1 else None
        return " ".join(beside or above or ())


def _taken(waiting: dict[tuple[str, str], list[WordParagraph]], passage: Passage) -> WordParagraph | None:
    """The paragraph that a passage was read from; None for what is not in line."""
    same = waiting.get((passage.place.path or "", passage.text))
    return same.pop() if same else None


def _elsewhere(one: Found) -> Spot:
    text = one.passage.text
    start, stop, _ = one.candidate
    prompt = Prompt(text[start:stop], text[:start], text[stop:])
    return Spot(
        one.passage.place.path or "", prompt, one.rule, fixed="this does not stand in a paragraph; change it in Word"
    )


def _free(paragraph: WordParagraph, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is yellow and holds words, and no other prompt: that one is yellow because it is one."""
    for start, stop in paragraph.marked:
        words = paragraph.text[start:stop]
        if words.strip() and not any(begin < stop and end > start for begin, end in taken):
            lead = len(words) - len(words.lstrip())
            yield start + lead, start + len(words.rstrip())


def _plain(archive: Archive, name: str) -> bytes:
    content = archive.read(name)
    return utf8(content) if name.endswith((".xml", ".rels")) else content
