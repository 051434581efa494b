"""What Word does besides tags: fields, formulas, symbols, changes, looks. It is filled, carried or named in every format."""

from __future__ import annotations

import datetime
import io
import re
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

import letterforge
from letterforge.checking.comments import annotated
from letterforge.errors import StationeryError, TemplateError
from letterforge.findings import Finding
from letterforge.letter import Letter
from letterforge.loading.word.fields.code import read
from letterforge.stationery import Stationery

CASES = Path(__file__).parents[2] / "cases" / "word"
DATA = {"name": "Ann Ash", "ref": "R/1", "town": "Tarn", "way": "post", "n": 4, "xs": ["a", "b"], "a": ["u", "v"]}
DATA |= {"irish": "O\u2019Brien", "cost": Decimal("12.50")}
DATA |= {"day": datetime.date(2026, 3, 3), "moment": datetime.datetime(2026, 3, 3, 14, 30)}  # noqa: DTZ001  (a letter's times are local)
W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Visit of {{ name }}</dc:title></cp:coreProperties>'
)
SETTINGS = f'<w:settings {W}><w:docVars><w:docVar w:name="Office" w:val="Tarn Hall"/></w:docVars></w:settings>'
STYLES = (
    f'<w:styles {W}><w:style w:type="paragraph" w:styleId="S1"><w:name w:val="Subject line"/></w:style>'
    '<w:style w:type="character" w:styleId="Red"><w:rPr><w:color w:val="C00000"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Link"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0000FF"/></w:rPr>'
    "</w:style></w:styles>"
)


