"""`Letter`: template, data and stationery that have been proven to fit one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from letterforge import stationery as stationeries
from letterforge.decisions import NOTHING
from letterforge.errors import DataError, FindingsError, StationeryError, TemplateError
from letterforge.findings import Finding, Findings, in_order
from letterforge.rules.data import MISSING
from letterforge.stationery import Stationery
from letterforge.template import Template

if TYPE_CHECKING:
    from letterforge.document import Document, Furniture
    from letterforge.filling.program import Filled, Program
    from letterforge.filling.words import LetterWords
    from letterforge.fonts import Family
    from letterforge.models.shapes import Shape


class Letter:
    """One letter. That it could be made is the proof that template, data and stationery fit.

    Args:
        template: a `Template`, from `letterforge.load`.
        data: a dictionary, an instance of the template's model, or a data file that was read. A snapshot is taken.
        stationery: how it looks; unless given, that of the kind of letter, else the plain one.

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
        warnings: values that a person should look at: "None" may be an answer, or what a program has written.
        allowed: texts of values that look like something to be filled in, and that their fields or the template allow.
        decisions: what each tag comes to of the Word file that a Word renderer writes: the template, where that is
            one, else the letterhead.
        keep: what of its Word file is asked for, that no letter carries else: see `letterforge.render`.
    """

    __slots__ = (
        "_filled",
        "_program",
        "allowed",
        "decisions",
        "keep",
        "said",
        "stationery",
        "template",
        "values",
        "warnings",
    )

    def __init__(self, template: Template, data: object, *, stationery: Stationery | None = None) -> None:
        self.template = template
        self.stationery = stationery if stationery is not None else stationeries.of(template)
        findings = Findings()
        data = template.named_data(data)
        values, shape = _values(template, data, findings)
        template = self.template = template.for_data(shape)
        program = _program_for(template, self.stationery)
        self._program = program
        faults = tuple(f for f in program.checked(shape).findings if f.is_error) if shape is not None else ()
        if faults and values is not None:
            findings.extend(program.unfit(values))
        # What data without a model lack is their fault, though the template's check finds it.
        findings.extend(f for f in faults if f.rule == MISSING.code)
        faults = tuple(f for f in faults if f.rule != MISSING.code)
        if template.waits_for_data:
            faults = (*(f for f in template.findings if f.is_error), *faults)
        if faults:
            kind = StationeryError if all(f.place.file != template.file for f in faults) else TemplateError
            raise _joined(kind, faults, findings, data=data, shape=shape)
        if findings or values is None:
            raise DataError(_located(findings, data, shape))
        self.values: Mapping[str, Any] = MappingProxyType(values)
        self._prove(values, data)

    def _prove(self, values: dict[str, Any], data: object) -> None:
        program = self._program
        self.stationery = program.stationery
        self._filled: Filled | None = None
        self.said: LetterWords | None = None
        self.keep: tuple[str, ...] = ()
        self.decisions = NOTHING
        if program.proof is not None:
            run, self.said = program.proven(program.proof, values, data)
            self.decisions, self.allowed, self.warnings = run.decisions, tuple(run.allowed), in_order(run.warnings)
            return
        self._filled = program.run(values, data)
        self.allowed, self.warnings = self._filled.allowed, self._filled.warnings
        if program.letterhead is not None:
            run, _ = program.proven(program.letterhead, values, data)
            self.decisions = run.decisions

    def keeping(self, keep: tuple[str, ...]) -> Letter:
        """The same letter, whose Word file keeps what is asked for."""
        if keep == self.keep:
            return self
        other = Letter.__new__(Letter)
        for name in Letter.__slots__:
            setattr(other, name, getattr(self, name))
        other.keep = keep
        return other

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

    def means(self, rule: str, text: str, span: tuple[int, int]) -> bool:
        """Whether what a scan finds by a rule at ``text[start:stop]`` of the finished letter is meant as it stands."""
        if self._program.meant.in_wording(rule, text, span):
            return True
        found = _joined_up(text[span[0] : span[1]])
        return bool(found) and any(found in _joined_up(said) for said in self.allowed)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as template, stationery and the snapshot of the data; the document is filled again."""
        return _again, (self.template, self.stationery, dict(self.values))


def _joined_up(text: str) -> str:
    """Without blanks and line ends, which a page has elsewhere."""
    return "".join(text.split())


def value_faults(template: Template, data: object, stationery: Stationery) -> tuple[Finding, ...]:
    """What is wrong with data for a template that is itself at fault, so that no letter can be made of it."""
    findings = Findings()
    data = template.named_data(data)
    values, shape = _values(template, data, findings)
    template = template.for_data(shape)
    if values is not None:
        findings.extend(_program_for(template, stationery).unfit(values))
    return _located(findings, data, shape)


def _again(template: Template, stationery: Stationery, values: dict[str, Any]) -> Letter:
    letter = Letter.__new__(Letter)
    letter.template, letter.stationery, letter.values = template, stationery, MappingProxyType(values)
    letter._program = _program_for(template, stationery)  # noqa: SLF001  (an instance of its own class)
    letter._prove(values, values)  # noqa: SLF001  (as above)
    return letter


def _joined(
    kind: type[FindingsError], faults: tuple[Finding, ...], findings: Findings, *, data: object, shape: Shape | None
) -> FindingsError:
    """One error for all that is wrong, of the template and of the data."""
    return kind(in_order([*faults, *_located(findings, data, shape)]))


def _values(template: Template, data: object, findings: Findings) -> tuple[dict[str, Any] | None, Shape | None]:
    """The plain data and their shape; without a model the shape is that of the data themselves."""
    from letterforge.data.given import plain_values  # noqa: PLC0415  (as in `_program_for`)

    return plain_values(template.model, template.shape, data, findings)


def _program_for(template: Template, stationery: Stationery) -> Program:
    from letterforge.filling.program import program_for  # noqa: PLC0415  (most of all imports, and many name `Letter` alone)

    return program_for(template, stationery)


def _located(findings: Iterable[Finding], data: object, shape: Shape | None) -> tuple[Finding, ...]:
    """The findings with the places of a data file."""
    from letterforge.data.validation import located  # noqa: PLC0415  (most letters have no findings)

    return located(in_order(findings), data, shape or ())
