"""`Letter`: a template, data and stationery that have been proven to fit one another."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from letterforge import stationery as stationeries
from letterforge.checking.check import Checked, check
from letterforge.data.data_file import DataFile
from letterforge.data.snapshot import plain
from letterforge.data.validation import located, validated
from letterforge.document import Document, Furniture, Image, Picture, Text
from letterforge.errors import DataError, FindingsError, StationeryError, TemplateError
from letterforge.filling.evaluation import Part, Run
from letterforge.filling.fill import compiled, one_line, printer_for, run_part
from letterforge.filling.words import Proof, Said, proof
from letterforge.findings import Finding, Place, error, in_order, warning
from letterforge.fonts import Family
from letterforge.loading.tree import Unseen, walk
from letterforge.models.shapes import Shape, shape_of_value
from letterforge.stationery import Dressed, Stationery
from letterforge.template import Template

_DIGITS = frozenset("0123456789")
_PICTURE = "holds no words, and only a Word template can show it: a picture"
_ALLOW = "Say --allow-loss to leave it out of other formats."
_WORD = "Use a Word template, or put the picture into the wording."
_ASCII = frozenset(map(chr, range(0x20, 0x7F)))


class Letter:
    """One letter. That it could be made is the proof that template, data and stationery fit.

    Args:
        template: a `Template`, from `letterforge.load`.
        data: a dictionary, an instance of the template's model, or a data file that was read. A snapshot is taken.
        stationery: how it looks; the plain stationery unless given.

    Raises:
        TemplateError: the template does not fit its model.
        StationeryError: the stationery does not fit the model.
        DataError: the data do not fit the model, or cannot be printed. Every error holds all findings at once.

    Attributes:
        document: the filled tree.
        values: the plain data, as expressions see them.
        family: the typeface for the whole letter: the first of the stationery that has all of its characters.
        stationery: how it looks. A template that is a Word file brings its own page.
        slots: the furniture for the slots of a letterhead, of the first page and of those that follow; the
            document's own furniture has what the letterhead says around them, too.
        losses: what only the Word file itself can show, where the template is one.
        said: its words, where it was proven without its document being made: a Word template is filled as itself,
            and `document`, `family`, `slots` and `losses` are made when they are first asked for.
    """

    __slots__ = ("_filled", "_program", "said", "stationery", "template", "values")

    def __init__(self, template: Template, data: object, *, stationery: Stationery | None = None) -> None:
        self.template = template
        self.stationery = stationery if stationery is not None else stationeries.plain()
        findings: list[Finding] = []
        values, shape = _values(template, data, findings)
        program = _program(template, self.stationery)
        self._program = program
        faults = tuple(f for f in program.checked(shape).findings if f.is_error) if shape is not None else ()
        if faults:
            kind = StationeryError if all(f.place.file != template.file for f in faults) else TemplateError
            raise _joined(kind, faults, findings, data=data, shape=template.shape or ())
        if findings or values is None:
            raise DataError(located(in_order(findings), data, template.shape or ()))
        self.values: Mapping[str, Any] = MappingProxyType(values)
        self._prove(values, data)

    def _prove(self, values: dict[str, Any], data: object) -> None:
        program = self._program
        self.stationery = program.stationery
        self._filled: Filled | None = None
        self.said: Said | None = None
        if program.proof is not None:
            run = Run(values)
            self.said = program.proof.run(run)
            program.refuse(run, data)
        else:
            self._filled = program.run(values, data)

    def _made(self) -> Filled:
        if self._filled is None:
            self._filled = self._program.run(dict(self.values), self.values)
        return self._filled

    @property
    def document(self) -> Document:
        """The filled tree."""
        return self._made().document

    @property
    def family(self) -> Family:
        """The typeface for the whole letter."""
        return self._made().family

    @property
    def slots(self) -> tuple[Furniture, Furniture]:
        """The furniture for the slots of a letterhead, of the first page and of those that follow."""
        return self._made().slots

    @property
    def losses(self) -> tuple[Finding, ...]:
        """What only the Word file itself can show."""
        return self._made().losses

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as template, stationery and the snapshot of the data; the document is filled again."""
        return _again, (self.template, self.stationery, dict(self.values))


