"""Filters of whole numbers that count: which of several, the word that goes with a number, and so many days."""

from __future__ import annotations

from collections.abc import Sequence

from letterforge.expressions.filters.filter import Filter, Input, Parameter, printed
from letterforge.formatting.printer import Printer, UnprintableError
from letterforge.languages.known import ordinal_of
from letterforge.models.days import Days
from letterforge.models.kinds import Kind
from letterforge.models.shapes import Leaf, Shape
from letterforge.models.text_rules import AUTHORS_CHOICE, broken_rule

_WHOLE = Input("a whole number", (Leaf(Kind.INTEGER),))
_WEEK = 7  # days
FORMS = ("one", "other", "zero", "two", "few", "many")
"""The forms of a word that CLDR tells apart, in the order of the arguments: most languages have the first two."""


def _ordinal(printer: Printer, value: int) -> str:
    return printer.ordinal(value)


def _has_no_ordinals(printer: Printer, _: Sequence[object]) -> str | None:
    if ordinal_of(printer.language) is not None:
        return None
    return f"write the words out: how they are written in digits in {printer.language}, letterforge does not know"


def _plural(  # noqa: PLR0913, PLR0917  (one for each form that CLDR has)
    printer: Printer,
    value: int,
    one: str,
    other: str,
    zero: str | None = None,
    two: str | None = None,
    few: str | None = None,
    many: str | None = None,
) -> str:
    forms = {"one": one, "other": other, "zero": zero, "two": two, "few": few, "many": many}
    category = printer.plural(value)
    found = forms[category] if category in printer.plurals else other
    if found is None:
        message = "a word of which the form for this number is not given"
        raise UnprintableError(message)
    return found


def _lacks_form(printer: Printer, arguments: Sequence[object]) -> str | None:
    """The forms that the language of the letter has, and that are not given."""
    given = {name for name, value in zip(FORMS, arguments, strict=False) if value is not None}
    lacking = [name for name in FORMS if name in printer.plurals and name not in given]
    if not lacking:
        return None
    all_of_them = ", ".join(f'{name}="..."' for name in FORMS if name in printer.plurals or name == "other")
    return f"in {printer.language} a word has other forms for {', '.join(lacking)}: write plural({all_of_them})"


def _is_form(value: object) -> str | None:
    if not isinstance(value, str):
        return 'the forms of a word are written out: plural("child", "children")'
    rule = broken_rule(value)
    return None if rule is None or rule.rule in AUTHORS_CHOICE else f"it {rule.message}"


def _is_form_or_nothing(value: object) -> str | None:
    return None if value is None else _is_form(value)


def _forms(_: Shape, arguments: Sequence[Shape]) -> Shape:
    """One of the words that are written out; there are no others."""
    written = [
        str(one) for shape in arguments for leaf in shape if isinstance(leaf, Leaf) for one in leaf.choices or ()
    ]
    return (Leaf(Kind.TEXT, tuple(dict.fromkeys(written)), fit=True, written=True),)


def _days(_: Printer, value: int) -> Days:
    return Days(value)


def _weeks(_: Printer, value: int) -> Days:
    return Days(value * _WEEK)


def _so_many_days(_: Shape, __: Sequence[Shape]) -> Shape:
    return (Leaf(Kind.DAYS, fit=True),)


DAYS = Filter(
    names=("days",),
    function=_days,
    takes=_WHOLE,
    gives=_so_many_days,
    gives_words="so many days, to be added to a date or taken from one",
    examples=(("14 | days", "14 days"), ("date + 14 | days", "17 March 2026")),
    elsewhere=("timedelta", "add_days", "relativedelta", "dateadd"),
    called="days",
)
ORDINAL = Filter(
    names=("ordinal",),
    function=_ordinal,
    takes=_WHOLE,
    gives=printed,
    gives_words="which of several: 1st, 2nd",
    examples=(("1 | ordinal", "1st"), ("visits | ordinal", "1234th")),
    in_language=_has_no_ordinals,
    elsewhere=("ordinalize", "nth", "suffix"),
)
PLURAL = Filter(
    names=("plural",),
    function=_plural,
    takes=_WHOLE,
    gives=_forms,
    gives_words="the word that goes with the number; for a language with more forms each by its name in CLDR: `zero`, `one`, `two`, `few`, `many`, `other`",
    examples=(
        ('1 | plural("child", "children")', "child"),
        ('visits | plural(one="child", other="children")', "children"),
    ),
    parameters=tuple(
        Parameter(
            written=_is_form if at < len(FORMS[:2]) else _is_form_or_nothing,
            names=(name,),
            required=at < len(FORMS[:2]),
        )
        for at, name in enumerate(FORMS)
    ),
    usage=('plural("child", "children")',),
    in_language=_lacks_form,
    elsewhere=("pluralize", "pluralise", "ngettext", "inflect"),
    called='plural("child", "children")',
)
WEEKS = Filter(
    names=("weeks",),
    function=_weeks,
    takes=_WHOLE,
    gives=_so_many_days,
    gives_words="the days of so many weeks, as `days`",
    examples=(("date - 2 | weeks", "17 February 2026"),),
    elsewhere=("add_weeks",),
)
