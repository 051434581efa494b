"""`set`, `namespace`, macros and loops over names: every small template of them says what Jinja makes of it, or is refused.

Names are put in where they are meant, and Jinja keeps them while it renders: two ways to one text. What the check lets
through, no data make fail.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator

import pytest
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from tests.property.examples import PROVE

import letterforge
from letterforge import LetterData
from letterforge.document import passages
from letterforge.errors import TemplateError

HEAD = "---\ntitle: A letter\nlang: en-GB\n---\n"
BEFORE = (
    "{% macro m(a, b=1) %}({{ a }}.{{ b }}){% endmacro %}{% macro w(a) %}{{ m(a) }}{% if a > 1 %}{{ m(b=a, a=2) }}{% endif %}"
    "{% endmacro %}{% set v = 0 %}{% set ns = namespace(c=0, d=5) %}"
)


class Data(LetterData):
    n: int
    xs: list[int]
    fees: dict[str, int]


ROWS = tuple(
    {"n": n, "xs": xs, "fees": fees} for n in (0, 3) for xs in ([], [2], [1, 4]) for fees in ({}, {"tea": 7, "cake": 2})
)
SIMPLE = (
    "{{ v }};",
    "{{ ns.c }},{{ ns.d }};",
    "{{ m(v) }};",
    "{{ w(ns.d) }};",
    "{% set v = v + 1 %}",
    "{% set v = n %}",
    "{% set u = v * 2 %}{{ u }};",
    "{% set ns.c = ns.c + v + 1 %}",
    "{% set ns.d = ns.c %}",
)
INSIDE = (
    "{{ x }};",
    "{% set v = x %}",
    "{% set ns.c = ns.c + x %}",
    "{% set ns.d = loop.index %}",
    "{{ m(x, b=ns.c) }};",
    "{% if x > 1 %}{% set ns.c = x %}{% endif %}",
)
AROUND = (
    "{{% if n > 2 %}}{}{{% endif %}}",
    "{{% if n > 2 %}}{}{{% else %}}{{% set v = 9 %}}{{% endif %}}",
    "{{% for x in xs %}}{}{{% endfor %}}",
    "{{% for x in xs if x > 1 %}}{}{{% else %}}none;{{% endfor %}}",
    "{{% for k, x in fees.items() %}}{}{{{{ x }}}};{{% endfor %}}",
)
JINJA = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
EACH = 3 if PROVE else 41


@functools.cache
def rows(size: int, *, inside: bool, depth: int = 0) -> tuple[str, ...]:
    """Every row of so many statements; what is around others counts as one."""
    if size == 0:
        return ("",)
    firsts = [(one, 1) for one in (*SIMPLE, *(INSIDE if inside else ()))]
    if depth < 2:
        for held in range(1, size):
            for around in AROUND:
                looped = inside or " for " in around
                firsts += [(around.format(body), held + 1) for body in rows(held, inside=looped, depth=depth + 1)]
    return tuple(
        first + rest for first, cost in firsts if cost <= size for rest in rows(size - cost, inside=inside, depth=depth)
    )


def templates() -> Iterator[str]:
    """All of up to three statements, and some of four; each says at its end what is left."""
    some = itertools.chain(*(rows(size, inside=False) for size in (1, 2, 3)), rows(4, inside=False)[::97])
    yield from (BEFORE + one + "{{ v }},{{ ns.c }},{{ ns.d }}." for one in itertools.islice(some, 0, None, EACH))


def test_each_small_template_says_what_jinja_says_or_is_refused() -> None:
    tried = refused = 0
    for body in templates():
        theirs = JINJA.from_string(body)
        try:
            template = letterforge.load((HEAD + body).encode(), model=Data)
        except TemplateError:
            refused += 1
            continue
        if any(one.is_error for one in letterforge.check(template)):
            refused += 1
            continue
        for row in ROWS:
            tried += 1
            said = "".join(passages(letterforge.Letter(template, row).document.blocks))
            assert said.split() == theirs.render(row).split(), (body, row)
    assert tried > 1_000
    assert refused < tried / len(ROWS)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("{% set v = v + 'a' %}{{ v }}", "a sum of things that are not all numbers"),
        ("{% set v = n %}{{ v | upper }}", "the filter 'upper' takes text, and this is a whole number"),
        ("{% for x in xs %}{% set ns.c = ns.c + fees %}{% endfor %}{{ ns.c }}", "nobody can say what this namespace"),
        ("{% for x in xs %}{% set ns.c = 'a' %}{% endfor %}{{ ns.c + 1 }}", "a sum of things that are not all numbers"),
        ("{{ m(n) }}{{ m(xs) }}", "is a list that may be empty"),
        ("{{ m(n.a) }}", "n is a whole number, and has no fields"),
        ("{% for k, x in n.items() %}{{ k }}{% endfor %}", "the filter 'items' takes names with their values"),
        ("{% for k, x in fees.items() %}{{ x | upper }}{% endfor %}", "the filter 'upper' takes text"),
        ("{{ ns }}", "ns is a namespace"),
        ("{{ ns.e }}", "the namespace ns has no 'e'"),
        ("{% set n.c = 1 %}", "n is no namespace"),
        ("{{ m() }}", "this call of 'm' lacks a"),
        ("{{ m(1, 2, 3) }}", "has arguments that the macro does not take"),
        ("{{ m(1, c=3) }}", "has arguments that the macro does not take"),
        ("{{ m(1) | upper }}", "a macro is called by itself"),
        ("{% macro r(a) %}{{ r(a) }}{% endmacro %}{{ r(1) }}", "the macro 'r' calls itself"),
        ("{% macro m(a) %}{% endmacro %}", "a macro is called 'm' already"),
        ("{% macro q(a, a) %}{% endmacro %}", "the parameters of a macro have names of their own"),
        ("{% set v %}text{% endset %}", "{% set %} without a value"),
        ("{% set a, b = 1 %}", "{% set %} gives one name its value"),
        ("{% set loop = 1 %}", "{% set %} gives one name its value"),
        ("{% for x in xs %}{% set v = x %}{% endfor %}{% for x in xs %}{{ u }}{% endfor %}", "there is no field 'u'"),
    ],
)
def test_what_is_wrong_with_a_name_is_found_before_there_are_data(body: str, message: str) -> None:
    try:
        found = letterforge.check(letterforge.load((HEAD + BEFORE + body).encode(), model=Data))
    except TemplateError as fault:
        found = fault.findings
    assert any(message in one.message for one in found if one.is_error), [str(one) for one in found]


def test_what_macros_and_names_come_to_is_bounded() -> None:
    doubling = "".join(
        f"{{% macro f{i}(a) %}}{{{{ f{i + 1}(a) }}}}{{{{ f{i + 1}(a) }}}}{{% endmacro %}}" for i in range(40)
    )
    growing = "{% set v0 = n %}" + "".join(f"{{% set v{i + 1} = v{i} + v{i} %}}" for i in range(40))
    asked = "".join("{% if n > 2 %}{% set v = v + 1 %}{% else %}{% set v = v + 2 %}{% endif %}" for _ in range(40))
    nested = "{% for x in xs %}" * 12 + "{% set ns.c = ns.c + x %}" + "{% endfor %}" * 12
    for body, message in (
        (doubling + "{% macro f40(a) %}{{ a }}{% endmacro %}{{ f0(n) }}", "come to more than 20,000 pieces"),
        (growing + "{{ v40 }}", "comes to more than 400 terms"),
        ("{% set v = 0 %}" + asked + "{{ v }}", "or from too many others"),
        ("{% set ns = namespace(c=0) %}" + nested + "{{ ns.c }}", "more loops than one can follow"),
    ):
        with pytest.raises(TemplateError) as caught:
            letterforge.load((HEAD + body).encode(), model=Data)
        assert message in str(caught.value)


@pytest.mark.parametrize("guard", ["{% if s.k %}", "{% if s.k is not none %}", "{% if not s.k %}nobody{% else %}"])
def test_a_guard_about_what_a_loop_has_left_in_a_namespace_is_seen(guard: str) -> None:
    """Else the last of a list could never be printed, whatever stands around it."""
    loop = "{% set s = namespace(k=none) %}{% for x in xs %}{% set s.k = x %}{% endfor %}"
    template = letterforge.load((HEAD + loop + guard + "{{ s.k }}{% endif %} end").encode(), model=Data)
    assert [one for one in letterforge.check(template) if one.is_error] == []
    said = passages(letterforge.Letter(template, ROWS[4]).document.blocks)
    assert "".join(said).split() == ["4", "end"]
    bare = letterforge.check(letterforge.load((HEAD + loop + "{{ s.k }} end").encode(), model=Data))
    assert [one.rule for one in bare if one.is_error] == ["may-be-absent"]