def _again(template: Template, stationery: Stationery, values: dict[str, Any]) -> Letter:
    letter = Letter.__new__(Letter)
    letter.template, letter.stationery, letter.values = template, stationery, MappingProxyType(values)
    letter._program = _program(template, stationery)  # noqa: SLF001  (an instance of its own class)
    letter._prove(values, values)  # noqa: SLF001  (as above)
    return letter


def _joined(
    kind: type[FindingsError], faults: tuple[Finding, ...], findings: list[Finding], *, data: object, shape: Shape
) -> FindingsError:
    """One error for all that is wrong, of the template and of the data."""
    return kind(in_order([*faults, *located(findings, data, shape)]))


def _values(template: Template, data: object, findings: list[Finding]) -> tuple[dict[str, Any] | None, Shape | None]:
    """The plain data and their shape; without a model the shape is that of the data themselves."""
    if template.model is not None:
        shape = template.shape
        assert shape is not None  # noqa: S101  (there is a model)
        try:
            instance: BaseModel = validated(template.model, data)
        except DataError as fault:
            findings += fault.findings
            return None, shape
        return plain(instance, shape, findings), shape
    raw = data.values if isinstance(data, DataFile) else data
    if isinstance(raw, BaseModel):
        raw = raw.model_dump()
    if not isinstance(raw, Mapping):
        findings.append(error("data", Place(), message="the data are not fields with values"))
        return None, None
    try:
        shape = shape_of_value(dict(raw))
        return plain(raw, shape, findings), shape
    except RecursionError:
        findings.append(error("data", Place(), message="the data have too many levels, or hold themselves"))
        return None, None


@dataclass(frozen=True, slots=True)
class Filled:
    """What becomes of a template when values fill it."""

    document: Document
    family: Family
    slots: tuple[Furniture, Furniture]
    losses: tuple[Finding, ...]


@dataclass(frozen=True, eq=False)
class Program:
    """A template on one stationery, made ready to be filled many times."""

    template: Template
    stationery: Stationery
    dressed: Dressed
    blocks: Part
    title: Part
    furniture: tuple[Part, Part, Part, Part]
    slots: tuple[Part, Part, Part, Part] | None
    """The furniture for the slots of the letterhead, where that is not all of the furniture."""
    images: Mapping[str, Picture]
    characters: frozenset[str]
    proof: Proof | None
    """Where the template is a Word file: the proof without the document."""

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
        around = wording.furniture if wording.sheet is not None else self.dressed.nodes
        nodes = (*wording.title, *wording.blocks)
        return check(nodes, shape, around=around, file=self.template.file, whole=self.template.model is not None)

    def refuse(self, run: Run, data: object) -> None:
        """Raise what went wrong in a run, if anything did."""
        if run.findings:
            raise DataError(located(in_order(run.findings), data, self.template.shape or ()))

    def run(self, values: dict[str, Any], data: object) -> Filled:
        """The document that the values make, the typeface that can write it, what goes into slots, and the losses."""
        run = Run(values)
        blocks = run_part(self.blocks, run)
        title = one_line(run_part(self.title, run))
        header, footer, first_header, first_footer = (run_part(part, run) for part in self.furniture)
        losses = tuple(finding for finding in self.template.findings if finding.rule == "loss")
        if self.template.word is not None:
            losses += tuple(warning("loss", one, message=_PICTURE, hint=_ALLOW) for one in run.wordless)
        else:
            run.findings += [error("unprintable", one, message=_PICTURE, hint=_WORD) for one in run.wordless]
        faults = len(run.findings)
        family = self._family(run)
        if family is None and self.template.word is not None:
            # The Word file brings fonts of its own; only other formats need those of the stationery.
            losses += tuple(run.findings[faults:])
            del run.findings[faults:]
            family = self.stationery.families[0]
        self.refuse(run, data)
        assert family is not None  # noqa: S101  (else there are findings)
        document = Document(
            self.template.language,
            title,
            blocks,
            Furniture(first_header, first_footer),
            Furniture(header, footer),
            self.images,
        )
        slots = (document.first, document.following)
        if self.slots is not None:
            parts = [run_part(part, run) for part in self.slots]
            slots = (Furniture(parts[2], parts[3]), Furniture(parts[0], parts[1]))
        return Filled(document, family, slots, losses)

    @functools.cached_property
    def _plain_family(self) -> Family | None:
        """The first typeface that has the wording's characters, if it has all of ASCII too: mostly the one for a letter."""
        family = self.stationery.family_for(self.characters)
        return family if family is not None and not family.missing(_ASCII) else None

    def _family(self, run: Run) -> Family | None:
        """The first family that has every character; where there is none, findings that name the fields."""
        plain = self._plain_family
        if plain is not None:
            odd = [text.text for text in run.printed if not (text.text.isascii() and text.text.isprintable())]
            if not odd or not plain.missing(set("".join(odd))):
                return plain
        wanted = self.characters.union(*[text.text for text in run.printed])
        family = self.stationery.family_for(wanted)
        if family is not None:
            return family
        # No family has them all: name what the widest of them lacks.
        best = min(self.stationery.families, key=lambda one: len(one.missing(wanted)))
        missing = best.missing(wanted)
        hint = "Add a font that has it to the stationery."
        for text in run.printed:
            if missing & set(text.text):
                message = "has a character that no font of the stationery has"
                run.findings.append(error("no-glyph", Place(path=text.field), message=message, hint=hint))
        for character in sorted(missing & self.characters):
            message = (
                f"no font of the stationery has the character {character} (U+{ord(character):04X}) of the template"
            )
            run.findings.append(error("no-glyph", Place(self.template.file), message=message, hint=hint))
        return None


