"""What people write by habit is refused as before, and told what to write instead."""

from __future__ import annotations

import pytest
from pydantic import create_model
from tests.conftest import HEAD

import letterforge

QUOTES = "Texts stand in straight quotes"
UNSEEN = "Type the tag again, or delete the character."


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("{% if a %}x{% else if b %}y{% endif %}", "Write {% elif ... %}."),
        ("{% if a %}x{% elseif b %}y{% endif %}", "Write {% elif ... %}."),
        ("{% if a %}x{% elsif b %}y{% endif %}", "Write {% elif ... %}."),
        ('{% if name = "x" %}x{% endif %}', 'Two things are compared with two signs: {% if name == "x" %}.'),
        ("{% if a === b %}x{% endif %}", 'Two things are compared with two signs: {% if name == "x" %}.'),
        ("{% if a <> b %}x{% endif %}", 'Write != for "is not equal": {% if name != "x" %}.'),
        ("{% if a \u2260 b %}x{% endif %}", 'Write != for "is not equal": {% if name != "x" %}.'),
        ("{% if a \u2265 3 %}x{% endif %}", "Write >= for at least: {% if amount >= 3 %}."),
        ("{% if a && b %}x{% endif %}", 'Write "and" between two conditions: {% if a and b %}.'),
        ("{% if a || b %}x{% endif %}", 'Write "or" between two conditions: {% if a or b %}.'),
        ("{% if !a %}x{% endif %}", 'Write "not" before what is not to hold: {% if not a %}.'),
        ("{% if a AND b %}x{% endif %}", "Small letters: and, or, not, in, is."),
        ("{% if a then %}x{% endif %}", "Nothing stands behind the condition: {% if a %}."),
        ("{{ a ? b : c }}", "Write {{ b if a else c }}."),
        ("{{ a ?? b }}", "Write {{ a or b }}."),
        ("{{ a ?: b }}", "Write {{ a or b }}."),
        ("{{ a?.b }}", "Write a full stop alone, and ask first whether it is there"),
        ("{{#if a}}x{{/if}}", "Write {% if name %} ... {% endif %} for a condition"),
        ("{% if a == \u201ex\u201c %}x{% endif %}", QUOTES),
        ("{% if a == \u2033x\u2033 %}x{% endif %}", QUOTES),
        ("{% if a == \u201cx\u201d %}x{% endif %}", QUOTES),
        ("{% if a == \u2018x\u2019 %}x{% endif %}", QUOTES),
        ("{% if a == \u00abx\u00bb %}x{% endif %}", QUOTES),
        ("{{ na\u00adme }}", UNSEEN),
        ("{{ na\u200bme }}", UNSEEN),
        ("{{ \u2060name }}", UNSEEN),
        ("{% i\u00adf name %}x{% endif %}", UNSEEN),
        ("{%\u200b if name %}x{% endif %}", UNSEEN),
        ("{{{ name }}}", "A placeholder has two braces on each side: {{ name }}."),
        ("{% tr for x in y %}", "In Word write {%tr for ... %}, with nothing between {% and tr"),
        ("{%tr for x in y %}", "in Markdown leave it out, and give the tag a line of its own."),
        ("{% if a %}x{% end if %}", "Write {% endif %}, in one word."),
        ("{% For a in b %}x", "Small letters: {% for %}."),
        ("{% unless a %}", "Write {% if not ... %}, and {% endif %} where it ends."),
        ("{% case a %}", "Write {% if ... %}, {% elif ... %} for each case, and {% endif %}."),
        ("{{ day.toLocaleDateString() }}", 'Write {{ day | date("full") }}.'),
        ("{% if a is nil %}x{% endif %}", "Write is none, or is not none."),
        ("{% if a is blank %}x{% endif %}", "Write {% if not ... %}."),
        ("{{ today() }}", "The clock is never read: a date of the letter is a field of its data."),
        ("{{ f(1)(2) }}", "Name a field or use a filter, and leave the brackets out."),
        ("{{ f(1).upper() }}", "Name a field or use a filter, and leave the brackets out."),
        ("{{ upper() }}", "Write {{ ... | upper }}."),
        ("{{ a | currency }}", 'Write {{ ... | money("GBP") }}.'),
        ("{{ a | uper }}", "Did you mean upper?"),
        ('{{ day | date:"full" }}', 'Arguments of a filter stand in brackets: {{ day | date("full") }}.'),
        ("{{ day.isoformat() }}", 'Write {{ day | date("full") }}.'),
        ("{{ len(towns) }}", "Write {{ towns | length }}."),
        ("{{ now() }}", "The clock is never read: a date of the letter is a field of its data."),
        ("{{ a.b.nothing_known() }}", "Name a field or use a filter, and leave the brackets out."),
        ("{% if a is not null %}x{% endif %}", "Write is none, or is not none."),
        ("{% for x of y %}x{% endfor %}", "Write {% for item in items %}."),
    ],
)
def test_a_habit_is_told_what_to_write(body: str, hint: str) -> None:
    found = letterforge.check((HEAD.format(language="en-GB") + body + "\n").encode())
    assert any(hint in (one.hint or "") for one in found), [one.hint for one in found]


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("{% if a == null %}x{% endif %}", "Write none, or ask {% if ... is none %}."),
        ("{% if a == NIL %}x{% endif %}", "Write none, or ask {% if ... is none %}."),
        ("{% if b == TRUE %}x{% endif %}", "Write true."),
        ("{{ a.length }}", "Write {{ a | length }}."),
        ("{{ towns.size }}", "Write {{ towns | length }}."),
        ("{{ towns.first }}", "Write {{ towns | first }}."),
        ("{{ a.nothing_known }}", "Correct the spelling, or add the field to the model."),
    ],
)
def test_a_name_of_another_language_is_told_what_to_write(body: str, hint: str) -> None:
    model = create_model("Made", a=(str, ...), b=(bool, ...), towns=(list[str], ...))
    source = (HEAD.format(language="en-GB") + body + "\n").encode()
    assert hint in [one.hint for one in letterforge.check(source, model=model)]
    data = {"a": "x", "b": True, "towns": ["x"]}
    assert hint in [one.hint for one in letterforge.check(source, data)]


