"""The templates of a folder: each a test of its own, called after its file, whose failure shows what is wrong."""

from __future__ import annotations

from pathlib import Path

# Not within an inner run: it takes the standard library's finder away, and the run would take its own away after it.
import importlib_metadata  # noqa: F401
import pytest

from pytest_letterforge.word_file import WordFile
from pytest_letterforge.word_xml import paragraph

pytest_plugins = ["pytester"]
HEAD = "---\ntitle: A visit\nlang: en-GB\n---\n\n"
MODULE = """
import pytest
from letterforge import LetterData, Line

class Visit(LetterData):
    name: Line
    place: Line | None = None

class Other(LetterData):
    word: Line

@pytest.mark.letterforge({marker})
def test_template(letter_template):
    letter_template.check({check})
"""


def run(pytester: pytest.Pytester, marker: str, *options: str, check: str = "") -> pytest.RunResult:
    pytester.makepyfile(test_letters=MODULE.format(marker=marker, check=check))
    return pytester.runpytest_inprocess("-q", "-rA", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", *options)


def put(pytester: pytest.Pytester, **bodies: str) -> Path:
    folder = pytester.path / "letters"
    folder.mkdir(exist_ok=True)
    for name, body in bodies.items():
        (folder / f"{name}.md").write_text(HEAD + body + "\n", encoding="utf-8")
    return folder


def test_each_template_is_a_test_called_after_its_file(pytester: pytest.Pytester) -> None:
    folder = put(pytester, good="Dear {{ name }}", bad="Dear {{ nmae }}, in {{ place }}")
    (folder / "deeper").mkdir()
    (folder / "deeper" / "word.docx").write_bytes(
        WordFile(paragraph("Dear {{ name }} {{ nobody }}"), title="A visit").content()
    )
    (folder / "deeper" / "~$word.docx").write_bytes(b"Word's own")
    result = run(pytester, "'letters', model=Visit")
    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(
        [
            f"{folder}/bad.md: 2 findings",
            f"{folder}/bad.md:6:9: error: there is no field 'nmae' [[]unknown-field[]]",
            "*Did you mean name?",
            f"{folder}/bad.md:6:24: error: place may be absent here [[]may-be-absent[]]",
            f"{folder}/deeper/word.docx: paragraph 1: error: *'nobody'*[[]unknown-field[]]",
            "PASSED test_letters.py::test_template[[]good.md[]]",
            "FAILED test_letters.py::test_template[[]bad.md[]]*",
            "FAILED test_letters.py::test_template[[]deeper/word.docx[]]*",
        ]
    )


def test_models_go_by_name_and_pattern_and_a_template_without_one_fails(pytester: pytest.Pytester) -> None:
    put(pytester, visit="Dear {{ name }}", other="{{ word }}", stray="{{ anything }}", part="no head")
    (pytester.path / "letters" / "part.md").write_text("A part of {{ name }}\n")
    models = "models={'visit.md': Visit, 'oth*': Other}"
    result = run(pytester, f"'letters', {models}, ignore=['part*']")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(['*stray.md: there is no model to hold it against;*models={"stray.md": MyModel}*'])


def test_a_kind_in_the_front_matter_brings_its_model(pytester: pytest.Pytester) -> None:
    folder = put(pytester)
    text = HEAD.replace("lang:", "kind: introductory-letter\nlang:") + "Dear {{ participant.nam }}\n"
    (folder / "kind.md").write_text(text, encoding="utf-8")
    result = run(pytester, "'letters'")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*participant has no field 'nam' [[]unknown-field[]]"])


def test_warnings_fail_where_they_are_asked_for(pytester: pytest.Pytester) -> None:
    put(pytester, visit="Dear reader, with a name that is not {{ place or 'here' }}")
    assert run(pytester, "'letters', model=Visit").parseoutcomes() == {"passed": 1}
    result = run(pytester, "'letters', model=Visit", check="warnings=True")
    result.stdout.fnmatch_lines(["*warning:*[[]unused-field[]]"])
    assert result.parseoutcomes() == {"failed": 1}


@pytest.mark.parametrize(
    ("marker", "message"),
    [
        ("'nowhere', model=Visit", "there is no folder *nowhere"),
        ("'empty', model=Visit", "there is no template in *empty (.md, *"),
        ("'letters', models={'vist.md': Visit}", "no template in *letters is called vist.md"),
        ("'letters', modle=Visit", "*the marker letterforge: * unexpected keyword argument 'modle'"),
        ("model=Visit", "*the marker letterforge: * 'folder'"),
    ],
)
def test_a_marker_that_is_wrong_is_an_error(pytester: pytest.Pytester, marker: str, message: str) -> None:
    put(pytester, visit="Dear {{ name }}")
    pytester.mkdir("empty")
    result = run(pytester, marker)
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.fnmatch_lines([f"*{message}*"])


def test_the_fixture_without_the_marker_is_an_error(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_it(letter_template): pass")
    result = pytester.runpytest_inprocess("-q", "-p", "no:cacheprovider", "-p", "no:hypothesispytest")
    result.stdout.fnmatch_lines(["*letter_template needs @pytest.mark.letterforge(folder, model=...)*"])


def test_the_marker_is_known_under_strict_markers(pytester: pytest.Pytester) -> None:
    put(pytester, visit="Dear {{ name }}")
    run(pytester, "'letters', model=Visit", "--strict-markers").assert_outcomes(passed=1)
    result = pytester.runpytest_inprocess("--markers", "-p", "no:hypothesispytest")
    result.stdout.fnmatch_lines(["@pytest.mark.letterforge(folder, model=None, *"])
