"""*Nothing in a template is lost or printed literally by mistake: it is in the tree, or a finding.* (issue 2)"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.property.examples import examples
from tests.property.made_templates import Made, made_templates
from tests.property.oracle import faults
from tests.property.readings import Filling, normal, tidy
from tests.property.soup import soup, spoilt_templates

from letterforge.document import passages
from letterforge.filling.fill import compiled
from letterforge.filling.state import Evaluation
from letterforge.filling.texts import run_part
from letterforge.findings import Finding
from letterforge.formatting.printer import Printer
from letterforge.loading import markdown
from letterforge.loading.own_words import rules

FRONT = "---\ntitle: T\nlang: en-GB\n---\n"
LEFTOVERS = {rule.code for rule in rules()}


def _beside_leftovers(findings: Iterable[Finding]) -> list[str]:
    """Drawn words are of any signs: a row of underscores is a blank, `{ab` a broken mark, and rightly said to be so."""
    return [str(finding) for finding in findings if finding.rule not in LEFTOVERS]


@examples(800)
@given(made_templates)
def test_a_template_written_from_a_tree_becomes_that_tree(made: Made) -> None:
    read = markdown.read(FRONT + made.source)
    assert _beside_leftovers(read.findings) == []
    assert normal(read.wording.blocks) == made.tree


@examples(400)
@given(made_templates, st.integers(0, 2**32))
def test_a_filled_document_says_what_the_branches_that_are_taken_say(made: Made, seed: int) -> None:
    filling = Filling(Random(seed), {})  # noqa: S311  (nothing here is a secret)
    wanted = filling.passages(made.tree)
    run = Evaluation(filling.values)
    document = run_part(compiled(markdown.read(FRONT + made.source).wording.blocks, Printer("en-GB")), run)
    assert _beside_leftovers(run.findings) == []
    assert [text for text in map(tidy, passages(document)) if text] == wanted


@examples(200)
@given(made_templates)
def test_the_oracle_finds_no_fault_with_made_templates(made: Made) -> None:
    """Else it would prove nothing of the others."""
    assert faults(made.source, markdown.read(FRONT + made.source).wording.blocks) == []


@examples(800, 20_000)
@given(soup)
def test_soup_of_characters_is_understood_or_refused(source: str) -> None:
    _is_understood_or_refused(source)


@examples(800, 20_000)
@given(spoilt_templates)
def test_a_template_gone_wrong_is_understood_or_refused(source: str) -> None:
    _is_understood_or_refused(source)


def _is_understood_or_refused(source: str) -> None:
    read = markdown.read(FRONT + source)
    for finding in read.findings:
        place = finding.place
        assert place.line is not None
        assert place.column is not None
        line = (FRONT + source).replace("\r\n", "\n").split("\n")[place.line - 1]
        assert finding.excerpt == line
        assert 1 <= place.column <= len(line) + 1
    if not any(finding.is_error for finding in read.findings):
        assert faults(source, read.wording.blocks) == []
