"""What a scan sees in a Word file, reading its template has seen: no tag is found after the letter that no check found."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import letterforge
from letterforge.loading.word.file import lines, read
from letterforge.scanning.readers import word

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def word_file(body: str, targets: tuple[str, ...] = ()) -> bytes:
    """A Word file with this body, and hyperlinks to these addresses: ``rId0``, ``rId1`` ..."""
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/relationships/hyperlink" TargetMode="External" Target="{target}"/>'
        for number, target in enumerate(targets)
    )
    members = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{WORDML}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" '
        f'Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in members.items():
            file.writestr(name, text)
    return out.getvalue()


def tags(texts: list[str]) -> set[str]:
    return set(re.findall(r"t\d+z", " ".join(texts)))


def of_the_reader(content: bytes) -> set[str]:
    return tags([passage.text for passage in word.passages(content)])


def of_the_template(content: bytes) -> set[str]:
    """The names in the text that is checked, and in the words whose deletion is refused."""
    found = tags([lines(content)[1].text])
    refused = any(finding.rule == "tracked-deletion" for finding in read(content, file=None).findings)
    return found | ({"refused"} if refused else set())


ONLY_THE_READER_SAW = {
    "the description of a picture in DrawingML": '<w:drawing><pic:cNvPr descr="{{ t0z }}"/></w:drawing>',
    "its title": '<w:drawing><pic:cNvPr title="{{ t0z }}"/></w:drawing>',
    "where a picture leads": '<w:drawing><wp:docPr><a:hlinkClick r:id="rId0"/></wp:docPr></w:drawing>',
    "where it leads under the mouse": '<w:drawing><wp:docPr><a:hlinkHover r:id="rId0"/></wp:docPr></w:drawing>',
    "words within a drawing": "<w:drawing><a:p><a:r><a:t>{{ t0</a:t></a:r><a:r><a:t>z }}</a:t></a:r></a:p></w:drawing>",
    "the code of a field that never begins": "<w:r><w:instrText>XE {{ t0z }}</w:instrText></w:r>",
    "the code of a field that never ends": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>XE {{ t0z }}</w:instrText></w:r>'
    ),
    "the code of a field that ends in another paragraph": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>XE {{ t0z }}</w:instrText></w:r></w:p>'
        '<w:p><w:r><w:instrText> more</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
}


@pytest.mark.parametrize("name", ONLY_THE_READER_SAW)
def test_a_tag_that_only_a_scan_has_seen_is_checked(name: str) -> None:
    content = word_file(f"<w:p>{ONLY_THE_READER_SAW[name]}</w:p>", ("https://example.org/%7B%7B%20t0z%20%7D%7D",))
    assert of_the_reader(content) == of_the_template(content) == {"t0z"}
    findings = letterforge.check(content, {"other": "x"})
    rules = [finding.rule for finding in findings if finding.is_error and finding.rule != "stale-field"]
    assert rules == ["missing"], name


@pytest.mark.parametrize("name", ["del", "moveFrom"])
def test_a_paragraph_that_was_struck_out_whole_has_no_tags(name: str) -> None:
    content = word_file(f"<w:p/><w:{name}><w:p><w:r><w:t>{{{{ t0z }}}}</w:t></w:r></w:p></w:{name}>")
    assert of_the_template(content) == {"refused"}
    assert [(p.text, p.place.path) for p in word.passages(content)] == [
        ("{{ t0z }}", "paragraph 2, tracked deletion"),
    ]


def test_a_tag_in_two_descriptions_of_one_picture_is_named_once() -> None:
    picture = '<w:drawing><wp:docPr descr="{{ t0z }}"/><pic:cNvPr descr="{{ t0z }}"/></w:drawing>'
    findings = letterforge.check(word_file(f"<w:p>{picture}</w:p>"), {"other": "x"})
    assert [finding.rule for finding in findings if finding.is_error] == ["missing"]


# --- the property ----------------------------------------------------------------------------------------------------

HOLDERS = (
    "<w:t>{}</w:t>",
    "<w:instrText>REF {}</w:instrText>",
    '<w:fldSimple w:instr="REF {}"/>',
    '<w:drawing><wp:docPr descr="{}"/></w:drawing>',
    '<w:drawing><wp:docPr title="{}"/><pic:cNvPr descr="{}"/></w:drawing>',
    '<w:pict><v:shape alt="{}"><v:textpath string="{}"/><v:imagedata title="{}"/></v:shape></w:pict>',
    '<w:hyperlink w:tooltip="{}"/>',
    "<w:drawing><a:t>{}</a:t></w:drawing>",
    "<m:oMath><m:t>{}</m:t></m:oMath>",
    '<w:fldChar w:fldCharType="begin"/><w:t>{}</w:t>',
    '<w:fldChar w:fldCharType="separate"/><w:t>{}</w:t>',
    '<w:fldChar w:fldCharType="end"/><w:t>{}</w:t>',
)
AROUND = (
    "{}",
    "<w:r>{}</w:r>",
    "<w:ins>{}</w:ins>",
    "<w:smartTag>{}</w:smartTag>",
    "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:hyperlink>{}</w:hyperlink>",
    '<w:fldSimple w:instr="DATE">{}</w:fldSimple>',
    "<w:drawing>{}</w:drawing>",
    "<w:drawing><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:drawing>",
    "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent>",
)
pieces = st.builds(
    lambda around, holder: around.replace("{}", holder), st.sampled_from(AROUND), st.sampled_from(HOLDERS)
)
nested = st.builds(lambda around, inner: around.replace("{}", inner), st.sampled_from(AROUND), pieces)
paragraphs = st.lists(st.one_of(pieces, nested), min_size=1, max_size=5).map("".join)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.lists(paragraphs, min_size=1, max_size=3))
def test_both_read_the_same_tags(drawn: list[str]) -> None:
    body, number = "".join(f"<w:p>{one}</w:p>" for one in drawn), 0
    while "{}" in body:
        body, number = body.replace("{}", f"{{{{ t{number}z }}}}", 1), number + 1
    content = word_file(body)
    assert of_the_reader(content) == of_the_template(content) == {f"t{each}z" for each in range(number)}