def word(body: str) -> bytes:
    """A Word file with a title and a document variable."""
    kinds = {"styles": STYLES, "settings": SETTINGS}
    links = "".join(f'<Relationship Id="{one}" Type="{OFFICE}/{one}" Target="{one}.xml"/>' for one in kinds)
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORDML}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("styles", "styles"), ("settings", "settings"))
    )
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/></w:sectPr>'
    rels = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": rels.format(
            f'<Relationship Id="d" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="c" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        ),
        "docProps/core.xml": CORE,
        "word/document.xml": f"<w:document {W}><w:body>{body}{page}</w:body></w:document>",
        "word/_rels/document.xml.rels": rels.format(links),
        **{f"word/{name}.xml": xml for name, xml in kinds.items()},
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, xml in files.items():
            archive.writestr(name, xml)
    return made.getvalue()


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inside: str, properties: str = "") -> str:
    runs = "".join(one if one.startswith("<") else run(one) for one in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def field(code: str, result: str = "OLD", data: str = "") -> str:
    """A field in pieces; a code may hold another one."""
    pieces = re.split(r"(<w:r>.*</w:r>)", code)
    written = "".join(
        one if one.startswith("<") else f'<w:r><w:instrText xml:space="preserve">{escape(one)}</w:instrText></w:r>'
        for one in pieces
    )
    mark = '<w:r><w:fldChar w:fldCharType="{}">{}</w:fldChar></w:r>'
    return f"{mark.format('begin', data)}{written}{mark.format('separate', '')}{run(result)}{mark.format('end', '')}"


def simple(code: str, result: str = "OLD") -> str:
    quoted = escape(code, {'"': "&quot;"})
    return f'<w:fldSimple w:instr=" {quoted} ">{run(result)}</w:fldSimple>'


def marked(name: str, *inside: str) -> str:
    runs = "".join(one if one.startswith("<") else run(one) for one in inside)
    return f'<w:bookmarkStart w:id="1" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="1"/>'


def looped(*inside: str) -> str:
    return p("{%p for x in xs %}") + p(*inside) + p("{%p endfor %}")


def found(content: bytes) -> list[Finding]:
    return [one for one in letterforge.check(content, DATA) if one.rule != "private"]


def said(content: bytes) -> str:
    """The words in DOCX, which HTML must have, too."""
    assert [finding for finding in found(content) if finding.is_error] == []
    letter = Letter(letterforge.load(content), DATA)
    inside = (
        zipfile.ZipFile(io.BytesIO(letterforge.render(letter, to="docx").content)).read("word/document.xml").decode()
    )
    assert "instr" not in inside
    words = " ".join(re.sub("<[^>]+>", "", inside.replace("</w:p>", " ")).split())
    page = letterforge.render(letter, to="html", allow_loss=True).content.decode()
    html = re.sub("<[^>]+>", " ", page[page.index("<body") :])
    assert "".join(words.split()) == "".join(html.split())
    return words


FORMS = pytest.mark.parametrize("form", [field, simple])


@FORMS
@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('IF "{{ way }}" = "post" "by post" "by hand"', "by post"),
        ('IF "{{ way }}" <> "post" "by post" "by hand"', "by hand"),
        ('IF {{ n }} > 3 "many: {{ n }}" "few"', "many: 4"),
        ('IF {{ n }} > 4 "many" "few" \\* MERGEFORMAT', "few"),
        ('IF "{{ ref }}" = "" "no reference" "ref. {{ ref }}"', "ref. R/1"),
        ('IF "{{ way }}" = "hand" "by hand"', ""),
        ('IF 2 < 10 "so" "not"', "so"),
        ('IF "{{ way }}" = "p*" "by post" "by hand"', "by post"),
        ('IF "{{ way }}" <> "?ost" "by hand" "by post"', "by post"),
        ('IF "abc" = "a?d" "so" "not"', "not"),
        ('IF "Mx {{ name }}, {{ town }}" = "Mx Ann Ash, Tarn" "so" "not"', "so"),
        ('IF "{{ name }} of {{ town }}/{{ ref }}" = "Ann Ash of Tarn/R/1" "so" "not"', "so"),
        ('IF "{{ name }} {{ town }}" = "* Tarn" "so" "not"', "so"),
        ('IF "Ms {{ name }}" = "Mr {{ name }}" "so" "not"', "not"),
        ('IF "Ms {{ name }}" = "Mr X" "so" "not"', "not"),
        ('IF "{{ ref }}{{ town }}" = "" "nothing" "something"', "something"),
        ('IF "{{ name }}" = "O\'Brien" "so" "not"', "not"),
        ('IF "{{ ref }}" = "007" "so" "not"', "not"),
        ('IF "{{ irish }}" = "O\u2019Brien" "so" "not"', "so"),
        ('IF {{ n }} = 4 "for {{ name }}" "x" \\* Upper', "FOR ANN ASH"),
        ('IF number = 4 "so" "not"', "so"),
        ("IF {{ way }}=post so not", "so"),
        ('IF "{{ way }}"="post" "so" "not"', "so"),
        ("IF {{ n }}>3 so not", "so"),
        ("IF {{ n }}<=3 so not", "not"),
        ("IF {{ n }} >3 so not", "so"),
        ("IF {{ n }}> 3 so not", "so"),
        ('IF "{{ n }}"<>4 so not', "not"),
        ('IF {{ ref }}="" so not', "not"),
        ("IF a=b so not", "not"),
        ("IF number=4 so not", "so"),
        ("COMPARE {{ n }}=4", "1"),
        ("COMPARE {{ n }} = 4", "1"),
        ("= {{ cost }} * 2", "25.00"),
        ("= {{ cost }} * 1.5 - {{ n }} \\# 0.00", "14.75"),
        ('QUOTE {{ day }} \\@ "dddd"', "Tuesday"),
        ('QUOTE "{{ day }}" \\@ "dddd, d MMMM"', "Tuesday, 3 March"),
        ('QUOTE {{ day }} \\@ "yyyy"', "2026"),
        ('QUOTE "for {{ name }}"', "for Ann Ash"),
        ("TITLE", "Visit of Ann Ash"),
        ("DOCPROPERTY Title", "Visit of Ann Ash"),
        ("DOCVARIABLE Office \\* Upper", "TARN HALL"),
        ("= 2*3", "6"),
        ("= (1 + 2) / 4", "0.75"),
        ("= {{ n }} * 2", "8"),
        ("=({{ n }}+1)*-2", "-10"),
        ("= SUM({{ n }}, 2; 3) \\* MERGEFORMAT", "9"),
        ("= PRODUCT({{ n }}, 2) + ABS({{ n }})", "12"),
        ("= IF({{ n }} > 3, 10, 20)", "10"),
        ("= IF(2 <> 2; 1; {{ n }} = 4)", "1"),
        ("= number * 3 - 1", "11"),
        ("= {{ n }} * 1000 \\# ,0.00", "4,000.00"),
        ('= {{ n }} * 1000 \\# "£0.0 net"', "£4000.0 net"),
        ("= 1/3 \\# 0.00", "0.33"),
        ('= -5 \\# "£,0.00;(£,0.00)"', "(£5.00)"),
        ("= 1234567.895 \\# \"£#,##0.00 'net'\"", "£1,234,567.90 net"),
        ("= -0.001 \\# 0.0", "0.0"),
        (
            "= ROUND(2.345, 2) + MOD(7, 4) + MAX(1, 2) + MIN(1, 2) + INT(1.9) + SIGN(-2) + AVERAGE(1, 2) + COUNT(5)",
            "10.85",
        ),
        ("= 50% * 2^3", "4"),
        ("= 2 --+- {{ n }}", "-2"),
        ("= 4 \\* roman", "iv"),
        ('QUOTE "{{ day }}" \\@ "d MMMM yyyy"', "3 March 2026"),
        ('QUOTE {{ day }} \\@ "dddd D MMMM YYYY"', "Tuesday 3 March 2026"),
        ("QUOTE {{ moment }} \\@ \"dd/MM/yyyy 'at' h:mm am/pm\"", "03/03/2026 at 2:30 pm"),
        ('QUOTE "3 March 2026" \\@ "ddd d/M/yy"', "Tue 3/3/26"),
        ('QUOTE "2026-03-03T14:30:00Z" \\@ "H.mm, MMMM"', "14.30, March"),
        ("REF who", "Ann Ash of Tarn"),
        ("REF who \\h", "Ann Ash of Tarn"),
        ("who", "Ann Ash of Tarn"),
        ('STYLEREF "Subject line"', "About R/1"),
    ],
)
def test_a_field_is_what_it_means(form: object, code: str, words: str) -> None:
    assert callable(form)
    body = p("To ", marked("who", "{{ name }} of {{ town }}")) + p(
        "About {{ ref }}", properties='<w:pStyle w:val="S1"/>'
    )
    body += p(marked("number", "{{ n }}"))
    assert said(word(body + p("[", form(code), "]"))).endswith(f"[{words}]")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (looped("Item ", field("SEQ Item"), ": {{ x }}"), "Item 1: a Item 2: b"),
        (p(field("SEQ F")) + looped(field("SEQ F"), " {{ x }}") + p(field("SEQ F")), "1 2 a 3 b 4"),
        (
            p(field("SEQ F \\* ROMAN"), " ", field("SEQ F \\c"), " ", field("SEQ F \\r 9"), " ", field("SEQ G")),
            "I 1 9 1",
        ),
        (
            p("see ", field("REF _Ref1 \\h"))
            + p("x", properties="")
            + p(marked("_Ref1", "Figure ", field("SEQ Figure \\* ARABIC")), ": {{ ref }}"),
            "see Figure 1 x Figure 1: R/1",
        ),
        (p(field('SET who "{{ name }}"')) + p("for ", field("REF who")), "for Ann Ash"),
        (p(marked("way", field('IF "{{ way }}" = "post" "P" "H"'))) + p(field("REF way")), "P P"),
        (p(field(f'IF {field("TITLE")} = "x" "a" "for {field("QUOTE {{ name }}")}"')), ""),
    ],
)
def test_fields_that_count_and_refer(body: str, words: str) -> None:
    if words:
        assert said(word(body)) == words
    else:
        assert [finding.rule for finding in found(word(body))] == ["stale-field"]


