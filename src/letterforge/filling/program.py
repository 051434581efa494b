"""A template on one stationery, made ready once and filled many times."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from letterforge.checking.allowed_fields import unknown_to_the_model, unknown_to_the_template
from letterforge.checking.check import Checked, check
from letterforge.data.validation import located
from letterforge.document import Block, Document, Furniture, Image, Picture, Text
from letterforge.document import walk as nodes_of
from letterforge.errors import DataError
from letterforge.filling.evaluation import Part
from letterforge.filling.fill import compiled
from letterforge.filling.meant import Meant
from letterforge.filling.seams import READS, always_left
from letterforge.filling.state import Evaluation
from letterforge.filling.texts import Words, judged_pattern, one_line, run_part
from letterforge.filling.typeface import Typefaces
from letterforge.filling.words import LetterWords, Proof, proof
from letterforge.findings import Finding, Place, Severity, in_order
from letterforge.fonts import Family
from letterforge.formatting.printer import Printer, printer_for
from letterforge.limits import LETTER_PICTURE_BYTES, LETTER_PIXELS
from letterforge.loading import tree
from letterforge.loading.stationery.letterhead import FurnishedLetterhead
from letterforge.loading.tree import FurnitureWording, Unseen, walk
from letterforge.models.allow import allowable
from letterforge.models.shapes import Shape
from letterforge.rules.checking import LOOP, UNPRINTABLE, UNUSED_FIELD
from letterforge.rules.data import ABSENT, COLUMNS, CONDITION, STANDS_IN
from letterforge.rules.reading import TOO_LONG
from letterforge.rules.word import LOSS
from letterforge.stationery import Stationery
from letterforge.template import Template

if TYPE_CHECKING:
    from letterforge.loading.word.letterhead import Letterhead

_DIGITS = frozenset("0123456789")
_PICTURE = "holds no words, and only a Word template can show it: a picture"
_WORD = "Use a Word template, or put the picture into the wording."


_OF_THE_TEMPLATE = frozenset(rule.code for rule in (ABSENT, UNPRINTABLE, CONDITION, LOOP, COLUMNS, TOO_LONG))
"""What filling says where template and data do not fit one another: the check has said it, by its place."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What becomes of a template when values fill it."""

    document: Document
    family: Family
    slots: tuple[Furniture, Furniture]
    losses: tuple[Finding, ...]
    allowed: tuple[str, ...]
    """Texts of values that look like something to be filled in, and are allowed."""
    warnings: tuple[Finding, ...]


Pages: TypeAlias = tuple[FurnitureWording, FurnitureWording]
"""The furniture of the first page and of those that follow, with holes."""


@dataclass(frozen=True, slots=True)
class PageFurniture:
    """Header and footer of the first page and of those that follow, made ready to be filled."""

    first: tuple[Part[Block], Part[Block]]
    following: tuple[Part[Block], Part[Block]]

    @classmethod
    def of(cls, pages: Pages, printer: Printer) -> PageFurniture:
        """Make furniture ready."""
        (first, following) = ((compiled(page.header, printer), compiled(page.footer, printer)) for page in pages)
        return cls(first, following)

    def run(self, run: Evaluation) -> tuple[Furniture, Furniture]:
        """The furniture of the first page and of those that follow."""
        header, footer = (run_part(part, run) for part in self.following)
        return Furniture(*(run_part(part, run) for part in self.first)), Furniture(header, footer)


