"""Nothing that a user can name is undocumented, nothing documented is not there, and every link leads somewhere."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import click
import pytest
from pydantic import BaseModel

import letterforge
from letterforge import cli, errors, pictures
from letterforge.data import data_file
from letterforge.document import Role
from letterforge.expressions import expression as expressions
from letterforge.expressions.filters.known import FILTERS
from letterforge.expressions.loop import LOOP_FIELDS
from letterforge.expressions.tests import TESTS
from letterforge.languages.language import DATE_STYLES
from letterforge.loading import companion_files, tags
from letterforge.loading.markdown import bounds, front_matter, including
from letterforge.loading.stationery.settings import Settings
from letterforge.rules import RULES
from letterforge_docx import rules as word_rules

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md"), *(ROOT / "changes").glob("*.md")])
SOURCES = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "plugins").glob("*/src/**/*.py")])
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next of its rank or a higher one."""
    found = re.search(rf"^(#+) {re.escape(heading)}$", text, re.MULTILINE)
    assert found is not None, f"there is no heading {heading!r}"
    rest = text[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def first_cells(text: str) -> set[str]:
    """Every name in code in the first column of the tables."""
    rows = re.findall(r"^\|((?:[^|\n\\]|\\.)*)\|", text, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", letterforge.__all__)
def test_public_name_is_in_the_api(name: str) -> None:
    assert f"`letterforge.{name}`" in page("api.md") or f"\n## letterforge.{name}\n" in page("api.md")


@pytest.mark.parametrize("name", re.findall(r"^## letterforge\.(\w+)$", page("api.md"), re.MULTILINE))
def test_section_of_the_api_is_a_public_name(name: str) -> None:
    assert name in letterforge.__all__


def signatures() -> Iterator[tuple[str, str]]:
    for found in re.finditer(r"^```text\n([\w.]+)(\(.*?\))(?: -> .*)?\n```$", page("api.md"), re.MULTILINE):
        yield found[1], found[2]


@pytest.mark.parametrize(("name", "documented"), list(signatures()))
def test_signature_is_the_real_one(name: str, documented: str) -> None:
    found: Any = letterforge
    for part in name.split("."):
        found = getattr(found, part)
    bound = inspect.ismethod(found) or not name.count(".")
    parameters = [
        p.replace(annotation=inspect.Parameter.empty)
        for p in list(inspect.signature(found).parameters.values())[0 if bound else 1 :]
    ]
    assert str(inspect.Signature(parameters)) == documented


def test_every_function_and_class_with_arguments_has_a_signature() -> None:
    documented = {name.partition(".")[0] for name, _ in signatures()} | {
        "LetterData",
        "Renderer",
        "LetterforgeError",
        "Outcome",
    }
    callables = {name for name in letterforge.__all__ if inspect.isroutine(getattr(letterforge, name))}
    classes = {name for name in letterforge.__all__ if inspect.isclass(getattr(letterforge, name))}
    assert callables | classes <= documented


def test_every_error_is_in_the_api() -> None:
    listed = set(re.findall(r"`(\w+Error)`", section(page("api.md"), "letterforge.LetterforgeError")))
    here = {name for name, each in vars(errors).items() if inspect.isclass(each) and name.endswith("Error")}
    assert listed == here


# --- commands --------------------------------------------------------------------------------------------------------

_GROUP = click.Context(cli.cli)
COMMANDS = [
    (name, command)
    for name in cli.cli.list_commands(_GROUP)
    if (command := cli.cli.get_command(_GROUP, name)) is not None
]
OPTIONS = [
    (name, option)
    for name, command in COMMANDS
    for one in (command, *(command.commands.values() if isinstance(command, click.Group) else ()))
    for parameter in one.params
    if isinstance(parameter, click.Option)
    for option in (*parameter.opts, *parameter.secondary_opts)
]


def test_every_command_has_a_section_and_no_other_has() -> None:
    assert sorted(re.findall(r"^## `letterforge ([\w-]+)`$", page("commands.md"), re.MULTILINE)) == [
        n for n, _ in COMMANDS
    ]


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_option_is_in_the_section_of_its_command(command: str, option: str) -> None:
    assert f"`{option}`" in section(page("commands.md"), f"`letterforge {command}`")


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_section_of_a_command_lists_no_other_option(name: str, command: click.Command) -> None:
    mine = {option for owner, option in OPTIONS if owner == name}
    listed = {cell for cell in first_cells(section(page("commands.md"), f"`letterforge {name}`")) if cell[0] == "-"}
    assert listed == mine
    assert command.help


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_command_lines_use_options_that_are_there(path: Path) -> None:
    known: dict[str, set[str]] = {name: {"-h", "--help"} for name, _ in COMMANDS}
    for owner, option in OPTIONS:
        known[owner].add(option)
    for line in re.findall(
        r"letterforge (?:new|fields|check|check-all|render|renderers|scan)\b[^`\n]*", path.read_text(encoding="utf-8")
    ):
        command = line.split()[1].strip(".,;:")
        if command in known:
            used = set(re.findall(r"(?<=\s)(--[a-z][a-z-]*|-[a-z])\b", line.partition(" | ")[0]))
            assert used <= known[command], line


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_options_in_the_text_are_there(path: Path) -> None:
    prose = FENCED.sub("", path.read_text(encoding="utf-8"))
    named = set(re.findall(r"`(--[a-z][a-z-]*)(?: [^`]*)?`", prose))
    assert named <= {option for _, option in OPTIONS} | {"--help", "--version", "--traceback"} | {
        *re.findall(r"--[a-z-]+", section(page("stationery.md"), "`style.css`"))
    }


def test_exit_codes_are_the_real_ones() -> None:
    kinds = [
        each for each in vars(errors).values() if inspect.isclass(each) and issubclass(each, errors.LetterforgeError)
    ]
    real = {"0", str(cli.INTERNAL), str(cli.INTERRUPTED), *(str(each.exit_code) for each in kinds)}
    listed = set(re.findall(r"^\| (\d+) \|", section(page("commands.md"), "Exit codes"), re.MULTILINE))
    assert listed == real


def test_environment_variables_are_documented() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (*SOURCES, ROOT / "Makefile")]
    used = {name for text in texts for name in re.findall(r"\bLETTERFORGE_[A-Z_]+\b", text)}
    read = {name for text in texts for name in re.findall(r"environ(?:\.get\(|\[)[\"'](\w+)", text)}
    listed = set(re.findall(r"\b[A-Z]+_[A-Z_]+\b", section(page("commands.md"), "Environment variables")))
    assert used | read == listed


def test_keys_of_json_are_documented() -> None:
    finding = letterforge.check(b"---\nlang: en\n---\n")[0]
    assert set(finding.to_dict()) <= set(re.findall(r'"(\w+)":', page("commands.md")))


# --- the language ----------------------------------------------------------------------------------------------------


def test_the_tables_of_filters_are_those_of_their_records() -> None:
    records = list({id(one): one for one in FILTERS.values()}.values())
    table, examples = [], []
    for one in records:
        written = ", ".join(f"`{name}`" for name in (*one.names, *one.usage))
        table.append(f"| {written} | {one.takes.words} | {one.gives_words} |")
        for source, result in one.examples:
            examples.append("| `{{ " + source.replace("|", "\\|") + " }}` | " + result + " |")
    shown = section(page("expressions.md"), "Filters")
    assert [line for line in shown.splitlines() if line.startswith("| `") and "{{" not in line] == table
    assert [line for line in shown.splitlines() if line.startswith("| `{{")] == examples


@pytest.mark.parametrize("name", TESTS)
def test_test_has_an_example(name: str) -> None:
    assert f"is {name} " in section(page("expressions.md"), "Tests")


def test_fields_of_a_loop_are_those_that_there_are() -> None:
    cells = first_cells(section(page("expressions.md"), "Fields of a loop").partition("| You write |")[0])
    assert cells - {"loop"} == {f"loop.{name}" for name in LOOP_FIELDS}


@pytest.mark.parametrize("style", DATE_STYLES)
def test_date_style_is_documented(style: str) -> None:
    assert f'"{style}"' in section(page("expressions.md"), "Filters")
    assert f'date("{style}")' in section(page("printing.md"), "Dates")


def test_roles_are_those_that_there_are() -> None:
    assert first_cells(section(page("markdown.md"), "Roles")) == {role.value for role in Role}


LIMITS = [
    ("markdown.md", "Limits", bounds.LONGEST),
    ("markdown.md", "Limits", bounds.MOST_LINES),
    ("markdown.md", "Limits", bounds.MOST_TAGS),
    ("markdown.md", "Limits", bounds.LONGEST_BLOCK),
    ("markdown.md", "Limits", bounds.DEEPEST),
    ("markdown.md", "Limits", tags.DEEPEST_NESTING),
    ("markdown.md", "Limits", including.DEEPEST_INCLUDE),
    ("markdown.md", "Limits", front_matter.LONGEST),
    ("markdown.md", "Limits", companion_files.LARGEST // 1_000_000),
    ("markdown.md", "Limits", pictures.MOST_PIXELS),
    ("expressions.md", "What is refused", expressions.LONGEST),
    ("expressions.md", "What is refused", expressions.DEEPEST),
    ("data-files.md", "Data files", data_file.LARGEST),
    ("data-files.md", "How to write it", data_file.MOST),
]


@pytest.mark.parametrize(("name", "heading", "limit"), LIMITS)
def test_limit_is_documented(name: str, heading: str, limit: int) -> None:
    assert re.search(rf"(?<![\d,]){limit:,}(?![\d,])", section(page(name), heading))


# --- stationery ------------------------------------------------------------------------------------------------------


def settings(model: type[BaseModel], before: str = "") -> Iterator[str]:
    for name, info in model.model_fields.items():
        inner = [each for each in _classes(info.annotation) if issubclass(each, BaseModel)]
        here = before + (info.alias or name)
        if inner:
            yield from settings(inner[0], f"{here}.")
        else:
            yield here


def _classes(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for argument in get_args(annotation):
        yield from _classes(argument)


def test_settings_are_those_that_there_are() -> None:
    listed = {
        cell
        for cell in first_cells(page("stationery.md"))
        if ("." in cell or cell in ("allow", "renderer")) and cell.split(".")[0] not in ("style", "letterhead")
    }
    assert listed - {"stationery.toml"} == set(settings(Settings))


# --- findings --------------------------------------------------------------------------------------------------------


def test_rules_are_those_that_there_are() -> None:
    tables = FENCED.sub("", page("rules.md"))
    assert first_cells(tables) == {*RULES, *(rule.code for rule in word_rules.RULES)}


# --- links -----------------------------------------------------------------------------------------------------------


def anchors(path: Path) -> set[str]:
    """The anchors of a file's headings, as GitHub, GitLab and Forgejo make them."""
    text = FENCED.sub("", path.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    text = FENCED.sub("", path.read_text(encoding="utf-8"))
    for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        there = (path.parent / name).resolve() if name else path
        assert there.exists(), f"{target}: there is no such file"
        assert not anchor or anchor in anchors(there), f"{target}: there is no such heading"


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    queue = [ROOT / "README.md"]
    while queue:
        path = queue.pop()
        if path in seen or path.suffix != ".md":
            continue
        seen.add(path)
        targets = re.findall(r"\]\(([^)\s#]+)[^)]*\)", FENCED.sub("", path.read_text(encoding="utf-8")))
        queue += [(path.parent / target).resolve() for target in targets if not re.match(r"[a-z]+:", target)]
    assert set(DOCS.rglob("*.md")) <= seen