def lines(*codes: str, before: str = "", behind: str = "", properties: str = "", result: str = "OLD") -> str:
    """A field whose code stands in several paragraphs."""
    written = [f'<w:r><w:instrText xml:space="preserve">{escape(one)}</w:instrText></w:r>' for one in codes]
    written[0] = before + MARK.format("begin") + written[0]
    written[-1] += MARK.format("separate") + run(result) + MARK.format("end") + behind
    return "".join(p(one, properties=properties) for one in written)


MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (lines('IF "{{ way }}" = "post" "By post,', 'for {{ name }}" "x"'), ["By post,", "for Ann Ash"]),
        (lines('IF "{{ way }}" = "hand" "y" "By', "", 'post"', properties='<w:jc w:val="end"/>'), ["By", "", "post"]),
        (lines('IF "{{ way }}" = "post" ', '"one" ', '"two"'), ["one"]),
        (lines('IF "{{ way }}" = "hand" "one', 'two"'), []),
        (
            lines('IF "{{ way }}" = "post" "one', 'two" "x"', before=run("[ "), behind=run(" ]")),
            ["[ one", "two ]"],
        ),
        (lines('QUOTE "{{ name }}', '{{ town }}"'), ["Ann Ash", "Tarn"]),
    ],
)
def test_a_field_over_several_paragraphs_is_what_it_means(body: str, words: list[str]) -> None:
    content = word(p("Dear {{ name }}") + body + p("Yours"))
    assert said(content) == " ".join(" ".join(["Dear Ann Ash", *words, "Yours"]).split())
    made = letterforge.render(Letter(letterforge.load(content), DATA), to="docx").content
    inside = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    paragraphs = [re.sub("<[^>]+>", "", one) for one in re.findall(r"<w:p>.*?</w:p>", inside)]
    assert paragraphs == ["Dear Ann Ash", *words, "Yours"]
    if "w:jc" in body:
        assert inside.count("<w:jc ") == len(words)


