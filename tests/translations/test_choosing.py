from __future__ import annotations

import datetime
import pickle
from pathlib import Path

import pytest

import letterforge
from letterforge.document import PageBreak, Section, passages
from letterforge.errors import TemplateError, UsageError
from letterforge.template import Template
from letterforge.translations.files import asked_for, translations_of

ENGLISH = "---\ntitle: A visit\nlang: en-GB\n---\nDear {{ name }}, we come on {{ day }}.\n"
WELSH = "---\ntitle: Ymweliad\nlang: cy\n---\nAnnwyl {{ name }}, dyma'r diwrnod: {{ day }}.\n"
DATA = {"name": "Ann", "day": datetime.date(2026, 3, 3)}
MODEL = "model: Visit\nfields:\n  name: line\n  day: date\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("visit.en.md").write_text(ENGLISH, encoding="utf-8")
    Path("visit.cy.md").write_text(WELSH, encoding="utf-8")
    return tmp_path


def words(template: Template) -> list[str]:
    return list(passages(letterforge.Letter(template, DATA).document.blocks))


@pytest.mark.parametrize("source", ["visit.md", "visit.en.md", Path("visit.cy.md")])
def test_any_file_of_a_pair_names_it(source: str | Path) -> None:
    assert words(letterforge.load(source, language="cy")) == ["Annwyl Ann, dyma'r diwrnod: 3 Mawrth 2026."]
    assert words(letterforge.load(source, language="en-GB")) == ["Dear Ann, we come on 3 March 2026."]
    assert letterforge.load(source, language="cy").name == "visit.cy"
    assert letterforge.load(source, language="both").name == "visit"


@pytest.mark.parametrize(
    ("said", "languages"), [("both", ("cy", "en-GB")), ("en,cy", ("en-GB", "cy")), ("cy, en", ("cy", "en-GB"))]
)
def test_both_are_one_letter_with_a_page_between(said: str, languages: tuple[str, str]) -> None:
    letter = letterforge.Letter(letterforge.load("visit.md", language=said), DATA)
    first, page, second = letter.document.blocks
    assert (letter.document.language, letter.template.languages) == (languages[0], languages)
    assert isinstance(page, PageBreak)
    assert isinstance(second, Section)
    assert second.language == languages[1]
    both = {"cy": "Annwyl Ann, dyma'r diwrnod: 3 Mawrth 2026.", "en-GB": "Dear Ann, we come on 3 March 2026."}
    assert [*passages((first,)), *passages((second,))] == [both[one] for one in languages]


def test_a_letter_of_two_pickles_as_its_two_sources() -> None:
    letter = letterforge.Letter(letterforge.load("visit.md", language="both"), DATA)
    again = pickle.loads(pickle.dumps(letter))  # noqa: S301  (it was pickled here)
    assert again.document == letter.document
    assert again.template.digest == letter.template.digest


def test_both_digests_count() -> None:
    before = letterforge.load("visit.md", language="both").digest
    Path("visit.en.md").write_text(ENGLISH.replace("Dear", "Dearest"), encoding="utf-8")
    assert letterforge.load("visit.md", language="both").digest != before


def test_a_file_without_a_language_in_its_name_is_one_of_a_pair() -> None:
    Path("visit.en.md").rename("visit.md")
    assert letterforge.load("visit.md").language == "en-GB"
    assert letterforge.load("visit.md", language="en").name == "visit"
    assert letterforge.load("visit.cy.md", language="both").languages == ("cy", "en-GB")


def test_one_model_file_serves_both() -> None:
    Path("visit.model.yaml").write_text(MODEL, encoding="utf-8")
    letter = letterforge.Letter(letterforge.load("visit.md", language="both"), {"name": "Ann", "day": "3 Mawrth 2026"})
    assert "3 March 2026" in "".join(passages(letter.document.blocks))
    assert letterforge.check("visit.md", {"name": "Ann", "day": "3 Marwth 2026"})[0].rule == "date"


