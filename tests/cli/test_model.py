"""`letterforge model`: each form of a model from each, and what it says where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.command import Run

YAML = """model: Visit
meaning: A visit
fields:
  date: date
  day:
    type: date
    meaning: The day of the visit
  members:
    list:
      name: line
      email: e-mail, optional
rules:
  - day after date: must be after the letter
"""
LETTER = "---\ntitle: T\nlang: en-GB\n---\n{{ date }} {{ day }} {% for m in members %}{{ m.name }}{% endfor %}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "visit.model.yaml").write_text(YAML, encoding="utf-8")
    (tmp_path / "visit.md").write_text(LETTER, encoding="utf-8")
    return tmp_path


def test_each_form_is_made_of_each(folder: Path, run: Run) -> None:
    assert folder == Path.cwd()
    forms = {"yaml": "made.model.yaml", "python": "made.py", "json-schema": "made.json"}
    texts = {}
    for form, name in forms.items():
        done = run("model", "visit.md", "--as", form)
        assert (done.code, done.err) == (0, "")
        assert run("model", "visit.md", "-o", name).code == 0
        texts[form] = done.out
        assert Path(name).read_text(encoding="utf-8") == done.out
    assert texts["yaml"] == YAML
    for source in ("visit.model.yaml", *forms.values(), "made.py:Visit", "made:Visit"):
        for form, text in texts.items():
            done = run("model", source, "--as", form)
            assert (done.code, done.out, done.err) == (0, text, ""), (source, form)


def test_a_schema_is_a_model_wherever_one_is(folder: Path, run: Run) -> None:
    assert run("model", "visit.model.yaml", "-o", "v.json").code == 0
    (folder / "visit.model.yaml").unlink()
    assert "unknown-field" not in run("check", "visit.md", "--model", "v.json").out
    assert run("new", "visit.md", "--model", "v.json").out.count("\n") > 10


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("visit.md", "-o", "visit.model.yaml"), 2, "visit.model.yaml already exists; choose another name"),
        (("visit.md", "--as", "python", "-o", "x.json"), 2, "-o x.json is not the name of what --as python writes; end it in .py"),
        (("bare.md",), 2, "bare.md has no model; --draft drafts one from its tags"),
        (("visit.model.yaml", "--draft"), 2, "visit.model.yaml is not a template; --draft goes by the tags of one"),
        (("data.yaml",), 2, "data.yaml is not called as a model file is: end its name in .model.yaml"),
        (("none.model.yaml",), 2, "the model file none.model.yaml cannot be read: No such file or directory"),
        (("none.py",), 2, "the Python file none.py is not there"),
        (("two.py",), 2, "two.py has 2 models that no other one holds; name one: two.py:Class"),
        (("two.py:C",), 2, "two.py has no model called C"),
        (("broken.py",), 2, "broken.py cannot be imported: ZeroDivisionError: division by zero"),
        (("nothing.json",), 1, "nothing.json: error: this is not JSON, or has a key twice [model-file]"),
        (("two:A",), 0, "model: A"),
        (("two.py:B",), 0, "model: B"),
    ],
)  # fmt: skip
def test_what_it_says(folder: Path, run: Run, words: tuple[str, ...], code: int, said: str) -> None:
    (folder / "bare.md").write_text(LETTER, encoding="utf-8")
    (folder / "data.yaml").write_text("a: b\n", encoding="utf-8")
    (folder / "two.py").write_text(
        "import letterforge as l\nclass A(l.LetterData):\n    a: l.Line\nclass B(l.LetterData):\n    b: l.Line\n",
        encoding="utf-8",
    )
    (folder / "broken.py").write_text("1 / 0\n", encoding="utf-8")
    (folder / "nothing.json").write_text("{", encoding="utf-8")
    done = run("model", *words)
    assert (done.code, said in done.out + done.err) == (code, True), done


def test_a_draft_is_written_and_its_form_is_that_of_the_template(folder: Path, run: Run) -> None:
    (folder / "mine.md").write_text(LETTER, encoding="utf-8")
    assert "has no model" in run("new", "mine.md").err
    assert run("model", "mine.md", "--draft", "-o", "mine.model.yaml").code == 0
    assert (folder / "mine.model.yaml").read_text(encoding="utf-8").startswith("# Drafted from the tags of a template")
    assert run("check", "mine.md").out == "0 errors, 0 warnings\n"
    form = run("new", "mine.md").out
    assert "# Date; a date: 3 March 2026 or 2026-03-03\ndate:\n" in form
    assert run("new", "mine.md", "--rows", "rows.csv").code == 0
    assert (folder / "rows.csv").read_text(encoding="utf-8-sig").splitlines()[0].startswith("date,day,")


def test_a_draft_of_a_kind_or_of_a_broken_template(folder: Path, run: Run) -> None:
    assert "  introduction.date: date\n" in run("model", "introductory-letter", "--draft").out
    (folder / "mine.md").write_text(LETTER + "{% if x %}", encoding="utf-8")
    done = run("model", "mine.md", "--draft")
    assert "[syntax]" in done.err
