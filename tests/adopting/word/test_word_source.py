"""Every kind of prompt that a Word file has, and tags in its place: the look of its runs kept, and every other byte."""

from __future__ import annotations

import pytest
from tests.adopting.letters import adopted, apply, body, changed, parts, plan_of, word_letter
from word_files import W, package, paragraph, table

from letterforge.adopting.word.source import WordSource
from letterforge.errors import TemplateError, UnreadableFileError, UsageError


def field(code: str, result: str, looks: str = "") -> str:
    """A complex field of Word in five runs."""
    run = f"<w:r>{looks}{{}}</w:r>"
    return "".join(
        run.format(one)
        for one in (
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText xml:space="preserve">{code}</w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            f"<w:t>{result}</w:t>" if result else "",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )


def control(text: str, properties: str = "") -> str:
    """A content control that still shows its prompt."""
    grey = '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="x"/>{properties}<w:showingPlcHdr/></w:sdtPr><w:sdtContent>'
        f"<w:r>{grey}<w:t>{text}</w:t></w:r></w:sdtContent></w:sdt>"
    )


BOLD = "<w:rPr><w:b/></w:rPr>"
SIGN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
CASES = {
    "bracket": (paragraph("We come on [date of the visit]."), "We come on {{ visit_date }}."),
    "guillemets": (paragraph("Dear «First_Name»,"), "Dear {{ first_name }},"),
    "double angle": (paragraph("Dear &lt;&lt;First_Name&gt;&gt;,"), "Dear {{ first_name }},"),
    "braces": (paragraph("Dear {first_name},"), "Dear {{ first_name }},"),
    "blank": (paragraph("Name of the school: ____________"), "Name of the school: {{ school_name }}"),
    "mask": (paragraph("Date of birth: DD/MM/YYYY"), "Date of birth: {{ birth_date }}"),
    "merge field": (
        f"<w:p>{SIGN.format('Dear ')}{field(' MERGEFIELD First_Name ', '«First_Name»', BOLD)}{SIGN.format(',')}</w:p>",
        "Dear {{ first_name }},",
    ),
    "simple merge field": (
        f'<w:p>{SIGN.format("Dear ")}<w:fldSimple w:instr=" MERGEFIELD Surname "><w:r>{BOLD}<w:t>«Surname»</w:t></w:r></w:fldSimple></w:p>',
        "Dear {{ surname }}",
    ),
    "form field": (
        f"<w:p>{SIGN.format('Telephone: ')}{field(' FORMTEXT ', chr(0x2002) * 5)}</w:p>",
        "Telephone: {{ telephone }}",
    ),
    "control": (
        f"<w:p>{SIGN.format('Your post code: ')}{control('Click here to enter text.')}</w:p>",
        "Your post code: {{ post_code }}",
    ),
    "control around a paragraph": (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('Name of the school')}</w:sdtContent></w:sdt>",
        "{{ school_name }}",
    ),
    "yellow": (
        f'<w:p>{SIGN.format("Come to ")}<w:r><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>place of the meeting</w:t></w:r></w:p>',
        "Come to {{ meeting_place }}",
    ),
}


def words(xml: str) -> str:
    """The words of the first paragraph that has any."""
    import re

    for one in re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL):
        said = "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", one))
        if said:
            return said.replace("&lt;", "<").replace("&gt;", ">")
    return ""


@pytest.mark.parametrize("name", CASES)
def test_each_kind_of_prompt_becomes_a_tag(name: str) -> None:
    xml, wanted = CASES[name]
    found = adopted(package(xml), "letter.docx")
    assert len(found.plan.entries) == 1
    made = body(found.done.template)
    # The name is the mapping's; where the tag stands is ours.
    assert words(made).split("{{")[0] == wanted.split("{{")[0]
    assert words(made).split("}}")[1] == wanted.split("}}")[1]
    assert "fldChar" not in made
    assert "w:sdt" not in made
    assert "PlaceholderText" not in made
    assert set(found.done.proof.formats) == {"docx", "html", "pdf", "typst"}


def test_a_prompt_in_several_runs_takes_the_look_of_its_words() -> None:
    found = adopted(word_letter(), "letter.docx")
    made = body(found.done.template)
    assert "<w:rPr><w:b/></w:rPr><w:t>{{ date }}, {{ place }}</w:t>" in made
    assert "will be held on </w:t></w:r><w:r><w:rPr><w:b/></w:rPr>" in made
    assert '<w:r><w:t xml:space="preserve">, and will be given by {{ ' in made


def test_every_other_byte_is_as_it_was() -> None:
    content = word_letter()
    found = adopted(content, "letter.docx")
    before, after = parts(content), parts(found.done.template)
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    old, new = body(content), body(found.done.template)
    for entry in found.plan.entries:
        if entry.tag is not None and "\n" not in entry.tag and entry.prompt != 2:
            assert entry.tag in new
            new = new.replace(entry.tag, entry.text, 1)
    new = new.replace("{{ date }}, {{ place }}", "date and").replace("held on </w:t>", "held on [insert </w:t>")
    new = new.replace('preserve">, and will', 'preserve"> place], and will')
    loop = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
    new = new.replace(loop.format("{%p for one in review_team_names %}"), "").replace(loop.format("{%p endfor %}"), "")
    assert new.replace("{{ one }}", "[names of review team]") == old


