"""A page for each rule of the check: its example breaks that rule, and what mends it does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import letterforge
from letterforge import api
from letterforge.findings import Finding
from letterforge.rules import RULES as EVERY
from letterforge.rules import checking, markdown, reading, word

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "reference" / "rules"
RULES = {  # those of templates; the others get their pages next
    code: rule
    for code, rule in EVERY.items()
    if code == "stands-in" or any(rule in vars(area).values() for area in (reading, markdown, word, checking))
}
BLOCK = re.compile(r"^```(python|markdown|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"python": [], "markdown": [], "text": []}
    for language, body in BLOCK.findall((PAGES / f"{name}.md").read_text(encoding="utf-8")):
        found[language].append(body)
    return found


def findings(letter: str, model: str, name: str) -> tuple[Finding, ...]:
    namespace: dict[str, Any] = {"__name__": "page"}
    exec(compile(model, name, "exec", dont_inherit=True), namespace)  # noqa: S102  (the example of a page)
    return api.check(letter.encode(), model=namespace["Data"])


def test_there_is_a_page_for_each_rule_and_no_other() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_the_page_says_what_the_rule_means(name: str) -> None:
    text = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# `{name}`\n\n{RULES[name].meaning} ")
    assert "## How to mend it" in text


@pytest.mark.parametrize("name", RULES)
def test_the_example_of_the_page_breaks_the_rule_and_what_mends_it_does(name: str) -> None:
    found = blocks(name)
    if not found["markdown"]:  # a session, which Sybil runs and compares
        assert f"[{name}]" in found["python"][0].rpartition(">>> ")[2]
        return
    before, after = found["markdown"]
    broken = [one for one in findings(before, found["python"][0], name) if one.rule == name]
    assert "\n".join(map(str, broken)) == found["text"][0].rstrip("\n")
    mended = findings(after, found["python"][-1], name)
    assert [one for one in mended if one.rule == name or one.is_error] == []


def test_the_severity_on_the_page_is_that_of_the_finding() -> None:
    for name in RULES:
        said = (
            "warning"
            if "A *warning*: it does not stop" in (PAGES / f"{name}.md").read_text(encoding="utf-8")
            else "error"
        )
        assert f"{said}: " in "".join(body for each in blocks(name).values() for body in each), name


def test_the_rules_of_a_report_are_those_of_the_pages() -> None:
    for content in (b"---\nlang: en\ntitle: T\n---\n{% if x %}", b"\xff"):
        assert {one.rule for one in letterforge.check(content)} <= set(RULES)
