"""The commands: what they print and where, and their exit codes. Every message is pinned here."""

from __future__ import annotations

import importlib.metadata
import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import docx
import pytest
from tests import forked
from tests.command import Done, Run

import letterforge
from letterforge.cli import cli
from letterforge.filekinds import DATA_SUFFIXES, listed

Install = Callable[..., Path]
PLAIN = "---\ntitle: T\nlang: en-GB\n---\nDear {{ name }},\n"
MODEL = """
from letterforge import LetterData, Line
class Data(LetterData):
    name: Line
    note: Line | None = None
class Outer:
    class Inner(LetterData):
        name: Line
NotOne = 5
"""


NAMES = cli.list_commands(click.Context(cli))


@pytest.fixture
def files(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A template, a model and data, in the folder where commands run."""
    (tmp_path / "plain.md").write_text(PLAIN, encoding="utf-8")
    # A name of its own for each test, since modules stay imported.
    (tmp_path / f"{_module(request)}.py").write_text(MODEL, encoding="utf-8")
    (tmp_path / "good.yaml").write_text("name: Ann\n", encoding="utf-8")
    (tmp_path / "bad.yaml").write_text("name: '[CANARY]'\nCANARY: x\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def model(request: pytest.FixtureRequest, files: Path) -> str:
    return f"{_module(request)}:Data"


def _module(request: pytest.FixtureRequest) -> str:
    return "models_" + "".join(c if c.isalnum() else "_" for c in request.node.name)[:60]


def sample(project: Path) -> Path:
    return project / "templates" / "introductory-letter" / "sample.yaml"


# --- the command itself --------------------------------------------------------------------------------------------------


def test_version_and_help(run: Run) -> None:
    assert run("--version") == Done(0, f"letterforge, version {letterforge.__version__}\n", "")
    for flag in ("--help", "-h"):
        done = run(flag)
        assert (done.code, done.err) == (0, "")
        for command in ("new", "fields", "check", "render", "renderers"):
            assert f"\n  {command} " in done.out
            assert run(command, flag).code == 0
    assert letterforge.__version__ == importlib.metadata.version("letterforge")


@pytest.mark.parametrize("name", NAMES)
def test_a_command_is_a_file_whose_docstring_is_its_help(run: Run, name: str) -> None:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    module = sys.modules[f"letterforge.cli.commands.{name.replace('-', '_')}"]
    assert found is module.command
    assert inspect.cleandoc(found.help or "") == inspect.cleandoc(module.__doc__ or "") != ""
    shown = run("--help").out
    assert re.search(
        rf"^  {name} +{re.escape(found.get_short_help_str(60).removesuffix('...')[:40])}", shown, re.MULTILINE
    )


def test_as_a_module(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "letterforge", "--version"], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout == f"letterforge, version {letterforge.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chekc"], "No such command 'chekc'"),
        (["check"], "Missing argument 'TEMPLATE'"),
        (["render", "a.md"], "Missing argument 'DATA'"),
        (["render", "a.md", "b.yaml"], "Missing option '--to'"),
        (["check", "a.md", "--format", "xml"], "'xml' is not one of 'text', 'json'"),
        (["check", "a.md", "b.yaml", "c"], "Got unexpected extra argument (c)"),
        (["renderers", "--x"], "No such option"),
        ([], "Usage: "),
    ],
)
def test_wrong_use(run: Run, arguments: list[str], message: str) -> None:
    done = run(*arguments)
    assert done.code in ((2,) if arguments else (0, 2))
    assert message in (done.err or done.out)
    assert done.out == "" or not arguments


# --- new -------------------------------------------------------------------------------------------------------------------


def test_new_prints_or_writes_a_form(run: Run, tmp_path: Path) -> None:
    printed = run("new", "introductory-letter")
    assert (printed.code, printed.err) == (0, "")
    assert printed.out.startswith("# Data for one letter of the kind introductory-letter.\n")
    assert run("new", "introductory-letter", "-o", "form.yaml") == Done(0, "", "")
    assert (tmp_path / "form.yaml").read_text(encoding="utf-8") == printed.out
    again = run("new", "introductory-letter", "--output", "form.yaml")
    assert again == Done(2, "", "letterforge: form.yaml already exists; choose another name\n")
    assert run("new", "introductory-letter", "-o", "no/form.yaml") == Done(
        2, "", "letterforge: the folder no does not exist; create it first\n"
    )


def test_new_asks_for_a_model(run: Run, files: Path, model: str) -> None:
    assert run("new", "plain.md") == Done(
        2,
        "",
        "letterforge: plain.md has no model, so its fields are not known; name its class with --model package.module:Class\n",
    )
    assert "\nname:\n" in run("new", "plain.md", "--model", model).out


def test_new_writes_an_empty_table(run: Run, files: Path, model: str) -> None:
    made = run("new", "plain.md", "--model", model, "--rows", "people.csv")
    assert (made.code, made.err) == (0, "")
    headings = (files / "people.csv").read_text(encoding="utf-8-sig").strip().split(",")
    assert [line.partition(": ")[0] for line in made.out.splitlines()] == headings
    assert run("new", "plain.md", "--model", model, "--rows", "people.csv") == Done(
        2, "", "letterforge: people.csv already exists; choose another name\n"
    )
    (files / "shared.yaml").write_text("\n".join(f"{one}: x" for one in headings), encoding="utf-8")
    assert run("new", "plain.md", "--model", model, "--rows", "more.csv", "--data", "shared.yaml") == Done(
        2, "", "letterforge: no field is left for a column\n"
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--rows", "people.ods"), "an empty table is written as .csv, .tsv, .tab or .xlsx"),
        (("--rows", "people.csv", "-o", "form.yaml"), "give one of them"),
        (("--data", "good.yaml"), "give --rows, too"),
    ],
)
def test_new_is_asked_for_a_table_wrongly(
    run: Run, files: Path, model: str, options: tuple[str, ...], message: str
) -> None:
    before = sorted(files.iterdir())
    done = run("new", "plain.md", "--model", model, *options)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert sorted(one for one in files.iterdir() if one.name != "__pycache__") == before


def test_new_of_an_unknown_kind(run: Run) -> None:
    done = run("new", "introductory-leter")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("letterforge: no kind of letter is called 'introductory-leter'; installed are: ")


# --- fields ------------------------------------------------------------------------------------------------------------------


def test_fields_of_a_template(run: Run, files: Path, model: str) -> None:
    assert run("fields", "plain.md", "--model", model) == Done(
        0, "name: text\n    plain.md:5:6\nnote: text, optional\n    not used\n", ""
    )
    assert run("fields", "plain.md") == Done(0, "name\n    plain.md:5:6\n", "")


def test_fields_of_the_letter(run: Run) -> None:
    done = run("fields", "introductory-letter")
    assert (done.code, done.err) == (0, "")
    assert "team.members[].name: text\n    First name and surname\n" in done.out
    assert "feedback.date: a date\n" in done.out
    assert "introduction.time: a time of day, optional\n" in done.out
    assert "not used" not in done.out


def test_the_schema_of_the_data(run: Run, files: Path, model: str) -> None:
    schema = json.loads(run("fields", "introductory-letter", "--schema").out)
    assert schema["title"] == "IntroductoryLetter"
    assert json.loads(run("fields", "plain.md", "--schema", "--model", model).out)["required"] == ["name"]
    assert run("fields", "plain.md", "--schema") == Done(
        2,
        "",
        "letterforge: plain.md has no model, so there is no schema; name its class with --model package.module:Class\n",
    )


# --- check -------------------------------------------------------------------------------------------------------------------


def test_check_of_what_is_sound(run: Run, files: Path, model: str, project: Path) -> None:
    assert run("check", "introductory-letter") == Done(0, "0 errors, 0 warnings\n", "")
    assert run("check", "introductory-letter", sample(project)) == Done(0, "0 errors, 0 warnings\n", "")
    assert run("check", "plain.md", "good.yaml", "--model", model) == Done(0, "0 errors, 0 warnings\n", "")
    assert run("check", "introductory-letter", "--format", "json") == Done(0, '{\n  "findings": []\n}\n', "")


def test_check_reports_template_and_data_at_once(run: Run, files: Path, model: str) -> None:
    (files / "wrong.md").write_text(PLAIN + "\n{{ nmae }} {{ note }}\n", encoding="utf-8")
    assert run("check", "wrong.md", "bad.yaml", "--model", model) == Done(
        1,
        "bad.yaml:1:7: name: error: only stands in for what is still to be filled in [stands-in]\n"
        "bad.yaml:2:1: error: there is no such field here [unknown-key]\n"
        "    The fields are: name, note.\n"
        "wrong.md:7:4: error: there is no field 'nmae' [unknown-field]\n"
        "    {{ nmae }} {{ note }}\n"
        "       ^\n"
        "    Did you mean name?\n"
        "wrong.md:7:15: error: note may be absent here [may-be-absent]\n"
        "    {{ nmae }} {{ note }}\n"
        "                  ^\n"
        "    Write {% if note %} around it, or say what stands in for it: note or 'text'.\n"
        "4 errors, 0 warnings\n",
        "",
    )


def word_letter(folder: Path, name: str = "letter.docx") -> bytes:
    document = docx.Document()
    document.add_paragraph("Dear {{ nmae }},")
    document.save(str(folder / name))
    return (folder / name).read_bytes()


def test_check_writes_a_copy_with_comments(run: Run, files: Path, model: str) -> None:
    before = word_letter(files)
    done = run("check", "letter.docx", "--model", model, "--annotate", "out/deep")
    copy = files / "out" / "deep" / "letter.docx"
    assert (done.code, done.err) == (1, "annotated: out/deep/letter.docx\n")
    assert done.out.endswith("1 error, 0 warnings\n")
    assert (files / "letter.docx").read_bytes() == before
    (comment,) = docx.Document(str(copy)).comments
    assert comment.text.splitlines() == ["error: there is no field 'nmae' [unknown-field]", "Did you mean name?"]
    again = run("check", str(copy), "--model", model)
    assert again.out.endswith("1 error, 1 warning\n")  # the comment is named: no letter carries it


def test_check_annotates_neither_markdown_nor_the_template_itself(run: Run, files: Path, model: str) -> None:
    word_letter(files)
    assert run("check", "plain.md", "--model", model, "--annotate", "out") == Done(
        2, "", "letterforge: plain.md is not a Word template; --annotate writes comments into .docx and .dotx\n"
    )
    assert run("check", "letter.docx", "--model", model, "--annotate", ".") == Done(
        2, "", "letterforge: letter.docx is the template itself; choose another folder\n"
    )
    assert not (files / "out").exists()


def test_check_as_annotations_and_sarif(run: Run, files: Path, model: str) -> None:
    (files / "wrong.md").write_text(PLAIN + "\n{{ nmae }}\n", encoding="utf-8")
    assert run("check", "wrong.md", "--model", model, "--format", "github") == Done(
        1,
        "::error file=wrong.md,line=7,col=4,title=letterforge%3A unknown-field::there is no field 'nmae'%0ADid you mean name?\n",
        "",
    )
    log = json.loads(run("check", "wrong.md", "--model", model, "--format", "sarif").out)
    assert log["runs"][0]["tool"]["driver"]["semanticVersion"] == letterforge.__version__
    assert run("check", "plain.md", "--model", model, "--format", "github") == Done(0, "", "")


def test_check_as_json_has_the_keys_of_the_design(run: Run, files: Path, model: str) -> None:
    (files / "wrong.md").write_text(PLAIN + "\n{{ nmae }}\n", encoding="utf-8")
    (files / "tbc.yaml").write_text("name: TBC\n", encoding="utf-8")
    done = run("check", "wrong.md", "tbc.yaml", "--model", model, "--format", "json")
    assert (done.code, done.err) == (1, "")
    assert json.loads(done.out) == {
        "findings": [
            {
                "rule": "stands-in", "severity": "error", "file": "tbc.yaml", "place": "name", "line": 1, "column": 7,
                "message": "only stands in for what is still to be filled in", "hint": None,
            },
            {
                "rule": "unknown-field", "severity": "error", "file": "wrong.md", "place": None, "line": 7, "column": 4,
                "message": "there is no field 'nmae'", "hint": "Did you mean name?",
            },
        ]
    }  # fmt: skip


def test_warnings_do_not_make_check_fail(run: Run, files: Path) -> None:
    (files / "loose_model.py").write_text(
        "from letterforge import LetterData\nclass Data(LetterData):\n    name: str\n    more: str\n", encoding="utf-8"
    )
    done = run("check", "plain.md", "--model", "loose_model:Data")
    assert (done.code, done.err) == (0, "")
    assert "[plain-text]" in done.out
    assert "[unused-field]" in done.out
    assert done.out.endswith("0 errors, 2 warnings\n")


def test_check_without_a_model_uses_the_data(run: Run, files: Path) -> None:
    assert run("check", "plain.md", "good.yaml").code == 0
    (files / "other.json").write_text('{"nmae": "Ann"}', encoding="utf-8")
    done = run("check", "plain.md", "other.json")
    assert done.code == 1
    assert "plain.md:5:9: error: there is no field 'name'" in done.out
    (files / "none.json").write_text('{"town": "Tarn"}', encoding="utf-8")
    message = "none.json:1:1: name: error: is missing, and the template asks for it (plain.md:5:9) [missing]"
    assert message in run("check", "plain.md", "none.json").out


def test_check_of_stationery(run: Run, files: Path, model: str) -> None:
    assert run("check", "plain.md", "--stationery", "nowhere", "--model", model) == Done(
        2,
        "",
        "letterforge: no stationery is called 'nowhere'; none is installed; install the package that offers it, or check the spelling\n",
    )
    (files / "look").mkdir()
    (files / "look" / "stationery.toml").write_text("[page]\nsiz = 1\n", encoding="utf-8")
    done = run("check", "plain.md", "--stationery", "look", "--model", model)
    assert done.code == 1
    assert (
        "look/stationery.toml:2:1: page: error: there is no such field here [unknown-key]\n    Did you mean size?\n"
        in done.out
    )


@pytest.mark.parametrize(
    ("spelt", "message"),
    [
        ("nothing", "write it as package.module:Class, or name a model file, such as visit.model.yaml"),
        (":Class", "write it as package.module:Class, or name a model file, such as visit.model.yaml"),
        ("module:", "write it as package.module:Class, or name a model file, such as visit.model.yaml"),
        ("no_such_module_here:Class", "cannot be imported: ModuleNotFoundError: No module named 'no_such_module_here'"),
        ("{module}:Nope", "cannot be imported: AttributeError: module '{module}' has no attribute 'Nope'"),
        ("{module}:NotOne", "this is not a pydantic model"),
        ("{module}:Outer", "this is not a pydantic model"),
        ("exits:Class", "cannot be imported: SystemExit: bye"),
    ],
)
def test_a_model_that_cannot_be_had(run: Run, files: Path, model: str, spelt: str, message: str) -> None:
    (files / "exits.py").write_text("import sys; sys.exit('bye')", encoding="utf-8")
    module = model.partition(":")[0]
    spelt, message = spelt.format(module=module), message.format(module=module)
    for command in (
        ["check", "plain.md"],
        ["new", "plain.md"],
        ["fields", "plain.md"],
        ["render", "plain.md", "good.yaml", "--to", "html"],
    ):
        assert run(*command, "--model", spelt) == Done(2, "", f"letterforge: --model {spelt}: {message}\n")


def test_a_model_within_a_class(run: Run, files: Path, model: str) -> None:
    assert run("check", "plain.md", "--model", model.replace("Data", "Outer.Inner")).code == 0


# --- render ------------------------------------------------------------------------------------------------------------------


def test_render_writes_the_files_and_names_them(run: Run, project: Path, tmp_path: Path) -> None:
    done = run("render", "introductory-letter", sample(project), "--to", "html", "--to", "docx", "-o", "new/out")
    folder = Path("new/out")
    assert done == Done(0, f"{folder / 'introductory-letter.html'}\n{folder / 'introductory-letter.docx'}\n", "")
    assert sorted(os.listdir(tmp_path / "new" / "out")) == ["introductory-letter.docx", "introductory-letter.html"]


def test_render_replaces_nothing_unless_told(run: Run, files: Path, model: str) -> None:
    arguments = ["render", "plain.md", "good.yaml", "--to", "html", "--model", model]
    assert run(*arguments).code == 0
    (files / "plain.html").write_text("old", encoding="utf-8")
    assert run(*arguments) == Done(
        2, "", "letterforge: plain.html already exists; choose another folder, or say --force to replace it\n"
    )
    assert (files / "plain.html").read_text(encoding="utf-8") == "old"
    assert run(*arguments, "--force").code == 0
    assert "Ann" in (files / "plain.html").read_text(encoding="utf-8")


def test_render_shows_warnings_beside_the_result(run: Run, files: Path) -> None:
    (files / "loose_data.py").write_text(
        "from letterforge import LetterData\nclass Data(LetterData):\n    name: str\n", encoding="utf-8"
    )
    done = run("render", "plain.md", "good.yaml", "--to", "html", "--model", "loose_data:Data")
    assert (done.code, done.out) == (0, "plain.html\n")
    assert "[plain-text]" in done.err


def test_render_refuses_bad_data_and_writes_nothing(run: Run, files: Path, model: str) -> None:
    done = run("render", "plain.md", "bad.yaml", "--to", "html", "-o", "out", "--model", model)
    assert (done.code, done.out) == (1, "")
    assert "CANARY" not in done.err
    assert done.err.count("bad.yaml:") == 2
    assert not (files / "out").exists()


def test_render_says_what_is_wrong_with_template_and_data_files_at_once(run: Run, files: Path) -> None:
    (files / "wrong.md").write_text(PLAIN + "{{ name", encoding="utf-8")
    (files / "wrong.yaml").write_text("name: a: CANARY\n", encoding="utf-8")
    done = run("render", "wrong.md", "wrong.yaml", "--to", "html")
    assert (done.code, done.out) == (1, "")
    assert "wrong.md:6:1: error: {{ is not closed [syntax]" in done.err
    assert "wrong.yaml:1:8: error: this is not YAML: a second colon [data-file]" in done.err
    assert "CANARY" not in done.err


def test_render_to_an_unknown_format(run: Run, files: Path) -> None:
    done = run("render", "plain.md", "good.yaml", "--to", "html", "--to", "pfd", "-o", "out")
    assert (done.code, done.out) == (2, "")
    assert (
        done.err
        == "letterforge: no renderer is called 'pfd'; installed are: docx, html, pdf, typst; did you mean pdf?\n"
    )
    assert not (files / "out").exists()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.yaml", None, "letterforge: the data file none.yaml cannot be read: No such file or directory\n"),
        (
            "data.csv",
            b"x",
            f"letterforge: data.csv is not a data file; letterforge reads {listed(DATA_SUFFIXES)}; of a table write one row as such a file\n",
        ),
        ("data", b"x", f"letterforge: data is not a data file; letterforge reads {listed(DATA_SUFFIXES)}\n"),
        (
            "latin.yaml",
            "name: CANARY é".encode("latin-1"),
            "letterforge: the data file latin.yaml is not text in UTF-8; save it as UTF-8\n",
        ),
        (
            "wide.yaml",
            "name: CANARY".encode("utf-16"),
            "letterforge: the data file wide.yaml is not text in UTF-8; save it as UTF-8\n",
        ),
    ],
)
def test_data_files_that_cannot_be_read(run: Run, files: Path, name: str, content: bytes | None, message: str) -> None:
    if content is not None:
        (files / name).write_bytes(content)
    assert run("render", "plain.md", name, "--to", "html") == Done(2, "", message)
    assert run("check", "plain.md", name) == Done(2, "", message)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("d.yaml", "name: Ann\n"), ("d.yml", "\ufeffname: Ann\r\n"), ("d.json", '{"name": "Ann"}'), ("d.toml", 'name = "Ann"'),
        ("D.YAML", "name: Ann"),
    ],
)  # fmt: skip
def test_data_come_as_yaml_json_or_toml(run: Run, files: Path, model: str, name: str, content: str) -> None:
    (files / name).write_text(content, encoding="utf-8")
    assert run("render", "plain.md", name, "--to", "html", "--model", model) == Done(0, "plain.html\n", "")
    assert "Ann" in (files / "plain.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("given", [b"name: Ann\n", b'{"name": "Ann"}', b"\xef\xbb\xbfname: Ann\r\n"])
def test_data_come_from_standard_input(run: Run, files: Path, model: str, given: bytes) -> None:
    assert run("render", "plain.md", "-", "--to", "html", "--model", model, stdin=given).code == 0
    assert "Ann" in (files / "plain.html").read_text(encoding="utf-8")


def test_findings_in_standard_input_say_so(run: Run, files: Path, model: str) -> None:
    done = run("check", "plain.md", "-", "--model", model, stdin=b"\nname: TBC\n")
    assert done.code == 1
    assert done.out.startswith("standard input:2:7: name: error: only stands in")


def test_the_template_is_a_path_that_cannot_be_read(run: Run, files: Path) -> None:
    for command in (["check"], ["fields"], ["new"]):
        assert run(*command, "none.md") == Done(
            2, "", "letterforge: the template none.md cannot be read: No such file or directory\n"
        )


def test_a_machine_that_lacks_something(run: Run, files: Path, install: Install) -> None:
    code = """
        from letterforge.errors import MissingResourceError
        class Renderer:
            media_type = "a/b"
            suffix = ".x"
            def render(self, letter):
                raise MissingResourceError("no Pango; apt-get install it")
    """
    install("acme-lacks", "[letterforge.renderers]\nlacks = acme_lacks:Renderer\n", code=code)
    assert run("render", "plain.md", "good.yaml", "--to", "lacks") == Done(
        3, "", "letterforge: no Pango; apt-get install it\n"
    )


def test_a_renderer_that_fails_with_the_value_in_its_words(run: Run, files: Path, install: Install) -> None:
    code = """
        class Renderer:
            media_type = "a/b"
            suffix = ".x"
            def render(self, letter):
                raise ValueError(letter.values["name"])
    """
    install("acme-leaks", "[letterforge.renderers]\nleaks = acme_leaks:Renderer\n", code=code)
    (files / "secret.yaml").write_text("name: CANARY", encoding="utf-8")
    assert run("render", "plain.md", "secret.yaml", "--to", "leaks") == Done(
        1, "", "letterforge: the renderer leaks failed with ValueError; nothing was written; tell its authors\n"
    )


def test_damaged_distributions_are_listed(run: Run, install: Install) -> None:
    sound = run("renderers")
    assert (sound.code, sound.err) == (0, "")
    names = [line.partition(":")[0] for line in sound.out.splitlines() if not line.startswith(" ")]
    assert names == ["docx", "html", "pdf", "typst"]
    install("acme-damaged", "[letterforge.renderers]\nno equals sign\n")
    done = run("renderers")
    assert done.code == 1
    assert done.out == sound.out + "acme-damaged: broken: its entry_points.txt cannot be read; reinstall it\n"


def test_where_no_renderer_is_installed(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert run("renderers") == Done(
        0, "", "no renderer is installed; pip install 'letterforge[all]' brings html, pdf and docx\n"
    )


def test_an_error_of_our_own_shows_no_trace_and_no_value(run: Run, files: Path) -> None:
    (files / "breaks.py").write_text(
        "from pydantic import BaseModel\n"
        "class Meta(type(BaseModel)):\n"
        "    @property\n"
        "    def model_fields(cls): raise RuntimeError('CANARY')\n"
        "class Data(BaseModel, metaclass=Meta): pass\n",
        encoding="utf-8",
    )
    assert run("check", "plain.md", "good.yaml", "--model", "breaks:Data") == Done(
        70, "", "letterforge: an error of letterforge itself (RuntimeError); please report it with the command\n"
    )


# --- as a process of its own ---------------------------------------------------------------------------------------------------

COMMAND = [sys.executable, "-c", "from letterforge.cli import main; main()"]


def process(folder: Path, *arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *arguments], capture_output=True, check=False, cwd=folder, **options)


def test_nobody_reads_on(files: Path) -> None:
    """``letterforge fields ... | head -1``: the reader goes away, and no trace is shown."""
    reader, writer = os.pipe()
    os.close(reader)
    done = forked.command("fields", "introductory-letter", stdout=writer)
    os.close(writer)
    assert done.stderr == ""


def test_standard_input_that_is_not_utf_8(files: Path) -> None:
    done = process(
        files, "check", "plain.md", "-", input="name: CANARY é".encode("latin-1"), env={**os.environ, "PYTHONUTF8": "1"}
    )
    assert b"CANARY" not in done.stderr + done.stdout
    assert b"Traceback" not in done.stderr


def test_the_installed_command_is_this_one(files: Path) -> None:
    (point,) = [one for one in importlib.metadata.entry_points(group="console_scripts") if one.name == "letterforge"]
    assert point.value == "letterforge.cli:main"
    assert process(files, "check", "plain.md", "good.yaml").stdout == b"0 errors, 0 warnings\n"


def test_an_interrupt_ends_quietly(files: Path) -> None:
    (files / "slow.py").write_text("raise KeyboardInterrupt", encoding="utf-8")
    done = forked.command("check", "plain.md", "--model", "slow:Data", cwd=files)
    assert (done.returncode, done.stdout) == (130, "")
    assert "Traceback" not in done.stderr
