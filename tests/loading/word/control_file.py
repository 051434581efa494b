"""A Word template whose holes are all content controls and form fields: one of each kind, two of them bound to custom XML."""

from __future__ import annotations

import datetime
from typing import Literal

from tests.loading.word.private_word import NS, WORDML, package, paragraph, relationships, run

from letterforge import LetterData, Line

STORE = "{0F9D1B4E-6B0C-4E0B-9C55-0E7C0C1A2B3D}"
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
PROMPT = "Click or tap here to enter text."
STYLES = (
    f'<w:styles {NS}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
    '<w:rPr><w:color w:val="808080"/></w:rPr></w:style></w:styles>'
)


class Child(LetterData):
    """One row of the table."""

    name: Line
    born: datetime.date
    at_school: bool


class Review(LetterData):
    """What the template is filled with."""

    client_name: Line
    summary: Line
    review_date: datetime.date
    office: Literal["N", "S"]
    visits: Literal["weekly", "monthly", "never"]
    urgent: bool
    children: list[Child]
    topics: list[Line]
    worker: Line
    fee: float
    consent: bool
    region: Literal["North", "South"]


DATA = {
    "client_name": "Siân & Ann Powell",
    "summary": "All is well.",
    "review_date": "2026-03-03",
    "office": "N",
    "visits": "monthly",
    "urgent": True,
    "children": [
        {"name": "Ann Ash", "born": "2015-01-02", "at_school": True},
        {"name": "Bo Birch", "born": "2019-11-30", "at_school": False},
    ],
    "topics": ["home", "school"],
    "worker": "Wren Wood",
    "fee": 1234.5,
    "consent": False,
    "region": "South",
}


def bound(path: str) -> str:
    """What binds a control to a node of the data in the file."""
    return f'<w:dataBinding w:prefixMappings="xmlns:c=\'urn:case\'" w:xpath="{path}" w:storeItemID="{STORE}"/>'


def properties(
    tag: str, kind: str, *, alias: str | None = None, prompts: bool = True, more: str = "", number: int = 1
) -> str:
    """The properties of a control, in the order of the schema."""
    title = f'<w:alias w:val="{alias}"/>' if alias else ""
    name = f'<w:tag w:val="{tag}"/>' if tag else ""
    prompt = "<w:showingPlcHdr/>" if prompts else ""
    return f'<w:sdtPr>{title}{name}<w:id w:val="{number}"/>{prompt}{more}{kind}</w:sdtPr>'


def prompt(text: str = PROMPT) -> str:
    """A run with a prompt."""
    return run(text, '<w:rStyle w:val="PlaceholderText"/>')


def control(said: str, inside: str | None = None) -> str:
    """A control around runs, paragraphs, rows or items."""
    return f"<w:sdt>{said}<w:sdtContent>{prompt() if inside is None else inside}</w:sdtContent></w:sdt>"