def test_a_letter_that_says_less_in_one_language_is_no_letter_in_both() -> None:
    Path("visit.cy.md").write_text(WELSH.replace("{{ day }}", "yfory"), encoding="utf-8")
    assert words(letterforge.load("visit.md", language="cy")) == ["Annwyl Ann, dyma'r diwrnod: yfory."]
    with pytest.raises(TemplateError) as caught:
        letterforge.load("visit.md", language="both")
    assert [one.rule for one in caught.value.findings] == ["untranslated"]


@pytest.mark.parametrize(
    ("source", "language", "message"),
    [
        ("visit.md", None, "visit.md is there in cy and en; say which with --language cy, or both"),
        ("visit.md", "fr", "visit is there in cy and en-GB, and not in fr"),
        (
            "visit.md",
            "english",
            "'english' is not a language that letterforge knows; write a tag such as en-GB or cy, or both",
        ),
        ("visit.md", "cy,cy", "cy,cy: name one language, or two different ones, for one file"),
        ("visit.md", "cy,en,fr", "cy,en,fr: name one language, or two different ones, for one file"),
        ("visit.md", "en,en-GB", "en,en-GB: visit.en.md is asked for twice"),
        ("other.md", "cy", "the template other.md cannot be read: No such file or directory"),
        (ENGLISH.encode(), "en", "a template that is not read from a file has no other languages beside it"),
    ],
)
def test_what_cannot_be_chosen_is_refused_by_name(source: str | bytes, language: str | None, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        letterforge.load(source, language=language)
    assert str(caught.value) == message


def test_both_of_one_or_of_three_are_refused() -> None:
    Path("alone.md").write_text(ENGLISH, encoding="utf-8")
    with pytest.raises(UsageError, match=r"^alone is there in en-GB; there is no other beside it$"):
        letterforge.load("alone.md", language="both")
    Path("visit.fr.md").write_text(ENGLISH.replace("en-GB", "fr"), encoding="utf-8")
    with pytest.raises(UsageError, match=r"^visit is there in cy, en-GB and fr; name two of them, such as cy,en$"):
        letterforge.load("visit.md", language="both")


def test_word_files_are_a_pair_of_two_files() -> None:
    corpus = Path(__file__).parents[1] / "cases" / "14-guard-without-model" / "defined.docx"
    for name in ("letter.en.docx", "letter.en-GB.docx"):
        Path(name).write_bytes(corpus.read_bytes())
    assert letterforge.load("letter.docx", language="en").word is not None
    with pytest.raises(UsageError, match=r"are Word files, and each brings its own page"):
        letterforge.load("letter.docx", language="both")


def test_names_that_only_look_like_languages_are_none() -> None:
    Path("visit.final.md").write_text(ENGLISH, encoding="utf-8")
    Path("visit.v2.md").write_text(ENGLISH, encoding="utf-8")
    Path("visit.cy.docx").write_bytes(b"")
    Path("visit.de.md").mkdir()
    assert sorted(translations_of(Path("visit.md")).files) == ["cy", "en"]
    assert sorted(translations_of(Path("visit.cy.md")).files) == ["cy", "en"]
    assert asked_for(" cy ") == ("cy",)


def test_the_kind_of_letter_has_a_pair_and_its_english_is_what_it_was() -> None:
    plain = letterforge.load("introductory-letter")
    assert (plain.name, plain.language) == ("introductory-letter", "en-GB")
    assert letterforge.load("introductory-letter", language="en").digest == plain.digest
    welsh = letterforge.load("introductory-letter", language="cy")
    assert (welsh.name, welsh.language, welsh.model) == ("introductory-letter.cy", "cy", plain.model)
    assert letterforge.load("introductory-letter", language="both").languages == ("cy", "en-GB")
    assert letterforge.check("introductory-letter") == ()