@dataclass(frozen=True, eq=False)
class Program:
    """A template on one stationery, made ready to be filled many times."""

    template: Template
    stationery: Stationery
    furnished: FurnishedLetterhead
    blocks: Part[Block]
    title: Part[Words]
    furniture: PageFurniture
    slots: PageFurniture | None
    """The furniture for the slots of the letterhead, where that is not all of the furniture."""
    images: Mapping[str, Picture]
    typefaces: Typefaces
    proof: Proof | None
    """Where the template is a Word file: the proof without the document."""
    letterhead: Proof | None = None
    """Where the letterhead has tags of its own: what is decided at them."""

    @functools.cached_property
    def of_the_model(self) -> Checked | None:
        """What the check says with the template's own model."""
        return None if self.template.shape is None else self._check(self.template.shape)

    def checked(self, shape: Shape) -> Checked:
        """What the check says for data of a shape."""
        known = self.of_the_model
        return known if known is not None else self._check(shape)

    def _check(self, shape: Shape) -> Checked:
        wording = self.template.wording
        around = wording.furniture if wording.sheet is not None else self.furnished.nodes
        nodes = (*wording.title, *wording.blocks)
        found = check(nodes, shape, around=around, file=self.template.file, whole=self.template.model is not None)
        found = Checked(in_order([*found.findings, *self.by_itself]), found.uses)
        # What could not be read may use any field.
        unread = any(finding.is_error for finding in self.template.findings)
        return found.without(UNUSED_FIELD) if unread else found

    @functools.cached_property
    def by_itself(self) -> tuple[Finding, ...]:
        """What is wrong whatever the data are: no letter can be made, or what is allowed allows nothing."""
        homeless = () if self.template.wording.sheet is not None else self.furnished.homeless
        return in_order([*self._left(), *self.misdirected, *self._unwritten(), *homeless])

    @functools.cached_property
    def misdirected(self) -> tuple[Finding, ...]:
        """What is allowed for fields that there are not."""
        template = self.template
        if template.shape is not None:
            return tuple(unknown_to_the_model(self.meant.said, template.shape))
        if any(finding.is_error for finding in template.findings):
            return ()  # what could not be read may name any field
        around = template.wording.furniture if template.wording.sheet is not None else self.furnished.nodes
        nodes = (*template.wording.title, *template.wording.blocks, *around)
        return tuple(unknown_to_the_template(self.meant.said, nodes))

    def _left(self) -> tuple[Finding, ...]:
        """What waits to be filled in the wording as it is read, and was not found where the template was read by lines."""
        wording, errors = self.template.wording, [one for one in self.template.findings if one.is_error]
        if any(one.rule not in allowable() for one in errors):
            return ()  # what could not be read is missing among the words
        said, shown = {one.rule for one in errors}, "\n".join(f"{one.excerpt}\n{one.message}" for one in errors)
        around = wording.furniture if wording.sheet is not None else self.furnished.nodes
        left = dict.fromkeys(always_left((*wording.blocks, *around), self.meant))
        place = Place(self.template.file)
        message = "{} waits to be filled in, and would be printed as it is"
        return tuple(
            rule.at(place, message=message.format(text))
            for rule, text in left
            if rule.code not in said and text not in shown
        )

    def unfit(self, values: Mapping[str, Any]) -> tuple[Finding, ...]:
        """The values that no letter prints, of those that this one would; for a template that is itself at fault."""
        run = self.begun(values)
        if self.proof is not None:
            self.proof.run(run)
        else:
            for part in (self.blocks, self.title):
                run_part(part, run)
            self.furniture.run(run)
        return tuple(finding for finding in run.findings if finding.rule not in _OF_THE_TEMPLATE)

    def _unwritten(self) -> tuple[Finding, ...]:
        """The characters of the wording that no typeface has; a Word file has fonts of its own, and warns of the others."""
        if self.typefaces.choose(()) is not None:
            return ()
        found = tuple(self.typefaces.missing(()))
        return tuple(replace(one, severity=Severity.WARNING) for one in found) if self.template.word else found

    @functools.cached_property
    def meant(self) -> Meant:
        """What looks like something to be filled in, and is allowed in a letter."""
        said = (*self.template.allow, *self.stationery.allow)
        return Meant(self.template.shape or (), said, has_model=self.template.shape is not None)

    def begun(self, values: Mapping[str, Any]) -> Evaluation:
        """One filling, with nothing done yet."""
        return Evaluation(values, meant=self.meant)

    def proven(self, proof: Proof, values: dict[str, Any], data: object) -> tuple[Evaluation, LetterWords]:
        """What a proof says of the values, and what was decided.

        Raises:
            DataError: a value cannot be printed, or makes with its surroundings what still waits to be filled in.
        """
        run = self.begun(values)
        said = proof.run(run)
        self.refuse(run, data)
        if run.suspects:
            self.run(values, data)  # the document knows the fields
            for tag in run.suspects:
                run.findings.add(STANDS_IN.at(tag.place, message=READS, excerpt=tag.excerpt))
            self.refuse(run, data)
        return run, said

    def refuse(self, run: Evaluation, data: object) -> None:
        """Raise what went wrong in a run, if anything did."""
        if run.findings:
            raise DataError(located(in_order(run.findings), data, self.template.shape or ()))

    def run(self, values: dict[str, Any], data: object) -> Filled:
        """The document that the values make, the typeface that can write it, what goes into slots, and the losses."""
        run = self.begun(values)
        blocks = run_part(self.blocks, run)
        title = one_line(run_part(self.title, run))
        first, following = self.furniture.run(run)
        losses = self._losses(run)
        family = self.typefaces.choose(run.printed)
        if family is None:
            lacking = self.typefaces.missing(run.printed)
            if self.template.word is None:
                run.findings.extend(lacking)
            else:
                # The Word file brings fonts of its own; only other formats need those of the stationery.
                losses += tuple(lacking)
            family = self.stationery.families[0]
        images = MappingProxyType({**self.images, **run.pictures}) if run.pictures else self.images
        document = Document(self.template.language, title, blocks, first, following, images)
        if images and (grown := _pictures_grow(document)) is not None:
            run.findings.add(TOO_LONG.at(Place(self.template.file), message=grown))
        self.refuse(run, data)
        slots = (first, following) if self.slots is None else self.slots.run(run)
        return Filled(document, family, slots, losses, tuple(run.allowed), in_order(run.warnings))

    def _losses(self, run: Evaluation) -> tuple[Finding, ...]:
        """What only the Word file itself can show; without one it is a fault of the letter."""
        losses = tuple(finding for finding in self.template.findings if finding.rule == LOSS.code)
        if self.template.word is not None:
            return losses + tuple(LOSS.at(one, message=_PICTURE) for one in run.wordless)
        run.findings.extend(UNPRINTABLE.at(one, message=_PICTURE, hint=_WORD) for one in run.wordless)
        return losses


