"""Word's own mail merge as a dialect: its fields are placeholders of what their names mean."""

from __future__ import annotations

import datetime
import pickle
import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from pydantic import Field
from tests.loading.word.fields.merge_files import boxed, field, p, run, simple, table, text_of, with_footnote, word

import letterforge
from letterforge import Letter, LetterData, Line
from letterforge.errors import DataError, TemplateError
from letterforge.office.archive import open_archive
from letterforge.office.rewriting import rewritten

DATA = {
    "First_Name": "ann mary",
    "Last_Name": "Ash",
    "Day": datetime.date(2026, 9, 3),
    "Sum": Decimal("1234.5"),
    "Way": "post",
    "Age": 18,
    "orders": [{"item": "Soap", "price": Decimal(2)}, {"item": "Salt", "price": Decimal(1)}],
}
FORMS = pytest.mark.parametrize("form", [field, simple], ids=["complex", "simple"])


def filled(*blocks: str, data: object = None, header: str | None = None) -> list[str]:
    """The paragraphs of the letter that a template of some blocks makes."""
    template = letterforge.load(word(*blocks, header=header))
    made = letterforge.render(Letter(template, DATA if data is None else data), to="docx").content
    assert letterforge.scan(made) == ()
    part = "word/document.xml" if header is None else "word/header1.xml"
    return text_of(made, part)


SWITCHES = [
    ("MERGEFIELD First_Name", "ann mary"),
    (" MERGEFIELD  First_Name  \\* MERGEFORMAT ", "ann mary"),
    ('MERGEFIELD "First Name"', "ann mary"),
    ("mergefield first_name", "ann mary"),
    ("MERGEFIELD First_Name \\* Upper", "ANN MARY"),
    ("MERGEFIELD Last_Name \\* Lower", "ash"),
    ("MERGEFIELD First_Name \\* FirstCap", "Ann mary"),
    ("MERGEFIELD First_Name \\* Caps", "Ann Mary"),
    ("MERGEFIELD First_Name \\*Upper", "ANN MARY"),
    ('MERGEFIELD Day \\@ "d MMMM yyyy"', "3 September 2026"),
    ('MERGEFIELD Day \\@ "ddd dd/MM/yy"', "Thu 03/09/26"),
    ('MERGEFIELD Day \\@ "dddd, d MMM" \\* Upper', "THURSDAY, 3 SEP"),
    ("MERGEFIELD Day", "3 September 2026"),
    ("MERGEFIELD Day \\* Upper", "3 SEPTEMBER 2026"),
    ('MERGEFIELD Sum \\# "£#,##0.00"', "£1,234.50"),
    ('MERGEFIELD Sum \\# "£#,##0.00;(£#,##0.00)"', "£1,234.50"),
    ("MERGEFIELD Sum \\# 0 \\* Upper", "1235"),
    ("MERGEFIELD Age \\* Upper", "18"),
    ('MERGEFIELD Last_Name \\b "Mrs " \\f ", Esq"', "Mrs Ash, Esq"),
    ('MERGEFIELD Age \\b "aged "', "aged 18"),
]


@FORMS
def test_a_merge_field_prints_its_value_as_its_switches_say(form: Callable[[str], str]) -> None:
    said = filled(*(p("To ", form(code), ".") for code, _ in SWITCHES))
    assert dict(zip((code for code, _ in SWITCHES), said, strict=True)) == {
        code: f"To {one}." for code, one in SWITCHES
    }


CHOICES = [
    ('IF {MERGEFIELD Way} = "post" "by post" "by e-mail"', "by post"),
    ('IF {MERGEFIELD Way} <> "post" "by e-mail" "to {MERGEFIELD Last_Name}"', "to Ash"),
    ('IF {MERGEFIELD Age} >= 18 "of age" "a minor"', "of age"),
    ('IF {MERGEFIELD Sum} > 2000 "much" "little"', "little"),
    ('IF {MERGEFIELD First_Name} = "ann*" "{MERGEFIELD First_Name \\* Caps}" ""', "Ann Mary"),
]


def test_an_if_chooses_between_its_texts() -> None:
    assert filled(*(p(field(code)) for code, _ in CHOICES)) == [wanted for _, wanted in CHOICES]


def test_numbers_and_dates_that_a_sheet_holds_as_texts_are_compared_and_printed_as_such() -> None:
    data = {"Age": "18", "Sum": "1,234.50", "Day": "3 September 2026"}
    codes = ('IF {MERGEFIELD Age} < 20 "young" "old"', 'MERGEFIELD Sum \\# "0.0"', 'MERGEFIELD Day \\@ "dd/MM/yyyy"')
    assert filled(*(p(field(code)) for code in codes), data=data) == ["young", "1234.5", "03/09/2026"]
    with pytest.raises(DataError) as caught:
        filled(p(field('MERGEFIELD Day \\@ "d"')), data={"Day": "the third"})
    assert "no date or time" in str(caught.value)
    assert "third" not in str(caught.value)


