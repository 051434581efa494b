"""Whether a value is fit to be printed: its own rules, what its field allows, and what is a hole in this field."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from letterforge.filling.places import ItemAt
from letterforge.filling.state import Evaluation
from letterforge.findings import Place, Severity
from letterforge.loading.tree import Tag
from letterforge.models.text_rules import AUTHORS_CHOICE, EMPTY_DATE, PERHAPS, TextRule, hole
from letterforge.models.zero_dates import is_first_day


def fits(
    run: Evaluation, value: object, text: str, path: str | None, items: ItemAt, *, authored: bool, tag: Tag
) -> bool:
    """Whether a value of which there is something to say is printed; ``authored``: the template's author wrote it out."""
    for rule, item, said in _broken(run, value, text):
        at = path if item is None else items(item)
        if not (authored and rule.rule in AUTHORS_CHOICE) and not run.permits(rule, at, said):
            run.refuse(rule.rule, at, tag, message=rule.message)
            return False
    if not authored and type(value) is str and _is_hole(run, text, path, tag):
        return False
    if run.judge(text).holds_sign:
        run.signs += 1
    return True


def zero(run: Evaluation, value: object, text: str, path: str | None, tag: Tag) -> bool:
    """Whether a number or a date is what a spreadsheet shows as a date where nothing is: a finding in the run."""
    is_nothing = is_first_day(value) if isinstance(value, datetime.date) else run.meant.is_dated(path)
    if not is_nothing or path is None or run.meant.by_field(EMPTY_DATE, path, text):
        return False
    run.refuse(EMPTY_DATE.rule, path, tag, message=EMPTY_DATE.message)
    return True


def _broken(run: Evaluation, value: object, text: str) -> Iterator[tuple[TextRule, int | None, str]]:
    """The rules that a printed value breaks, which item of it does, and the text that does."""
    if type(value) is list:
        for index, item in enumerate(value):
            if type(item) is str:
                yield from ((rule, index, item) for rule in run.judge(item).broken)
    elif text or type(value) is str:
        yield from ((rule, None, text) for rule in run.judge(text).broken)


def _is_hole(run: Evaluation, text: str, path: str | None, tag: Tag) -> bool:
    """Whether a whole text is what a program, a spreadsheet or a form shows where nothing is; perhaps is a warning."""
    found = None
    if run.judge(text).may_be_hole:
        found = hole(text, named=run.meant.is_named(path), dated=run.meant.is_dated(path))
    if found is None or run.meant.by_field(found, path, text):
        return False
    if found is not PERHAPS:
        run.refuse(found.rule, path, tag, message=found.message)
        return True
    hint = found.rule.mend + run.meant.how(found.rule, path)
    place = Place(path=path) if path else tag.place
    run.warnings.append(found.rule.at(place, message=found.message, hint=hint, severity=Severity.WARNING))
    return False