@pytest.mark.parametrize(
    "body",
    [
        p(MARK.format("begin"), '<w:r><w:instrText>QUOTE "a</w:instrText></w:r>', properties='<w:jc w:val="end"/>')
        + p('<w:r><w:instrText>b"</w:instrText></w:r>' + MARK.format("separate"), "OLD", MARK.format("end")),
        p(MARK.format("begin"), '<w:r><w:instrText>QUOTE "a</w:instrText></w:r>')
        + "<w:tbl><w:tr><w:tc><w:p><w:r><w:instrText>x</w:instrText></w:r></w:p></w:tc></w:tr></w:tbl>"
        + p('<w:r><w:instrText>b"</w:instrText></w:r>' + MARK.format("separate"), "OLD", MARK.format("end")),
        p(MARK.format("begin"), '<w:r><w:instrText>QUOTE "a</w:instrText></w:r>')
        + "<w:tbl><w:tr><w:tc>"
        + p('<w:r><w:instrText>b"</w:instrText></w:r>' + MARK.format("separate"), "OLD", MARK.format("end"))
        + "</w:tc></w:tr></w:tbl>",
    ],
)
def test_a_field_over_paragraphs_that_are_not_alike_is_an_error(body: str) -> None:
    assert "stale-field" in {finding.rule for finding in found(word(p("Dear {{ name }}") + body))}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (looped(marked("who", "{{ x }}"), " = ", field("REF who")), "a = a b = b"),
        (
            p("{% if way == 'post' %}", marked("who", "{{ town }}"), field("REF who"), "{% else %}{% endif %}"),
            "TarnTarn",
        ),
        (p(marked("who", "{{ town }}")) + looped(field("REF who"), "{{ x }}"), "Tarn Tarna Tarnb"),
    ],
)
def test_a_reference_to_a_bookmark_of_the_same_turn(body: str, words: str) -> None:
    assert said(word(body)) == words


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ('"O\u2019Brien"', "so"),
        ("\u201cO\u2019Brien\u201d", "so"),
        ("\u2018O\u2019Brien\u2019", ""),
        ("\u2018OBrien\u2019", "not"),
    ],
)
def test_an_apostrophe_within_a_text_of_a_tag_is_its_own(tag: str, words: str) -> None:
    content = word(p(f"{{% if irish == {tag} %}}so{{% else %}}not{{% endif %}}"))
    if words:
        assert said(content) == words
    else:
        assert [finding.rule for finding in found(content)] == ["expression"]


def test_a_field_in_the_code_of_another_is_worked_out_first() -> None:
    nested = field(f'IF "{{{{ way }}}}" = "post" "for {field("QUOTE {{ name }}", "Bob")}" "none"')
    assert said(word(p(nested))) == "for Ann Ash"


