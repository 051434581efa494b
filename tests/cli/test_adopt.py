"""`letterforge adopt`: each message and exit code."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.adopting.letters import FILES
from tests.command import Run, runner
from word_files import package, paragraph


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capsys)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.docx"
    path.write_bytes(FILES["docx"]())
    return path


def test_a_plan_and_its_template(run: Run, letter: Path) -> None:
    done = run("adopt", "letter.docx", "--model", "introductory-letter")
    assert done.code == 0
    assert done.out.startswith("6 places in letter.docx: ")
    assert done.out.endswith("plan: letter.plan.yaml\n")
    done = run("adopt", "--apply", "letter.plan.yaml")
    assert done.code == 0, done.err
    assert "the same without the tags; a letter of made-up data in docx, html, pdf" in done.out
    assert done.out.endswith("template: letter-template.docx\n")
    template = letter.with_name("letter-template.docx")
    before = template.read_bytes(), template.stat().st_mtime_ns
    again = run("adopt", "--apply", "letter.plan.yaml")
    assert (again.code, template.read_bytes(), template.stat().st_mtime_ns) == (0, *before)
    assert again.out.endswith("nothing to change: letter-template.docx is what the plan makes\n")
    assert (
        run("check", "letter-template.docx", "--model", "letterforge.letters.case_review:IntroductoryLetter").code == 0
    )


def test_a_drafted_model_stands_beside_its_template(run: Run, letter: Path) -> None:
    assert run("adopt", "letter.docx").code == 0
    done = run("adopt", "--apply", "letter.plan.yaml")
    assert done.out.endswith("template: letter-template.docx\nmodel: letter-template.model.yaml\n")
    model = letter.with_name("letter-template.model.yaml")
    text = model.read_text(encoding="utf-8")
    assert run("check", "letter-template.docx").code == 0
    # What a person has mended stays.
    mended = text.replace("type: line", "type: lines", 1)
    model.write_text(mended, encoding="utf-8")
    again = run("adopt", "--apply", "letter.plan.yaml")
    assert again.code == 0, again.err
    assert model.read_text(encoding="utf-8") == mended


def test_a_template_that_somebody_has_changed_is_not_replaced(run: Run, letter: Path) -> None:
    template = letter.with_name("letter-template.docx")
    template.write_bytes(b"mine")
    run("adopt", "letter.docx", "--model", "introductory-letter")
    done = run("adopt", "--apply", "letter.plan.yaml")
    assert (done.code, template.read_bytes()) == (2, b"mine")
    assert "already exists and is not what the plan makes" in done.err
    assert run("adopt", "--apply", "letter.plan.yaml", "-o", "other.docx").code == 0


def test_what_is_unmapped_is_told_and_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(package(paragraph("We write of [his/her] part on [date].")))
    done = run("adopt", "a.docx")
    assert done.code == 0
    assert "unmapped: paragraph 1: [his/her]: " in done.out
    assert "The plan has to say what becomes of 1 place before it can be applied." in done.out
    done = run("adopt", "--apply", "a.plan.yaml")
    assert done.code == 2
    assert "a.plan.yaml does not say what becomes of one prompt:\n  paragraph 1: [his/her]" in done.err
    assert not (tmp_path / "a-template.docx").exists()


def test_an_unsure_proposal_that_was_taken_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("We come on [date].\n", encoding="utf-8")
    run("adopt", "a.txt")
    plan = tmp_path / "a.plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("sure: likely", "sure: unsure"), encoding="utf-8")
    assert "unsure: line 1: [date] became {{ date }}\n" in run("adopt", "--apply", "a.plan.yaml").out


def test_what_a_page_loses_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>On [date].</p><img src='x.png'>", encoding="utf-8")
    assert "not carried over: a picture; put its file beside the template" in run("adopt", "a.html").out


def test_what_no_template_may_have_is_told_with_the_plan(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# <b>A</b> letter\n\nWe come on <Date of visit>.\n", encoding="utf-8")
    out = run("adopt", "a.md").out
    assert out.count("mend first: ") == 1
    assert "mend first: a.md:1:3: error: an HTML tag; HTML is not read [literal]" in out
    toc = '<w:p><w:fldSimple w:instr=" TOC "><w:r><w:t>Contents</w:t></w:r></w:fldSimple></w:p>'
    (tmp_path / "b.docx").write_bytes(package(toc + paragraph("on [date]")))
    assert "mend first: b.docx: paragraph 1: error: the field TOC" in run("adopt", "b.docx").out


def test_a_changed_file_is_refused(run: Run, letter: Path) -> None:
    run("adopt", "letter.docx", "--model", "introductory-letter")
    letter.write_bytes(package(paragraph("[date]")))
    done = run("adopt", "--apply", "letter.plan.yaml")
    assert (done.code, done.err) == (
        2,
        "letterforge: letter.docx has changed since the plan was made; make the plan anew\n",
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "name a FILE to make a plan for it, or say --apply PLAN"),
        (("a.docx", "--apply", "x"), "name a FILE to make a plan for it, or say --apply PLAN"),
        (("a.docx", "--data", "x.yaml"), "--data is to try a template with; give it with --apply"),
        (("--apply", "a.plan.yaml", "--model", "x:Y"), "the plan names its model"),
        (("nowhere.docx",), "there is no file nowhere.docx"),
        (("a.pdf",), "of which no template can be made"),
        (("--apply", "nowhere.yaml"), "nowhere.yaml cannot be read"),
        (("a.txt", "--model", "no-such-kind"), "no-such-kind"),
    ],
)
def test_what_cannot_be_asked_for(run: Run, tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "a.txt").write_bytes(b"We come on [date].\n")
    done = run("adopt", *words)
    assert done.code == 2
    assert message in done.err


def test_a_plan_that_is_there_is_not_replaced(run: Run, letter: Path) -> None:
    plan = letter.with_name("letter.plan.yaml")
    plan.write_text("mine", encoding="utf-8")
    done = run("adopt", "letter.docx")
    assert (done.code, plan.read_text(encoding="utf-8")) == (2, "mine")
    assert "letter.plan.yaml already exists; name another file with -o, or delete it" in done.err


def test_a_file_that_is_not_what_its_name_says(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"no zip")
    done = run("adopt", "a.docx")
    assert done.code == 1
    assert "a.docx: this is not a Word file" in done.err