def _pictures_grow(document: Document) -> str | None:
    """What is too much of the pictures of a letter: a page in HTML has a copy of each, and PDF unpacks them."""
    margins = (document.first, document.following)
    blocks = (*document.blocks, *(block for one in margins for block in (*one.header, *one.footer)))
    shown = [node.digest for node in nodes_of(blocks) if isinstance(node, Image)]
    if sum(len(document.images[digest].content) for digest in shown) > LETTER_PICTURE_BYTES.most:
        return f"the pictures of the letter have more than {LETTER_PICTURE_BYTES.most:,} bytes, each as often as it is shown"
    pictures = [document.images[digest] for digest in set(shown)]
    if sum(one.width * one.height for one in pictures) > LETTER_PIXELS.most:
        return f"the pictures of the letter have more than {LETTER_PIXELS.most:,} pixels"
    return None


@functools.lru_cache(maxsize=64)
def program_for(template: Template, stationery: Stationery) -> Program:
    """Both compare by identity: one that was read again is made ready again."""
    printer = printer_for(template.language)
    furnished = stationery.furnished(printer)
    wording = template.wording
    sheet = wording.sheet
    if sheet is not None and sheet.page is not None:
        stationery = stationery.on_page(sheet.page)
    pages = (furnished.first, furnished.following) if sheet is None else (sheet.first, sheet.following)
    slots: PageFurniture | None = None
    if sheet is None and (furnished.slots[0] is not furnished.first or furnished.slots[1] is not furnished.following):
        slots = PageFurniture.of(furnished.slots, printer)
    every = (*_seen((*wording.blocks, *(wording.furniture if sheet is not None else furnished.nodes))), *wording.title)
    characters = frozenset(c for node in walk(every) if isinstance(node, Text) for c in node.text) | _DIGITS
    images = {**wording.images, **furnished.images}
    used = {node.digest for node in walk(every) if isinstance(node, Image)}
    around = None if sheet is not None else stationery.speaking(printer)
    first, following = pages
    margins = (following.header, following.footer, first.header, first.footer)
    return Program(
        template,
        stationery,
        furnished,
        compiled(wording.blocks, printer),
        judged_pattern(wording.title, printer),
        PageFurniture.of(pages, printer),
        slots,
        MappingProxyType({key: images[key] for key in used}),
        Typefaces(stationery, characters, template.file),
        None if template.word is None else proof(wording.blocks, margins, wording.title, printer=printer),
        None if around is None or template.word is not None else _of_letterhead(around, printer),
    )


def _of_letterhead(around: Letterhead, printer: Printer) -> Proof | None:
    """The proof of a letterhead by itself, None where it has nothing but slots."""
    return proof(around.blocks, around.margins, (), printer=printer) if around.has_tags else None


def _seen(nodes: Sequence[tree.Block]) -> Iterator[tree.Block]:
    """The trees that a page shows, without what only a Word file holds."""
    return (node for node in nodes if not isinstance(node, Unseen))


def checked(template: Template, stationery: Stationery, shape: Shape) -> Checked:
    """What the check says of a template on a stationery, for data of a shape."""
    return program_for(template, stationery).checked(shape)


def by_itself(template: Template, stationery: Stationery) -> tuple[Finding, ...]:
    """What the check says of a template where there are neither model nor data to check it by."""
    return program_for(template, stationery).by_itself