def test_text_before_and_behind_stands_only_beside_a_value() -> None:
    block = p("Come", field('MERGEFIELD Place \\b " to " \\f "!"'))
    assert filled(block, data={"Place": "Tarn"}) == ["Come to Tarn!"]
    assert filled(block, data={"Place": None}) == ["Come"]


def test_a_number_of_nought_is_a_value() -> None:
    assert filled(p("It is", field('MERGEFIELD N \\b " " \\f "."')), data={"N": 0}) == ["It is 0."]


@pytest.mark.parametrize("inside", [field("MERGEFIELD Last_Name"), simple("MERGEFIELD Last_Name")])
def test_headers_and_text_boxes_are_filled(inside: str) -> None:
    assert filled(p("Words."), header=run("To ") + inside) == ["To Ash"]
    paragraphs = filled(p("Words.", boxed(p("Box of ", inside))))
    assert [one for one in paragraphs if "Box" in one] == ["Words.Box of Ash", "Box of Ash"]


def test_other_formats_say_the_same() -> None:
    template = letterforge.load(
        word(p("Dear ", field("MERGEFIELD Last_Name"), ","), p(field('IF {MERGEFIELD Age} > 17 "A" "B"')))
    )
    html = letterforge.render(Letter(template, DATA), to="html").content.decode()
    assert "Dear Ash," in html
    assert re.search(r">\s*A\s*<", html)


def test_tags_and_merge_fields_stand_side_by_side() -> None:
    assert filled(p("{{ First_Name }} ", field("MERGEFIELD Last_Name"))) == ["ann mary Ash"]


def test_the_look_of_what_a_field_shows_stays() -> None:
    block = p(field("MERGEFIELD Last_Name \\* MERGEFORMAT", look="<w:b/>", code_look="<w:i/>"))
    template = letterforge.load(
        word(block, p(field("MERGEFIELD Way \\* CHARFORMAT", look="<w:b/>", code_look="<w:i/>")))
    )
    made = letterforge.render(Letter(template, DATA), to="docx").content
    xml = open_archive(made).read("word/document.xml").decode()
    assert re.search(r"<w:rPr><w:b/></w:rPr><w:t[^>]*>Ash", xml)
    assert re.search(r"<w:rPr><w:i/></w:rPr><w:t[^>]*>post", xml)
    assert "instrText" not in xml


# --- rows that repeat ---------------------------------------------------------------------------------------------------


ROW = (field("MERGEFIELD item"), field('MERGEFIELD price \\# "0.00"'))


def test_a_row_repeats_for_each_item_of_a_list() -> None:
    assert filled(table(("What", "Price"), ROW)) == ["What", "Price", "Soap", "2.00", "Salt", "1.00"]


def test_the_rows_of_one_record_repeat_together() -> None:
    rows = ((field("MERGEFIELD item"),), (field("MERGEFIELD price"),))
    assert filled(table(*rows)) == ["Soap", "2", "Salt", "1"]


def test_rows_that_go_on_to_the_next_record_are_the_same_loop() -> None:
    again = (field("NEXT") + ROW[0], ROW[1])
    assert filled(table(ROW, again, again)) == ["Soap", "2.00", "Salt", "1.00"]
    assert filled(table((ROW[0], field("MERGESEQ")))) == ["Soap", "1", "Salt", "2"]


def test_next_in_rows_that_say_something_else_is_an_error() -> None:
    content = word(table(ROW, (field("NEXT") + ROW[0], p("and that is all"))))
    rules = {one.rule for one in letterforge.check(content, DATA) if one.is_error}
    assert "stale-field" in rules


def test_a_field_of_items_stands_in_a_row_only() -> None:
    (found,) = (one for one in letterforge.check(word(p(ROW[0])), DATA) if one.is_error)
    assert found.rule == "ambiguous-field"
    assert "each item of orders" in (found.hint or "")
    with pytest.raises(TemplateError):
        Letter(letterforge.load(word(p(ROW[0]))), DATA)


def test_a_name_that_a_row_and_the_letter_have_is_unclear() -> None:
    data = {**DATA, "item": "Everything"}
    found = [one for one in letterforge.check(word(table(ROW)), data) if one.is_error]
    assert [one.rule for one in found] == ["ambiguous-field"]
    assert "item or orders[].item" in (found[0].hint or "")
    assert filled(table((field("MERGEFIELD orders.item"), ROW[1])), data=data) == ["Soap", "2.00", "Salt", "1.00"]


# --- which fields there are ---------------------------------------------------------------------------------------------


class Person(LetterData):
    """A group."""

    name: Line
    town: Line


class Model(LetterData):
    """The data of a letter, with two groups."""

    person: Person
    office: Person
    day: datetime.date = Field(description="Date of the meeting")
    note: Line | None = None


VALUES = {"person": {"name": "Ann", "town": "Tarn"}, "office": {"name": "Bo", "town": "Wyre"}, "day": "2026-09-03"}