@FORMS
@pytest.mark.parametrize(
    ("code", "about"),
    [
        ('DATE \\@ "d MMMM yyyy"', "another day"),
        *[(code, "another day") for code in ("TIME", "PRINTDATE", "SAVEDATE", "CREATEDATE", "EDITTIME", "date")],
        ("REF nowhere", "not worked out"),
        ('IF "{{ way }}" < "p" "a" "b"', "once was true"),
        ('IF "{% if n %}x{% endif %}" = "x" "a" "b"', "once was true"),
        ('IF "{{ way }}" = "a\'b" "a" "b" "c"', "once was true"),
        ("PAGEREF who", "page or number"),
        ('TOC \\o "1-3"', "page or number"),
        ("AUTONUM", "only Word counts"),
        ("AUTHOR", "worked on the file"),
        ("FILENAME \\p", "does not have"),
        ("DOCVARIABLE Nothing", "does not have"),
        ("= SUM(ABOVE)", "not worked out"),
        ("= {{ n }} / 2", "not worked out"),
        ("= ROUND({{ n }}, 1)", "not worked out"),
        ("= who + 1", "not worked out"),
        ("= 9^9^9", "not worked out"),
        ("= 1/3", "not worked out"),
        ("= 1/0", "not worked out"),
        ("= " + "-" * 399 + "(", "not worked out"),
        (f'IF "{"a" * 5000}" = "{"*a" * 2000}" "a" "b"', "once was true"),
        ("= " + "(" * 50 + "1" + ")" * 50, "not worked out"),
        ("= 1{{ n }}", "not worked out"),
        ('IF {{ way }}{{ n }}>3 "so" "not"', "once was true"),
        ('IF "a=b" "so" "not"', "once was true"),
        ('QUOTE "Easter" \\@ "d MMMM"', "no filter prints"),
        ('QUOTE "3 March 2026" \\@ "h am/pm"', "no filter prints"),
        ('QUOTE {{ n }} \\# "none"', "no filter prints"),
        ('REF who \\# "0"', "no filter prints"),
        ('ASK who "Who?"', "asks"),
        ('FILLIN "Who?"', "asks"),
        ("MERGEREC", "mail merge"),
        ("GREETINGLINE", "merged with last"),
        ("NOSUCHFIELD", "not worked out"),
        ('{{ way }} "x"', "chosen by a placeholder"),
    ],
)
def test_a_field_that_nothing_defines_is_an_error(form: object, code: str, about: str) -> None:
    assert callable(form)
    (finding,) = (one for one in found(word(p("Dear {{ name }}, ", form(code)))) if one.is_error)
    assert (finding.rule, finding.place.path) == ("stale-field", "paragraph 1")
    assert about in finding.message


@pytest.mark.parametrize(
    "inside",
    [
        "<w:r><w:dayLong/></w:r>",
        "<w:r><w:yearShort/></w:r>",
        field(
            "FORMTEXT", "1 May 2020", '<w:ffData><w:textInput><w:type w:val="currentDate"/></w:textInput></w:ffData>'
        ),
        field("FORMTEXT", "7", '<w:ffData><w:textInput><w:type w:val="calculated"/></w:textInput></w:ffData>'),
    ],
)
def test_what_reads_the_clock_is_found_however_it_is_written(inside: str) -> None:
    assert [finding.rule for finding in found(word(p("On ", inside, " {{ name }}")))] == ["stale-field"]


