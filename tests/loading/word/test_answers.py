"""A control or form field of a slip that still asks is a line or a box on paper, and stays what it is in the Word file."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from tests.loading.word.test_word import paragraph, run, word

import letterforge
from letterforge import Letter
from letterforge.document import Reply, Text, walk
from letterforge.finished_files import passages_of

STYLE = '<w:pPr><w:pStyle w:val="LetterReply"/></w:pPr>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin">{}</w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
    '{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
LINE = "_" * 24
ASKS = "Click or tap here to enter text."


def control(content: str, *, asks: bool = True, tag: str = "", kind: str = "<w:text/>") -> str:
    tag = f'<w:tag w:val="{tag}"/>' if tag else ""
    return f"<w:sdt><w:sdtPr>{tag}{'<w:showingPlcHdr/>' * asks}{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def form(data: str, code: str, result: str | None = None) -> str:
    return FIELD.format(f"<w:ffData>{data}</w:ffData>", code, "" if result is None else SEPARATE + run(result))


PROMPT = control(run("Click or tap here ") + run("to enter text."))
LINES = [
    PROMPT,
    control(run("Click or tap to enter a date."), kind="<w:date/>"),
    control(run("Choose an item."), kind="<w:dropDownList/>"),
    control(control(run(ASKS)), asks=False, kind="<w:group/>"),
    form("<w:textInput/>", "FORMTEXT", "\u2002\u2002\u2002"),
    form("<w:textInput/>", "FORMTEXT"),
    form('<w:ddList><w:listEntry w:val="Choose"/><w:listEntry w:val="Monday"/></w:ddList>', "FORMDROPDOWN"),
    FIELD.format("", "MACROBUTTON NoMacro [Click here]", ""),
]


def shown(body: str, data: dict[str, str] | None = None) -> tuple[str, Letter]:
    template = letterforge.load(word(paragraph("Dear {{ name }}, tell us.") + body + paragraph("Yours")))
    letter = Letter(template, {"name": "Ann Ash"} | (data or {}))
    return "".join(node.text for node in walk(letter.document.blocks) if isinstance(node, Text)), letter


def printed(letter: Letter, to: str) -> str:
    artifact = letterforge.render(letter, to=to)
    assert letterforge.scan(artifact, template=letter.template) == ()
    return " ".join(one.text for one in passages_of(artifact.content, artifact.media_type))


@pytest.mark.parametrize("asked", LINES)
@pytest.mark.parametrize(
    "slip",
    [
        "<w:p>" + STYLE + run("Your answer: ") + "{}" + run(", please") + "</w:p>",
        control("<w:p>" + run("Your answer: ") + "{}" + run(", please") + "</w:p>", asks=False, tag="reply"),
        "<w:p>" + run("Your answer: ") + control("{}", asks=False, tag="reply") + run(", please") + "</w:p>",
        "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p>" + STYLE + run("Your answer: ") + "{}" + run(", please")
        + "</w:p></w:tc></w:tr></w:tbl>",
    ],
)  # fmt: skip
def test_what_asks_is_a_line(slip: str, asked: str) -> None:
    words, letter = shown(slip.format(asked))
    assert f"Your answer: {LINE}, please" in words
    assert letter.losses == ()
    for to in ("html", "pdf"):
        found = printed(letter, to)
        assert re.sub(r"\s+", " ", found).count(f"Your answer: {LINE}, please") == 1
        assert "Click" not in found
        assert "Choose" not in found


@pytest.mark.parametrize("asked", LINES)
def test_it_stays_what_it_is_in_the_word_file(asked: str) -> None:
    _, letter = shown("<w:p>" + STYLE + run("Your answer: ") + asked + "</w:p>")
    content = letterforge.render(letter, to="docx").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = archive.read("word/document.xml").decode()
    assert _bare(asked) in _bare(body)


def _bare(markup: str) -> str:
    markup = markup.replace("></w:fldChar>", "/>")
    return re.sub(r"\s+|<w:t>|<w:t .*?>|</?w:rPr/?>", "", markup)


@pytest.mark.parametrize(
    ("data", "sign"),
    [
        ("<w:checkBox/>", "\u2610"),
        ('<w:checkBox><w:default w:val="0"/></w:checkBox>', "\u2610"),
        ("<w:checkBox><w:default/></w:checkBox>", "\u2612"),
        ('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', "\u2610"),
    ],
)
def test_a_box_of_a_form_is_a_box(data: str, sign: str) -> None:
    words, letter = shown(f"<w:p>{STYLE}{form(data, 'FORMCHECKBOX')}{run(' I come')}</w:p>")
    assert f"{sign} I come" in words
    assert letter.losses == ()
    assert f"{sign} I come" in printed(letter, "html")


def test_a_paragraph_or_table_that_a_control_asks_for() -> None:
    words, letter = shown(control(control(paragraph(ASKS)), asks=False, tag="reply"))
    assert ASKS not in words
    assert LINE in words
    table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{paragraph('Name')}</w:tc><w:tc>{control(paragraph(ASKS))}</w:tc></w:tr></w:tbl>"
    words, letter = shown(control(table, asks=False, tag="reply"))
    assert f"Name{LINE}" in words
    for to in ("html", "pdf", "docx"):
        assert ("Click" in printed(letter, to)) is (to == "docx")


def test_what_is_filled_is_no_line() -> None:
    """A placeholder fills the control that it stands in, a control that says something says it, and so does a field."""
    filled = (
        control(run("{{ name }}")),
        control(run("By post"), asks=False),
        form("<w:textInput/>", "FORMTEXT", "By post"),
    )
    for one, said in zip(filled, ("Ann Ash", "By post", "By post"), strict=True):
        words, letter = shown(f"<w:p>{STYLE}{run('Your answer: ')}{one}</w:p>")
        assert f"Your answer: {said}" in words
        assert LINE not in words
        assert said in printed(letter, "html")


def test_beside_the_slip_it_is_still_an_error() -> None:
    content = word(f"<w:p>{STYLE}{PROMPT}</w:p><w:p>{PROMPT}</w:p>")
    assert [(one.rule, one.place.path) for one in letterforge.check(content)] == [("content-control", "paragraph 2")]


def test_paragraphs_of_a_slip_are_one() -> None:
    lines = "".join(f"<w:p>{STYLE}{run(one)}</w:p>" for one in ("Name ____", "Date ____", "[ ] yes"))
    for body in (lines, control(paragraph("Name") + paragraph("Date"), asks=False, tag="reply")):
        _, letter = shown(body)
        assert sum(isinstance(node, Reply) for node in walk(letter.document.blocks)) == 1


def test_a_heading_and_an_item_of_a_slip_hold_no_leftover() -> None:
    heading = f'<w:p><w:pPr><w:pStyle w:val="LetterReply"/><w:outlineLvl w:val="1"/></w:pPr>{run("By TBC")}</w:p>'
    _, letter = shown(heading)
    assert any(isinstance(node, Reply) for node in walk(letter.document.blocks))
    assert "TBC" in printed(letter, "pdf")
