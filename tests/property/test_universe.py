"""All small templates over a universe of small models, with all shapes of their data: enumerated, not drawn."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.property import cases
from tests.property import written as sources
from tests.property.examples import PROVE
from tests.property.universe.enumeration import enumerated
from tests.property.universe.known import known_here, registered
from tests.property.universe.oracle import Template, is_of_a_text, judged
from tests.property.universe.reasons import REASONS, UNREACHED
from tests.property.universe.tally import TALLIES, Tally, run
from tests.property.universe.trees import FRONT, is_writable, written

from letterforge import Letter, check
from letterforge.checking import inference, operations
from letterforge.document import passages
from letterforge.errors import DataError
from letterforge.expressions.undefined import UNDEFINED
from letterforge.filling import evaluation
from letterforge.findings import Rule
from letterforge.formatting.printer import Printer
from letterforge.loading.tree import Tag
from letterforge.models.shapes import Atom, Leaf

WHOLE = os.environ.get("LETTERFORGE_PROVE") == "whole"
EACH = 1 if WHOLE else 5 if PROVE else 991
IN_SOURCE = 1_511 if PROVE else 983
PLANTED = 211


@pytest.fixture(scope="module")
def tally() -> Tally:
    """What all templates, each fifth or each thousandth come to."""
    found = run(enumerated(EACH))
    TALLIES.append(found)
    return found


def test_where_the_check_says_yes_no_data_fail_and_where_it_says_no_some_do(tally: Tally) -> None:
    """Where the check says yes, every shape of data makes a letter without a hole;

    where it says no, some shape fails or leaves a hole, or a reason by name says why it is refused all the same.
    """
    assert tally.counterexamples == []
    assert tally.counts["accepted"] > 100
    assert tally.counts["refused"] > 100
    if PROVE:
        assert tally.counts["cases"] >= 1_000_000


def test_every_type_form_operator_filter_and_test_is_tried(tally: Tally) -> None:
    """Else something would never have been tried."""
    rare = () if PROVE else ("reason", "level", "loop")
    assert [one for one in tally.left_out() if not one.startswith(rare)] == []


@pytest.mark.parametrize("kind", sorted(registered()))
def test_the_enumeration_knows_all_that_letterforge_has(kind: str) -> None:
    """Else a new filter, test, operator, kind or type of field would not be tried."""
    assert sorted(registered()[kind] - known_here(kind)) == []


def test_a_template_is_the_same_as_users_write_it() -> None:
    """Else what is judged would not be what users write: it has the same findings, and makes the same letters."""
    tried = 0
    for template in enumerated(IN_SOURCE):
        if not is_writable(template.level):
            continue
        verdict = judged(template)
        source = written(template.trees, template.level)
        read = sources.template(source, template.model.cls)
        errors = {one.rule for one in check(read) if one.is_error}
        assert errors == {one.rule for one in verdict.errors}, source
        tried += 1
        if errors:
            continue
        for data, failures in zip(template.data, verdict.failures, strict=True):
            try:
                letter = Letter(read, data.raw)
            except DataError as fault:
                excused = failures or data.unfit or all(map(is_of_a_text, fault.findings))
                assert excused, source
                continue
            assert not failures, source
            assert "Qbq" not in "".join(passages(letter.document.blocks)).partition("Qaq")[0], source
    assert tried


# --- planted faults ------------------------------------------------------------------------------------------------------


def counterexample(templates: Iterator[Template], said: str) -> str | None:
    """The first counterexample among templates of which that is said."""
    for template in templates:
        tally = run((template,))
        if any(said in one for one in tally.counterexamples):
            return tally.counterexamples[0]
    return None


def about(*types: str) -> Iterator[Template]:
    """A slice that is about some types, which is where a fault of theirs would show."""
    return (one for one in enumerated(PLANTED) if one.model.name[0] in types)


@pytest.mark.parametrize(
    "rule", ["may-be-absent", "unprintable", "filter", "arithmetic", "comparison", "loop", "unknown-field"]
)
def test_with_one_rule_of_the_check_switched_off_there_is_a_counterexample(
    rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the enumeration would see no fault of the check."""
    fault = inference.Inference.fault

    def silent(self: inference.Inference, found: Rule, tag: Tag, **more: Any) -> None:
        if found.code != rule:
            fault(self, found, tag, **more)

    monkeypatch.setattr(inference.Inference, "fault", silent)
    assert counterexample(about("Line", "int", "date", "alphabet"), "accepted, and fails")


def test_a_check_that_refuses_too_much_has_a_counterexample(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the enumeration would let a check pass that takes each number for nothing that can be printed."""
    before = operations.unprintable

    def stricter(atom: Atom, *, drawn: bool) -> tuple[str, str] | None:
        number = isinstance(atom, Leaf) and atom.kind.value.number
        return ("is a number", "") if number else before(atom, drawn=drawn)

    monkeypatch.setattr(inference, "unprintable", stricter)
    assert counterexample(about("int"), "refused, and never fails")


def test_what_is_absent_and_filled_with_nothing_is_a_counterexample(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the enumeration would believe what filling says of itself."""
    monkeypatch.setattr(evaluation, "UNDEFINED", object())
    text = Printer.text
    monkeypatch.setattr(Printer, "text", lambda self, value: "" if value in (UNDEFINED, None) else text(self, value))
    monkeypatch.setattr(inference.Inference, "absent", lambda *_, **__: None)
    assert counterexample(about("int", "alphabet"), "accepted, and fails: hole")


# --- the reasons, as the page gives them ---------------------------------------------------------------------------------

PAGE = (Path(__file__).parents[2] / "docs" / "promises.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([^|`*]+) \| `(.+)` \| .+ \|$", PAGE, re.MULTILINE)
MODEL: dict[str, Any] = {}
_SOURCE = PAGE.partition("```python\n")[2].partition("```")[0]
exec(compile(_SOURCE, "promises.md", "exec", dont_inherit=True), MODEL)  # noqa: S102  (the page's own model)
STATES = [
    {"name": "Ann", "nick": nick, "towns": towns, "pair": ["Tarn"], "start": start, "person": {"name": "Ann"}}
    for nick in ("Nan", None)
    for towns in ([], ["Wyre"], ["Wyre", "Tarn"])
    for start in (datetime.time(9), datetime.time(9, tzinfo=datetime.UTC))
]


def test_each_reason_stands_on_the_page() -> None:
    """Else nobody would know of it."""
    assert [name for name, _ in ROWS] == [*(reason.name for reason in REASONS), UNREACHED]


@pytest.mark.parametrize(("name", "body"), ROWS)
def test_the_example_of_a_reason_is_refused_and_no_data_fail(name: str, body: str) -> None:
    """Else the page would give a reason for what is rightly refused."""
    source = FRONT + body.replace("\\|", "|") + "\n"
    template = sources.template(source, MODEL["Data"])
    found = [one for one in check(template) if one.is_error]
    reasons = {one.name for finding in found for one in REASONS if one.explains(finding, source)}
    assert found
    assert name in (reasons or {UNREACHED})
    assert [cases.unchecked(template, state) for state in STATES] == [[]] * len(STATES)
