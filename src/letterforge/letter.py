"""`Letter`: a template, data and stationery that have been proven to fit one another."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from letterforge import stationery as stationeries
from letterforge.check import Checked, check
from letterforge.document import Document, Furniture, Image, Picture, Text
from letterforge.errors import DataError, FindingsError, StationeryError, TemplateError
from letterforge.fill import Part, Run, compiled, one_line, printer_for, run_part
from letterforge.findings import Finding, Place, error, in_order
from letterforge.fonts import Family
from letterforge.plain import plain
from letterforge.shapes import Shape, shape_of_value
from letterforge.sources.data import DataFile
from letterforge.stationery import Dressed, Stationery
from letterforge.template import Template
from letterforge.validation import located, validated
from letterforge.wording import walk

_DIGITS = frozenset("0123456789")


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
    """

    __slots__ = ("_program", "document", "family", "stationery", "template", "values")

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
        self.document, self.family = program.run(values, data)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as template, stationery and the snapshot of the data; the document is filled again."""
        return _again, (self.template, self.stationery, dict(self.values))


def _again(template: Template, stationery: Stationery, values: dict[str, Any]) -> Letter:
    letter = Letter.__new__(Letter)
    letter.template, letter.stationery, letter.values = template, stationery, MappingProxyType(values)
    letter._program = _program(template, stationery)  # noqa: SLF001  (an instance of its own class)
    letter.document, letter.family = letter._program.run(values, values)  # noqa: SLF001  (as above)
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


@dataclass(frozen=True, eq=False)
class Program:
    """A template on one stationery, made ready to be filled many times."""

    template: Template
    stationery: Stationery
    dressed: Dressed
    blocks: Part
    title: Part
    furniture: tuple[Part, Part, Part, Part]
    images: Mapping[str, Picture]
    characters: frozenset[str]

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
        nodes = (*wording.title, *wording.blocks, *self.dressed.nodes)
        return check(nodes, shape, file=self.template.file, whole=self.template.model is not None)

    def run(self, values: dict[str, Any], data: object) -> tuple[Document, Family]:
        """The document that the values make, and the typeface that can write it."""
        run = Run(values)
        blocks = run_part(self.blocks, run)
        title = one_line(run_part(self.title, run))
        header, footer, first_header, first_footer = (run_part(part, run) for part in self.furniture)
        family = self._family(run)
        if run.findings or family is None:
            raise DataError(located(in_order(run.findings), data, self.template.shape or ()))
        document = Document(
            self.template.language,
            title,
            blocks,
            Furniture(first_header, first_footer),
            Furniture(header, footer),
            self.images,
        )
        return document, family

    def _family(self, run: Run) -> Family | None:
        """The first family that has every character; where there is none, findings that name the fields."""
        printed = "".join([text.text for text in run.printed])
        wanted = (
            self.characters if printed.isascii() and self.characters >= set(printed) else self.characters | set(printed)
        )
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
    furniture = (dressed.following.header, dressed.following.footer, dressed.first.header, dressed.first.footer)
    parts = tuple(compiled(nodes, printer) for nodes in furniture)
    every = (*wording.blocks, *wording.title, *dressed.nodes)
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
        MappingProxyType({key: images[key] for key in used}),
        characters,
    )


def checked(template: Template, stationery: Stationery, shape: Shape) -> Checked:
    """What the check says of a template on a stationery, for data of a shape."""
    return _program(template, stationery).checked(shape)
