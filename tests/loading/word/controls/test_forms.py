"""Fields of old forms are placeholders of the fields that their bookmarks are named after."""

from __future__ import annotations

import datetime
import re
from typing import Any, Literal

import pytest
from tests.loading.word.control_file import form, template
from tests.loading.word.controls.test_controls import document, errors, made, member, model, words
from tests.loading.word.private_word import paragraph, run

import letterforge
from letterforge import Line

BLANK = "\u2002\u2002\u2002\u2002\u2002"
BOX = '<w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox>'
CHOICE = '<w:ddList><w:listEntry w:val="Choose"/><w:listEntry w:val="North"/><w:listEntry w:val="South"/></w:ddList>'


def text(kind: str = "", form_of: str = "") -> str:
    said = f'<w:type w:val="{kind}"/>' if kind else ""
    return f"<w:textInput>{said}{f'<w:format w:val={chr(34)}{form_of}{chr(34)}/>' if form_of else ''}</w:textInput>"


@pytest.mark.parametrize(
    ("data", "of", "value", "shown"),
    [
        (text(), Line, "Ann", "Ann"),
        (text(), Line, "Ann & <Bo>", "Ann &amp; &lt;Bo&gt;"),
        (text("regular", "Uppercase"), Line, "Ann", "ANN"),
        (text("date", "dd/MM/yyyy"), datetime.date, "2026-03-03", "03/03/2026"),
        (text("date"), datetime.date, "2026-03-03", "3 March 2026"),
        (text("number", "£#,##0.00"), float, 1234.5, "£1,234.50"),
        (text("number"), int, 12, "12"),
    ],
)
def test_a_text_is_filled_and_stays_a_field(data: str, of: Any, value: object, shown: str) -> None:
    inside = paragraph(run("It: "), form("x", "FORMTEXT", data, BLANK), run("."))
    xml = document(inside, {"x": value}, model(x=of))
    assert words(xml) == f"It: {shown}.\n"
    assert re.findall(r'fldCharType="(\w+)"', xml) == ["begin", "separate", "end"]
    assert '<w:name w:val="x"/>' in xml
    assert xml.index('w:name="x"') < xml.index("FORMTEXT") < xml.index("<w:bookmarkEnd")


def test_a_text_without_a_result_has_one_now() -> None:
    field = form("x", "FORMTEXT", text(), "").replace('<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "")
    xml = document(paragraph(field), {"x": "Ann"}, model(x=Line))
    assert words(xml) == "Ann\n"
    assert 'w:fldCharType="separate"' in xml


def test_a_text_looks_as_what_it_replaces() -> None:
    field = form("x", "FORMTEXT", text(), BLANK).replace(f'<w:r><w:t xml:space="preserve">{BLANK}', f"<w:r><w:rPr><w:b/></w:rPr><w:t>{BLANK}")  # fmt: skip
    assert '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Ann' in document(
        paragraph(field), {"x": "Ann"}, model(x=Line)
    )


@pytest.mark.parametrize(("value", "sign"), [(True, "☒"), (False, "☐")])
def test_a_box_becomes_its_sign(value: object, sign: str) -> None:
    inside = paragraph(form("x", "FORMCHECKBOX", BOX, ""), run(" yes"))
    xml = document(inside, {"x": value}, model(x=bool))
    assert words(xml) == f"{sign} yes\n"
    assert "FORMCHECKBOX" not in xml
    assert 'w:name="x"' in xml


def test_a_list_becomes_what_is_chosen() -> None:
    xml = document(paragraph(form("x", "FORMDROPDOWN", CHOICE, "")), {"x": "South"}, model(x=Literal["North", "South"]))
    assert words(xml) == "South\n"
    assert "FORMDROPDOWN" not in xml


@pytest.mark.parametrize(
    ("code", "data", "of", "message"),
    [
        ("FORMTEXT", text("date"), Line, "the form field 'x' takes a date, and the field x is text"),
        ("FORMTEXT", text("number"), Line, "the form field 'x' takes a number, and the field x is text"),
        ("FORMCHECKBOX", BOX, Line, "the box of a form 'x' takes a yes or no, and the field x is text"),
        ("FORMDROPDOWN", CHOICE, Line, "the list of a form 'x' takes one of 'North', 'South', and the field x may be any text"),
    ],
)  # fmt: skip
def test_a_field_that_does_not_fit_is_refused_by_name(code: str, data: str, of: Any, message: str) -> None:
    found = [one.message for one in errors(paragraph(form("x", code, data, "")), model(x=of)) if one.rule == "control"]
    assert found == [message]


def test_what_is_named_after_nothing_still_waits() -> None:
    inside = paragraph(form("other", "FORMTEXT", text(), BLANK))
    assert [one.rule for one in errors(inside, model(x=(Line, "x")))] == ["form-field"]


@pytest.mark.parametrize("kind", ["currentDate", "currentTime", "calculated"])
def test_what_word_works_out_stays_refused(kind: str) -> None:
    inside = paragraph(form("x", "FORMTEXT", text(kind), "1 January 2020"))
    assert [one.rule for one in errors(inside, model(x=(Line, "x")))] == ["stale-field"]


def test_a_slip_stays_its_recipients() -> None:
    slip = paragraph(form("x", "FORMTEXT", text(), BLANK), properties='<w:pStyle w:val="LetterReply"/>')
    xml = document(slip + paragraph(form("x", "FORMTEXT", text(), BLANK)), {"x": "Ann"}, model(x=Line))
    assert xml.count("Ann") == 1
    assert BLANK in xml


@pytest.mark.parametrize("to", ["html", "pdf"])
def test_other_formats_print_the_values(to: str) -> None:
    inside = paragraph(
        *(form(name, code, data, "") for name, code, data in (("x", "FORMTEXT", text()), ("y", "FORMCHECKBOX", BOX)))
    )
    letter = letterforge.Letter(letterforge.load(template(inside), model=model(x=Line, y=bool)), {"x": "A", "y": True})
    assert letter.losses == ()
    assert letterforge.scan(letterforge.render(letter, to=to).content) == ()
    assert "A☒" in made(template(inside), {"x": "A", "y": True}, model(x=Line, y=bool), to="html").decode()


def test_a_field_in_a_header_is_filled_with_the_others() -> None:
    content = made(template(paragraph(form("x", "FORMTEXT", text(), BLANK)) * 2), {"x": "Ann"}, model(x=Line))
    assert member(content).count("Ann") == 2
