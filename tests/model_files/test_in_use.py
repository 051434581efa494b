"""A model file in use: beside a template, named by it or given; in check, form, letter, table and batch alike."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from tests.command import Run

import letterforge
from letterforge.errors import DataError, TemplateError
from letterforge.template import Template

MODEL = """
fields:
  letter.date: date
  meeting.date: {type: date, meaning: The day of the meeting}
  members:
    list:
      name: line
      begins: date, optional
      ends: date, optional
rules:
  - meeting.date after letter.date: must be after the letter
  - members.name different: names somebody twice
  - members.ends not before members.begins: ends before it begins
"""
LETTER = """---
title: T
lang: en-GB
---
{{ letter.date }}: {{ meeting.date }}

{% for one in members %}
- {{ one.name }}{% if one.begins and one.ends %} {{ one.begins }} to {{ one.ends }}{% endif %}
{% endfor %}
"""
DATA = """letter:
  date: 3 March 2026
meeting:
  date: 2 March 2026
members:
  - name: Secretname
    begins: 5 March 2026
    ends: 4 March 2026
  - name: SECRETNAME
"""
BROKEN = [
    "v.yaml:4:9: meeting.date: error: must be after the letter [rule]",
    "v.yaml:6:3: members: error: names somebody twice [rule]",
    "v.yaml:8:11: members[0].ends: error: ends before it begins [rule]",
]
SOUND = DATA.replace("2 March", "4 March").replace("ends: 4", "ends: 6").replace("SECRETNAME", "Other")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"v.md": LETTER, "v.model.yaml": MODEL, "v.yaml": DATA, "sound.yaml": SOUND}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_file_beside_a_template_is_its_model(folder: Path) -> None:
    template = letterforge.load(folder / "v.md")
    assert template.model is not None
    assert (template.model.__name__, template.model_file) == ("V", str(folder / "v.model.yaml"))
    assert letterforge.check(template) == ()


def test_a_word_template_has_it_too(folder: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("{{ letter.date }} {{ meeting.date }} {{ members | length }} {{ nme }}")
    document.save(folder / "v.docx")
    (found,) = [one for one in letterforge.check(folder / "v.docx") if one.rule == "unknown-field"]
    assert found.place.file == str(folder / "v.docx")


def test_the_front_matter_names_one_in_its_own_folder_and_nothing_else(folder: Path) -> None:
    (folder / "models").mkdir()
    (folder / "models" / "other.model.yaml").write_text("fields: {name: line}\n", encoding="utf-8")
    letter = folder / "v.md"

    def named(said: str) -> Template:
        letter.write_text(f"---\ntitle: T\nlang: en\nmodel: {said}\n---\n{{{{ name }}}}\n", encoding="utf-8")
        return letterforge.load(letter)

    template = named("models/other.model.yaml")
    assert list(template.model.model_fields) == ["name"]
    assert template.model_file == str(folder / "models/other.model.yaml")
    for said, message in {
        "../v.model.yaml": "it must name a file beside the template, with / between folders",
        "/etc/v.model.yaml": "it must name a file beside the template",
        "none.model.yaml": "there is no such file",
        "os:path": "is not the name of a model file",
        "v.yaml": "is not the name of a model file",
        "'{{ name }}.model.yaml'": "is not the name of a model file",
    }.items():
        with pytest.raises(TemplateError, match=message):
            named(said)


def test_the_model_that_is_given_overrules_it(folder: Path, run: Run) -> None:
    (folder / "other.model.yaml").write_text("fields: {name: line}\n", encoding="utf-8")
    Other = letterforge.read_model(folder / "other.model.yaml")  # noqa: N806  (a class)
    assert "unknown-field" in {one.rule for one in letterforge.check(folder / "v.md", model=Other)}
    done = run("check", folder / "v.md", "--model", folder / "other.model.yaml")
    assert (done.code, "[unknown-field]" in done.out) == (1, True)


def test_a_kind_and_a_model_file_are_one_too_many(folder: Path) -> None:
    text = LETTER.replace("lang: en-GB", "lang: en-GB\nkind: introductory-letter")
    (folder / "v.md").write_text(text, encoding="utf-8")
    with pytest.raises(
        TemplateError, match="names a kind of letter, which has its model, and there is the model file v.model.yaml"
    ):
        letterforge.load(folder / "v.md")


def test_two_files_beside_it_are_one_too_many(folder: Path) -> None:
    (folder / "v.model.yml").write_text(MODEL, encoding="utf-8")
    with pytest.raises(letterforge.LetterforgeError, match=r"there are v\.model\.yaml and v\.model\.yml"):
        letterforge.load(folder / "v.md")


def test_what_is_wrong_with_it_is_told_by_the_check_of_the_template(folder: Path, run: Run) -> None:
    (folder / "v.model.yaml").write_text(
        MODEL.replace("meeting.date: {type: date", "meeting.date: {type: dat"), encoding="utf-8"
    )
    done = run("check", folder / "v.md")
    assert done.code == 1
    assert done.out.startswith(
        f"{folder / 'v.model.yaml'}:4:24: error: 'dat' is no type [model-file]\n    Did you mean date?\n"
    )


def test_a_template_without_a_file_has_none_and_says_so() -> None:
    content = b"---\ntitle: T\nlang: en\nmodel: v.model.yaml\n---\nx\n"
    with pytest.raises(TemplateError, match="there are no files beside a template that was not read from a folder"):
        letterforge.load(content)


# --- rules between fields -------------------------------------------------------------------------------------------


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if ": error:" in line]


@pytest.mark.parametrize(
    "words", [("check", "v.md", "v.yaml"), ("render", "v.md", "v.yaml", "--to", "html", "-o", "out")]
)
def test_a_rule_fails_in_check_and_render_alike(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(folder)
    done = run(*words)
    assert (done.code, _lines(done.out + done.err)) == (1, BROKEN)
    assert "secretname" not in (done.out + done.err).casefold()
    assert run(*[word.replace("v.yaml", "sound.yaml") for word in words]).code == 0


def test_it_fails_in_python(folder: Path) -> None:
    template = letterforge.load(folder / "v.md")
    with pytest.raises(DataError) as caught:
        letterforge.Letter(template, letterforge.read_data(folder / "v.yaml", name="v.yaml"))
    assert _lines(str(caught.value)) == BROKEN
    assert letterforge.Letter(template, letterforge.read_data(folder / "sound.yaml")).warnings == ()


def test_it_fails_in_a_form_that_was_filled_in(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    form = run("new", "v.md").out
    assert "The day of the meeting; a date" in form
    filled = form.replace("  date:", "  date: 3 March 2026").replace("name:", "name: Ann")
    (folder / "form.yaml").write_text(filled, encoding="utf-8")
    done = run("check", "v.md", "form.yaml")
    assert (done.code, len(_lines(done.out))) == (1, 1)
    assert "meeting.date: error: must be after the letter [rule]" in done.out


ROWS = "letter.date,meeting.date,members[0].name,members[0].begins,members[0].ends\n"


@pytest.mark.parametrize("words", [("--check",), ("--to", "html", "-o", "out")])
def test_it_fails_in_a_batch_for_the_row_that_breaks_it(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(folder)
    rows = "3 March 2026,4 March 2026,Ann,5 March 2026,6 March 2026\n3 March 2026,3 March 2026,Bo,5 March 2026,4 March 2026\n"
    (folder / "rows.csv").write_text(ROWS + rows, encoding="utf-8")
    done = run("batch", "v.md", "rows.csv", *words)
    assert done.code == 1
    assert [
        "must be after the letter" in line or "ends before it begins" in line for line in _lines(done.out + done.err)
    ] == [True, True]
    assert not (folder / "out").exists() or not list((folder / "out").glob("*.html"))


def test_the_workers_of_a_batch_have_the_model(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("LETTERFORGE_KEY", "k" * 32)
    row = "3 March 2026,4 March 2026,Ann,5 March 2026,6 March 2026\n"
    (folder / "rows.csv").write_text(ROWS + row * 3, encoding="utf-8")
    done = run("batch", "v.md", "rows.csv", "--to", "html", "-o", "out", "--workers", "2")
    assert (done.code, len(list((folder / "out").glob("*.html")))) == (0, 3)
    (folder / "v.model.yaml").write_text(MODEL.replace("must be after the letter", "another message"), encoding="utf-8")
    done = run("batch", "v.md", "rows.csv", "--to", "html", "-o", "out", "--workers", "2")
    assert "3 " in done.err  # the ledger knows that the model has changed


# --- one file, one class ----------------------------------------------------------------------------------------------


def _made(template: Template) -> object:
    return type(
        letterforge.Letter(
            template,
            {"letter": {"date": "3 March 2026"}, "meeting": {"date": "4 March 2026"}, "members": [{"name": "A"}]},
        ).template.model
    )


def test_a_template_pickles_and_copies_with_its_model(folder: Path) -> None:
    template = letterforge.load(folder / "v.md")
    again = pickle.loads(pickle.dumps(template))  # noqa: S301  (made here)
    assert again.model is template.model
    assert copy.deepcopy(template).model is template.model
    assert letterforge.load(folder / "v.md").model is template.model


def test_instances_pickle_compare_and_are_taken_as_data(folder: Path) -> None:
    template = letterforge.load(folder / "v.md")
    instance = template.model.model_validate(
        {"letter": {"date": "3 March 2026"}, "meeting": {"date": "4 March 2026"}, "members": [{"name": "A"}]}
    )
    again = pickle.loads(pickle.dumps(instance))  # noqa: S301  (made here)
    assert (again == instance, type(again.members[0])) == (True, type(instance.members[0]))
    assert letterforge.Letter(template, again).values["members"] == [{"name": "A", "begins": None, "ends": None}]


def test_another_process_makes_the_class_again(folder: Path) -> None:
    template = letterforge.load(folder / "v.md")
    with ProcessPoolExecutor(1) as pool:
        assert pool.submit(repr, template.model).result(60) == repr(template.model)
    pickled = pickle.dumps((template, template.model))
    code = "import pickle, sys; t, m = pickle.loads(sys.stdin.buffer.read()); print(t.model is m, m.__name__)"
    done = subprocess.run([sys.executable, "-c", code], input=pickled, capture_output=True, check=True)
    assert done.stdout.decode().split() == ["True", "V"]


def test_cloudpickle_sends_it_too(folder: Path) -> None:
    """As joblib's executor does, by which loky sends all that it sends."""
    cloudpickle = pytest.importorskip("cloudpickle")
    template = letterforge.load(folder / "v.md")
    code = "import pickle, sys; t = pickle.loads(sys.stdin.buffer.read()); print(pickle.loads(pickle.dumps(t.model)) is t.model)"
    done = subprocess.run(
        [sys.executable, "-c", code], input=cloudpickle.dumps(template), capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == "True"


def test_a_letter_without_a_model_file_reads_none_of_the_code_for_them() -> None:
    code = "import letterforge, sys; letterforge.load(b'---\\ntitle: T\\nlang: en\\n---\\nx\\n'); print([m for m in sys.modules if 'model_files.' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "['letterforge.model_files.description']"
