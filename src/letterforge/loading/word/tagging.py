"""The tags of a Word file in its parts: each with what it is, and copies of it where the file says the same twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from letterforge.findings import Finding, Findings, Place, Rule
from letterforge.loading.nesting import Statements
from letterforge.loading.tags import MarkKind, scan
from letterforge.loading.tree import Wording
from letterforge.loading.word.lists import Anew
from letterforge.loading.word.origins import Origin, Origins
from letterforge.loading.word.placement import Crossing, Placement, Tree, chains
from letterforge.loading.word.reading import Shared
from letterforge.loading.word.stories import Story
from letterforge.loading.word.styles import Sheets
from letterforge.loading.word.text import WordText
from letterforge.loading.word.tree import SLOTS
from letterforge.office.archive import Archive
from letterforge.office.xml import Element, local
from letterforge.rules import reading as reading_rules
from letterforge.rules import word as rules
from letterforge.word_tags import TagKind, WordTag

_KINDS = {
    MarkKind.PLACEHOLDER: TagKind.PLACEHOLDER,
    MarkKind.IF: TagKind.IF,
    MarkKind.ELIF: TagKind.ELIF,
    MarkKind.ELSE: TagKind.ELSE,
    MarkKind.ENDIF: TagKind.ENDIF,
    MarkKind.FOR: TagKind.FOR,
    MarkKind.ENDFOR: TagKind.ENDFOR,
    MarkKind.MACRO: TagKind.MACRO,
    MarkKind.ENDMACRO: TagKind.ENDMACRO,
}
_STRUCK = ("del", "moveFrom", "delText", "delInstrText")


@dataclass(frozen=True, slots=True)
class _Read:
    """A tag where it stands in the text of the file."""

    start: int
    end: int
    tag: WordTag
    written: str
    """As it is written, without blanks."""


@dataclass(slots=True)
class Tagging:
    """The tags of a file, part by part, in the order of the XML."""

    archive: Archive
    origins: Sequence[Origin]
    trees: dict[str, Tree] = field(default_factory=dict)
    placements: dict[str, list[Placement]] = field(default_factory=dict)
    unplaced: list[int] = field(default_factory=list)
    """Where tags stand in the text that stand nowhere in the XML."""

    def tree(self, part: str) -> Tree:
        """The XML of a part."""
        if part not in self.trees:
            self.trees[part] = Tree(self.archive.xml(part))
        return self.trees[part]

    def place(self, read: Sequence[_Read]) -> None:
        """Find each tag in the XML, and what is said twice there."""
        for placement in _placed(read, self.origins):
            if placement is None:
                continue
            self.placements.setdefault(placement.spans[0].part, []).append(placement)
        found = {placement.at for some in self.placements.values() for placement in some}
        self.unplaced = [one.start for one in read if one.start not in found]
        written = {one.start: one.written for one in read}
        for part in {origin.part for origin in self.origins}:
            older = list(self._older(part, written))
            self.placements.setdefault(part, []).extend(older)
        for part, some in self.placements.items():
            some.sort(key=self.tree(part).place)

    def _older(self, part: str, written: Mapping[int, str]) -> Iterator[Placement]:
        """Copies of tags in the older version of a drawing, for readers that know no newer one (ECMA-376 part 3, 7.2)."""
        tree = self.tree(part)
        for both in tree.root.iter():
            if local(both.tag) != "AlternateContent" or len(both) < 2:  # noqa: PLR2004  (one version is no choice)
                continue
            newer = _boxes(both[0])
            for version in both[1:]:
                for box, copy in zip(newer, _boxes(version), strict=False):
                    inside = {id(element) for element in box.iter()}
                    mine = [one for one in self.placements.get(part, []) if id(one.element) in inside]
                    yield from self._copied(part, copy, sorted(mine, key=lambda one: one.at), written)

    def _copied(
        self, part: str, box: Element, newer: Sequence[Placement], written: Mapping[int, str]
    ) -> Iterator[Placement]:
        shared = Shared(self.archive, None, Sheets.read(None, None))
        Story(shared, part).blocks(box, "", depth=1)
        source = WordText(shared.writing, None)
        marks = scan(source, Findings())
        stretches = sorted([(one.start, one.end) for one in marks] + [(one.start, one.end) for one in source.cells])
        same = ["".join(source.written(*one).split()) for one in stretches]
        if same != [written[one.at] for one in newer]:
            return
        read = [_Read(start, end, one.tag, "") for one, (start, end) in zip(newer, stretches, strict=True)]
        yield from (replace(one, at=-1) for one in _placed(read, shared.origins) if one is not None)

    def unread(self) -> Iterator[tuple[str, str]]:
        """The parts and elements with a tag that nobody has read; what is said twice in attributes is read as a copy."""
        for part in self.archive.members:
            if not part.endswith(".xml"):
                continue
            raw = self.archive.read(part)
            if not (b"{{" in raw or b"{%" in raw or raw[:2] in (b"\xff\xfe", b"\xfe\xff")):
                continue
            tree = self.tree(part)
            here = self.placements.setdefault(part, [])
            covered = {(id(one.element), one.attribute) for one in self.origins if one.part == part}
            covered |= {(id(span.element), span.attribute) for one in here for span in one.spans}
            for element in tree.root.iter():
                for attribute, text in ((None, element.text), (None, element.tail), *element.attrib.items()):
                    if not text or not ("{{" in text or "{%" in text) or (id(element), attribute) in covered:
                        continue
                    if any(local(one.tag) in _STRUCK for one in (element, *tree.above(element))):
                        continue  # said of the words that were struck out
                    copies = _same(tree, here, element, attribute, text)
                    here += copies
                    if not copies:
                        yield part, local(element.tag)
            here.sort(key=tree.place)


def _boxes(element: Element) -> list[Element]:
    """The text boxes in an element, but none that stand in another."""
    found: list[Element] = []
    for one in element:
        if local(one.tag) == "txbxContent":
            found.append(one)
        else:
            found += _boxes(one)
    return found


def _placed(read: Sequence[_Read], origins: Sequence[Origin]) -> Iterator[Placement | None]:
    known = Origins(origins)
    for one in read:
        spans = list(known.of(one.start, one.end))
        if not spans:
            yield None
            continue
        tag = one.tag if spans[0].attribute is None else replace(one.tag, unit="")
        yield Placement(tag, one.start, spans, [span.within(one.start, one.end) for span in spans])


def _same(
    tree: Tree, placements: Sequence[Placement], element: Element, attribute: str | None, text: str
) -> list[Placement]:
    """Copies of the tags of an attribute that says the same nearby: Word keeps the words for a picture twice."""
    if attribute is None:
        return []
    for around in tree.above(element):
        inside = {id(inner) for inner in around.iter()}
        for one in placements:
            first = one.spans[0]
            key = first.attribute
            said = None if key is None else first.element.get(key)
            if said is None or said.strip() != text.strip() or id(first.element) not in inside or one.at < 0:
                continue
            by = len(text) - len(text.lstrip()) - len(said) + len(said.lstrip())
            group = [p for p in placements if p.spans[0].element is first.element and p.spans[0].attribute == key]
            return [
                Placement(
                    p.tag,
                    -1,
                    [replace(p.spans[0], element=element, attribute=attribute)],
                    [(p.firsts[0][0] + by, p.firsts[-1][1] + by)],
                )
                for p in group
                if p.at >= 0
            ]
        if local(around.tag) == "p":
            break
    return []


def tagging(
    archive: Archive,
    shared: Shared,
    statements: Statements,
    *,
    live: Mapping[int, TagKind],
    lists: Anew,
    letterhead: bool,
) -> Tagging:
    """Find every tag of a file in its parts. ``live`` are the tags that say something of their cell."""
    source = statements.source
    assert isinstance(source, WordText)  # noqa: S101  (a Word file's)
    read: list[_Read] = []
    for number, mark in enumerate(statements.matched.marks):
        group = statements.matched.group_of.get(number)
        unit = source.prefixes.get(mark.start, "")
        kind, name = _KINDS.get(mark.kind, TagKind.NOTHING), ""
        if letterhead and kind is TagKind.PLACEHOLDER and unit == "p" and mark.body.strip() in SLOTS:
            kind, name = TagKind.SLOT, mark.body.strip()
        opening = None if group is None else statements.matched.marks[group.numbers[0]].start
        macro = statements.calls(number)
        if macro is not None:
            kind, opening = TagKind.CALL, statements.matched.marks[macro].start
        tag = WordTag(mark.start, kind, unit, opening, None, mark.trim_before, mark.trim_after, name)
        if mark.start in lists:
            tag = replace(tag, lists=tuple(sorted(lists[mark.start])))
        read.append(_Read(mark.start, mark.end, tag, "".join(source.written(mark.start, mark.end).split())))
    for cell in source.cells:
        tag = WordTag(cell.start, live.get(cell.start, TagKind.NOTHING))
        read.append(_Read(cell.start, cell.end, tag, "".join(source.written(cell.start, cell.end).split())))
    read.sort(key=lambda one: one.start)
    made = Tagging(archive, shared.origins)
    made.place(read)
    return made


def mismatches(made: Tagging, wording: Wording, source: WordText, *, letterhead: bool) -> Iterator[Finding]:
    """What of the tags could not be written as the tree has them."""
    for part, element in made.unread():
        message = "a tag stands where letterforge does not fill a Word file"
        yield rules.TAG_PLACE.at(Place(source.file, path=f"{part}, {element}"), message=message)
    for at in made.unplaced:
        yield _finding(source, rules.TAG_PLACE, at, "this tag stands where letterforge does not fill a Word file")
    nodes = (*wording.blocks, *wording.furniture, *wording.title)
    known = chains(nodes)
    said: set[tuple[str, int]] = set()
    for part, placements in made.placements.items():
        macros = {one.tag.number: one.tag for one in placements if one.tag.kind is TagKind.MACRO}
        for one in placements:
            if one.tag.kind is TagKind.CALL and one.at >= 0:
                macro = macros.get(one.tag.group or 0)
                if macro is None or (macro.unit == "p") is not (one.tag.unit == "p"):
                    message = "a macro is called where it does not stand: {{p ... }} for {%p macro %}, and in the same part of the file"
                    yield _finding(source, rules.TAG_PLACE, one.at, message)
            elif one.tag.kind is TagKind.MACRO and one.tag.unit not in ("", "p"):
                message = "a macro stands within a line, or around whole paragraphs, {%p macro %}"
                yield _finding(source, rules.TAG_PLACE, one.at, message)
        crossing = Crossing(made.tree(part), known)
        crossing.compare(placements)
        for rule, some in ((rules.SWALLOWED, crossing.lost), (reading_rules.CROSSED, crossing.crossed)):
            for one in some:
                if (rule.code, one.tag.number) in said:
                    continue
                said.add((rule.code, one.tag.number))
                yield _finding(source, rule, one.tag.number, _MESSAGES[rule.code])
        for one in placements:
            if one.at >= 0 and made.tree(part).tracked(one):
                yield _finding(source, rules.TRACKED_TAG, one.at, "this tag stands half within a tracked change")
            unit = one.tag.unit if made.tree(part).taken(one) is not None else ""
            if one.tag.kind is TagKind.PLACEHOLDER and one.at >= 0 and letterhead and unit == "p":
                message = f"a placeholder that stands for a whole paragraph: only {', '.join(SLOTS)} do so"
                yield _finding(source, rules.TAG_PLACE, one.at, message)
            if one.tag.kind is TagKind.PLACEHOLDER and unit in ("tr", "tc") and one.at >= 0:
                message = "a value can stand for a paragraph, {{p field }}, but not for a row or a cell"
                yield _finding(source, rules.TAG_PLACE, one.at, message)


def _finding(source: WordText, rule: Rule, at: int, message: str) -> Finding:
    return rule.at(source.place(at), message=message, excerpt=source.line(at))


_MESSAGES = {
    rules.SWALLOWED.code: "this tag stands in a paragraph, row, cell or run that another tag takes for itself",
    reading_rules.CROSSED.code: "this tag stands in a condition or loop in one place of the file, and not in another; it would cut through the XML",
}
