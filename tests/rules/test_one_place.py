"""Each rule is one record: no code of a rule stands as a loose text, and no finding is made but from its rule."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from letterforge.findings import Rule
from letterforge.rules import AREAS, RULES
from letterforge_docx import rules as docx_rules

ROOT = Path(__file__).parents[2]
PLUGINS = {rule.code: rule for rule in vars(docx_rules).values() if isinstance(rule, Rule)}
EVERY = {**RULES, **PLUGINS}
NAMES = [
    path.relative_to(ROOT).as_posix()
    for path in sorted([*ROOT.glob("src/**/*.py"), *ROOT.glob("plugins/*/src/**/*.py")])
    if "rules" not in (path.stem, path.parent.name) and path.name != "findings.py"
]
# Codes with a hyphen are nobody else's words: such a text is a code, but for what happens to be called the same.
TELLING = {code for code in EVERY if "-" in code} - {"content-control", "merge-field", "form-field"}
CONTRACT = "plugins/pytest-letterforge/"  # says of a renderer what it owes, by the codes of what letterforge would find


def said(tree: ast.AST) -> Iterator[str]:
    """What each call and comparison is given as a text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in {"Finding", "Rule"}:
                yield f"{name}(...)"
            if name in {"at", "finding", "fault", "refuse", "refused", "_fault", "_refuse", "refuse_number"}:
                values = [*node.args, *(word.value for word in node.keywords if word.arg == "rule")]
                texts = [value.value for value in values if isinstance(value, ast.Constant)]
                yield from (text for text in texts if isinstance(text, str) and text in EVERY)
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Attribute) and node.left.attr == "rule":
            constants = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
            yield from (text for text in constants if isinstance(text, str))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in TELLING:
            yield node.value


@pytest.mark.parametrize("name", NAMES)
def test_no_code_of_a_rule_is_a_loose_text(name: str) -> None:
    if name.startswith(CONTRACT):
        return
    found = set(said(ast.parse((ROOT / name).read_text(encoding="utf-8"))))
    assert not found, f"take the rule from its record in letterforge.rules: {found}"


@pytest.mark.parametrize(
    "breach",
    [
        "Finding('missing', severity, place, 'is missing')",
        "Rule('missing', severity, meaning='m', mend='m')",
        "source.finding('syntax', 0, message='m')",
        "fault('m', rule='letterhead-slot')",
        "[one for one in findings if one.rule == 'loss']",
        "[one for one in findings if one.rule in {'data', 'loss'}]",
        "code = 'unknown-field'",
    ],
)
def test_a_breach_is_noticed(breach: str) -> None:
    assert list(said(ast.parse(breach)))


def test_each_code_is_declared_once() -> None:
    declared = [rule.code for area in (*AREAS, docx_rules) for rule in vars(area).values() if isinstance(rule, Rule)]
    assert sorted(declared) == sorted(EVERY)
    assert len(docx_rules.RULES) == len(PLUGINS)


@pytest.mark.parametrize("code", EVERY)
def test_a_record_is_called_after_its_code_and_speaks_in_sentences(code: str) -> None:
    rule = EVERY[code]
    name = code.upper().replace("-", "_")
    assert [getattr(area, name) for area in (*AREAS, docx_rules) if hasattr(area, name)] == [rule]
    assert rule.meaning[0].isupper() or rule.meaning.startswith("letterforge ")
    assert rule.meaning.endswith(".")
    assert ". " not in rule.meaning
    assert rule.mend.endswith((".", ":Class"))


def test_each_rule_is_used() -> None:
    code = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in NAMES)
    unused = [code_ for code_ in EVERY if not re.search(rf"\b{code_.upper().replace('-', '_')}\b", code)]
    assert unused == []