@pytest.mark.parametrize(
    "body",
    [
        looped("{{ x }} ", field("SEQ F"), field("SEQ F")),
        p("{% if way %}", field("SEQ F"), "{% endif %} {{ name }}"),
        looped(marked("who", "{{ x }}")) + p(field("REF who")),
        looped(marked("who", "{{ x }}")) + looped(field("REF who"), "{{ x }}"),
        p("{% if way == 'post' %}", marked("who", "{{ town }}"), "{% else %}", field("REF who"), "{% endif %}"),
        p("{{ name }}", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>')
        + p("Old", '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
    ],
)
def test_what_cannot_be_told_is_not_guessed(body: str) -> None:
    assert "stale-field" in {finding.rule for finding in found(word(body))} or "OLD" not in said(word(body))


@pytest.mark.parametrize(
    "inside",
    [
        MARK.format("begin"),
        MARK.format("begin") + "<w:r><w:instrText>DATE</w:instrText></w:r>" + MARK.format("separate"),
        f'<w:fldSimple w:instr=" DATE ">{MARK.format("end")}</w:fldSimple>',
        f'<w:fldSimple w:instr=" DATE ">{MARK.format("begin")}</w:fldSimple>',
    ],
)
def test_a_field_that_is_not_whole_is_an_error(inside: str) -> None:
    assert "stale-field" in {finding.rule for finding in found(word(p("{{ name }}") + p(inside) + p("behind")))}


def test_marks_of_fields_that_belong_to_none_do_no_harm() -> None:
    assert said(word(p("{{ name }}", MARK.format("end"), MARK.format("separate"), " x"))) == "Ann Ash x"


def test_a_table_of_contents_is_told_of_once() -> None:
    line = run("Heading ") + field("PAGEREF _Toc1", "3")
    begun = MARK.format("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>" + MARK.format("separate")
    body = p("{{ name }}") + p(begun, line) + p(line) + p(MARK.format("end"))
    assert [finding.rule for finding in found(word(body)) if finding.is_error] == ["stale-field"]


@pytest.mark.parametrize(
    "code", ['IF "' + "{{ a }} " * 5000, 'IF "' + "\\" * 20000, "IF " + "{{ " * 20000, '"' * 20000, "{%" * 20000]
)
def test_a_code_costs_no_more_than_its_length(code: str) -> None:
    assert read(code) is None or read(code)


def test_numbers_of_pages_are_those_of_word() -> None:
    content = word(p("{{ name }}, page ", simple("PAGE", "9"), " of ", field("NUMPAGES", "9")))
    assert [finding for finding in found(content) if finding.rule != "loss"] == []
    letter = Letter(letterforge.load(content), DATA)
    assert b"PAGE" in zipfile.ZipFile(io.BytesIO(letterforge.render(letter, to="docx").content)).read(
        "word/document.xml"
    )


def test_a_comment_stands_at_the_paragraph_whose_field_was_read_as_its_words() -> None:
    content = word(p("{{ name }} x ", field('IF "{{ way }}" = "post" "{{ nobody }}" "z"')))
    findings = found(content)
    assert [finding.rule for finding in findings] == ["missing"] or findings[0].rule == "unknown-field"
    made = annotated(content, findings)
    assert b"commentRangeStart" in zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml")
    assert b'"post"' in zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml")


# --- formulas, symbols, looks ------------------------------------------------------------------------------------------

LINEAR = "<m:oMath><m:r><m:t>a = {{ n }}</m:t></m:r></m:oMath>"
FRACTION = (
    "<m:oMath><m:f><m:num><m:r><m:t>{{ n }}</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
)


@pytest.mark.parametrize("formula", [LINEAR, FRACTION, f"<m:oMathPara>{FRACTION}</m:oMathPara>"])
def test_a_formula_is_filled_in_word_and_lost_elsewhere(formula: str) -> None:
    content = word(p("So ", formula, " holds for {{ name }}"))
    assert [finding.rule for finding in found(content)] == ["loss"]
    letter = Letter(letterforge.load(content), DATA)
    inside = zipfile.ZipFile(io.BytesIO(letterforge.render(letter, to="docx").content)).read("word/document.xml")
    assert b"{{" not in inside
    with pytest.raises(TemplateError):
        letterforge.render(letter, to="html")
    page = letterforge.render(letter, to="html", allow_loss=True).content.decode()
    assert "42" not in page[page.index("<body") :]  # four over two


@pytest.mark.parametrize(
    ("inside", "properties", "what"),
    [
        ("{{ name }}", "<w:framePr/>", "a frame"),
        (run("{{ name }}", "<w:caps/>"), "", "in capitals"),
        (run("\u00fc {{ name }}", '<w:rFonts w:ascii="Wingdings"/>'), "", "symbol font"),
        ('<w:r><w:sym w:font="Webdings" w:char="F061"/></w:r>', "", "symbol font"),
        ("{{ name }}", '<w:textDirection w:val="btLr"/>', "upwards or downwards"),
        (field("FORMCHECKBOX", ""), "", "to tick"),
        (
            field("FORMDROPDOWN", "", '<w:ffData><w:ddList><w:listEntry w:val="East"/></w:ddList></w:ffData>'),
            "",
            "drop-down",
        ),
        (field("SYMBOL 252 \\f Wingdings", ""), "", "symbol font"),
        (f"<w:r><w:ruby><w:rt>{run('o')}</w:rt><w:rubyBase>{run('b')}</w:rubyBase></w:ruby></w:r>", "", "over others"),
        (
            '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="Copy"/></v:shape></w:pict></w:r>',
            "",
            "a watermark",
        ),
    ],
)
def test_what_only_word_shows_is_a_loss(inside: str, properties: str, what: str) -> None:
    findings = found(word(p("x {{ name }} ", inside, properties=properties)))
    assert [(one.rule, one.is_error, what in one.message) for one in findings] == [("loss", False, True)]


@pytest.mark.parametrize(
    ("row", "cell", "inside", "what"),
    [
        ("<w:hidden/>", "", "{{ name }}", "a row that is hidden"),
        ("", '<w:textDirection w:val="tbRl"/>', "{{ name }}", "upwards or downwards"),
        ("", "", "{% cellbg way %}{{ name }}", "the background of a cell"),
    ],
)
def test_what_only_word_shows_of_a_table_is_a_loss(row: str, cell: str, inside: str, what: str) -> None:
    cells = f"<w:tc><w:tcPr>{cell}</w:tcPr>{p(inside)}</w:tc><w:tc>{p('x')}</w:tc>"
    table = f"<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:trPr>{row}</w:trPr>{cells}</w:tr></w:tbl>"
    findings = found(word(p("x") + table))
    assert [(one.rule, one.is_error, what in one.message) for one in findings] == [("loss", False, True)]
    assert "table 1" in (findings[0].place.path or "")


def test_a_paragraph_in_one_colour_and_a_link_say_no_more_than_their_words() -> None:
    red = '<w:color w:val="FF0000"/>'
    there = run("there", '<w:rStyle w:val="Link"/>')
    link = f'<w:hyperlink w:anchor="x">{there}</w:hyperlink>'
    assert found(word(p(run("Dear ", red), run("{{ name }}", red)) + p("x {{ name }}"))) == []
    assert "colour" not in str(
        [str(one) for one in found(word(p("{{ name }} see ", field('HYPERLINK "https://a.org"', "y"), link)))]
    )


@pytest.mark.parametrize(
    ("inside", "properties"),
    [
        (run("{{ name }}", '<w:strike w:val="0"/>'), ""),
        (run("{{ name }}", '<w:color w:val="1F2A2A"/>'), ""),
        (run("{{ name }}", '<w:color w:val="auto"/><w:highlight w:val="none"/>'), ""),
        (run("{{ name }}", '<w:shd w:val="clear" w:fill="auto"/>'), ""),
        ("{{ name }}", '<w:textDirection w:val="lrTb"/>'),
        ("{{ name }}", '<w:ind w:left="0" w:firstLine="200"/>'),
        (run("{{ name }}", '<w:vertAlign w:val="baseline"/>'), ""),
        (run("{{ name }}", '<w:rFonts w:ascii="Arial"/>'), ""),
        ("{{ name }}", '<w:tabs><w:tab w:val="left" w:pos="700"/></w:tabs>'),
    ],
)
def test_what_every_format_shows_is_none(inside: str, properties: str) -> None:
    assert found(word(p("x {{ name }} ", inside, properties=properties))) == []


def test_a_tick_of_a_symbol_font_is_a_tick() -> None:
    tick = '<w:r><w:sym w:font="Wingdings" w:char="{}"/></w:r>'
    content = word(p(tick.format("F0FC"), " {{ name }} ", tick.format("00A8")))
    assert found(content) == []
    letter = Letter(letterforge.load(content), DATA)
    page = letterforge.render(letter, to="html").content.decode()
    assert re.sub("<[^>]+>", "", page[page.index("<body") :]).split() == ["✓", "Ann", "Ash", "□"]
    assert letterforge.render(letter, to="docx").content


# --- changes and tables ------------------------------------------------------------------------------------------------

CHANGE = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'


@pytest.mark.parametrize(
    "inside",
    [
        run("Dear {{ na") + f"<w:ins {CHANGE}>{run('me }},')}</w:ins>",
        f"<w:ins {CHANGE}>{run('Dear {{ na')}</w:ins>" + run("me }},"),
        run("Dear {{ na") + f"<w:moveTo {CHANGE}>{run('me }},')}</w:moveTo>",
        run("Dear {{ na") + f"<w:del {CHANGE}><w:r><w:delText>x</w:delText></w:r></w:del>" + run("me }},"),
        f"<w:ins {CHANGE}>{run('{{ na')}</w:ins><w:ins {CHANGE}>{run('me }}')}</w:ins>",
    ],
)
def test_a_tag_half_within_a_change_is_found_by_check(inside: str) -> None:
    assert [finding.rule for finding in found(word(p(inside)))] == ["tracked-tag"]


def test_a_whole_tag_within_a_change_is_none() -> None:
    findings = found(word(p(f"<w:ins {CHANGE}>{run('Dear {{ na')}{run('me }},')}</w:ins>")))
    assert "tracked-tag" not in {finding.rule for finding in findings}


def test_a_table_out_of_the_flow_is_a_loss() -> None:
    table = f"<w:tbl><w:tblPr><w:tblpPr/></w:tblPr><w:tblGrid/>{cells('{{ name }}')}</w:tbl>"
    assert [(one.rule, one.place.path) for one in found(word(table + p("x")))] == [("loss", "table 1")]


def cells(*texts: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{p(text)}</w:tc>" for text in texts) + "</w:tr>"


def test_a_loop_through_cells_without_tr_is_an_error() -> None:
    table = f"<w:tbl><w:tblPr/><w:tblGrid/>{cells('{% for x in xs %}{{ x }}', '{{ x }}{% endfor %}')}</w:tbl>"
    (finding,) = (one for one in found(word(table + p("{{ name }}"))) if one.is_error)
    assert finding.rule == "crossed"
    assert "{%tr for" in (finding.hint or "")


# --- the cases of issue 9 ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("02-stale-fields-date", ["stale-field", "stale-field"]),
        ("02-stale-fields-if", []),
        ("04-nested-table-loop-one_inner", []),
        ("07-silent-loss-tabs", []),
        ("07-silent-loss-land", []),
        ("08-formula-inline", ["loss"]),
        ("08-formula-para", ["loss"]),
        ("10-no-glyph-signs-g1", []),
        ("10-no-glyph-signs-g2", []),
        ("11-tracked-changes-tracksplit", ["tracked-tag"]),
    ],
)
def test_a_case_of_the_issue(name: str, rules: list[str]) -> None:
    content = (CASES / f"{name}.docx").read_bytes()
    assert [finding.rule for finding in found(content)] == rules
    if not {"stale-field", "tracked-tag"} & set(rules):
        letter = Letter(letterforge.load(content), DATA)
        for to in ("docx", "html", "pdf"):
            assert letterforge.render(letter, to=to, allow_loss=True).content


def test_rows_of_a_table_within_a_cell_repeat() -> None:
    content = (CASES / "04-nested-table-loop-one_inner.docx").read_bytes()
    made = letterforge.render(Letter(letterforge.load(content), DATA), to="docx").content
    inside = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    assert re.findall("<w:t(?: [^>]*)?>([^<]*)", inside) == ["Name", "u", "v"]
    assert inside.count("<w:tbl>") == 2


def test_a_character_that_no_typeface_has_is_a_warning_of_a_word_file_which_has_fonts_of_its_own() -> None:
    content = word(p("{{ name }} \u6f22"))
    assert [(finding.rule, finding.is_error) for finding in found(content)] == [("no-glyph", False)]
    assert letterforge.render(Letter(letterforge.load(content), DATA), to="docx").content


def test_furniture_without_a_place_in_the_letterhead_is_found_by_check(tmp_path: Path) -> None:
    source = Path(letterforge.__file__).parent / "templates" / "stationery" / "plain"
    shutil.copytree(source, tmp_path / "plain")
    letterhead = tmp_path / "plain" / "letterhead.docx"
    with zipfile.ZipFile(letterhead) as archive:
        files = {name: archive.read(name).replace(b"{{p footer }}", b"") for name in archive.namelist()}
    with zipfile.ZipFile(letterhead, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    stationery = Stationery.read(tmp_path / "plain")
    letter = b"---\ntitle: T\nlang: en-GB\n---\nDear {{ name }},\n"
    findings = [one for one in letterforge.check(letter, DATA, stationery=stationery) if one.is_error]
    assert {one.rule for one in findings} == {"slot"}
    assert "footer for the first page" in findings[0].message
    with pytest.raises(StationeryError):
        Letter(letterforge.load(letter), DATA, stationery=stationery)


@pytest.mark.parametrize(
    ("words", "rule"),
    [(field("ADDRESSBLOCK", "\u00abAddressBlock\u00bb"), "merge-field"), ("Two {% raw %}", "syntax")],
)
def test_what_was_found_where_it_stands_is_not_told_again_with_data(words: str, rule: str) -> None:
    content = word(p("Dear {{ name }},") + p(words))
    (alone,) = (one for one in letterforge.check(content) if one.is_error)
    (with_data,) = (one for one in found(content) if one.is_error)
    assert alone == with_data
    assert (alone.rule, alone.place.path) == (rule, "paragraph 2")
