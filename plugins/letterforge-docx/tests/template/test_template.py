"""A Word template filled as itself: docxtpl's dialect, every part, and XML that is whole in every case."""

from __future__ import annotations

import concurrent.futures
import io
import re
import zipfile
from typing import Any

import docx
import pytest
from word_files import W, decided, filled, lines, package, paragraph, part, prepared, table, template_of

from letterforge.decisions import Decisions
from letterforge.errors import DataError, RenderError, TemplateError
from letterforge_docx.template.filling import fill
from letterforge_docx.template.part import program

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
VALUES: dict[str, Any] = {
    "name": "Ann <& Co>",
    "tag": "{{ name }} {% if %}",
    "absent": None,
    "lines": "one\ntwo",
    "number": 3,
    "team": [{"name": "Ann", "born": ["May", "June"]}, {"name": "Bo", "born": ["July"]}],
    "labels": ["a", "b", "c", "d"],
    "items": [{"label": "x", "cols": ["1", "2"]}, {"label": "y", "cols": ["3", "4"]}],
}

CUT = (
    '<w:p><w:r><w:t>{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>{ na</w:t></w:r>'
    '<w:bookmarkStart w:id="1" w:name="b"/><w:r><w:t>me }</w:t></w:r><w:bookmarkEnd w:id="1"/><w:r><w:t>}</w:t></w:r></w:p>'
)
CASES = [
    ("a value, never markup", paragraph("Dear {{ name }}"), ["Dear Ann <& Co>"]),
    ("a value is never a template", paragraph("{{ tag }}"), ["{{ name }} {% if %}"]),
    ("a tag cut by runs and proofing marks", CUT, ["Ann <& Co>"]),
    ("lines", paragraph("{{ lines }}"), ["one\ntwo"]),
    ("quotes that Word curled", paragraph("{% if name != \u201cBo\u201d %}yes{% endif %}"), ["yes"]),
    ("characters that XML escapes", paragraph("{% if number &lt; 4 and name != 'A &amp; B' %}yes{% endif %}"), ["yes"]),
    ("rows", table(("{%tr for one in team %}", ""), ("{{ one.name }}", "{{ loop.index }}"), ("{%tr endfor %}", "")),
     ["Ann", "1", "Bo", "2"]),
    ("cells", table(("{%tc for one in labels %}", "{{ one }}", "{%tc endfor %}")), ["a", "b", "c", "d"]),
    ("loops within loops", paragraph("{%p for one in team %}") + paragraph("{{ one.name }}: {% for m in one.born %}{{ m }};{% endfor %}")
     + paragraph("{%p endfor %}"), ["Ann: May;June;", "Bo: July;"]),
    ("an empty loop", paragraph("{% for one in absent or [] %}x{% else %}none{% endfor %}"), ["none"]),
    ("a loop that leaves some out", paragraph("{% for one in team if one.name != 'Bo' %}{{ one.name }}{{ loop.length }}{% endfor %}"), ["Ann1"]),
    ("joined paragraphs", paragraph("Dear") + paragraph("{%- if name %} friend{% endif -%}") + paragraph(", hello"), ["Dear friend, hello"]),
    ("a comment", paragraph("a{# not this #}b") + paragraph("{#p nor this #}"), ["ab"]),
    ("braces that are meant", paragraph("{_{ name }_} {_% if %_}"), ["{{ name }} {% if %}"]),
    ("a run of its own", paragraph("a {{r name }} b"), ["a Ann <& Co> b"]),
    ("a paragraph of its own", paragraph("{{p name }}"), ["Ann <& Co>"]),
    ("a condition across paragraphs", paragraph("{% if absent %}one") + paragraph("two{% endif %}end"), ["end"]),
    ("else across paragraphs", paragraph("{% if absent %}one") + paragraph("two{% else %}three") + paragraph("four{% endif %}"), ["three", "four"]),
    ("colspan", table(("{% colspan number %}{{ name }}", "b")), ["Ann <& Co>", "b"]),
    ("vertical merge", table(("{%tr for one in team %}", ""), ("{% vm %}Team", "{{ one.name }}"), ("{%tr endfor %}", "")), ["Team", "Ann", "Bo"]),
    ("horizontal merge", table(("{%tc for one in labels %}", "{% hm %}Head", "{%tc endfor %}"), ("{%tc for one in labels %}", "{{ one }}", "{%tc endfor %}")),
     ["Head", "a", "b", "c", "d"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_docxtpl_can_do(body: str, expected: list[str]) -> None:
    assert lines(filled(package(body), VALUES)) == expected


def test_every_part_that_holds_text_is_filled() -> None:
    box = '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Fallback><w:pict>'
    body = (
        f"<w:p><w:r>{box}<w:txbxContent>{paragraph('box {{ name }}')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('control {{ name }}')}</w:sdtContent></w:sdt>"
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> XE "{{ name }}" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:drawing><wp:docPr xmlns:wp="urn:wp" id="1" name="n" descr="alt {{ name }}"/></w:drawing></w:r></w:p>'
    )
    kinds = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment", "header9": "hdr", "footer9": "ftr"}
    filler = paragraph("{{ name }}")
    parts = {
        f"word/{name}.xml": f"<w:{tag}s {W}><w:{tag}>{filler}</w:{tag}></w:{tag}s>"
        if name.endswith("s")
        else f"<w:{tag} {W}>{filler}</w:{tag}>"
        for name, tag in kinds.items()
    }
    parts["docProps/custom.xml"] = "<Properties><property name='p'><x>{{ name }}</x></property></Properties>"
    parts["docProps/app.xml"] = "<Properties><Company>{{ name }}</Company></Properties>"
    parts["word/charts/chart1.xml"] = '<c xmlns:a="urn:a"><a:t>{{ name }}</a:t></c>'
    made = filled(package(body, parts), VALUES)
    escaped = "Ann &lt;&amp; Co&gt;"
    for name in parts:
        assert part(made, name).count(escaped) == 1
    assert re.findall(r"(\w+) Ann &lt;&amp; Co&gt;", part(made)) == ["box", "control", "alt"]
    assert 'XE "Ann &lt;&amp; Co&gt;"' in part(made)


def test_targets_of_links_are_filled_and_encoded() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
        'Target="https://example.org/?q=%7B%7B%20name%20%7D%7D&amp;n={{ number }}" TargetMode="External"/></Relationships>'
    )
    link = f'<w:p xmlns:r="{R}"><w:hyperlink r:id="rId1"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'
    made = filled(package(link, {"word/_rels/document.xml.rels": rels}), VALUES)
    assert "https://example.org/?q=Ann%20%3C%26%20Co%3E&amp;n=3" in part(made, "word/_rels/document.xml.rels")
    hostile = rels.replace("https://example.org/?q=", "")
    with pytest.raises(RenderError, match="none of http"):
        filled(package(link, {"word/_rels/document.xml.rels": hostile}), {"name": "javascript:x", "number": 1})


def test_columns_follow_the_cells_and_keep_the_width() -> None:
    more = filled(package(table(("{%tc for one in labels %}", "{{ one }}", "{%tc endfor %}"))), VALUES)
    fewer = filled(package(table(("{%tc for one in [] %}", "{{ one }}", "{%tc endfor %}", "end"))), VALUES)
    assert re.findall(r'<w:gridCol w:w="(\d+)"/>', part(more)) == ["750"] * 4
    assert re.findall(r'<w:gridCol w:w="(\d+)"/>', part(fewer)) == ["4000"]


def test_properties_of_cells_stand_in_the_order_of_the_schema() -> None:
    rows = ("{% cellbg 'ff0000' %}{% colspan number %}x", "{% vm %}y")
    made = part(filled(package(table(("{%tr for one in team %}", ""), rows, ("{%tr endfor %}", ""))), VALUES))
    cells = re.findall(r"<w:tcPr>(.*?)</w:tcPr>", made)
    orders = [re.findall(r"<w:(\w+)", cell) for cell in cells]
    assert orders == [["tcW", "gridSpan", "shd", "vAlign"], ["tcW", "vMerge", "vAlign"]] * 2
    assert re.findall(r'vMerge w:val="(\w+)"', made) == ["restart", "continue"]
    assert 'w:fill="ff0000"' in made


def test_drawings_that_a_loop_repeats_have_numbers_of_their_own() -> None:
    drawing = '<wp:docPr xmlns:wp="urn:wp" id="7" name="n"/>'
    body = paragraph("{%p for one in labels %}") + f"<w:p><w:r>{drawing}</w:r></w:p>" + paragraph("{%p endfor %}")
    numbers = re.findall(r'docPr [^>]*id="(\d+)"', part(filled(package(body), VALUES)))
    assert len(set(numbers)) == len(numbers) == 4


def test_bookmark_that_a_loop_repeats_stays_once() -> None:
    mark = '<w:bookmarkStart w:id="7" w:name="b"/>{}<w:bookmarkEnd w:id="7"/>'
    body = paragraph("{%p for one in labels %}") + mark.format(paragraph("{{ one }}")) + paragraph("{%p endfor %}")
    made = filled(package(body), VALUES)
    assert lines(made) == ["a", "b", "c", "d"]
    assert re.findall(r"<w:bookmark(\w+)", part(made)) == ["Start", "End"]
    assert "bookmark" not in part(filled(package(body), {**VALUES, "labels": []}))


def test_template_becomes_a_document_and_members_without_tags_are_as_they_were() -> None:
    original = package(paragraph("{{ name }}"))
    types = part(original, "[Content_Types].xml").replace("document.main+xml", "template.main+xml")
    made = filled(package(paragraph("{{ name }}"), {"[Content_Types].xml": types}), VALUES)
    assert docx.Document(io.BytesIO(made)).paragraphs[0].text == "Ann <& Co>"
    with zipfile.ZipFile(io.BytesIO(original)) as before, zipfile.ZipFile(io.BytesIO(made)) as after:
        assert sorted(before.namelist()) == sorted(after.namelist())
        same = [name for name in before.namelist() if before.read(name) == after.read(name)]
        assert "word/styles.xml" in same


PROVEN = [
    (paragraph("{% if absent %}a{% else %}b{% endif %}"), True),
    (paragraph("{% if absent %}one") + paragraph("two{% endif %}"), True),
    (table(("{%tr for one in team %}", ""), ("a", "b"), ("{%tr endfor %}", "")), True),
    ('<w:p><w:hyperlink w:anchor="a" w:tooltip="{% if absent %}1{% else %}2{% endif %}"/></w:p>', True),
    (paragraph("{% if absent %}one") + paragraph("{% endif %}") + table(("a",)), True),
    (paragraph("{% if absent %}a") + f"<w:p {W}><w:r><w:t>{{% endif %}}</w:t></w:r></w:p>", False),
]


@pytest.mark.parametrize(("body", "whole"), PROVEN)
def test_what_conditions_hold_is_proven_once(body: str, whole: bool) -> None:  # noqa: FBT001  (a parameter of the test)
    part = template_of(package(body)).tagged_parts["word/document.xml"]
    assert program(part, rich=True).whole is whole


CUT_THROUGH = [
    ("a table", paragraph("{% if absent %}") + table(("{% endif %}",))),
    ("two depths", paragraph("{% if absent %}") + table(("x",), ("{% endif %}",))),
    ("a paragraph", paragraph("{% if absent %}one") + paragraph("{%p endif %}")),
    ("a link", '<w:p><w:hyperlink w:anchor="a"><w:r><w:t>{% if absent %}a</w:t></w:r></w:hyperlink><w:r><w:t>b{% endif %}</w:t></w:r></w:p>'),
]  # fmt: skip


@pytest.mark.parametrize("body", [case[1] for case in CUT_THROUGH], ids=[case[0] for case in CUT_THROUGH])
def test_condition_that_cuts_through_the_file_is_found_by_the_check(body: str) -> None:
    with pytest.raises(TemplateError) as caught:
        template_of(package(body))
    assert {finding.rule for finding in caught.value.findings if finding.is_error} == {"crossed"}


REFUSED = [
    ("no calls", paragraph("{{ name.format() }}"), "expression", "calls"),
    ("a way out", paragraph("{{ ''.__class__.__mro__ }}"), "expression", "is not a field"),
    ("an open condition", paragraph("{% if name %}"), "syntax", "is not closed"),
    ("a statement that there is not", paragraph("{% raw %}"), "syntax", "raw"),
    ("a value for a row", table(("{{tr name }}",)), "tag-place", "not for a row or a cell"),
    ("a tag in a place that is not read", '<w:p w:rsidR="{{ name }}"/>', "tag-place", "does not fill"),
    ("a tag that another one takes", f"<w:p><w:r><w:t>{{%p if name %}}</w:t></w:r><w:r><w:drawing><wp:docPr xmlns:wp='urn:wp' descr='{{{{ name }}}}'/></w:drawing></w:r></w:p>{paragraph('{%p endif %}')}", "swallowed", "takes for itself"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "rule", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_tags_that_are_refused(body: str, rule: str, said: str) -> None:
    with pytest.raises(TemplateError) as caught:
        template_of(package(body))
    (finding,) = [one for one in caught.value.findings if one.is_error]
    assert (finding.rule, finding.place.file) == (rule, "letter.docx")
    assert said in finding.message


def test_decisions_that_are_not_those_of_the_template_are_an_error() -> None:
    template, ready = prepared(package(paragraph("{{ name }}{% for one in team %}{{ one.name }}{% endfor %}")))
    decisions = decided(template, VALUES)
    assert lines(fill(ready, decisions)) == ["Ann <& Co>AnnBo"]
    for number in (*decisions.printed, *decisions.counted):
        for more in (True, False):
            printed = {key: list(some) for key, some in decisions.printed.items()}
            counted = {key: list(some) for key, some in decisions.counted.items()}
            changed: list[Any] = printed[number] if number in printed else counted[number]
            changed.append(changed[0]) if more else changed.pop()
            with pytest.raises(RenderError, match="do not line up"):
                fill(ready, Decisions(printed, counted))


def test_no_value_shows_in_a_refusal() -> None:
    with pytest.raises(DataError) as caught:
        filled(package(paragraph("{{ secret.name }}")), {"secret": "S3"})
    assert "S3" not in str(caught.value)


def test_threads_get_their_own_letters() -> None:
    rows = table(("{%tr for one in team %}", ""), ("{{ one.name }}", ""), ("{%tr endfor %}", ""))
    template, ready = prepared(package(paragraph("{{ name }}") + rows))
    letters = [decided(template, {**VALUES, "name": f"Person {number}"}) for number in range(100)]
    alone = [fill(ready, letter) for letter in letters]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda letter: fill(ready, letter), letters)) == alone