NAMES = [
    ("MERGEFIELD person.name", "Ann"),
    ("MERGEFIELD Person_Name", "Ann"),
    ('MERGEFIELD "Office Town"', "Wyre"),
    ("MERGEFIELD DAY", "3 September 2026"),
    ('MERGEFIELD "Date of the meeting" \\@ "d.M.yyyy"', "3.9.2026"),
    ("MERGEFIELD Date_of_the_meeting", "3 September 2026"),
]


def test_names_mean_fields_of_the_model() -> None:
    content = word(*(p(field(code)) for code, _ in NAMES))
    assert [one for one in letterforge.check(content, model=Model) if one.is_error] == []
    letter = Letter(letterforge.load(content, model=Model), VALUES)
    assert text_of(letterforge.render(letter, to="docx").content) == [wanted for _, wanted in NAMES]


@pytest.mark.parametrize(
    ("code", "rules"),
    [
        ("MERGEFIELD name", ["ambiguous-field"]),
        ("MERGEFIELD Surname", ["unknown-field"]),
        ("QUOTE {MERGEFIELD note}", ["may-be-absent"]),
        ('MERGEFIELD person.name \\@ "d"', []),
    ],
)
def test_a_name_that_means_no_field_is_an_error(code: str, rules: list[str]) -> None:
    content = word(p(field(code)))
    found = [one for one in letterforge.check(content, model=Model) if one.is_error]
    assert [one.rule for one in found] == rules
    assert all(one.place.path == "paragraph 1" for one in found)


def test_without_a_model_and_data_nothing_is_said_to_be_filled() -> None:
    content = word(p("Dear ", field('MERGEFIELD "First Name"'), field("MERGEFIELD Last_Name")))
    (found,) = (one for one in letterforge.check(content) if one.rule == "mail-merge")
    assert not found.is_error
    assert found.message.endswith("First Name, Last_Name")
    assert letterforge.load(content).asked == ("First Name", "Last_Name")


def test_a_field_that_the_data_do_not_have_is_missing() -> None:
    found = [one for one in letterforge.check(word(p(field("MERGEFIELD Town"))), {"name": "Ann"}) if one.is_error]
    assert [one.rule for one in found] == ["missing"]
    assert found[0].place.path == "Town"


def test_a_template_is_read_once_for_all_letters_with_the_same_fields() -> None:
    template = letterforge.load(word(p(field("MERGEFIELD last_name"))))
    first, second, third = (
        Letter(template, {"Last_Name": name, "Note": note}) for name, note in (("A", "x"), ("B", None), ("C", "y"))
    )
    assert first.template is second.template is third.template
    again = pickle.loads(pickle.dumps(second))  # noqa: S301  (pickled in the line itself)
    assert again.document == second.document


def test_a_field_that_somebody_has_filled_with_a_placeholder_is_that_placeholder() -> None:
    assert filled(p(field("MERGEFIELD Nobody", "{{ Last_Name }}"))) == ["Ash"]


def test_data_may_call_their_fields_as_people_do() -> None:
    data = {"First Name": "Ann", "2nd line": "Tarn", "in": "x", "a.b": "y", "My List": [{"Item Name": "Soap"}]}
    names = ("First Name", "2nd line", "in", "a.b")
    said = filled(
        *(p(field(f'MERGEFIELD "{name}"')) for name in names), table((field('MERGEFIELD "Item Name"'),)), data=data
    )
    assert said == ["Ann", "Tarn", "x", "y", "Soap"]


def test_notes_are_filled() -> None:
    template = letterforge.load(with_footnote(field("MERGEFIELD Last_Name")))
    made = letterforge.render(Letter(template, DATA), to="docx").content
    assert "See Ash." in text_of(made, "word/footnotes.xml")


def test_a_line_that_may_be_empty_goes_where_it_is_as_in_word() -> None:
    content = word(p("Ann,"), p(field("MERGEFIELD note")), p(simple("MERGEFIELD note")), p("Tarn"))
    template = letterforge.load(content, model=Model)
    for note, wanted in (("by post", ["Ann,", "by post", "by post", "Tarn"]), (None, ["Ann,", "Tarn"])):
        made = letterforge.render(Letter(template, {**VALUES, "note": note}), to="docx").content
        assert text_of(made) == wanted
    for beside in ("To ", "{{ day }}"):
        (found,) = (
            one for one in letterforge.check(word(p(beside, field("MERGEFIELD note"))), model=Model) if one.is_error
        )
        assert found.rule == "may-be-absent"


def test_a_line_stays_where_the_file_says_so() -> None:
    kept = "<w:mailMerge><w:doNotSuppressBlankLines/></w:mailMerge>"
    content = word(p(field("MERGEFIELD note")))
    archive = open_archive(content)
    settings = archive.read("word/settings.xml").replace(b"<w:defaultTabStop", f"{kept}<w:defaultTabStop".encode(), 1)
    content = rewritten(archive, {"word/settings.xml": settings})
    assert [one.rule for one in letterforge.check(content, model=Model) if one.is_error] == ["may-be-absent"]