@pytest.mark.parametrize(
    ("written", "habits"),
    [
        ('date("full")', "strptime isoformat date_format dateformat format_date datetime toLocaleDateString"),
        ("time", "format_time timeformat"),
        ("length", "len size"),
        ('join(", ")', "implode concat"),
        ('money("GBP")', "currency format_currency pounds"),
        ("days", "timedelta add_days relativedelta dateadd"),
        ("ordinal", "ordinalize nth suffix"),
        ('plural("child", "children")', "pluralize pluralise ngettext inflect"),
        ("number(2)", "floatformat intcomma toFixed numberformat number_format"),
        ("capitalize", "capfirst ucfirst"),
        ('like("text*")', "startswith endswith startsWith endsWith match matches fnmatch"),
        ("lower", "downcase lowercase toLowerCase tolower casefold"),
        ("title", "titlecase ucwords"),
        ("trim", "lstrip rstrip"),
        ("upper", "upcase uppercase toUpperCase toupper"),
    ],
)  # fmt: skip
def test_a_filter_of_another_language_is_told_by_its_name_here(written: str, habits: str) -> None:
    """As a filter, as a function and as a method."""
    for name in habits.split():
        body = f"{{{{ a | {name} }}}}\n\n{{{{ {name}(a) }}}}\n\n{{{{ a.{name}() }}}}\n"
        found = letterforge.check((HEAD.format(language="en-GB") + body).encode())
        hints = [(one.hint or "").partition(", with the sign")[0].rstrip(".") for one in found]
        assert hints == [f"Write {{{{ ... | {written} }}}}", *[f"Write {{{{ a | {written} }}}}"] * 2], name


@pytest.mark.parametrize("text", ["a && b = c", "\u201ex\u201c", "na\u00adme", "x ? y : z; {"])
def test_texts_in_quotes_are_nobodys_slip(text: str) -> None:
    (found,) = letterforge.check((HEAD.format(language="en-GB") + f'{{{{ name == "{text}" b c }}}}\n').encode())
    assert found.hint == "Names of fields have no spaces; texts stand in quotes."
