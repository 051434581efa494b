"""The verbs: load, check, render, scan."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from letterforge import plugins
from letterforge import stationery as stationeries
from letterforge.errors import DataError, StationeryError, TemplateError
from letterforge.findings import Finding, Findings, Place, in_order
from letterforge.letter import Letter, value_faults
from letterforge.opening.source import LARGEST, Source, is_path, read, several_of, translated
from letterforge.rules.data import MISSING
from letterforge.rules.word import MAIL_MERGE
from letterforge.stationery import Stationery
from letterforge.template import Template

if TYPE_CHECKING:
    from pydantic import BaseModel

    from letterforge.models.shapes import Shape
    from letterforge.rendering.render import render
    from letterforge.scanning.scan import scan

__all__ = ["LARGEST", "Source", "check", "is_path", "load", "read", "render", "scan"]

log = logging.getLogger("letterforge")

if not TYPE_CHECKING:  # as in `letterforge`: to check takes neither of them, and they are a fifth of all imports
    _MODULES = {"render": "letterforge.rendering.render", "scan": "letterforge.scanning.scan"}

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message, name=name)
        return getattr(import_module(_MODULES[name]), name)


def load(source: Source, *, model: type[BaseModel] | None = None, language: str | None = None) -> Template:
    """Read a template.

    Args:
        source: the name of a kind of letter, or the path of a Markdown or Word file, or its bytes, or a file that is
            open for reading bytes. A text with a suffix or a separator in it is a path.
        model: the pydantic class that says what data it needs; if not given, that of the model file which the template
            names or which lies beside it, ``letter.model.yaml`` beside ``letter.docx``, or that of its kind.
        language: the language of a letter that lies there in several, ``letter.en.md`` beside ``letter.cy.md``, which
            the source names as ``letter.md`` or by one of them; ``both`` for both in one file, Welsh first, or two tags
            in their order: ``cy,en``.

    Raises:
        UsageError: there is no such file or language, or it is not a template.
        UnknownNameError: there is no such kind.
        TemplateError: it cannot be read; all findings at once.
    """
    template, findings = read(source, model=model, language=language)
    if template is None or any(finding.is_error for finding in findings):
        raise TemplateError(findings)
    log.debug("load: %s", template.name)
    return template


def check(
    source: Source | Template,
    data: object = None,
    *,
    model: type[BaseModel] | None = None,
    stationery: Stationery | None = None,
    language: str | None = None,
) -> tuple[Finding, ...]:
    """All that is wrong with a template, with the stationery under it and with data for it, errors and warnings.

    Without a model, a template is checked against the data; without either, only what it says by itself is. A letter that
    is there in several languages is checked in each, and what one says and another does not is found, unless one
    ``language`` is asked for.

    Raises:
        UsageError, UnknownNameError: as `load`. What is wrong with the template is returned, not raised.
    """
    if isinstance(source, Template):
        return _checked(source, source.findings, data, stationery)
    if language is None and several_of(source) is not None:
        found = translated(source, model)
        out = [
            one for template, findings in found.found.values() for one in _checked(template, findings, data, stationery)
        ]
        return in_order([*out, *found.compared()])
    return _checked(*read(source, model=model, language=language), data, stationery)


def _checked(
    template: Template | None, findings: tuple[Finding, ...], data: object, stationery: Stationery | None
) -> tuple[Finding, ...]:
    """What is wrong with one template that was read."""
    if template is None:
        return findings
    try:
        plain = stationery if stationery is not None else stationeries.of(template)
    except StationeryError as fault:
        return in_order([*findings, *fault.findings])
    shape = template.shape
    if shape is None and data is not None:
        data = template.named_data(data)
        shape = _shape_of(data)
        if template.for_data(shape) is not template:
            template = template.for_data(shape)
            findings = template.findings
    out = [*findings, *plain.warnings, *plugins.option_faults(plain)]
    if plain.window is not None:
        from letterforge.rendering import placing  # noqa: PLC0415  (few stationeries have a window)

        out += placing.overlooked(template, plain)
    try:
        if shape is not None:
            out += _unfit(template, plain, shape, data)
        else:
            out += _by_itself(template, plain)
        if data is not None:
            out += _data_findings(template, data, plain, fit=not any(finding.is_error for finding in out))
    except StationeryError as fault:
        out += fault.findings
    log.debug("check: %s", template.name)
    return in_order(out)


def _shape_of(data: object) -> Shape | None:
    """The shape of data that come without a model; what is wrong with them is found with the letter."""
    from letterforge.data.foreign import made_plain  # noqa: PLC0415  (most letters have a model)
    from letterforge.data.unmodelled import unmodelled  # noqa: PLC0415  (as above)

    return unmodelled(made_plain(data, Findings()), Findings())[1]


def _unfit(template: Template, stationery: Stationery, shape: Shape, data: object) -> Sequence[Finding]:
    """Where the template asks for what data of a shape do not have."""
    from letterforge.filling.program import checked  # noqa: PLC0415  (to load takes nothing of it)

    found = checked(template, stationery, shape).findings
    missing = [one for one in found if one.rule == MISSING.code]
    return [one for one in found if one.rule != MISSING.code] + _located(missing, data, shape) if missing else found


def _by_itself(template: Template, stationery: Stationery) -> Sequence[Finding]:
    from letterforge.filling.program import by_itself  # noqa: PLC0415  (as above)

    found = by_itself(template, stationery)
    return (*found, _undecided(template)) if template.asked and template.waits_for_data else found


def _undecided(template: Template) -> Finding:
    """What merge fields and controls ask for, where there is nothing to say whether they get it."""
    names = ", ".join(template.asked)
    what = "merge fields and controls" if template.by_names else "merge fields"
    return MAIL_MERGE.at(Place(template.file), message=f"the data decide whether these {what} are filled: {names}")


def _located(findings: Sequence[Finding], data: object, shape: Shape | None) -> list[Finding]:
    """The findings with their places in a data file."""
    from letterforge.data.validation import located  # noqa: PLC0415  (as above)

    return list(located(findings, data, shape or ()))


def _data_findings(template: Template, data: object, stationery: Stationery, *, fit: bool) -> Sequence[Finding]:
    try:
        if not fit:
            return value_faults(template, data, stationery)
        letter = Letter(template, data, stationery=stationery)
        if stationery.window is not None and template.word is None:
            from letterforge.rendering import placing  # noqa: PLC0415  (as above)

            placing.refuse_misfit(letter)
        return _located(letter.warnings, data, template.shape)
    except DataError as fault:
        return _located(fault.findings, data, template.shape)
