"""What is wrong with fields that stay fields."""

from __future__ import annotations

import pytest

from letterforge.loading.word.fields.faults import fault, may_say_nothing


@pytest.mark.parametrize(
    ("words", "empty"),
    [
        ("{% if a %}x{% endif %}", True),
        ("{% if a %}x{% else %}y{% endif %}", False),
        ("{% if a %}x{% else %} {% endif %}", True),
        ("{% if a %}x{% elif b %}y{% endif %}", True),
        ("{% if a %}x{% elif b %}y{% else %}z{% endif %}", False),
        ("{% if a %}{% elif b %}y{% else %}z{% endif %}", True),
        ('{{ a or "" }}', True),
        ("{{ a or \u201c\u201d }}", True),
        ('{{ a | default(" ", true) }} {{ b or "" }}', True),
        ('{{ a if a else "" }}', True),
        ('{{ "" if a is none else a }}', True),
        ('{{ a or "" }}{{ b }}', False),
        ('{{ a or "none" }}', False),
        ('{{ a | join("") }}', False),
        ('{% if a %}{{ a or "" }}{% else %}y{% endif %}', True),
        ("a{% if a %}x{% endif %}", False),
        ("{% if a %}x{% endif %}a", False),
        ("{%- if a -%}{{ x }}{%- endif -%}", True),
        ("{% if a %}{% if b %}x{% endif %}{% else %}y{% endif %}", True),
        ("{% if a %}{% if b %}x{% else %}z{% endif %}{% else %}y{% endif %}", False),
        ("{% if a %}q{% if b %}x{% endif %}{% else %}y{% endif %}", False),
        ("{% for x in y %}{{ x }}{% endfor %}", True),
        ("{% for x in y %}{{ x }}{% else %}none{% endfor %}", False),
        ("{{ a }}", False),
        ("{# a comment #}", True),
        ("{% endif %}", True),
        ("", True),
    ],
)
def test_words_that_may_come_to_nothing(words: str, empty: bool) -> None:  # noqa: FBT001  (a table)
    assert may_say_nothing(words) is empty


@pytest.mark.parametrize("name", ["FORMTEXT", "MERGEFIELD name"])
def test_a_field_that_only_a_condition_fills_is_refused(name: str) -> None:
    """Where it prints nothing, the finished letter would hold a field that waits to be filled."""
    found = fault(f" {name} ", "{% if a %}x{% endif %}", None)
    assert found is not None
    assert "left empty where its condition does not hold" in found.message
    assert fault(f" {name} ", "{% if a %}x{% else %}y{% endif %}", None) is None
    assert fault(f" {name} ", "\u2002\u2002", None) is None  # that one waits, and is told as such
