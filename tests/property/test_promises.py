"""The claims of `docs/promises.md`, each as a property over models, letters and data that are drawn at random."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.property import cases
from tests.property.authors import RULES
from tests.property.cases import Case
from tests.property.examples import PROVE, examples, seeds
from tests.property.ordinary import ORDINARY
from tests.property.shares import SHARES

from letterforge import Letter, check, render
from letterforge.document import passages
from letterforge.errors import DataError, LetterforgeError

DRAWN = 3  # data for each template
ENOUGH = 300  # data until a mistake must have shown
NAMED = {"no-glyph"}
"""What a letter may be refused for while it is rendered: only a Word template, whose fonts are its own, comes so far."""


def letters(case: Case) -> Iterator[tuple[Letter, Any]]:
    """The letters that some data make of a template without errors."""
    for number in range(DRAWN):
        raw = cases.data(case.model, case.seed * DRAWN + number)
        if not cases.fits(case.model, raw):
            SHARES.counts["data that their model refuses"] += 1
            continue
        try:
            letter = Letter(case.template, raw)
        except DataError as fault:
            assert cases.refusals(fault, case.model) == [], case.source  # noqa: PT017  (there need be no error)
            SHARES.counts["data refused for what they print"] += 1
            continue
        SHARES.counts["letters"] += 1
        yield letter, raw


@examples(120, 10_000)
@given(seeds)
def test_no_letter_has_a_hole_and_none_is_altered_in_any_format(seed: int) -> None:
    """A template without findings, and data that make a `Letter`: fill never fails and leaves no hole.

    Rendering a `Letter` ends in the file, whole, or in one of a short list of named errors.
    """
    case = cases.case(seed, word=seed % 5 == 0)
    SHARES.tried(case.constructs, case.model.constructs)
    if cases.errors(case.template):
        SHARES.counts["templates with an error"] += 1
        return
    for number, (letter, raw) in enumerate(letters(case)):
        text = "\n".join(passages(letter.document.blocks))
        assert cases.holes(text) == [], case.source
        assert list(cases.not_of_the_data(letter, case.source, case.model, raw)) == [], case.source
        formats = () if number else ("html", "docx", "pdf") if seed % PDF == 0 else ("html", "docx")
        for name in formats:  # the others differ in their data only
            comes_back(letter, name, text, case)


PDF = 40  # one seed in so many is rendered to PDF, which takes fifty times as long


def comes_back(letter: Letter, name: str, text: str, case: Case) -> None:
    """The file holds between each pair of signs what the document has there, or there is a named error and no file."""
    try:
        artifact = render(letter, to=name, allow_loss=True)
    except LetterforgeError as fault:
        assert {finding.rule for finding in getattr(fault, "findings", ())} == NAMED, (fault, case.source)  # noqa: PT017
        SHARES.counts["named errors"] += 1
        return
    SHARES.counts[f"{name} files"] += 1
    pdf = name == "pdf"
    wanted = cases.printed(text, pdf=pdf)
    got = cases.printed(cases.read(artifact.content, artifact.media_type), pdf=pdf)
    if pdf:  # a heading is in the outline, and a link in its annotation, once more
        assert set(got) == set(wanted), case.source
        assert not wanted - got, case.source
    else:
        assert got == wanted, case.source


@examples(120, 3_000)
@given(seeds)
def test_each_error_of_the_check_has_data_that_show_it(seed: int) -> None:
    """The check is not merely strict: each finding that is an error has data that make the unchecked template fail or leave a hole;"""
    rule = RULES[seed % len(RULES)]
    case = cases.case(seed, mistake=rule)
    found = {finding.rule for finding in cases.errors(case.template)}
    if not found:
        return  # the model had nothing to make this mistake with
    assert found == {rule}, case.source
    SHARES.counts["mistakes"] += 1
    assert shown(case), case.source


def shown(case: Case) -> Any:
    """Data with which a template fails or has a hole when nobody minds the check; None where none were found."""
    for number in range(ENOUGH):
        raw = cases.data(case.model, case.seed * ENOUGH + number)
        if cases.unchecked(case.template, raw):
            return raw
    return None


@functools.cache
def counterexample(rule: str) -> Case | None:
    """A template whose only errors are of one rule, and which some data then make fail; None where none was found."""
    for seed in range(2_000 if PROVE else 600):
        case = cases.case(seed, mistake=rule)
        if {finding.rule for finding in cases.errors(case.template)} == {rule} and shown(case) is not None:
            return case
    return None


@pytest.mark.parametrize("rule", RULES)
def test_with_one_rule_switched_off_a_counterexample_is_found(rule: str) -> None:
    """With any one rule of the check switched off, a counterexample is found."""
    assert counterexample(rule) is not None


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_letter_has_no_error(name: str) -> None:
    """a collection of sound, ordinary letters has none."""
    letter = ORDINARY[name]
    template = cases.written.template(letter.source, letter.model)
    assert [str(finding) for finding in check(template, letter.data) if finding.is_error] == []
    made = Letter(template, letter.data)
    for to in ("html", "docx"):
        assert render(made, to=to).content


@given(st.sampled_from(sorted(ORDINARY)), st.integers(0, 10**6))
@examples(60)
def test_an_ordinary_letter_with_a_letter_missing_is_noticed(name: str, at: int) -> None:
    """Else the collection would pass a check that says nothing."""
    letter = ORDINARY[name]
    places = letter.paths()
    path = places[at % len(places)]
    spoilt = letter.source.replace("{{ " + path, "{{ " + path + "z", 1)
    template = cases.written.template(spoilt, letter.model)
    assert "unknown-field" in {finding.rule for finding in cases.errors(template)}