@functools.lru_cache(maxsize=64)
def _program(template: Template, stationery: Stationery) -> Program:
    """Both compare by identity: one that was read again is made ready again."""
    printer = printer_for(template.language)
    dressed = stationery.dressed(printer)
    wording = template.wording
    sheet = wording.sheet
    if sheet is not None and sheet.page is not None:
        stationery = stationery.on_page(sheet.page)
    first, following = (dressed.first, dressed.following) if sheet is None else (sheet.first, sheet.following)
    around_the_text = (following.header, following.footer, first.header, first.footer)
    parts = [compiled(nodes, printer) for nodes in around_the_text]
    slots: tuple[Part, Part, Part, Part] | None = None
    if sheet is None and (dressed.slots[0] is not dressed.first or dressed.slots[1] is not dressed.following):
        first, following = dressed.slots
        some = [compiled(nodes, printer) for nodes in (following.header, following.footer, first.header, first.footer)]
        slots = (some[0], some[1], some[2], some[3])
    around = wording.furniture if sheet is not None else dressed.nodes
    every = tuple(_seen((*wording.blocks, *wording.title, *around)))
    characters = frozenset(c for node in walk(every) if isinstance(node, Text) for c in node.text) | _DIGITS
    images = {**wording.images, **dressed.images}
    used = {node.digest for node in walk(every) if isinstance(node, Image)}
    return Program(
        template,
        stationery,
        dressed,
        compiled(wording.blocks, printer),
        compiled(wording.title, printer),
        (parts[0], parts[1], parts[2], parts[3]),
        slots,
        MappingProxyType({key: images[key] for key in used}),
        characters,
        None if template.word is None else proof(wording.blocks, around_the_text, wording.title, printer=printer),
    )


def _seen(nodes: Sequence[Any]) -> Iterator[Any]:
    """The trees that a page shows, without what only a Word file holds."""
    return (node for node in nodes if not isinstance(node, Unseen))


def checked(template: Template, stationery: Stationery, shape: Shape) -> Checked:
    """What the check says of a template on a stationery, for data of a shape."""
    return _program(template, stationery).checked(shape)
