"""A page for each rule: its example breaks that rule, and what mends it does.

What stands on a page says how it is tried: with two blocks of Markdown it is a letter, of YAML data for a model (and for
the letter, if there is one), of TOML or CSS a part of a stationery; three of plain text are a finished letter, what is
found in it, and the letter mended. A page with a session of Python is run by Sybil, as all documentation is.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import letterforge
from letterforge import api, stationery
from letterforge.errors import FindingsError
from letterforge.findings import Finding, Place, Rule
from letterforge.plugins import option_faults
from letterforge.rules import AREAS
from letterforge.rules import RULES as CORE
from letterforge.scanning.leftovers.report import Scanned, as_text
from letterforge_docx import rules as docx_rules

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "reference" / "rules"
RULES = {**CORE, **{rule.code: rule for rule in docx_rules.RULES}}
BLOCK = re.compile(r"^```(python|markdown|text|yaml|toml|css)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LETTER = "---\nlang: en\ntitle: T\n---\nWords.\n"
PLAIN = Path(stationery.__file__).parent / "templates" / "stationery" / "plain"


def blocks(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {kind: [] for kind in ("python", "markdown", "text", "yaml", "toml", "css")}
    for language, body in BLOCK.findall((PAGES / f"{name}.md").read_text(encoding="utf-8")):
        found[language].append(body)
    return found


def model_of(code: str, name: str) -> Any:
    namespace: dict[str, Any] = {"__name__": "page"}
    exec(compile(code, name, "exec", dont_inherit=True), namespace)  # noqa: S102  (the example of a page)
    return namespace["Data"]


def findings(letter: str, model: str, name: str) -> tuple[Finding, ...]:
    return api.check(letter.encode(), model=model_of(model, name))


def of_data(letter: str, model: str | None, data: str, name: str) -> Sequence[Finding]:
    """What is wrong with data, found when they are checked, or when they make a letter."""
    Data = model_of(model, name) if model else None  # noqa: N806  (a class)
    try:
        template = api.load(letter.encode(), model=Data)
        letterforge.Letter(template, letterforge.read_data(data.encode(), name="data.yaml"))
    except FindingsError as fault:
        return fault.findings
    return ()


def of_stationery(**files: str) -> Sequence[Finding]:
    """What is wrong with the plain stationery once these files of it are others, or its settings begin so."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / "council"
        shutil.copytree(PLAIN, place)
        if "toml" in files:
            settings = (place / "stationery.toml").read_text(encoding="utf-8")
            own = set(re.findall(r"^\[\[?\w+", files["toml"], re.MULTILINE))
            kept = [
                each for each in re.split(r"^(?=\[)", settings, flags=re.MULTILINE) if not each.startswith(tuple(own))
            ]
            (place / "stationery.toml").write_text("".join([*kept, files["toml"]]), encoding="utf-8")
        if "css" in files:
            (place / "style.css").write_text(files["css"], encoding="utf-8")
        try:
            look = letterforge.Stationery.read(place)
            found: Sequence[Finding] = (*look.warnings, *option_faults(look))
        except FindingsError as fault:
            found = fault.findings
        return [one.at(_moved(one.place, folder)) for one in found]


def _moved(place: Place, folder: str) -> Place:
    return replace(place, file=place.file and place.file.replace(f"{folder}/", ""))


def page_of(name: str) -> str:
    return (PAGES / f"{name}.md").read_text(encoding="utf-8")


def tried(name: str) -> Iterator[tuple[bool, list[str]]]:
    """Whether what is wrong twice, before and after, is free of errors; and what is found of the rule."""
    found = blocks(name)
    if found["yaml"]:
        letter = found["markdown"][0] if found["markdown"] else LETTER
        models: Sequence[str | None] = found["python"] or [None]
        cases = [of_data(letter, models[index % len(models)], data, name) for index, data in enumerate(found["yaml"])]
    elif found["toml"] or found["css"]:
        cases = [of_stationery(**{kind: each}) for kind in ("toml", "css") for each in found[kind]]
    elif found["markdown"]:
        models = found["python"]
        cases = [findings(found["markdown"][0], models[0], name), findings(found["markdown"][1], models[-1], name)]
    else:
        for text in (found["text"][0], found["text"][-1]):
            left = letterforge.scan(text.encode())
            lines = as_text(Scanned("letter.txt", tuple(left)), context=False).splitlines() if left else []
            yield not left, [line for line in lines if line.endswith(f"[{name}]")]
        return
    for case in cases:
        yield not any(one.is_error for one in case), [str(one) for one in case if one.rule == name]


def broken(name: str) -> list[str]:
    return next(tried(name))[1]


def test_there_is_a_page_for_each_rule_and_no_other() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_the_page_says_what_the_rule_means(name: str) -> None:
    text = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# `{name}`\n\n{RULES[name].meaning} ")
    assert "## How to mend it" in text
    assert RULES[name].page == (PAGES / f"{name}.md").relative_to(ROOT / "docs").as_posix()


@pytest.mark.parametrize("name", RULES)
def test_the_example_of_the_page_breaks_the_rule_and_what_mends_it_does(name: str) -> None:
    found = blocks(name)
    if found["python"] and ">>> " in found["python"][0]:  # a session, which Sybil runs and compares
        assert f"[{name}]" in found["python"][0].rpartition(">>> ")[2]
        return
    if commands := re.findall(
        r"^```console\n(.*?)^```", page_of(name), re.MULTILINE | re.DOTALL
    ):  # so does it with these
        assert (f"[{name}]" in commands[0], f"[{name}]" in commands[-1]) == (True, False)
        return
    (_, before), (sound, after) = tried(name)
    wanted = found["text"][-2 if len(found["text"]) > 1 else 0]
    assert "\n".join(before) == wanted.rstrip("\n")
    assert (sound, after) == (True, [])


def test_the_severity_on_the_page_is_that_of_the_rule() -> None:
    for name, rule in RULES.items():
        text = (PAGES / f"{name}.md").read_text(encoding="utf-8")
        said = "warning" if "A *warning*: it does not stop" in text else "error"
        assert said == rule.severity.value, name


def test_the_rules_of_a_report_are_those_of_the_pages() -> None:
    for content in (b"---\nlang: en\ntitle: T\n---\n{% if x %}", b"\xff"):
        assert {one.rule for one in letterforge.check(content)} <= set(RULES)


ROW = re.compile(r"^\| \[`([a-z-]+)`\]\(rules/([a-z-]+)\.md\) \| (error|warning) \| (.+) \| (.+) \|$", re.MULTILINE)


def rows() -> list[str]:
    """The tables of ``rules.md``, as the records have them."""
    areas = (*AREAS[:-2], docx_rules, *AREAS[-2:])
    every = [rule for area in areas for rule in vars(area).values() if isinstance(rule, Rule)]
    return [
        f"| [`{one.code}`](rules/{one.code}.md) | {one.severity.value} | {_cell(one.meaning)} | {_cell(one.mend)} |"
        for one in every
    ]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def test_the_tables_of_rules_are_made_from_the_records() -> None:
    text = (PAGES.parent / "rules.md").read_text(encoding="utf-8")
    found = [row.group() for row in ROW.finditer(text)]
    assert found == rows()