def test_prompts_in_headers_notes_tables_and_boxes_are_found() -> None:
    box = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        f"{paragraph('[telephone number]')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    note = f'<w:footnotes {W}><w:footnote w:id="2">{paragraph("See [title of the policy].")}</w:footnote></w:footnotes>'
    called = '<w:p><w:r><w:t>See below.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    content = package(
        table(("Name of the child", "[name]"), ("Date", "[date]")) + box + called, {"word/footnotes.xml": note}
    )
    source = WordSource(content)
    assert [spot.where for spot in source.spots] == [
        "table 1, row 1, cell 2",
        "table 1, row 2, cell 2",
        "paragraph 1, text box 1, paragraph 1",
        "footnote 1, paragraph 1",
    ]
    assert source.spots[0].prompt.label == "Name of the child"
    found = adopted(content, "letter.docx")
    assert set(found.done.proof.formats) == {"docx", "html", "pdf", "typst"}
    assert b"{{ " in parts(found.done.template)["word/footnotes.xml"]


def test_heading_above_is_known() -> None:
    spots = WordSource(word_letter()).spots
    assert [spot.prompt.heading for spot in spots] == [
        "",
        "Introduction to systems analysis",
        "Introduction to systems analysis",
        "One-to-one conversations",
        "One-to-one conversations",
    ]


@pytest.mark.parametrize(
    ("becomes", "wanted"),
    [
        ({"becomes": "keep"}, "We write about his/her part."),
        ({"becomes": "drop"}, "We write about  part."),
        ({"becomes": None, "words": "their"}, "We write about their part."),
        ({"becomes": "allow"}, 'We write about [his/her]{# allow "[his/her]" #} part.'),
    ],
)
def test_what_a_plan_may_say_besides_a_tag(becomes: dict[str, str | None], wanted: str) -> None:
    found = adopted(package(paragraph("We write about [his/her] part.")), "letter.docx", p1={"tag": None, **becomes})
    assert words(body(found.done.template)) == wanted


def test_alternatives_stay_unmapped_until_the_plan_says_what_becomes_of_them() -> None:
    content = package(paragraph("We write about [his/her] part.") + paragraph("[delete as appropriate]"))
    plan = plan_of(content, "letter.docx")
    assert [one.tag for one in plan.entries] == [None, None]
    with pytest.raises(UsageError, match=r"does not say what becomes of 2 prompts:\n  paragraph 1: \[his/her\]"):
        apply(content, "letter.docx", plan)


def test_the_same_prompt_twice_is_one_field() -> None:
    plan = plan_of(package(paragraph("[name of child] and [name of child]")), "letter.docx")
    assert len({one.tag for one in plan.entries}) == 1
    assert len(plan.fields) == 1


def test_a_condition_of_the_person_who_mends_the_plan() -> None:
    content = package(paragraph("[name of school]") + paragraph("[insert reference if known]"))
    tag = "{% if school_name %}\n{{ school_name }}\n{% endif %}"
    plan = changed(plan_of(content, "letter.docx"), p1={"tag": tag}, p2={"tag": None, "becomes": "drop"})
    made = body(apply(content, "letter.docx", plan).template)
    assert made.index("{%p if school_name %}") < made.index("{{ school_name }}") < made.index("{%p endif %}")


def test_a_tag_of_several_lines_needs_a_paragraph_of_its_own() -> None:
    content = package(paragraph("We come to [name of school] soon."))
    plan = changed(plan_of(content, "letter.docx"), p1={"tag": "{% if a %}\n{{ a }}\n{% endif %}"})
    with pytest.raises(UsageError, match="other words stand in the same paragraph"):
        apply(content, "letter.docx", plan)


def test_what_stands_in_no_paragraph_is_said_and_not_written() -> None:
    content = package(
        paragraph("[name of school]"),
        {
            "docProps/custom.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
            ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property name="About" pid="2"'
            ' fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"><vt:lpwstr>[insert title]</vt:lpwstr></property></Properties>'
        },
    )
    plan = plan_of(content, "letter.docx")
    assert [(one.where, one.tag) for one in plan.entries][1] == ("property About", None)
    assert "change it in Word" in plan.entries[1].why


def test_an_error_in_what_the_plan_makes_is_told_and_nothing_is_written() -> None:
    content = package(paragraph("We come on [date]."))
    plan = changed(plan_of(content, "letter.docx"), p1={"tag": "{{ dat }}"})
    with pytest.raises(TemplateError, match="there is no field 'dat'"):
        apply(content, "letter.docx", plan)


def test_macros_and_links_to_elsewhere_are_refused() -> None:
    content = package(paragraph("[date]"), {"word/vbaProject.bin": "x"})
    with pytest.raises(UnreadableFileError, match="macros"):
        WordSource(content)


MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def test_the_older_version_of_a_drawing_is_filled_as_well() -> None:
    """A text box stands in the file twice: as a drawing, and in VML for older programs."""
    box = f"<w:txbxContent>{paragraph('Ring [telephone number] now')}</w:txbxContent>"
    twice = (
        f'<w:p><w:r><mc:AlternateContent {MC}><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    made = body(adopted(package(twice), "letter.docx").done.template)
    assert made.count("Ring {{ telephone }} now") == 2
    assert "[telephone" not in made


def test_a_control_is_called_by_its_title() -> None:
    titled = control("Click or tap here to enter text.").replace('w:val="x"', 'w:val="Case officer"')
    plan = plan_of(package(f"<w:p>{titled}</w:p>"), "letter.docx")
    assert [one.tag for one in plan.entries] == ["{{ case_officer }}"]
