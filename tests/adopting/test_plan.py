"""A plan as people mend it: what it may say, and what is refused, each with its place."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.adopting.letters import apply, changed, plan_of

from letterforge.adopting import plan as plans
from letterforge.adopting.filling import fillings
from letterforge.adopting.plan import Entry, Plan
from letterforge.adopting.planning import in_lines
from letterforge.adopting.prompts import NewField
from letterforge.adopting.reading import read
from letterforge.datafile import read_data
from letterforge.errors import UsageError

PLACE: dict[str, Any] = {"prompt": "1", "where": "line 1", "text": "[date]", "tag": "{{ date }}"}
PLAN: dict[str, Any] = {"plan": "1", "file": "a.txt", "sha256": "0", "template": "a-template.md", "places": [PLACE]}

REFUSED: dict[str, tuple[object, str]] = {
    "no plan": ([], "the plan is not a list of names and values"),
    "another version": ({**PLAN, "plan": "2"}, "no plan of letterforge adopt, or one of another version"),
    "a key too many": ({**PLAN, "date": "x"}, "has a key that no plan has: date"),
    "no file": ({**PLAN, "file": None}, "the plan has no file"),
    "places that are none": ({**PLAN, "places": "x"}, "places is not a list"),
    "a place that is none": ({**PLAN, "places": ["x"]}, "place 1 of the plan is not a list of names and values"),
    "a key of a place": ({**PLAN, "places": [{**PLACE, "tags": "x"}]}, "has a key that no plan has: tags"),
    "no number": ({**PLAN, "places": [{**PLACE, "prompt": "x"}]}, "place 1 of the plan has no number of its prompt"),
    "a decision": ({**PLAN, "places": [{**PLACE, "becomes": "gone"}]}, "becomes is one of keep, drop, allow"),
    "two decisions": ({**PLAN, "places": [{**PLACE, "becomes": "drop"}]}, "more than one of tag, words and becomes"),
    "a field": ({**PLAN, "fields": ["x"]}, "field 1 of the plan is not a list of names and values"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_plan_says_is_refused(name: str) -> None:
    said, message = REFUSED[name]
    with pytest.raises(UsageError, match=message):
        plans.read(said, "a.plan.yaml")


WORDS = st.text("ab\n '\"{}%#:-[]~\u00ab\u00e9\u2028", max_size=20)
GIVEN = st.one_of(st.none(), WORDS.filter(lambda one: one.strip().casefold() not in {"", "~", "null", "none"}))


@given(
    st.lists(
        st.builds(
            Entry,
            st.integers(1, 9),
            WORDS,
            WORDS,
            WORDS,
            WORDS,
            tag=GIVEN,
            sure=st.sampled_from(["sure", "none"]),
            others=st.lists(WORDS, max_size=2).map(tuple),
        ),
        max_size=3,
    ),
    st.lists(st.builds(NewField, WORDS, st.just("date"), WORDS), max_size=2),
    st.lists(WORDS, max_size=2),
)
def test_a_plan_is_read_as_it_was_written(entries: list[Entry], fields: list[NewField], lost: list[str]) -> None:
    plan = Plan("a.txt", "0", "a.md", None, tuple(entries), "A \u201ctitle\u201d: x", "cy", tuple(fields), tuple(lost))
    values = read_data(plans.written(plan, "a.plan.yaml").encode(), name="a.plan.yaml").values
    assert plans.read(values, "a.plan.yaml") == plan


LETTER = b"We come on [insert date and place].\n\nDear [name of parent],\n"


def test_a_prompt_that_asks_for_two_things_has_two_entries() -> None:
    plan = plan_of(LETTER, "a.txt")
    assert [(one.prompt, one.asks, one.tag) for one in plan.entries][:2] == [
        (1, "date", "{{ date }}"),
        (1, "place", "{{ place }}"),
    ]
    assert "We come on {{ date }}, {{ place }}." in apply(LETTER, "a.txt", plan).template.decode()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[date; place]", "{{ date }}, {{ place }}"),
        ("[date and place]", "{{ date }}, {{ place }}"),
        ("[date/place]", "{{ date }}/{{ place }}"),
        ("[date place]", "{{ date }} {{ place }}"),
    ],
)
def test_what_stands_between_two_tags(text: str, wanted: str) -> None:
    content = f"We come on {text} to you.\n".encode()
    source = read(content, Path("a.txt"))
    entries = tuple(Entry(1, "line 1", text, asks=asks, tag=f"{{{{ {asks} }}}}") for asks in ("date", "place"))
    plan = Plan("a.txt", "", "a.md", None, entries)
    assert fillings(plan, source)[0].words == wanted


def test_a_plan_about_other_words_is_refused() -> None:
    plan = plan_of(LETTER, "a.txt")
    with pytest.raises(UsageError, match="prompt 2 does not stand at line 3 as the plan has it"):
        apply(LETTER, "a.txt", changed(plan, p2={"text": "[name]"}))
    ninth = dataclasses.replace(plan, entries=(dataclasses.replace(plan.entries[0], prompt=9),))
    with pytest.raises(UsageError, match="the file has no prompt 9; it has 2"):
        apply(LETTER, "a.txt", ninth)


def test_a_file_that_has_changed_is_refused() -> None:
    plan = plan_of(LETTER, "a.txt")
    with pytest.raises(UsageError, match=r"a\.txt has changed since the plan was made"):
        apply(LETTER + b"\n", "a.txt", plan)


def test_a_prompt_is_allowed_as_a_whole_or_not_at_all() -> None:
    plan = plan_of(LETTER, "a.txt")
    first, second, *rest = plan.entries
    mixed = (dataclasses.replace(first, tag=None, becomes="allow"), second, *rest)
    with pytest.raises(UsageError, match="it is allowed as a whole, or not at all"):
        apply(LETTER, "a.txt", dataclasses.replace(plan, entries=mixed))


LISTS = {
    '{{ names | join(", ") }}': "{% for one in names %}\n{{ one }}\n{% endfor %}",
    '{% if names %}{{ names | join(", ") }}{% endif %}': (
        "{% if names %}\n{% for one in names %}\n{{ one }}\n{% endfor %}\n{% endif %}"
    ),
    "{% for one in team.members %}{{ one.name }}{% if not loop.last %}, {% endif %}{% endfor %}": (
        "{% for one in team.members %}\n{{ one.name }}\n{% endfor %}"
    ),
    "{{ date }}": "{{ date }}",
    "{% if time %}{{ time }}{% endif %}": "{% if time %}{{ time }}{% endif %}",
}


@pytest.mark.parametrize("tag", LISTS)
def test_a_list_in_a_paragraph_of_its_own_has_a_paragraph_for_each_item(tag: str) -> None:
    assert in_lines(tag) == LISTS[tag]
