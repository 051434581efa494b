"""The same attacks against Jinja's stock sandbox and docxtpl's defaults: they do succeed, so that ours would notice.

None does more than to make an empty folder called CANARY in a folder of the test's, or to run out of its cage.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from caged import caged
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel
from word_files import filled, lines, package, paragraph

import letterforge
from letterforge.errors import LetterforgeError, TemplateError

HEAD = "---\ntitle: T\nlang: en-GB\n---\n"


class Person(BaseModel):
    name: str


PICKLE = "person.parse_raw('cos\\nmkdir\\n(S\"CANARY\"\\ntR.', proto='pickle', allow_pickle=True)"
GLOBALS = (
    "cycler.__init__.__globals__.os.mkdir('CANARY')",
    "lipsum.__globals__['os'].mkdir('CANARY')",
    "joiner.__init__.__globals__.__builtins__.__import__('os').mkdir('CANARY')",
    "namespace.__init__.__globals__['os'].mkdir('CANARY')",
    "self.__init__.__globals__.__builtins__.__import__('os').mkdir('CANARY')",
    "self._TemplateReference__context.cycler.__init__.__globals__.os.mkdir('CANARY')",
)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def ours(expression: str) -> None:
    """The attack against letterforge, in both kinds of template."""
    for content in (
        (HEAD + "{{ " + expression + " }}\n").encode(),
        package(paragraph("{{ " + expression.replace("<", "&lt;") + " }}")),
    ):
        with pytest.raises(TemplateError):
            letterforge.Letter(letterforge.load(content), {"person": {"name": "Ann"}})


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # pydantic's own, of `parse_raw`
def test_a_model_in_the_stock_sandbox_runs_code() -> None:
    def attack() -> str:
        return ImmutableSandboxedEnvironment().from_string("{{ " + PICKLE + " }}").render(person=Person(name="Ann"))

    caged(attack)
    assert Path("CANARY").is_dir()
    Path("CANARY").rmdir()
    ours(PICKLE)
    assert not Path("CANARY").exists()


@pytest.mark.parametrize("expression", GLOBALS)
def test_a_word_file_runs_code_in_docxtpl(expression: str) -> None:
    word = package(paragraph("{{ " + expression + " }}"))

    def attack() -> str:
        template = DocxTemplate(io.BytesIO(word))
        template.render({"name": "Ann"})
        return "\n".join(one.text for one in template.docx.paragraphs)

    caged(attack)
    assert Path("CANARY").is_dir()
    Path("CANARY").rmdir()
    ours(expression)
    assert not Path("CANARY").exists()


def test_a_power_hangs_the_stock_sandbox_in_a_branch_that_is_never_taken() -> None:
    source = "{% if false %}{{ 9**(9**9) }}{% endif %}Dear all"
    outcome = caged(lambda: ImmutableSandboxedEnvironment().from_string(source).render(), seconds=1)
    assert outcome.killed or outcome.type == "MemoryError"
    with pytest.raises(TemplateError):
        letterforge.load((HEAD + source + "\n").encode())


def test_loops_within_loops_never_end_elsewhere() -> None:
    source = "".join("{% for a in names %}" for _ in range(6)) + "x" + "{% endfor %}" * 6
    names = [f"name {n}" for n in range(200)]
    environment = ImmutableSandboxedEnvironment()
    assert caged(lambda: environment.from_string(source).render(names=names), seconds=1).killed
    for content in ((HEAD + source + "\n").encode(), package(paragraph(source))):
        outcome = caged(lambda content=content: letterforge.Letter(letterforge.load(content), {"names": names}))  # type: ignore[misc]
        assert isinstance(outcome.error, LetterforgeError)
        assert "no letter is that long" in outcome.text


def test_data_are_markup_in_docxtpl() -> None:
    """A value that ends its paragraph and begins another: docxtpl takes it for XML, unless it is told to escape."""
    word = package(paragraph("Dear {{ name }}"))
    value = "Ann</w:t></w:r></w:p><w:p><w:r><w:t>CANARY"
    template = DocxTemplate(io.BytesIO(word))
    template.render({"name": value})
    assert [one.text for one in template.docx.paragraphs] == ["Dear Ann", "CANARY"]
    assert lines(filled(word, {"name": value})) == [f"Dear {value}"]
