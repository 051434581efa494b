"""`Letter`, the proof: all findings at once, a snapshot of its data, pickles, and is safe in threads and processes."""

from __future__ import annotations

import copy
import logging
import pickle
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

import letterforge
from letterforge import Letter, LetterData, Line, Lines
from letterforge.data import reading as data_source
from letterforge.data.data_file import DataFile
from letterforge.document import passages
from letterforge.errors import DataError, TemplateError
from letterforge.letters.case_review import IntroductoryLetter
from letterforge.template import Template

Make = Callable[..., Template]


class Model(LetterData):
    name: Line
    address: Lines | None = None


class Mutable(BaseModel):
    name: str
    names: list[str]


def sample(project: Path) -> DataFile:
    file = project / "templates" / "introductory-letter" / "sample.yaml"
    return data_source.read(file.read_text(encoding="utf-8"), file="sample.yaml")


def words_of(letter: Letter) -> list[str]:
    return list(passages(letter.document.blocks))


# --- the proof -------------------------------------------------------------------------------------------------------


def test_a_letter_takes_a_dictionary_a_model_or_a_data_file(template: Make) -> None:
    made = template("{{ name }}", Model)
    given: list[Any] = [
        {"name": "Ann"},
        Model(name="Ann"),
        data_source.read("name: Ann"),
        data_source.read('{"name": "Ann"}'),
    ]
    for data in given:
        assert words_of(Letter(made, data)) == ["Ann"]


def test_without_a_model_a_letter_takes_any_plain_data(template: Make) -> None:
    made = template("{{ name }}{% for n in names %} {{ n.x }}{% endfor %}")
    assert words_of(Letter(made, {"name": "Ann", "names": [{"x": 1}, {"x": "two"}]})) == ["Ann 1 two"]
    assert words_of(Letter(template("{{ name }}"), Model(name="Ann"))) == ["Ann"]


def test_all_that_is_wrong_with_the_data_is_said_at_once(template: Make) -> None:
    with pytest.raises(DataError) as caught:
        Letter(template("{{ name }}", Model), data_source.read("address: TBC\nnmae: CANARY\n", file="d.yaml"))
    assert str(caught.value) == (
        "d.yaml:1:1: name: error: is missing [missing]\n"
        "    text\n"
        "d.yaml:1:10: address: error: only stands in for what is still to be filled in [stands-in]\n"
        "d.yaml:2:1: error: there is no such field here [unknown-key]\n"
        "    Did you mean name?\n"
        "3 errors"
    )


def test_what_is_wrong_with_the_template_and_the_data_is_said_together(template: Make) -> None:
    with pytest.raises(TemplateError) as caught:
        Letter(template("{{ nmae }}", Model), {"name": "TBC"})
    assert [one.rule for one in caught.value.findings] == ["stands-in", "unknown-field"]


def test_without_a_model_the_check_is_against_the_data(template: Make) -> None:
    made = template("{{ nmae }}")
    with pytest.raises(TemplateError, match="there is no field 'nmae'"):
        Letter(made, {"name": "Ann"})
    with pytest.raises(DataError, match=r"nmae: error: is missing, and the template asks for it \(line 5, column 4\)"):
        Letter(made, {"town": "Tarn"})


@pytest.mark.parametrize("data", [None, 5, "CANARY", ["CANARY"]])
def test_data_that_are_not_fields_are_refused(template: Make, data: Any) -> None:
    for model in (Model, None):
        with pytest.raises(DataError, match="the data are not fields with values") as caught:
            Letter(template("x", model), data)
        assert "CANARY" not in str(caught.value)


def test_data_that_hold_themselves_are_refused(template: Make) -> None:
    data: dict[str, Any] = {"name": "Ann"}
    data["self"] = data
    with pytest.raises(DataError, match="the data are nested too deep, or contain themselves"):
        Letter(template("{{ name }}"), data)


def test_a_character_that_no_font_has_names_its_field(template: Make) -> None:
    with pytest.raises(DataError) as caught:
        Letter(template("{{ name }}", Model), data_source.read("\nname: 漢字", file="d.yaml"))
    assert str(caught.value) == (
        "d.yaml:2:7: name: error: has a character that no font of the stationery has [no-glyph]\n"
        "    Add a font that has it to the stationery.\n"
        "1 error"
    )


def test_a_character_of_the_template_that_no_font_has_is_shown(template: Make) -> None:
    made = template("漢 {{ name }}", Model)
    assert [finding.rule for finding in letterforge.check(made)] == ["no-glyph"]
    with pytest.raises(TemplateError) as caught:
        Letter(made, {"name": "Ann"})
    assert str(caught.value).startswith(
        "error: no font of the stationery has the character 漢 (U+6F22) of the template [no-glyph]"
    )


@pytest.mark.parametrize(
    ("name", "family"),
    [("Zoë O’Brien", "Atkinson Hyperlegible"), ("Siân ŵ", "Noto Sans"), ("Ελένη", "Noto Sans"), ("İpek", "Noto Sans")],
)
def test_a_letter_is_set_in_the_first_family_that_has_all_of_it(template: Make, name: str, family: str) -> None:
    assert Letter(template("{{ name }}", Model), {"name": name}).family.name == family


