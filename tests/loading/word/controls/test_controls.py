"""Content controls are placeholders of the fields that they are named after, and stay controls when they are filled."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any, Literal

import pytest
from pydantic import BaseModel, create_model
from tests.loading.word.control_file import (
    COMBO,
    DATA,
    DATE,
    LIST,
    PROMPT,
    STORE,
    STORED,
    TICK,
    W15,
    Review,
    bound,
    cell,
    control,
    prompt,
    properties,
    template,
)
from tests.loading.word.private_media import drawn
from tests.loading.word.private_word import NS, WORDML, package, paragraph, run

import letterforge
from letterforge import Line, PictureFile
from letterforge.errors import DataError, TemplateError
from letterforge.findings import Finding

CASE = f"<w:sdtPr><w:id w:val='61'/><w15:repeatingSectionItem {W15}/></w:sdtPr>"


def model(**fields: Any) -> type[BaseModel]:
    """A model with these fields; one with a default is a pair."""
    said: dict[str, Any] = {name: one if isinstance(one, tuple) else (one, ...) for name, one in fields.items()}
    return create_model("Data", **said)


def member(content: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def made(content: bytes, data: Mapping[str, object], of: type[BaseModel], *, to: str = "docx", **options: Any) -> bytes:
    letter = letterforge.Letter(letterforge.load(content, model=of), dict(data))
    return letterforge.render(letter, to=to, **options).content


def document(inside: str, data: Mapping[str, object], of: type[BaseModel]) -> str:
    return member(made(template(inside), data, of))


def words(xml: str) -> str:
    return (
        "".join(re.findall(r"<w:t[ >][^<]*|</w:p>", xml))
        .replace("</w:p>", "\n")
        .replace("<w:t>", "")
        .replace('<w:t xml:space="preserve">', "")
    )


def errors(inside: str, of: type[BaseModel]) -> list[Finding]:
    return [one for one in letterforge.check(template(inside), model=of) if one.is_error]


def simple(tag: str, kind: str = "<w:text/>", inside: str | None = None, *, more: str = "") -> str:
    return paragraph(control(properties(tag, kind, more=more), inside))


# --- each kind ----------------------------------------------------------------------------------------------------------

LETTER = [
    "Dear Siân &amp; Ann Powell", "All is well.", "Review on 3 March 2026.", "Office: Northmere", "Visits: each month",
    "☒ urgent", "Ann Ash", "2 January 2015", "☒", "Bo Birch", "30 November 2019", "☐", "– home", "– school",
    "Worker: Wren Wood", "Fee: £1,234.50", "☐ consent", "Region: South",
]  # fmt: skip


def test_each_kind_is_filled_and_stays_a_control() -> None:
    xml = member(made(template(), DATA, Review))
    assert words(xml).split("\n")[:-1] == LETTER
    assert xml.count("<w:sdt>") == 8 + 2 * 4 + 2 * 2  # two sections, each with two items and what is in them


def test_nothing_shows_its_prompt() -> None:
    xml = member(made(template(), DATA, Review))
    assert "showingPlcHdr" not in xml
    assert "PlaceholderText" not in xml
    assert PROMPT not in xml


def test_the_scan_takes_the_letter_as_filled() -> None:
    assert letterforge.scan(made(template(), DATA, Review)) == ()


def test_properties_say_what_is_chosen() -> None:
    xml = member(made(template(), DATA, Review))
    assert re.findall(r'w:fullDate="([^"]*)"', xml) == [f"{day}T00:00:00Z" for day in ("2026-03-03", "2015-01-02", "2019-11-30")]  # fmt: skip
    assert re.findall(r'w14:checked w14:val="([^"]*)"', xml) == ["1", "1", "0"]


def test_numbers_of_controls_are_unique() -> None:
    found = re.findall(r'<w:id w:val="(\d+)"/>', member(made(template(), DATA, Review)))
    assert len(found) == len(set(found)) == 8


@pytest.mark.parametrize("to", ["html", "pdf"])
def test_other_formats_print_the_values(to: str) -> None:
    letter = letterforge.Letter(letterforge.load(template(), model=Review), DATA)
    assert letter.losses == ()
    assert letterforge.scan(letterforge.render(letter, to=to).content) == ()


def test_the_document_has_the_words() -> None:
    from letterforge.document import passages

    letter = letterforge.Letter(letterforge.load(template(), model=Review), DATA)
    assert list(passages(letter.document.blocks)) == [one.replace("&amp;", "&") for one in LETTER]


def test_fields_of_controls_are_used() -> None:
    """The check knows them as it knows placeholders: nothing is unused, and nothing else is wrong."""
    assert [one for one in letterforge.check(template(), model=Review) if one.rule != "private"] == []


# --- data in the file ---------------------------------------------------------------------------------------------------


def test_what_controls_are_bound_to_is_filled_and_the_rest_of_it_emptied() -> None:
    content = made(template(), DATA, Review)
    assert member(content, "customXml/item1.xml").partition("?>")[2].strip() == (
        '<case xmlns="urn:case" on="2026-03-03" ref=""><client>Siân &amp; Ann Powell</client>'
        "<office>N</office><urgent>true</urgent><note/></case>"
    )
    xml = member(content)
    assert xml.count("dataBinding") == 4
    assert STORE in member(content, "customXml/itemProps1.xml")
    assert "item1.xml" in member(content, "word/_rels/document.xml.rels")
    assert "itemProps1" in member(content, "[Content_Types].xml")


def test_who_asks_for_it_has_all_of_it() -> None:
    said = member(made(template(), DATA, Review, keep=("custom-xml",)), "customXml/item1.xml")
    assert "Known to nobody else" in said
    assert 'ref="OLD/1"' in said
    assert "Siân" in said


def test_a_binding_that_nothing_fills_goes() -> None:
    """The control of a name that is no field: what it shows stays, and what it was bound to stays at home."""
    said = properties("other", "<w:text/>", more=bound("/c:case[1]/c:client[1]"), prompts=False)
    inside = paragraph(control(said, run("As it was"))) + simple("name")
    content = made(template(inside), {"name": "Ann"}, model(name=Line))
    assert "As it was" in member(content)
    assert "dataBinding" not in member(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if name.startswith("customXml")]


@pytest.mark.parametrize(
    "path", ["/c:case[1]/c:nobody[1]", "/c:case/*[2]/c:x", "//c:client", "/c:case[1]/c:client[@a='b']", "client", ""]
)
def test_a_binding_that_leads_nowhere_goes(path: str) -> None:
    """Word shows what is in the control, as it does where the data have no such node."""
    content = made(template(simple("name", more=bound(path))), {"name": "Ann"}, model(name=Line))
    assert "dataBinding" not in member(content)
    assert "Ann" in member(content)


@pytest.mark.parametrize(
    ("path", "node"),
    [
        ("/c:case/c:client", "<client>Ann</client>"),
        ("/c:case[1]/c:client[1]/text()[1]", "<client>Ann</client>"),
        ("/c:case[1]/*[1]", "<client>Ann</client>"),
        ("/c:case[1]/@ref", 'ref="Ann"'),
        ("/c:case[1]/c:item[2]/c:x[1]", "<item><x/></item><item><x>Ann</x></item>"),
    ],
)
def test_ways_to_a_node(path: str, node: str) -> None:
    stored = '<case xmlns="urn:case" ref=""><client/><item><x>1</x></item><item><x>2</x></item></case>'
    inside = simple("name", more=bound(path))
    content = made(template(inside, stored), {"name": "Ann"}, model(name=Line))
    assert node in member(content, "customXml/item1.xml")
    assert member(content).count("dataBinding") == 1


def test_a_value_is_no_xml_in_the_data() -> None:
    content = made(template(simple("name", more=bound("/c:case[1]/@ref"))), {"name": 'A "<b>" & c'}, model(name=Line))
    assert 'ref="A &quot;&lt;b&gt;&quot; &amp; c"' in member(content, "customXml/item1.xml")


def test_one_node_for_two_fields_is_refused() -> None:
    node = bound("/c:case[1]/c:client[1]")
    inside = simple("one", more=node) + simple("other", more=node)
    fault, *_ = errors(inside, model(one=Line, other=Line))
    assert fault.rule == "control"
    assert "bound to the same data" in fault.message
    assert errors(simple("one", more=node) + simple("one", more=node), model(one=Line)) == []


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("text", "3 March 2026"),
        ("date", "2026-03-03"),
        ("dateTime", "2026-03-03T00:00:00"),
        (None, "2026-03-03T00:00:00"),
    ],
)
def test_a_day_is_kept_as_the_control_says(kept: str | None, said: str) -> None:
    date = DATE.replace('<w:storeMappedDataAs w:val="date"/>', f'<w:storeMappedDataAs w:val="{kept}"/>' if kept else "")
    inside = simple("day", date, more=bound("/c:case[1]/c:client[1]"))
    content = made(template(inside), {"day": "2026-03-03"}, model(day=datetime.date))
    assert f"<client>{said}</client>" in member(content, "customXml/item1.xml")


def test_a_control_of_the_title_fills_the_title() -> None:
    """The properties of the file are data like any others, by an identifier of their own."""
    package_ns = "http://schemas.openxmlformats.org/package/2006"
    title = (
        "<w:dataBinding w:prefixMappings=\"xmlns:d='http://purl.org/dc/elements/1.1/' "
        f'xmlns:p=\'{package_ns}/metadata/core-properties\'" w:xpath="/p:coreProperties[1]/d:title[1]" '
        'w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/>'
    )
    core = (
        f'<cp:coreProperties xmlns:cp="{package_ns}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title/></cp:coreProperties>'
    )
    file = package(
        simple("title", more=title),
        {"docProps/core.xml": core},
        roots=[("p1", f"{package_ns}/relationships/metadata/core-properties", "docProps/core.xml")],
        types={"docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml"},
    )
    content = made(file, {"title": "Our visit"}, model(title=Line))
    assert "<dc:title>Our visit</dc:title>" in member(content, "docProps/core.xml")
    assert "dataBinding" in member(content)
    assert "showingPlcHdr" not in member(content)


# --- names --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "alias"), [("first_name", None), ("FirstName", None), ("", "First name"), ("x1", "First Name")]
)
def test_a_control_is_meant_by_its_tag_or_its_title(tag: str, alias: str | None) -> None:
    inside = paragraph(control(properties(tag, "<w:text/>", alias=alias)))
    if tag == "FirstName":  # nothing between its words says where they end
        assert [one.rule for one in errors(inside, model(first_name=Line))] == ["content-control"]
    else:
        assert "Ann" in document(inside, {"first_name": "Ann"}, model(first_name=Line))


def test_a_control_of_no_field_still_waits_to_be_filled() -> None:
    assert [one.rule for one in errors(simple("nobody"), model(name=(Line, "x")))] == ["content-control"]


# --- without a model ----------------------------------------------------------------------------------------------------


def test_without_a_model_the_data_say_what_is_filled() -> None:
    loaded = letterforge.load(template())
    values = {**DATA, "review_date": datetime.date(2026, 3, 3)}
    values["children"] = [{**one, "born": datetime.date.fromisoformat(str(one["born"]))} for one in DATA["children"]]
    xml = member(letterforge.render(letterforge.Letter(loaded, values), to="docx").content)
    assert words(xml).split("\n")[:-1] == LETTER
    assert "showingPlcHdr" not in xml


def test_dates_of_data_without_a_model_may_be_texts() -> None:
    letter = letterforge.Letter(letterforge.load(template(simple("day", DATE))), {"day": "2026-03-03"})
    xml = member(letterforge.render(letter, to="docx").content)
    assert words(xml) == "3 March 2026\n"
    assert 'w:fullDate="2026-03-03T00:00:00Z"' in xml


def test_a_control_that_the_data_have_not_waits_to_be_filled() -> None:
    loaded = letterforge.load(template(simple("name") + simple("other")))
    with pytest.raises(TemplateError) as refused:
        letterforge.Letter(loaded, {"name": "Ann"})
    assert [one.rule for one in refused.value.findings if one.is_error] == ["content-control"]
    assert "Ann" not in str(refused.value)
    assert [one.rule for one in letterforge.check(loaded, {"name": "Ann"}) if one.is_error] == ["content-control"]


def test_without_data_the_names_that_wait_are_said() -> None:
    found = letterforge.check(template(simple("name") + simple("said", inside=run("{{ x }}"))))
    assert [(one.rule, one.message) for one in found if one.rule != "private"] == [
        ("mail-merge", "the data decide whether these merge fields and controls are filled: name")
    ]


def test_one_template_serves_data_with_other_fields() -> None:
    """What shows words is filled where the data have its field, and stays as it is where they have not."""
    said = paragraph(control(properties("name", "<w:text/>", prompts=False), run("Somebody")))
    loaded = letterforge.load(template(said + paragraph(run("{{ x }}"))))
    for data, shown in (({"x": "1"}, "Somebody"), ({"x": "1", "name": "Ann"}, "Ann"), ({"x": "2"}, "Somebody")):
        letter = letterforge.Letter(loaded, data)
        assert words(member(letterforge.render(letter, to="docx").content)) == f"{shown}\n{data['x']}\n"


def test_empty_values_of_one_letter_say_nothing_of_the_next() -> None:
    """A template is read once for data with the same fields: a sheet has empty cells in some rows."""
    inside = simple("office", LIST)
    loaded = letterforge.load(template(inside))
    with pytest.raises(TemplateError):
        letterforge.Letter(loaded, {"office": None})
    xml = member(letterforge.render(letterforge.Letter(loaded, {"office": "S"}), to="docx").content)
    assert words(xml) == "Southwick\n"
    groups = letterforge.load(template(paragraph(run("Pets:")) + section("pets", simple("name") + simple("kind"))))
    for pets, shown in (([], "Pets:\n"), ([{"name": "Rex", "kind": "dog"}], "Pets:\nRex\ndog\n")):
        xml = member(letterforge.render(letterforge.Letter(groups, {"pets": pets}), to="docx").content)
        assert words(xml) == shown


def test_lists_of_data_may_be_empty_at_one_letter_and_not_at_the_next() -> None:
    loaded = letterforge.load(template(section("toys", simple("toy")) + paragraph(run("Yours"))))
    for toys, shown in ((["ball"], "ball\nYours\n"), ([], "Yours\n")):
        letter = letterforge.Letter(loaded, {"toys": toys})
        xml = member(letterforge.render(letter, to="docx").content)
        assert words(xml) == shown
        assert ("<w:sdt>" in xml) is bool(toys)


def test_a_title_and_a_tag_of_two_fields_are_refused() -> None:
    (fault, *_) = errors(paragraph(control(properties("one", "<w:text/>", alias="other"))), model(one=Line, other=Line))
    assert (fault.rule, fault.message) == ("control", "the text 'other' may be any of: one, other")


def test_what_is_for_the_recipient_stays_theirs() -> None:
    inside = paragraph(run("Name: "), control(properties("reply", "<w:text/>", alias="name")))
    slip = paragraph(control(properties("name", "<w:text/>")), properties='<w:pStyle w:val="LetterReply"/>')
    xml = document(inside + slip + simple("name"), {"name": "Ann"}, model(name=Line))
    assert xml.count("Ann") == 1
    assert xml.count("showingPlcHdr") == 2


def test_a_control_with_tags_in_it_is_its_authors() -> None:
    inside = simple("name", inside=run("{{ other }}"))
    assert words(document(inside, {"name": "Ann", "other": "Bo"}, model(name=Line, other=Line))) == "Bo\n"


def test_a_control_that_shows_an_example_is_filled_as_well() -> None:
    inside = paragraph(control(properties("name", "<w:text/>", prompts=False), run("Mx Example", "<w:b/>")))
    xml = document(inside, {"name": "Ann"}, model(name=Line))
    assert '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Ann</w:t></w:r>' in xml
    assert "Example" not in xml


def test_what_replaces_a_prompt_looks_as_the_control_says() -> None:
    said = properties("name", "<w:text/>").replace("<w:sdtPr>", "<w:sdtPr><w:rPr><w:i/></w:rPr>")
    assert "<w:r><w:rPr><w:i/></w:rPr><w:t" in document(paragraph(control(said)), {"name": "Ann"}, model(name=Line))


def test_a_field_that_may_be_absent_is_refused_by_the_check() -> None:
    assert [one.rule for one in errors(simple("name"), model(name=(Line | None, None)))] == ["may-be-absent"]


def test_a_condition_around_a_control_lets_it_be_absent() -> None:
    inside = paragraph(run("{%p if name %}")) + simple("name") + paragraph(run("{%p endif %}"))
    of = model(name=(Line | None, None))
    assert "<w:sdt>" not in document(inside + paragraph(run("Yours")), {}, of)
    assert "Ann" in document(inside, {"name": "Ann"}, of)


# --- where they stand ---------------------------------------------------------------------------------------------------


def test_around_paragraphs_and_in_cells() -> None:
    block = control(properties("a", ""), paragraph(prompt()) + paragraph(prompt()))
    dated = control(properties("day", DATE), paragraph(prompt()))
    row = f"<w:tr>{control(properties('b', ''), cell(paragraph(prompt())))}{cell(dated)}</w:tr>"
    table = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/><w:gridCol w:w="9"/></w:tblGrid>{row}</w:tbl>'
    xml = document(block + table, {"a": "A", "b": "B", "day": "2026-03-03"}, model(a=Line, b=Line, day=datetime.date))
    assert words(xml) == "A\nB\n3 March 2026\n"
    assert 'w:fullDate="2026-03-03T00:00:00Z"' in xml
    assert '<w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p><w:r>' in xml


def test_in_headers_notes_and_text_boxes() -> None:
    """A text box is there twice, for newer and older readers."""
    one = paragraph(control(properties("name", DATE)))
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<w:txbxContent>{one}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f'<v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent>{one}</w:txbxContent></v:textbox>'
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    file = package(
        paragraph(run("Words"), note, box)
        + paragraph(properties='<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>')
        + paragraph(run("More")),
        {
            "word/header1.xml": f"<w:hdr {NS}>{one}</w:hdr>",
            "word/footnotes.xml": f'<w:footnotes {NS}><w:footnote w:id="2">{one}</w:footnote></w:footnotes>',
        },
        links=[("h1", "header", "header1.xml"), ("f1", "footnotes", "footnotes.xml")],
        types={"word/header1.xml": f"{WORDML}header+xml", "word/footnotes.xml": f"{WORDML}footnotes+xml"},
    )
    content = made(file, {"name": "2026-03-03"}, model(name=datetime.date))
    for name, count in (("word/document.xml", 2), ("word/header1.xml", 1), ("word/footnotes.xml", 1)):
        assert member(content, name).count("3 March 2026") == count, name
        assert member(content, name).count('"2026-03-03T00:00:00Z"') == count, name


def test_around_a_row_no_value_can_stand() -> None:
    row = f"<w:tr>{cell(paragraph(prompt()))}</w:tr>"
    table = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid>{control(properties("a", ""), row)}</w:tbl>'
    assert "control" in [one.rule for one in errors(table, model(a=Line))]


def test_a_control_around_others_is_filled_by_them() -> None:
    group = control(properties("a", "<w:group/>", prompts=False), simple("a") + simple("b"))
    assert words(document(group, {"a": "A", "b": "B"}, model(a=Line, b=Line))) == "A\nB\n"
    holder = control(properties("a", "", prompts=False), simple("b"))
    fault, *_ = errors(holder, model(a=Line, b=Line))
    assert (fault.rule, fault.message) == (
        "control",
        "the text 'a' holds other controls, so that the field a cannot take its place",
    )


# --- lists to choose from -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of", "value"), [(Literal["N", "S"], "N"), (Literal["Northmere", "Southwick"], "Northmere"), (Literal["N"], "N")]
)
def test_a_choice_is_named_by_what_is_shown_or_kept(of: Any, value: str) -> None:
    inside = simple("office", LIST, more=bound("/c:case[1]/c:client[1]"))
    content = made(template(inside), {"office": value}, model(office=of))
    assert words(member(content)) == "Northmere\n"
    assert "<client>N</client>" in member(content, "customXml/item1.xml")


def test_a_combo_box_takes_other_texts() -> None:
    for value, shown in (("weekly", "each week"), ("each month", "each month"), ("now and then", "now and then")):
        assert words(document(simple("visits", COMBO), {"visits": value}, model(visits=Line))) == f"{shown}\n"


def test_a_value_that_is_not_in_the_list_is_refused_by_the_model() -> None:
    with pytest.raises(DataError) as refused:
        document(simple("office", LIST), {"office": "Elsewhere"}, model(office=Literal["N", "S"]))
    assert "Elsewhere" not in str(refused.value)


def test_the_last_choice_is_not_said_of_another() -> None:
    chosen = LIST.replace("<w:dropDownList>", '<w:dropDownList w:lastValue="S">')
    assert "lastValue" not in document(simple("office", chosen), {"office": "N"}, model(office=Literal["N", "S"]))


# --- boxes --------------------------------------------------------------------------------------------------------------


def test_a_box_of_a_symbol_font() -> None:
    tick = (
        '<w14:checkbox><w14:checkedState w14:val="00FE" w14:font="Wingdings"/>'
        '<w14:uncheckedState w14:val="00A8" w14:font="Wingdings"/></w14:checkbox>'
    )
    inside = paragraph(control(properties("yes", tick, prompts=False), run("x", "<w:b/>")))
    for value, sign, state in ((True, "00FE", "1"), (False, "00A8", "0")):
        xml = document(inside, {"yes": value}, model(yes=bool))
        assert re.findall(r'w:sym w:font="Wingdings" w:char="(\w+)"', xml) == [sign]
        assert f'<w14:checked w14:val="{state}"/>' in xml


# --- pictures -----------------------------------------------------------------------------------------------------------


def test_a_picture_is_put_into_its_control() -> None:
    from letterforge_docx import InlineImage

    picture = InlineImage(drawn("png"), width=20, alt="The house")
    inside = simple("photo", "<w:picture/>", run("Click to add a picture"))
    xml = document(inside, {"photo": picture}, model(photo=InlineImage))
    assert re.search(r"<w:picture/></w:sdtPr><w:sdtContent><w:r>(?:(?!</w:sdt>).)*<w:drawing>", xml)
    assert "The house" in xml
    assert "showingPlcHdr" not in xml


def test_a_picture_of_the_data_is_put_into_its_control_and_shown_in_every_format() -> None:
    picture = {"content": drawn("png"), "alt": "The house"}
    inside = simple("photo", "<w:picture/>", run("Click to add a picture"))
    of = model(photo=PictureFile)
    xml = document(inside, {"photo": picture}, of)
    assert re.search(r"<w:picture/></w:sdtPr><w:sdtContent><w:r>(?:(?!</w:sdt>).)*<w:drawing>", xml)
    assert 'descr="The house"' in xml
    assert "showingPlcHdr" not in xml
    page = made(template(inside), {"photo": picture}, of, to="html").decode()
    assert 'alt="The house"' in page
    assert "Click to add" not in page


# --- sections that repeat -----------------------------------------------------------------------------------------------


def section(tag: str, *inside: str) -> str:
    said = properties(tag, f"<w15:repeatingSection {W15}/>", prompts=False, number=60)
    return control(said, "".join(control(CASE, one) for one in inside))


class Pet(BaseModel):
    name: Line
    toys: list[Line]


def test_an_empty_list_leaves_no_section() -> None:
    inside = paragraph(run("Pets:")) + section("pets", simple("name"))
    assert "<w:sdt>" not in document(inside, {"pets": []}, model(pets=list[Pet]))


def test_a_section_within_a_section() -> None:
    inside = section("pets", simple("name") + section("toys", simple("toy")), simple("name"))
    data = {"pets": [{"name": "Rex", "toys": ["ball", "bone"]}, {"name": "Tom", "toys": []}]}
    assert words(document(inside, data, model(pets=list[Pet]))) == "Rex\nball\nbone\nTom\n"


def test_a_section_in_a_line() -> None:
    inside = paragraph(run("Toys: "), section("toys", control(properties("toy", "<w:text/>")) + run(", ")), run("done"))
    assert words(document(inside, {"toys": ["ball", "bone"]}, model(toys=list[Line]))) == "Toys: ball, bone, done\n"


def test_a_section_looks_outwards_for_what_its_items_have_not() -> None:
    inside = section("pets", simple("name") + simple("owner"))
    data = {"owner": "Ann", "pets": [{"name": "Rex", "toys": []}]}
    assert words(document(inside, data, model(owner=Line, pets=list[Pet]))) == "Rex\nAnn\n"


def test_a_section_of_no_list_stays_as_it_is() -> None:
    assert words(document(section("nobody", simple("name")), {"name": "Ann"}, model(name=Line))) == "Ann\n"


# --- what does not fit --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "of", "message"),
    [
        (DATE, Line, "the date 'x' takes a date, and the field x is text"),
        (DATE.replace("en-GB", "cy-GB"), datetime.date, "the date 'x' is in cy-GB, and the file in en-GB"),
        (TICK, Line, "the check box 'x' takes a yes or no, and the field x is text"),
        (LIST, int, "the drop-down list 'x' takes one of 'Northmere', 'Southwick', and the field x is a whole number"),
        (LIST, Line, "the drop-down list 'x' takes one of 'Northmere', 'Southwick', and the field x may be any text"),
        (LIST, Literal["N", "E"], "the drop-down list 'x' takes one of 'Northmere', 'Southwick', and the field x may be 'E'"),
        ("<w:dropDownList/>", Literal["N"], "the drop-down list 'x' has no entries to choose from"),
        (COMBO, datetime.date, "the combo box 'x' takes one of 'each week', 'each month', and the field x is a date"),
        ("<w:picture/>", Line, "the picture 'x' takes a picture, and the field x is text"),
    ],
)  # fmt: skip
def test_a_field_that_does_not_fit_is_refused_by_name(kind: str, of: Any, message: str) -> None:
    found = [one for one in errors(simple("x", kind), model(x=of)) if one.rule == "control"]
    assert [one.message for one in found] == [message]
    with pytest.raises(TemplateError):
        letterforge.load(template(simple("x", kind)), model=model(x=of))


def test_a_section_of_plain_values_has_one_control() -> None:
    inside = section("toys", simple("a") + simple("b"))
    found = [one.message for one in errors(inside, model(toys=list[Line])) if one.rule == "control"]
    assert found == [
        "the repeating section 'toys' repeats the field toys, whose items are plain values, around 2 controls"
    ]


def test_a_template_of_controls_pickles() -> None:
    import pickle

    loaded = letterforge.load(template(), model=Review)
    again = pickle.loads(pickle.dumps(loaded))  # noqa: S301  (our own bytes)
    assert again.tokens.parts.keys() == loaded.tokens.parts.keys()


def test_data_of_a_file_without_anything_bound_is_left_alone() -> None:
    file = template(simple("name"), STORED)
    with zipfile.ZipFile(io.BytesIO(made(file, {"name": "Ann"}, model(name=Line)))) as archive:
        assert not [name for name in archive.namelist() if name.startswith("customXml")]