def form(name: str, code: str, data: str, result: str) -> str:
    """A field of an old form in its bookmark."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f'<w:bookmarkStart w:id="{sum(map(ord, name))}" w:name="{name}"/><w:r><w:fldChar w:fldCharType="begin"><w:ffData>'
        f'<w:name w:val="{name}"/><w:enabled/><w:calcOnExit w:val="0"/>{data}</w:ffData></w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{mark.format("separate")}'
        f'{run(result) if result else ""}{mark.format("end")}<w:bookmarkEnd w:id="{sum(map(ord, name))}"/>'
    )


DATE = '<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="en-GB"/><w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
LIST = (
    '<w:dropDownList><w:listItem w:value="Choose an item."/><w:listItem w:displayText="Northmere" w:value="N"/>'
    '<w:listItem w:displayText="Southwick" w:value="S"/></w:dropDownList>'
)
COMBO = '<w:comboBox><w:listItem w:displayText="each week" w:value="weekly"/><w:listItem w:displayText="each month" w:value="monthly"/></w:comboBox>'
TICK = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)
_SECTION = f"<w15:repeatingSection {W15}/>"
_ITEM = f"<w15:repeatingSectionItem {W15}/>"


def cell(inside: str) -> str:
    """A cell."""
    return f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def _row(number: int) -> str:
    cells = (
        cell(paragraph(control(properties("Name", "<w:text/>", number=number + 1)))),
        cell(paragraph(control(properties("Born", DATE, number=number + 2), prompt("Enter a date.")))),
        cell(paragraph(control(properties("At school", TICK, prompts=False, number=number + 3), run("☐")))),
    )
    row = f"<w:tr>{''.join(cells)}</w:tr>"
    return control(f'<w:sdtPr><w:id w:val="{number}"/>{_ITEM}</w:sdtPr>', row)


def body() -> str:
    """The paragraphs and the table."""
    rows = control(properties("", _SECTION, alias="Children", prompts=False, number=40), _row(41) + _row(51))
    grid = '<w:gridCol w:w="3000"/>' * 3
    table = f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    topic = control(
        f'<w:sdtPr><w:id w:val="61"/>{_ITEM}</w:sdtPr>',
        paragraph(run("– "), control(properties("topic", "<w:text/>", number=62))),
    )
    return "".join((
        paragraph(run("Dear "), control(properties("ClientName", "<w:text/>", alias="Client name", number=11, more=bound("/c:case[1]/c:client[1]")))),
        control(properties("", "", alias="Summary", number=12), paragraph(prompt(), properties='<w:jc w:val="left"/>')),
        paragraph(run("Review on "), control(properties("review_date", DATE, number=13, more=bound("/c:case[1]/@on")), prompt("Enter a date.")), run(".")),
        paragraph(run("Office: "), control(properties("office", LIST, number=14, more=bound("/c:case[1]/c:office[1]")), prompt("Choose an item."))),
        paragraph(run("Visits: "), control(properties("visits", COMBO, number=15), prompt("Choose an item."))),
        paragraph(control(properties("urgent", TICK, prompts=False, number=16, more=bound("/c:case[1]/c:urgent[1]")), run("☐")), run(" urgent")),
        table,
        control(properties("topics", _SECTION, prompts=False, number=60), topic),
        paragraph(run("Worker: "), form("Worker", "FORMTEXT", "<w:textInput/>", "\u2002\u2002\u2002\u2002\u2002")),
        paragraph(run("Fee: £"), form("Fee", "FORMTEXT", '<w:textInput><w:type w:val="number"/><w:format w:val="#,##0.00"/></w:textInput>', "\u2002\u2002")),
        paragraph(form("Consent", "FORMCHECKBOX", '<w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox>', ""), run(" consent")),
        paragraph(run("Region: "), form("Region", "FORMDROPDOWN", '<w:ddList><w:listEntry w:val="Choose"/><w:listEntry w:val="North"/><w:listEntry w:val="South"/></w:ddList>', "")),
    ))  # fmt: skip


STORED = (
    '<case xmlns="urn:case" on="2001-01-01" ref="OLD/1"><client>Old Client</client><office/><urgent>false</urgent>'
    "<note>Known to nobody else</note></case>"
)


def template(inside: str | None = None, stored: str = STORED) -> bytes:
    """A template with these paragraphs."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    return package(
        body() if inside is None else inside,
        {
            "word/styles.xml": STYLES,
            "customXml/item1.xml": stored,
            "customXml/itemProps1.xml": f'<ds:datastoreItem ds:itemID="{STORE}" xmlns:ds="{office}/customXml"><ds:schemaRefs/></ds:datastoreItem>',
            "customXml/_rels/item1.xml.rels": relationships(("c1", "customXmlProps", "itemProps1.xml")),
        },
        links=[("s1", "styles", "styles.xml"), ("s5", "customXml", "../customXml/item1.xml")],
        types={
            "word/styles.xml": f"{WORDML}styles+xml",
            "customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        },
    )


def simple_choice() -> bytes:
    """A template with a drop-down list that shows its prompt."""
    return template(paragraph(control(properties("office", LIST), prompt("Choose an item."))))