def test_every_number_can_be_written_with_the_digits_of_the_family(template: Make) -> None:
    assert Letter(template("{{ name }}", Model), {"name": "1,234"}).family.name == "Atkinson Hyperlegible"


# --- a snapshot ------------------------------------------------------------------------------------------------------


def test_a_letter_takes_a_snapshot_of_its_data(template: Make) -> None:
    data: dict[str, Any] = {"name": "Ann", "names": ["Bo"]}
    instance = Mutable(**data)
    body = "{{ name }}{% for n in names %} {{ n }}{% endfor %}"
    letters = [
        Letter(template(body, Mutable), instance),
        Letter(template(body, Mutable), data),
        Letter(template(body), data),
    ]
    data["name"] = instance.name = "CHANGED"
    data["names"].append("CHANGED")
    instance.names.append("CHANGED")
    for letter in letters:
        assert words_of(letter) == ["Ann Bo"]
        assert letter.values == {"name": "Ann", "names": ["Bo"]}
        assert words_of(pickle.loads(pickle.dumps(letter))) == ["Ann Bo"]  # noqa: S301  (made here)


def test_the_values_cannot_be_changed(template: Make) -> None:
    letter = Letter(template("{{ name }}", Model), {"name": "Ann"})
    with pytest.raises(TypeError):
        letter.values["name"] = "Bo"  # type: ignore[index]  # the test is that it cannot be done


def test_a_letter_has_no_other_attributes(template: Make) -> None:
    letter = Letter(template("{{ name }}", Model), {"name": "Ann"})
    with pytest.raises(AttributeError):
        letter.options = {}  # type: ignore[attr-defined]  # as above


# --- pickles, threads, processes ---------------------------------------------------------------------------------------


def test_a_letter_pickles_and_copies(project: Path) -> None:
    letter = Letter(letterforge.load("introductory-letter"), sample(project))
    for again in (pickle.loads(pickle.dumps(letter)), copy.copy(letter), copy.deepcopy(letter)):  # noqa: S301  (made here)
        assert again.document == letter.document
        assert again.values == letter.values
        assert again.family.name == letter.family.name
        assert again.template.model is IntroductoryLetter


def test_a_pickled_letter_does_not_carry_the_plain_stationery(project: Path) -> None:
    letter = Letter(letterforge.load("introductory-letter"), sample(project))
    assert len(pickle.dumps(letter)) < 100_000
    assert pickle.loads(pickle.dumps(letter)).stationery is letter.stationery  # noqa: S301  (made here)


def test_letters_are_made_in_other_processes(project: Path) -> None:
    template = letterforge.load("introductory-letter")
    values = sample(project).values
    people = [{**values, "participant": {"name": f"Person {n}"}} for n in range(6)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        letters = list(pool.map(Letter, [template] * len(people), people))
    assert [words_of(letter)[1] for letter in letters] == [f"Person {n}" for n in range(6)]
    assert letters[0].document == Letter(template, people[0]).document


def test_errors_come_back_from_other_processes_whole(project: Path) -> None:
    template = letterforge.load("introductory-letter")
    values = {**sample(project).values, "date": "CANARY"}
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool, pytest.raises(DataError) as caught:
        pool.submit(Letter, template, values).result()
    with pytest.raises(DataError) as here:
        Letter(template, values)
    assert caught.value.findings == here.value.findings
    assert "CANARY" not in str(caught.value)


def test_letters_are_made_in_threads(project: Path) -> None:
    """Loading and filling at the same time, with a stationery that nobody has read before."""
    source = (project / "templates" / "introductory-letter" / "letter.md").read_bytes()
    values = sample(project).values
    start = threading.Barrier(8)

    def work(number: int) -> list[list[str]]:
        start.wait()
        out = []
        for turn in range(10):
            template = letterforge.load(source)
            out.append(words_of(Letter(template, {**values, "participant": {"name": f"Person {number} {turn}"}})))
        return out

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(work, range(8)))
    expected = words_of(Letter(letterforge.load(source), {**values, "participant": {"name": "Person X"}}))
    for number, letters in enumerate(found):
        for turn, words in enumerate(letters):
            assert words == [one.replace("Person X", f"Person {number} {turn}") for one in expected]


# --- discreet ---------------------------------------------------------------------------------------------------------


def test_no_value_in_repr_or_log(template: Make, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    letter = Letter(template("{{ name }} {{ address or '-' }}", Model), {"name": "CANARY", "address": "CANARY\nCANARY"})
    artifact = letterforge.render(letter, to="html")
    shown = repr(letter) + str(letter) + repr(letter.template) + repr(letter.stationery) + repr(artifact) + caplog.text
    assert "CANARY" not in shown
    assert "CANARY" in artifact.content.decode()
    assert [record.message for record in caplog.records if record.name == "letterforge"] == [
        "load: letter",
        "render: letter to html",
        "scan: letter as html",
    ]
